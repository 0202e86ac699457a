"""What a heading looks like: its number, its title, and where the title ends.

Levels follow the official numbering: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; the
level printed by a word processor or a Markdown converter is not trusted.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.labels import known_title, row_label

CN = "[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}"
_NUMBERING = (
    (1, re.compile(rf"(?:第{CN}部分[、：:\s]*|{CN}\s*[、．.])\s*")),
    (2, re.compile(rf"[（(]\s*{CN}\s*[）)]\s*[、.．]?\s*")),
    (3, re.compile(r"\d{1,2}\s*[.．、]\s*(?!\d)")),
    (4, re.compile(r"[（(]\s*\d{1,2}\s*[）)]\s*[、.．]?\s*")),
)
_ANNEX = re.compile(
    r"附[件表录]\s*[\d一二三]?\s*[：:]?\s*$|附\s*[：:]\s*$"
    r"|附[件表]?\s*[\d一二三]?\s*[：:]?\s*\S.{0,60}统计表\s*(?:[（(][^（）()]{1,30}[）)])?\s*$"
)
_MAX_HEADING = {1: 42, 2: 36, 3: 30, 4: 30}
"""Longest heading title by level, in characters without spaces; longer is running text."""
_WINDOW = 160
"""So many characters hold the longest title with its spaces."""
_TITLE_STOP = re.compile(
    r"[。：:！？\n\t]|\s*[（(]\s*(?:[一二1]\s*[）)]|本列)|(?<=[^\d\s])\s*\d{1,2}[.．、](?=[^\d\s])"
    r"|\s*第二十条第"
)
_UNIT = r"(?:条|件|次|个|篇|人|期|场|项|份|万|元|%|％)"
_FIGURE_LAST = re.compile(rf"\d\s*{_UNIT}次?\s*$")
_FIGURE = re.compile(rf"\d\s*{_UNIT}")

_CLOSING = (
    "概述|概况|情况|工作|公开|方面|建设|机制|制度|措施|问题|管理|解读|回应|关切|服务|监督|监管|保障"
    "|水平|质量|力度|渠道|能力|基础|实效|效能|平台|范围|内容|形式|类别|数量|总量|事项|计划|打算|安排"
    "|发布|培训|指导|考核|评议|标准化|规范化|体系|队伍|网站|新媒体|办理|答复|审查|职责|责任|领导|统计表"
)
"""Words a title ends with."""
_OPENING = (
    r"一是|一方面|首先|(?:19|20)\d{2}\s*年|截[至止]|根据|按照|依[据照托]|为(?:了|进一步|深入|切实|全面"
    r"|加强|贯彻|做好|规范|确保)|以[^来及]|围绕|通过|对|在|我[区市县局委厅办镇乡院站省]|本[年局机单部区市县]"
    r"|全[年区市县局省]|今年|当年|年内|目前|虽然|由于|积极|严格|进一步|不断|深入|认真|坚持|切实|建立"
    r"|制定|充分|利用|持续|继续|主要|成立|没有|无|指标名称|统计指标|信息内容|行政复议\s*行政诉讼|申请人情况"
)
"""Words a first sentence, or a table, begins with."""
_GLUED = re.compile(
    rf"(?<=情况)(?!的|和|及|与|以及|统计|说明|报告|通报|进行|汇总|下|时|来|反馈|介绍|分析|调查"
    rf"|[，、；。：:”》）)\s]|$)"
    rf"|(?:{_CLOSING})(?={_OPENING})"
)
_GAP = re.compile(r"(?<=[^\x00-\xff])\s+(?=[^\x00-\xff（(\d]|(?:19|20)\d{2}\s*年)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a line: ``line[:title_end]`` is printed, the body follows ``end``.

    ``row_like``: the line is nothing but the label of a table row, so only what follows tells
    whether it is a heading (「一、主动公开情况」 is both).
    """

    level: int
    title_end: int
    end: int
    row_like: bool = False


