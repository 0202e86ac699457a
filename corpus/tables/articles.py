"""The tables of 第二十条: a header of columns, then rows of named matters.

The header says which table and form it is (「本年制发件数」 2021, 「本年新制作数量」 2019); the
heading 「第二十条第（一）项」 may have stayed on another page.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.catalogue.load import load_catalogue
from corpus.catalogue.schema import Form, Row, Table
from corpus.recover import Shape
from corpus.tables.cells import read_row
from corpus.tables.emit import Place, emit
from corpus.tables.figures import with_figures
from corpus.tables.fold import Source, printed_label, strip_label
from corpus.tables.labels import UNITS, Slot, slots
from corpus.tables.resolve import Problem, resolve
from corpus.tables.schema import Known, PlacedRow, TableReading

_LONGEST = 400
"""Characters from a header to its last row, at most."""
_STOP = re.compile(r"第二十条第|收到和处理政府信息|本年新收政府信息|申请人情况")
_HEADING = re.compile(r"第\s*二十\s*条\s*第\s*\(?\s*([一二三四五六七八九十])\s*\)?\s*项")
_UNIT_NOTE = re.compile(rf"\s*\(\s*(?:单位\s*[:]?\s*)?({UNITS})\s*\)")


@dataclass(frozen=True, slots=True)
class _Header:
    """Printed column labels and the tables that have them."""

    tables: tuple[tuple[Form, Table], ...]
    start: int
    end: int
    units: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class ArticleTable:
    """A header with its rows; ``form`` is what the header is evidence for."""

    form: Form
    start: int
    end: int
    header: _Header
    rows: tuple[tuple[Table, PlacedRow], ...]


def find_article_tables(source: Source) -> tuple[ArticleTable, ...]:
    """All tables of 第二十条 in the text, in order, those without rows left out."""
    headers = _headers(source)
    found = []
    for i, header in enumerate(headers):
        limit = headers[i + 1].start if i + 1 < len(headers) else len(source.text)
        stop = _STOP.search(source.bare, header.end, min(limit, header.end + _LONGEST))
        limit = stop.start() if stop else min(limit, header.end + _LONGEST)
        rows = _rows(source, header, limit)
        if rows:
            form = header.tables[0][0]
            found.append(ArticleTable(form, header.start, rows[-1][1].end, header, rows))
    return tuple(found)


def read_article_table(table: ArticleTable, source: Source, known: Known) -> TableReading:
    """Indicators of the table, one per cell, and warnings."""
    columns = table.header.tables[0][1].columns
    problem = Problem(
        rows=tuple(row for _, row in table.rows),
        width=len(columns),
        shape=lambda _row: _shape(table.header.tables[0][1]),
        known=lambda row: known.prose([(_key(row, c.key), c.label) for c in columns]),
        beside=lambda row: known.beside([(_key(row, c.key), c.label) for c in columns]),
    )
    solved = resolve(problem)
    found = []
    for (form_table, row), values in zip(table.rows, solved.cells, strict=True):
        heading = _heading(source, table.header, form_table)
        for i, value in enumerate(values):
            unit = value.unit or table.header.units[i] or (row.slot.row.unit if row.slot else "")
            place = Place(
                path=(heading, row.label),
                name=strip_label(row.label)[0],
                key=_key(row, columns[i].key),
                column=columns[i].label,
                unit=unit,
                row=(row.start, row.end),
            )
            found.append(emit(source.text, place, value))
    return TableReading(tuple(found), solved.warnings, solved.alone)


def _key(row: PlacedRow, column: str | None) -> str:
    return f"{row.slot.row.key if row.slot else ''}.{column}"


def _shape(table: Table) -> Shape:
    labels = [c.label for c in table.columns]
    return Shape(
        len(labels),
        signed=frozenset(i for i, label in enumerate(labels) if "增" in label),
        fractional=frozenset(i for i, label in enumerate(labels) if "金额" in label),
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[tuple[Form, Table], ...]], ...]:
    """Folded header patterns, those with the most columns first."""
    groups: dict[tuple[str, ...], list[tuple[Form, Table]]] = {}
    for form in load_catalogue().forms:
        for table in form.tables:
            if table.kind == "cells":
                labels = tuple(_core(c.label) for c in table.columns)
                groups.setdefault(labels, []).append((form, table))
    return tuple(
        (re.compile(r"\D{0,8}?".join(f"((?:本年)?{c})" for c in cores)), tuple(tables))
        for cores, tables in sorted(groups.items(), key=lambda g: -len(g[0]))
    )


def _core(label: str) -> str:
    name = "".join(c for c in strip_label(label)[0] if c.isalnum())
    return re.escape(name.removeprefix("本年"))


def _headers(source: Source) -> list[_Header]:
    found: list[_Header] = []
    for pattern, tables in _patterns():
        for match in pattern.finditer(source.folded.text):
            at = source.folded.at
            start, end = at[match.start()], at[match.end() - 1] + 1
            if any(h.start < end and start < h.end for h in found):
                continue  # part of a header with more columns
            notes = [
                _UNIT_NOTE.match(source.bare, at[match.end(g + 1) - 1] + 1)
                for g in range(match.re.groups)
            ]
            end = max([end, *(n.end() for n in notes if n)])
            found.append(_Header(tables, start, end, tuple(n[1] if n else None for n in notes)))
    return sorted(found, key=lambda h: h.start)


def _rows(source: Source, header: _Header, limit: int) -> tuple[tuple[Table, PlacedRow], ...]:
    wanted = [(table, slot) for _, table in header.tables for slot in _slots(table.rows)]
    places = _places(source, wanted, header.end, limit)
    width = len(header.units)
    found = []
    for i, (table, slot, start, end) in enumerate(places):
        stop = places[i + 1][2] if i + 1 < len(places) else limit
        line = source.bare[end:stop].split("\n", 1)[0]
        lines = line.strip() == "" and "\t" not in line
        reading = read_row(source.bare, end, stop, width, lines=lines)
        label = printed_label(source.text[start:end])
        base = PlacedRow(slot, label, start, max(end, reading.end), reading.unit)
        found.append((table, with_figures(source.bare, base, reading, width)))
    return tuple(found)


@lru_cache(maxsize=32)
def _slots(rows: tuple[Row, ...]) -> tuple[Slot, ...]:
    return slots(rows)


def _places(
    source: Source, wanted: Sequence[tuple[Table, Slot]], start: int, limit: int
) -> list[tuple[Table, Slot, int, int]]:
    """(table, row, start, end) of each row label between ``start`` and ``limit``."""
    folded = source.folded
    low, high = folded.index(start), folded.index(limit)
    spans: list[tuple[Table, Slot, int, int]] = []
    cores = [(core, table, slot) for table, slot in wanted for core in slot.cores]
    for core, table, slot in sorted(cores, key=lambda c: -len(c[0])):
        at = folded.text.find(core, low, high)
        if at < 0 or any(s is slot for _, s, _, _ in spans):
            continue
        first, last = folded.at[at], folded.at[at + len(core) - 1] + 1
        if not any(a < last and first < b for _, _, a, b in spans):
            spans.append((table, slot, first, last))
    spans.sort(key=lambda s: s[2])
    edges = {start, *(s[2] for s in spans), *(s[3] for s in spans)}
    return [s for s in spans if _bounded(source.bare, s[2], s[3], edges)]


def _bounded(text: str, start: int, end: int, edges: Iterable[int]) -> bool:
    before = start in edges or not text[start - 1].isalpha()
    return before and (end in edges or end == len(text) or not text[end].isalpha())


def _heading(source: Source, header: _Header, table: Table) -> str:
    """「第二十条第（一）项」 as printed before the header, else as the form has it."""
    official = table.heading or ""
    window = source.bare[max(0, header.start - 60) : header.start]
    matches = list(_HEADING.finditer(window))
    if matches and matches[-1][1] in official[4:]:
        base = max(0, header.start - 60)
        return printed_label(source.text[base + matches[-1].start() : base + matches[-1].end()])
    return official
