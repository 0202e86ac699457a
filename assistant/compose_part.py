"""「第六部分讲了什么」: a part of a report asked for by its number."""

import re

from assistant.citing import Citations, answered
from assistant.compose_prose import QUOTED, opening
from assistant.ordinals import ordinal
from assistant.query import Query
from assistant.schema import Answer
from assistant.terms import content
from corpus.schema import Report, Section
from index.search import Index

_PART = re.compile(
    r"第(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2})个?(?:大?部分|章节?|节|大项|板块)(?:里|中|的|该)*"
)
_NUMBER = re.compile(r"^[第(（\s]*([一二三四五六七八九十]{1,2})\s*(?:[、．.]|部分)")


def compose_part(query: Query, index: Index, cite: Citations) -> Answer | None:
    """The beginning of the part; None when something in it is asked for, or there is none such."""
    asked = _PART.search(query.text)
    if asked is None or query.cues.quantity or content(_PART.sub("", query.text)):
        return None
    number = ordinal(asked["n"])
    said = []
    for info in index.reports:
        if info.body not in query.bodies or info.year not in query.years:
            continue
        report = index.report(info.report_id)
        part = next((s for s in report.sections if _number(s) == number), None)
        if part is not None:
            said.append(_quoted(report, part, cite))
    return answered(query, "".join(said), cite) if said else None


def _quoted(report: Report, part: Section, cite: Citations) -> str:
    end = min(opening(report.text, part.body_start, part.end), part.body_start + QUOTED)
    start = part.body_start if report.text[part.body_start : end].strip() else part.start
    text = report.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    cite.place(report.report_id, part.path, start, end)
    return f"{report.body}{report.year}年年报“{part.path[-1].strip()}”部分写道：“{report.text[start:end]}”。"


def _number(section: Section) -> int | None:
    """The number of a part at the top of the report."""
    found = _NUMBER.match(section.path[-1]) if section.level == 1 else None
    return ordinal(found[1]) if found else None
