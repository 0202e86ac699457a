"""Sentences that speak of a thing."""

from decimal import Decimal

from assistant.saidabout import said_about
from assistant.terms import content
from corpus.schema import Report, Section

TEXT = (
    "成立政务公开领导小组，明确分工。多次召开会议部署工作。"
    "申请经费289.18万元。\n统计指标\t单位\t领导小组"
)
REPORT = Report(
    "云岫县-2018", "云岫县", 2018, "2014", "", "", "", TEXT, None,
    (Section(("一、概述",), 1, 0, len(TEXT), 0),), (), (), (),
)  # fmt: skip


def said(words: str, *numbers: str) -> list[str]:
    spans = said_about(REPORT, content(words), [Decimal(n) for n in numbers])
    return [TEXT[start:end] for start, end in spans]


def test_the_sentence_that_holds_the_words() -> None:
    assert said("领导小组") == ["成立政务公开领导小组，明确分工。"]


def test_a_number_finds_its_sentence() -> None:
    assert said("资金", "289.18") == ["申请经费289.18万元。"]


def test_no_sentence_and_no_head_of_a_table() -> None:
    assert said("听证会") == []
    assert said("统计指标") == []
