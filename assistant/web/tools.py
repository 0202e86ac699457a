"""The four capabilities as plain typed functions: for Gradio's clients and for MCP."""

from collections.abc import Callable
from typing import Any

from assistant.serialise import answer_json, finding_json, info_json
from assistant.web.service import Asked, Service

Json = dict[str, Any]


def make_tools(service: Service) -> tuple[Callable[..., Any], ...]:
    """ask, compare, check, list_reports over one service."""

    def ask(question: str, body: str | None = None, year: int | None = None) -> Json:
        """用中文提问，得到带逐字引文的答案；没有依据时 status 为 not_found。

        Args:
            question: 问题，例如「金凤区科技局2018年政务微博公开了多少条信息」。
            body: 问题没有点名机构时用它。
            year: 问题没有点名年度时用它。
        """
        return answer_json(service.ask(Asked(question.strip()[:300], (), body, year)))

    def compare(
        indicator: str, bodies: list[str] | None = None, years: list[int] | None = None
    ) -> Json:
        """一个指标的逐年、跨机构比较：数值、差额、增减比例、缺哪些年、能不能比。

        Args:
            indicator: 指标的名称或口头说法。
            bodies: 机构，不给就是全部。
            years: 年度，不给就是全部。
        """
        assistant = service.assistant()
        return answer_json(assistant.compare(indicator, tuple(bodies or ()), tuple(years or ())))

    def check(report_ids: list[str] | None = None) -> list[Json]:
        """勾稽与一致性核对，逐条给出算式、左右两边和出处。

        Args:
            report_ids: 报告编号，不给就是全部。
        """
        found = service.assistant().check(tuple(report_ids or ()))
        return [finding_json(finding) for finding in found]

    def list_reports() -> list[Json]:
        """已收录哪些机构、哪些年度的年报。"""
        return [info_json(info) for info in service.assistant().index.reports]

    return ask, compare, check, list_reports
