"""Chunk → windows: the sentences a passage may be made of, and the numbers in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.chunk import sentences
from corpus.normalise import fold
from corpus.numbers import find_quantities
from corpus.schema import Chunk

CALENDAR = frozenset({"年", "月", "日", "年度"})
"""Units of dates: 「2018 年」 counts nothing."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number: the folded clause before its own, its own clause, its unit."""

    before: str
    clause: str
    unit: str


@dataclass(frozen=True, slots=True)
class Window:
    """One sentence, or two neighbours, of a chunk: its span, text and folded heading and text.

    ``counts``: every number that is no date. ``whole``: the window is a long chunk in full.
    """

    start: int
    end: int
    text: str
    said: str
    heading: str
    counts: tuple[Count, ...]
    whole: bool


_REVIEWED = re.compile(r"被?申请(?=行政复议)")
"""「被申请行政复议5件」 speaks of no application for information."""
_CLAUSE = re.compile(r"[，。；;,：:（）()！？\n]")


def _counts(text: str) -> Iterator[Count]:
    marks = [m.start() for m in _CLAUSE.finditer(text)]
    for quantity in find_quantities(text):
        date = text[: quantity.start].rstrip().endswith("月")
        if quantity.unit in CALENDAR and (date or quantity.unit != "日"):
            continue
        left = [m for m in marks if m < quantity.start][-2:]
        start = left[-1] if left else 0
        end = next((m for m in marks if m >= quantity.end), len(text))
        before = text[left[0] if len(left) > 1 else 0 : start]
        clause = _REVIEWED.sub("", fold(text[start:end]))
        yield Count(fold(before), clause, quantity.unit or "")


@lru_cache(maxsize=8192)
def windows_of(chunk: Chunk) -> tuple[Window, ...]:
    """Every sentence and every two neighbours; a chunk is judged again for each question."""
    spans = [
        (a, b) for a, b in sentences(chunk.text, 0, len(chunk.text)) if chunk.text[a:b].strip()
    ]
    pairs = [(one[0], two[1]) for one, two in pairwise(spans)]
    if len(spans) > 2:
        pairs.append((spans[0][0], spans[-1][1]))
    heading = fold(" ".join(chunk.path))
    return tuple(
        Window(
            chunk.start + a,
            chunk.start + b,
            chunk.text[a:b],
            heading + _REVIEWED.sub("", fold(chunk.text[a:b])),
            fold(chunk.path[-1]) if chunk.path else "",
            tuple(_counts(chunk.text[a:b])),
            b - a == spans[-1][1] - spans[0][0] and len(spans) > 2,
        )
        for a, b in sorted(spans + pairs)
    )
