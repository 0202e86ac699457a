"""The contradictions that belong beside a figure an answer gives."""

from dataclasses import replace

from assistant.checked import Checked
from assistant.citing import Citations
from assistant.schema import Answer, Finding, Notice

_BESIDE = 3
_CLOSE = 2
"""A sum of many rows that fails says little about one of its parts."""
_LEVELS = {"error": 0, "warning": 1, "info": 2}


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
            found += sorted(dict.fromkeys(mine), key=weight)[:_BESIDE]
    if not found:
        return answer
    notices = answer.notices + tuple(notice(finding, cite) for finding in found)
    told = [f for i, f in enumerate(found) if from_prose(f) or (i == 0 and f.level == "error")]
    beside = "".join(f"注意：{f.text.rstrip('。')}。" for f in told)
    return replace(
        answer,
        answer=answer.answer + beside,
        citations=cite.all,
        notices=tuple(dict.fromkeys(notices)),
    )


def notice(finding: Finding, cite: Citations) -> Notice:
    """A failed finding as a notice, its operands cited."""
    numbers = tuple(cite.add(citation) for citation in finding.citations)
    where = numbers[0] if finding.stated else None
    return Notice("conflict", finding.text.rstrip("。"), finding.stated, where)


def weight(finding: Finding) -> tuple[bool, bool, int]:
    """Prose against table first: the reader sees two figures for one thing. Then totals."""
    return not from_prose(finding), "总计列：" not in finding.text, _LEVELS[finding.level]


def from_prose(finding: Finding) -> bool:
    """Whether running text is compared."""
    return any(c.kind == "section" for c in finding.citations)
