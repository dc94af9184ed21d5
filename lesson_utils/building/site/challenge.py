"""A challenge on a page: its task, what unfolds, and for a question the options to choose from."""

from markupsafe import Markup

from lesson_utils.building.boxes import label, look_of
from lesson_utils.building.site.boxes import folded
from lesson_utils.building.site.listings import python_code
from lesson_utils.building.site.markdown import PageMarkdown
from lesson_utils.episodes import Challenge, Option

_SECTION = Markup(
    '<section class="box challenge" id="{id}" data-challenge="{place}">'
    '<h{level}>{sign} {word} {number} of {total}: {title} <span class="state" data-state></span></h{level}>'
    "{body}</section>"
)
_TICK = Markup(
    '<label class="solved" hidden><input type="checkbox" data-tick> I have solved it in the notebook</label>'
)
_QUESTION = Markup(
    '<form class="question" data-several="{several}" novalidate><fieldset>'
    "<legend>{title} <small>{how}</small></legend>{rows}</fieldset>"
    '<button type="submit">Answer</button><div class="said" role="status" aria-live="polite"></div></form>'
)
_ROW = Markup(
    '<label class="option"><input type="{kind}" name="{name}" value="{letter}"{right}>'
    '<span class="letter">{letter}</span><span>{text}</span><span class="verdict" aria-hidden="true"></span></label>'
    '<template data-said="{letter}">{said}</template>'
)


def challenge_html(challenge: Challenge, total: int, level: int, inside: Markup, after: Markup) -> Markup:
    """The whole box.

    Parameters
    ----------
    challenge : Challenge
    total : int
        How many there are in its episode.
    level : int
        Of its heading.
    inside : Markup
        The task, and whatever else is to be seen before an answer.
    after : Markup
        What unfolds: hints, the solution.
    """
    look = look_of("challenge")
    tick = _TICK if challenge.solution is not None else Markup()
    return _SECTION.format(
        id=challenge.id,
        place=f"{challenge.episode}/{challenge.id}" if challenge.can_be_checked else "",
        level=level,
        sign=look.sign,
        word=look.word,
        number=challenge.number,
        total=total,
        title=challenge.title,
        body=inside + after + tick,
    )


def question_html(challenge: Challenge, markdown: PageMarkdown) -> Markup:
    """The options of a question as a form; what is said to each lies beside it, unseen (``static/questions.js``)."""
    several = challenge.has_several_right
    rows = Markup("\n").join(_row(challenge, one, markdown) for one in challenge.options)
    how = "Tick all that belong to it." if several else "Choose one."
    return _QUESTION.format(several=str(several).lower(), title=challenge.title, how=how, rows=rows)


def _row(challenge: Challenge, option: Option, markdown: PageMarkdown) -> Markup:
    return _ROW.format(
        kind="checkbox" if challenge.has_several_right else "radio",
        name=challenge.id,
        letter=option.letter,
        right=Markup(" data-right") if option.right else "",
        text=markdown.line(option.text),
        said=markdown.html(option.feedback, inside=True),
    )


def hints_html(challenge: Challenge, markdown: PageMarkdown) -> Markup:
    """The hints, each to be unfolded by itself."""
    return Markup("").join(
        folded("hint", f"{label('hint')} {number} of {len(challenge.hints)}", markdown.html(hint, inside=True))
        for number, hint in enumerate(challenge.hints, start=1)
    )


def solution_html(challenge: Challenge, markdown: PageMarkdown, others: Markup) -> Markup:
    """The solution, to be unfolded: for a question its right options, for code the code and why.

    Parameters
    ----------
    challenge : Challenge
        One that can be checked.
    markdown : PageMarkdown
    others : Markup
        Other solutions.
    """
    why = markdown.html(challenge.why, inside=True)
    if challenge.is_question:
        right = (
            Markup("<li><strong>{}</strong> {}{}</li>").format(
                one.letter, markdown.line(one.text), markdown.html(one.feedback, inside=True)
            )
            for one in challenge.options
            if one.right
        )
        body = Markup('<ul class="right">{}</ul>').format(Markup("").join(right)) + why
    else:
        body = why + python_code(challenge.published, "Solution") + others
    return folded("solution", label("solution"), body)
