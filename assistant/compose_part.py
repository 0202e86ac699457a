"""A part of a report asked for by its number (「第六部分讲了什么」) or as its plans or problems."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from assistant.citing import Citations, answered
from assistant.compose_prose import QUOTED, opening, said_aside
from assistant.concepts import ConceptMatcher
from assistant.ordinals import ordinal
from assistant.query import Query
from assistant.schema import Answer
from assistant.terms import content
from corpus.chunk import sentences
from corpus.normalise import fold
from corpus.schema import Report, Section
from index.search import Index

_PART = re.compile(
    r"第(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2})个?(?:大?部分|章节?|节|大项|板块)(?:里|中|的|该)*"
)
_ASKS_PLANS = re.compile(
    "(?:你们|接下来|下一?步|今后|以后|将来|有|要|会|想|打算|计划|准备|安排|工作|做|干|搞|的|哪|些|几|件|什么|啥|点|事情?|是|怎么|怎样|如何|办|呢|[?？])+"
)
"""A question for plans that says nothing of what about."""
_ASKS_PROBLEMS = re.compile(
    "(?=.*(?:问题|不足|差距|短板|薄弱|缺点|困难|毛病|不好|不够|没做好))(?:自己|承认|政务公开|信息公开|工作|还|有|存在|主要|的|中|里|哪些|什么|啥|哪里|问题|不足|差距|短板|薄弱|环节|缺点|困难|毛病|地方|方面|做得|不好|不够|没做好|呢|[?？])+"
)
_PLANS = re.compile("打算|计划|下一?步|努力方向|今后|展望|思路|改进|怎么干|安排")
_PROBLEMS = re.compile("问题|不足|差距|短板|薄弱|困难|还差|缺")
_NUMBER = re.compile(r"^[第(（\s]*([一二三四五六七八九十]{1,2})\s*(?:[、．.]|部分)")


def compose_part(query: Query, index: Index, cite: Citations) -> Answer | None:
    """The beginning of the part; None when something in it is asked for, or there is none such."""
    asked = _PART.search(query.text)
    if asked is None or query.cues.quantity or content(_PART.sub("", query.text)):
        return None
    number = ordinal(asked["n"])

    def numbered(report: Report) -> Section | None:
        return next((s for s in report.sections if _number(s) == number), None)

    places = [(body, year) for body in query.bodies for year in query.years]
    said = _quoted_parts(places, numbered, index, cite)
    return answered(query, "".join(said.values()), cite) if said else None


def compose_plans(
    query: Query, index: Index, matcher: ConceptMatcher, cite: Citations
) -> Answer | None:
    """What reports say is done next, for 「打算干什么」, which names nothing; else None.

    Plans for a year that is not loaded stand in the report of the year before.
    """
    if not (query.cues.plan and _ASKS_PLANS.fullmatch(query.text)) or query.cues.quantity:
        return None
    before = {year - 1: said_aside(year - 1, (year,)) for year in query.absent_years}
    places = [*_latest(query), *((body, year) for body in query.bodies for year in before)]
    said = _quoted_parts(places, lambda report: _plans(report, matcher), index, cite)
    if not said:
        return None
    notices = tuple(before[year] for _, year in said if year in before)
    return replace(answered(query, "".join(said.values()), cite), notices=notices)


def compose_problems(
    query: Query, index: Index, matcher: ConceptMatcher, cite: Citations
) -> Answer | None:
    """What reports say is not good yet, for 「还有哪些差距」, which names nothing; else None."""
    if not _ASKS_PROBLEMS.fullmatch(query.text) or not query.years:
        return None
    said = _quoted_parts(_latest(query), lambda report: _problems(report, matcher), index, cite)
    return answered(query, "".join(said.values()), cite) if said else None


def _latest(query: Query) -> list[tuple[str, int]]:
    """The asked bodies in the years that are named, else in the latest."""
    years = query.years if query.year_named else query.years[-1:]
    return [(body, year) for body in query.bodies for year in years]


def _quoted_parts(
    places: Collection[tuple[str, int]],
    find: Callable[[Report], Section | None],
    index: Index,
    cite: Citations,
) -> dict[tuple[str, int], str]:
    """What the part that is found in each body's report of a year says, by body and year."""
    said = {}
    for info in index.reports:
        if (info.body, info.year) not in places:
            continue
        report = index.report(info.report_id)
        if (part := find(report)) is not None:
            said[info.body, info.year] = _quoted(report, part, cite)
    return said


def _topics(report: Report, matcher: ConceptMatcher) -> list[tuple[str | None, Section]]:
    """The headed parts, each with the topic its heading stands for."""
    return [(matcher.topic(fold(s.path[-1])), s) for s in report.sections if s.path]


def _problems(report: Report, matcher: ConceptMatcher) -> Section | None:
    """The part that tells problems: by the topic of its heading, else by a word in it."""
    headed = _topics(report, matcher)
    part = next((s for topic, s in headed if topic == "section.problems"), None)
    return part or next((s for _, s in headed if _PROBLEMS.search(s.path[-1])), None)


def _plans(report: Report, matcher: ConceptMatcher) -> Section | None:
    """The part that tells what is done next: under a heading of its own, else beside problems."""
    headed = _topics(report, matcher)
    for wanted in ("section.plan", "section.improvements"):
        found = next((s for topic, s in headed if topic == wanted), None)
        if found is not None:
            return _from_plans_on(report, found) or found
    for topic, section in headed:
        heading = section.path[-1]
        if _PLANS.search(heading) or topic == "section.problems" or _PROBLEMS.search(heading):
            return _from_plans_on(report, section)
    return None


def _from_plans_on(report: Report, section: Section) -> Section | None:
    """A part from its first sentence about what is done next; None without any."""
    ahead = re.compile(rf"下一?步|今后|接下来|下一阶段|打算|{report.year + 1}\s*年|将(?!近)")
    for start, end in sentences(report.text, section.body_start, section.end):
        if ahead.search(report.text, start, end):
            return replace(section, body_start=start)
    return None


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
