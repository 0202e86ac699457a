"""Indicator cells of several reports → one comparison: rows, changes, what is missing, why not.

Nothing is interpolated, no blank counts as 0, unlike units are never mixed, and pairs the
catalogue calls 不可比 are shown side by side without a difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.cells import Cells, cells_by_report
from assistant.differences import changes_of, comparability, zero_bases
from assistant.layout import layout_of
from assistant.measure import Measure, Measured, common_unit, in_unit, measure
from assistant.rates import CHANNEL, OVERLAP
from assistant.schema import Comparison, ComparisonRow, Notice
from assistant.summary import summarise
from corpus.catalogue import Catalogue, Form
from index.schema import IndicatorRow

Operation = Literal["compare", "trend", "rank", "sum", "share", "max", "min", "average"]


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """What to compare. Empty ``bodies`` or ``years`` mean all there are in the rows.

    ``key`` is an indicator key or a rate (``rate.granted``). ``column`` None means the total.
    ``denominator`` is for ``share``; None takes the natural whole (办理总计 for results).
    """

    key: str
    column: str | None = None
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    operation: Operation = "compare"
    denominator: str | None = None
    label: str | None = None
    """Name to show instead of the catalogue's."""
    places: tuple[tuple[str, int], ...] = ()
    """Bodies each in years of their own; empty for all ``bodies`` in all ``years``."""


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """A comparison and what it rests on.

    ``cited[i]`` is the cell that citation ``i`` of ``comparison.rows`` means; ``operands[r]``
    are the indexes of every cell row ``r`` was computed from (its citation included).
    ``value`` is the sum, average or extreme; ``best`` the rows that reach the extreme, ties
    included; ``ranks[r]`` the 1-based rank of row ``r``, equal values sharing one.
    """

    comparison: Comparison
    cited: tuple[IndicatorRow, ...]
    operands: tuple[tuple[int, ...], ...]
    notices: tuple[Notice, ...]
    value: Decimal | None = None
    best: tuple[int, ...] = ()
    ranks: tuple[int | None, ...] = ()


def compare_rows(
    catalogue: Catalogue, rows: Sequence[IndicatorRow], wanted: ComparisonRequest
) -> ComparisonResult:
    """Compare one indicator over the bodies and years of ``rows``.

    ``rows`` must hold every cell of ``measured_keys(catalogue, wanted)``; others are ignored.

    Raises:
        UsageError: a share was asked for and nothing says of what.
    """
    what = measure(catalogue, wanted.key, wanted.column, _denominator(wanted))
    return compare_measured(catalogue, what, _measure_all(catalogue, what, rows, wanted), wanted)


def compare_measured(
    catalogue: Catalogue, what: Measure, measured: Sequence[Measured], wanted: ComparisonRequest
) -> ComparisonResult:
    """Compare what was measured in several reports, one value in each."""
    unit = common_unit(measured)
    printed = sorted({m.unit for m in measured if m.unit is not None})
    measured = [in_unit(m, unit) for m in measured]
    judged = comparability(catalogue, what.compared, measured)
    summary = summarise(wanted.operation, measured, judged.comparable)
    measured = [measured[i] for i in summary.order]
    cited, operands = _cite(measured)
    changes = changes_of(measured, judged, cross_bodies=wanted.operation == "compare")
    missing, gaps = _gaps(catalogue, what, measured, wanted)
    comparison = Comparison(
        indicator=wanted.label or what.name,
        unit=unit,
        column=wanted.column,
        rows=tuple(_row(m, o) for m, o in zip(measured, operands, strict=True)),
        changes=changes,
        missing=missing,
        comparable=judged.comparable,
        why_not=judged.why_not,
        formula=summary.formula,
    )
    notices = (
        *gaps,
        *_one_unit(unit, printed),
        *_doubts(measured, what),
        *judged.notices,
        *summary.notices,
        *zero_bases(changes, unit),
        *(Notice("scope", OVERLAP) for r in what.ratios if r.part.startswith(CHANNEL)),
    )
    return ComparisonResult(
        comparison,
        cited,
        operands,
        tuple(dict.fromkeys(notices)),
        summary.value,
        summary.best,
        summary.ranks,
    )


def measured_keys(catalogue: Catalogue, wanted: ComparisonRequest) -> frozenset[str]:
    """The indicator keys whose cells ``compare_rows`` needs to answer ``wanted``.

    Raises:
        UsageError: a share was asked for and nothing says of what.
    """
    return measure(catalogue, wanted.key, wanted.column, _denominator(wanted)).keys


def _denominator(wanted: ComparisonRequest) -> str | None:
    """The whole of a share; "" asks for the natural one."""
    return (wanted.denominator or "") if wanted.operation == "share" else wanted.denominator


