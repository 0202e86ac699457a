"""Run-on lines → lines: breaks before headings where a web page lost its paragraphs.

A whole report may come as one line: prose, headings and tables run together. Headings are
told from enumerations and table rows by counting (一、二、三…) and by the tables' headers.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.headings import CN, Heading, heading_in_run, is_table_line, numeral

_RUN_ON = 160
"""A line longer than this may hold headings that lost their line break."""
_MARKER = re.compile(
    rf"(?P<one>(?<=[。！？；”）)》.…:：\d\s元件条次篇人个期场项])(?:{CN}、|第{CN}部分)(?=\s*\S))"
    rf"|(?P<two>(?<![第条款])[（(]\s*{CN}\s*[）)](?!\s*[项款]))"
    r"|(?P<three>(?<![\d.a-zA-Z年月第\-—])\d{1,2}\s*[.．、](?![\d\s]*\d))"
    r"|(?P<four>(?<![第条款])[（(]\s*\d{1,2}\s*[）)](?!\s*[项款]))"
    r"|(?P<table>第二十条第\s*[（(][一五六八九][）)]\s*项\s*信息内容|本列数据的勾稽|信息内容\s*本年"
    r"|指标名称\s*计量|统计指标\s*(?:计量)?单位|行政复议\s*行政诉讼\s*(?:结果|未经)|申请人情况)"
    r"|(?P<annex>附[件表]?\s*\d?\s*[：:]\s*[^。；\s]{2,50}?统计表(?=\s*(?:统计指标|指标名称)))"
)
_LEVELS = {"one": 1, "two": 2, "three": 3, "four": 4}


def unfold(line: str, *, structured: bool) -> list[str]:
    """Break a run-on line before (and, where no mark ends them, behind) its headings.

    ``structured``: other lines of the document begin with headings, so that a 一、 or 1.
    inside a paragraph is an enumeration. Table lines and short lines come back whole.
    """
    if is_table_line(line) or len(line) < _RUN_ON:
        return [line]
    count = _Count(structured)
    for marker in _MARKER.finditer(line):
        count.see(line, marker)
    cuts = sorted({0, *count.cuts, len(line)})
    parts = (line[a:b].strip(" ") for a, b in pairwise(cuts))
    return [part for part in parts if part]


@dataclass
class _Count:
    """What number each level expects next, and whether a table is being read."""

    structured: bool
    cuts: list[int] = field(default_factory=list)
    in_table: bool = False
    in_annex: bool = False
    expected: dict[int, int] = field(default_factory=lambda: {1: 1, 2: 1, 3: 1, 4: 1})

    def see(self, line: str, marker: re.Match[str]) -> None:
        """Take the marker for a heading, a table, or nothing."""
        if marker.lastgroup == "table":
            self.in_table = True
        elif marker.lastgroup == "annex":
            self.in_annex = self.in_table = True
            self.cuts += marker.span()
        elif marker.lastgroup and not self.in_annex:
            self._number(line, marker, _LEVELS[marker.lastgroup])

    def _number(self, line: str, marker: re.Match[str], level: int) -> None:
        if (self.in_table and level > 1) or (self.structured and level > 2):
            return
        number = numeral(marker.group())
        if not self._counts_up(level, number):
            return
        heading = heading_in_run(line, marker.start())
        if heading is None or heading.row_like:
            return
        self._take(line, marker.start(), heading, number)

    def _counts_up(self, level: int, number: int) -> bool:
        if level > 1:
            return number in (1, self.expected[level])
        if self.structured and number == 1:
            return False
        # One heading may have been lost or misprinted; behind a table one often is.
        return self.expected[1] <= number <= self.expected[1] + 1

    def _take(self, line: str, position: int, heading: Heading, number: int) -> None:
        self.expected[heading.level] = number + 1
        for below in range(heading.level + 1, 5):
            self.expected[below] = 1
        if heading.level == 1:
            self.in_table = False
        self.cuts.append(position)
        if not line[position + heading.title_end : position + heading.end].strip():
            self.cuts.append(position + heading.end)
