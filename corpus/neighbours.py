"""What the reports of neighbouring years say about cells that one report leaves open.

上年结转(Y) = 结转下年(Y−1), 历年累计(Y) = 历年累计(Y−1) + 本年度(Y) and the forms' other relations
between years leave one term, or one row, of a run-together table to be found from figures that
are certain in the report beside it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from corpus.catalogue.load import load_catalogue
from corpus.catalogue.schema import Form, Relation
from corpus.schema import Indicator
from corpus.tables.schema import Expectation, Term

MARK = "据相邻年度报告"
"""Begins the note of every cell that another year's report has settled."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one year's report is read at present."""

    year: int
    form: str
    cells: tuple[Indicator, ...]

    def alone(self) -> "Reading":
        """How the report reads by itself: cells that something else settled are open again."""
        cells = tuple(
            replace(c, value=None, status="ambiguous", note=None) if c.candidates else c
            for c in self.cells
        )
        return replace(self, cells=cells)

    def rests_on(self, said: Sequence[Expectation]) -> bool:
        """Whether its cells were settled by exactly these, each having settled something."""
        notes = (part for c in self.cells for part in (c.note or "").split("；"))
        return {n for n in notes if n.startswith(MARK)} == {e.reason for e in said}

    def find(self, term: Term) -> list[Indicator]:
        """The cells a term speaks of."""
        return [c for c in self.cells if c.key == term.key and term.column in (None, c.column)]


@dataclass(frozen=True, slots=True)
class _Equation:
    """Σ ``present`` (the form's own year) + Σ ``past`` (the year before) = 0."""

    present: tuple[Term, ...]
    past: tuple[Term, ...]
    text: str


def settle_years(
    own: Sequence[Reading], read: Callable[[int, tuple[Expectation, ...]], Reading]
) -> Mapping[int, tuple[Expectation, ...]]:
    """For each year, what its neighbours say about the cells it leaves open.

    A report that a neighbour has settled may settle the next in turn. The result depends on
    the reports alone, not on the order they come in nor on how they were read so far.

    Args:
        own: reports of one body, in whatever reading.
        read: a year's report read again with expectations.
    """
    alone = {reading.year: reading.alone() for reading in own}
    now = dict(alone)
    used: dict[int, tuple[Expectation, ...]] = dict.fromkeys(alone, ())
    for _ in alone:
        said = {year: expected(alone[year], now.get(year - 1), now.get(year + 1)) for year in alone}
        changed = [year for year in alone if said[year] != used[year]]
        if not changed:
            break
        now |= {year: read(year, said[year]) for year in changed}
        used = said
    return used


def expected(
    own: Reading, before: Reading | None, after: Reading | None
) -> tuple[Expectation, ...]:
    """What certain cells of the years beside ``own`` say about cells it leaves open."""
    found: list[Expectation] = []
    if not any(c.status == "ambiguous" for c in own.cells):
        return ()
    for equation in _equations(own.form) if before else ():
        found += _solved(own, equation.present, before, equation.past, equation.text)
    for equation in _equations(after.form) if after else ():
        found += _solved(own, equation.past, after, equation.present, equation.text)
    return tuple(dict.fromkeys(found))


def related_keys() -> frozenset[str]:
    """Every key that some form relates to another year."""
    return frozenset(
        term.key
        for form in load_catalogue().forms
        for equation in _equations(form.form)
        for term in (*equation.present, *equation.past)
    )


def _solved(
    own: Reading, unknown: Sequence[Term], other: Reading | None, known: Sequence[Term], text: str
) -> Iterator[Expectation]:
    """Σ unknown = −Σ known, when all of ``known`` is certain and ``unknown`` is open."""
    cells = [cell for term in unknown for cell in own.find(term)]
    if other is None or len(cells) != len(unknown):
        return
    if all(cell.status != "ambiguous" for cell in cells):
        return
    total, said = Decimal(0), []
    for term in known:
        figures = {(c.value, c.unit): c for c in other.find(term) if c.status != "ambiguous"}
        if len(figures) != 1 or len(other.find(term)) != 1:
            return
        ((value, _), cell) = next(iter(figures.items()))
        if value is None:
            return
        total -= term.sign * value
        said.append(f"“{cell.path[-1]}”{cell.column or ''} {value}")
    sign = unknown[0].sign
    terms = tuple(Term(t.key, t.column, t.sign * sign) for t in unknown)
    reason = f"{MARK}切分：{other.year}年{'、'.join(said)}（{text}）"
    yield Expectation(terms, total * sign, reason)


@cache
def _equations(form: str) -> tuple[_Equation, ...]:
    return tuple(
        equation
        for f in load_catalogue().forms
        if f.form == form
        for relation in f.relations
        for equation in _between_years(f, relation)
    )


def _between_years(form: Form, relation: Relation) -> Iterator[_Equation]:
    if relation.accumulate:
        yield from _accumulated(form, relation.text)
        return
    sides = [(t, 1) for t in relation.left] + [(t, -1) for t in relation.right]
    if relation.op != "=" or not any("@" in term for term, _ in sides):
        return
    keys = {term.lstrip("-").partition("@")[0] for term, _ in sides}
    for column in _columns(form, keys) if relation.each_column else (None,):
        terms = [(term.endswith("@-1"), _term(term, side, column)) for term, side in sides]
        present = tuple(term for past, term in terms if not past)
        past = tuple(term for past, term in terms if past)
        yield _Equation(present, past, relation.text)


def _accumulated(form: Form, text: str) -> Iterator[_Equation]:
    """历年累计 − 本年度 = 历年累计 of the year before, row by row."""
    for table in form.tables:
        if table.kind != "matrix" or len(table.columns) != 2:
            continue
        this_year, so_far = (c.label for c in table.columns)
        for row in table.rows:
            if row.key:
                present = (Term(row.key, so_far), Term(row.key, this_year, -1))
                yield _Equation(present, (Term(row.key, so_far, -1),), text)


def _term(term: str, side: int, column: str | None) -> Term:
    key = term.lstrip("-").partition("@")[0]
    return Term(key, column, -side if term.startswith("-") else side)


def _columns(form: Form, keys: Iterable[str]) -> tuple[str, ...]:
    wanted = set(keys)
    for table in form.tables:
        if table.kind == "matrix" and wanted & {row.key for row in table.rows}:
            return tuple(c.label for c in table.columns)
    return ()
