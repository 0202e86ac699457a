"""What a heading looks like, and where one begins in text that lost its line breaks.

Levels follow the official numbering: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; the
level printed by a word processor or a Markdown converter is not trusted.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.catalogue import load_catalogue

_CN = "[一二三四五六七八九十]{1,3}"
_NUMBERING = (
    (1, re.compile(rf"(?:第{_CN}部分[、：:\s]*|{_CN}\s*[、．.])\s*")),
    (2, re.compile(rf"[（(]\s*{_CN}\s*[）)]\s*[、.．]?\s*")),
    (3, re.compile(r"\d{1,2}\s*[.．、]\s*(?!\d)")),
    (4, re.compile(r"[（(]\s*\d{1,2}\s*[）)]\s*")),
)
_ANNEX = re.compile(
    r"附件\s*\d?\s*[：:]?\s*$|附\s*[：:]\s*$|附件\s*\d?\s*[：:]?\s*\S.{0,60}统计表\s*$"
)
_MAX_HEADING = {1: 42, 2: 36, 3: 30, 4: 30}
"""Longest heading title by level, in characters without spaces; longer is running text."""
_TITLE_STOP = re.compile(r"[。：:！？\n\t]|\s*[（(]\s*[一二1本]|(?<=\D)1[.．、]\D|第二十条第")
_FIRST_SENTENCE = re.compile(
    r"(?<=[述况项容量别式题施划面作制果度设督理息])(?:19|20)\d{2}\s*年(?=.{10})"
)
"""A run-on line: the first sentence after the heading opens with its year."""
_RUN_ON = 160
"""A line longer than this may hold headings that lost their line break."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a line: ``line[:end]`` holds it, ``title_end`` its last word."""

    level: int
    title_end: int
    end: int


def is_table_line(line: str) -> bool:
    """Whether the line is a table row: cells are separated by tabs."""
    return "\t" in line


def heading_of(line: str) -> Heading | None:
    """The heading at the start of ``line``, or None when the line is running text."""
    if is_table_line(line):
        return None
    if _ANNEX.match(line):
        return Heading(1, len(line.rstrip()), len(line))
    for level, numbering in _NUMBERING:
        number = numbering.match(line)
        if number is not None:
            return _titled(line, level, number.end())
    return None


def _titled(line: str, level: int, title_start: int) -> Heading | None:
    if _is_row_label(line):
        return None
    known = _known_title(line, title_start) if level == 1 else None
    if known is not None:
        return Heading(level, known, _after_mark(line, known))
    rest = line[title_start:]
    stop = min(
        (m for m in (_TITLE_STOP.search(rest), _FIRST_SENTENCE.search(rest)) if m),
        key=lambda m: m.start(),
        default=None,
    )
    title = rest[: stop.start()] if stop else rest
    length = len(re.sub(r"\s", "", title))
    if not 2 <= length <= _MAX_HEADING[level]:
        return None
    if stop is None and re.search(r"[，；,;]", title) and length > 24:
        return None
    title_end = title_start + len(title.rstrip())
    return Heading(level, title_end, _after_mark(line, title_end))


def _after_mark(line: str, position: int) -> int:
    """Skip the full stop or colon and spaces that close a heading."""
    mark = re.compile(r"\s*[。：:]?\s*").match(line, position)
    return mark.end() if mark else position


def squeeze(text: str) -> str:
    """Text without white space, brackets and punctuation unified, for matching labels."""
    return re.sub(r"\s", "", text).translate(str.maketrans("()．,:;", "（）.，：；"))


@cache
def _row_labels() -> tuple[str, ...]:
    """Numbered row labels of every form: they look like headings but are table rows."""
    labels = {
        squeeze(label)[:14]
        for form in load_catalogue().forms
        for table in form.tables
        for row in table.rows
        for label in row.labels
    }
    return tuple(sorted(label for label in labels if re.match(r"[（\d一二三四五六七八九]", label)))


def _is_row_label(line: str) -> bool:
    start = squeeze(line[:60]).replace("、", "、")
    start = re.sub(r"^(\d)、", r"\1.", start)
    return start.startswith(_row_labels())


@cache
def _titles() -> tuple[str, ...]:
    """Usual section titles, longest first, without white space."""
    names = {
        squeeze(title)
        for concept in load_catalogue().concepts
        if concept.kind == "section"
        for title in (concept.name, *concept.variants)
    }
    return tuple(sorted((n for n in names if len(n) >= 2), key=lambda n: (-len(n), n)))


def _known_title(line: str, start: int) -> int | None:
    """End of a usual section title printed at ``start``, white space ignored."""
    squeezed = squeeze(line[start : start + 80])
    for title in _titles():
        if squeezed.startswith(title):
            end = _advance(line, start, len(title))
            following = line[end : end + 1]
            # 「概述」 must not cut 「概述和总体评价」: a title ends where its line or word ends.
            if not following or _TITLE_STOP.match(line, end) or following in " 0123456789":
                return end
            return None if "\n" in line else _run_on_end(line, end)
    return None


def _run_on_end(line: str, end: int) -> int | None:
    """In a run-on line a usual title may be followed directly by its first sentence."""
    return end if len(line) > _RUN_ON else None


def _advance(line: str, start: int, count: int) -> int:
    position = start
    while count and position < len(line):
        count -= not line[position].isspace()
        position += 1
    return position


_MARKER = re.compile(
    rf"(?<=[。！？；”）)\d\s元件条次篇人个、])(?={_CN}、\s*\S|[（(]{_CN}[）)]\S)"
    r"|(?<=[情况项作制容式])(?=[（(]一[）)])"
)


def unfold(line: str) -> list[str]:
    """Break a run-on line before its headings; other lines come back whole.

    Level-1 headings must count up (一、二、三…), so that an enumeration inside a sentence or
    a numbered table row does not become a section.
    """
    if is_table_line(line) or len(line) < _RUN_ON:
        return [line]
    cuts = [0, *_ordered(line, [m.start() for m in _MARKER.finditer(line)]), len(line)]
    parts = (line[a:b].strip(" ") for a, b in pairwise(cuts))
    return [part for part in parts if part]


def _ordered(line: str, positions: list[int]) -> list[int]:
    kept: list[int] = []
    expected = {1: 1, 2: 1}
    for position in positions:
        heading = heading_of(line[position:])
        if heading is None or heading.level > 2:
            continue
        number = _number(line[position : position + 6])
        if number not in {1, expected[heading.level]} or (
            heading.level == 1 and number != expected[1]
        ):
            continue
        expected[heading.level] = number + 1
        if heading.level == 1:
            expected[2] = 1
        kept.append(position)
    return kept


def _number(text: str) -> int:
    """Value of the Chinese numeral (1–39) that opens ``text``, brackets allowed."""
    found = re.search(_CN, text)
    digits = found.group() if found else ""
    units = "一二三四五六七八九"
    if "十" not in digits:
        return units.find(digits) + 1
    tens, _, ones = digits.partition("十")
    return (units.find(tens) + 1 if tens else 1) * 10 + (units.find(ones) + 1 if ones else 0)
