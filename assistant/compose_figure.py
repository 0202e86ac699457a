"""Figures → answer."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.bounds import within
from assistant.citing import Citations
from assistant.figures import Figure
from assistant.question import Query
from assistant.saying import as_asked, conclusions, per_time, with_formulas
from assistant.schema import Answer, Comparison, Fact, Notice
from assistant.wording import amount
from index.schema import IndicatorRow

_MOST_NAMED = 6
"""Bodies without a report that are named; a large index has hundreds."""


def compose_figure(query: Query, figure: Figure, cite: Citations) -> Answer:
    """The answer that states a figure, or compares it over years and bodies."""
    if query.base_body or query.base_year:
        figure = replace(figure, result=as_asked(query, figure.result))
    comparison = with_formulas(query, figure.result)
    name = name_of(figure)
    facts = _facts(figure, cite, name, query.base_years)
    several = len(comparison.rows) > 1
    computed = any(row.formula for row in comparison.rows)
    text = _several(query, figure, name) if several else _single(figure, name)
    if not several:
        text += _alone(query, comparison) + "".join(per_time(query, comparison))
        text += within(query.bound, comparison) if query.bound is not None else ""
    notices = [*_doubts(query), *figure.result.notices] if several else _beside(figure)
    # Holes in years nobody asked about are no news.
    named = query.year_named and query.body_named and not query.grouped
    notices = [n for n in notices if named or not n.text.endswith("不作推算")]
    return Answer(
        question=query.question,
        resolved_question=query.resolved,
        status="answered",
        answer=text + unavailable(query, {row.body for row in comparison.rows}),
        facts=facts,
        comparison=_cited(comparison, figure, cite) if several or computed else None,
        citations=cite.all,
        notices=tuple(dict.fromkeys(notices)),
        suggestions=_follow_ups(query, name),
    )


def _beside(figure: Figure) -> list[Notice]:
    """Notices beside a single figure; that of a partly filled row says it all itself."""
    row = figure.result.comparison.rows[0]
    said = row.value is None and row.formula
    return [n for n in figure.result.notices if not (said and n.text.endswith("不参与计算"))]


def unavailable(query: Query, bodies: Iterable[str]) -> str:
    """Which of the asked years and bodies are not loaded, and what is.

    Args:
        query: the question.
        bodies: bodies the answer has figures of.
    """
    said = []
    if query.absent_places:
        gone = "、".join(f"{body} {year} 年" for body, year in query.absent_places)
        said.append(f"没有收录{gone}的年报，不作推算。")
    elif query.absent_years and query.years:
        gone = "、".join(map(str, query.absent_years))
        have = "、".join(map(str, query.loaded_years))
        said.append(f"没有收录 {gone} 年的年报（已收录 {have} 年），不作推算。")
    if query.absent_bodies:
        said.append(f"没有收录{'、'.join(f'“{b}”' for b in query.absent_bodies)}的年报。")
    years = "、".join(map(str, query.years))
    if query.lacking:
        shown = "、".join(query.lacking[:_MOST_NAMED])
        more = f"等 {len(query.lacking)} 个机构" if len(query.lacking) > _MOST_NAMED else ""
        said.append(f"没有收录{shown}{more} {years} 年的年报。")
    lacking = [b for b in query.bodies if b not in set(bodies)]
    if query.body_named and not query.grouped and lacking and not query.places:
        said.append(f"{'、'.join(lacking)} {years} 年没有这一项的数，或没有收录年报。")
    return "".join(said)


def _cited(comparison: Comparison, figure: Figure, cite: Citations) -> Comparison:
    """The comparison with rows that point at the answer's citations."""
    rows = tuple(
        row
        if row.citation is None
        else replace(row, citation=cite.cell(figure.result.cited[row.citation]))
        for row in comparison.rows
    )
    return replace(comparison, rows=rows)


def with_figure(answer: Answer, figure: Figure, cite: Citations) -> Answer:
    """An answer from prose, the table's figure for the nearest indicator beside it."""
    if len(figure.result.comparison.rows) != 1:
        return answer
    name = name_of(figure)
    facts = _facts(figure, cite, name)
    said = f"统计表：{_single(figure, name)}"
    return replace(
        answer, answer=answer.answer + said, facts=answer.facts + facts, citations=cite.all
    )


