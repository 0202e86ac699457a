"""Percentages of the running text against the counts they are printed beside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.arithmetic import plain
from assistant.checks.operands import Operand, View, whole_row
from assistant.checks.quoting import cite_cells, cite_words, quoted
from assistant.checks.sums import totalled
from assistant.prose import ProseFigure
from assistant.schema import Citation, Finding

_SHARE = re.compile(
    r"\s*[件条]?[，,（(]\s*(?:约)?占[^。；;，,\d]{0,16}?(?P<percent>\d{1,3}(?:\.\d+)?)\s*[%％]"
)
_WHOLES = ("result.total", "apply.new", "apply.handled")
"""What a result's share may be of: 办理总计, 新收, or 新收 with 上年结转."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A printed share: of which count, and what it should be a share of."""

    span: tuple[int, int]
    stated: Decimal
    count: Decimal
    whole: tuple[str, Decimal]
    cited: tuple[Citation, ...] = ()
    keys: tuple[str, ...] = ()


def check_shares(view: View) -> Iterator[Finding]:
    """Shares of results of the tables' totals, and shares of a total the text divides."""
    seen: set[int] = set()
    for figure in view.said:
        share = _SHARE.match(view.report.text, figure.end)
        found = _of_results(view, figure, share) if share is not None else None
        if found is not None:
            seen.add(figure.start)
            yield _finding(view, found)
    for division in totalled(view):
        for part in division.parts:
            quantity, total = part.quantity, division.total
            if part.share is None or total is None or quantity.start in seen or not total.value:
                continue
            end = view.report.text.find("%", quantity.end) + 1 or quantity.unit_end
            whole = ("总数", total.value)
            yield _finding(
                view,
                _Share((division.spans[-1][0], end), part.share, quantity.value, whole),
            )


def _of_results(view: View, figure: ProseFigure, share: re.Match[str]) -> _Share | None:
    """「不予公开 35 件，占 4.34%」: 35 ÷ 办理总计, rounded or cut off at the last printed digit."""
    if not all(key.startswith("result.") for key in figure.keys) or figure.columns:
        return None
    found: list[Operand] = []
    for key in _WHOLES:
        whole = whole_row(view, key)
        if whole is not None and whole.known and whole.bounds[0] > 0:
            found.append(whole)
    if not found:
        return None
    stated = Decimal(share["percent"])
    fits = [w for w in found if _is(stated, figure.value, w.bounds[0])]
    whole = fits[0] if fits else found[0]
    return _Share(
        (figure.clause_start, share.end()),
        stated,
        figure.value,
        (view.name(whole.key), whole.bounds[0]),
        cite_cells([whole]),
        (*figure.keys, whole.key),
    )


def _is(stated: Decimal, count: Decimal, whole: Decimal) -> bool:
    last_digit = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    return abs(count * 100 / whole - stated) < last_digit


def _finding(view: View, share: _Share) -> Finding:
    name, whole = share.whole
    fits = _is(share.stated, share.count, whole)
    true = (share.count * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    formula = f"{plain(share.count)} ÷ {plain(whole)} = {plain(true)}%"
    said = "相符" if fits else "不符"
    return Finding(
        report_id=view.report.report_id,
        rule="正文的比例",
        level="warning",
        result="pass" if fits else "fail",
        formula=f"件数 ÷ {name}",
        left=plain(share.stated),
        right=plain(true),
        difference=plain(share.stated - true),
        text=f"正文{quoted(view, share.span)}：{formula}（分母为{name}），"
        f"与所写 {plain(share.stated)}% {said}",
        citations=(cite_words(view, share.span), *share.cited),
        keys=share.keys,
    )
