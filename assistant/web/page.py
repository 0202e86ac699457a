"""The page: what stands where, and which event calls which handler."""

from collections.abc import Callable
from inspect import signature
from typing import Any

import gradio as gr
from gradio.events import api

from assistant.web.dialogue import Dialogue
from assistant.web.feedback import Feedback
from assistant.web.handlers import ALL_BODIES, ALL_YEARS, NO_EVIDENCE, AskHandlers
from assistant.web.panels import ALL_REPORTS, PanelHandlers
from assistant.web.render.answers import log
from assistant.web.render.engine import render
from assistant.web.render.reports import summary, uploads
from assistant.web.service import Service
from assistant.web.tools import make_tools

TITLE = "年报问答"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
"""Gradio's queue costs an event a second request and a stream; ``Workers`` are the queue here."""
_LATEST: dict[str, Any] = {**_QUIET, "trigger_mode": "always_last"}
"""For looking things up: a click made while the last one is answered is not lost."""
_FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")


def build_page(service: Service, feedback: Feedback) -> gr.Blocks:
    """The page over one service; nothing is loaded or waited for here."""
    page: gr.Blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page:
        for tool in make_tools(service):  # first, so that these names are not taken
            api(tool, api_name=tool.__name__)
        dialogue = gr.State(Dialogue(), time_to_live=6 * 3600)
        head = gr.HTML(summary(None), elem_id="head")
        with gr.Row(elem_id="desk"):
            with gr.Column(scale=11, min_width=280, elem_id="ask-side"):
                with gr.Row(elem_id="filters"):
                    body = _choice("机构", ALL_BODIES, "body")
                    year = _choice("年度", ALL_YEARS, "year")
                talk = _html(log(), "talk", "ask cite verdict chart")
                news = _html("", "news", "")
                kept = gr.Textbox(visible=False)
                with gr.Row(elem_id="ask-row"):
                    box = gr.Textbox(
                        label="问题", show_label=False, container=False, lines=1, max_lines=5,
                        placeholder="输入问题，按回车", elem_id="box", scale=8,
                        max_length=service.settings.question_characters,
                    )  # fmt: skip
                    send = gr.Button(
                        "提问", variant="primary", elem_id="send", scale=1, min_width=72
                    )
            with gr.Column(scale=9, min_width=280, elem_id="look-side"), gr.Tabs() as tabs:
                panels = _panels(service)
        ask = AskHandlers(service, feedback)
        shown = [dialogue, news, panels["evidence"], tabs]
        question: dict[str, Any] = {"inputs": [box, body, year, dialogue], "outputs": [*shown, box]}
        gr.on([box.submit, send.click], ask.ask, **question, **_QUIET)
        talk.ask(ask.ask_chip, [body, year, dialogue], shown, **_QUIET)
        talk.cite(ask.cite, [dialogue], [panels["evidence"], tabs], **_LATEST)
        talk.verdict(ask.judge, [dialogue], [dialogue, news], **_QUIET)
        panels["evidence"].cite(ask.cite, [dialogue], [panels["evidence"], tabs], **_LATEST)
        panels["evidence"].section(ask.open_section, None, [panels["evidence"]], **_LATEST)
        for name in ("table", "compared", "found"):
            panels[name].open(ask.open_span, None, [panels["evidence"], tabs], **_LATEST)
        for choice in (body, year):
            choice.input(None, [body, year], None, js="(b, y) => NB.filters(b, y)", **_QUIET)
        handlers = PanelHandlers(service)
        listed = _wire_panels(handlers, panels, head, tabs, talk, dialogue)
        page.load(
            _arrival(ask, handlers), [kept], [*shown, body, year, *listed],
            js="() => [NB.kept()]", **_QUIET,
        )  # fmt: skip
    page.queue(max_size=200, default_concurrency_limit=8)  # for the typed endpoints
    # Gradio looks into its empty queue a thousand times a second: 4 % of a core at rest.
    page._queue.sleep_when_free = page._queue.progress_update_sleep_when_free = 0.02
    _remember_signatures(page)
    return page


def _remember_signatures(page: gr.Blocks) -> None:
    """Have Python read each component's signature once.

    Gradio reads them for every visitor and update: a third of the cost of a visitor's arrival.
    """
    for kind in {kind for block in page.blocks.values() for kind in type(block).__mro__}:
        made: Any = vars(kind).get("__init__")
        while hasattr(made, "__code__"):
            made.__signature__ = signature(made)
            made = getattr(made, "__wrapped__", None)


