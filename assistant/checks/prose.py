"""Figures of the running text against the same report's tables.

A wording may mean more than one sum (受理 = 新收 or 新收 + 结转); one that fits is enough. A
mismatch is a warning, because the prose may count another scope than the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.arithmetic import plain
from assistant.checks.operands import (
    Operand,
    Result,
    View,
    difference,
    exact,
    judge,
    keys_of,
    operand_of,
    total,
)
from assistant.checks.quoting import cite_cells, cite_words
from assistant.prose import ProseFigure
from assistant.schema import Finding

WITH_TABLE = "正文与统计表"
"""The rule of every finding here."""
_MONEY = {"元": Decimal(1), "万元": Decimal(10_000)}
_TOTAL_WORDS = ("全年", "全区", "全市", "全县")
_NARROWING = ("其中", "收到", "受理", "办理", "办结", "答复", "本级", "办公厅", "办公室")
"""Words by which the prose may mean less or more than the table counts."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One sum of table cells the figure may mean."""

    operands: tuple[Operand, ...]
    bounds: tuple[Decimal, Decimal]


def check_prose(view: View) -> Iterator[Finding]:
    """One finding for each figure of the prose that the tables have a cell for."""
    judged = [(f, _readings(view, f)) for f in view.said]
    judged = [(f, readings) for f, readings in judged if readings]
    groups: dict[object, list[tuple[ProseFigure, list[_Reading]]]] = {}
    for figure, readings in judged:
        groups.setdefault((figure.keys, figure.columns), []).append((figure, readings))
    for group in groups.values():
        for figure, readings in _speaking(group):
            yield _finding(view, figure, readings, _result(figure, readings))


def _speaking(
    group: Sequence[tuple[ProseFigure, list[_Reading]]],
) -> list[tuple[ProseFigure, list[_Reading]]]:
    """Of several figures for one indicator, those that speak of the whole.

    Beside one that fits, another is a part told in passing unless it claims to be the total;
    figures that only together fit are parts; else the largest stands for all.
    """
    passed = [(f, r) for f, r in group if _result(f, r) == "pass"]
    others = [(f, r) for f, r in group if _result(f, r) != "pass"]
    if passed:
        totals = [(f, r) for f, r in others if any(word in f.scope for word in _TOTAL_WORDS)]
        return passed + totals
    amounts = {_value(f, r[0]) for f, r in others}
    together = sum(amounts, Decimal(0))
    if len(amounts) > 1 and any(
        judge("=", (together, together), r.bounds) == "pass" for r in others[0][1]
    ):
        return []
    return [max(others, key=lambda one: _value(one[0], one[1][0]))]


def _readings(view: View, figure: ProseFigure) -> list[_Reading]:
    readings = []
    for keys in (figure.keys, *figure.also):
        sums = [_operands(view, key, figure.columns) for key in keys]
        if all(sums):
            operands = tuple(o for one in sums for o in one)
            readings.append(_Reading(operands, total(operands)))
    return readings


def _operands(view: View, key: str, columns: Sequence[str]) -> list[Operand]:
    if columns:
        found = [operand_of(view, key, column) for column in columns]
        return [o for o in found if o is not None] if all(found) else []
    place = view.layout.places.get((view.report.form, key))
    labels = view.columns([key]) or _columns_of_parts(view, key)
    whole = (place.total or place.columns[0]) if place else labels[-1] if labels else None
    operand = operand_of(view, key, whole)
    if operand is None:
        return []
    if operand.known or place is None or place.total is None:
        return [operand]
    # A blank total: the other columns, blanks and all, still bound it from below.
    others = [operand_of(view, key, c) for c in place.columns if c != place.total]
    return [o for o in others if o is not None] if all(others) else [operand]


def _columns_of_parts(view: View, key: str) -> tuple[str, ...]:
    return view.columns(view.layout.parts.get((view.report.form, key), ()))


def _value(figure: ProseFigure, reading: _Reading) -> Decimal:
    """The figure in the table's unit of money; counts are compared as they stand."""
    unit = next((c.unit for o in reading.operands for c in o.cells if c and c.unit), None)
    if figure.unit in _MONEY and unit in _MONEY and unit is not None:
        return figure.value * _MONEY[figure.unit] / _MONEY[unit]
    return figure.value


def _result(figure: ProseFigure, readings: Sequence[_Reading]) -> Result:
    results = {_judge(figure, reading) for reading in readings}
    return "pass" if "pass" in results else "unknown" if "unknown" in results else "fail"


def _judge(figure: ProseFigure, reading: _Reading) -> Result:
    value = _value(figure, reading)
    result = judge("=", (value, value), reading.bounds)
    if result == "unknown" and len(reading.operands) == 1:
        choices = reading.operands[0].choices
        # A run-together cell that cannot be cut to the stated figure contradicts it.
        return "fail" if choices is not None and value not in choices else result
    return result


