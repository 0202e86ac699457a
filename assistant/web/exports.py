"""Tables and findings as CSV, a comparison with its sources as a Word document."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from assistant.schema import Answer, Comparison, ComparisonRow, Finding
from assistant.web.render.answers import NOTICES, flat, shown
from assistant.web.render.compare import change_before, change_of
from assistant.wording import number
from index.schema import IndicatorRow, ReportInfo

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 cannot hold."""
BOM = "\ufeff"
"""Spreadsheet programs take a CSV for the local encoding without it."""


def safe_cell(text: str) -> str:
    """A cell no spreadsheet takes for a formula; true numbers stay numbers."""
    if text.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a byte-order mark, ready for a spreadsheet."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerows([safe_cell("" if cell is None else str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def indicators_csv(rows: Sequence[IndicatorRow]) -> str:
    """Every cell of a report's tables, one a line."""
    head = ("机构", "年度", "指标路径", "指标", "列", "数值", "单位", "原文", "附注")
    lines = [
        (
            row.body,
            row.year,
            " › ".join(row.indicator.path),
            row.indicator.name,
            row.indicator.column,
            None if row.indicator.value is None else number(row.indicator.value),
            row.indicator.unit,
            row.indicator.printed,
            row.indicator.note,
        )
        for row in rows
    ]
    return csv_text([head, *lines])


def comparison_csv(answer: Answer) -> str:
    """A comparison, each row with its source; missing years as rows without a value."""
    found = answer.comparison
    head = (
        "指标",
        "机构",
        "年度",
        "数值",
        "单位",
        "原文",
        "增减",
        "增减幅度",
        "算式",
        "出处",
        "引文",
    )
    if found is None:
        return csv_text([head])
    lines: list[Sequence[object]] = []
    for row in found.rows:
        cited = None if row.citation is None else answer.citations[row.citation]
        lines.append(
            (
                found.indicator,
                row.body,
                row.year,
                None if row.value is None else number(row.value),
                found.unit,
                row.printed,
                *_change_cells(found, row),
                row.formula,
                "" if cited is None else " › ".join(cited.path),
                "" if cited is None else flat(cited.text),
            )
        )
    lines += [(found.indicator, None, year, None, found.unit, "缺") for year in found.missing]
    return csv_text([head, *lines])


def _change_cells(found: Comparison, row: ComparisonRow) -> tuple[str, str]:
    """Difference and rate against the year before, as plain numbers."""
    change = change_before(found, row)
    if change is None:
        return "", ""
    rate = "" if change.percent is None else f"{number(change.percent)}%"
    return number(change.difference), rate


def findings_csv(found: Sequence[Finding], reports: Sequence[ReportInfo]) -> str:
    """Findings of 核对, one a line."""
    names = {report.report_id: (report.body, report.year) for report in reports}
    levels = {"error": "错误", "warning": "留意", "info": "提示"}
    results = {"pass": "相符", "fail": "不符", "unknown": "无法判断"}
    head = ("机构", "年度", "级别", "结果", "说明", "算式", "左边", "右边", "相差", "出处")
    return csv_text(
        [
            head,
            *(
                (
                    *names.get(f.report_id, (f.report_id, None)),
                    levels[f.level],
                    results[f.result],
                    f.text,
                    f.formula,
                    f.left,
                    f.right,
                    f.difference,
                    "；".join(f"{c.year}年 {' › '.join(c.path)}" for c in f.citations),
                )
                for f in found
            ),
        ]
    )


def comparison_word(answer: Answer) -> bytes:
    """A .docx: the answer, the table with numbered sources, the sources verbatim."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    style = document.styles["Normal"]
    style.font.name = "宋体"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    found = answer.comparison
    title = found.indicator if found is not None else answer.question
    document.add_heading(_clean(f"{title}：年度对比"), level=1)
    document.add_paragraph(_clean(answer.answer))
    for notice in answer.notices:
        document.add_paragraph(_clean(f"{NOTICES[notice.kind]}：{notice.text}"))
    if found is not None:
        table = document.add_table(rows=1, cols=5, style="Table Grid")
        _fill(table.rows[0].cells, ("机构", "年度", "数值", "比上年", "出处"))
        for row in found.rows:
            mark = "" if row.citation is None else f"[{row.citation + 1}]"
            line = (row.body, f"{row.year}年", shown(row, found.unit), change_of(found, row), mark)
            _fill(table.add_row().cells, line)
        for year in found.missing:
            _fill(table.add_row().cells, ("", f"{year}年", "缺", "", ""))
    document.add_heading("出处", level=2)
    for i, citation in enumerate(answer.citations, 1):
        where = " › ".join(citation.path)
        text = f"[{i}] {citation.body}{citation.year}年年报，{where}：“{flat(citation.text)}”"
        document.add_paragraph(_clean(text))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(cells: Iterable[object], texts: Sequence[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = _clean(text)  # type: ignore[attr-defined]


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
