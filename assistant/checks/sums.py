"""Totals of the running text against the parts the text itself gives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.arithmetic import plain
from assistant.checks.operands import View, whole_row
from assistant.checks.quoting import cite_words, quoted
from assistant.division import Division
from assistant.prose import ProseFigure
from assistant.schema import Finding
from corpus.numbers import Quantity

_NAMED_HERE = re.compile(r"公开[^，。；]{0,12}信息[的之]?(?:主要)?$")
"""The classified thing stands right before 「类别有：」, so the list is of that total."""


def check_sums(view: View) -> Iterator[Finding]:
    """A finding for every division; where its parts may not be all, nothing is decided."""
    for division in totalled(view):
        if division.result != "fail" or not _other_scope(view, division):
            yield _finding(view, division)


def totalled(view: View) -> tuple[Division, ...]:
    """The divisions of a report; a list by kinds is given the total stated before it."""
    return tuple(_with_total(division, view.said) for division in view.divided)


def sum_text(division: Division) -> str:
    """``530 = 310 + 96 + 124，成立``; what the parts leave over where they may not be all."""
    if division.total is None:
        return f"分项相加 {_terms(division)} = {plain(division.sum)}，文中没有写它们的总数"
    total, added = division.total.value, division.sum
    terms = _terms(division)
    if total == added:
        return f"{plain(total)} = {terms}，成立"
    if division.result == "fail":
        sums = f"，即 {plain(total)} ≠ {plain(added)}" if len(division.parts) > 1 else ""
        return f"{plain(total)} ≠ {terms}，不成立{sums}，相差 {plain(total - added)}"
    if added > total:
        step = f"{plain(added)} - {plain(total)} = {plain(added - total)}"
        why = "各项可能重复计数，其和可以大于总数"
    else:
        step = f"{plain(total)} - {plain(added)} = {plain(total - added)}"
        why = "列出的不一定是全部，其和可以小于总数"
    return (
        f"总数 {plain(total)}，列出的各项相加 {terms} = {plain(added)}，"
        f"相差 {step}；{why}，不能算矛盾"
    )


def _terms(division: Division) -> str:
    return " + ".join(plain(p.quantity.value) for p in division.parts)


def _with_total(division: Division, figures: Sequence[ProseFigure]) -> Division:
    """The total of a list by kinds: the last stated count of what is classified.

    Only where the list itself says what it classifies may the sum contradict that count.
    """
    if division.total is not None or (not division.kind and not division.parts):
        return division
    start = division.spans[0][0]
    keys = _classified(division, figures)
    stated = [f for f in figures if f.keys == keys and not f.columns and f.end <= start]
    stated = [f for f in stated if f.unit == division.parts[0].quantity.unit]
    if not stated:
        return division
    figure = next((f for f in stated if f.value == division.sum), stated[-1])
    equal = figure.value == division.sum
    if not equal and not _NAMED_HERE.search(division.kind.strip()):
        return division
    quantity = Quantity(figure.value, figure.unit, figure.start, figure.end, figure.end, False)
    spans = ((figure.clause_start, figure.clause_end), *division.spans)
    return replace(division, total=quantity, spans=spans)


def _classified(division: Division, figures: Sequence[ProseFigure]) -> tuple[str, ...]:
    places = {p.quantity.start for p in division.parts}
    inner = [f.keys[0] for f in figures if f.start in places]
    if any(key.startswith("apply.") for key in inner) or "申请" in division.kind:
        return ("apply.new",)
    return ("active.total",)


def _keys(view: View, division: Division) -> tuple[str, ...]:
    places = [division.total.start if division.total else -1]
    places += [p.quantity.start for p in division.parts]
    by_place = {f.start: f.keys for f in view.said}
    return tuple(dict.fromkeys(key for place in places for key in by_place.get(place, ())))


def _other_scope(view: View, division: Division) -> bool:
    """Whether the parts are what the table counts, so that only the total means more or less."""
    keys = _keys(view, division)
    if not keys or division.total is None:
        return False
    operand = whole_row(view, keys[0])
    return operand is not None and operand.known and operand.bounds[0] == division.sum


def _finding(view: View, division: Division) -> Finding:
    said = "、".join(quoted(view, span) for span in division.spans)
    rule = "各分项之和应等于总数；"
    if division.result == "fail" and not division.whole:
        rule = "列出的各分项之和不应大于总数；"
    elif division.result == "unknown":
        rule = ""
    total = division.total.value if division.total else None
    return Finding(
        report_id=view.report.report_id,
        rule="正文的合计",
        level="info" if division.result == "unknown" else "warning",
        result=division.result,
        formula="总数 = 各分项之和",
        left=None if total is None else plain(total),
        right=plain(division.sum),
        difference=None if total is None else plain(total - division.sum),
        text=f"正文{said}：{rule}{sum_text(division)}",
        citations=tuple(cite_words(view, span) for span in division.spans),
        keys=_keys(view, division),
    )
