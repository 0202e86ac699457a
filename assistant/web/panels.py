"""Handlers of the right-hand tabs: indicator table, comparison, check, loaded reports."""

from functools import lru_cache
from typing import Any

import gradio as gr

from assistant.ask import Assistant
from assistant.schema import Answer
from assistant.web.dialogue import Dialogue
from assistant.web.handlers import body_choices, refuse, sent, several, year_choices
from assistant.web.render.compare import chart, comparison
from assistant.web.render.engine import render
from assistant.web.render.findings import findings
from assistant.web.render.reports import manage, summary
from assistant.web.render.tables import indicator_table
from assistant.web.service import Service
from corpus.errors import NianbaoError

ALL_REPORTS = "全部已收录年报"
_MOST_BODIES = 8


class PanelHandlers:
    """The tabs beside the conversation."""

    def __init__(self, service: Service) -> None:
        """Show what ``service`` holds."""
        self._service = service

    async def fill(self) -> list[Any]:
        """What lists reports: head line, four choices; two tabs that ask when they are seen."""
        try:
            assistant = await self._service.workers.run(self._service.assistant)
        except NianbaoError as error:
            return [render("empty", text=str(error)), *[gr.skip()] * 7]
        reports = assistant.index.reports
        titles = [(f"{r.body} {r.year}年", r.report_id) for r in reports]
        newest = max(reports, key=lambda r: (r.year, r.indicators), default=None)
        names = indicator_names(assistant)
        return [
            summary(reports),
            gr.update(choices=titles, value=newest.report_id if newest else None),
            gr.update(choices=names, value=None),
            gr.update(choices=body_choices(assistant)[1:], value=[]),
            gr.update(choices=sorted(year_choices(assistant)[1:]), value=[]),
            gr.update(choices=[(ALL_REPORTS, ""), *titles], value=""),
            render("want"),
            render("want"),
        ]

    def loaded(self) -> str:
        """The list of reports."""
        try:
            reports = self._service.assistant().index.reports
        except NianbaoError as error:
            raise refuse(error) from error
        return manage(reports, self._service.settings.manages)

    def table(self, report_id: str) -> str:
        """The chosen report's table."""
        return self._table(report_id, None)

    def jump(self, event: gr.EventData) -> list[Any]:
        """From evidence to its row: chosen report, table, tab."""
        data = sent(event)
        report_id, start = data.get("report"), data.get("start")
        if not isinstance(report_id, str) or type(start) is not int:
            return [gr.skip(), gr.skip(), gr.skip()]
        return [report_id, self._table(report_id, start), gr.update(selected="table")]

    async def compare(self, indicator: str, bodies: list[str], years: list[str]) -> list[Any]:
        """Compare as chosen: words and figure."""
        if not indicator:
            raise gr.Error("请先选一个指标。", title="还没有选指标", print_exception=False)
        chosen = several(bodies)[:_MOST_BODIES]
        wanted = tuple(int(year) for year in several(years) if year.isdecimal())
        try:
            answer = await self._service.workers.run(
                lambda: self._service.assistant().compare(indicator, chosen, wanted)
            )
        except NianbaoError as error:
            raise refuse(error) from error
        return _compared(answer, indicator, chosen, wanted)

    def chart_turn(self, dialogue: Dialogue, event: gr.EventData) -> list[Any]:
        """The comparison of an answer: words, figure, tab, and the choices that gave it."""
        turn = dialogue.turn(sent(event).get("turn"))
        if turn is None or turn.answer.comparison is None:
            return [gr.skip()] * 6
        found = turn.answer.comparison
        bodies = tuple(dict.fromkeys(row.body for row in found.rows))
        years = tuple(sorted({row.year for row in found.rows}))
        shown = _compared(turn.answer, found.indicator, bodies, years)
        names = indicator_names(self._service.assistant())
        chosen = found.indicator if found.indicator in names else None
        return [*shown, gr.update(selected="compare"), chosen, list(bodies), []]

    async def check(self, report_id: str) -> str:
        """Findings over one report or all."""
        run = self._service.workers.run
        try:
            assistant = await run(self._service.assistant)
            found = await run(lambda: assistant.check((report_id,) if report_id else ()))
        except NianbaoError as error:
            raise refuse(error) from error
        return findings(found, assistant.index.reports, report_id or None)

    def _table(self, report_id: str, hit: int | None) -> str:
        if not report_id:
            return render("empty", text="还没有收录年报。")
        try:
            rows = self._service.rows(report_id)
            report = self._service.assistant().index.report(report_id)
        except NianbaoError as error:
            raise refuse(error) from error
        return indicator_table(report, rows, hit=hit)


@lru_cache(maxsize=1)
def indicator_names(assistant: Assistant) -> list[str]:
    """Names of the indicators that have figures, in the catalogue's order."""
    have = {row.indicator.key for row in assistant.index.indicators()}
    concepts = assistant.catalogue.concepts
    return list(dict.fromkeys(c.name for c in concepts if c.kind == "indicator" and c.key in have))


def _compared(
    answer: Answer, asked: str, bodies: tuple[str, ...], years: tuple[int, ...]
) -> list[Any]:
    found = answer.comparison
    words = comparison(answer, asked, bodies, years)
    drawn = found is not None and any(row.value is not None for row in found.rows)
    figure = chart(found) if found is not None and drawn else None
    return [words, gr.update(value=figure, visible=drawn)]
