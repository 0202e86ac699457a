"""What is loaded: the line in the header, and the manage tab."""

from collections.abc import Sequence

from assistant.web.render.engine import render
from corpus.reading.sniff import SUFFIXES
from index.schema import ReportInfo


def summary(reports: Sequence[ReportInfo] | None) -> str:
    """「已收录 3 份年报 · 2 个机构 · 2017—2019 年」; None while they are being read."""
    if reports is None:
        return render("summary", reports=None, bodies=0, years="")
    bodies = {report.body for report in reports}
    years = sorted({report.year for report in reports})
    return render(
        "summary",
        reports=len(reports),
        bodies=len(bodies),
        years="" if not years else str(years[0]) + (f"—{years[-1]}" if len(years) > 1 else ""),
    )


def uploads(allowed: bool) -> str:
    """Where files are dropped; stands by itself, so that outcomes outlive the list below."""
    return render("uploads", allowed=allowed, accept=",".join(sorted(SUFFIXES)))


def manage(reports: Sequence[ReportInfo], allowed: bool) -> str:
    """The list of reports, with delete where it is allowed."""
    return render("manage", reports=reports, allowed=allowed)
