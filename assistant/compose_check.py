"""Findings → answer, and the contradictions that belong beside a figure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.checked import Checked
from assistant.citing import Citations, answered
from assistant.figures import candidates
from assistant.question import Query
from assistant.schema import Answer, Finding, Notice

_SHOWN = 12
"""More failures than this are a list for the check page."""
_BESIDE = 3
_CLOSE = 2
"""A sum of many rows that fails says little about one of its parts."""
_LEVELS = {"error": 0, "warning": 1, "info": 2}


def compose_check(query: Query, checked: Checked, cite: Citations) -> Answer:
    """What does not add up in the asked reports, or about the asked indicator."""
    said = []
    for body in query.bodies:
        for year in query.years:
            report_id = checked.report_id(body, year)
            if report_id is not None:
                said.append(_report(query, body, year, checked.findings(report_id), cite))
    return answered(query, "".join(said), cite)


def checked_by(key: str, query: Query, checked: Checked) -> bool:
    """Whether some check of the asked reports is about the indicator ``key``."""
    ids = (checked.report_id(body, year) for body in query.bodies for year in query.years)
    return any(key in f.keys for i in ids if i is not None for f in checked.findings(i))


def _meant(query: Query) -> tuple[str, ...]:
    """Keys of the indicators the question means, best first."""
    return tuple(m.concept.key for m in candidates(query)[:3] if m.score >= _NAMED)


def with_contradictions(
    answer: Answer, keys: frozenset[str], checked: Checked, cite: Citations
) -> Answer:
    """The answer with every contradiction that touches its figures, cited."""
    places = dict.fromkeys((fact.body, fact.year) for fact in answer.facts)
    found: list[Finding] = []
    for body, year in places:
        report_id = checked.report_id(body, year)
        if report_id is not None:
            mine = [
                f
                for key in sorted(keys)
                for f in checked.about(report_id, key)
                if len(f.keys) <= _CLOSE or f.keys[0] == key
            ]
            found += sorted(dict.fromkeys(mine), key=_weight)[:_BESIDE]
    if not found:
        return answer
    notices = answer.notices + tuple(_notice(finding, cite) for finding in found)
    told = [f for i, f in enumerate(found) if _from_prose(f) or (i == 0 and f.level == "error")]
    beside = "".join(f"注意：{f.text.rstrip('。')}。" for f in told)
    return replace(
        answer,
        answer=answer.answer + beside,
        citations=cite.all,
        notices=tuple(dict.fromkeys(notices)),
    )


def _notice(finding: Finding, cite: Citations) -> Notice:
    numbers = _cite(finding, cite)
    where = numbers[0] if finding.stated else None
    return Notice("conflict", finding.text.rstrip("。"), finding.stated, where)


def _weight(finding: Finding) -> tuple[bool, int]:
    """Prose against table first: the reader sees two figures for one thing."""
    return not _from_prose(finding), _LEVELS[finding.level]


def _from_prose(finding: Finding) -> bool:
    return any(c.kind == "section" for c in finding.citations)


def _report(
    query: Query, body: str, year: int, findings: Sequence[Finding], cite: Citations
) -> str:
    about = _asked(query, findings)
    failed = [f for f in about if f.result == "fail" and f.level != "info"]
    where = f"{body}{year}年年报"
    if failed:
        shown = sorted(failed, key=_weight)[:_SHOWN]
        return f"{where}对不上的地方：{_listed(shown, cite)}。"
    passed = [f for f in about if f.result == "pass"][:_BESIDE]
    unknown = [f for f in about if f.result == "unknown"][:_BESIDE]
    if passed:
        return f"{where}没有发现对不上的地方，例如{_listed(passed, cite)}。"
    if unknown:
        return f"{where}无法判断：{_listed(unknown, cite)}。"
    return f"{where}没有可以核对的项目。"


def _asked(query: Query, findings: Sequence[Finding]) -> list[Finding]:
    """Findings about the indicators the question means, else all of them."""
    for key in _meant(query):
        mine = [f for f in findings if key in f.keys]
        if mine:
            return mine
    return list(findings)


_NAMED = 0.5
"""A concept scored lower is too vague to leave other findings out."""


def _listed(findings: Iterable[Finding], cite: Citations) -> str:
    parts = []
    for finding in findings:
        _cite(finding, cite)
        parts.append(finding.text.rstrip("。"))
    return "；".join(parts)


def _cite(finding: Finding, cite: Citations) -> tuple[int, ...]:
    return tuple(cite.add(citation) for citation in finding.citations)
