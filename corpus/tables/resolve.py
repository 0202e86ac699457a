"""Values of a table's rows: printed cells as they are, run-together rows recovered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.narrow import Sum, narrow
from corpus.recover import (
    Shape,
    Split,
    TooManySplitsError,
    Vector,
    count_cuttings,
    splits,
)
from corpus.schema import CellStatus
from corpus.tables.cells import Run
from corpus.tables.schema import PlacedRow, RowFact

_MOST_BLANK_ROWS = 0.25
"""More blank rows than this and a run-together table may hide blank cells as well."""
_CHANCE = 60
"""Cuttings of a row, per relation within it, above which adding up may be chance: such a row is
certain only when the other rows bear it out. On 960 generated tables with misprints or missing
blanks no wrong cell passed at 60 (11 % of a misprinted table's cells stay open); without the
rule 2 did."""
_BY_ROWS = "原文连写，按各行之间的勾稽关系切分"


@dataclass(frozen=True, slots=True)
class Resolved:
    """One cell's value and how it was obtained."""

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    status: CellStatus
    candidates: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A table to resolve, of ``width`` columns.

    ``known``: what the report's prose says of a row and may settle it; ``beside``: what the
    reports of neighbouring years say.
    """

    rows: tuple[PlacedRow, ...]
    width: int
    shape: Callable[[PlacedRow], Shape]
    sums: tuple[Sum, ...] = ()
    known: Callable[[PlacedRow], Sequence[RowFact]] = lambda _row: ()
    beside: Callable[[PlacedRow], Sequence[RowFact]] = lambda _row: ()


@dataclass(frozen=True, slots=True)
class _Domain:
    """The ways to read one row; ``options`` is None when the borders were printed."""

    vectors: tuple[Vector, ...]
    options: tuple[Split, ...] | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The cells of each row (empty for a group heading) and warnings in Chinese.

    ``alone``: the warnings there would be without neighbouring years.
    """

    cells: tuple[tuple[Resolved, ...], ...]
    warnings: tuple[str, ...]
    alone: tuple[str, ...]


def resolve(problem: Problem) -> Resolution:
    """Cut every row as far as the table, the prose and neighbouring years leave one way."""
    solid = _blank_free(problem)
    domains = [_domain(problem, row, solid) for row in problem.rows]
    doubtful = any(d.options is not None for d in domains)
    kept, broken = narrow([d.vectors for d in domains], problem.sums)
    domains = [_keep(d, k, _BY_ROWS) for d, k in zip(domains, kept, strict=True)]
    known = _said(problem.known, problem.rows, domains)
    beside = _said(problem.beside, problem.rows, domains)
    alone = now = _settled(problem, domains, broken, known)
    if any(beside):
        both = [(*prose, *years) for prose, years in zip(known, beside, strict=True)]
        now = _settled(problem, domains, broken, both)
    cells = tuple(
        _cells(row, mine, before, problem.width)
        for row, mine, before in zip(problem.rows, now, alone, strict=True)
    )
    broken_said = [f"表内勾稽关系“{s.name}”在原文中不成立，按原文照录" for s in broken if doubtful]
    said, said_alone = (
        (*(w for row, d in zip(problem.rows, found, strict=True) for w in _doubts(row, d)),)
        for found in (now, alone)
    )
    return Resolution(cells, (*said, *broken_said), (*said_alone, *broken_said))


def _said(
    source: Callable[[PlacedRow], Sequence[RowFact]],
    rows: Sequence[PlacedRow],
    domains: Sequence[_Domain],
) -> list[Sequence[RowFact]]:
    """What a source says of each row that can still be cut in several ways."""
    return [
        source(row) if d.options is not None and len(d.vectors) > 1 else ()
        for row, d in zip(rows, domains, strict=True)
    ]


def _settled(
    problem: Problem,
    domains: Sequence[_Domain],
    broken: Sequence[Sum],
    facts: Sequence[Sequence[RowFact]],
) -> list[_Domain]:
    """The domains that agree with ``facts``, with each other, and not by mere chance."""
    settled = [_settle(domain, said) for domain, said in zip(domains, facts, strict=True)]
    if settled != domains:
        alive, _ = narrow([d.vectors for d in settled], problem.sums)
        settled = [_keep(d, k, _BY_ROWS) for d, k in zip(settled, alive, strict=True)]
    sure = _borne_out(problem, settled, broken)
    return [
        d if i in sure or not _by_chance(problem, row, d) else _Domain((), d.options)
        for i, (row, d) in enumerate(zip(problem.rows, settled, strict=True))
    ]


def _borne_out(
    problem: Problem, domains: Sequence[_Domain], broken: Sequence[Sum]
) -> frozenset[int]:
    """Rows that agree with the others in a relation where nothing is unknown or blank."""
    unsure = {row for s in broken for row, _ in s.terms}
    sure: set[int] = set()
    for s in problem.sums:
        rows = {row for row, _ in s.terms}
        whole = all(
            domains[r].vectors and all(None not in v for v in domains[r].vectors) for r in rows
        )
        if whole and not rows & unsure:
            sure |= rows
    return frozenset(sure)


def _by_chance(problem: Problem, row: PlacedRow, domain: _Domain) -> bool:
    """Whether a recovered row might add up by chance and nothing else speaks for it."""
    if domain.options is None or not domain.vectors or domain.reason:
        return False
    shape = problem.shape(row)
    relations = len(shape.totals) + shape.rising
    if relations == 0:
        return False  # what the format alone leaves is certain
    limit = _CHANCE**relations
    runs = [r.text for r in row.runs]
    if any(not r.isdigit() for r in runs):
        return False
    return bool(count_cuttings(runs, shape.width, limit + 1) > limit)


def _blank_free(problem: Problem) -> bool:
    """Whether run-together rows of this table can be trusted to have no blank cells."""
    width = problem.width
    blank = sum(_is_blank(row) for row in problem.rows)
    filled = [row for row in problem.rows if row.runs]
    short = any(sum(len(r.text) for r in row.runs) < width for row in filled)
    return not short and (width == 1 or blank <= _MOST_BLANK_ROWS * (len(filled) + blank))


def _is_blank(row: PlacedRow) -> bool:
    return row.cells is not None and all(c.start == c.end for c in row.cells)


def _domain(problem: Problem, row: PlacedRow, solid: bool) -> _Domain:
    if row.cells is not None:
        return _Domain((tuple(c.value for c in row.cells),), None)
    if not row.runs or not all(_digits(r) for r in row.runs):
        return _Domain((), ())
    shape = problem.shape(row)
    runs = [r.text for r in row.runs]
    try:
        options = splits(runs, shape)
    except TooManySplitsError:
        options = ()
    if not solid and shape.width > 1:
        return _Domain((), options)
    return _Domain(tuple(o.values for o in options), options)


def _digits(run: Run) -> bool:
    return run.text.strip("0123456789.,-") == "" and run.text.strip("-") != ""


def _keep(domain: _Domain, indices: tuple[int, ...], reason: str) -> _Domain:
    if domain.options is None or len(indices) == len(domain.vectors):
        return domain
    return _Domain(
        tuple(domain.vectors[i] for i in indices),
        tuple(domain.options[i] for i in indices),
        _joined(domain.reason, reason),
    )


def _joined(before: str | None, reason: str) -> str:
    """Reasons in the order they were used; that the rows then agree adds nothing."""
    if before is None or reason in before:
        return before or reason
    return before if reason == _BY_ROWS else f"{before}；{reason}"


def _settle(domain: _Domain, facts: Sequence[RowFact]) -> _Domain:
    """Keep the splits that agree with what is known from elsewhere.

    What no split agrees with is another scope or a contradiction, and settles nothing; nor do
    sources that each agree with another split.
    """
    met = [(f, {i for i, v in enumerate(domain.vectors) if f.holds(v)}) for f in facts]
    met = [(fact, splits) for fact, splits in met if 0 < len(splits) < len(domain.vectors)]
    kept = set.intersection(*(splits for _, splits in met)) if met else set()
    if not kept:
        return domain
    reasons = "；".join(dict.fromkeys(fact.reason for fact, _ in met))
    return _keep(domain, tuple(sorted(kept)), reasons)


def _cells(row: PlacedRow, domain: _Domain, alone: _Domain, width: int) -> tuple[Resolved, ...]:
    if row.cells is not None:
        status: CellStatus = "recovered" if row.reason else "printed"
        return tuple(
            Resolved(c.start, c.end, c.value, c.unit, status, (), row.reason) for c in row.cells
        )
    if not row.runs:
        return ()
    # A unit printed behind the figures belongs to the last: 395 | 73802895.90元.
    units = [None] * (width - 1) + [row.runs[-1].unit]
    return tuple(_recovered(row, domain, alone, at) for at in enumerate(units))


def _recovered(
    row: PlacedRow, domain: _Domain, alone: _Domain, at: tuple[int, str | None]
) -> Resolved:
    column, unit = at
    if _certain(alone, column) is None:
        values = sorted({o.values[column] for o in alone.options or ()})
        candidates = tuple(str(value) for value in values)
    else:
        candidates = ()
    value = _certain(domain, column)
    if value is None:
        return Resolved(row.runs[0].start, row.runs[-1].end, None, unit, "ambiguous", candidates)
    assert domain.options
    run, start, end = domain.options[0].cuts[column]
    base = row.runs[run].start
    return Resolved(base + start, base + end, value, unit, "recovered", candidates, domain.reason)


def _certain(domain: _Domain, column: int) -> Decimal | None:
    """The one value every way to cut the row gives the cell, if they agree."""
    values = {vector[column] for vector in domain.vectors}
    return values.pop() if len(values) == 1 else None


def _doubts(row: PlacedRow, domain: _Domain) -> list[str]:
    if row.cells is not None or not row.runs:
        return []
    printed = " ".join(r.text for r in row.runs)
    if not domain.vectors:
        return [f"“{row.label}”的数据“{printed}”与表的列对不上，未能切分"]
    if len(domain.vectors) > 1:
        return [f"“{row.label}”原文连写“{printed}”，无法唯一切分"]
    return []