def _measure_all(
    catalogue: Catalogue, what: Measure, rows: Sequence[IndicatorRow], wanted: ComparisonRequest
) -> list[Measured]:
    reports = cells_by_report(rows, what.keys, lambda row: _asked(row, wanted))
    order = {body: i for i, body in enumerate(wanted.bodies)}
    layout = layout_of(catalogue)
    measured = []
    for body, year in sorted(reports, key=lambda at: (order.get(at[0], 0), *at)):
        first, cells = reports[body, year]
        one = what.of(layout, Cells(cells), first)
        if one is not None:
            measured.append(one)
    return measured


def _asked(row: IndicatorRow, wanted: ComparisonRequest) -> bool:
    """Whether a report, known by its first cell, is asked for."""
    if wanted.places and (row.body, row.year) not in wanted.places:
        return False
    here = not wanted.bodies or row.body in wanted.bodies
    return here and (not wanted.years or row.year in wanted.years)


def _cite(
    measured: Sequence[Measured],
) -> tuple[tuple[IndicatorRow, ...], tuple[tuple[int, ...], ...]]:
    cited: list[IndicatorRow] = []
    operands = []
    for m in measured:
        operands.append(tuple(range(len(cited), len(cited) + len(m.cells))))
        cited += m.cells
    return tuple(cited), tuple(operands)


def _row(m: Measured, operands: tuple[int, ...]) -> ComparisonRow:
    return ComparisonRow(
        body=m.body,
        year=m.year,
        value=m.value,
        printed=m.printed,
        citation=operands[0] if operands else None,
        formula=m.formula,
        source=m.source,
    )


def _gaps(
    catalogue: Catalogue, what: Measure, measured: Sequence[Measured], wanted: ComparisonRequest
) -> tuple[tuple[int, ...], list[Notice]]:
    """Years nobody has, and a notice for each hole and each body without any data."""
    if wanted.places:
        have_it = {(m.body, m.year) for m in measured}
        lacking = [p for p in wanted.places if p not in have_it]
        name = f"{what.name}（{what.column}）" if what.column else what.name
        return (), [Notice("scope", f"{b} {y} 年没有“{name}”的数") for b, y in lacking]
    have: dict[str, set[int]] = {body: set() for body in wanted.bodies}
    for m in measured:
        have.setdefault(m.body, set()).add(m.year)
    present = set[int]().union(*have.values())
    years = set(wanted.years) or _span(present, wanted.operation)
    missing = tuple(sorted(years - present))
    notices = [Notice("scope", _no_year(catalogue.forms, what, year)) for year in missing]
    for body, its in have.items():
        holes = sorted(years & present - its)
        if not its:
            notices.append(Notice("scope", f"没有收录{body}的“{what.name}”"))
        elif holes:
            said = "、".join(map(str, holes))
            notices.append(Notice("scope", f"{body}缺 {said} 年的数据，不作推算"))
    return missing, notices


def _span(present: set[int], operation: Operation) -> set[int]:
    if operation not in ("trend", "compare") or not present:
        return present
    return set(range(min(present), max(present) + 1))


def _no_year(forms: Sequence[Form], what: Measure, year: int) -> str:
    official = [f for f in forms if f.form != "local" and f.years[0] <= year <= f.years[1]]
    if official and what.forms and not any(what.given_by(f) for f in official):
        return f"{year} 年适用的统计表没有“{what.name}”这一项"
    if what.column is not None:
        return f"{year} 年没有“{what.name}”中“{what.column}”的数"
    return f"缺 {year} 年的数据，不作推算"


def _doubts(measured: Sequence[Measured], what: Measure) -> list[Notice]:
    notices = []
    for m in measured:
        where = f"{m.body} {m.year} 年“{what.name}”"
        if m.doubt is not None:
            kind: Literal["ambiguous", "scope"] = "ambiguous" if m.ambiguous else "scope"
            notices.append(Notice(kind, f"{where}：{m.doubt}，不参与计算"))
        notices += [Notice("ambiguous", f"{where}：{said}") for said in _settled(m)]
        if m.source == "prose" and m.value is not None:
            # What no form has a row for may yet stand in the table under another name.
            lacking = "，统计表中没有这一项" if what.forms else ""
            notices.append(Notice("scope", f"{where}取自正文{lacking}"))
    return notices


def _one_unit(unit: str | None, printed: Sequence[str]) -> list[Notice]:
    """That occasions printed in several units are counted as one kind."""
    if unit != "次" or len(printed) < 2:
        return []
    return [Notice("scope", f"原文的单位写作{'、'.join(printed)}，都是办了几次，按次比较")]


def _settled(m: Measured) -> list[str]:
    """How cells that their own table leaves open were found, the reason in their note."""
    cells = [row.indicator for row in m.cells]
    notes = [c.note for c in cells if c.candidates and c.value is not None and c.note]
    return [f"原文连写，{note}" for note in dict.fromkeys(notes)]
