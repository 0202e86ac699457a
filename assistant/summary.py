"""Sum, average, extremes and ranks over the rows of a comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.arithmetic import operand, plain, rounded
from assistant.measure import Measured
from assistant.schema import Notice


@dataclass(frozen=True, slots=True)
class Summary:
    """``order`` re-orders the rows (ranking: largest first); the rest speaks of that order."""

    order: tuple[int, ...]
    value: Decimal | None = None
    formula: str | None = None
    best: tuple[int, ...] = ()
    ranks: tuple[int | None, ...] = ()
    notices: tuple[Notice, ...] = ()


def summarise(operation: str, measured: Sequence[Measured], comparable: bool) -> Summary:
    """What the operation adds to the rows; nothing when they do not compare."""
    order = tuple(range(len(measured)))
    cautions = tuple(
        Notice("scope", f"{m.body} {m.year} 年的分母只有 {plain(m.small_whole)}，比例起伏大")
        for m in measured
        if m.small_whole is not None
    )
    valued = [m.value for m in measured if m.value is not None]
    if operation not in ("sum", "average", "max", "min", "rank") or not valued:
        return Summary(order, notices=cautions)
    if not comparable:
        refusal = Notice("not_comparable", f"各行口径或单位不可比，不{_VERB[operation]}")
        return Summary(order, notices=(refusal, *cautions))
    if operation in ("sum", "average"):
        return _total(operation, measured, valued, cautions)
    if operation == "rank":
        return _ranking(measured, cautions)
    return _extreme(operation, measured, valued, cautions)


_VERB = {"sum": "相加", "average": "求平均", "max": "比大小", "min": "比大小", "rank": "排名"}


def _total(
    operation: str,
    measured: Sequence[Measured],
    valued: Sequence[Decimal],
    cautions: tuple[Notice, ...],
) -> Summary:
    order = tuple(range(len(measured)))
    if measured[0].unit == "%" and operation == "sum":
        refusal = Notice("not_comparable", "比例不能相加")
        return Summary(order, notices=(refusal, *cautions))
    added = "+".join(operand(v) for v in valued)
    total = sum(valued, Decimal(0))
    skipped = len(measured) - len(valued)
    if skipped:
        cautions = (*cautions, Notice("scope", f"有 {skipped} 行没有数值，未计入"))
    if operation == "sum":
        return Summary(order, total, f"{added}={plain(total)}", notices=cautions)
    mean = rounded(total / len(valued))
    formula = f"({added})/{len(valued)}={plain(mean)}"
    return Summary(order, mean, formula, notices=cautions)


def _extreme(
    operation: str,
    measured: Sequence[Measured],
    valued: Sequence[Decimal],
    cautions: tuple[Notice, ...],
) -> Summary:
    value = max(valued) if operation == "max" else min(valued)
    best = tuple(i for i, m in enumerate(measured) if m.value == value)
    formula = f"{operation}({', '.join(plain(v) for v in valued)})={plain(value)}"
    return Summary(tuple(range(len(measured))), value, formula, best, notices=cautions)


def _ranking(measured: Sequence[Measured], cautions: tuple[Notice, ...]) -> Summary:
    """Largest first, equal values sharing a rank (1, 2, 2, 4); rows without a value last."""
    values = [m.value for m in measured]
    order = sorted(
        range(len(measured)), key=lambda i: (values[i] is None, -(values[i] or Decimal(0)), i)
    )
    ranks: list[int | None] = []
    shown: list[str] = []
    for place, i in enumerate(order):
        value = values[i]
        if value is None:
            ranks.append(None)
            continue
        tied = place > 0 and values[order[place - 1]] == value
        ranks.append(ranks[-1] if tied else place + 1)
        shown.append(f"{' = ' if tied else ' > ' if place else ''}{plain(value)}")
    best = tuple(i for i, rank in enumerate(ranks) if rank == 1)
    top = values[order[0]]
    return Summary(tuple(order), top, "".join(shown), best, tuple(ranks), cautions)
