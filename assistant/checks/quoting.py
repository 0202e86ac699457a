"""Citations of findings: printed rows, and slices of the running text."""

from collections.abc import Iterable

from assistant.checks.operands import Operand, View, printed_cells
from assistant.schema import Citation
from assistant.sentences import section_at
from corpus.schema import Indicator, Report


def cite_words(view: View, span: tuple[int, int]) -> Citation:
    """A slice of the running text, under its heading."""
    report = view.report
    section = section_at(report.sections, span[0])
    path = section.path if section else ()
    text = report.text[slice(*span)]
    return Citation("section", report.report_id, report.body, report.year, path, text, *span, 1.0)


def quoted(view: View, span: tuple[int, int]) -> str:
    """The slice in quotation marks."""
    return f"“{view.report.text[slice(*span)].strip()}”"


def cite_cells(operands: Iterable[Operand]) -> tuple[Citation, ...]:
    """The printed rows of the operands' cells, each row once."""
    cited: dict[tuple[str, int, int], Citation] = {}
    for operand, cell in printed_cells(operands):
        citation = cite_cell(operand.view.report, cell)
        cited.setdefault((citation.report_id, citation.start, citation.end), citation)
    return tuple(cited.values())


def cite_cell(report: Report, cell: Indicator) -> Citation:
    """The printed row of a cell, verbatim."""
    start, end = cell.row_start, cell.row_end
    text = report.text[start:end]
    return Citation(
        "indicator", report.report_id, report.body, report.year, cell.path, text, start, end, 1.0
    )
