"""What the readers of one table hand to each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.schema import Indicator
from corpus.tables.cells import Cell, Run
from corpus.tables.labels import Slot


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A printed row: its label and what stands behind it.

    ``slot`` is None for a row the form does not know. Either ``cells`` (as many as the table
    has columns, blanks kept) or ``runs`` (digits whose borders are lost) or neither, for a
    group heading. ``label`` is as printed; ``reason`` says how a row whose label and cells
    were torn apart was put together.
    """

    slot: Slot | None
    label: str
    start: int
    end: int
    unit: str | None = None
    note: str | None = None
    cells: tuple[Cell, ...] | None = None
    runs: tuple[Run, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A signed cell; ``column`` None is the only or any column of the key."""

    key: str
    column: str | None = None
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Expectation:
    """Σ sign × cell = ``value``, over cells of one row, as known from elsewhere.

    From the report's own prose or a neighbouring year; it may settle how a run-together row is
    cut, and ``reason`` is then shown to the user.
    """

    terms: tuple[Term, ...]
    value: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class RowFact:
    """An expectation of one row: Σ sign × column = ``value``; ``terms`` are (column, sign)."""

    terms: tuple[tuple[int, int], ...]
    value: Decimal
    reason: str

    def holds(self, values: Sequence[Decimal | None]) -> bool:
        """Whether the row may be cut into ``values``."""
        cells = [(values[column], sign) for column, sign in self.terms]
        if any(value is None for value, _ in cells):
            return False
        return sum((sign * (value or 0) for value, sign in cells), Decimal(0)) == self.value


Facts = Callable[[Sequence[tuple[str, str | None]]], Sequence[RowFact]]
"""(key, column) of each cell of a row → what is known of the row."""


@dataclass(frozen=True, slots=True)
class Known:
    """Where to ask for what is known of a row: the report's prose, and neighbouring years."""

    prose: Facts
    beside: Facts


@dataclass(frozen=True, slots=True)
class TableReading:
    """Cells and warnings of one table; ``alone``: the warnings without neighbouring years."""

    indicators: tuple[Indicator, ...]
    warnings: tuple[str, ...]
    alone: tuple[str, ...]
