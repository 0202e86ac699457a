"""Figures of the running text against each other: the forms' sums, and one thing said twice."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.arithmetic import plain
from assistant.checks.operands import Result, View, whole_row
from assistant.checks.quoting import cite_words, quoted
from assistant.checks.sums import totalled
from assistant.prose import ProseFigure
from assistant.schema import Finding
from assistant.sentences import section_at
from corpus.catalogue import Relation

_REACH = 400
"""Characters after a total within which its parts are told."""
_TOLD_TWICE = ("active.total",)
"""Counts that no table has since 2019, so that only the text can contradict them."""
_IN_ALL = re.compile(r"全年|全[区市县局省]|本年度?|年度|累计|共|一共")
_NOT_IN_ALL = re.compile(r"网站|平台|微博|微信|公众号|公报|本级|办公[厅室]|其中|各|重点|领域|栏目")


def check_stated(view: View) -> Iterator[Finding]:
    """Sums of the form that the text states in full or beyond, and totals it states twice."""
    figures = [f for f in view.said if not f.columns]
    listed = _listed(view)
    for form in view.catalogue.forms:
        for relation in form.relations if form.form == view.report.form else ():
            if relation.op == "=" and len(relation.left) == 1 and not relation.heading:
                yield from _sums(view, relation, figures, listed)
    yield from _twice(view, figures)


def _listed(view: View) -> frozenset[int]:
    """Where parts of a list stand that is judged as a list."""
    return frozenset(
        part.quantity.start
        for division in totalled(view)
        for part in division.parts
        if division.total is not None
    )


def _sums(
    view: View, relation: Relation, figures: Sequence[ProseFigure], listed: frozenset[int]
) -> Iterator[Finding]:
    wanted = set(relation.right)
    for total in figures:
        if total.keys != relation.left:
            continue
        parts = _parts(view, total, figures, wanted)
        if len(parts) < 2 or all(p.start in listed for p in parts):
            continue
        covered = {key for part in parts for key in part.keys}
        added = sum((p.value for p in parts), Decimal(0))
        whole = covered == wanted
        if added < total.value and not whole:
            continue
        if added != total.value and _counted(view, total.keys[0]) == added:
            continue  # the total alone means more: 办理 with what is carried over
        yield _sum(view, relation, total, parts)


def _parts(
    view: View, total: ProseFigure, figures: Sequence[ProseFigure], wanted: set[str]
) -> list[ProseFigure]:
    """The first figure of each part told after the total, in the same section."""
    here = section_at(view.report.sections, total.start)
    found: list[ProseFigure] = []
    seen: set[str] = set()
    for figure in figures:
        near = total.end <= figure.start <= total.end + _REACH
        if not near or section_at(view.report.sections, figure.start) is not here:
            continue
        if set(figure.keys) <= wanted and not seen & set(figure.keys):
            found.append(figure)
            seen |= set(figure.keys)
    return found


def _counted(view: View, key: str) -> Decimal | None:
    operand = whole_row(view, key)
    return operand.bounds[0] if operand is not None and operand.known else None


def _sum(
    view: View, relation: Relation, total: ProseFigure, parts: Sequence[ProseFigure]
) -> Finding:
    added = sum((p.value for p in parts), Decimal(0))
    result: Result = "pass" if added == total.value else "fail"
    terms = " + ".join(plain(p.value) for p in parts)
    said = (
        f"{plain(total.value)} = {terms}，成立"
        if result == "pass"
        else f"{plain(total.value)} ≠ {terms}，不成立，即 {plain(total.value)} ≠ {plain(added)}，"
        f"相差 {plain(total.value - added)}"
    )
    span = (total.clause_start, parts[-1].clause_end)
    return Finding(
        report_id=view.report.report_id,
        rule=f"正文的{relation.rule}",
        level="warning",
        result=result,
        formula="总数 = 各分项之和",
        left=plain(total.value),
        right=plain(added),
        difference=plain(total.value - added),
        text=f"正文{quoted(view, span)}：{relation.text}；{said}",
        citations=(cite_words(view, span),),
        keys=tuple(dict.fromkeys((*total.keys, *(k for p in parts for k in p.keys)))),
    )


def _twice(view: View, figures: Sequence[ProseFigure]) -> Iterator[Finding]:
    for key in _TOLD_TWICE:
        if whole_row(view, key) is not None:
            continue  # each is compared with the table
        totals = [f for f in figures if f.keys == (key,) and _is_total(view, f)]
        first = totals[0] if totals else None
        for other in totals[1:]:
            if first is not None:
                yield _again(view, first, other)


def _is_total(view: View, figure: ProseFigure) -> bool:
    said = view.report.text[figure.clause_start : figure.start]
    return bool(_IN_ALL.search(said)) and not _NOT_IN_ALL.search(said)


def _again(view: View, first: ProseFigure, other: ProseFigure) -> Finding:
    result: Result = "pass" if first.value == other.value else "fail"
    spans = [(f.clause_start, f.clause_end) for f in (first, other)]
    name = view.name(first.keys[0])
    one, two = (quoted(view, span) for span in spans)
    said = "前后一致" if result == "pass" else "前后不一致"
    return Finding(
        report_id=view.report.report_id,
        rule="正文前后",
        level="warning",
        result=result,
        formula="两处写的应是同一个数",
        left=plain(first.value),
        right=plain(other.value),
        difference=plain(first.value - other.value),
        text=f"{name}：正文一处写 {plain(first.value)} {first.unit or ''}（{one}），"
        f"另一处写 {plain(other.value)} {other.unit or ''}（{two}），{said}",
        citations=tuple(cite_words(view, span) for span in spans),
        keys=first.keys,
    )
