"""Which line is the rest of the sentence that the line before leaves open."""

import re
from collections.abc import Sequence

from corpus.headings import heading_of, is_table_line
from corpus.segment import known_words

_SENTENCE_END = re.compile(r"[。！？!?…][”』」）)》]?$")
_STOPS = "。！？；：!?:;…”）)》」"
_CONNECTS = "和及与、的或，,"
"""A line that ends so goes on in the next."""
_COMPLETE = re.compile(r"(年度报告|年报|统计表)$")
"""Title lines end without a mark and are complete all the same."""
_OPENS = re.compile(
    r"附[件表录]|附[：:]|——|[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]+\s*月"
    r"\s*[\d一二三四五六七八九十]+\s*日$"
)
_LABEL = re.compile(r"[\u4e00-\u9fff ]{2,8}[：:]")
_GAPS = re.compile(r"\S {2,}\S")
"""Columns of a table printed with spaces."""
_LEAST_LINE = 20
"""Without a known wrap width, a shorter line is a heading, a label or a signature."""
_LONGEST_LINE = 90
"""Characters; a longer line was not wrapped by hand or by a PDF."""
_REST_OF_HEADING = 25


def wrap_width(lines: Sequence[str]) -> int | None:
    """Columns (a Chinese character is two) at which the text is wrapped, None when it is not.

    In wrapped text nearly all lines that end inside a sentence have the same width.
    """
    widths = sorted(
        columns(line)
        for line in lines
        if 12 <= len(line) <= _LONGEST_LINE
        and line[-1] not in _STOPS
        and not is_table_line(line)
        and heading_of(line) is None
    )
    if len(widths) < 8:
        return None
    usual = widths[len(widths) // 2]
    near = sum(abs(width - usual) <= 6 for width in widths)
    return usual if near >= 0.7 * len(widths) else None


def columns(line: str) -> int:
    """Printed width of a line in columns."""
    return sum(2 if ord(c) > 0x2000 else 1 for c in line)


def continues(paragraph: Sequence[str], after: str, width: int | None) -> bool:
    """Whether ``after`` is the rest of the sentence that the paragraph's last line leaves open.

    Args:
        paragraph: the lines joined so far.
        after: the next line.
        width: the text's wrap width in columns, if it has one.
    """
    before = paragraph[-1]
    if _is_row(before) or _is_row(after) or _OPENS.match(after) or heading_of(after) is not None:
        return False
    if _SENTENCE_END.search(before) or _COMPLETE.search(before):
        return False
    heading = heading_of("".join(paragraph)) if len(paragraph) <= 2 else None
    if heading is not None and heading.title_end >= len("".join(paragraph).rstrip()):
        return _rest_of_heading(before, after)
    if width is not None and len(before) <= _LONGEST_LINE:
        return columns(before) >= width - 8
    if before[-1] in _CONNECTS:
        return True
    return before[-1] not in _STOPS and len(before) >= _LEAST_LINE and not _LABEL.match(after)


def _is_row(line: str) -> bool:
    return is_table_line(line) or _GAPS.search(line[:_LONGEST_LINE]) is not None


def _rest_of_heading(before: str, after: str) -> bool:
    """A heading broken by a page end: it ends in 与, 、… or in the middle of a word."""
    if len(after) > _REST_OF_HEADING or after[-1] in _STOPS:
        return False
    if before[-1] in _CONNECTS:
        return True
    left, right = before[-6:], after[:6]
    at = 0
    for word in known_words(left + right):
        if at < len(left) < at + len(word):
            return True
        at += len(word)
    return False
