"""The rows of one table, found in the text and read: label, note, unit, cells or runs."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from corpus.tables.cells import Cell, Reading, Run, cell, is_unit, read_row
from corpus.tables.figures import with_figures
from corpus.tables.fold import Source, fold_label, printed_label
from corpus.tables.labels import (
    UNIT_FIGURE,
    UNITS,
    Hit,
    Slot,
    best_chain,
    closest,
    find_hits,
    rehit,
)
from corpus.tables.schema import PlacedRow

_TORN = "原文行名与数据分离，按行序对应"
_PIECE = re.compile(
    r"(?:其\s*中\s*:?\s*)?(?:\d\s*[.、])?[^\d\s\t][^\d\t\n]{2,60}?"
    rf"[)\"”]?(?=\t|\s*(?:{UNITS})?\s*[\d—–])"
)
_NUMBERED = re.compile(r"\([一二三四五六七八九十]\)|[一二三四五六七八九十][、.]")
_BESIDE = 200
"""Characters before the first and behind the last row that may hold a misprinted row."""
_UNREAD = {False: re.compile(r"[^\n]*?\d[^\n]*"), True: re.compile(r"\D*\d(?s:.*)")}
_NOTE_LINE = re.compile(r"[\t ]*\n\s*(\([^()\n]{4,80}\))[ \t]*(?:\n|$)")
_FIGURES = re.compile(r"[\d.,\-—–/ \t]+")


def place_rows(
    source: Source, wanted: Sequence[Slot], width: int, free: Callable[[int], bool]
) -> tuple[PlacedRow, ...]:
    """Rows of the densest occurrence of the form in the part of the text that is ``free``.

    Empty when fewer than a sixth of the rows (at least three) bear figures. Rows in the
    order of the text.
    """
    text = source.bare
    hits = [h for h in find_hits(text, source.folded, wanted) if free(h.start)]
    chain = best_chain(hits)
    if sum(h.follow != "none" for h in chain) < max(3, len(wanted) // 6):
        return ()
    chain = _add_strays(text, chain, hits)
    chain = _add_misprints(text, chain, wanted)
    near = sum(h.follow in ("tab", "same") for h in chain)
    lines = sum(h.follow == "next" for h in chain) > near
    firm = [h for h in chain if lines or h.follow in ("tab", "same")]
    readings = {h.start: _read(text, h, chain, width, lines=lines) for h in firm}
    rows = [_placed(source, wanted, h, readings[h.start], width) for h in firm]
    loose = [h for h in chain if h.start not in readings]
    rows += _between(source, wanted, rows, loose, width)
    return tuple(sorted(rows, key=lambda r: (r.start, r.end)))


def _read(text: str, hit: Hit, chain: Sequence[Hit], width: int, *, lines: bool) -> Reading:
    following = next((h.start for h in chain if h.start > hit.start), None)
    reading = read_row(text, hit.end, following or len(text), width, lines=lines)
    if reading.cells is None and not reading.runs and following is not None:
        # Figures behind words that are neither note nor unit: not read, but not blank either.
        unread = _UNREAD[lines].match(text, reading.end, following)
        if unread and unread[0].strip():
            run = Run(unread.start(), unread.end(), unread[0])
            return Reading(reading.unit, reading.note, None, (run,), unread.end())
    return reading


def _add_strays(text: str, chain: tuple[Hit, ...], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Rows printed out of the form's order, inside the table or right behind it."""
    found = list(chain)
    for hit in hits:
        beside = chain[0].start < hit.start < chain[-1].end + _BESIDE
        printed = hit.follow == "tab" or UNIT_FIGURE.match(text, hit.end)
        known = any(h.slot == hit.slot or (h.start < hit.end and hit.start < h.end) for h in found)
        if beside and printed and not known:
            found.append(hit)
    return tuple(sorted(found, key=lambda h: h.start))