def name_of(figure: Figure) -> str:
    """The printed name when there is one cell, else the catalogue's."""
    cells = {row.indicator.name for row in figure.result.cited}
    if figure.result.comparison.unit == "%":
        return figure.result.comparison.indicator
    keys = {row.indicator.key for row in figure.result.cited}
    printed = cells.pop() if len(cells) == 1 and keys == {figure.match.concept.key} else None
    name = printed or figure.result.comparison.indicator
    columns = {row.indicator.column for row in figure.result.cited} - {None, "总计"}
    column = figure.column or (columns.pop() if printed and len(columns) == 1 else None)
    if column == "本年度":
        column = None
    return f"{name}（{column}）" if column else name


def _facts(
    figure: Figure, cite: Citations, name: str, base: tuple[int, ...] = ()
) -> tuple[Fact, ...]:
    """Every cell the figure rests on, the asked ones before those they are compared with."""
    comparison, result = figure.result.comparison, figure.result
    order = sorted(
        range(len(comparison.rows)),
        key=lambda r: (r not in result.best, comparison.rows[r].year in base),
    )
    rows: list[IndicatorRow] = []
    for r in order:
        rows += [result.cited[i] for i in result.operands[r]]
    single = len({(r.indicator.key, r.indicator.column) for r in rows}) == 1
    return tuple(cite.fact(row, name if single else None) for row in rows)


def _single(figure: Figure, name: str) -> str:
    comparison = figure.result.comparison
    row = comparison.rows[0]
    where = f"{row.body}{row.year}年"
    if row.value is None and row.formula:
        return f"{where}{name}没有印出总数；{_filled(row.formula, comparison.unit)}。"
    if row.value is None:
        told = row.source == "computed" or len(figure.result.operands[0]) > 1
        doubt = next((n.text for n in figure.result.notices if told or n.kind == "ambiguous"), None)
        if doubt:
            return f"{doubt}。"
        return f"{where}“{name}”{amount(row, comparison.unit)}。"
    return f"{where}{name}为 {amount(row, comparison.unit)}。"


def _alone(query: Query, comparison: Comparison) -> str:
    """That a figure is not compared, for the other years' reports have none such."""
    lacking = [str(year) for year in query.years if year != comparison.rows[0].year]
    if len(query.bodies) != 1 or not lacking or not (query.cues.difference or query.cues.times):
        return ""
    return f"{'、'.join(lacking)}年的年报没有这一项的数，不能比较。"


def _filled(formula: str, unit: str | None) -> str:
    """What the filled cells of a row come to, beside blank ones."""
    shown, _, total = formula.rpartition("=")
    measured = f"{total} {unit}" if unit else total
    added = f"各格之和为 {measured}（{formula}）" if shown else f"只有一格，为 {measured}"
    return f"已填的{added}，其余格空白，没有当作 0"


def _several(query: Query, figure: Figure, name: str) -> str:
    comparison = figure.result.comparison
    lines = "；".join(
        f"{row.body}{row.year}年 {amount(row, comparison.unit)}" for row in comparison.rows
    )
    # A cell that cannot be cut is why a difference is missing: the reader sees what it may be.
    unsure = [f"{n.text}。" for n in figure.result.notices if n.text.endswith("不参与计算")]
    said = [f"{name}：{lines}。", *unsure, *conclusions(query, figure.result)]
    if figure.result.value is not None:
        said += _left_out(query, comparison)
    return "".join(said)


def _left_out(query: Query, comparison: Comparison) -> list[str]:
    """The loaded years of one body that have no such figure: the most of the others may not be it."""
    have = {row.year for row in comparison.rows}
    lacking = [str(year) for year in query.years if year not in have]
    if len(query.bodies) != 1 or not lacking:
        return []
    return [f"{'、'.join(lacking)}年的年报没有这一项，没有算在内。"]


def _doubts(query: Query) -> list[Notice]:
    """That a name fits several bodies, or that body or year were not named at all."""
    if query.short:
        bodies = "、".join(query.bodies)
        return [Notice("ambiguous", f"“{query.short}”可以指{bodies}，分别列出，请按需选看")]
    if query.intent == "value" and not (query.body_named and query.year_named):
        what = "机构" if not query.body_named else "年度"
        return [Notice("ambiguous", f"问题没有指明{what}，列出全部已收录的数，请按需选看")]
    return []


def _follow_ups(query: Query, name: str) -> tuple[str, ...]:
    if not query.bodies or not query.years:
        return ()
    body, year = query.bodies[0], max(query.years)
    asked = [f"{body}{year}年哪里对不上？"]
    if len(query.years) == 1:
        asked.insert(0, f"{body}历年{name}的变化？")
    return tuple(asked)
