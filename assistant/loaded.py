"""What is loaded: bodies, years, and the folded text of the reports."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.normalise import fold
from index.schema import ReportInfo
from index.search import Index


@dataclass(frozen=True, slots=True)
class Loaded:
    """The loaded reports as the question sees them."""

    reports: tuple[ReportInfo, ...]
    bodies: tuple[str, ...]
    text: str
    """Folded text of all reports, to tell names and words that are quoted from them."""

    def years(self, bodies: Sequence[str]) -> tuple[int, ...]:
        """Loaded years of the given bodies, ascending."""
        return tuple(sorted({r.year for r in self.reports if r.body in bodies}))


def loaded_reports(index: Index) -> Loaded:
    """Read what an index holds."""
    bodies = tuple(dict.fromkeys(report.body for report in index.reports))
    text = "\n".join(fold(index.report(report.report_id).text) for report in index.reports)
    return Loaded(index.reports, bodies, text)
