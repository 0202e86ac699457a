"""A comparison as sentence, table and plotly figure."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Any

from assistant.schema import Answer, Change, Comparison, ComparisonRow
from assistant.web.links import download
from assistant.web.render.answers import shown, told
from assistant.web.render.engine import render
from assistant.wording import number

_COLOURS = ("#1d4ed8", "#c2410c", "#0f766e", "#7e22ce", "#a16207", "#be123c", "#0369a1", "#4d7c0f")
"""Each at least 4.5:1 against white."""
_INK = "#334155"
_BREAK = "#dc2626"
_GRID = "rgba(100,116,139,.25)"


def comparison(answer: Answer, asked: str, bodies: Sequence[str], years: Sequence[int]) -> str:
    """The comparison's words and table.

    Args:
        answer: of ``Assistant.compare`` or of a comparing question.
        asked: the indicator as chosen, for the download links.
        bodies: as chosen; empty means all.
        years: as chosen; empty means all.
    """
    found = answer.comparison
    rows = [] if found is None else [_row(answer, found, row) for row in found.rows]
    return render(
        "compare",
        answer=answer,
        comparison=found,
        rows=rows,
        notices=told(answer),
        csv=download("compare.csv", indicator=asked, body=bodies, year=years),
        word=download("compare.docx", indicator=asked, body=bodies, year=years),
    )


def change_before(found: Comparison, row: ComparisonRow) -> Change | None:
    """The change that ends at a row, within its body."""
    for change in found.changes:
        if (change.body_from, change.body_to) == (row.body, row.body) and (
            change.year_to == row.year
        ):
            return change
    return None


def change_of(found: Comparison, row: ComparisonRow) -> str:
    """「-64（-29.36%）」 against the year before in the table, empty when there is none."""
    change = change_before(found, row)
    if change is None:
        return ""
    sign = "+" if change.difference > 0 else ""
    rate = "" if change.percent is None else f"（{sign}{number(change.percent)}%）"
    return f"{sign}{number(change.difference)}{rate}"


def chart(found: Comparison) -> Any:  # noqa: ANN401 - plotly is untyped
    """Grouped bars from zero by year; a missing year keeps its empty place."""
    from plotly import graph_objects

    known = {row.year for row in found.rows} | set(found.missing)
    years = range(min(known), max(known) + 1)
    bodies = list(dict.fromkeys(row.body for row in found.rows))
    figure = graph_objects.Figure()
    for i, body in enumerate(bodies):
        values = {row.year: row for row in found.rows if row.body == body}
        printed = [_label(values.get(year)) for year in years]
        figure.add_bar(
            name=escape(body),  # plotly reads a subset of HTML in every text
            x=[str(year) for year in years],
            y=[_height(values.get(year)) for year in years],
            text=printed,
            textposition="outside",
            cliponaxis=False,
            marker_color=_COLOURS[i % len(_COLOURS)],
            hovertemplate="%{fullData.name}<br>%{x}年：%{text}<extra></extra>",
        )
    _lay_out(figure, found, len(bodies))
    _mark_gaps(figure, found, years)
    return figure


def breaks(found: Comparison) -> tuple[tuple[int, int], ...]:
    """Neighbouring years that both have figures and yet no difference: they do not compare."""
    if found.comparable:
        return ()
    changed = {(c.year_from, c.year_to) for c in found.changes if c.body_from == c.body_to}
    pairs = []
    for body in dict.fromkeys(row.body for row in found.rows):
        years = sorted(r.year for r in found.rows if r.body == body and r.value is not None)
        pairs += [(a, b) for a, b in pairwise(years) if (a, b) not in changed]
    return tuple(sorted(set(pairs)))


def _row(answer: Answer, found: Comparison, row: ComparisonRow) -> dict[str, object]:
    citation = None if row.citation is None else answer.citations[row.citation]
    return {
        "body": row.body,
        "year": row.year,
        "shown": shown(row, found.unit),
        "blank": row.value is None,
        "change": change_of(found, row),
        "formula": row.formula or "",
        "citation": citation,
        "mark": (row.citation or 0) + 1,
    }


def _height(row: ComparisonRow | None) -> float | None:
    return None if row is None or row.value is None else float(row.value)


def _label(row: ComparisonRow | None) -> str:
    return "" if row is None or row.value is None else number(row.value)


def _lay_out(figure: Any, found: Comparison, bodies: int) -> None:  # noqa: ANN401
    unit = f"（{found.unit}）" if found.unit and found.unit != "—" else ""
    column = f"（{found.column}）" if found.column and found.column != "总计" else ""
    title = escape(f"{found.indicator}{column}{unit}")
    figure.update_layout(
        title={"text": title, "font": {"size": 15, "color": _INK}},
        barmode="group",
        showlegend=bodies > 1,
        legend={"orientation": "h", "y": -0.18, "font": {"color": _INK}},
        font={"color": _INK, "size": 13},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 56, "r": 16, "t": 64, "b": 48},
        height=340,
        bargap=0.35,
        dragmode=False,
    )
    figure.update_xaxes(type="category", fixedrange=True, color=_INK)
    figure.update_yaxes(
        rangemode="tozero", gridcolor=_GRID, fixedrange=True, color=_INK, exponentformat="none"
    )


def _mark_gaps(figure: Any, found: Comparison, years: Sequence[int]) -> None:  # noqa: ANN401
    present = {row.year for row in found.rows}
    valued = {row.year for row in found.rows if row.value is not None}
    for place, year in enumerate(years):
        if year not in valued:
            printed = {row.printed.strip() for row in found.rows if row.year == year}
            printed.discard("")
            blank = f"原表“{'、'.join(sorted(printed)) or '空白'}”"
            said = blank if year in present else "缺"
            figure.add_annotation(
                x=place,
                y=0,
                text=escape(said),
                showarrow=False,
                yanchor="bottom",
                font={"color": _INK},
            )
    for one, other in breaks(found):
        middle = (years.index(one) + years.index(other)) / 2
        figure.add_vline(
            x=middle, line_dash="dash", line_color=_BREAK,
            annotation={"text": "口径不可比", "font": {"color": _BREAK}, "xanchor": "center",
                        "yanchor": "bottom"},
        )  # fmt: skip
