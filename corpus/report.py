"""Document → Report: clean, identify, section, read the tables."""

from dataclasses import replace

from corpus.clean import clean
from corpus.contacts import find_contacts
from corpus.errors import ReportError
from corpus.identity import identify
from corpus.indicators import parse_indicators
from corpus.schema import Document, Report
from corpus.sections import find_sections
from corpus.tables.schema import Expectation

_SHORTEST = 80
"""Fewer characters than this are a stub or an error page, not a report."""


def parse_report(document: Document) -> Report:
    """Interpret a document.

    Raises:
        ReportError: the text is too short or names no body and year.
    """
    text = clean(document.text)
    if len(text) < _SHORTEST:
        raise ReportError(
            f"{document.source}：只有 {len(text)} 个字，不像一份年报；请检查文件是否完整"
        )
    identity = identify(document, text)
    sections = find_sections(text, identity.title)
    tables = parse_indicators(text, sections, identity.year)
    return Report(
        report_id=f"{identity.body}-{identity.year}",
        body=identity.body,
        year=identity.year,
        form=tables.form,
        title=identity.title,
        source=document.source,
        digest=document.digest,
        text=text,
        period=identity.period,
        sections=sections,
        indicators=tables.indicators,
        contacts=find_contacts(text),
        warnings=identity.warnings + tables.warnings,
    )


def reread(report: Report, neighbours: tuple[Expectation, ...]) -> Report:
    """The report with its tables read again beside neighbouring years that say so.

    ``report`` may have been read beside others. Only cells that it leaves open by itself can
    change, and the warnings about them.
    """
    tables = parse_indicators(report.text, report.sections, report.year, neighbours)
    elsewhere = tuple(w for w in report.warnings if w not in tables.alone)
    return replace(report, indicators=tables.indicators, warnings=elsewhere + tables.warnings)
