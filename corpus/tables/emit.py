"""One resolved cell → one ``Indicator``."""

from dataclasses import dataclass

from corpus.schema import Indicator
from corpus.tables.resolve import Resolved


@dataclass(frozen=True, slots=True)
class Place:
    """What a cell is called and which printed row it stands in."""

    path: tuple[str, ...]
    name: str
    key: str | None
    column: str | None
    unit: str | None
    row: tuple[int, int]
    notes: tuple[str | None, ...] = ()


def emit(text: str, place: Place, value: Resolved) -> Indicator:
    """The indicator at ``value``'s span of the cleaned ``text``."""
    notes = dict.fromkeys(n for n in (*place.notes, value.reason) if n)
    return Indicator(
        path=place.path,
        name=place.name,
        key=place.key,
        column=place.column,
        value=value.value,
        unit=place.unit or None,
        printed=text[value.start : value.end],
        start=value.start,
        end=value.end,
        row_start=place.row[0],
        row_end=max(place.row[1], value.end),
        note="；".join(notes) or None,
        status=value.status,
        candidates=value.candidates,
    )
