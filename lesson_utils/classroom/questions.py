"""What each of the learner's words does with a question with options."""

from dataclasses import replace

from lesson_utils.checking import Diagnosis, Status, diagnose_choice
from lesson_utils.classroom.catching_up import catch_up_to
from lesson_utils.classroom.common import asked_whether_to_show, next_hint, noted_as_done
from lesson_utils.classroom.feedback import Feedback, note
from lesson_utils.classroom.joining import tell
from lesson_utils.classroom.options import Options, choices_of
from lesson_utils.classroom.progress_file import DONE, SEEN, record, states_of
from lesson_utils.classroom.session import Session
from lesson_utils.episodes import Challenge, Episode

_WORDS = {
    "wrong-choice": "Not this one",
    "choice-not-all": "Not all of it yet",
    "choice-mixed": "Partly right",
    "choice-too-many": "Partly right",
    "choice-none-right": "Not right yet",
    "one-option-only": "Only one",
}
_ANSWERED = "You have answered this question already; to answer it once more does no harm."
_NO_HINTS = (
    "What you need stands above the question. And each option, once chosen, says more: a wrong one costs nothing."
)
_NOTHING_TO_RUN = "A question has nothing to run: it is answered by choosing."


class QuestionActions:
    """The actions for one question.

    Parameters
    ----------
    session, episode, question : Session, Episode, Challenge
        What it is about.
    variables : dict
        The learner's variables now.
    """

    def __init__(self, session: Session, episode: Episode, question: Challenge, variables: dict) -> None:
        self.session, self.episode, self.question, self.variables = session, episode, question, variables

    def check(self, *typed: object) -> Feedback:
        """What is to be said of letters typed just now; without any, how the question stands."""
        return self.choose(typed[0] if len(typed) == 1 else typed) if typed else self.standing()

    def choose(self, chosen: object) -> Feedback:
        """Judge a choice, and remember it where it was one."""
        diagnosis = diagnose_choice(self.question, chosen)
        if letters := diagnosis.details.get("chosen", ""):
            self.session.chosen[self.question.id] = letters
            self.session.tried.add(self.question.id)
            tell(self.question.id, diagnosis)
        found = self._told(diagnosis)
        return noted_as_done(self.session, self.episode, self.question, found) if diagnosis.passed else found

    def standing(self) -> Feedback:
        """What was said of the last choice; before the first one, the question."""
        found = self._told(diagnose_choice(self.question, self.session.chosen.get(self.question.id)))
        if found.chosen or not self._is_done:
            return found
        return replace(found, icon="✓", word="Answered before", text=f"{_ANSWERED}\n\n{found.text}")

    def hint(self) -> Feedback:
        """The question's next hint; where it has none, a kind word."""
        standing = self.standing()
        if standing.tone == "correct":
            return replace(standing, below=note("✓", "No hint needed", "Your answer is right already. Go on below."))
        if not self.question.hints:
            return replace(standing, below=note("✦", "No hints here", _NO_HINTS))
        return replace(standing, below=next_hint(self.session, self.question, self.question.hints))

    def solution(self) -> Feedback:
        """The right options; before a first try the question whether they shall be shown."""
        tried = self.question.id in self.session.tried or states_of(self.episode).get(self.question.id) in (DONE, SEEN)
        if tried or self.question.id in self.session.asked:
            return self.show()
        return asked_whether_to_show(self.session, self.question)

    def show(self) -> Feedback:
        """The right options with their feedback."""
        record(self.episode, self.question.id, SEEN)
        return self._solution()

    def stay(self) -> Feedback:
        """The learner would rather try first."""
        self.session.asked.discard(self.question.id)
        return note("✎", "Good idea", "Choose, then press “Answer”. A wrong choice costs nothing.")

    def catch_up(self) -> Feedback:
        """Run the published solutions of the challenges before this one; of its own there is nothing to run."""
        if not any(one.number < self.question.number and one.solution for one in self.episode.challenges):
            return note("↷", "Nothing to run", _NOTHING_TO_RUN)
        caught_up = catch_up_to(self.session, self.episode, self.question, self.variables)
        if caught_up.tone != "note":  # it could not run
            return caught_up
        return replace(caught_up, text=f"{caught_up.text}\n\n{_NOTHING_TO_RUN}")

    def choices(self) -> dict[str, object]:
        """What the live panel needs to ask."""
        longest = sorted(self.question.options, key=lambda one: len(one.feedback), reverse=True)
        letters = [one.letter for one in longest]
        likely = letters[: sum(one.right for one in longest)]  # as many as belong to it
        chosen = [likely] if self.question.has_several_right else letters
        replies = [self._told(diagnose_choice(self.question, one)) for one in chosen]
        return choices_of(self.question, [*replies, self._told(diagnose_choice(self.question, None)), self._solution()])

    @property
    def _is_done(self) -> bool:
        return states_of(self.episode).get(self.question.id) == DONE

    def _told(self, diagnosis: Diagnosis) -> Feedback:
        letters = diagnosis.details.get("chosen", "")
        chosen = tuple((one.letter, one.right) for one in self.question.options if one.letter in letters)
        if diagnosis.status is Status.CORRECT:
            return Feedback("correct", "✓", "Correct", diagnosis.message, is_markdown=True, chosen=chosen)
        if diagnosis.status is Status.NOT_ATTEMPTED:
            return note("○", "Not answered yet", diagnosis.message, Options(self.question))
        word = _WORDS.get(diagnosis.label, "How to choose")
        return Feedback("change", "→", word, diagnosis.message, is_markdown=True, chosen=chosen)

    def _solution(self) -> Feedback:
        right = [one for one in self.question.options if one.right]
        told = [f"**{one.letter}** {one.text}\n\n{one.feedback}".strip() for one in right]
        return note("☰", "Solution", "\n\n".join([*told, *([self.question.why] if self.question.why else [])]))
