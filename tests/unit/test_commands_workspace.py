"""JupyterLab's layout for the course: side bars closed at first, then as the learner left them."""

import json

from jupyterlab_server.workspaces_handler import WorkspacesManager

from lesson_utils.jupyter.workspace import FOLDER, own_workspaces


def test_the_first_layout_has_its_side_bars_closed(tmp_path, monkeypatch):
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))
    folder = own_workspaces()[FOLDER]
    assert folder == str(tmp_path / "jupyterlab")
    layout = WorkspacesManager(folder).load("default")["data"]["layout-restorer:data"]
    assert layout["left"]["collapsed"]
    assert layout["right"]["collapsed"]


def test_what_the_learner_left_open_stays_open(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    own_workspaces()
    (file,) = tmp_path.iterdir()
    file.write_text(json.dumps({"data": {"mine": True}, "metadata": {"id": "default"}}))
    assert own_workspaces() == {FOLDER: str(tmp_path)}
    assert WorkspacesManager(str(tmp_path)).load("default")["data"] == {"mine": True}


def test_without_a_place_to_write_the_course_opens_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv(FOLDER, str(tmp_path / "file" / "below"))
    assert own_workspaces() == {}
