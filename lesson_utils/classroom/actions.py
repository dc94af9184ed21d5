"""What each of the learner's words does with one challenge; every action gives the feedback to show."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from lesson_utils.checking import Status, names_bound, names_needed, parse_or_none
from lesson_utils.classroom.answers import Answers, Judged
from lesson_utils.classroom.catching_up import catch_up_to
from lesson_utils.classroom.common import asked_whether_to_show, next_hint, noted_as_done
from lesson_utils.classroom.feedback import Code, Feedback, feedback_of, note
from lesson_utils.classroom.growth import growth_after
from lesson_utils.classroom.joining import tell
from lesson_utils.classroom.progress_file import DONE, SEEN, record, states_of
from lesson_utils.classroom.runs import Run
from lesson_utils.classroom.session import Session, is_a_try
from lesson_utils.classroom.way_back import WayBack, way_back
from lesson_utils.episodes import Challenge, Episode

_CAUGHT_UP = "The published solution ran here, so you can go on. Write an answer of your own to get the tick."
_SET_UP_FIRST = (
    "Nothing of this notebook has run since the kernel started. Run its first code cell, then your answer's cell, then "
    "check again."
)
_TRY_ALONE = "To try it yourself, press “{button}” first: the published solution has gone on from there."
_PUT_BACK = "The button “{button}” does that at once, without running anything."
_READY = "{names} as it should be again. Run your answer's cell once, then check again."


class Actions:
    """The actions for one challenge, in one kernel, at one moment.

    Parameters
    ----------
    session, episode, challenge : Session, Episode, Challenge
        What it is about.
    variables : dict
        The learner's variables now.
    run : Run, optional
        The run to speak of; left out, it is looked for.
    """

    def __init__(
        self,
        session: Session,
        episode: Episode,
        challenge: Challenge,
        variables: dict[str, Any],
        run: Run | None = None,
    ) -> None:
        self.session, self.episode, self.challenge, self.variables = session, episode, challenge, variables
        self._run = run

    def check(self) -> Feedback:
        """What is right about the answer, or the one thing to change next."""
        found = self.standing()
        if not self._is_caught_up:
            tell(self.challenge.id, self._judged.diagnosis)
        if found.tone != "correct":
            return found
        made = self._judged.run.after.values() if self._judged.run is not None else {}
        found = replace(found, parts=(*found.parts, *growth_after(self.challenge, {**self.variables, **made})))
        return noted_as_done(self.session, self.episode, self.challenge, found)

    def standing(self) -> Feedback:
        """What `check` says, without noting it down."""
        if self._is_caught_up:
            return self._caught_up()
        diagnosis = self._judged.diagnosis
        if self._judged.run is None and self._lacks_the_first_cell:
            return note("○", "Set-up first", _SET_UP_FIRST)
        restart = diagnosis.restart or diagnosis.details.get("restart", "")
        if not restart:
            return feedback_of(diagnosis)
        if self._way_back.is_needed:
            return self._with_button(feedback_of(diagnosis), _PUT_BACK)
        if diagnosis.restart:
            return feedback_of(replace(diagnosis, restart=""))
        return note("↷", "Ready to run", _READY.format(names=_listed(self._way_back.names)))

    def hint(self) -> Feedback:
        """The next hint, below what it follows: the present mistake when there is one, else the episode's own."""
        standing = self.standing()
        if standing.tone == "correct" and self.challenge.solution:
            return replace(standing, below=note("✓", "No hint needed", "Your answer is right already. Go on below."))
        diagnosis = self._judged.diagnosis
        following = diagnosis.hints if standing.tone != "note" else ()
        texts = following or self.challenge.hints
        if not texts:
            none = note("✦", "No hints here", "The text above the challenge holds all you need.")
            return replace(standing, below=none)
        topic = (diagnosis.label, diagnosis.details.get("setting", "")) if following else ("", "")
        return replace(standing, below=next_hint(self.session, self.challenge, texts, topic))

    def solution(self) -> Feedback:
        """The published solution; before a first try the question whether it shall be."""
        asked = self.challenge.id in self.session.asked
        if asked or not self.challenge.solution or self._has_tried():
            return self.show()
        return asked_whether_to_show(self.session, self.challenge)

    def show(self) -> Feedback:
        """The published solution and why it is one."""
        if not self.challenge.solution:
            return note("☰", "Solution", self.challenge.why or "This question has no code.")
        record(self.episode, self.challenge.id, SEEN)
        return note("☰", "Solution", self.challenge.why, Code(self.challenge.published))

    def stay(self) -> Feedback:
        """The learner would rather try first."""
        self.session.asked.discard(self.challenge.id)
        text = "Write your answer into the cell above, run it, then press **Check again**. A hint may help."
        return note("✎", "Good idea", text)

    def catch_up(self) -> Feedback:
        """Run the published solutions up to and with this one."""
        return catch_up_to(self.session, self.episode, self.challenge, self.variables)

    def put_back(self) -> Feedback:
        """Give the variables that an answer has overwritten the values that it should find."""
        standing = self.standing()
        if not standing.offers:  # an old panel: meanwhile there is nothing to put back
            return standing
        values = self._way_back.values
        self.variables.update(values)
        shapes = [f"`{name}`" + (f", {shape}," if (shape := _shape(value)) else "") for name, value in values.items()]
        text = f"{' and '.join(shapes)} {'is' if len(shapes) == 1 else 'are'} back as before your answer ran. "
        return note("↶", "Put back", text + "Now change your answer's cell where it needs it, and run it once.")

    @cached_property
    def _judged(self) -> Judged:
        answers = Answers(self.session, self.challenge, self.variables)
        return answers.judged() if self._run is None else answers.judge(self._run)

    @cached_property
    def _way_back(self) -> WayBack:
        return way_back(self.session, self.episode, self.challenge, self.variables)

    @property
    def _lacks_the_first_cell(self) -> bool:
        """Whether something is missing that the notebook's first cell brings and the solution reads."""
        first_cell = parse_or_none(self.episode.setup or "")
        brought = (names_bound(first_cell) if first_cell is not None else set()) | set(self.episode.given)
        return bool(brought & names_needed(self.challenge.solution or "") - set(self.variables))

    @property
    def _is_caught_up(self) -> bool:
        """Whether the published solution ran here, and no answer of the learner's own has been right."""
        run = self._judged.run
        caught_up = run is not None and run.caught_up and self._judged.diagnosis.passed
        return caught_up and states_of(self.episode).get(self.challenge.id) != DONE

    def _caught_up(self) -> Feedback:
        if not self._way_back.names:
            return note("↷", "Caught up", _CAUGHT_UP)
        if not self._way_back.is_needed:
            return note("↷", "Ready to run", _READY.format(names=_listed(self._way_back.names)))
        return self._with_button(note("↷", "Caught up", _CAUGHT_UP), _TRY_ALONE)

    def _with_button(self, feedback: Feedback, words: str) -> Feedback:
        """Offer to put back what was overwritten, where it is known; the words say the same as the button."""
        if not self._way_back.values:
            return feedback
        button = f"Put {' and '.join(self._way_back.values)} back"
        text = f"{feedback.text}\n\n{words.format(button=button)}"
        return replace(feedback, text=text, offers=(("put_back", button),))

    def _has_tried(self) -> bool:
        state = states_of(self.episode).get(self.challenge.id)
        if self.challenge.id in self.session.tried or state in (DONE, SEEN):
            return True
        found = self._judged
        if found.run is not None:
            return is_a_try(found.run, self.challenge)
        return found.diagnosis.status not in (Status.NOT_ATTEMPTED, Status.BLANKS_LEFT, Status.CHECKER_PROBLEM)


def _listed(names: tuple[str, ...]) -> str:
    joined = " and ".join(f"`{name}`" for name in names)
    return f"{joined} {'is' if len(names) == 1 else 'are'}"


def _shape(value: Any) -> str:
    shape = getattr(value, "shape", None)
    return str(tuple(shape)) if isinstance(shape, tuple) else ""
