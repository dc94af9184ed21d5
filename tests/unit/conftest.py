"""A kernel for every test that asks for one."""

import pytest

from tests.unit.kernel import Notebook


@pytest.fixture(scope="module")
def shell():
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    settings = Config()
    settings.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=settings)
    yield shell
    InteractiveShell.clear_instance()


@pytest.fixture
def notebook(shell, tmp_path, monkeypatch):
    """A kernel just started for episode 3's notebook in JupyterLab, with a course folder of its own."""
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))
    monkeypatch.setenv("JPY_SESSION_NAME", "03-build-cnn.ipynb")
    kernel = Notebook(shell)
    kernel.start()
    yield kernel
    kernel.stop()
