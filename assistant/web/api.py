"""REST: one plain route a capability. Answers are the contract's JSON."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, PlainTextResponse, Response

from assistant.schema import Answer
from assistant.serialise import answer_json, finding_json, info_json, report_json
from assistant.web import exports
from assistant.web.feedback import Feedback
from assistant.web.links import attachment
from assistant.web.service import Asked, Service

_CSV = "text/csv; charset=utf-8"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Bodies = Annotated[list[str], Query(description="机构，可重复；不给就是全部", max_length=50)]
Years = Annotated[list[int], Query(description="年度，可重复；不给就是全部", max_length=50)]
Ids = Annotated[list[str], Query(description="报告编号，可重复；不给就是全部", max_length=200)]
Indicator = Annotated[str, Query(description="指标的名称或口头说法", max_length=100)]
Verdict = Annotated[str | None, Query(description="只要答对的或答错的", pattern="^(right|wrong)$")]


class Question(BaseModel):
    """一个问题。"""

    question: str = Field(description="问题，最多读 300 字", min_length=1, max_length=2000)
    history: list[str] = Field([], description="上文的问题，先问的在前", max_length=20)
    body: str | None = Field(None, description="问题没有点名机构时用它", max_length=100)
    year: int | None = Field(None, description="问题没有点名年度时用它", ge=1900, le=2999)

    def asked(self) -> Asked:
        """As the service takes it."""
        return Asked(self.question.strip()[:300], tuple(self.history), self.body, self.year)


class Api:
    """The routes over one service, its work done by the service's workers."""

    def __init__(self, service: Service, feedback: Feedback) -> None:
        """Answer from ``service``, export what ``feedback`` holds."""
        self._service = service
        self._feedback = feedback
        self._run = service.workers.run

    async def ask(self, question: Question) -> Response:
        """提一个问题，得到带逐字引文的答案。"""
        return JSONResponse(answer_json(await self._service.answer(question.asked())))

    async def ask_by_link(
        self,
        q: Annotated[str, Query(description="问题", min_length=1, max_length=2000)],
        body: Annotated[str | None, Query(max_length=100)] = None,
        year: Annotated[int | None, Query(ge=1900, le=2999)] = None,
    ) -> Response:
        """提一个问题（参数写在地址里）。"""
        return await self.ask(Question(question=q, history=[], body=body, year=year))

    async def compare(self, indicator: Indicator, body: Bodies = [], year: Years = []) -> Response:  # noqa: B006
        """一个指标的逐年、跨机构比较。"""
        return JSONResponse(answer_json(await self._compared(indicator, body, year)))

    async def compare_csv(
        self,
        indicator: Indicator,
        body: Bodies = [],  # noqa: B006
        year: Years = [],  # noqa: B006
    ) -> Response:
        """对比表，逐行带出处（CSV）。"""
        answer = await self._compared(indicator, body, year)
        return _download(exports.comparison_csv(answer), f"{indicator}对比.csv", _CSV)

    async def compare_word(
        self,
        indicator: Indicator,
        body: Bodies = [],  # noqa: B006
        year: Years = [],  # noqa: B006
    ) -> Response:
        """对比表和逐字出处（Word）。"""
        answer = await self._compared(indicator, body, year)
        content = await self._run(lambda: exports.comparison_word(answer))
        return _download(content, f"{indicator}对比.docx", _WORD)

    async def check(self, report: Ids = []) -> Response:  # noqa: B006
        """勾稽与一致性核对，逐条给出算式和出处。"""
        found = await self._run(lambda: self._service.assistant().check(tuple(report)))
        return JSONResponse([finding_json(finding) for finding in found])

    async def check_csv(self, report: Ids = []) -> Response:  # noqa: B006
        """核对清单（CSV）。"""
        assistant = await self._run(self._service.assistant)
        found = await self._run(lambda: assistant.check(tuple(report)))
        text = exports.findings_csv(found, assistant.index.reports)
        return _download(text, "核对清单.csv", _CSV)

    async def reports(self) -> Response:
        """已收录的年报。"""
        assistant = await self._run(self._service.assistant)
        return JSONResponse([info_json(info) for info in assistant.index.reports])

    async def report(self, report_id: str) -> Response:
        """一份年报的全部：正文、章节、指标。"""
        content = await self._run(
            lambda: report_json(self._service.assistant().index.report(report_id))
        )
        return JSONResponse(content)

    async def indicators_csv(self, report_id: str) -> Response:
        """一份年报的全部数值格（CSV）。"""
        rows = await self._run(lambda: self._service.rows(report_id))
        return _download(exports.indicators_csv(rows), f"{report_id}指标表.csv", _CSV)

    async def feedback(self, verdict: Verdict = None) -> Response:
        """在网页上点过“对”“不对”的问题，写成评测题目（JSONL）。"""
        text = await self._run(lambda: "".join(self._feedback.lines(verdict)))
        return _download(text, "评测题.jsonl", "application/x-ndjson; charset=utf-8")

    async def _compared(self, indicator: str, body: list[str], year: list[int]) -> Answer:
        return await self._run(
            lambda: self._service.assistant().compare(indicator, tuple(body), tuple(year))
        )


def api_router(service: Service, feedback: Feedback) -> APIRouter:
    """All routes that only read; ``uploads.py`` has those that change."""
    api = Api(service, feedback)
    router = APIRouter(prefix="/api/v1", default_response_class=JSONResponse)
    routes: list[tuple[str, str, Callable[..., Any], str]] = [
        ("POST", "/ask", api.ask, "提问"),
        ("GET", "/ask", api.ask_by_link, "提问（地址）"),
        ("GET", "/compare", api.compare, "年度对比"),
        ("GET", "/compare.csv", api.compare_csv, "年度对比，CSV"),
        ("GET", "/compare.docx", api.compare_word, "年度对比，Word"),
        ("GET", "/check", api.check, "核对"),
        ("GET", "/check.csv", api.check_csv, "核对，CSV"),
        ("GET", "/reports", api.reports, "已收录的年报"),
        ("GET", "/reports/{report_id}", api.report, "一份年报"),
        ("GET", "/reports/{report_id}/indicators.csv", api.indicators_csv, "指标表，CSV"),
    ]
    if service.settings.manages:
        routes.append(("GET", "/feedback.jsonl", api.feedback, "反馈，评测题"))
    for method, path, endpoint, summary in routes:
        router.add_api_route(path, endpoint, methods=[method], summary=summary)
    return router


def _download(content: str | bytes, name: str, media: str) -> Response:
    headers = {"content-disposition": attachment(name), "cache-control": "no-store"}
    if isinstance(content, str):
        return PlainTextResponse(content, media_type=media, headers=headers)
    return Response(content, media_type=media, headers=headers)
