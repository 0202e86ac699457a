"""Generated reports as documents to parse."""

import hashlib

from corpus.report import parse_report
from corpus.schema import Document, Indicator, Report
from tests.generator.reports import Generated


def document(report: Generated, text: str) -> Document:
    """The report's text as it comes from a file."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"{report.body}{report.year}.txt", text, digest)


def parsed(report: Generated, text: str) -> Report:
    """The report read from ``text``, which is one way to write it."""
    return parse_report(document(report, text))


def cells(report: Report) -> dict[tuple[str, str | None], Indicator]:
    """The report's cells by key and column; a cell read twice fails."""
    found: dict[tuple[str, str | None], Indicator] = {}
    for cell in report.indicators:
        if cell.key is not None:
            assert (cell.key, cell.column) not in found, cell
            found[cell.key, cell.column] = cell
    return found
