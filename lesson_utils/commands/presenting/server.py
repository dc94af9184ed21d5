"""The server's side of presenting: the notes' page, which cell is in view, and the next line of a solution."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from lesson_utils.episodes import course
from lesson_utils.episodes.revealing import next_line
from lesson_utils.episodes.worth_making import mistake_of

IN_VIEW = "build_a_cnn_in_view"  # where the server keeps it
PAGE = "build-a-cnn/notes"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    application = server.web_app
    application.settings[IN_VIEW] = {"episode": "", "cell": ""}
    base = application.settings["base_url"]
    routes = [(PAGE, NotesPage), (rf"{PAGE}/([\w-]+)", Notes), ("build-a-cnn/in-view", InView)]
    routes.append(("build-a-cnn/reveal", Reveal))
    application.add_handlers(".*$", [(url_path_join(base, path), handler) for path, handler in routes])


class NotesPage(JupyterHandler):
    """The page for the second window."""

    @web.authenticated
    def get(self) -> None:
        """Send it, its style and its script inside."""
        self.set_header("Cache-Control", "no-store")
        self.finish(notes_page())


class Notes(APIHandler):
    """The notes of one episode."""

    @web.authenticated
    def get(self, name: str) -> None:
        """Send them as JSON."""
        from lesson_utils.building.instructor.notes import notes_of

        episode = next((one for one in course() if one.name == name), None)
        if episode is None:
            raise web.HTTPError(404, f"there is no episode {name}")
        self.finish(json.dumps(notes_of(episode)))


class InView(APIHandler):
    """Which cell the room sees: JupyterLab says it, the notes ask for it."""

    @web.authenticated
    def get(self) -> None:
        """Send the episode and the cell."""
        self.finish(json.dumps(self.settings[IN_VIEW]))

    @web.authenticated
    def post(self) -> None:
        """Take note of the episode and the cell."""
        told = self.get_json_body() or {}
        self.settings[IN_VIEW] = {name: str(told.get(name, "")) for name in ("episode", "cell")}
        self.finish("{}")


class Reveal(APIHandler):
    """What a challenge's cell is to hold next."""

    @web.authenticated
    def post(self) -> None:
        """Send the source: one more line of the solution, all of it, or a wrong version to start from."""
        asked = self.get_json_body() or {}
        known = ((episode, one) for episode in course() for one in episode.challenges)
        found = next((pair for pair in known if pair[1].id == asked.get("challenge")), None)
        if found is None:
            raise web.HTTPError(404, "there is no such challenge")
        episode, challenge = found
        source = str(asked.get("source", ""))
        mistake = mistake_of(episode, challenge.id) if asked.get("mistake") else None
        if mistake is not None:
            source = mistake.code
        elif challenge.solution and not asked.get("mistake"):
            source = challenge.published if asked.get("all") else next_line(source, challenge.published)
        self.finish(json.dumps({"source": source}))


@cache
def notes_page() -> str:
    """The notes' page as one piece of HTML."""
    folder = files(__package__).joinpath("notes_page")
    page, style, script = (
        folder.joinpath(name).read_text(encoding="utf-8") for name in ("notes.html", "notes.css", "notes.js")
    )
    return page.replace("/* style */", style).replace("/* script */", script)
