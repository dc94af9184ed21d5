"""How far the learner is: a bar over the episode, one over the course, and every challenge with an icon and a word."""

from dataclasses import dataclass
from html import escape

from lesson_utils.classroom.progress_file import CAUGHT_UP, DONE, SEEN, states_of
from lesson_utils.episodes import Challenge, Episode, course

_WIDTH = 24
_LOOKS = {
    DONE: ("✓", "done", "█"),
    CAUGHT_UP: ("↷", "caught up, solution used", "▒"),
    SEEN: ("☰", "solution seen", "▒"),
    "": ("○", "open", "░"),
}


@dataclass(frozen=True)
class Bar:
    """A bar of one part per challenge."""

    title: str
    states: tuple[str, ...]

    @property
    def summary(self) -> str:
        """How many are done, in words; those whose solution was used do not count."""
        done, total = self.states.count(DONE), len(self.states)
        used = sum(state in (CAUGHT_UP, SEEN) for state in self.states)
        return f"{done} of {total} challenges done" + (f", {used} with the solution" if used else "")

    def as_text(self) -> str:
        """A line of blocks and words: full ones are done, half-dark ones used the solution."""
        blocks = "".join(_LOOKS[state][2] * width for state, width in zip(self.states, self._widths(), strict=True))
        return f"{blocks or '░' * _WIDTH}  {self.summary}"

    def as_html(self) -> str:
        """The same blocks; the panel's style sheet turns each into a part of a bar."""
        parts = "".join(
            f'<span class="cnn-part cnn-part-{_class_of(state)}">{_LOOKS[state][2] * width}</span>'
            for state, width in zip(self.states, self._widths(), strict=True)
        )
        named = f"{escape(self.title)}: {self.summary}"
        bar = f'<span class="cnn-bar" role="img" aria-label="{named}">{parts}</span>'
        return f'<p class="cnn-title">{escape(self.title)}</p><p class="cnn-bar-line">{bar} {self.summary}</p>'

    def _widths(self) -> list[int]:
        total = len(self.states)
        return [_WIDTH * (index + 1) // total - _WIDTH * index // total or 1 for index in range(total)]


@dataclass(frozen=True)
class Progress:
    """The bars, the challenges of one episode with their states, and which comes next."""

    bars: tuple[Bar, ...]
    challenges: tuple[tuple[Challenge, str], ...]

    @property
    def next(self) -> Challenge | None:
        """The first challenge that is open; when there is none, the first whose solution was used."""
        left = [(state != "", challenge.number, challenge) for challenge, state in self.challenges if state != DONE]
        return min(left, default=(False, 0, None))[2]

    def as_text(self) -> str:
        """For terminals, scripts and nbval."""
        bars = [line for bar in self.bars for line in (bar.title, bar.as_text())]
        lines = []
        for challenge, state in self.challenges:
            icon, word, _ = _LOOKS[state]
            lines.append(f"{icon} {challenge.number}. {challenge.title} ({word})")
        return "\n".join([*bars, "", *lines])

    def as_html(self) -> str:
        """The bars and a real list."""
        items = "".join(self._item(challenge, state) for challenge, state in self.challenges)
        return "".join(bar.as_html() for bar in self.bars) + f'<ol class="cnn-steps" role="list">{items}</ol>'

    def _item(self, challenge: Challenge, state: str) -> str:
        icon, word, _ = _LOOKS[state]
        told = f'<span class="cnn-state"><span aria-hidden="true">{icon}</span> {word}</span>'
        following = ' <strong class="cnn-next">next</strong>' if challenge is self.next else ""
        named = f"<span>{escape(challenge.title)}{following}</span>"
        return f'<li class="cnn-step cnn-step-{_class_of(state)}">{told}<span class="cnn-colon">: </span>{named}</li>'


def _class_of(state: str) -> str:
    return (state or "open").replace(" ", "-")


def progress_of(episode: Episode) -> Progress:
    """What the learner has done in an episode, and where it is one of several of the course's own, in all of them."""
    states = states_of(episode)
    bars = [Bar("This episode", tuple(states.values()))]
    if len(course()) > 1 and any(episode is ours for ours in course()):
        everywhere = [state for ours in course() for state in states_of(ours).values()]
        bars.append(Bar(f"The whole course ({len(course())} episodes)", tuple(everywhere)))
    challenges = tuple((one, states[one.id]) for one in episode.challenges if one.id in states)
    return Progress(tuple(bars), challenges)
