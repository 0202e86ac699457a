"""Rows of one table compared with each other, to discard cuttings no table can contain.

Every row has the vectors it may stand for; the form's relations (一 + 二 = 三（七）+ 四) keep
those that some consistent table contains. One left is certain, several are not. Nothing is
ever repaired: a relation the print contradicts is reported and discards nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from operator import add

from corpus.recover import Vector

_MOST_SUMS = 4000
"""Combinations in half of a relation before it is left unused: keeps a table under 50 ms."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Σ sign × row = 0 in every column; rows by index."""

    terms: tuple[tuple[int, int], ...]
    name: str


def narrow(
    domains: Sequence[tuple[Vector, ...]], sums: Sequence[Sum]
) -> tuple[tuple[tuple[int, ...], ...], tuple[Sum, ...]]:
    """Discard row vectors that no solution of a relation contains.

    ``domains[row]`` are the row's possible vectors; a row without any is unknown and every
    relation over it is unused. Columns where a vector is ``None`` (blank) are not compared.
    Returns the surviving indices of each row and the relations that nothing satisfies: the
    original's contradictions. A contradiction means that some figure of its rows is wrong in
    print, so nothing is discarded on the word of a relation that shares a row with it.
    """
    whole = [tuple(range(len(d))) for d in domains]
    known = [_Terms.of(s, domains) for s in sums]
    broken: list[int] = []
    while True:
        unsure = {row for b in broken for row, _ in sums[b].terms}
        used = [
            i
            for i, s in enumerate(sums)
            if known[i] is not None and not any(row in unsure for row, _ in s.terms)
        ]
        alive, failed = _propagate(whole, [(i, known[i]) for i in used])
        if failed is None:
            return tuple(alive), tuple(sums[i] for i in sorted(broken))
        broken.append(failed)


def _propagate(
    whole: Sequence[tuple[int, ...]], relations: Sequence[tuple[int, "_Terms | None"]]
) -> tuple[list[tuple[int, ...]], int | None]:
    """Apply the relations until nothing changes, or to the first that cannot be met."""
    alive = list(whole)
    changed = True
    while changed:
        changed = False
        for number, terms in relations:
            kept = {} if terms is None else terms.supported(alive)
            for row, indices in kept.items():
                if not indices:
                    return alive, number
                if len(indices) < len(alive[row]):
                    alive[row] = indices
                    changed = True
    return alive, None


@dataclass(frozen=True, slots=True)
class _Terms:
    """A relation ready for arithmetic: ``options[k][i]`` is the signed vector i of row k."""

    rows: tuple[int, ...]
    options: tuple[tuple[tuple[int, ...], ...], ...]

    @classmethod
    def of(cls, relation: Sum, domains: Sequence[tuple[Vector, ...]]) -> "_Terms | None":
        """``None`` when a row is unknown or no column can be compared."""
        rows = tuple(row for row, _ in relation.terms)
        if any(not domains[row] for row in rows):
            return None
        columns = [
            c
            for c in range(min(len(domains[row][0]) for row in rows))
            if all(v[c] is not None for row in rows for v in domains[row])
        ]
        if not columns:
            return None
        options = tuple(
            tuple(_scaled(sign, v, columns) for v in domains[row]) for row, sign in relation.terms
        )
        return cls(rows, options)

    def supported(self, alive: Sequence[tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
        """Indices of each row that are in some solution; a superset when there are too many."""
        left = [list(alive[row]) for row in self.rows]
        while self._within_bounds(left):
            pass
        if all(left):
            self._in_solutions(left)
        return {row: tuple(indices) for row, indices in zip(self.rows, left, strict=True)}

    def _within_bounds(self, left: list[list[int]]) -> bool:
        """Drop vectors that the extremes of the other rows cannot balance; whether any was."""
        if not all(left):
            return False
        lows, highs = [], []
        for options, indices in zip(self.options, left, strict=True):
            columns = list(zip(*(options[i] for i in indices), strict=True))
            lows.append([min(c) for c in columns])
            highs.append([max(c) for c in columns])
        low = [sum(c) for c in zip(*lows, strict=True)]
        high = [sum(c) for c in zip(*highs, strict=True)]
        dropped = False
        for k, options in enumerate(self.options):
            kept = [
                i
                for i in left[k]
                if all(
                    low[c] - lows[k][c] + x <= 0 <= high[c] - highs[k][c] + x
                    for c, x in enumerate(options[i])
                )
            ]
            dropped = dropped or len(kept) < len(left[k])
            left[k] = kept
        return dropped

    def _in_solutions(self, left: list[list[int]]) -> None:
        """Keep what some exact solution uses, found by meeting in the middle."""
        open_rows = [k for k in range(len(left)) if len(left[k]) > 1]
        one, other = _halves(open_rows, [len(i) for i in left])
        if max(prod(len(left[k]) for k in half) for half in (one, other)) > _MOST_SUMS:
            return
        fixed = [self.options[k][left[k][0]] for k in range(len(left)) if k not in open_rows]
        base = tuple(sum(c) for c in zip(*fixed, strict=True)) if fixed else None
        width = len(self.options[0][0])
        head = self._combinations(one, left, base or (0,) * width)
        tail = self._combinations(other, left, (0,) * width)
        used: list[set[int]] = [set() for _ in left]
        met = False
        for total, choices in tail.items():
            for choice in choices if (match := head.get(tuple(-x for x in total))) else ():
                for k, i in zip(other, choice, strict=True):
                    used[k].add(i)
            for choice in match or ():
                met = True
                for k, i in zip(one, choice, strict=True):
                    used[k].add(i)
        for k in range(len(left)):
            if k in open_rows:
                left[k] = [i for i in left[k] if i in used[k]]
            elif not met:
                left[k] = []

    def _combinations(
        self, rows: Sequence[int], left: Sequence[Sequence[int]], base: tuple[int, ...]
    ) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
        """Sum → the choices of vectors that give it."""
        sums: dict[tuple[int, ...], list[tuple[int, ...]]] = {base: [()]}
        for k in rows:
            grown: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
            for total, choices in sums.items():
                for i in left[k]:
                    reached = tuple(map(add, total, self.options[k][i]))
                    grown.setdefault(reached, []).extend((*choice, i) for choice in choices)
            sums = grown
        return sums


def _scaled(sign: int, vector: Vector, columns: Sequence[int]) -> tuple[int, ...]:
    """Integers compare and add fast; 10⁻⁴ is finer than any printed amount."""
    return tuple(sign * int((vector[c] or Decimal(0)) * 10_000) for c in columns)


def _halves(rows: Sequence[int], sizes: Sequence[int]) -> tuple[list[int], list[int]]:
    """Two groups of rows with about as many combinations each."""
    groups: tuple[list[int], list[int]] = ([], [])
    weights = [1, 1]
    for k in sorted(rows, key=lambda k: -sizes[k]):
        lighter = 0 if weights[0] <= weights[1] else 1
        groups[lighter].append(k)
        weights[lighter] *= sizes[k]
    return groups
