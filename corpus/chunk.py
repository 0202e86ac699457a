"""Report → chunks: passages cut at sentence ends, one chunk a table row, one a contact."""

import re
from collections.abc import Iterator
from itertools import groupby

from corpus.schema import Chunk, ChunkKind, Indicator, Report, Section
from corpus.segment import cut

_LONGEST = 220
"""Characters in a passage; a longer sentence stands alone. Of 120, 220 and 400, 220 gave the
best passage recall on the golden questions (``python -m assistant evaluate``)."""
_SENTENCE_END = frozenset("。！？；!?;")
CONTACT_NAMES = {
    "address": "联系地址",
    "postcode": "邮政编码",
    "phone": "联系电话",
    "fax": "传真",
    "email": "电子邮箱",
    "website": "网站网址",
    "office": "联系部门",
    "compiler": "编制单位",
}


def chunk_report(report: Report) -> tuple[Chunk, ...]:
    """Cut a report into passages to retrieve.

    Returns:
        Chunks in order of place: prose of the innermost section, table rows, contact facts.
        ``report.text[c.start:c.end] == c.text`` for each.
    """
    rows = {(i.row_start, i.row_end) for i in report.indicators}
    chunks = [
        *_prose_chunks(report, sorted(rows)),
        *_row_chunks(report),
        *_contact_chunks(report),
    ]
    return tuple(sorted(chunks, key=lambda c: (c.start, c.end, c.kind)))


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of sentences in ``text[start:end]``; jieba's words keep decimals and names whole."""
    begin = position = start
    for word in cut(text[start:end]):
        position += len(word)
        if word in _SENTENCE_END or "\n" in word:
            yield begin, position
            begin = position
    if begin < end:
        yield begin, end


def _prose_chunks(report: Report, rows: list[tuple[int, int]]) -> Iterator[Chunk]:
    for section, start, end in _leaves(report):
        for a, b in _without_rows(start, end, rows):
            for p, q in _packed(report.text, a, b):
                yield _chunk(report, "section", section.path, p, q)


def _leaves(report: Report) -> Iterator[tuple[Section, int, int]]:
    """Each section with the part of its text that no sub-section covers."""
    sections = report.sections
    for i, section in enumerate(sections):
        following = sections[i + 1].start if i + 1 < len(sections) else len(report.text)
        yield section, section.body_start, min(section.end, following)


def _without_rows(start: int, end: int, rows: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for a, b in rows:
        if a >= end:
            break
        if b > start:
            if start < a:
                yield start, a
            start = max(start, b)
    if start < end:
        yield start, end


def _packed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Neighbouring sentences packed up to the longest passage, white space trimmed."""
    begin: int | None = None
    last = start
    for a, b in sentences(text, start, end):
        if begin is not None and b - begin > _LONGEST:
            yield from _trimmed(text, begin, last)
            begin = None
        begin = a if begin is None else begin
        last = b
    if begin is not None:
        yield from _trimmed(text, begin, last)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if re.search(r"\w", text[start:end]) and "\t" not in text[start:end]:
        yield start, end


def _row_chunks(report: Report) -> Iterator[Chunk]:
    def place(indicator: Indicator) -> tuple[int, int, str]:
        return indicator.row_start, indicator.row_end, indicator.key or indicator.name

    for (start, end, _), cells in groupby(sorted(report.indicators, key=place), key=place):
        first = next(iter(cells))
        yield _chunk(report, "indicator", first.path, start, end, first.key)


def _contact_chunks(report: Report) -> Iterator[Chunk]:
    for contact in report.contacts:
        start = max(report.text.rfind(mark, 0, contact.start) for mark in "。；，（;,(\n") + 1
        path = (CONTACT_NAMES[contact.kind],)
        yield _chunk(report, "contact", path, start, contact.end, f"contact.{contact.kind}")


def _chunk(
    report: Report,
    kind: ChunkKind,
    path: tuple[str, ...],
    start: int,
    end: int,
    key: str | None = None,
) -> Chunk:
    context = f"{report.body} {report.year}年 {' > '.join(path)}"
    return Chunk(
        report.report_id,
        report.body,
        report.year,
        kind,
        path,
        context,
        report.text[start:end],
        start,
        end,
        key,
    )
