"""Collects the citations of one answer; the same place is cited once."""

import re

from assistant.question import Query
from assistant.schema import Answer, Citation, Fact, Passage
from corpus.schema import Contact
from index.schema import IndicatorRow
from index.search import Index

_HEADED_BY_COLUMNS = frozenset({"行政复议", "行政诉讼"})
_HEADER = 300
"""The header of that table is shorter than this in every layout seen."""
_CLAUSE_REST = re.compile(
    r"[（(][^（）()\n]{0,20}[）)]|[^（(，,。；;)）\n]{0,8}(?=[（(，,。；;)）\n])"
)


def answered(query: Query, text: str, cite: "Citations") -> Answer:
    """The plain answer that says ``text`` and cites what was cited so far."""
    return Answer(
        question=query.question,
        resolved_question=query.resolved,
        status="answered",
        answer=text,
        citations=cite.all,
    )


class Citations:
    """Numbered citations in the order they are first made."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._made: dict[tuple[str, int, int], int] = {}
        self._citations: list[Citation] = []

    @property
    def all(self) -> tuple[Citation, ...]:
        """What has been cited so far."""
        return tuple(self._citations)

    def cell(self, row: IndicatorRow) -> int:
        """Cite the printed row an indicator cell stands in; its number."""
        i = row.indicator
        start = self._headed(row.report_id, i.path, i.row_start)
        return self._add("indicator", row.report_id, i.path, (start, i.row_end), 1.0)

    def _headed(self, report_id: str, path: tuple[str, ...], start: int) -> int:
        """Where a row of bare numbers must begin so that its column header is cited too."""
        if not path or path[0] not in _HEADED_BY_COLUMNS:
            return start
        text = self._index.text(report_id).text
        header = text.rfind(path[0], max(0, start - _HEADER), start)
        return header if header >= 0 else start

    def passage(self, passage: Passage) -> int:
        """Cite a passage; its number."""
        chunk = passage.chunk
        span = (passage.start, passage.end)
        return self._add("section", chunk.report_id, chunk.path, span, passage.score)

    def place(self, report_id: str, path: tuple[str, ...], start: int, end: int) -> int:
        """Cite any slice of a report; its number."""
        return self._add("section", report_id, path, (start, end), 1.0)

    def contact(self, report_id: str, contact: Contact) -> int:
        """Cite a contact fact with the label printed before it; its number."""
        text = self._index.text(report_id).text
        start = max(text.rfind(mark, 0, contact.start) for mark in "。；，（;,(\n") + 1
        rest = _CLAUSE_REST.match(text, contact.end)
        end = rest.end() if rest else contact.end
        return self._add("section", report_id, (), (start, end), 1.0)

    def add(self, citation: Citation) -> int:
        """Take over a citation made elsewhere; its number."""
        start = citation.start
        if citation.kind == "indicator":
            start = self._headed(citation.report_id, citation.path, start)
        span = (start, citation.end)
        return self._add(citation.kind, citation.report_id, citation.path, span, citation.score)

    def keep(self, citation: Citation) -> int:
        """Take over a citation as it stands; its number."""
        place = (citation.report_id, citation.start, citation.end)
        if place not in self._made:
            self._made[place] = len(self._citations)
            self._citations.append(citation)
        return self._made[place]

    def fact(self, row: IndicatorRow, name: str | None = None) -> Fact:
        """The figure of a cell, cited."""
        i = row.indicator
        return Fact(
            row.body, row.year, name or i.name, i.path, i.value, i.unit, i.printed,
            self.cell(row), i.column,
        )  # fmt: skip

    def _add(
        self, kind: str, report_id: str, path: tuple[str, ...], span: tuple[int, int], score: float
    ) -> int:
        made = self._made.get((report_id, *span))
        if made is not None:
            return made
        report = self._index.text(report_id)
        start, end = span
        return self.keep(
            Citation(
                "indicator" if kind == "indicator" else "section",
                report_id,
                report.body,
                report.year,
                path or (report.title,),
                report.text[start:end],
                start,
                end,
                round(score, 4),
            )
        )
