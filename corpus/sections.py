"""Cleaned text → section tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.headings import Heading, heading_of, is_table_line
from corpus.schema import Section


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
    opened = list(_open(text))
    first = opened[0].start if opened else len(text)
    preamble = (Section((title,), 0, 0, first, 0),) if text[:first].strip() else ()
    return preamble + tuple(_closed(opened, i, len(text)) for i in range(len(opened)))


def _closed(opened: list[_Opened], i: int, text_end: int) -> Section:
    here = opened[i]
    end = next((o.start for o in opened[i + 1 :] if o.level <= here.level), text_end)
    return Section(_path(opened, i), here.level, here.start, end, here.body_start)


def _path(opened: list[_Opened], i: int) -> tuple[str, ...]:
    path = [opened[i].title]
    level = opened[i].level
    for before in reversed(opened[:i]):
        if before.level < level:
            path.append(before.title)
            level = before.level
    return tuple(reversed(path))


def _open(text: str) -> Iterator[_Opened]:
    lines = list(_lines(text))
    in_annex = False
    for i, (start, line) in enumerate(lines):
        heading = heading_of(line)
        if heading is None:
            if in_annex and i and lines[i - 1][1].startswith("附") and _is_annex_title(line):
                yield _Opened(2, line.strip(), start, start + len(line))
            continue
        if line.startswith("附"):
            if not _begins_annex(lines[i + 1 :]):
                continue
            in_annex = True
        yield _opened(heading, line, start)


def _opened(heading: Heading, line: str, start: int) -> _Opened:
    return _Opened(heading.level, line[: heading.title_end], start, start + heading.end)


def _begins_annex(following: list[tuple[int, str]]) -> bool:
    """An 附件 line opens the annex when a table comes before any other 附件 line.

    Reports name their annex at the end of the text and print 附件 again above the table.
    """
    for _, line in following:
        if is_table_line(line):
            return True
        if line.startswith("附"):
            return False
    return bool(following)


def _is_annex_title(line: str) -> bool:
    return not is_table_line(line) and len(line) <= 60


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
