"""Check reports: every relation, the year before, prose against table, structure."""

from collections.abc import Iterable, Sequence

from assistant.checks import (
    check_prose,
    check_relations,
    check_shares,
    check_stated,
    check_structure,
    check_sums,
    check_wording,
    check_years,
)
from assistant.checks.operands import view_of
from assistant.schema import Finding
from corpus.catalogue import Catalogue
from corpus.schema import Report

_ORDER = {"fail": 0, "unknown": 1, "pass": 2}
_LEVELS = {"error": 0, "warning": 1, "info": 2}


def check_report(
    catalogue: Catalogue, report: Report, previous: Report | None = None
) -> tuple[Finding, ...]:
    """All findings on one report, failures first, then what cannot be decided, then passes.

    ``previous`` is the same body's report of the year before; without it nothing is said
    across years.
    """
    view = view_of(catalogue, report)
    findings = [*check_relations(view), *check_prose(view), *check_wording(view)]
    findings += [*check_shares(view), *check_sums(view), *check_stated(view)]
    findings += check_structure(view, previous)
    if previous is not None:
        findings += check_years(view, view_of(catalogue, previous))
    return tuple(sorted(findings, key=lambda f: (_ORDER[f.result], _LEVELS[f.level])))


def check_reports(catalogue: Catalogue, reports: Sequence[Report]) -> tuple[Finding, ...]:
    """Findings on every report, in the order given, each beside its body's year before."""
    by_place = {(report.body, report.year): report for report in reports}
    return tuple(
        finding
        for report in reports
        for finding in check_report(catalogue, report, by_place.get((report.body, report.year - 1)))
    )


def findings_about(findings: Iterable[Finding], key: str) -> tuple[Finding, ...]:
    """The failures that involve an indicator, for a conflict notice beside its value."""
    return tuple(f for f in findings if f.result == "fail" and key in f.keys)
