"""Which of the learner's runs answers a challenge, and what the checker says of it.

Where the front end tells the cells' ids there is little to choose. Without them, and for answers typed into new cells,
what the variables hold decides: an answer that makes the right thing is right, whatever its cell looks like.
"""

from dataclasses import dataclass
from typing import Any

from lesson_utils.checking import Diagnosis, diagnose, is_empty, names_needed, parse_or_none, targets_of
from lesson_utils.classroom.likeness import most_alike
from lesson_utils.classroom.quiet import nothing_displayed, running_shell
from lesson_utils.classroom.runs import Run
from lesson_utils.classroom.session import Session
from lesson_utils.episodes import Challenge

_MOST_TRIED = 4  # runs that are held against one challenge: each costs a diagnosis


@dataclass(frozen=True)
class Judged:
    """The run that answers a challenge (None when there is none) and what the checker says of it."""

    run: Run | None
    diagnosis: Diagnosis


class Answers:
    """The learner's runs, looked at for one challenge."""

    def __init__(self, session: Session, challenge: Challenge, variables: dict[str, Any]) -> None:
        self.session, self.challenge, self.variables = session, challenge, variables
        self.targets = targets_of(challenge.solution or "")
        self.runs = list(reversed(_with_current(session, variables)))  # the latest first

    def judged(self) -> Judged:
        """The answer and what the checker says of it."""
        own = self._own()
        others = [run for run in self._later_than(own) if self._could_answer(run)]
        for run in [one for one in others if one.error is None][:_MOST_TRIED]:
            diagnosis = self._diagnosis(run)
            if diagnosis.passed:
                return Judged(run, diagnosis)
        answer = self._read_as_one(own, others) if own is not None else self._unclaimed(others)
        self.session.looked_at = self.challenge.id, self.runs[0] if self.runs else None
        if answer is not None:
            return self.judge(answer)
        return Judged(None, self._without_a_run())

    def judge(self, run: Run) -> Judged:
        """What the checker says of one run."""
        return Judged(run, self._diagnosis(run))

    def _own(self) -> Run | None:
        """The latest run of the answer's own cell; else of one that is like an answer to this challenge."""
        own = [run for run in self.runs if run.challenge == self.challenge.id]
        return next((run for run in own if run.certain), own[0] if own else None)

    def _later_than(self, run: Run | None) -> list[Run]:
        return self.runs if run is None else self.runs[: self.runs.index(run)]

    def _could_answer(self, run: Run) -> bool:
        return not run.certain and bool(run.touched & set(self.targets))

    def _read_as_one(self, own: Run, others: list[Run]) -> Run:
        """The answer, together with what goes on from it in a later cell, or what it goes on from."""
        if self._was_right(own):
            return own
        answer = next((run for run in others if run.challenge == self.challenge.id), own)
        for later in reversed(self._later_than(answer)):
            if later in others and self._goes_on(answer, later) and not self._claimed(later):
                answer = answer.then(later)
        for earlier in self._earlier_than(answer):
            if earlier.challenge == self.challenge.id and self._goes_on(earlier, answer):
                answer = earlier.then(answer)
        return answer

    def _was_right(self, run: Run) -> bool:
        """Whether a run was right when it ran, whatever has come over its variables since."""
        left = run.after.values()
        if all(self.variables.get(name) is left[name] for name in self.targets if name in left):
            return False  # nothing has: it has just been found wrong, or will be
        names = {**self.variables, **left}
        return self._diagnose(run.source, names, run.error, run.before.values()).passed

    def _earlier_than(self, run: Run) -> list[Run]:
        return self.runs[self.runs.index(run) + 1 :] if run in self.runs else []

    def _goes_on(self, first: Run, then: Run) -> bool:
        """Whether a run reads what it is to make, which the solution makes anew: the beginning stands elsewhere."""
        if first.error is not None or first.source == then.source or parse_or_none(then.source) is None:
            return False
        read = set(self.targets) & names_needed(then.python) - names_needed(self.challenge.solution or "")
        found, left = then.before.values(), first.after.values()
        return bool(read) and all(name in left and found.get(name) is left[name] for name in read)

    def _unclaimed(self, others: list[Run]) -> Run | None:
        """The latest run that no other challenge claims; else the cell that ran just before this was asked."""
        found = next((run for run in others if not self._claimed(run)), None)
        if found is not None or not self.runs:
            return found
        last = self.runs[0]
        asked, run = self.session.looked_at or ("", None)
        is_free = not last.certain and (run is not last or asked == self.challenge.id) and not self._claimed(last)
        return last if is_free and self._is_about(last) else None

    def _is_about(self, run: Run) -> bool:
        """Whether a cell without any of the names asked for does more than look at something."""
        tree = parse_or_none(run.source)
        if run.error is not None or tree is None or is_empty(tree):
            return True
        with_code = [one for episode in self.session.likely_episodes() for one in episode.challenges if one.solution]
        return most_alike(run.source, with_code) == self.challenge

    def _claimed(self, run: Run) -> bool:
        """Whether a run answers an earlier challenge: the only one that does, or a right one, before anything later."""
        other = self.session.challenge_called(run.challenge)
        if other is None or other.number >= self.challenge.number:
            return False
        before = [one for one in self._earlier_than(run) if one.error is None]
        if not any(one.challenge == other.id for one in before):
            return True
        went_past = any(self._number_of(one) > other.number for one in before)
        return not went_past and Answers(self.session, other, self.variables)._diagnosis(run).passed

    def _number_of(self, run: Run) -> int:
        challenge = self.session.challenge_called(run.challenge)
        return challenge.number if challenge is not None else 0

    def _diagnosis(self, run: Run) -> Diagnosis:
        """What the checker says of a run.

        A later challenge may since have given the same names other values, or the run's input may have been put back;
        what comes from elsewhere has spoilt the result.
        """
        left = run.after.values()
        replaced = [name for name in self.targets if name in left and self.variables.get(name) is not left[name]]
        names = {name: left[name] for name in replaced if self._gone_on(name, run) or self._put_back(name, run)}
        return self._diagnose(run.source, {**self.variables, **names}, run.error, run.before.values())

    def _gone_on(self, name: str, run: Run) -> bool:
        """Whether a later challenge's answer has stored the present value; where cells have ids, only theirs count."""
        maker = self._maker(name)
        if maker is None or (run.certain and not maker.certain):
            return False
        return self._number_of(maker) > self.challenge.number

    def _put_back(self, name: str, run: Run) -> bool:
        """Whether a name holds again what it held before a run, or what `catch_up` made of the steps before."""
        maker, present = self._maker(name), self.variables.get(name)
        if maker is not None and maker.caught_up:
            return self._number_of(maker) < self.challenge.number
        earlier = [one for one in self.runs if one is run or one in self._earlier_than(run)]
        return present is not None and any(one.before.values().get(name) is present for one in earlier)

    def _maker(self, name: str) -> Run | None:
        """The latest run that left the present value under a name."""
        present = self.variables.get(name)
        return next((one for one in self.runs if name in self.variables and one.stored(name, present)), None)

    def _without_a_run(self) -> Diagnosis:
        """No cell that answered was seen: a plain script, or variables made before anybody looked."""
        new = all(name in self.variables and self._maker(name) is None for name in self.targets)
        return self._diagnose(None, self.variables if new or running_shell() is None else None, None, None)

    def _diagnose(
        self,
        source: str | None,
        variables: dict[str, Any] | None,
        error: BaseException | None,
        before: dict[str, Any] | None,
    ) -> Diagnosis:
        with nothing_displayed():
            return diagnose(self.challenge.id, source, variables, error, before, self.session.episodes)


def _with_current(session: Session, variables: dict[str, Any]) -> list[Run]:
    """The runs so far; of the cell that is running, what it has done until now."""
    run = session.current
    if run is None or not (run.touched or run.challenge):
        return session.history
    return [*session.history, session.ended(run, None, variables)]
