"""Dataclasses → the contract's JSON. Decimals are strings, absent values null."""

from decimal import Decimal
from typing import Any

from assistant.schema import Answer, Citation, Comparison, Fact, Finding
from assistant.wording import number
from corpus.schema import Indicator, Report
from index.schema import ReportInfo

Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """One answer; a batch question's id is put before it by the caller."""
    return {
        "question": answer.question,
        "resolved_question": answer.resolved_question,
        "status": answer.status,
        "answer": answer.answer,
        "facts": [_fact(fact) for fact in answer.facts],
        "comparison": None if answer.comparison is None else comparison_json(answer.comparison),
        "citations": [citation_json(citation) for citation in answer.citations],
        "notices": [{"kind": notice.kind, "text": notice.text} for notice in answer.notices],
        "suggestions": list(answer.suggestions),
        "timing_ms": dict(answer.timing_ms),
    }


def citation_json(citation: Citation) -> Json:
    """One citation."""
    return {
        "kind": citation.kind,
        "report_id": citation.report_id,
        "body": citation.body,
        "year": citation.year,
        "path": list(citation.path),
        "text": citation.text,
        "start": citation.start,
        "end": citation.end,
        "score": citation.score,
    }


def comparison_json(comparison: Comparison) -> Json:
    """One comparison; ``body_from``/``body_to`` tell changes between bodies."""
    return {
        "indicator": comparison.indicator,
        "unit": comparison.unit,
        "column": comparison.column,
        "rows": [
            {
                "body": row.body,
                "year": row.year,
                "value": decimal_text(row.value),
                "printed": row.printed,
                "citation": row.citation,
                "formula": row.formula,
                "source": row.source,
            }
            for row in comparison.rows
        ],
        "changes": [
            {
                "from": change.year_from,
                "to": change.year_to,
                "body_from": change.body_from,
                "body_to": change.body_to,
                "difference": decimal_text(change.difference),
                "percent": decimal_text(change.percent),
                "formula": change.formula,
            }
            for change in comparison.changes
        ],
        "missing": list(comparison.missing),
        "comparable": comparison.comparable,
        "why_not": comparison.why_not,
        "formula": comparison.formula,
    }


def compare_json(answer: Answer) -> Json:
    """An answer with its comparison's fields beside the others: rows cite ``citations``."""
    nothing = Comparison("", None, None, (), (), (), comparable=False, why_not=answer.answer)
    return answer_json(answer) | comparison_json(answer.comparison or nothing)


def report_json(report: Report) -> Json:
    """A whole report."""
    return {
        "report_id": report.report_id,
        "body": report.body,
        "year": report.year,
        "form": report.form,
        "title": report.title,
        "source": report.source,
        "period": None if report.period is None else list(report.period),
        "text": report.text,
        "sections": [
            {"path": list(s.path), "level": s.level, "start": s.start, "end": s.end}
            for s in report.sections
        ],
        "indicators": [_indicator(indicator) for indicator in report.indicators],
        "contacts": [
            {"kind": c.kind, "value": c.value, "start": c.start, "end": c.end}
            for c in report.contacts
        ],
        "warnings": list(report.warnings),
    }


def info_json(info: ReportInfo) -> Json:
    """One line of ``list``."""
    return {
        "report_id": info.report_id,
        "body": info.body,
        "year": info.year,
        "form": info.form,
        "title": info.title,
        "source": info.source,
        "sections": info.sections,
        "indicators": info.indicators,
        "warnings": info.warnings,
    }


def finding_json(finding: Finding) -> Json:
    """One finding, its citations in full beside the contract's indexes."""
    return {
        "report_id": finding.report_id,
        "rule": finding.rule,
        "level": finding.level,
        "result": finding.result,
        "formula": finding.formula,
        "left": finding.left,
        "right": finding.right,
        "difference": finding.difference,
        "text": finding.text,
        "citations": list(range(len(finding.citations))),
        "cited": [citation_json(citation) for citation in finding.citations],
        "keys": list(finding.keys),
    }


def decimal_text(value: Decimal | None) -> str | None:
    """A value as the contract prints it: plain decimal string or null."""
    return None if value is None else number(value)


def _fact(fact: Fact) -> Json:
    return {
        "body": fact.body,
        "year": fact.year,
        "indicator": fact.indicator,
        "path": list(fact.path),
        "column": fact.column,
        "value": decimal_text(fact.value),
        "unit": fact.unit,
        "printed": fact.printed,
        "citation": fact.citation,
    }


def _indicator(indicator: Indicator) -> Json:
    return {
        "path": list(indicator.path),
        "name": indicator.name,
        "key": indicator.key,
        "column": indicator.column,
        "value": decimal_text(indicator.value),
        "unit": indicator.unit,
        "printed": indicator.printed,
        "start": indicator.start,
        "end": indicator.end,
        "row_start": indicator.row_start,
        "row_end": indicator.row_end,
        "note": indicator.note,
        "status": indicator.status,
        "candidates": list(indicator.candidates),
    }
