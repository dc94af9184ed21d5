"""An answer to a question with options: which of them somebody chose, however it was typed, and how that stands."""

import ast
import contextlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice

from lesson_utils.checking.facts.source import parse_or_none
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.episodes import Challenge
from lesson_utils.episodes.questions import Option

_LONGEST = 200  # characters of what somebody typed: more than any choice takes
_MOST = 100  # members of a list
_SLIP = 3  # letters of a word up to which it is a choice with a letter that is not there, and no word
_AROUND = frozenset(["and", "or", "option", "options", "answer", "answers", "choice", "letter"])
_BLOCK = re.compile(r"([-*+>#|]|\d+[.)])\s|```|~~~")  # Markdown that must begin its line


def judged_choice(question: Challenge, chosen: object) -> Finding:
    """How a choice stands, with the feedback of what was chosen.

    Parameters
    ----------
    question : Challenge
        One with options.
    chosen : object
        Letters, as a learner types them: ``"b"``, ``"B)"``, ``"ac"``, ``"a and c"``, ``["a", "c"]``. Anything else is
        answered with how to choose.

    Returns
    -------
    Finding
        Its value ``chosen`` is there when each letter has an option, and no more was chosen than can be.
    """
    options = question.options
    there = [one.letter for one in options]
    letters, example = _listed(there, "or"), _example(question)
    words = _words(chosen)
    strange = [word for word in words or () if not set(word) <= set(there)]
    if words is None or any(len(word) > _SLIP or not word.isalpha() for word in strange):
        return Finding("unreadable-choice", letters=letters, example=example)
    if not words:
        label = "choose-several" if question.has_several_right else "choose-one"
        return Finding(label, Status.NOT_ATTEMPTED, letters=letters, example=example)
    if strange:
        unknown = next(letter for letter in strange[0] if letter not in there)
        return Finding("no-such-option", found=unknown, letters=letters, example=example)
    taken = [one for one in options if one.letter in "".join(words)]
    if not question.has_several_right and len(taken) > 1:
        return Finding("one-option-only", found=_letters(taken), letters=letters, example=example)
    return _judged_several(options, taken) if question.has_several_right else _judged(taken[0])


def chosen_in(source: str | None) -> object:
    """What a cell chooses: `check("read-curves", "b")`, or only the letters.

    Parameters
    ----------
    source : str or None
        The text of a cell, without magics.

    Returns
    -------
    object
        For `judged_choice`; None where nothing is chosen.

    Examples
    --------
    >>> chosen_in('check("read-curves", "b")'), chosen_in("a c"), chosen_in("check('read-curves')")
    ('b', 'a c', [])
    """
    tree = parse_or_none(source or "")
    last = tree.body[-1] if tree is not None and tree.body else None
    if not isinstance(last, ast.Expr):
        return source
    if isinstance(last.value, ast.Call):
        given = [_literal(one) for one in last.value.args[1:]]
        return given[0] if len(given) == 1 else given
    return _literal(last.value)


def _literal(node: ast.expr) -> object:
    """What an expression stands for, without running it; a name stands for its letters."""
    if isinstance(node, ast.Name):
        return node.id
    with contextlib.suppress(ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ast.literal_eval(node)
    return False  # something that nobody can read as a choice


def _words(chosen: object) -> list[str] | None:
    """The letters as they stand together, in small; None where it cannot be a choice."""
    parts: Iterable[object] = (chosen,)
    if chosen is None:
        parts = ()
    elif isinstance(chosen, list | tuple | set | frozenset):
        parts = chosen
    texts = list(islice(parts, _MOST + 1))
    if len(texts) > _MOST:
        return None
    words: list[str] = []
    for text in texts:
        if not isinstance(text, str) or str.__len__(text) > _LONGEST:
            return None
        plain = unicodedata.normalize("NFKC", str.__str__(text)).lower()
        words += [word for word in re.findall(r"[^\W_]+", plain) if word not in _AROUND]
    return words


def _judged(option: Option) -> Finding:
    """A choice where one option is right."""
    feedback = _feedback(option)
    if option.right:
        return Finding("right-choice", Status.CORRECT, chosen=option.letter, feedback=feedback)
    return Finding("wrong-choice", chosen=option.letter, feedback=feedback)


def _judged_several(options: Sequence[Option], taken: Sequence[Option]) -> Finding:
    """A choice where several options are right: what belongs to it, what does not, and how many are missing."""
    kept, wrong = [one for one in taken if one.right], [one for one in taken if not one.right]
    missing = sum(one.right for one in options) - len(kept)
    chosen = "".join(one.letter for one in taken)
    feedback = "\n\n".join(_led(one) for one in taken)
    if not wrong and not missing:
        return Finding("right-choice", Status.CORRECT, chosen=chosen, feedback=feedback)
    if not wrong:
        return Finding("choice-not-all", missing=missing, chosen=chosen, feedback=feedback)
    if not kept:
        return Finding("choice-none-right", wrong=_letters(wrong), chosen=chosen, feedback=feedback)
    parts = {"kept": _letters(kept), "wrong": _letters(wrong), "chosen": chosen, "feedback": feedback}
    if missing:
        return Finding("choice-mixed", missing=missing, **parts)
    return Finding("choice-too-many", **parts)


def _led(option: Option) -> str:
    """An option's feedback behind its letter."""
    feedback = _feedback(option)
    return f"**{option.letter}**:" + ("\n\n" if _BLOCK.match(feedback) else " ") + feedback


def _feedback(option: Option) -> str:
    """What is said of an option; a lesson from elsewhere may have forgotten it."""
    return option.feedback or ("That is right." if option.right else "Not this one: look again.")


def _example(question: Challenge) -> str:
    """How to type a choice. The same letters whatever is right."""
    return f'check("{question.id}", "{"ab" if question.has_several_right else "a"}")'


def _letters(options: Sequence[Option]) -> str:
    return _listed([one.letter for one in options], "and")


def _listed(letters: Sequence[str], last: str) -> str:
    return f"{', '.join(letters[:-1])} {last} {letters[-1]}" if len(letters) > 1 else "".join(letters)
