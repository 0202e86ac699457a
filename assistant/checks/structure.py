"""What a report should have and be: its six parts, filled cells, its own year, its own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checks.operands import Result, View
from assistant.checks.quoting import cite_cell, cite_words
from assistant.prose import prose_figures
from assistant.schema import Citation, Finding, Level
from assistant.sentences import sentences
from corpus.schema import Indicator, Report

_PARTS = (
    ("一、总体情况", "总体情况|概述|基本情况|总体工作"),
    ("二、主动公开政府信息情况", "主动公开"),
    ("三、收到和处理政府信息公开申请情况", "申请"),
    ("四、政府信息公开行政复议、行政诉讼情况", "复议|诉讼"),
    ("五、存在的主要问题及改进情况", "问题|改进|不足"),
    ("六、其他需要报告的事项", "其他|需要(?:报告|说明)"),
)
"""The parts prescribed from 2019 on, and what a heading needs to pass for one."""

_PERIOD = re.compile(
    r"(?:统计|数据)[^。\n]{0,12}?(?:期限|时限|时段|周期|时间|截至|范围)?[^。\n]{0,12}?"
    r"(?P<from>(?:19|20)\d{2})\s*年\s*1\s*月\s*1\s*日\s*(?:起|开始)?[^。\n]{0,4}?[至到—–－-]"
    r"(?:\s*(?P<to>(?:19|20)\d{2})\s*年)?"
)
_TABLE_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年?(?:度)?[^。，,；;：:\n]{0,20}统计表")
_NOTHING_ELSE = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s*年(?:度)?，?(?:本\w{0,6})?(?:无|没有|未)[^。\n]{0,16}"
    r"(?:其他需要|信息处理费|需要报告)"
)
_HEADS = re.compile(r"\t|第二十条第|信息内容|结果维持")
"""Heads of the tables, which every report has."""
_LAST_YEAR_DID = re.compile(r"\s*(?P<year>(?:19|20)\d{2})\s*年(?:度)?[，,]?(?!以来|以前|之前)")
_COMPARED = re.compile(r"[比较]|同比|增|减|升|降")
_LEAST_SENTENCE = 15
"""Shorter sentences are formulas that reports share anyway."""
_COPIED = 0.8
"""From this share of identical sentences on, a report repeats the year before. The share
itself is always told; formulas alone make a fifth to two thirds of honest short reports."""
_QUOTED = 3
_LISTED = 12
"""Rows with blank cells that are named."""


def check_structure(view: View, previous: Report | None = None) -> Iterator[Finding]:
    """Missing parts, blank and run-together cells, wrong years, text copied from last year."""
    yield from _missing_parts(view)
    yield from _cells(view)
    yield from _wrong_years(view)
    if previous is not None:
        yield from check_copied(view, previous)


def _missing_parts(view: View) -> Iterator[Finding]:
    report = view.report
    if report.form not in ("2019", "2021"):
        return
    places = [_part(report, words) for _, words in _PARTS]
    missing = [name for (name, _), place in zip(_PARTS, places, strict=True) if place is None]
    said = f"缺少：{'、'.join(missing)}" if missing else "六部分齐全"
    found = [place for place in places if place is not None]
    yield _finding(
        report,
        ("章节完整", "warning", "fail" if missing else "pass"),
        "应有六部分",
        f"年度报告格式规定六个部分；{said}",
        numbers=(str(len(found)), str(len(_PARTS))),
        cited=[cite_words(view, place) for place in found],
    )


def _part(report: Report, words: str) -> tuple[int, int] | None:
    """A heading of the part, or what is printed like one where tables and text run together."""
    for section in report.sections:
        if section.path and re.search(words, section.path[-1]):
            start = report.text.find(section.path[-1], section.start, section.body_start)
            if start >= 0:
                return start, start + len(section.path[-1])
    found = re.search(rf"[一二三四五六七八九十]、[^。；，、\n]{{0,16}}(?:{words})", report.text)
    return found.span() if found else None


def _cells(view: View) -> Iterator[Finding]:
    report = view.report
    blank = [c for c in report.indicators if c.value is None and c.status != "ambiguous"]
    blank = [c for c in blank if c.unit != "—"]
    unclear = [c for c in report.indicators if c.status == "ambiguous"]
    filled = [c for c in report.indicators if c.value is not None]
    if filled and not blank:
        yield _finding(
            report,
            ("空白格", "info", "pass"),
            "没有填数的格 ÷ 全部格",
            "统计表没有空白格",
            numbers=("0", str(len(report.indicators))),
            cited=[cite_cell(report, filled[0]), cite_cell(report, filled[-1])],
        )
    if blank:
        yield _finding(
            report,
            ("空白格", "info", "unknown"),
            "没有填数的格 ÷ 全部格",
            f"统计表有 {len(blank)} 格没有填数（{_named(blank)}），空白、“/”、“—”不当作零",
            numbers=(str(len(blank)), str(len(report.indicators))),
            cited=_rows(report, blank),
            keys=_keys(blank),
        )
    if unclear:
        yield _finding(
            report,
            ("连写的格", "warning", "unknown"),
            "原文连写，无法唯一切分",
            f"统计表有 {len(unclear)} 格原文连写，无法唯一切分（{_named(unclear)}）",
            cited=_rows(report, unclear),
            keys=_keys(unclear),
        )


def _wrong_years(view: View) -> Iterator[Finding]:
    report = view.report
    stated = _PERIOD.search(report.text)
    if stated is not None:
        years = {int(stated["from"]), int(stated["to"] or stated["from"])}
        wrong = sorted(years - {report.year}) or [report.year]
        yield _year(report, "统计期限的年度", wrong[0], stated.span())
    checks = (("统计表标题的年度", _TABLE_YEAR), ("其他事项的年度", _NOTHING_ELSE))
    for rule, pattern in checks:
        for found in pattern.finditer(report.text):
            if int(found["year"]) != report.year and not _about_rules(found[0]):
                yield _year(report, rule, int(found["year"]), found.span())
    yield from _stale(view)


def _stale(view: View) -> Iterator[Finding]:
    """「2022年，共收到申请52件」 in the report of 2023 that gives no such count of its own."""
    report = view.report
    stated = {key for f in view.said for key in f.keys}
    for start, end in sentences(report):
        found = _LAST_YEAR_DID.match(report.text, start, end)
        if found is None or int(found["year"]) != report.year - 1:
            continue
        if _COMPARED.search(report.text, start, end):
            continue
        of_then = replace(report, year=report.year - 1)
        told = {k for f in prose_figures(of_then) if start <= f.start < end for k in f.keys}
        if told and not told & stated:
            yield _year(report, "正文数字的年度", report.year - 1, (found.start("year"), end))


def _about_rules(text: str) -> bool:
    """A year inside the name of a regulation or a document number is nobody's mistake."""
    return any(mark in text for mark in "《〔号")


