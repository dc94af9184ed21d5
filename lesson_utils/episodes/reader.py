"""Read a Carpentries episode (Markdown with fenced divs) into the model.

Any episode in the Workbench format can be read, not only ours: divs nest the way pandoc nests them (a fence with a
name opens, a bare fence closes the innermost div), ids fall back on slugs of the headings, and "Hint 1: …" paragraphs
count as hints.
"""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from lesson_utils.episodes.challenges import CodeAt, does_something, problems_of_challenge, slug_of
from lesson_utils.episodes.header import given_of, probes_of
from lesson_utils.episodes.magics import keeps_from_python, python_of
from lesson_utils.episodes.markdown import alt_in, figures_in, nest_fences, without_links
from lesson_utils.episodes.model import Block, Challenge, Episode, EpisodeError, Problem
from lesson_utils.episodes.questions import problems_of_question, split_question
from lesson_utils.episodes.targets import same_targets

DIV_KINDS = frozenset(
    {"questions", "objectives", "keypoints", "challenge", "solution", "hint", "callout", "spoiler", "instructor"}
    | {"prereq", "checklist", "discussion", "testimonial", "caution"}
)
_HINT_PARAGRAPH = re.compile(r"hint(?:\s+\d+)?\s*:\s*", re.IGNORECASE)
_HEADING = re.compile(r"(?P<title>.*?)\s*(?:\{[^}]*#(?P<id>[\w-]+)[^}]*\})?\s*#*\s*$", re.DOTALL)
_DIV_NAME = re.compile(r"[\w-]+")
_DIV_ID = re.compile(r"#([\w-]+)")


def read_episode(path: str | Path, ours: bool = True) -> Episode:
    """Read one episode file.

    Parameters
    ----------
    path : str or Path
        A Markdown file in the Carpentries Workbench format, UTF-8.
    ours : bool
        True for the course's own episodes. For one from elsewhere, False turns problems that do not stop a notebook
        from being made (a figure that is not here, an unknown div class) into `Episode.warnings`.

    Returns
    -------
    Episode

    Raises
    ------
    EpisodeError
        With every problem of the file in one report, each with its line.
    FileNotFoundError
        When there is no such file.

    Examples
    --------
    >>> episode = read_episode("episodes/03-build-cnn.md")
    >>> [challenge.id for challenge in episode.challenges][:2]
    ['input-layer', 'conv2d']
    """
    path = Path(path)
    return _Reader(path, path.read_text(encoding="utf-8-sig"), ours).read()