def _finding(
    view: View, figure: ProseFigure, readings: Sequence[_Reading], result: Result
) -> Finding:
    chosen = next(r for r in readings if _judge(figure, r) == result)
    value = _value(figure, chosen)
    name = _name(view, figure, figure.keys)
    said = _said(view, figure, chosen, result)
    quote = view.report.text[figure.clause_start : figure.clause_end].strip()
    return Finding(
        report_id=view.report.report_id,
        rule=WITH_TABLE,
        level="warning",
        result=result,
        formula=f"正文“{name}” = 统计表{_reading_name(view, figure, chosen)}",
        left=plain(value),
        right=exact(chosen.bounds),
        difference=difference((value, value), chosen.bounds),
        text=f"{name}：正文写 {_printed(view, figure)}（“{quote}”），{said}",
        citations=(
            cite_words(view, (figure.clause_start, figure.clause_end)),
            *cite_cells(chosen.operands),
        ),
        keys=tuple(dict.fromkeys((*figure.keys, *keys_of(chosen.operands)))),
        stated=_printed(view, figure),
    )


def _said(view: View, figure: ProseFigure, chosen: _Reading, result: Result) -> str:
    unit = next((c.unit for o in chosen.operands for c in o.cells if c and c.unit), "") or ""
    low, high = chosen.bounds
    named = _reading_name(view, figure, chosen)
    if result == "pass":
        terms = " + ".join(o.shown for o in chosen.operands if o.bounds[0]) or "0"
        return (
            f"与统计表{named} {terms}{f' {unit}' if unit else ''}一致{_why(view, figure, chosen)}"
        )
    if result == "unknown":
        return _undecided(figure, chosen)
    cell = chosen.operands[0].cells[0]
    if cell is not None and cell.status == "ambiguous":
        return f"统计表原文连写“{cell.printed}”，怎样切分都不是这个数"
    terms = " + ".join(o.shown for o in chosen.operands if low == high or o.bounds[0])
    sums = f"（{terms.removeprefix('不少于 ')}）" if "+" in terms else ""
    table = f"{'' if low == high else '至少 '}{plain(low)}{f' {unit}' if unit else ''}{sums}"
    scope = "、".join(word for word in figure.scope if word in _NARROWING)
    hint = f"；正文说的是“{scope}”，统计范围可能与表不同" if scope else ""
    return f"统计表写 {table}，两处不一致{hint}"


def _why(view: View, figure: ProseFigure, chosen: _Reading) -> str:
    """That the row of the same name holds another number, because it counts less."""
    keys = tuple(dict.fromkeys(o.key for o in chosen.operands))
    if keys == figure.keys or len(keys) < 2:
        return ""
    own = [o for o in chosen.operands if o.key == figure.keys[0]]
    amount = total(own)[0]
    if not own or amount == chosen.bounds[0]:
        return ""
    return (
        f"；统计表“{_name(view, figure, figure.keys)}”本身是 {plain(amount)}，"
        "正文把两项合在一起说，统计范围不同，不算矛盾"
    )


def _undecided(figure: ProseFigure, chosen: _Reading) -> str:
    cell = chosen.operands[0].cells[0]
    if cell is not None and _value(figure, chosen) in (chosen.operands[0].choices or ()):
        return f"统计表原文连写“{cell.printed}”，可以切分出这个数，但不能唯一确定"
    sure = sum((o.bounds[0] for o in chosen.operands), Decimal(0))
    filled = [o.shown.removeprefix("不少于 ") for o in chosen.operands if o.bounds[0] > 0]
    if not filled:
        return "统计表有空白或不能确定的格，无法核对"
    return (
        f"统计表已填的各格相加 {' + '.join(filled)} = {plain(sure)}，"
        "其余是空白或不能确定的格，无法断定"
    )


def _reading_name(view: View, figure: ProseFigure, chosen: _Reading) -> str:
    keys = tuple(dict.fromkeys(o.key for o in chosen.operands))
    parted = len(keys) == 1 or keys == figure.keys
    return f"“{_name(view, figure, keys)}”" if parted else f"“{_name(view, figure, keys)}”之和"


def _name(view: View, figure: ProseFigure, keys: Sequence[str]) -> str:
    name = " + ".join(view.name(key) for key in keys)
    who = figure.columns[0] if len(figure.columns) == 1 else "法人或其他组织"
    return f"{name}（{who}）" if figure.columns else name


def _printed(view: View, figure: ProseFigure) -> str:
    number = view.report.text[figure.start : figure.end]
    if figure.unit and number[-1:] == figure.unit[:1]:
        number = number[:-1]  # 「286.35万」 with the unit 万元
    stated = number[-1:].isdigit() or figure.value
    return f"{number} {figure.unit or ''}".strip() if stated else f"“{number}…”（即没有）"
