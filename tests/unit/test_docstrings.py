"""Every example in a docstring runs and shows what it says."""

import doctest
import importlib
import pkgutil

import keras
import pytest

import lesson_utils

MODULES = [
    module.name
    for module in pkgutil.walk_packages(lesson_utils.__path__, "lesson_utils.")
    if not module.name.endswith("__main__")
]

OF_A_CLASS = ("jupyterhub", "firstuseauthenticator", "bcrypt")  # not in a learner's environment


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keras.Model, "fit", keras.Model.fit)  # the example of watch_training changes it
    monkeypatch.chdir(lesson_utils.__path__[0] + "/..")
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in OF_A_CLASS:
            raise
        pytest.skip("it needs the extra `class`")
    results = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert results.failed == 0
