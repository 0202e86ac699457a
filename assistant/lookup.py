"""「139 是怎么来的」: where a number stands in the asked reports, and what is known of it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.checked import Checked
from assistant.citing import Citations, answered
from assistant.question import Query
from assistant.schema import Answer, Finding
from assistant.sentences import sentences
from corpus.numbers import find_quantities
from index.schema import IndicatorRow
from index.search import Index

_ORIGIN = re.compile(
    r"怎么[来得算]|咋[来得算]|哪[里儿]?来的|从哪|怎么回事|什么关系|啥关系|什么意思|指(?:的是)?(?:什么|啥)|代表什么|出自"
)
_NUMBER = re.compile(r"(?<![\d.])\d{2,}(?:\.\d+)?(?![\d.])")
_MOST = 3
_SHARES = ("正文的比例",)


def asks_origin(query: Query) -> bool:
    """Whether the question names a number and asks where it comes from."""
    return bool(_ORIGIN.search(query.text) and _NUMBER.search(query.text))


def compose_lookup(query: Query, index: Index, checked: Checked) -> Answer | None:
    """The cells and sentences that hold the numbers, and the checks on them; None without any."""
    numbers = tuple(dict.fromkeys(Decimal(n) for n in _NUMBER.findall(query.text)))
    cite = Citations(index)
    said: list[str] = []
    for body in query.bodies:
        for year in query.years:
            report_id = checked.report_id(body, year)
            if report_id is not None:
                said += _report(report_id, f"{body}{year}年", numbers, (index, checked, cite))
    if not said:
        return None
    return answered(query, "".join(said), cite)


def _report(
    report_id: str,
    where: str,
    numbers: Sequence[Decimal],
    sources: tuple[Index, Checked, Citations],
) -> Iterator[str]:
    index, checked, cite = sources
    report = index.report(report_id)
    rows = index.indicators(bodies=[report.body], years=[report.year])
    cells = [row for row in rows if row.indicator.value in numbers]
    for number in numbers:
        mine = [row for row in cells if row.indicator.value == number][:_MOST]
        places = [*_cells(mine, cite), *_sentences(report_id, number, index, cite)][:_MOST]
        if places:
            yield f"{where}年报里的 {number:f}：{'；'.join(places)}。"
    told = [f for f in checked.findings(report_id) if f.level != "info"]
    findings = [f for f in told if _touches(f, cells) or _tells(f, numbers)]
    for finding in sorted(findings, key=lambda f: f.result != "fail")[:_MOST]:
        for citation in finding.citations:
            cite.add(citation)
        for row in rows:
            if row.indicator.name in finding.text:
                cite.cell(row)
        yield f"{finding.text.rstrip('。')}。"


def _cells(rows: Sequence[IndicatorRow], cite: Citations) -> Iterator[str]:
    for row in rows:
        i = row.indicator
        cite.cell(row)
        column = f"（{i.column}）" if i.column else ""
        yield f"统计表“{i.name}”{column}填的是 {i.printed}"


def _sentences(report_id: str, number: Decimal, index: Index, cite: Citations) -> Iterator[str]:
    report = index.report(report_id)
    for start, end in sentences(report):
        if any(q.value == number for q in find_quantities(report.text, start, end)):
            cite.place(report_id, (report.title,), start, end)
            yield f"正文写道“{report.text[start:end].strip()}”"


def _touches(finding: Finding, cells: Sequence[IndicatorRow]) -> bool:
    spans = {(row.indicator.row_start, row.indicator.row_end) for row in cells}
    return any((c.start, c.end) in spans for c in finding.citations)


def _tells(finding: Finding, numbers: Sequence[Decimal]) -> bool:
    """Whether a finding on a share of the text is about one of the numbers."""
    return finding.left is not None and finding.rule in _SHARES and Decimal(finding.left) in numbers