class _Reader:
    def __init__(self, path: Path, text: str, ours: bool) -> None:
        self.path, self.lines, self.ours = path, text.splitlines(), ours
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self.slugs: Counter[str] = Counter()
        self.explicit_ids: dict[str, int] = {}
        self.count = 0

    def read(self) -> Episode:
        nested, fence_problems = nest_fences(self.lines)
        self.errors += [Problem(self.path, line, message) for line, message in fence_problems]
        parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
        parser.use(container_plugin, "div", marker=":", validate=lambda *_: True)
        environment: dict = {}
        tokens = parser.parse("\n".join(nested) + "\n", environment)
        header = self._header(tokens)
        given = given_of(header.get("given"), self._problem)
        probes = probes_of(header.get("probes"), self._problem)
        blocks = self._blocks([token for token in tokens if token.type != "front_matter"], level=0)
        self._check_figures()
        episode = Episode(
            path=self.path,
            title=str(header.get("title", self.path.stem)),
            teaching=int(header.get("teaching", 0)),
            exercises=int(header.get("exercises", 0)),
            blocks=blocks,
            given=given,
            probes=probes,
            links={label: link["href"] for label, link in environment.get("references", {}).items()},
        )
        for name in sorted(probes.keys() - {challenge.id for challenge in episode.challenges}):
            self._problem(1, f"`probes: {name}` names no challenge of this episode")
        if self.errors:
            raise EpisodeError(self.errors)
        return replace(episode, warnings=tuple(self.warnings))

    def _problem(self, line: int, message: str, stops: bool = True) -> None:
        (self.errors if stops or self.ours else self.warnings).append(Problem(self.path, line, message))

    def _header(self, tokens: list[Token]) -> dict:
        if not tokens or tokens[0].type != "front_matter":
            self._problem(1, "the front matter (--- title, teaching, exercises ---) is missing", stops=False)
            return {}
        try:
            header = yaml.safe_load(tokens[0].content)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1  # below the first ---
            self._problem(line, f"the front matter is not valid YAML: {getattr(error, 'problem', error)}")
            return {}
        if not isinstance(header, dict):
            self._problem(1, "the front matter must be `name: value` lines")
            return {}
        for key in ("teaching", "exercises"):
            if not isinstance(header.get(key, 0), int):
                self._problem(1, f"`{key}` in the front matter must be a whole number of minutes")
                header[key] = 0
        return header

    def _blocks(self, tokens: list[Token], level: int) -> tuple[Block, ...]:
        blocks: list[Block] = []
        prose: list[tuple[int, int]] = []

        def end_prose() -> None:
            if prose:
                start, stop = prose[0][0], prose[-1][1]
                text = "\n".join(self.lines[start:stop]).strip("\n")
                blocks.append(Block("prose", start + 1, text=text))
                prose.clear()

        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "container_div_open":
                end_prose()
                stop = _closing(tokens, index)
                blocks.append(self._div(token, tokens[index + 1 : stop], level))
                index = stop
            elif token.level == level and token.type == "fence" and (kind := _code_kind(token)):
                end_prose()
                at, code = (token.map or [0])[0] + 1, token.content.rstrip("\n")
                blocks.append(Block(kind, at, text=code, alt=alt_in(token.info)))
            elif token.level == level and token.map and token.nesting >= 0:
                prose.append((token.map[0], token.map[1]))
            index += 1
        end_prose()
        return tuple(blocks)

    def _div(self, token: Token, inside: list[Token], level: int) -> Block:
        line = (token.map or [0])[0] + 1
        name = _DIV_NAME.search(token.info.replace("{.", "").split("#")[0]) or _DIV_NAME.search(token.info)
        kind = name[0].lower() if name else "div"
        if kind not in DIV_KINDS:
            known = ", ".join(sorted(DIV_KINDS))
            self._problem(line, f"unknown fence class `{kind}` (known: {known})", stops=False)
        title, heading_id, rest = _take_heading(inside, level + 1)
        children = self._blocks(rest, level + 1)
        if kind != "challenge":
            return Block(kind, line, title=title, children=children)
        div_id = _DIV_ID.search(token.info)
        return self._challenge(line, title, heading_id or (div_id[1] if div_id else ""), children)

    def _challenge(self, line: int, title: str, explicit: str, children: tuple[Block, ...]) -> Block:
        self.count += 1
        if not title:
            self._problem(line, "this challenge has no heading", stops=False)
            title = f"Challenge {self.count}"
        hints, prose = _hints_and_task(children)
        before, options, after = split_question(prose)
        solutions = [child for child in children if child.kind == "solution"]
        solution = solutions[0] if solutions else None
        code = _solution_code(solution)
        template = next((child for child in children if child.kind == "code"), None)
        challenge_id = self._id(line, title, explicit)
        challenge = Challenge(
            id=challenge_id,
            title=re.sub(r"^challenge\b[\s:.\d–-]*", "", title, flags=re.IGNORECASE) or title,
            episode=self.path.stem,
            number=self.count,
            line=line,
            task="\n\n".join(part for part in (before, after) if part),
            template=template.text if template else None,
            solution=_python_in(code),
            why=without_links(_first_prose(solution)),
            hints=hints,
            alternatives=self._alternatives(challenge_id, code, solutions[1:]),
            options=options,
            written=code.text if code else "",
        )
        for message in problems_of_question(challenge_id, options, bool(code or template)):
            self._problem(line, message, stops=False)
        if options:
            return Block("challenge", line, title=title, children=children, challenge=challenge)
        if solution is None:
            self._problem(line, f"challenge `{challenge.id}` has no solution", stops=False)
        else:
            for problem in problems_of_challenge(challenge.id, _code_at(template), _code_at(code)):
                self._problem(problem.line, problem.message, problem.stops)
        return Block("challenge", line, title=title, children=children, challenge=challenge)

    def _alternatives(self, name: str, code: Block | None, others: list[Block]) -> tuple[str, ...]:
        alternatives = []
        for other in filter(None, map(_solution_code, others)) if code else ():
            python = _python_in(other)
            if code and python is not None and same_targets(python, python_of(code.text)):
                alternatives.append(python)
            else:
                message = f"another solution of `{name}` does not make what the first one makes"
                self._problem(other.line, message, stops=False)
        return tuple(alternatives)

    def _id(self, line: int, title: str, explicit: str) -> str:
        if explicit:
            if first := self.explicit_ids.get(explicit):
                self._problem(line, f"challenge id `{explicit}` is used twice (first in line {first})")
            self.explicit_ids.setdefault(explicit, line)
            return explicit
        slug = slug_of(title)
        self.slugs[slug] += 1
        return slug if self.slugs[slug] == 1 else f"{slug}-{self.slugs[slug]}"

    def _check_figures(self) -> None:
        for line, figure in figures_in(self.lines):
            if not figure.alt:
                self._problem(line, f"figure `{figure.source}` has no alt text: add {{alt='…'}}", stops=False)
            if "://" not in figure.source and not self._figure_file(figure.source).is_file():
                self._problem(line, f"figure `{figure.source}` is missing", stops=False)

    def _figure_file(self, source: str) -> Path:
        # A checkout keeps fig/ beside episodes/; a lesson from elsewhere may keep it beside the episode file.
        folder = self.path.resolve().parent
        return next((base / source for base in (folder, folder.parent) if (base / source).is_file()), folder / source)


