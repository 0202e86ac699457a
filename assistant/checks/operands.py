"""Operands of a checked relation: cells, their sum and the bounds a blank leaves.

A blank, ambiguous or missing cell of a count may be anything from 0 up. So a relation with
such a cell is never passed, but it fails when the cells that are there already exclude it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product
from math import prod
from typing import Literal

from assistant.arithmetic import plain
from assistant.cells import Cells, cells_of
from assistant.division import Division
from assistant.divisions import divisions
from assistant.layout import Layout, layout_of
from assistant.prose import ProseFigure, prose_figures
from corpus.catalogue import Catalogue
from corpus.schema import Indicator, Report
from index.schema import IndicatorRow

Result = Literal["pass", "fail", "unknown"]
INFINITY = Decimal("Infinity")
_MOST_CUTTINGS = 2000
"""Combinations of cuttings tried before giving up on run-together cells."""


@dataclass(frozen=True)
class View:
    """A report with its cells by key and column, and the forms' arithmetic."""

    report: Report
    cells: Cells
    layout: Layout
    catalogue: Catalogue

    @cached_property
    def said(self) -> tuple[ProseFigure, ...]:
        """The figures of the running text."""
        return prose_figures(self.report)

    @cached_property
    def divided(self) -> tuple[Division, ...]:
        """The totals that the running text divides."""
        return divisions(self.report)

    def cell(self, key: str, column: str | None) -> Indicator | None:
        """The first cell of a key; ``column`` is ignored outside matrix tables."""
        matrix = (self.report.form, key) in self.layout.places
        found = self.cells.get((key, column if matrix else None), ())
        return found[0].indicator if found else None

    def columns(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The columns of the matrix the keys stand in; empty outside matrix tables."""
        for key in keys:
            place = self.layout.places.get((self.report.form, key))
            if place is not None:
                return place.columns
        return ()

    def name(self, key: str) -> str:
        """How the reader knows a key."""
        concept = self.catalogue.concept_by_key.get(key)
        return concept.name if concept else key


@dataclass(frozen=True, slots=True)
class Operand:
    """One term: its cells (None: no such row), the value, and the bounds on it."""

    key: str
    sign: int
    view: View
    cells: tuple[Indicator | None, ...]

    @property
    def known(self) -> bool:
        """Whether every cell has a value."""
        return all(c is not None and c.value is not None for c in self.cells)

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """Least and greatest value of the signed term."""
        sure = sum((c.value for c in self.cells if c and c.value is not None), Decimal(0))
        if self.known:
            low, high = sure, sure
        else:
            low, high = (-INFINITY if self.key.endswith(".change") else sure), INFINITY
        return (low, high) if self.sign > 0 else (-high, -low)

    @property
    def choices(self) -> tuple[Decimal, ...] | None:
        """The values the signed term may have, when they can be counted."""
        cell = self.cells[0]
        if self.known:
            return (self.bounds[0],)
        if len(self.cells) > 1 or cell is None or not cell.candidates:
            return None
        return tuple(Decimal(candidate) * self.sign for candidate in cell.candidates)

    @property
    def shown(self) -> str:
        """``37``, a sum of several printed figures as ``(4+3)``, or what is printed instead."""
        low, high = self.bounds if self.sign > 0 else (-self.bounds[1], -self.bounds[0])
        counted = [c.value for c in self.cells if c is not None and c.value]
        figures = f"({'+'.join(map(plain, counted))})" if len(counted) > 1 else plain(low)
        if low == high:
            return figures
        if len(self.cells) > 1:
            return f"不少于 {figures}" if counted else "（不全）"
        cell = self.cells[0]
        if cell is None:
            return "（无此格）"
        return "（连写）" if cell.status == "ambiguous" else "（空白）"


def view_of(catalogue: Catalogue, report: Report) -> View:
    """Index a report's cells."""
    rows = [
        IndicatorRow(report.report_id, report.body, report.year, report.form, i)
        for i in report.indicators
    ]
    return View(report, cells_of(rows), layout_of(catalogue), catalogue)


def operand_of(view: View, term: str, column: str | None) -> Operand | None:
    """``key`` or ``-key`` as an operand: its own cell, or its parts'; None when neither is."""
    sign, key = (-1, term[1:]) if term.startswith("-") else (1, term)
    own = view.cell(key, column)
    if own is not None:
        return Operand(key, sign, view, (own,))
    parts = view.layout.parts.get((view.report.form, key), ())
    cells = tuple(view.cell(part, column) for part in parts)
    return Operand(key, sign, view, cells) if any(c is not None for c in cells) else None


def whole_row(view: View, key: str) -> Operand | None:
    """A row's total, a sum of rows, or of the other columns where the total is blank."""
    place = view.layout.places.get((view.report.form, key))
    column = place.total if place else None
    if place is None:
        labels = view.columns(view.layout.parts.get((view.report.form, key), ()))
        column = labels[-1] if labels else None
    operand = operand_of(view, key, column)
    if operand is None or operand.known or place is None or place.total is None:
        return operand
    others = tuple(view.cell(key, c) for c in place.columns if c != place.total)
    return Operand(key, 1, view, others) if all(others) else operand


def total(operands: Sequence[Operand]) -> tuple[Decimal, Decimal]:
    """Bounds of a side."""
    lows, highs = zip(*(o.bounds for o in operands), strict=True) if operands else ((), ())
    return sum(lows, Decimal(0)), sum(highs, Decimal(0))


def decide(op: str, left: Sequence[Operand], right: Sequence[Operand]) -> Result:
    """Decide ``sum(left) op sum(right)``; run-together cells fail when no cutting of them fits."""
    result = judge(op, total(left), total(right))
    if result != "unknown" or op != "=":
        return result
    choices = [operand.choices for operand in (*left, *right)]
    counted = [c for c in choices if c is not None]
    if len(counted) < len(choices) or prod(map(len, counted)) > _MOST_CUTTINGS:
        return "unknown"
    fits = any(
        sum(values[: len(left)], Decimal(0)) == sum(values[len(left) :], Decimal(0))
        for values in product(*counted)
    )
    return "unknown" if fits else "fail"


def judge(op: str, left: tuple[Decimal, Decimal], right: tuple[Decimal, Decimal]) -> Result:
    """Decide ``left op right`` from bounds: pass only when both are exact."""
    below, above = left[1] < right[0], left[0] > right[1]
    if {"=": below or above, ">=": below, "<=": above}[op]:
        return "fail"
    return "pass" if left[0] == left[1] and right[0] == right[1] else "unknown"


def exact(bounds: tuple[Decimal, Decimal]) -> str | None:
    """The side as the contract's decimal string, None when it is not exact."""
    return plain(bounds[0]) if bounds[0] == bounds[1] else None


def difference(left: tuple[Decimal, Decimal], right: tuple[Decimal, Decimal]) -> str | None:
    """``left - right`` when both are exact."""
    if left[0] != left[1] or right[0] != right[1]:
        return None
    return plain(left[0] - right[0])


def keys_of(operands: Iterable[Operand]) -> tuple[str, ...]:
    """The catalogue keys of operands and their parts, each once."""
    keys: list[str] = []
    for operand in operands:
        keys.append(operand.key)
        keys += [c.key for c in operand.cells if c is not None and c.key]
    return tuple(dict.fromkeys(keys))


def printed_cells(operands: Iterable[Operand]) -> Iterator[tuple[Operand, Indicator]]:
    """The cells of operands that the report has, each with its operand."""
    for operand in operands:
        for cell in operand.cells:
            if cell is not None:
                yield operand, cell


def all_blank(operands: Iterable[Operand]) -> bool:
    """Whether nothing at all is printed in any of the cells."""
    return not any(cell.printed.strip() for _, cell in printed_cells(operands))
