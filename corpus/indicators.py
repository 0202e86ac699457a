"""Cleaned text → every cell of every statistics table in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.catalogue.load import load_catalogue
from corpus.catalogue.schema import Catalogue, Form
from corpus.schema import Indicator, Section
from corpus.tables.articles import ArticleTable, find_article_tables, read_article_table
from corpus.tables.fold import Source
from corpus.tables.generic import read_generic
from corpus.tables.grids import Grid, find_grid, read_grid
from corpus.tables.prose import expectations, outside
from corpus.tables.remedies import find_remedies, read_remedies
from corpus.tables.schema import Expectation, Known, RowFact

FormName = Literal["2014", "2019", "2021", "local"]

_LEAST_SHARE = 0.3
_ENOUGH_ROWS = 10
"""A table with fewer rows of a form than either shares some labels with it and is not it: the
Fujian form has 6 of the 2014 form's."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """All statistics tables of a report.

    ``indicators``: the cells in the order of the text. ``warnings``: doubts in Chinese;
    ``alone``: those there would be without neighbouring years.
    """

    indicators: tuple[Indicator, ...]
    warnings: tuple[str, ...]
    form: FormName
    alone: tuple[str, ...]


def parse_indicators(
    text: str,
    sections: tuple[Section, ...],
    year: int,
    neighbours: tuple[Expectation, ...] = (),
) -> Parsed:
    """Read all statistics tables of a cleaned report.

    ``neighbours``: what other years' reports say and may settle how run-together cells are cut.
    """
    source = Source.of(text)
    grids = _find_grids(source, load_catalogue())
    articles = find_article_tables(source)
    remedies = find_remedies(source)
    spans = [(g.rows[0].start, g.rows[-1].end) for g in grids]
    spans += [(t.start, t.end) for t in articles] + [(r.start, r.end) for r in remedies]
    prose = _Prose(source.text, tuple(spans), year)
    known = Known(prose, lambda cells: _about_row(neighbours, cells))
    readings = [read_grid(grid, text, known) for grid in grids]
    readings += [read_article_table(table, source, known) for table in articles]
    readings += [read_remedies(row, source) for row in remedies]
    found = [i for reading in readings for i in reading.indicators]
    taken = spans[: len(grids)] + [(i.row_start, i.row_end) for i in found]
    found += read_generic(source, sections, taken)
    found.sort(key=lambda i: i.row_start)  # cells of a row stay in the order of its columns
    warnings = dict.fromkeys(w for reading in readings for w in reading.warnings)
    alone = dict.fromkeys(w for reading in readings for w in reading.alone)
    return Parsed(tuple(found), tuple(warnings), _form(grids, articles, year), tuple(alone))


@dataclass(frozen=True)
class _Prose:
    """What the text outside the tables says; read only when a row is ambiguous, as it costs."""

    text: str
    tables: tuple[tuple[int, int], ...]
    year: int

    def __call__(self, cells: Sequence[tuple[str, str | None]]) -> Sequence[RowFact]:
        """What it says of a row with these (key, column) cells."""
        return _about_row(self._expectations, cells)

    @cached_property
    def _expectations(self) -> tuple[Expectation, ...]:
        stretches = outside(self.text, self.tables)
        return tuple(e for s, t in stretches for e in expectations(self.text, s, t, self.year))


def _about_row(
    said: Sequence[Expectation], cells: Sequence[tuple[str, str | None]]
) -> Sequence[RowFact]:
    facts = (_of_row(e, cells) for e in said)
    return [fact for fact in facts if fact is not None]


def _of_row(expected: Expectation, cells: Sequence[tuple[str, str | None]]) -> RowFact | None:
    """The expectation by column numbers; ``None`` when it is about another row."""
    terms = []
    for term in expected.terms:
        at = [i for i, (k, c) in enumerate(cells) if k == term.key and term.column in (None, c)]
        if len(at) != 1:
            return None
        terms.append((at[0], term.sign))
    return RowFact(tuple(terms), expected.value, expected.reason)


def _find_grids(source: Source, catalogue: Catalogue) -> list[Grid]:
    """The ordered tables of the text, best match first, none overlapping another."""
    taken: list[tuple[int, int]] = []

    def free(offset: int) -> bool:
        return not any(start <= offset < end for start, end in taken)

    grids: list[Grid] = []
    tables = [
        (form, table)
        for form in catalogue.forms
        for table in form.tables
        if table.kind in ("list", "matrix")
    ]
    while tables:
        found = [grid for pair in tables if (grid := find_grid(source, *pair, free)) is not None]
        found = [g for g in found if g.share >= _LEAST_SHARE or g.found >= _ENOUGH_ROWS]
        if not found:
            break
        best = max(found, key=lambda g: (g.found, g.share))
        grids.append(best)
        taken.append((best.rows[0].start, best.rows[-1].end))
        tables = [(g.form, g.table) for g in found]  # what is not here once is not here twice
    return grids


def _form(grids: Sequence[Grid], articles: Sequence[ArticleTable], year: int) -> FormName:
    """By the tables that are there: 第二十条's headers first, they differ most."""
    votes = Counter(table.form.form for table in articles)
    if votes:
        return votes.most_common(1)[0][0]
    forms = {grid.form.form for grid in grids}
    if forms == {"2019"} and year >= 2021:
        return "2021"  # a 2021 report that keeps the one-line （六）其他处理
    return grids[0].form.form if grids else _by_year(year)


def _by_year(year: int) -> FormName:
    forms: tuple[Form, ...] = load_catalogue().forms
    for form in forms:
        if form.form != "local" and form.years[0] <= year <= form.years[1]:
            return form.form
    return "local"