def _closing(tokens: list[Token], start: int) -> int:
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting if tokens[index].type.startswith("container_div") else 0
        if depth == 0:
            return index
    return len(tokens)


def _code_kind(token: Token) -> str:
    """`code` for Python, `output` for shown output, nothing for listings that stay part of the prose."""
    language = re.sub(r"[{}.,]", " ", token.info).split()
    return {"python": "code", "output": "output"}.get(language[0].lower() if language else "", "")


def _take_heading(tokens: list[Token], level: int) -> tuple[str, str, list[Token]]:
    if tokens and tokens[0].type == "heading_open" and tokens[0].level == level:
        match = _HEADING.match(tokens[1].content)
        assert match is not None  # the pattern matches any text
        return match["title"].strip("# "), match["id"] or "", tokens[3:]
    return "", "", tokens


def _hints_and_task(children: tuple[Block, ...]) -> tuple[tuple[str, ...], str]:
    hints: list[str] = []
    task: list[str] = []
    for child in children:
        if child.kind == "hint":
            hints.append(_first_prose(child))
        elif child.kind == "prose":
            for paragraph in re.split(r"\n\s*\n", child.text):
                start = _HINT_PARAGRAPH.match(paragraph)
                (hints if start else task).append(paragraph[start.end() :] if start else paragraph)
    return tuple(map(without_links, hints)), "\n\n".join(task).strip()


def _first_prose(block: Block | None) -> str:
    return "\n\n".join(child.text for child in (block.children if block else ()) if child.kind == "prose").strip()


def _solution_code(solution: Block | None) -> Block | None:
    """The solution's Python; the seed wrote it in `output` fences, which count when there is nothing else."""
    inside = solution.children if solution else ()
    for kind in ("code", "output"):
        found = [child for child in inside if child.kind == kind and (kind == "code" or does_something(child.text))]
        if found:
            return Block("code", found[0].line, text="\n".join(child.text for child in found))
    return None


def _python_in(block: Block | None) -> str | None:
    """A solution without its magics; None where they keep its code from running as Python."""
    return python_of(block.text) if block and not keeps_from_python(block.text) else None


def _code_at(block: Block | None) -> CodeAt | None:
    return CodeAt(block.text, block.line) if block else None
