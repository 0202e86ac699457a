"""What one visitor has asked so far; kept on the server, never taken from the browser."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.schema import Answer, Citation
from assistant.web.links import Place
from assistant.web.render.answers import Turn

TURNS_KEPT = 30
_HISTORY, _STEP = 6, 3
"""Most earlier questions that can matter to a follow-up; so many at a time drop out of sight."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The latest turns; ``first`` is the number of ``turns[0]``."""

    turns: tuple[Turn, ...] = ()
    first: int = 0

    @property
    def history(self) -> tuple[str, ...]:
        """Four to six earlier questions as they were understood, so that filters are not lost.

        They begin at the same one for several turns: the reader remembers conversations by it.
        """
        count = self.first + len(self.turns)
        begin = max(0, -(-(count - _HISTORY) // _STEP) * _STEP) - self.first
        return tuple(turn.answer.resolved_question for turn in self.turns[max(0, begin) :])

    def with_answer(self, answer: Answer, body: str | None, year: int | None) -> "Dialogue":
        """One turn more; its link stands alone, without the conversation before it."""
        question = answer.resolved_question if self.turns else answer.question
        turns = (*self.turns, Turn(answer, Place(question, body, year)))
        return Dialogue(turns[-TURNS_KEPT:], self.first + max(0, len(turns) - TURNS_KEPT))

    @property
    def last(self) -> int:
        """Number of the latest turn; -1 before the first."""
        return self.first + len(self.turns) - 1

    def with_verdict(self, number: int, verdict: str) -> "Dialogue":
        """The same with a turn judged."""
        turns = list(self.turns)
        turns[number - self.first] = replace(turns[number - self.first], verdict=verdict)
        return replace(self, turns=tuple(turns))

    def turn(self, number: object) -> Turn | None:
        """The turn of that number; None for anything else a browser may send."""
        if type(number) is not int or not 0 <= number - self.first < len(self.turns):
            return None
        return self.turns[number - self.first]

    def citation(self, number: object, place: object) -> tuple[Citation, Sequence[Citation]] | None:
        """A citation of a turn, and all of them; None when there is no such one."""
        turn = self.turn(number)
        if turn is None or type(place) is not int or not 0 <= place < len(turn.answer.citations):
            return None
        return turn.answer.citations[place], turn.answer.citations
