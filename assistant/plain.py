"""Answers, reports and findings as text for a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.schema import Answer, Finding
from corpus.schema import Report
from index.schema import BuildOutcome, ReportInfo

ACTIONS = {"added": "新增", "replaced": "替换", "skipped": "跳过", "failed": "失败"}
_RESULTS = {"pass": "通过", "fail": "不符", "unknown": "无法判断"}


def answer_text(answer: Answer) -> str:
    """The answer, what the reader must know beside it, and its numbered citations."""
    lines = [answer.answer]
    # compose says some notices inside the answer already
    lines += [f"注意：{n.text}" for n in answer.notices if n.text not in answer.answer]
    for number, citation in enumerate(answer.citations, 1):
        lines.append(f"[{number}] {citation.body} {citation.year}年 {' > '.join(citation.path)}")
        lines.append("    " + citation.text.replace("\n", "\n    "))
    if answer.status == "not_found" and answer.suggestions:
        lines.append("可以问：" + " ".join(answer.suggestions))
    return "\n".join(lines)


def report_text(report: Report) -> str:
    """A whole report: headings, indicator rows, doubts, then the cleaned text."""
    head = f"报告 {report.report_id}  机构 {report.body}  年度 {report.year}  表式 {report.form}"
    lines = [report.title, head, ""]
    lines += [f"{'  ' * s.level}{s.path[-1]}" for s in report.sections if s.path]
    lines.append("")
    for cell in report.indicators:
        column = f"（{cell.column}）" if cell.column else ""
        lines.append(f"{' > '.join(cell.path)}{column}\t{cell.unit or ''}\t{cell.printed}")
    lines += [f"注意：{warning}" for warning in report.warnings]
    return "\n".join([*lines, "", report.text])


def list_text(reports: Sequence[ReportInfo]) -> str:
    """A line a report."""
    lines = [
        f"{r.report_id}  {r.body}  {r.year}  表式 {r.form}"
        f"  章节 {r.sections}  指标行 {r.indicators}  {r.source}"
        for r in reports
    ]
    return "\n".join(lines) or "索引里还没有报告；运行 python -m assistant build 文件或目录 来收录"


def finding_text(finding: Finding) -> str:
    """One finding."""
    mark = _RESULTS[finding.result]
    return f"{mark}\t{finding.report_id}\t{finding.rule}\t{finding.text}"


def outcome_text(number: int, outcome: BuildOutcome) -> str:
    """Progress: what became of the ``number``-th file."""
    # What was done to a report is in its message already.
    action = "" if outcome.report_id else f"{ACTIONS[outcome.action]} "
    return f"[{number}] {action}{_source_and_message(outcome)}"


def summary_lines(outcomes: Sequence[BuildOutcome]) -> Iterator[str]:
    """How many files became what, and why each of the failed ones failed."""
    counts = {action: sum(o.action == action for o in outcomes) for action in ACTIONS}
    yield "小结：" + "，".join(f"{ACTIONS[a]} {n} 份" for a, n in counts.items())
    for outcome in outcomes:
        if outcome.action == "failed":
            yield f"  失败：{_source_and_message(outcome)}"


def _source_and_message(outcome: BuildOutcome) -> str:
    message = " ".join(outcome.message.split())
    return f"{outcome.source}：{message.removeprefix(f'{Path(outcome.source).name}：')}"
