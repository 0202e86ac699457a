"""Relations between a report and the year before: carried over, cumulative, in force."""

from collections.abc import Iterator

from assistant.checks.operands import (
    Operand,
    View,
    decide,
    difference,
    exact,
    keys_of,
    total,
)
from assistant.checks.quoting import cite_cells
from assistant.checks.relations import check_relation
from assistant.checks.verdicts import verdict
from assistant.schema import Finding
from corpus.catalogue import Relation


def check_years(view: View, previous: View) -> Iterator[Finding]:
    """Findings on every relation with the year before that both reports have cells for."""
    for form in view.catalogue.forms:
        if form.form != view.report.form:
            continue
        for relation in form.relations:
            if relation.accumulate:
                yield from _accumulated(view, previous, relation)
            elif any("@" in term for term in (*relation.left, *relation.right)):
                yield from check_relation(view, relation, previous)


def _accumulated(view: View, previous: View, relation: Relation) -> Iterator[Finding]:
    """历年累计(Y) = 历年累计(Y−1) + 本年度(Y), row by row."""
    for key in dict.fromkeys(i.key for i in view.report.indicators if i.key):
        columns = view.columns([key])
        if len(columns) != 2:
            continue
        this_year, so_far = columns
        cells = (view.cell(key, so_far), previous.cell(key, so_far), view.cell(key, this_year))
        if any(cell is None for cell in cells):
            continue
        left = [Operand(key, 1, view, cells[:1])]
        right = [Operand(key, 1, previous, cells[1:2]), Operand(key, 1, view, cells[2:])]
        bounds = total(left), total(right)
        result = decide("=", left, right)
        said = verdict("=", result, left, right)
        yield Finding(
            report_id=view.report.report_id,
            rule=relation.rule,
            level=relation.level,
            result=result,
            formula=f"{so_far} = {so_far}（上年度报告） + {this_year}",
            left=exact(bounds[0]),
            right=exact(bounds[1]),
            difference=difference(*bounds),
            text=f"{relation.text}；{view.name(key)}：{said}",
            citations=cite_cells((*left, *right)),
            keys=keys_of(left),
        )