def is_table_line(line: str) -> bool:
    """Whether the line is a table row: cells are separated by tabs."""
    return "\t" in line


# Joining lines asks for the heading of each several times.
@lru_cache(maxsize=1024)
def heading_of(line: str) -> Heading | None:
    """The heading at the start of ``line``, or None when the line is running text."""
    if is_table_line(line):
        return None
    if line.startswith("附"):
        return Heading(1, len(line.rstrip()), len(line)) if _ANNEX.match(line[:_WINDOW]) else None
    return _numbered(line[:_WINDOW], len(line) > _WINDOW, run_on=False)


def heading_in_run(line: str, position: int) -> Heading | None:
    """The heading at ``position`` of a line that lost its breaks; offsets from ``position``."""
    stretch = line[position : position + _WINDOW]
    return _numbered(stretch, position + _WINDOW < len(line), run_on=True)


def _numbered(line: str, longer: bool, *, run_on: bool) -> Heading | None:
    for level, numbering in _NUMBERING:
        number = numbering.match(line)
        if number is None:
            continue
        label = row_label(line)
        if label == "row":
            return None
        if label == "whole" and not longer:
            return Heading(level, len(line.rstrip()), len(line), row_like=True)
        length = _title_length(line[number.end() :], level, run_on=run_on)
        if length is None:
            return None
        title_end = number.end() + length
        return Heading(level, title_end, _after_mark(line, title_end))
    return None


def _title_length(rest: str, level: int, *, run_on: bool) -> int | None:
    stop = _TITLE_STOP.search(rest)
    title = rest[: stop.start()] if stop else rest
    if run_on or not _fits(title, level) or _is_sentence(title):
        cut = _glued_end(title)
        if cut is None and run_on and stop is None:
            return None
        title = title if cut is None else title[:cut]
    title = title.rstrip()
    if not _fits(title, level) or _is_sentence(title):
        return None
    # A numbered list item is a sentence, not a title, when clauses follow one another.
    if stop is None and len(title) == len(rest.rstrip()) > 24 and re.search(r"[，；,;]", title):
        return None
    return len(title)


def _fits(title: str, level: int) -> bool:
    return 2 <= len("".join(title.split())) <= _MAX_HEADING[level]


def _is_sentence(title: str) -> bool:
    """「全年公开信息 35 条」 states a figure; it is no title."""
    if _FIGURE_LAST.search(title):
        return True
    return bool(re.search("[，,]", title) and _FIGURE.search(title))


def _glued_end(title: str) -> int | None:
    """Where a title ends whose first sentence follows after a space or nothing at all."""
    gap = next((m.start() for m in _GAP.finditer(title) if _may_end(title[: m.start()])), None)
    glued = next((m.end() for m in _GLUED.finditer(title) if m.end() >= 2), None)
    ends = [end for end in (gap, glued) if end is not None]
    return min(ends) if ends else known_title(title)


def _may_end(title: str) -> bool:
    """A space in a title may be a stray one; behind a closing word it ends the title."""
    if re.search(rf"(?:{_CLOSING})$", title):
        return True
    return 4 <= len(title) <= 20 and not re.search("[，,、和及与]$|[，,]", title)


def _after_mark(line: str, position: int) -> int:
    """Skip the full stop or colon and spaces that close a heading."""
    mark = re.compile(r"\s*[。：:]?\s*").match(line, position)
    return mark.end() if mark else position


def numeral(text: str) -> int:
    """Value of the first Chinese (1–39) or Arabic numeral in ``text``, 0 without one."""
    found = re.search(rf"\d+|{CN}", text)
    if found is None:
        return 0
    if found.group().isdigit():
        return int(found.group())
    units = "一二三四五六七八九"
    tens, ten, ones = found.group().partition("十")
    if not ten:
        return units.find(tens) + 1
    return (units.find(tens) + 1 if tens else 1) * 10 + (units.find(ones) + 1 if ones else 0)
