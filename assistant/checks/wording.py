"""Words of the running text that say more than a count: its share, and how all cases ended."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from assistant.arithmetic import plain
from assistant.checks.operands import Operand, View, cite_cells, operand_of
from assistant.prose import ProseFigure, prose_figures
from assistant.schema import Citation, Finding
from assistant.sentences import section_at

_SHARE = re.compile(
    r"\s*[件条]?[，,（(]\s*(?:约)?占[^。；;，,\d]{0,16}?(?P<percent>\d{1,3}(?:\.\d+)?)\s*[%％]"
)
_ALL_UPHELD = re.compile(
    r"\s*[件起][，,]?(?:结果)?(?:均|全部|都)(?:已|被|获|为|予以|判决|得到)*维持"
)
_WHOLES = ("result.total", "apply.new", "apply.handled")
"""What a result's share may be of: 办理总计, 新收, or 新收 with 上年结转."""
_CASES = ("review", "lawsuit")


def check_wording(view: View) -> Iterator[Finding]:
    """Percentages that their own count does not give; 均获维持 against other outcomes."""
    for figure in prose_figures(view.report):
        share = _SHARE.match(view.report.text, figure.end)
        if share is not None:
            yield from _share(view, figure, share)
        if _ALL_UPHELD.match(view.report.text, figure.end):
            yield from _upheld(view, figure)


def _share(view: View, figure: ProseFigure, share: re.Match[str]) -> Iterator[Finding]:
    """「不予公开 35 件，占 4.34%」: 35 ÷ 办理总计, rounded or cut off at the last printed digit."""
    if not all(key.startswith("result.") for key in figure.keys) or figure.columns:
        return
    wholes = [w for key in _WHOLES if (w := _whole(view, key)) and w.known and w.bounds[0] > 0]
    if not wholes:
        return
    stated = Decimal(share["percent"])
    last_digit = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    shares = [figure.value * 100 / w.bounds[0] for w in wholes]
    fits = [w for w, s in zip(wholes, shares, strict=True) if abs(s - stated) < last_digit]
    whole = fits[0] if fits else wholes[0]
    true = (figure.value * 100 / whole.bounds[0]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    formula = f"{plain(figure.value)} ÷ {plain(whole.bounds[0])} = {plain(true)}%"
    said = "相符" if fits else "不符"
    span = (figure.clause_start, share.end())
    quote = view.report.text[slice(*span)].strip()
    yield Finding(
        report_id=view.report.report_id,
        rule="正文的比例",
        level="warning",
        result="pass" if fits else "fail",
        formula=f"件数 ÷ {view.name(whole.key)}",
        left=plain(stated),
        right=plain(true),
        difference=plain(stated - true),
        text=f"正文“{quote}”：{formula}（分母为{view.name(whole.key)}），与所写 {plain(stated)}% {said}",
        citations=(_quote(view, span), *cite_cells([whole])),
        keys=(*figure.keys, whole.key),
    )


def _upheld(view: View, figure: ProseFigure) -> Iterator[Finding]:
    """「诉讼 9 件，均获维持」 while the table has cases that ended otherwise or have not."""
    if figure.keys[0] not in _CASES or len(figure.keys) > 1:
        return
    key = figure.keys[0]
    upheld = _whole(view, f"{key}.upheld")
    if upheld is None:
        return
    others = [
        o
        for ending in ("corrected", "other", "pending")
        if (o := _whole(view, f"{key}.{ending}")) is not None and o.bounds[0] > 0
    ]
    if not others:
        return
    span = (figure.clause_start, _end_of_sentence(view, figure))
    quote = view.report.text[slice(*span)].strip()
    named = "、".join(f"{_ending(view, o)} {_counted(o)} 件" for o in others)
    yield Finding(
        report_id=view.report.report_id,
        rule="正文的结果",
        level="warning",
        result="fail",
        formula="均获维持 = 没有其他结果",
        left="0",
        right=plain(sum((o.bounds[0] for o in others), Decimal(0))),
        difference=None,
        text=f"正文“{quote}”说均获维持，统计表{view.name(key)}中结果维持 {_counted(upheld)} 件，另有{named}",
        citations=(_quote(view, span), *cite_cells([upheld, *others])),
        keys=(key, upheld.key, *(o.key for o in others)),
    )


def _end_of_sentence(view: View, figure: ProseFigure) -> int:
    found = _ALL_UPHELD.match(view.report.text, figure.end)
    return found.end() if found else figure.clause_end


def _counted(operand: Operand) -> str:
    """The printed figures of a row that may have blanks: ``8``, or ``5+3``."""
    return "+".join(plain(c.value) for c in operand.cells if c is not None and c.value) or "0"


def _ending(view: View, operand: Operand) -> str:
    return next((c.column for c in operand.cells if c and c.column), view.name(operand.key))


def _whole(view: View, key: str) -> Operand | None:
    """A row's total column, or a sum of rows."""
    place = view.layout.places.get((view.report.form, key))
    column = place.total if place else None
    if place is None:
        parts = view.layout.parts.get((view.report.form, key), ())
        labels = view.columns(parts)
        column = labels[-1] if labels else None
    return operand_of(view, key, column)


def _quote(view: View, span: tuple[int, int]) -> Citation:
    report = view.report
    section = section_at(report.sections, span[0])
    path = section.path if section else ()
    text = report.text[slice(*span)]
    return Citation("section", report.report_id, report.body, report.year, path, text, *span, 1.0)
