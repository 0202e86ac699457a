"""The arithmetic the forms prescribe, checked within one report."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from assistant.arithmetic import plain
from assistant.checks.operands import (
    Operand,
    View,
    all_blank,
    decide,
    difference,
    exact,
    keys_of,
    operand_of,
    total,
)
from assistant.checks.quoting import cite_cells
from assistant.checks.verdicts import verdict
from assistant.schema import Finding
from corpus.catalogue import Relation, Row, Table
from corpus.schema import Indicator

_MOST_TERMS = 14
"""A heading row is explained by at most this many filled rows below it (2^14 sums)."""


def check_relations(view: View) -> Iterator[Finding]:
    """Findings on every relation of the report's form, row totals and filled heading rows."""
    for form in view.catalogue.forms:
        if form.form != view.report.form:
            continue
        for relation in form.relations:
            if not _is_about_years(relation):
                yield from check_relation(view, relation)
        for table in form.tables:
            if table.kind == "matrix" and table.total_column is not None:
                yield from _row_totals(view, table)
            if table.kind == "list":
                yield from _headings(view, table, form.relations)


def check_relation(
    view: View, relation: Relation, previous: View | None = None
) -> Iterator[Finding]:
    """One relation, in every column where the form wants it so; nothing when it has no cells."""
    terms = (*relation.left, *relation.right)
    keys = [term.lstrip("-").partition("@")[0] for term in terms]
    columns = view.columns(keys) if relation.each_column else (_only_column(view, keys),)
    for column in columns:
        left = _operands(view, relation.left, column, previous)
        right = _operands(view, relation.right, column, previous)
        if left is None or right is None:
            continue
        if relation.heading and not all(o.known for o in left):
            continue
        if column not in (None, _only_column(view, keys)) and all_blank((*left, *right)):
            continue  # a column nobody filled; the total column says it once
        yield _finding(view, relation, column, (left, right))


def _is_about_years(relation: Relation) -> bool:
    return relation.accumulate or any("@" in term for term in (*relation.left, *relation.right))


def _only_column(view: View, keys: Sequence[str]) -> str | None:
    """Outside ``each_column`` a matrix is judged in its total, else its first column."""
    for key in keys:
        place = view.layout.places.get((view.report.form, key))
        if place is not None:
            return place.total or place.columns[0]
    return None


def _operands(
    view: View, terms: Sequence[str], column: str | None, previous: View | None
) -> list[Operand] | None:
    """The terms of a side; None when one of them is not in the report at all."""
    found = []
    for term in terms:
        key, _, year = term.partition("@")
        where = previous if year else view
        operand = operand_of(where, key, column) if where is not None else None
        if operand is None:
            return None
        found.append(operand)
    return found


def _finding(
    view: View,
    relation: Relation,
    column: str | None,
    sides: tuple[Sequence[Operand], Sequence[Operand]],
) -> Finding:
    left, right = total(sides[0]), total(sides[1])
    result = decide(relation.op, *sides)
    said = verdict(relation.op, result, *sides)
    where = f"{column}列：" if relation.each_column and column else ""
    terms: tuple[Indicator, ...] = ()
    if relation.heading and result == "fail":
        terms = _sum_below(view, relation.left[0], left[0])
    operands = (*sides[0], *sides[1])
    explained = cite_cells([Operand(relation.left[0], 1, view, terms)]) if terms else ()
    return Finding(
        report_id=view.report.report_id,
        rule=relation.rule,
        level=relation.level,
        result=result,
        formula=_formula(view, relation, sides),
        left=exact(left),
        right=exact(right),
        difference=difference(left, right),
        text=f"{relation.text}；{where}{said}{_explanation(left[0], terms)}",
        citations=tuple(dict.fromkeys((*cite_cells(operands), *explained))),
        keys=keys_of(operands),
    )


