"""Report → chunks: passages cut at sentence ends, one chunk a table row, one a contact."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.schema import Chunk, ChunkKind, Contact, Indicator, Report, Section
from corpus.skeleton import is_skeleton

_LONGEST = 220
"""Characters in a passage; a longer sentence stands alone. About three sentences: a choice, not
a measurement."""
_ENDLESS = 3 * _LONGEST
"""A stretch without a sentence end that is longer than this is cut at commas and spaces."""
_SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;]+[”’』」）)》]*|\n|$)")
_BORDER = re.compile(r"[，、\s]|,(?!\d)")
_NUMBER = re.compile(r"[\d.,%]{2}")
_CONTACT_LEAD = 60
"""A contact passage begins at the last mark within so many characters before the fact."""
CONTACT_NAMES = {
    "address": "联系地址",
    "postcode": "邮政编码",
    "phone": "联系电话",
    "fax": "传真",
    "email": "电子邮箱",
    "website": "网站网址",
    "office": "联系部门",
    "compiler": "编制单位",
    "complaint": "投诉电话",
    "duty": "值班电话",
    "hours": "办公时间",
}


def chunk_report(report: Report) -> tuple[Chunk, ...]:
    """Cut a report into passages to retrieve.

    Returns:
        Chunks in order of place: prose of the innermost section, table rows, contact facts.
        ``report.text[c.start:c.end] == c.text`` for each.
    """
    rows = sorted({(i.row_start, i.row_end) for i in report.indicators})
    chunks = [
        *_prose_chunks(report, rows),
        *_row_chunks(report),
        *(_contact_chunk(report, contact) for contact in report.contacts),
    ]
    return tuple(sorted(chunks, key=lambda c: (c.start, c.end, c.kind)))


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of sentences in ``text[start:end]``, each with its mark and closing quotes.

    Clauses that 「；」 ends count as sentences. The spans leave no gap.
    """
    for found in _SENTENCE.finditer(text, start, end):
        if found.start() < found.end():
            yield found.span()


def _prose_chunks(report: Report, rows: Sequence[tuple[int, int]]) -> Iterator[Chunk]:
    first = 0
    for section, start, end in _leaves(report):
        while first < len(rows) and rows[first][1] <= start:
            first += 1
        within = [row for row in _until(rows, first, end) if row[1] > start]
        for a, b in _without_rows(start, end, within):
            for p, q in _packed(report.text, a, b, keep_tabbed=not within):
                yield _chunk(report, "section", section.path, p, q)


def _until(rows: Sequence[tuple[int, int]], first: int, end: int) -> Iterator[tuple[int, int]]:
    for i in range(first, len(rows)):
        if rows[i][0] >= end:
            return
        yield rows[i]


def _leaves(report: Report) -> Iterator[tuple[Section, int, int]]:
    """Each section with the part of its text that no sub-section covers.

    A heading with nothing under it says all it has to say itself.
    """
    sections = report.sections
    for i, section in enumerate(sections):
        following = sections[i + 1].start if i + 1 < len(sections) else len(report.text)
        end = min(section.end, following)
        bare = end == section.end and not report.text[section.body_start : end].strip()
        yield section, section.start if bare else section.body_start, end


def _without_rows(
    start: int, end: int, rows: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    for a, b in rows:
        if start < a:
            yield start, a
        start = max(start, b)
    if start < end:
        yield start, end


def _packed(text: str, start: int, end: int, *, keep_tabbed: bool) -> Iterator[tuple[int, int]]:
    """Neighbouring sentences packed up to the longest passage, white space trimmed.

    Lines with tabs between the rows of a table are its header; where no row was read they
    are all there is of the table.
    """
    begin: int | None = None
    last = start
    for a, b in _pieces(text, start, end):
        tabbed = "\t" in text[a:b]
        if begin is not None and (b - begin > _LONGEST or (tabbed and not keep_tabbed)):
            yield from _trimmed(text, begin, last)
            begin = None
        if tabbed and not keep_tabbed:
            continue
        begin = a if begin is None else begin
        last = b
    if begin is not None:
        yield from _trimmed(text, begin, last)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences; endless ones cut at commas and spaces, never inside a number."""
    for a, b in sentences(text, start, end):
        while b - a > _ENDLESS:
            window = a + _LONGEST
            cut = max((m.end() for m in _BORDER.finditer(text, a, window)), default=window)
            while cut > a + 1 and _NUMBER.fullmatch(text, cut - 1, cut + 1):
                cut -= 1
            yield a, cut
            a = cut
        yield a, b


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    end -= len(passage) - len(passage.rstrip())
    if re.search(r"\w", passage) and not is_skeleton(passage):
        yield start, end


def _row_chunks(report: Report) -> Iterator[Chunk]:
    def place(indicator: Indicator) -> tuple[int, int, str]:
        return indicator.row_start, indicator.row_end, indicator.key or indicator.name

    for (start, end, _), cells in groupby(sorted(report.indicators, key=place), key=place):
        first = next(iter(cells))
        yield _chunk(report, "indicator", first.path, start, end, first.key)


def _contact_chunk(report: Report, contact: Contact) -> Chunk:
    earliest = max(0, contact.start - _CONTACT_LEAD)
    marks = (report.text.rfind(mark, earliest, contact.start) for mark in "。；，（;,(\n")
    start = max(earliest, max(marks) + 1)
    path = next(
        (s.path for s in reversed(report.sections) if s.start <= contact.start < s.end),
        (report.title,),
    )
    chunk = _chunk(report, "contact", path, start, contact.end, f"contact.{contact.kind}")
    # The heading above says nothing of the fact; its everyday name does.
    return replace(chunk, context=_context(report, CONTACT_NAMES[contact.kind]))


def _chunk(
    report: Report,
    kind: ChunkKind,
    path: tuple[str, ...],
    start: int,
    end: int,
    key: str | None = None,
) -> Chunk:
    return Chunk(
        report.report_id,
        report.body,
        report.year,
        kind,
        path,
        _context(report, " > ".join(path)),
        report.text[start:end],
        start,
        end,
        key,
    )


def _context(report: Report, subject: str) -> str:
    return f"{report.body} {report.year}年 {subject}"
