"""What each of the learner's words does with one challenge; every action gives the feedback to show."""

from typing import Any

from lesson_utils.checking import Status, hints_for
from lesson_utils.classroom.answers import Answers, Judged
from lesson_utils.classroom.catching_up import catch_up_to
from lesson_utils.classroom.feedback import Code, Feedback, feedback_of, note
from lesson_utils.classroom.progress_file import DONE, SEEN, record, states_of
from lesson_utils.classroom.session import Session, is_a_try
from lesson_utils.episodes import Challenge, Episode

_TRY_FIRST = (
    "You have not tried yet. A try, even a wrong one, helps you to remember. "
    'To see the solution all the same, call `solution("{id}")` once more, or press the button.'
)


class Actions:
    """The actions for one challenge, in one kernel."""

    def __init__(self, session: Session, episode: Episode, challenge: Challenge, variables: dict[str, Any]) -> None:
        self.session, self.episode, self.challenge, self.variables = session, episode, challenge, variables

    def check(self) -> Feedback:
        """What is right about the answer, or the one thing to change next."""
        found = self._judged()
        run, diagnosis = found.run, found.diagnosis
        if not diagnosis.passed:
            return feedback_of(diagnosis)
        if run is not None and run.caught_up and states_of(self.episode).get(self.challenge.id) != DONE:
            text = "The published solution ran here, so you can go on. Write an answer of your own to get the tick."
            return note("↷", "Caught up", text)
        record(self.episode, self.challenge.id, DONE)
        return feedback_of(diagnosis)

    def hint(self) -> Feedback:
        """The next hint: about the present mistake when there is one, else the episode's own."""
        diagnosis = self._judged().diagnosis
        if diagnosis.passed and self.challenge.solution:
            return note("✓", "No hint needed", "Your answer is right already. Go on below.")
        following = hints_for(diagnosis)
        texts = following or self.challenge.hints
        if not texts:
            return note("✦", "No hints here", "The text above the challenge holds all you need.")
        topic = (diagnosis.label, diagnosis.details.get("setting", "")) if following else ("", "")
        level, is_last_again = self.session.next_hint(self.challenge.id, topic, len(texts))
        near = "\n\nThat was the last hint. The solution is one button, or one `solution(…)`, away."
        shown = feedback_of(diagnosis).part if following else None
        return note("✦", f"Hint {level} of {len(texts)}", texts[level - 1] + (near if is_last_again else ""), shown)

    def solution(self) -> Feedback:
        """The published solution; before a first try the question whether it shall be."""
        asked = self.challenge.id in self.session.asked
        if asked or not self.challenge.solution or self._has_tried():
            return self.show()
        self.session.asked.add(self.challenge.id)
        text = _TRY_FIRST.format(id=self.challenge.id)
        choices = (("show", "Show anyway"), ("hint", "A hint instead"), ("stay", "Try first"))
        return Feedback("note", "✎", "Try first?", text, is_markdown=True, choices=choices)

    def show(self) -> Feedback:
        """The published solution and why it is one."""
        if not self.challenge.solution:
            return note("☰", "Solution", self.challenge.why or "This question has no code.")
        record(self.episode, self.challenge.id, SEEN)
        return note("☰", "Solution", self.challenge.why, Code(self.challenge.solution))

    def stay(self) -> Feedback:
        """The learner would rather try first."""
        self.session.asked.discard(self.challenge.id)
        text = "Write your answer into the cell above, run it, then press **Check again**. A hint may help."
        return note("✎", "Good idea", text)

    def catch_up(self) -> Feedback:
        """Run the published solutions up to and with this one."""
        return catch_up_to(self.session, self.episode, self.challenge, self.variables)

    def _judged(self) -> Judged:
        return Answers(self.session, self.challenge, self.variables).judged()

    def _has_tried(self) -> bool:
        if self.challenge.id in self.session.tried or states_of(self.episode).get(self.challenge.id) in (DONE, SEEN):
            return True
        found = self._judged()
        if found.run is not None:
            return is_a_try(found.run, self.challenge)
        return found.diagnosis.status not in (Status.NOT_ATTEMPTED, Status.BLANKS_LEFT, Status.CHECKER_PROBLEM)
