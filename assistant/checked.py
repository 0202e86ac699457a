"""What checking and reading the prose of the loaded reports has found, remembered per report."""

from functools import lru_cache

from assistant.check import check_report, findings_about
from assistant.checks import check_copied
from assistant.checks.operands import view_of
from assistant.checks.prose import WITH_TABLE
from assistant.division import Division
from assistant.divisions import divisions
from assistant.prose import (
    ProseFigure,
    find_prose_figures,
    is_cued,
    is_named,
    prose_figures,
    prose_row,
    states,
)
from assistant.schema import Finding
from assistant.stated_counts import Stated, stated_counts
from corpus.catalogue import Catalogue, Concept
from corpus.schema import Report
from index.schema import IndicatorRow
from index.search import Index

_REMEMBERED = 256
_ROWS_REMEMBERED = 4096
"""Reports and indicators whose figures in running text are remembered."""


class Checked:
    """Findings and prose figures of the reports of one index."""

    def __init__(self, index: Index, catalogue: Catalogue) -> None:
        self._index = index
        self._catalogue = catalogue
        self._places = {(r.body, r.year): r.report_id for r in index.reports}
        self.findings = lru_cache(maxsize=_REMEMBERED)(self._check)
        self.stated = lru_cache(maxsize=_REMEMBERED)(self._stated)
        self.divisions = lru_cache(maxsize=_REMEMBERED)(self._divisions)
        self._prose_figures = lru_cache(maxsize=_ROWS_REMEMBERED)(self._read_prose)
        self.prose_rows = lru_cache(maxsize=_ROWS_REMEMBERED)(self._prose_rows)

    def about(self, report_id: str, key: str) -> tuple[Finding, ...]:
        """Failed findings that involve an indicator."""
        return findings_about(self.findings(report_id), key)

    def wider(self, report_id: str, key: str) -> tuple[Finding, ...]:
        """Passed findings on running text that counts an indicator together with others."""
        return tuple(
            f for f in self.findings(report_id)
            if (f.result, f.rule) == ("pass", WITH_TABLE) and f.keys[:1] == (key,) != f.keys
        )  # fmt: skip

    def copied(self, report_id: str, earlier_id: str) -> tuple[Finding, ...]:
        """What a report repeats of any earlier one, not only of the year before."""
        view = view_of(self._catalogue, self._index.report(report_id))
        return tuple(check_copied(view, self._index.report(earlier_id)))

    def _prose_rows(self, report_id: str, concept: Concept) -> tuple[IndicatorRow, ...]:
        """Figures of the running text that state an indicator, as cells noted 正文.

        Whether there are any is told without reading the report again: most have none.
        """
        if is_cued(concept):
            if not any(states(figure, concept) for figure in self._prose_figures(report_id)):
                return ()
        elif not is_named(concept, self._index.text(report_id).text):
            return ()
        report = self._index.report(report_id)
        figures = find_prose_figures(report, concept)
        return tuple(prose_row(report, figure, concept.name) for figure in figures)

    def _read_prose(self, report_id: str) -> tuple[ProseFigure, ...]:
        """Every figure of the running text that a cue names."""
        return prose_figures(self._index.report(report_id))

    def _stated(self, report_id: str) -> tuple[Stated, ...]:
        """Every number of the running text with the words it counts."""
        return stated_counts(self._index.report(report_id))

    def _divisions(self, report_id: str) -> tuple[Division, ...]:
        """Every list of parts in the running text."""
        return divisions(self._index.report(report_id))

    def report_id(self, body: str, year: int) -> str | None:
        """The loaded report of a body and year."""
        return self._places.get((body, year))

    def _check(self, report_id: str) -> tuple[Finding, ...]:
        report = self._index.report(report_id)
        return check_report(self._catalogue, report, self._before(report))

    def _before(self, report: Report) -> Report | None:
        earlier = self._places.get((report.body, report.year - 1))
        return None if earlier is None else self._index.report(earlier)
