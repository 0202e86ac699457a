"""「主动公开的信息哪一类最多」: the largest, or smallest, of the parts that running text lists."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.breakdown import WHICH
from assistant.checked import Checked
from assistant.citing import Citations, answered
from assistant.division import Division
from assistant.listing import Part
from assistant.query import Query
from assistant.schema import Answer, Fact
from assistant.sentences import section_at
from assistant.terms import content, held
from assistant.wording import number
from corpus.normalise import fold
from corpus.schema import Report
from index.search import Index

_FEWEST = 3
"""Parts of which it makes sense to ask for the largest."""
_SORTING = re.compile("类别|类型|种类|类|条数|件数|分类|占比|比例|内容|方面")
"""Words of the question that ask for a part, and name none."""
_OURS = re.compile("^[我全本各]|部门$|单位$")
"""Words for whoever reports: 我区, 工作部门."""
_BEFORE = 60
"""Characters before a list that say what it divides."""
_SAID = 0.8
_WAYS = re.compile("途径|渠道|方式|形式|内容|领域|事项|方面|对象|申请人|类别")
_MEANS = frozenset({"途径", "渠道", "方式", "形式"})
"""How something came; the other words tell what it is about or who sent it."""
_TELLING = 0.6
"""Weight of a word of what is divided that the question must say: 行政复议 of 「被申请行政复议15件」."""
_CALLED = re.compile(r"^[\s、，：:和及与]*(?:其中|主要|涉及|包括)*|[共计为有达占]+$")


def compose_division(
    query: Query, index: Index, checked: Checked, cite: Citations
) -> Answer | None:
    """The answer; None unless one report is asked and lists the parts of the very thing asked."""
    if not WHICH.search(query.text) or len(query.asked_places) != 1 or query.cues.sums:
        return None
    [(body, year)] = query.asked_places
    report_id = checked.report_id(body, year)
    if report_id is None:
        return None
    report = index.report(report_id)
    found = [d for d in checked.divisions(report_id) if _divides(d, query, report)]
    if not found:
        return None
    division = max(found, key=lambda d: len(d.parts))
    best = _best(division.parts, least=query.cues.least)
    start, end = _span(division, report)
    section = section_at(report.sections, start)
    path = section.path if section else ()
    cited = cite.place(report_id, path, start, end)
    unit = division.parts[0].quantity.unit or ""
    names = "、".join(_label(part) for part in best)
    word = "最少" if query.cues.least else "最多"
    said = (
        f"{body}{year}年年报正文分项列出："
        f"“{report.text[start:end].strip()}”。其中{word}的是{names}"
        f"（{number(best[0].quantity.value)} {unit}）。".replace(" ）", "）")
    )
    facts = tuple(
        Fact(
            body, year, _label(part), path, part.quantity.value, part.quantity.unit,
            report.text[part.quantity.start : part.quantity.end], cited,
        )
        for part in best
    )  # fmt: skip
    return replace(answered(query, said, cite), facts=facts)


def _divides(division: Division, query: Query, report: Report) -> bool:
    """Whether a list divides what is asked: every telling word stands in it or leads to it."""
    if len(division.parts) < _FEWEST:
        return False
    start, end = _span(division, report)
    section = section_at(report.sections, start)
    heading = section.path[-1] if section and section.path else ""
    said = fold(f"{heading}：{report.text[max(0, start - _BEFORE) : end]}")
    terms = [t for t in query.terms if not _SORTING.fullmatch(t.word)]
    lead = fold(report.text[start : division.parts[0].quantity.start])
    lead = lead.removesuffix(fold(division.parts[0].label))
    others = [
        t for t in content(lead)
        if t.weight >= _TELLING and not held(t, query.text)
        and not (_SORTING.search(t.word) or _OURS.search(t.word))
    ]  # fmt: skip
    asked, told = _WAYS.findall(query.text), _WAYS.findall(lead)
    if told and asked and bool(set(asked) & _MEANS) != bool(set(told) & _MEANS):
        return False  # 「哪种途径最多」 is not told by a list 「按内容划分」
    return bool(terms) and not others and all(held(term, said) >= _SAID for term in terms)


def _span(division: Division, report: Report) -> tuple[int, int]:
    """Where a list stands, without another list before it in its sentence.

    「按途径划分，网上158件，邮寄37件；按内容划分，征地71件，规划33件」 are two.
    """
    start, end = division.spans[0][0], division.spans[-1][1]
    first = division.parts[0].quantity.start
    if division.total is None:
        start = max(start, report.text.rfind("；", start, first) + 1)
    return start, end


def _best(parts: Sequence[Part], *, least: bool) -> list[Part]:
    values = [part.quantity.value for part in parts]
    value = min(values) if least else max(values)
    return [part for part in parts if part.quantity.value == value]


def _label(part: Part) -> str:
    return _CALLED.sub("", part.label) or part.label
