"""Contact facts → answer."""

from assistant.citing import Citations
from assistant.question import Query
from assistant.schema import Answer
from corpus.chunk import CONTACT_NAMES
from corpus.identity import find_period_span
from corpus.schema import Contact, Report
from index.search import Index

_ADDRESSED = ("address", "postcode")
"""Whoever asks where to write needs both."""
_LEAST = 0.4


def compose_contact(query: Query, index: Index, cite: Citations) -> Answer | None:
    """Answer from the contact facts of the newest asked report; None when it lacks them."""
    kinds = _kinds(query)
    said = []
    for info in reversed(index.reports):
        if info.body not in query.bodies or info.year not in query.years:
            continue
        report = index.report(info.report_id)
        parts = _parts(report, kinds, cite)
        if parts:
            said.append(f"{report.body}（{report.year}年年报）{'；'.join(parts)}。")
            if query.body_named:
                break
    if not said:
        return None
    return Answer(
        question=query.question,
        resolved_question=query.resolved,
        status="answered",
        answer="".join(said),
        citations=cite.all,
    )


def _kinds(query: Query) -> tuple[str, ...]:
    """Asked kinds, best first; 「怎么联系」 asks for all."""
    found = [
        m.concept.key.removeprefix("contact.")
        for m in query.matches
        if m.concept.kind == "contact" and (m.score >= _LEAST or m.exact)
    ]
    if "address" in found[:1]:
        return tuple(dict.fromkeys([*_ADDRESSED, *found]))
    if found[:1] in (["office"], ["phone"]) and ("联系" in query.text or "找谁" in query.text):
        return tuple(dict.fromkeys([*found, *CONTACT_NAMES]))
    return tuple(found)


def _parts(report: Report, kinds: tuple[str, ...], cite: Citations) -> list[str]:
    parts = []
    for kind in kinds:
        if kind == "period":
            span = find_period_span(report.text)
            if span is not None:
                number = cite.place(report.report_id, (report.title,), *span)
                parts.append(f"统计期限：{cite.all[number].text.strip()}")
            continue
        contact = _find(report, kind)
        if contact is not None:
            cite.contact(report.report_id, contact)
            parts.append(f"{CONTACT_NAMES[kind]}：{contact.value.strip()}")
    return parts


def _find(report: Report, kind: str) -> Contact | None:
    return next((c for c in report.contacts if c.kind == kind), None)
