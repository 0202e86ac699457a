"""How a decided relation reads: its operands, whether it holds, by how much it fails."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from math import prod

from assistant.arithmetic import plain
from assistant.checks.operands import Operand, Result, difference, total

_MOST_TRIED = 4
"""Cuttings of which each is shown with its sum."""


def shown_sum(operands: Sequence[Operand]) -> str:
    """``74 + 1``; a subtracted term as ``- 5``."""
    text = ""
    for o in operands:
        sign = " - " if o.sign < 0 else " + "
        text += (sign if text else sign.strip().removeprefix("+")) + o.shown
    return text


def verdict(op: str, result: Result, left: Sequence[Operand], right: Sequence[Operand]) -> str:
    """``74 + 1 = 75 + 0，成立``; ``28 < 64，不成立``."""
    said_left, said_right = shown_sum(left), shown_sum(right)
    symbol = {"=": "=", ">=": "≥", "<=": "≤"}[op]
    if result == "unknown":
        return f"{said_left} {symbol} {said_right}，有空白或不能确定的格，无法判断"
    if result == "pass":
        return f"{said_left} {symbol} {said_right}，成立"
    symbol = {"=": "≠", ">=": "<", "<=": ">"}[op]
    gap = difference(total(left), total(right))
    if gap is None:
        return f"{said_left} {symbol} {said_right}，不成立（{_tried(left, right)}）"
    long = len(left) + len(right) > 2 or any("+" in o.shown for o in (*left, *right))
    sums = f"，即 {plain(total(left)[0])} {symbol} {plain(total(right)[0])}" if long else ""
    return f"{said_left} {symbol} {said_right}，不成立{sums}，相差 {gap}"


def _tried(left: Sequence[Operand], right: Sequence[Operand]) -> str:
    """What the right side comes to for every cutting of its run-together cells."""
    choices = [o.choices for o in right]
    counted = [c for c in choices if c is not None]
    uncut = any(not o.known for o in left) or len(counted) < len(choices)
    if uncut or prod(map(len, counted)) > _MOST_TRIED:
        return "不能确定的格取什么数都不成立"
    sums = "、".join(
        f"{' + '.join(map(plain, values))} = {plain(sum(values, Decimal(0)))}".replace("+ -", "- ")
        for values in product(*counted)
    )
    return f"连写的格各种切法分别是 {sums}，都不等于 {shown_sum(left)}"