def _year(report: Report, rule: str, year: int, span: tuple[int, int]) -> Finding:
    same = year == report.year
    quote = report.text[slice(*span)]
    said = "一致" if same else f"与报告年度 {report.year} 不符"
    cited = Citation(
        "section", report.report_id, report.body, report.year, (), quote, *span, score=1.0
    )
    return _finding(
        report,
        (rule, "warning", "pass" if same else "fail"),
        "正文年度 = 报告年度",
        f"原文“{quote}”写的是 {year} 年，{said}",
        numbers=(str(year), str(report.year)),
        cited=[cited],
    )


def check_copied(view: View, previous: Report) -> Iterator[Finding]:
    """How many sentences an earlier report of the body has word for word."""
    mine = _sentences(view.report)
    before = {said for said, _ in _sentences(previous)}
    if not mine:
        return
    same = [(said, span) for said, span in mine if said in before]
    share = len(same) / len(mine)
    heavy = share >= _COPIED
    longest = sorted(same or mine[:1], key=lambda one: (-len(one[0]), one[1]))[:_QUOTED]
    yield _finding(
        view.report,
        ("与上年文字重复", "info", "fail" if heavy else "pass"),
        "逐字相同的句子 ÷ 全部句子",
        f"与 {previous.year} 年报告逐字相同的句子有 {len(same)} 句，占 {len(mine)} 句的 "
        f"{round(share * 100)}%" + ("，大段沿用上年文字" if heavy else ""),
        numbers=(str(len(same)), str(len(mine))),
        cited=[cite_words(view, span) for span in sorted(span for _, span in longest)],
    )


def _sentences(report: Report) -> list[tuple[str, tuple[int, int]]]:
    """Sentences without spaces and years, so that a changed year does not hide a copy."""
    found = []
    for start, end in sentences(report):
        said = re.sub(r"\s|(?:19|20)\d{2}年?", "", report.text[start:end])
        if len(said) >= _LEAST_SENTENCE and not _HEADS.search(report.text[start:end]):
            start += len(report.text[start:end]) - len(report.text[start:end].lstrip())
            found.append((said, (start, end)))
    return found


def _named(cells: Sequence[Indicator]) -> str:
    names = list(dict.fromkeys(c.name for c in cells))
    return "、".join(names[:_LISTED]) + ("等" if len(names) > _LISTED else "")


def _rows(report: Report, cells: Sequence[Indicator]) -> list[Citation]:
    return list(dict.fromkeys(cite_cell(report, c) for c in cells))[:_QUOTED]


def _keys(cells: Sequence[Indicator]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.key for c in cells if c.key))


def _finding(
    report: Report,
    verdict: tuple[str, Level, Result],
    formula: str,
    text: str,
    *,
    numbers: tuple[str, str] | None = None,
    cited: Sequence[Citation] = (),
    keys: tuple[str, ...] = (),
) -> Finding:
    rule, level, result = verdict
    left, right = numbers or (None, None)
    gap = None if left is None or right is None else str(int(left) - int(right))
    unique = tuple(dict.fromkeys(cited))
    return Finding(
        report.report_id, rule, level, result, formula, left, right, gap, text, unique, keys
    )
