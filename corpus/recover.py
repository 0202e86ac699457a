"""Every way to cut a run-together row into cells.

「713000074」 under seven columns whose last is the total of the others can only be
71,3,0,0,0,0,74: a cell has no leading zero, a printed space is a border, and the total is the
sum. Where several cuttings remain, ``corpus.narrow`` compares the rows with each other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

_MOST_SPLITS = 4000
"""Splits of one row before it is given up; a 7-cell row with a total has rarely over 20."""
_INTEGER = re.compile(r"0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*")
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?")

Vector = tuple[Decimal | None, ...]
Cut = tuple[int, int, int]
"""(run, start, end) of a cell inside the row's runs."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row must look like: ``width`` cells.

    ``totals``: (parts, total) column indices with total = sum of parts. ``signed`` columns may
    be negative, ``fractional`` ones may have decimals, ``rising`` means no cell is smaller
    than the one before it (本年度 ≤ 历年累计).
    """

    width: int
    totals: tuple[tuple[tuple[int, ...], int], ...] = ()
    signed: frozenset[int] = frozenset()
    fractional: frozenset[int] = frozenset()
    rising: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """One way to cut a row: the values and where each stands."""

    values: tuple[Decimal, ...]
    cuts: tuple[Cut, ...]


class TooManySplitsError(Exception):
    """The row allows more splits than are worth looking at."""


def splits(runs: Sequence[str], shape: Shape) -> tuple[Split, ...]:
    """Every cutting of ``runs`` (spaces between them are borders) into ``shape.width`` cells.

    No cell has a leading zero; the shape's totals hold.

    Raises:
        TooManySplitsError: more than 4,000 splits.
    """
    cutter = _Cutter(tuple(runs), shape, {total: parts for parts, total in shape.totals}, [])
    last = shape.width - 1
    if last in cutter.totals and len(cutter.totals[last]) == last:
        cutter.cut_from_total()
    else:
        cutter.walk(0, 0, (), ())
    return tuple(cutter.found)


def count_cuttings(runs: Sequence[str], width: int, most: int) -> int:
    """How many ways there are to cut ``runs``, the arithmetic aside; at least ``most`` is enough.

    Says how easily a wrong cutting may satisfy the arithmetic by chance.
    """
    ways = {0: 1}
    for run in runs:
        ends = [Counter[int]() for _ in range(len(run) + 1)]
        ends[0].update(ways)
        for at in range(len(run)):
            last = at + 1 if run[at] == "0" else len(run)
            for end in range(at + 1, last + 1):
                for cells, number in ends[at].items():
                    if cells < width:
                        ends[end][cells + 1] += number
        ways = dict(ends[-1])
    return min(most, ways.get(width, 0))


@dataclass(frozen=True)
class _Cutter:
    """The search for the splits of one row; ``found`` collects them."""

    runs: tuple[str, ...]
    shape: Shape
    totals: dict[int, tuple[int, ...]]
    found: list[Split]

    def cut_from_total(self) -> None:
        """When the last cell is the total of all others it bounds every one of them."""
        *rest, tail = self.runs
        last = self.shape.width - 1
        for at in range(len(tail) - 1, -1, -1):
            for end, total in self.cells(len(rest), at, last):
                if end == len(tail):
                    head = (*rest, tail[:at]) if at else tuple(rest)
                    cut = (len(rest), at, end)
                    for values, cuts in _parts(head, last, total):
                        self.keep((*values, total), (*cuts, cut))

    def walk(self, run: int, at: int, values: tuple[Decimal, ...], cuts: tuple[Cut, ...]) -> None:
        """Cut the next cell at ``runs[run][at]`` in every way, and go on."""
        if run < len(self.runs) and at == len(self.runs[run]):
            run, at = run + 1, 0
        column = len(values)
        if column == self.shape.width:
            if run == len(self.runs):
                self.keep(values, cuts)
            return
        if self.digits[run] - at < self.shape.width - column:
            return
        parts = self.totals.get(column)
        expected = None if parts is None else sum((values[i] for i in parts), Decimal(0))
        for end, value in self.cells(run, at, column):
            if expected is not None and value != expected:
                continue
            if self.shape.rising and values and value < values[-1]:
                continue
            self.walk(run, end, (*values, value), (*cuts, (run, at, end)))

    @cached_property
    def digits(self) -> tuple[int, ...]:
        """Characters from each run to the end; 0 behind the last."""
        return tuple(sum(map(len, self.runs[i:])) for i in range(len(self.runs) + 1))

    def keep(self, values: tuple[Decimal, ...], cuts: tuple[Cut, ...]) -> None:
        """One more split."""
        if len(self.found) >= _MOST_SPLITS:
            raise TooManySplitsError
        self.found.append(Split(values, cuts))

    def cells(self, run: int, at: int, column: int) -> Iterable[tuple[int, Decimal]]:
        """(end, value) of every cell of ``column`` that may start at ``runs[run][at]``."""
        text = self.runs[run]
        start = at
        if text[at] == "-":
            if column not in self.shape.signed:
                return
            start += 1
        pattern = _DECIMAL if column in self.shape.fractional else _INTEGER
        stop = text.find("-", start)
        for end in range(start + 1, (len(text) if stop < 0 else stop) + 1):
            if text[end : end + 1] not in (".", ",") and pattern.fullmatch(text, start, end):
                yield end, Decimal(text[at:end].replace(",", ""))


def _parts(
    runs: tuple[str, ...], width: int, total: Decimal
) -> Iterable[tuple[tuple[Decimal, ...], tuple[Cut, ...]]]:
    """Cuttings of ``runs`` into ``width`` counts that sum to ``total``."""
    if any(c in run for run in runs for c in ",.-"):
        yield from _odd_parts(runs, width, total)
        return
    longest = len(str(total))
    left = [sum(map(len, runs[i:])) for i in range(len(runs) + 1)]

    def walk(run: int, at: int, rest: int, cuts: tuple[Cut, ...]) -> Iterable[tuple[Cut, ...]]:
        if run < len(runs) and at == len(runs[run]):
            run, at = run + 1, 0
        wanted = width - len(cuts)
        remaining = left[run] - at
        if wanted == 0:
            if remaining == 0 and rest == 0:
                yield cuts
            return
        if not wanted <= remaining <= wanted * longest:
            return
        text = runs[run]
        for end in range(at + 1, 2 + at if text[at] == "0" else len(text) + 1):
            value = int(text[at:end])
            if value > rest:
                return
            yield from walk(run, end, rest - value, (*cuts, (run, at, end)))

    if total == int(total):
        for cuts in walk(0, 0, int(total), ()):
            yield tuple(Decimal(runs[r][a:b]) for r, a, b in cuts), cuts


def _odd_parts(
    runs: tuple[str, ...], width: int, total: Decimal
) -> Iterable[tuple[tuple[Decimal, ...], tuple[Cut, ...]]]:
    """The same where separators or signs are printed: rare, so simply every cutting."""
    for split in splits(runs, Shape(width)):
        if sum(split.values, Decimal(0)) == total:
            yield split.values, split.cuts