def theme() -> gr.themes.Base:
    """Blue on grey, Chinese fonts of the reader's own system first."""
    fonts = [gr.themes.Font(name) for name in _FONTS]
    mono = [gr.themes.Font(name) for name in ("Menlo", "Consolas", *_FONTS)]
    blue = gr.themes.colors.blue
    return gr.themes.Base(
        primary_hue=blue, secondary_hue=blue, neutral_hue="slate", font=fonts, font_mono=mono
    ).set(
        color_accent="#1d4ed8",
        button_primary_background_fill="#1d4ed8",
        button_primary_background_fill_hover="#1e40af",
        button_primary_text_color="#ffffff",
        button_primary_background_fill_dark="#1d4ed8",
        button_primary_text_color_dark="#ffffff",
        body_background_fill="#f3f5f9",
        body_background_fill_dark="#0b1220",
        block_border_width="0px",
        block_shadow="none",
    )


def _panels(service: Service) -> dict[str, Any]:
    made: dict[str, Any] = {}
    with gr.Tab("原文依据", id="evidence"):
        made["evidence"] = _html(render("empty", text=NO_EVIDENCE), "evidence", "cite row section")
    with gr.Tab("指标表", id="table"):
        made["report"] = gr.Dropdown([], label="年报", interactive=True, elem_id="report")
        made["table"] = _html(render("want"), "table", "open want")
    with gr.Tab("年度对比", id="compare"):
        made["indicator"] = gr.Dropdown([], label="指标", interactive=True, elem_id="indicator")
        with gr.Row():
            made["bodies"] = _several("机构（不选就是全部）", "bodies")
            made["years"] = _several("年度（不选就是全部）", "years")
        made["go"] = gr.Button("对比", variant="primary", elem_id="compare-go")
        made["plot"] = gr.Plot(label="对比图", show_label=False, visible=False, elem_id="plot")
        made["compared"] = _html("", "compared", "open")
    with gr.Tab("核对", id="check") as made["check_tab"]:
        made["checked"] = gr.Dropdown(
            [(ALL_REPORTS, "")], value="", label="核对哪一份", interactive=True, elem_id="checked"
        )
        made["found"] = _html("", "found", "open")
    with gr.Tab("报告管理", id="manage"):
        _html(uploads(service.settings.manages), "uploads", "refresh")
        made["manage"] = _html(render("want"), "manage", "refresh want")
    return made


def _arrival(ask: AskHandlers, panels: PanelHandlers) -> Callable[..., Any]:
    """One event for everything a visitor is shown at first."""

    async def arrive(kept: str, request: gr.Request) -> list[Any]:
        return [*await ask.arrive(kept, request), *await panels.fill()]

    return arrive


def _wire_panels(
    handlers: PanelHandlers,
    panels: dict[str, Any],
    *shared: Any,  # noqa: ANN401
) -> list[Any]:
    """Wire the tabs; what ``PanelHandlers.fill`` fills."""
    head, tabs, talk, dialogue = shared
    listed = [head, panels["report"], panels["indicator"], panels["bodies"], panels["years"],
              panels["checked"], panels["manage"], panels["table"]]  # fmt: skip
    panels["manage"].refresh(handlers.fill, None, listed, **_LATEST)
    panels["manage"].want(handlers.loaded, None, [panels["manage"]], **_LATEST)
    panels["table"].want(handlers.table, [panels["report"]], [panels["table"]], **_LATEST)
    panels["report"].input(handlers.table, [panels["report"]], [panels["table"]], **_LATEST)
    panels["evidence"].row(
        handlers.jump, None, [panels["report"], panels["table"], tabs], **_LATEST
    )
    panels["go"].click(
        handlers.compare,
        [panels["indicator"], panels["bodies"], panels["years"]],
        [panels["compared"], panels["plot"]],
        **_QUIET,
    )
    talk.chart(
        handlers.chart_turn,
        [dialogue],
        [panels[name] for name in ("compared", "plot")]
        + [tabs]
        + [panels[name] for name in ("indicator", "bodies", "years")],
        **_QUIET,
    )
    panels["check_tab"].select(handlers.check, [panels["checked"]], [panels["found"]], **_QUIET)
    panels["checked"].input(handlers.check, [panels["checked"]], [panels["found"]], **_LATEST)
    return listed


def _choice(label: str, everything: str, name: str) -> gr.Dropdown:
    return gr.Dropdown(
        [everything], value=everything, label=label, interactive=True, elem_id=name, min_width=130
    )


def _several(label: str, name: str) -> gr.Dropdown:
    return gr.Dropdown(
        [], value=[], multiselect=True, label=label, interactive=True, elem_id=name, min_width=130
    )


def _html(value: str, name: str, events: str) -> gr.HTML:
    """A region of server-rendered HTML that sends the named events (page.js)."""
    quoted = ", ".join(f"'{event}'" for event in events.split())
    attach = f"NB.attach(element, trigger, watch, '{name}', [{quoted}])"
    return gr.HTML(value, elem_id=name, js_on_load=attach, apply_default_css=False)
