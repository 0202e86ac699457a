"""Cleaned text → section tree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.headings import Heading, heading_of, is_table_line
from corpus.schema import Section

_PART = re.compile(r"第[一二三四五六七八九十]{1,3}部分")
_TABLE_HEAD = re.compile(
    r"第二十条第\s*[（(].{1,3}项|[（(]?\s*本列数据的勾稽|信息内容|指标名称|统计指标|行政复议\s*行政诉讼"
    r"|申请人情况"
)
_LOOK_AHEAD = 3
"""Lines behind a doubtful heading among which its text must begin."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class _Opened:
    """A heading at its place in the text."""

    level: int
    title: str
    start: int
    body_start: int


def find_sections(text: str, title: str) -> tuple[Section, ...]:
    """Split the text into sections.

    Args:
        text: the cleaned text.
        title: printed title of the report; names the preamble before the first heading.

    Returns:
        Sections in order of their start; the preamble (level 0) first when there is one.
    """
    opened = _below_parts(list(_open(list(_lines(text)))))
    first = opened[0].start if opened else len(text)
    preamble = (Section((title,), 0, 0, first, 0),) if text[:first].strip() else ()
    ends = _ends(opened, len(text))
    paths = _paths(opened)
    return preamble + tuple(
        Section(path, o.level, o.start, end, o.body_start)
        for o, path, end in zip(opened, paths, ends, strict=True)
    )


def _ends(opened: Sequence[_Opened], text_end: int) -> list[int]:
    """Where each section ends: at the next heading of its own level or above."""
    ends: list[int] = []
    following: list[tuple[int, int]] = []
    for here in reversed(opened):
        while following and following[-1][0] > here.level:
            following.pop()
        ends.append(following[-1][1] if following else text_end)
        following.append((here.level, here.start))
    return ends[::-1]


def _paths(opened: Sequence[_Opened]) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = []
    above: list[_Opened] = []
    for here in opened:
        while above and above[-1].level >= here.level:
            above.pop()
        above.append(here)
        paths.append(tuple(o.title for o in above))
    return paths


def _below_parts(opened: list[_Opened]) -> list[_Opened]:
    """Where the report is divided into 第一部分, 第二部分…, all other levels are one lower."""
    parts = [i for i, o in enumerate(opened) if _PART.match(o.title)]
    if len(parts) < 2:
        return opened
    return [
        o
        if i in parts or i < parts[0] or o.title.startswith("附")
        else replace(o, level=o.level + 1)
        for i, o in enumerate(opened)
    ]


def _open(lines: Sequence[_Line]) -> Iterator[_Opened]:
    in_table = in_annex = False
    for i, line in enumerate(lines):
        heading = heading_of(line.text)
        if heading is None:
            if in_annex and lines[i - 1].text.startswith("附") and _is_annex_title(line.text):
                yield _Opened(2, line.text.strip(), line.start, line.start + len(line.text))
            in_table = _is_table(line.text) or (in_table and not _is_prose(line.text))
        elif line.text.startswith("附"):
            if _begins_annex(lines, i + 1):
                in_annex = True
                yield _opened(heading, line)
        elif not _is_doubtful(heading, in_table) or _prose_follows(lines, i, heading):
            in_table = False
            yield _opened(heading, line)


def _is_doubtful(heading: Heading, in_table: bool) -> bool:
    """A row's label, or a low heading among the rows of a table."""
    return heading.row_like or (in_table and heading.level > 1)


def _is_table(line: str) -> bool:
    return is_table_line(line) or _TABLE_HEAD.match(line) is not None


def _is_prose(line: str) -> bool:
    return "。" in line and not is_table_line(line)


def _prose_follows(lines: Sequence[_Line], i: int, heading: Heading) -> bool:
    if _is_prose(lines[i].text[heading.end :]):
        return True
    for line in lines[i + 1 : i + 1 + _LOOK_AHEAD]:
        below = heading_of(line.text)
        if _is_table(line.text) or (below is not None and below.row_like):
            return False
        if _is_prose(line.text):
            return True
    return False


def _opened(heading: Heading, line: _Line) -> _Opened:
    title = line.text[: heading.title_end]
    return _Opened(heading.level, title, line.start, line.start + heading.end)


def _begins_annex(lines: Sequence[_Line], following: int) -> bool:
    """An 附件 line opens the annex when a table comes before any other 附件 line.

    Reports name their annex at the end of the text and print 附件 again above the table.
    """
    for line in lines[following:]:
        if line.text.startswith("附"):
            return False
        if _is_table(line.text):
            return True
    return False


def _is_annex_title(line: str) -> bool:
    return not _is_table(line) and 4 <= len(line) <= 60 and "。" not in line


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start, line)
        start += len(line) + 1
