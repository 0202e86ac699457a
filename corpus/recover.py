"""Cells of run-together rows, recovered from the form's own arithmetic.

「713000074」 under seven columns whose last is the total of the others can only be
71,3,0,0,0,0,74. Every split of a row that satisfies the row's arithmetic is enumerated; the
relations between rows then discard splits that no consistent table contains. What is left
when nothing more can be discarded is what the print allows: one split is certain, several
are not. Nothing is ever repaired: a relation the print contradicts is reported and unused.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

_MOST_SPLITS = 4000
"""Splits of one row before it is given up; a 7-cell row with a total has rarely over 20."""
_MOST_SUMS = 4000
"""Partial sums of one relation before it is left unused: keeps a table under some 50 ms."""
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


@dataclass(frozen=True, slots=True)
class Sum:
    """Σ sign × row = 0 in every column; rows by index."""

    terms: tuple[tuple[int, int], ...]
    name: str


class TooManySplitsError(Exception):
    """The row allows more splits than are worth looking at."""


def splits(runs: Sequence[str], shape: Shape, *, arithmetic: bool = True) -> tuple[Split, ...]:
    """Every cutting of ``runs`` (spaces between them are borders) into ``shape.width`` cells.

    No cell has a leading zero. ``arithmetic=False`` ignores the totals.

    Raises:
        TooManySplitsError: more than 4,000 splits.
    """
    found: list[Split] = []
    totals = {total: parts for parts, total in shape.totals} if arithmetic else {}
    left = [sum(len(r) for r in runs[i:]) for i in range(len(runs) + 1)]

    def walk(run: int, at: int, values: list[Decimal], cuts: list[Cut]) -> None:
        if run < len(runs) and at == len(runs[run]):
            run, at = run + 1, 0
        column = len(values)
        if column == shape.width:
            if run == len(runs):
                found.append(Split(tuple(values), tuple(cuts)))
                if len(found) > _MOST_SPLITS:
                    raise TooManySplitsError
            return
        if run == len(runs) or left[run] - at < shape.width - column:
            return
        wanted = totals.get(column)
        expected = None if wanted is None else sum((values[i] for i in wanted), Decimal(0))
        for end, value in _cells(runs[run], at, column, shape):
            if expected is not None and value != expected:
                continue
            if shape.rising and values and value < values[-1]:
                continue
            walk(run, end, [*values, value], [*cuts, (run, at, end)])

    walk(0, 0, [], [])
    return tuple(found)


def _cells(run: str, at: int, column: int, shape: Shape) -> Iterable[tuple[int, Decimal]]:
    """(end, value) of every cell that may start at ``run[at]``."""
    start = at
    if run[at] == "-":
        if column not in shape.signed:
            return
        start += 1
    pattern = _DECIMAL if column in shape.fractional else _INTEGER
    stop = run.find("-", start)
    stop = len(run) if stop < 0 else stop
    for end in range(start + 1, stop + 1):
        if end < len(run) and run[end] in ".,":
            continue
        if pattern.fullmatch(run, start, end):
            yield end, Decimal(run[at:end].replace(",", ""))

            continue


def narrow(
    domains: Sequence[tuple[Vector, ...]], sums: Sequence[Sum]
) -> tuple[tuple[tuple[int, ...], ...], tuple[Sum, ...]]:
    """Discard row vectors that no solution of a relation contains.

    ``domains[row]`` are the row's possible vectors; a row without any is unknown and every
    relation over it is unused. Columns where a vector is ``None`` (blank) are not compared.
    Returns the surviving indices of each row and the relations that nothing satisfies; such
    a relation is the original's contradiction and discards nothing.
    """
    alive = [tuple(range(len(d))) for d in domains]
    broken: list[Sum] = []
    for relation in sums:
        if any(not alive[row] for row, _ in relation.terms):
            continue
        if _supported(relation, domains, alive) == {}:
            broken.append(relation)
    changed = True
    while changed:
        changed = False
        for relation in sums:
            if relation in broken or any(not alive[row] for row, _ in relation.terms):
                continue
            kept = _supported(relation, domains, alive)
            if kept is None or not kept:
                continue
            for row, indices in kept.items():
                if len(indices) < len(alive[row]):
                    alive[row] = indices
                    changed = True
    return tuple(alive), tuple(broken)


def _supported(
    relation: Sum, domains: Sequence[tuple[Vector, ...]], alive: Sequence[tuple[int, ...]]
) -> dict[int, tuple[int, ...]] | None:
    """Indices of each row that some solution uses; {} when there is none, None when unknown."""
    columns = _compared(relation, domains)
    if not columns:
        return None
    rows = [
        (row, [(i, _signed(domains[row][i], sign, columns)) for i in alive[row]])
        for row, sign in relation.terms
    ]
    zero = (Decimal(0),) * len(columns)
    before = _partial_sums(zero, [[v for _, v in options] for _, options in rows])
    after = _partial_sums(zero, [[v for _, v in options] for _, options in reversed(rows)])
    if before is None or after is None:
        return None
    kept: dict[int, tuple[int, ...]] = {}
    for at, (row, options) in enumerate(rows):
        rest = after[len(rows) - at - 1]
        kept[row] = tuple(
            i
            for i, vector in options
            if any(_negative(_add(head, vector)) in rest for head in before[at])
        )
        if not kept[row]:
            return {}
    return kept


def _compared(relation: Sum, domains: Sequence[tuple[Vector, ...]]) -> tuple[int, ...]:
    width = min(len(domains[row][0]) for row, _ in relation.terms)
    return tuple(
        c
        for c in range(width)
        if all(v[c] is not None for row, _ in relation.terms for v in domains[row])
    )


def _signed(vector: Vector, sign: int, columns: tuple[int, ...]) -> tuple[Decimal, ...]:
    return tuple(sign * (vector[c] or Decimal(0)) for c in columns)


def _add(one: tuple[Decimal, ...], other: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _negative(vector: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(-a for a in vector)


def _partial_sums(
    zero: tuple[Decimal, ...], options: Sequence[Sequence[tuple[Decimal, ...]]]
) -> list[set[tuple[Decimal, ...]]] | None:
    """The sums reachable after 0, 1, 2 … rows; ``None`` when there are too many."""
    sums = [{zero}]
    for vectors in options:
        reached = {_add(head, vector) for head in sums[-1] for vector in vectors}
        if len(reached) > _MOST_SUMS:
            return None
        sums.append(reached)
    return sums
