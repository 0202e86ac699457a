"""Figures → answer."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.citing import Citations
from assistant.figures import Figure
from assistant.question import Query
from assistant.schema import Answer, ComparisonRow, Fact, Notice
from assistant.wording import amount, change_text, number
from index.schema import IndicatorRow


def compose_figure(query: Query, figure: Figure, cite: Citations) -> Answer:
    """The answer that states a figure, or compares it over years and bodies."""
    comparison = figure.result.comparison
    name = _name(figure)
    facts = _facts(figure, cite, name)
    several = len(comparison.rows) > 1
    computed = any(row.formula for row in comparison.rows)
    text = _several(query, figure, name) if several else _single(figure, name)
    notices = [
        notice
        for notice in figure.result.notices
        # Holes in years nobody asked about are no news.
        if query.year_named or not notice.text.endswith("不作推算")
    ]
    if several and query.intent == "value":
        notices.append(_which(query))
    if query.absent_years:
        have = "、".join(map(str, query.years))
        gone = "、".join(map(str, query.absent_years))
        text += f"没有收录 {gone} 年的年报（已收录 {have} 年），不作推算。"
    return Answer(
        question=query.question,
        resolved_question=query.resolved,
        status="answered",
        answer=text,
        facts=facts,
        comparison=comparison if several or computed else None,
        citations=cite.all,
        notices=tuple(dict.fromkeys(notices)),
        suggestions=_follow_ups(query, name),
    )


def compose_list(query: Query, figures: Sequence[Figure], cite: Citations) -> Answer:
    """Several figures of one report, one sentence each."""
    answers = [compose_figure(query, figure, cite) for figure in figures]
    return replace(
        answers[0],
        answer="".join(a.answer for a in answers),
        facts=tuple(fact for a in answers for fact in a.facts),
        comparison=next((a.comparison for a in answers if a.comparison), None),
        citations=cite.all,
        notices=tuple(dict.fromkeys(n for a in answers for n in a.notices)),
    )


def with_figure(answer: Answer, figure: Figure, cite: Citations) -> Answer:
    """An answer from prose, the table's figure for the nearest indicator beside it."""
    if len(figure.result.comparison.rows) != 1 or figure.match.score < _NEAR:
        return answer
    name = _name(figure)
    facts = _facts(figure, cite, name)
    said = f"统计表：{_single(figure, name)}"
    return replace(
        answer, answer=answer.answer + said, facts=answer.facts + facts, citations=cite.all
    )


_NEAR = 0.5
"""An indicator matched less well is another thing, not the table's figure for the same."""


def _name(figure: Figure) -> str:
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


def _facts(figure: Figure, cite: Citations, name: str) -> tuple[Fact, ...]:
    rows: list[IndicatorRow] = []
    for operands in figure.result.operands:
        rows += [figure.result.cited[i] for i in operands]
    single = len({(r.indicator.key, r.indicator.column) for r in rows}) == 1
    return tuple(cite.fact(row, name if single else None) for row in rows)


def _single(figure: Figure, name: str) -> str:
    comparison = figure.result.comparison
    row = comparison.rows[0]
    where = f"{row.body}{row.year}年"
    if row.value is None:
        told = row.source == "computed" or len(figure.result.operands[0]) > 1
        doubt = next((n.text for n in figure.result.notices if told or n.kind == "ambiguous"), None)
        if doubt:
            return f"{doubt}。"
        return f"{where}“{name}”{amount(row, comparison.unit)}。"
    return f"{where}{name}为 {amount(row, comparison.unit)}。"


def _several(query: Query, figure: Figure, name: str) -> str:
    comparison, result = figure.result.comparison, figure.result
    lines = "；".join(_line(query, row, comparison.unit) for row in comparison.rows)
    said = [f"{name}：{lines}。"]
    if not comparison.comparable and comparison.why_not:
        said.append(f"口径不可比，只并列、不相减：{comparison.why_not}。")
    if result.best and result.value is not None:
        said.append(_extreme(query, figure))
    elif comparison.formula and result.value is not None:
        word = "平均" if query.cues.average else "合计"
        unit = f" {comparison.unit}" if comparison.unit and comparison.unit != "—" else ""
        said.append(f"{word} {number(result.value)}{unit}（{comparison.formula}）。")
    if comparison.changes and query.intent != "value":
        changes = [change_text(change, comparison.unit) for change in comparison.changes[:12]]
        said.append("；".join(changes) + "。")
    return "".join(said)


def _line(query: Query, row: ComparisonRow, unit: str | None) -> str:
    return f"{row.body}{row.year}年 {amount(row, unit)}"


def _extreme(query: Query, figure: Figure) -> str:
    comparison, result = figure.result.comparison, figure.result
    best = [comparison.rows[i] for i in result.best]
    bodies = {row.body for row in comparison.rows}
    years = {row.year for row in comparison.rows}
    names = [
        f"{row.body}{row.year}年" if len(bodies) > 1 and len(years) > 1
        else row.body if len(bodies) > 1
        else f"{row.year}年"
        for row in best
    ]  # fmt: skip
    word = "最少" if query.cues.least and not query.cues.rank else "最多"
    unit = f" {comparison.unit}" if comparison.unit and comparison.unit not in "—%" else ""
    unit = "%" if comparison.unit == "%" else unit
    value = number(result.value) if result.value is not None else ""
    return f"{word}的是{'、'.join(names)}（{value}{unit}）。"


def _which(query: Query) -> Notice:
    what = "机构" if not query.body_named else "年度"
    return Notice("ambiguous", f"问题没有指明{what}，列出全部已收录的数，请按需选看")


def _follow_ups(query: Query, name: str) -> tuple[str, ...]:
    if not query.bodies or not query.years:
        return ()
    body, year = query.bodies[0], max(query.years)
    asked = [f"{body}{year}年哪里对不上？"]
    if len(query.years) == 1:
        asked.insert(0, f"{body}历年{name}的变化？")
    return tuple(asked)
