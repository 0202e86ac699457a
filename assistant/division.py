"""A total that running text divides into parts: what it is, and whether it adds up."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.listing import Part, Stream
from corpus.numbers import Quantity

Result = Literal["pass", "fail", "unknown"]
NO_TOTALS = frozenset({None, "%", "年", "年度", "月", "日", "号", "天", "倍", "类", "种"})
"""Units of numbers that count nothing a list could divide."""


@dataclass(frozen=True, slots=True)
class Division:
    """A stated total with the stated parts; ``spans`` are the words that say so.

    ``whole``: the parts are said to be all there is. ``overlapping``: the same thing may be
    counted in several parts. ``kind``: what is classified, where the total stands elsewhere.
    """

    total: Quantity | None
    parts: tuple[Part, ...]
    whole: bool
    overlapping: bool
    spans: tuple[tuple[int, int], ...]
    kind: str = ""

    @property
    def sum(self) -> Decimal:
        """What the parts come to."""
        return sum((p.quantity.value for p in self.parts), Decimal(0))

    @property
    def result(self) -> Result:
        """``pass``, ``fail``, or ``unknown`` where parts may be missing or counted twice."""
        if self.total is None or self.sum == self.total.value:
            return "pass" if self.total is not None else "unknown"
        if self.sum > self.total.value:
            return "unknown" if self.overlapping else "fail"
        return "fail" if self.whole else "unknown"


def spans_of(stream: Stream, total: Quantity | None, end: int) -> tuple[tuple[int, int], ...]:
    """The words from the total's clause to the end of the list."""
    if total is None or total.start >= stream.start:
        return ((clause_at(stream, total.start if total else stream.start), end),)
    at = max(stream.text.rfind(mark, 0, total.start) for mark in "；;。，,\n") + 1
    return ((at, end),)


def clause_at(stream: Stream, place: int) -> int:
    """Where the words that lead to ``place`` begin."""
    at = max(stream.text.rfind(mark, stream.start, place) for mark in "；;。") + 1
    start = max(at, stream.start)
    while stream.text[start].isspace():
        start += 1
    return start
