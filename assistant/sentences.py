"""The running text of a report, sentence by sentence, and the section around an offset."""

import re
from collections.abc import Iterator, Sequence

from corpus.schema import Report, Section

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_PLANS = re.compile(
    r"(?:存在|主要|突出)[^，]{0,6}问题|问题(?=$|[和与及以、（(）)：:\s]|的?(?:改进|整改|原因|困难|不足))"
    r"|改进|打算|计划|不足|努力方向|下一步|安排$|整改"
)
"""Headings of problems and plans; 「让问题好问」 is none."""
_TABLE_GAP = 120
"""Text shorter than this between two printed rows is the table's heads, not prose."""


def section_at(sections: Sequence[Section], offset: int) -> Section | None:
    """The innermost section around an offset."""
    around = [s for s in sections if s.start <= offset < s.end]
    return max(around, key=lambda s: (s.level, s.start), default=None)


def sentences(report: Report) -> Iterator[tuple[int, int]]:
    """Sentences of the running text: no table rows, no sections about problems and plans."""
    for start, end in _prose_ranges(report):
        for found in _SENTENCE.finditer(report.text, start, end):
            yield found.span()


def _prose_ranges(report: Report) -> Iterator[tuple[int, int]]:
    blocked = sorted({(i.row_start, i.row_end) for i in report.indicators})
    joined: list[tuple[int, int]] = []
    for start, end in blocked:
        if joined and start - joined[-1][1] <= _TABLE_GAP:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    plans = [(s.start, s.end) for s in report.sections if s.path and _PLANS.search(s.path[-1])]
    at = 0
    for start, end in sorted(joined + plans):
        if start > at:
            yield at, start
        at = max(at, end)
    yield at, len(report.text)
