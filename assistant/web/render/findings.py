"""Findings of 核对 by severity, each linking to the cells it compares."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.schema import Finding
from assistant.web.links import download
from assistant.web.render.engine import render
from index.schema import ReportInfo

_MOST = 60
"""Passes and undecided findings listed; the download has all."""
_ORDER = ("error", "warning", "info")
_TITLES = {"error": "对不上", "warning": "需要留意", "info": "提示"}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one severity."""

    level: str
    title: str
    findings: tuple[Finding, ...]


def findings(found: Sequence[Finding], reports: Sequence[ReportInfo], chosen: str | None) -> str:
    """All findings as HTML: failures by severity, then what could not be judged, then passes."""
    failed = [f for f in found if f.result == "fail"]
    groups = [
        Group(level, _TITLES[level], tuple(f for f in failed if f.level == level))
        for level in _ORDER
    ]
    return render(
        "findings",
        groups=[group for group in groups if group.findings],
        unknown=[f for f in found if f.result == "unknown"],
        passed=[f for f in found if f.result == "pass"],
        most=_MOST,
        names={r.report_id: f"{r.body} {r.year}年" for r in reports},
        csv=download("check.csv", report=(chosen,) if chosen else ()),
        total=len(found),
    )