def _formula(
    view: View, relation: Relation, sides: tuple[Sequence[Operand], Sequence[Operand]]
) -> str:
    if " = " in relation.rule:
        return relation.rule
    sign = {"=": "=", ">=": "≥", "<=": "≤"}[relation.op]
    return f"{_named(view, sides[0])} {sign} {_named(view, sides[1])}"


def _named(view: View, operands: Sequence[Operand]) -> str:
    text = ""
    for o in operands:
        name = o.view.name(o.key) + ("" if o.view is view else "（上年度报告）")
        joint = " - " if o.sign < 0 else " + "
        text += (joint if text else joint.strip().removeprefix("+")) + name
    return text


def _row_totals(view: View, table: Table) -> Iterator[Finding]:
    """总计 = the other columns, in every row that has figures."""
    others = [c.label for c in table.columns if c.label != table.total_column]
    for row in table.rows:
        if row.key is None or view.cell(row.key, table.total_column) is None:
            continue
        left = [Operand(row.key, 1, view, (view.cell(row.key, table.total_column),))]
        right = [Operand(row.key, 1, view, (view.cell(row.key, c),)) for c in others]
        if all_blank((*left, *right)):
            continue
        bounds = total(left), total(right)
        result = decide("=", left, right)
        said = verdict("=", result, left, right)
        yield Finding(
            report_id=view.report.report_id,
            rule="每行总计",
            level="error",
            result=result,
            formula=f"{table.total_column} = {' + '.join(others)}",
            left=exact(bounds[0]),
            right=exact(bounds[1]),
            difference=difference(*bounds),
            text=f"“{view.name(row.key)}”一行的总计应等于各列之和；{said}",
            citations=cite_cells((*left, *right)),
            keys=(row.key,),
        )


def _headings(view: View, table: Table, relations: Sequence[Relation]) -> Iterator[Finding]:
    """Heading rows filled with a number that nothing below them gives."""
    related = {term for r in relations if r.heading for term in r.left}
    for row in table.rows:
        if row.unit != "—" or row.key is None or row.key in related:
            continue
        cell = view.cell(row.key, None)
        if cell is None or not cell.value or _sum_below(view, row.key, cell.value):
            continue
        yield Finding(
            report_id=view.report.report_id,
            rule="标题行填数",
            level="warning",
            result="fail",
            formula="标题行不填数",
            left=plain(cell.value),
            right=None,
            difference=None,
            text=f"“{view.name(row.key)}”是标题行，按规定不填数；所填 {plain(cell.value)} "
            "与下面各行都对不上",
            citations=cite_cells([Operand(row.key, 1, view, (cell,))]),
            keys=(row.key,),
        )


def _explanation(value: Decimal, terms: Sequence[Indicator]) -> str:
    """What a heading row holds, where rows below it add up to that."""
    if not terms:
        return ""
    values = " + ".join(plain(cell.value or Decimal(0)) for cell in terms)
    names = "、".join(cell.name for cell in terms)
    return f"；所填 {plain(value)} = {values}，正是下面“{names}”相加"


def _sum_below(view: View, key: str, value: Decimal) -> tuple[Indicator, ...]:
    """The fewest filled rows below a heading that add up to ``value``; empty when none do."""
    cells = [c for row in _below(view, key) if row.key and (c := view.cell(row.key, None))]
    filled = [c for c in cells if c.value][:_MOST_TERMS]
    for size in range(1, len(filled) + 1):
        for chosen in combinations(filled, size):
            if sum((c.value or Decimal(0) for c in chosen), Decimal(0)) == value:
                return chosen
    return ()


def _below(view: View, key: str) -> Iterator[Row]:
    for form in view.catalogue.forms:
        for table in form.tables if form.form == view.report.form else ():
            at = next((i for i, row in enumerate(table.rows) if row.key == key), None)
            if at is None or table.kind != "list":
                continue
            for row in table.rows[at + 1 :]:
                if row.depth <= table.rows[at].depth:
                    return
                yield row
