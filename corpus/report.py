"""Document → Report: clean, identify, section, read the tables."""

from corpus.clean import clean
from corpus.contacts import find_contacts
from corpus.errors import ReportError
from corpus.identity import identify
from corpus.indicators import parse_indicators
from corpus.schema import Document, Report
from corpus.sections import find_sections

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
    indicators, doubts, form = parse_indicators(text, sections, identity.year)
    return Report(
        report_id=f"{identity.body}-{identity.year}",
        body=identity.body,
        year=identity.year,
        form=form,
        title=identity.title,
        source=document.source,
        digest=document.digest,
        text=text,
        period=identity.period,
        sections=sections,
        indicators=indicators,
        contacts=find_contacts(text),
        warnings=identity.warnings + doubts,
    )
