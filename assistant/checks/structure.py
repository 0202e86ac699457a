"""What a report should have and be: its six parts, filled cells, its own year, its own words."""

import re
from collections.abc import Iterator, Sequence

from assistant.checks.operands import Result, View, cite_cell
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
)
_TABLE_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年?(?:度)?[^。\n]{0,20}统计表")
_NOTHING_ELSE = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s*年(?:度)?，?(?:本\w{0,6})?(?:无|没有|未)[^。\n]{0,16}"
    r"(?:其他需要|信息处理费|需要报告)"
)
_LEAST_SENTENCE = 15
"""Shorter sentences are formulas that reports share anyway."""
_COPIED = 0.8
"""From this share of identical sentences on, a report repeats the year before. The share
itself is always told; formulas alone make a fifth to two thirds of honest short reports."""
_QUOTED = 3


def check_structure(view: View, previous: Report | None = None) -> Iterator[Finding]:
    """Missing parts, blank and run-together cells, wrong years, text copied from last year."""
    yield from _missing_parts(view)
    yield from _cells(view)
    yield from _wrong_years(view)
    if previous is not None:
        yield from _copied(view, previous)


def _missing_parts(view: View) -> Iterator[Finding]:
    report = view.report
    if report.form not in ("2019", "2021"):
        return
    titles = [s.path[-1] for s in report.sections if s.path]
    missing = [name for name, words in _PARTS if not _has_part(report.text, titles, words)]
    said = f"缺少：{'、'.join(missing)}" if missing else "六部分齐全"
    found = str(len(_PARTS) - len(missing))
    yield _finding(
        report,
        ("章节完整", "warning", "fail" if missing else "pass"),
        "应有六部分",
        f"年度报告格式规定六个部分；{said}",
        numbers=(found, str(len(_PARTS))),
    )


def _has_part(text: str, titles: Sequence[str], words: str) -> bool:
    """In a heading, or in what is printed like one where tables and text run together."""
    if any(re.search(words, title) for title in titles):
        return True
    return re.search(rf"[一二三四五六七八九十]、[^。；，、\n]{{0,16}}(?:{words})", text) is not None


def _cells(view: View) -> Iterator[Finding]:
    report = view.report
    blank = [c for c in report.indicators if c.value is None and c.status != "ambiguous"]
    blank = [c for c in blank if c.unit != "—"]
    unclear = [c for c in report.indicators if c.status == "ambiguous"]
    if blank:
        yield _finding(
            report,
            ("空白格", "info", "unknown"),
            "空白、“/”、“—”不是 0",
            f"统计表有 {len(blank)} 格没有填数（{_named(blank)}），不当作 0",
            cited=[cite_cell(report, c) for c in blank[:_QUOTED]],
            keys=_keys(blank),
        )
    if unclear:
        yield _finding(
            report,
            ("连写的格", "warning", "unknown"),
            "原文连写，无法唯一切分",
            f"统计表有 {len(unclear)} 格原文连写，无法唯一切分（{_named(unclear)}）",
            cited=[cite_cell(report, c) for c in unclear[:_QUOTED]],
            keys=_keys(unclear),
        )


def _wrong_years(view: View) -> Iterator[Finding]:
    report = view.report
    stated = _PERIOD.search(report.text)
    if stated is not None:
        yield _year(report, "统计期限的年度", int(stated["from"]), stated.span())
    checks = (("统计表标题的年度", _TABLE_YEAR), ("其他事项的年度", _NOTHING_ELSE))
    for rule, pattern in checks:
        for found in pattern.finditer(report.text):
            if int(found["year"]) != report.year and not _about_rules(found[0]):
                yield _year(report, rule, int(found["year"]), found.span())


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


def _copied(view: View, previous: Report) -> Iterator[Finding]:
    mine, before = _sentences(view.report), set(_sentences(previous))
    if not mine:
        return
    same = sum(sentence in before for sentence in mine)
    share = same / len(mine)
    percent = f"{round(share * 100)}%"
    heavy = share >= _COPIED
    yield _finding(
        view.report,
        ("与上年文字重复", "info", "fail" if heavy else "pass"),
        "逐字相同的句子 ÷ 全部句子",
        f"与 {previous.year} 年报告逐字相同的句子有 {same} 句，占 {len(mine)} 句的 {percent}"
        + ("，大段沿用上年文字" if heavy else ""),
        numbers=(str(same), str(len(mine))),
    )


def _sentences(report: Report) -> list[str]:
    """Sentences without spaces and years, so that a changed year does not hide a copy."""
    plain_text = (
        re.sub(r"\s|(?:19|20)\d{2}年?", "", report.text[a:b]) for a, b in sentences(report)
    )
    return [s for s in plain_text if len(s) >= _LEAST_SENTENCE]


def _named(cells: Sequence[Indicator]) -> str:
    names = list(dict.fromkeys(c.name for c in cells))
    return "、".join(names[:_QUOTED]) + ("等" if len(names) > _QUOTED else "")


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
