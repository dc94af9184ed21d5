"""The body of an episode's page: its blocks in order, with what their code shows and with live widgets."""

import re

from markupsafe import Markup

from lesson_utils.building.boxes import label
from lesson_utils.building.pair import Pair
from lesson_utils.building.site.boxes import box, folded
from lesson_utils.building.site.challenge import challenge_html, hints_html, question_html, solution_html
from lesson_utils.building.site.listings import listing, python_code
from lesson_utils.building.site.live import LiveWidgets
from lesson_utils.building.site.markdown import PageMarkdown
from lesson_utils.building.site.outputs import has_widget, is_plot, outputs_html
from lesson_utils.building.site.run import Outputs, Shown
from lesson_utils.episodes import Block, Challenge, EpisodeError, Problem

_PREDICTION = re.compile(r"predict first|decide before", re.IGNORECASE)
_IN_THE_OVERVIEW = ("questions", "objectives")
_FOLDED = ("spoiler", "solution", "hint")
_NOTEBOOK_ONLY = "progress()"  # the page keeps its own


class EpisodeBody:
    """Writes one episode as HTML.

    Parameters
    ----------
    pair : Pair
        The episode and the cells of its solved notebook.
    outputs : dict of str to list of Shown
        What each of these cells has shown.

    Raises
    ------
    EpisodeError
        From `html`, when a plot has no alt text.

    Attributes
    ----------
    live : LiveWidgets
        The widgets of the page, after `html`.
    markdown : PageMarkdown
        Knows the headings of the page, after `html`.
    """

    def __init__(self, pair: Pair, outputs: Outputs) -> None:
        self.episode, self.live = pair.episode, LiveWidgets()
        self.markdown = PageMarkdown(pair.episode.path, pair.episode.links)
        self._outputs = outputs
        self._cells = {(cell.line, cell.challenge): cell.id for cell in pair.solution_cells if cell.kind == "code"}
        self._answers = {cell.challenge: cell.id for cell in pair.solution_cells if cell.id.endswith("-answer")}
        self._asked = False  # whether the text above has asked for a prediction

    def html(self) -> Markup:
        """The page's body, without its title."""
        parts = [self._overview()]
        previous = ""
        for block in self.episode.blocks:
            if not (block.kind == "output" and previous == "code"):  # what the authors got; ours is shown
                parts.append(self._block(block))
            previous = block.kind
        return Markup("\n").join(part for part in parts if part)

    def _overview(self) -> Markup:
        found = [block for block in self.episode.blocks if block.kind in _IN_THE_OVERVIEW]
        parts = (
            Markup("<div><h3>{}</h3>{}</div>").format(block.kind.capitalize(), self._inside(block)) for block in found
        )
        return box("overview", "", 2, Markup("").join(parts)) if found else Markup()

    def _block(self, block: Block) -> Markup:
        if block.kind in (*_IN_THE_OVERVIEW, "instructor"):
            return Markup()
        if block.challenge is not None:
            html = self._challenge(block, block.challenge)
        elif block.kind == "prose":
            html = self.markdown.html(block.text)
        elif block.kind == "code":
            return self._code(block)
        else:
            html = self._nested(block)
        self._asked = _PREDICTION.search(_text_of(block)) is not None
        return html

    def _code(self, block: Block) -> Markup:
        if block.text.strip() == _NOTEBOOK_ONLY:
            return Markup()
        shown = self._outputs.get(self._cells.get((block.line, ""), ""), [])
        return python_code(block.text) + self._output(shown, block)

    def _output(self, shown: list[Shown], block: Block) -> Markup:
        """What a cell shows: a live widget at once, other things folded away if the text has asked to predict them."""
        html = self._outputs_html(shown, block)
        if not html or has_widget(shown):
            return html
        how = Markup('class="shown asked"') if self._asked else Markup('class="shown" open')
        return Markup("<details {}><summary>Output</summary>{}</details>").format(how, html)

    def _outputs_html(self, shown: list[Shown], block: Block) -> Markup:
        if any(map(is_plot, shown)) and not block.alt:
            how = "say in words what it shows, for people who do not see it: ```python {alt='…'}"
            raise EpisodeError([Problem(self.episode.path, block.line, f"this cell draws a plot: {how}")])
        return outputs_html(shown, self.live, block.alt)

    def _challenge(self, block: Block, challenge: Challenge) -> Markup:
        level = self.markdown.box_level
        template = next((child for child in block.children if child.kind == "code"), None)
        inside = [self.markdown.html(challenge.task, inside=True)]
        if challenge.options:
            inside.append(question_html(challenge, self.markdown))
        elif template is not None:
            inside.append(python_code(template.text, "Fill in the blanks" if "___" in template.text else "Code"))
        hidden = {"prose", "hint", "solution", "instructor"}
        inside += [self._nested(one) for one in block.children if one.kind not in hidden and one is not template]
        after = [hints_html(challenge, self.markdown), self._solution(block, challenge)]
        return challenge_html(
            challenge, len(self.episode.challenges), level, Markup("").join(inside), Markup("").join(after)
        )

    def _solution(self, block: Block, challenge: Challenge) -> Markup:
        solutions = [child for child in block.children if child.kind == "solution"]
        if not challenge.can_be_checked:
            return Markup("").join(folded("solution", label("solution"), self._inside(one)) for one in solutions)
        others = Markup("").join(folded("spoiler", "Another solution", self._inside(one)) for one in solutions[1:])
        shown = self._outputs.get(self._answers.get(challenge.id, ""), [])
        code = next((child for one in solutions for child in one.children if child.kind == "code"), block)
        outputs = self._outputs_html(shown, code)
        result = folded("shown", "What the solution shows", outputs) if outputs else Markup()
        return solution_html(challenge, self.markdown, others) + result

    def _nested(self, block: Block) -> Markup:
        if block.kind == "prose":
            return self.markdown.html(block.text, inside=True)
        if block.kind == "code":
            return python_code(block.text)
        if block.kind == "output":
            return listing(block.text)
        if block.kind in _FOLDED:
            return folded(block.kind, block.title or label(block.kind), self._inside(block))
        return box(block.kind, block.title, self.markdown.box_level, self._inside(block))

    def _inside(self, block: Block) -> Markup:
        return Markup("").join(self._nested(child) for child in block.children if child.kind != "instructor")


def _text_of(block: Block) -> str:
    return "\n".join([block.title, block.text, *map(_text_of, block.children)])
