"""What the readers of one table hand to each other."""

from dataclasses import dataclass
from decimal import Decimal

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
class Expectation:
    """A figure known from elsewhere that may settle how a run-together row is cut.

    From the report's own prose or a neighbouring year; ``reason`` is shown to the user.
    """

    key: str
    column: str | None
    value: Decimal
    reason: str
