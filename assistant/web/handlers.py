"""What the page's events do: browser data in (never trusted), component values out."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.ask import Assistant
from assistant.web.dialogue import TURNS_KEPT, Dialogue
from assistant.web.examples import examples
from assistant.web.feedback import Feedback
from assistant.web.links import Kept, read_kept, read_place
from assistant.web.render import answers, evidence
from assistant.web.render.engine import render
from assistant.web.service import Asked, Service
from corpus.errors import NianbaoError

Data = dict[str, Any]
ALL_BODIES, ALL_YEARS = "全部机构", "全部年度"
NO_EVIDENCE = "点答案里的方框数字，这里就打开原文，并标出所引的一段。"


def refuse(error: NianbaoError) -> gr.Error:
    """An error as a Chinese toast."""
    return gr.Error(str(error), title="没有办成", print_exception=False)


def sent(event: gr.EventData) -> Data:
    """What a browser sent with an event; an empty one for anything that is no object."""
    data = event._data
    return data if isinstance(data, dict) else {}


class AskHandlers:
    """Asking, citations and verdicts."""

    def __init__(self, service: Service, feedback: Feedback) -> None:
        """Answer from ``service``, note verdicts in ``feedback``."""
        self._service = service
        self._feedback = feedback

    async def arrive(self, kept: object, request: gr.Request) -> list[Any]:
        """A visitor arrives, by a link or by reloading: dialogue, news, evidence, tab, filters."""
        place = read_place(dict(request.query_params))
        try:
            assistant = await self._service.workers.run(self._service.assistant)
        except NianbaoError as error:
            return [Dialogue(), answers.trouble(str(error)), *[gr.skip()] * 4]
        bodies, years = body_choices(assistant), year_choices(assistant)
        body = place.body if place.body in bodies else ALL_BODIES
        year = str(place.year) if str(place.year) in years else ALL_YEARS
        dialogue = await self._again(read_kept(kept, TURNS_KEPT))
        if place.question and not dialogue.turns:
            # A filter that is no longer loaded is asked for in words, never dropped.
            gone = place.body if place.body and body == ALL_BODIES else ""
            gone += f"{place.year}年" if place.year and year == ALL_YEARS else ""
            asked = Asked(gone + place.question, (), chosen(body, ALL_BODIES), _year(year))
            try:
                dialogue = await self._answered(dialogue, asked)
            except gr.Error as error:
                return [Dialogue(), answers.trouble(error.message), *[gr.skip()] * 4]
        filters = [gr.update(choices=bodies, value=body), gr.update(choices=years, value=year)]
        if not dialogue.turns:
            news = answers.welcome(examples(assistant.index))
            return [dialogue, news, gr.skip(), gr.skip(), *filters]
        news = answers.cards(dialogue.turns, dialogue.first)
        return [dialogue, news, *self._sources(dialogue), *filters]

    async def ask(self, question: str, body: str, year: str, dialogue: Dialogue) -> list[Any]:
        """A question from the box: dialogue, news, evidence, tab, and an empty box."""
        asked = Asked(
            str(question or "").strip()[: self._service.settings.question_characters],
            dialogue.history,
            chosen(body, ALL_BODIES),
            _year(year),
        )
        if not asked.question:
            raise gr.Error("请先输入问题。", title="还没有问题", print_exception=False)
        dialogue = await self._answered(dialogue, asked)
        news = answers.cards(dialogue.turns[-1:], dialogue.last)
        return [dialogue, news, *self._sources(dialogue), ""]

    async def ask_chip(
        self, body: str, year: str, dialogue: Dialogue, event: gr.EventData
    ) -> list[Any]:
        """A question from a chip, the same way."""
        question = str(sent(event).get("question", ""))
        return (await self.ask(question, body, year, dialogue))[:-1]

    def cite(self, dialogue: Dialogue, event: gr.EventData) -> list[Any]:
        """Open a citation: evidence and tab."""
        data = sent(event)
        found = dialogue.citation(data.get("turn"), data.get("cite"))
        if found is None:
            return [_problem("这条出处已经不在了，请重新提问。"), gr.update(selected="evidence")]
        turn, place = data["turn"], data["cite"]
        return [self._evidence(dialogue, turn, place), gr.update(selected="evidence")]

    def open_span(self, event: gr.EventData) -> list[Any]:
        """Open any place of a report: evidence and tab."""
        index = self._service.assistant().index
        span = evidence.read_span(sent(event), [r.report_id for r in index.reports])
        if span is None:
            return [_problem("找不到这个位置，报告可能已经删除。"), gr.update(selected="evidence")]
        shown = evidence.evidence(index.report(span.report_id), span)
        return [shown, gr.update(selected="evidence")]

    def open_section(self, event: gr.EventData) -> str:
        """Open a section by its position."""
        data, index = sent(event), self._service.assistant().index
        report_id, position = data.get("report"), data.get("position")
        if report_id not in [r.report_id for r in index.reports] or type(position) is not int:
            return _problem("找不到这一节，报告可能已经删除。")
        report = index.report(str(report_id))
        return evidence.evidence(report, evidence.section_span(report, position))

    def judge(self, dialogue: Dialogue, event: gr.EventData) -> list[Any]:
        """Note that an answer was right or wrong: dialogue and news."""
        data = sent(event)
        turn, verdict = dialogue.turn(data.get("turn")), data.get("verdict")
        if turn is None or turn.verdict is not None or verdict not in ("right", "wrong"):
            return [gr.skip(), gr.skip()]
        try:
            self._feedback.note(turn.answer, verdict)
        except NianbaoError as error:
            raise refuse(error) from error
        judged = dialogue.with_verdict(data["turn"], verdict)
        turn = judged.turn(data["turn"]) or turn
        return [judged, answers.cards((turn,), data["turn"])]

    async def _again(self, turns: Sequence[Kept]) -> Dialogue:
        """A conversation asked again as its browser kept it, up to what cannot be answered."""
        dialogue = Dialogue()
        for kept in turns:
            asked = Asked(kept.question, dialogue.history, kept.body, kept.year)
            try:
                dialogue = await self._answered(dialogue, asked)
            except gr.Error:
                break
            if kept.verdict is not None:
                dialogue = dialogue.with_verdict(dialogue.last, kept.verdict)
        return dialogue

    async def _answered(self, dialogue: Dialogue, asked: Asked) -> Dialogue:
        try:
            answer = await self._service.answer(asked)
        except NianbaoError as error:
            raise refuse(error) from error
        return dialogue.with_answer(answer, asked.body, asked.year)

    def _sources(self, dialogue: Dialogue) -> list[Any]:
        """Evidence of the last answer, and the evidence tab."""
        source = render("empty", text="没有找到依据，所以没有原文可看。")
        if dialogue.turns[-1].answer.citations:
            source = self._evidence(dialogue, dialogue.last, 0)
        return [source, gr.update(selected="evidence")]

    def _evidence(self, dialogue: Dialogue, turn: int, place: int) -> str:
        found = dialogue.citation(turn, place)
        if found is None:
            return _problem("这条出处已经不在了，请重新提问。")
        citation, all_of_them = found
        index = self._service.assistant().index
        if citation.report_id not in [r.report_id for r in index.reports]:
            return _problem("这份报告已经删除，请重新提问。")
        return evidence.evidence(
            index.report(citation.report_id),
            evidence.Span(citation.report_id, citation.start, citation.end),
            evidence.Trail(turn, place, len(all_of_them)),
        )


def body_choices(assistant: Assistant) -> list[str]:
    """The filter's bodies."""
    return [ALL_BODIES, *dict.fromkeys(report.body for report in assistant.index.reports)]


def year_choices(assistant: Assistant) -> list[str]:
    """The filter's years, newest first."""
    years = sorted({report.year for report in assistant.index.reports}, reverse=True)
    return [ALL_YEARS, *map(str, years)]


def chosen(value: object, everything: str) -> str | None:
    """A dropdown's value; None for 「全部」 and for nonsense."""
    return value if isinstance(value, str) and value and value != everything else None


def _year(value: object) -> int | None:
    text = chosen(value, ALL_YEARS)
    return int(text) if text is not None and text.isdecimal() and len(text) == 4 else None


def several(value: object) -> tuple[str, ...]:
    """A multiple choice's values."""
    return tuple(str(v) for v in value) if isinstance(value, Sequence) else ()


def _problem(text: str) -> str:
    return render("empty", text=text)
