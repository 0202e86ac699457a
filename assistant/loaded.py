"""What is loaded: bodies, years, and the folded text of the reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.years import YearMention
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

    def wanted_years(
        self, when: YearMention, have: tuple[int, ...], before: tuple[int, ...]
    ) -> tuple[int, ...] | None:
        """The years a mention means, loaded or not; None when it names none.

        「去年」 counts from the year named beside it, else from the question before, else from
        today: a report's own year is never taken for the speaker's.
        """
        if when.kind == "since":
            return tuple(range(when.years[0], max((*have, when.years[0])) + 1))
        if when.years:
            if when.offset is not None and when.offset != 0 and len(when.years) == 1:
                return tuple(sorted({when.years[0] + when.offset, when.years[0]}))
            return when.years
        if when.kind == "recent":
            last = max(have, default=date.today().year)
            return tuple(range(last - (when.count or 1) + 1, last + 1))
        if when.kind == "all":
            return have or None
        if when.kind == "both":
            return have[-2:] if len(have) >= 2 else None
        if when.offset is None:
            return None
        return self._relative(when.offset, have, before)

    def _relative(
        self, offset: int, have: tuple[int, ...], before: tuple[int, ...]
    ) -> tuple[int, ...] | None:
        if before:
            return (max(before) + offset,)
        if offset == 0:
            # 「这一年」「当年」 about the only year there is.
            return have if len(have) == 1 else (date.today().year,)
        return (date.today().year + offset,)


def loaded_reports(index: Index) -> Loaded:
    """Read what an index holds."""
    bodies = tuple(dict.fromkeys(report.body for report in index.reports))
    text = "\n".join(fold(index.report(report.report_id).text) for report in index.reports)
    return Loaded(index.reports, bodies, text)
