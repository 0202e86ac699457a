"""The contradictions that belong beside a figure an answer gives."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.checked import Checked
from assistant.citing import Citations
from assistant.figures import Figure
from assistant.schema import Answer, Finding, Notice

_BESIDE = 3
_CLOSE = 2
"""A sum of many rows that fails says little about one of its parts."""
_ALL = 40
"""Reports whose findings are all looked at; checking one takes some 10 ms."""
_FIRST = 3
"""Of more reports, those the answer names first: the largest of a hundred."""
_UNCHECKED = "涉及的年报较多，只核对了列在最前面的几份；其余可以逐份问“哪里对不上”"
_LEVELS = {"error": 0, "warning": 1, "info": 2}


def with_contradictions(
    answer: Answer, figures: Sequence[Figure], checked: Checked, cite: Citations
) -> Answer:
    """The answer with the contradictions that touch its figures, or cells they are made of, cited."""
    cells = (row.indicator.key for figure in figures for row in figure.result.cited)
    keys = {figure.match.concept.key for figure in figures}.union(filter(None, cells))
    places = list(dict.fromkeys((fact.body, fact.year) for fact in answer.facts))
    unchecked = [Notice("scope", _UNCHECKED)] if len(places) > _ALL else []
    if unchecked:
        places = places[:_FIRST]
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
    wider = _counted_with_more(answer, figures, checked)
    if not found and not unchecked and not wider:
        return answer
    more = [Notice("scope", f.text.rstrip("。")) for f in wider]
    for finding in wider:
        for citation in finding.citations:
            cite.add(citation)
    notices = (*answer.notices, *(notice(finding, cite) for finding in found), *more, *unchecked)
    told = [f for i, f in enumerate(found) if from_prose(f) or (i == 0 and f.level == "error")]
    beside = "".join(f"注意：{f.text.rstrip('。')}。" for f in (*told, *wider))
    return replace(
        answer,
        answer=answer.answer + beside,
        citations=cite.all,
        notices=tuple(dict.fromkeys(notices)),
    )


def _counted_with_more(
    answer: Answer, figures: Sequence[Figure], checked: Checked
) -> list[Finding]:
    """What running text counts together with another row, beside the one figure that is told.

    「收到申请75件」 are the 74 of the table and the one carried over: no contradiction, yet another
    number for what sounds the same.
    """
    if len(figures) != 1 or len(answer.facts) != 1:
        return []
    [figure], [fact] = figures, answer.facts
    report_id = checked.report_id(fact.body, fact.year)
    if report_id is None or figure.column is not None:
        return []
    key = figure.match.concept.key
    return [
        f
        for f in checked.wider(report_id, key)
        if f.citations and "（" not in f.text[: f.text.find("：")]
    ]


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
