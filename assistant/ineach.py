"""What is worked out within each of several reports: 「采纳率，三年里哪年最高」, 「各年平均每场几人」."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from assistant.arithmetic import operand, plain, rounded, sum_formula
from assistant.checked import Checked
from assistant.compare import ComparisonRequest, Operation, compare_measured
from assistant.concepts import ConceptMatcher, certain
from assistant.figures import Figure
from assistant.intent import EACH, PER_PIECE, Cues
from assistant.items import listed_figures
from assistant.measure import Measure, Measured
from assistant.query import Query
from assistant.stated_figures import MOST_READ
from assistant.stated_pairs import asks_done_share, left_undone, mean_of
from corpus.catalogue import Catalogue, Concept
from corpus.normalise import fold
from index.search import Index

_Way = Literal["mean", "share", "sum"]


def worked_in_each(
    query: Query, matcher: ConceptMatcher, index: Index, catalogue: Catalogue, checked: Checked
) -> Figure | None:
    """A share, a mean or a total of figures of every asked report, compared over the reports.

    None unless two reports at least have the figures, and for 「增长百分之几」, which is worked
    out between reports.
    """
    places = query.asked_places
    if not 1 < len(places) <= MOST_READ or query.base_body or (way := _way(query)) is None:
        return None
    measured, names = [], []
    for body, year in places:
        alone = _in_one(query, body, year, sums=way == "sum")
        figures: tuple[Figure, ...] = ()
        if way == "mean":
            figures = mean_of(alone, index, catalogue, checked)
        elif way == "share":
            figures = left_undone(alone, index, catalogue, checked)
        if not figures and way != "mean":
            figures = listed_figures(alone, matcher, index, catalogue, checked)
        one = _measured(figures, way) if figures else None
        if one is not None:
            measured.append(one)
            names = [figure.result.comparison.indicator for figure in figures]
    if len(measured) < 2 or len({m.unit for m in measured}) > 1:
        return None
    return _figure(query, _name(names, way), measured, catalogue)


def _way(query: Query) -> _Way | None:
    """What is to be worked out within each report."""
    cues = query.cues
    if PER_PIECE.search(fold(query.question)):
        return "mean"
    if cues.percent or asks_done_share(query) is not None:
        return "share"
    apart = cues.difference or cues.extreme or cues.rank or EACH.search(query.text)
    return "sum" if cues.sums and apart else None


def _name(names: Sequence[str], way: _Way) -> str:
    if way == "sum":
        return f"{'、'.join(names)}合计"
    part, whole = names
    return f"平均每{whole}的{part}" if way == "mean" else f"{part}占{whole}的比例"


def _in_one(query: Query, body: str, year: int, *, sums: bool) -> Query:
    """The question asked of one report, without what compares the reports."""
    cues = replace(
        query.cues, trend=False, extreme=False, rank=False, sums=sums, difference=False,
        growth=False, least=False, streak=False, comparable=False,
    )  # fmt: skip
    return replace(
        query, bodies=(body,), years=(year,), places=(), absent_places=(), absent_years=(),
        base_years=(), base_year=0, intent="value", cues=cues,
    )  # fmt: skip


def _measured(figures: Sequence[Figure], way: _Way) -> Measured | None:
    """One figure as a share of another, how many of it there are for one of it, or the total."""
    rows = [row for figure in figures for row in figure.result.comparison.rows]
    values = [row.value for row in rows if row.value is not None]
    units = {figure.result.comparison.unit for figure in figures}
    if len(values) < len(rows) or len(rows) < 2 or len(rows) > len(figures):
        return None
    if way == "sum":
        formula = sum_formula(values)
        value = sum(values, Decimal(0))
        if len(units) > 1:
            return None
    else:
        part, whole = values[0], values[-1]
        if len(rows) != 2 or whole <= 0 or (way == "share" and part > whole):
            return None
        formula = f"{operand(part)}/{plain(whole)}"
        value = rounded(part * (Decimal(1) if way == "mean" else Decimal(100)) / whole)
    cells = tuple(cell for figure in figures for cell in figure.result.cited)
    return Measured(
        body=rows[0].body,
        year=rows[0].year,
        form=cells[0].form,
        value=value,
        unit="%" if way == "share" else figures[0].result.comparison.unit,
        printed=plain(value),
        cells=cells,
        formula=formula,
        source="computed",
    )


def _figure(query: Query, name: str, measured: Sequence[Measured], catalogue: Catalogue) -> Figure:
    unit = measured[0].unit
    what = Measure(name, name, None, unit, (), frozenset(), frozenset())
    wanted = ComparisonRequest(
        name, None, query.bodies, query.years, _operation(query.cues), places=query.places
    )
    result = compare_measured(catalogue, what, measured, wanted)
    concept = Concept(name, "indicator", name, unit, (), ())
    return Figure(certain(concept), None, result)


def _operation(cues: Cues) -> Operation:
    if cues.extreme or cues.rank:
        return "rank" if cues.rank else "min" if cues.least else "max"
    return "trend" if cues.trend else "compare"


def as_compared(query: Query) -> Query:
    """The question with an intent by which its figures are set against each other."""
    return replace(query, intent="rank" if query.cues.extreme or query.cues.rank else "compare")
