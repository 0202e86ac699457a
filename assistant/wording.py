"""Plain Chinese for figures, blanks and differences."""

import re
from decimal import Decimal

from assistant.schema import Change, ComparisonRow

CALENDAR = frozenset({"年", "月", "日", "年度"})
"""Units of dates: 「2018 年」 counts nothing."""
NUMBERED = re.compile(
    r"(?:数|数量|总数|人数|量|粉丝|用户|订阅)(?:增?至|突破|达到?|为|共|有|是|约)*\s*$"
)
"""Words after which a number needs no measure: 「粉丝数54373」."""
_NUMERAL = re.compile(r"\d+\.\d+")
_DIGITS = "〇一二三四五六七八九"
_BLANKS = {
    "": "为空白",
    "/": "印作“/”",
    "／": "印作“／”",
    "—": "印作“—”",
    "－": "印作“－”",
    "-": "印作“-”",
}


def number(value: Decimal) -> str:
    """A value without exponent or idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def spelt(count: int) -> str:
    """A count up to 99 in characters, so that it is not read as a figure."""
    tens, ones = divmod(count, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens % 10]}十"
    return ten + (_DIGITS[ones] if ones or not tens else "")


def after_number(unit: str | None) -> str:
    """The unit as it follows a number, after a space; nothing where the form prints none."""
    return f" {unit}" if unit and unit != "—" else ""


def _as_printed(printed: str, value: Decimal) -> str:
    """A cell's own numeral where it only has idle zeros more: 8105.30."""
    shown = next(iter(_NUMERAL.findall(printed)), "")
    return shown if shown and Decimal(shown) == value else number(value)


def amount(row: ComparisonRow, unit: str | None) -> str:
    """「64 条」, or what stands in the cell when it holds no number."""
    if row.value is None and row.formula:
        return f"没有总数（已填的{'各格之和' if '=' in row.formula else '只有'} {row.formula}，其余空白）"
    if row.value is None:
        shown = row.printed.strip()
        return f"没有数值（原表{_BLANKS.get(shown, f'印作“{shown}”')}）"
    measure = "%" if unit == "%" else after_number(unit)
    value = _as_printed(row.printed, row.value)
    if row.source == "prose" and row.formula is None and row.printed.strip() != value:
        return f"{value}{measure}（原文写“{row.printed.strip()}”）"
    computed = row.formula and row.source == "computed"
    return f"{value}{measure}" + (f"（{row.formula}）" if computed else "")


def gap_text(gap: Decimal, unit: str | None) -> str:
    """How far two figures are apart: 「56 条」, 「3.2个百分点」."""
    return f"{number(gap)}{'个百分点' if unit == '%' else after_number(unit)}"


def change_text(
    change: Change, unit: str | None, *, several: bool = False, share: bool = False
) -> str:
    """「2017年比2016年多 56 条，增长 13.59%（算式 (468-412)/412）」.

    Args:
        change: between two years of a body, or two bodies.
        unit: of the figures.
        several: whether other bodies' changes stand beside it, so that whose it is must be said.
        share: whether the percentage between two bodies was asked for.
    """
    whose = change.body_to if several and change.body_from == change.body_to else ""
    later, earlier = f"{whose}{change.year_to}年", f"{change.year_from}年"
    if change.body_from != change.body_to:
        apart = change.year_from != change.year_to
        later = f"{change.body_to}{later if apart else ''}"
        earlier = f"{change.body_from}{earlier if apart else ''}"
    if change.difference == 0:
        return f"{later}与{earlier}持平（{change.formula}）"
    more = change.difference > 0
    said = f"{later}比{earlier}{'多' if more else '少'} {gap_text(abs(change.difference), unit)}"
    if unit == "%":
        said = said.replace("多", "高", 1).replace("少", "低", 1)
    if change.percent is not None and (share or change.body_from == change.body_to):
        grew = change.body_from == change.body_to and change.year_from < change.year_to
        word = ("增长" if more else "下降") if grew else "多" if more else "少"
        said += f"，{word} {number(abs(change.percent))}%"
    return f"{said}（{change.formula}）"
