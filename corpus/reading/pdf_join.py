"""Blocks of all pages → lines: tables and paragraphs cut by a page end made whole again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.reading.grid import grid_slots, slot_lines
from corpus.reading.pdf_page import Band, Block, TextLine

Slots = list[str | None]

_ENUMERATOR = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]+[、.．部条]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．)）](?!\d)|[①-⑳]|附件|其中)"
)
_VALUE = re.compile(r"[\d.,\-－—–/\s]+|条|件|次|篇|人|人次|个|元|万元|项|份")
_UNPARTED = re.compile(r"[“‘（《「〈【]*(?:[!-~]+|.)[”’）》」〉】，。、；：！？]*")
_SENTENCE_END = "。！？；："
_INDENTED = 0.1  # share of lines; a document that indents at all has about a third
_TOLERANCE = 6.0  # points between the edges of one table on two pages
_REPEATS = 3  # pages on which a line at the edge must return to be a running head


def joined_lines(pages: Sequence[Sequence[Block]]) -> list[str]:
    """Lines of the document: a paragraph or a table row each."""
    heads = _running_heads(pages)
    body = [
        [b for b in page if isinstance(b, Band) or not (b.at_edge and _key(b) in heads)]
        for page in pages
    ]
    margins = _margins([b for page in body for b in page if isinstance(b, TextLine)])
    lines: list[str] = []
    before: Block | None = None
    table: list[Slots] = []
    for page in body:
        for number, block in enumerate(page):
            if isinstance(block, Band):
                rows = list(grid_slots(block.rows))
                if number == 0 and isinstance(before, Band) and _same_grid(before, block):
                    table = _continued(table, rows)
                else:
                    lines += _printed(table)
                    table = rows
            else:
                lines += _printed(table)
                table = []
                if isinstance(before, TextLine) and _wraps(before, block, margins):
                    lines[-1] = _glue(lines[-1], block.text)
                else:
                    lines.append(block.text)
            before = block
    return lines + _printed(table)


def _printed(table: list[Slots]) -> list[str]:
    return [line for slots in table for line in slot_lines(slots)]


def _same_grid(above: Band, below: Band) -> bool:
    """Whether the columns of one stand at those of the other, some of which it may merge."""
    few, many = sorted((above.edges, below.edges), key=len)
    outer = abs(few[0] - many[0]) < _TOLERANCE and abs(few[-1] - many[-1]) < _TOLERANCE
    return outer and all(any(abs(x - y) < _TOLERANCE for y in many) for x in few)


def _continued(table: list[Slots], rows: list[Slots]) -> list[Slots]:
    """The table with the rows of its next page: header once, a row cut in two made one."""
    repeated = 0
    while repeated < min(len(table), len(rows)) and _is_header(rows[repeated], table[repeated]):
        repeated += 1
    rows = rows[repeated:]
    if not rows or repeated:
        return table + rows
    merged = _merged(table[-1], rows[0])
    if merged is not None:
        return [*table[:-1], merged, *rows[1:]]
    return _label_completed(table, rows[0]) + rows


def _label_completed(table: list[Slots], row: Slots) -> list[Slots]:
    """The table with the rest of a tall label, cut by the page end, moved up to its beginning.

    ``row``, the first of the page, loses it: it has a new label of its own further right.
    """
    table = [list(slots) for slots in table]
    numbered = [n for n, text in enumerate(row) if text and _ENUMERATOR.match(text)]
    for n, text in enumerate(row[: max(numbered, default=0)]):
        if text and text.strip() and n not in numbered and not _is_value(text):
            labels = [slots for slots in table if n < len(slots) and (slots[n] or "").strip()]
            if labels:
                labels[-1][n] = (labels[-1][n] or "") + text
                row[n] = ""
    return table


def _is_header(row: Slots, first: Slots) -> bool:
    return row == first and any(row) and not any(s and re.search(r"\d", s) for s in row)


def _merged(above: Slots, below: Slots) -> Slots | None:
    """One row out of two halves, or ``None`` when they are two rows.

    The lower half has the rest of labels and no values; or all the values and no label.
    """
    if len(above) != len(below):
        return None
    pairs = list(zip(above, below, strict=True))
    texts = [s for s in below if s and s.strip()]
    has_values = any(map(_is_value, above))
    rest_of_labels = (
        # A single text below a row of names is the first label of the table.
        len(texts) > (0 if has_values else 1)
        and not any(_is_value(s) or _ENUMERATOR.match(s) for s in texts)
        and all((a or "").strip() for a, b in pairs if (b or "").strip())
    )
    values_only = bool(texts) and not has_values and all(map(_is_value, texts)) and any(above)
    if not rest_of_labels and not values_only:
        return None
    return [None if a is None and b is None else (a or "") + (b or "") for a, b in pairs]


def _is_value(text: str | None) -> bool:
    text = (text or "").strip()
    return bool(text) and _VALUE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float
    size: float
    """Height of a character, points."""
    indents: bool
    """Whether paragraphs begin two characters in, so that an end of line is no end."""


def _margins(lines: Sequence[TextLine]) -> _Margins:
    if not lines:
        return _Margins(0.0, 0.0, 1.0, False)
    lefts = sorted(line.x0 for line in lines)
    rights = sorted(line.x1 for line in lines)
    few = len(lines) // 50  # stray lines outside the column
    size = median(line.bottom - line.top for line in lines)
    indented = sum(1.5 * size < x - lefts[few] < 2.5 * size for x in lefts)
    return _Margins(lefts[few], rights[-1 - few], size, indented > _INDENTED * len(lines))


def _wraps(above: TextLine, below: TextLine, margins: _Margins) -> bool:
    """Whether ``below`` goes on with the paragraph: ``above`` is full, ``below`` not indented."""
    size = margins.size
    return (
        above.x1 + _first_word(below.text) * size > margins.right - size
        and above.x0 < margins.left + 3.0 * size
        and below.x0 < margins.left + 0.8 * size
        and below.top - above.bottom < 2.5 * size
        and _ENUMERATOR.match(below.text) is None
        and (margins.indents or above.text[-1] not in _SENTENCE_END)
    )


def _first_word(text: str) -> float:
    """Width, in characters, of what cannot be parted at the beginning of a line.

    Had it fitted on the line above, the line was ended on purpose.
    """
    word = _UNPARTED.match(text)
    return sum(0.5 if c.isascii() else 1.0 for c in word[0]) if word else 1.0


def _glue(above: str, below: str) -> str:
    space = " " if above[-1].isascii() and below[0].isascii() and above[-1] not in "-/@." else ""
    return above + space + below


def _key(line: TextLine) -> str:
    return re.sub(r"\d+", "", line.text)


def _running_heads(pages: Sequence[Sequence[Block]]) -> frozenset[str]:
    """Lines that return at the edge of at least three pages, and of more than half of them."""
    counts = Counter(
        key
        for page in pages
        for key in {_key(b) for b in page if isinstance(b, TextLine) and b.at_edge}
    )
    least = max(_REPEATS, len(pages) // 2 + 1)
    return frozenset(key for key, count in counts.items() if count >= least)