def _add_misprints(text: str, chain: tuple[Hit, ...], wanted: Sequence[Slot]) -> tuple[Hit, ...]:
    """Rows whose label is misprinted, found between and beside the rows that are not."""
    first, last = chain[0], chain[-1]
    gaps = [(max(0, first.start - _BESIDE), first.start, -1, first.slot)]
    gaps += [(a.end, b.start, a.slot, b.slot) for a, b in pairwise(chain)]
    gaps += [(last.end, min(len(text), last.end + _BESIDE), last.slot, len(wanted))]
    added: list[Hit] = []
    for start, end, before, after in gaps:
        missing = frozenset(range(before + 1, after))
        for piece_start, piece_end in _pieces(text, start, end) if missing else ():
            slot = closest(text[piece_start:piece_end].strip(), wanted, missing)
            if slot is not None:
                added.append(rehit(text, slot, piece_start, piece_end))
                missing -= frozenset(range(slot.order + 1))
    return tuple(sorted((*chain, *added), key=lambda h: h.start))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Words before figures, whole and from their last numbering on."""
    for match in _PIECE.finditer(text, start, end):
        yield match.span()
        numbered = [m.start() for m in _NUMBERED.finditer(match[0])]
        if numbered and numbered[-1] > 0:
            yield match.start() + numbered[-1], match.end()


def _placed(
    source: Source, wanted: Sequence[Slot], hit: Hit, reading: Reading, width: int
) -> PlacedRow:
    text = source.bare
    slot = wanted[hit.slot]
    end = max(hit.end, reading.end)
    behind = _NOTE_LINE.match(text, end)
    span = reading.note or (behind.span(1) if behind else None)
    note = source.text[slice(*span)] if span else None
    label = printed_label(source.text[hit.start : hit.end])
    base = PlacedRow(slot, label, hit.start, end, reading.unit, note)
    return with_figures(text, base, reading, width)


def _between(
    source: Source,
    wanted: Sequence[Slot],
    rows: Sequence[PlacedRow],
    loose: Sequence[Hit],
    width: int,
) -> list[PlacedRow]:
    """Rows between the firm ones: labels torn from their figures, blank rows, unknown rows."""
    found: list[PlacedRow] = []
    text = source.bare
    known = frozenset(core for slot in wanted for core in slot.cores)
    for before, after in pairwise(rows):
        labels = [h for h in loose if before.end <= h.start < after.start]
        torn = _torn_figures(text, before.end, after.start, width) if width > 1 else []
        missing = _missing(wanted, before, after)
        if torn:
            found += _rejoin(torn, missing, labels, source.text)
        else:
            found += [_blank(source.text, wanted[h.slot], h, width) for h in labels]
            found += _unknown(source, known, before.end, after.start, width)
    last = rows[-1].end if rows else 0
    found += [_blank(source.text, wanted[h.slot], h, width) for h in loose if h.start >= last]
    first = rows[0].start if rows else 0
    found += [_group(wanted[h.slot], h, source.text) for h in loose if h.end <= first]
    return found


def _missing(wanted: Sequence[Slot], before: PlacedRow, after: PlacedRow) -> list[Slot]:
    if before.slot is None or after.slot is None:
        return []
    return [s for s in wanted[before.slot.order + 1 : after.slot.order] if s.row.has_cells]


def _torn_figures(text: str, start: int, end: int, width: int) -> list[tuple[Cell, ...]]:
    """Whole lines that hold exactly the figures of one row and no words."""
    found = []
    at = start
    for line in text[start:end].split("\n"):
        if _FIGURES.fullmatch(line) and (at > start or start == 0 or text[start - 1] == "\n"):
            bounds = [m.span() for m in re.finditer(r"[^\s]+", line)]
            if len(bounds) == width:
                found.append(tuple(cell(text, at + a, at + b) for a, b in bounds))
        at += len(line) + 1
    return found


def _rejoin(
    torn: list[tuple[Cell, ...]], missing: list[Slot], labels: Sequence[Hit], text: str
) -> list[PlacedRow]:
    """Give torn figures to the missing rows when there are exactly as many, else to none."""
    known = len(torn) == len(missing)
    names = {h.slot: printed_label(text[h.start : h.end]) for h in labels}
    rows = []
    for i, cells in enumerate(torn):
        slot = missing[i] if known else None
        label = "" if slot is None else names.get(slot.order, slot.row.labels[0])
        reason = _TORN if known else None
        rows.append(
            PlacedRow(slot, label, cells[0].start, cells[-1].end, None, None, cells, (), reason)
        )
    return rows


def _group(slot: Slot, hit: Hit, text: str) -> PlacedRow:
    return PlacedRow(slot, printed_label(text[hit.start : hit.end]), hit.start, hit.end)


def _blank(text: str, slot: Slot, hit: Hit, width: int) -> PlacedRow:
    row = _group(slot, hit, text)
    if not slot.row.has_cells:
        return row
    cells = (Cell(hit.end, hit.end, None),) * width
    return PlacedRow(slot, row.label, row.start, row.end, cells=cells)


def _unknown(
    source: Source, known: AbstractSet[str], start: int, end: int, width: int
) -> list[PlacedRow]:
    """Rows inside the table that the form does not have.

    A label of the form that a merged cell repeats, before each row of its group or in every
    column it spans, is none of them.
    """
    found: list[PlacedRow] = []
    text, at = source.bare, start
    while match := _PIECE.search(text, at, end):
        at = match.end()
        if fold_label(match[0]) in known:
            continue
        reading = read_row(text, match.end(), end, width, lines=False)
        at = max(at, reading.end)
        label = printed_label(source.text[match.start() : match.end()])
        tabbed = reading.cells is not None
        if match[0].startswith("(") or is_unit(label) or not (tabbed or reading.unit or width > 1):
            continue
        base = PlacedRow(None, label, match.start(), at, reading.unit)
        row = with_figures(text, base, reading, width)
        if any(c.value is not None for c in row.cells or ()) or row.runs:
            found.append(row)
    return found
