"""What a follow-up says itself, and what it takes over."""

import pytest

from assistant.ask import Assistant
from assistant.followup import (
    follows,
    of_both,
    stated_before,
    taken_over,
    without_joiners,
    without_quantity,
    wordings,
)


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("新收申请比 多多少", "新收申请多多少"),
        (" 和 新收申请差多少", "新收申请差多少"),
        (" 和 相比行政强制增加多少", "行政强制增加多少"),
        ("行政复议几件,和 比呢", "行政复议几件呢"),
        ("和解率", "和解率"),
        ("比 少收了多少申请", "收了多少申请"),
    ],
)
def test_joiners_go_with_what_they_joined(rest: str, said: str) -> None:
    assert without_joiners(rest) == said


@pytest.mark.parametrize(
    ("rest", "parts", "kind"),
    [
        ("呢", (), "place"),
        ("那么呢?", (), "place"),
        ("差多少", (), "operation"),
        ("谁多", (), "operation"),
        ("一共多少件", (), "operation"),
        ("占多少", (), "operation"),
        ("其中自然人呢", ("自然人",), "part"),
        ("其中企业有几件", ("企业",), "part"),
        ("行政复议呢", (), "new"),
        ("培训多少人", (), "new"),
        ("为什么减少", (), "new"),
        ("为什么", (), "why"),
        ("还有别的吗", (), "more"),
        ("能直接比吗", (), "operation"),
    ],
)
def test_how_a_question_leans_on_the_one_before(
    rest: str, parts: tuple[str, ...], kind: str
) -> None:
    assert follows(rest, parts) == kind


def test_what_is_taken_over() -> None:
    before = "自然人申请多少件"
    assert taken_over("place", "呢", before, ()) == before
    assert taken_over("operation", "差多少", before, ()) == "自然人申请差多少"
    assert taken_over("part", "企业呢", before, ("自然人申请", "自然人")) == "申请企业"
    assert taken_over("new", "行政复议呢", before, ()) == "行政复议呢"
    assert taken_over("why", "为什么", before, ()) == "自然人申请的原因是什么"
    assert taken_over("ordinal", "第三项是什么", "存在哪些问题", ()) == "存在哪些问题"


@pytest.mark.parametrize(
    ("before", "rest", "asked"),
    [
        ("通过政务微博公开了多少条", "政府公报渠道呢?", "通过政府公报渠道公开了多少条"),
        ("各乡镇主动公开信息多少条", "县直部门的呢", "县直部门主动公开信息多少条"),
        ("新收申请多少件", "那行政复议", "行政复议多少"),
        ("培训班几期", "专项经费呢", "专项经费多少"),
    ],
)
def test_another_thing_is_asked_for_in_the_same_words(before: str, rest: str, asked: str) -> None:
    assert follows(rest, (), counted=True) == "topic"
    assert taken_over("topic", rest, before, ()) == asked


def test_two_questions_together() -> None:
    asked = ("微博发了多少", "微信发了多少")
    assert of_both("两个加起来呢", asked) == "微博发和微信发加起来多少"
    assert of_both("占多少", asked) == ""
    assert of_both("加起来呢", ("微博发了多少", "微博发了多少")) == ""


def test_a_statement_before_the_question() -> None:
    assert stated_before("2018年公开2035条，2019年呢") == ("2018年公开多少", "2019年呢")
    assert stated_before("2018年公开几条，2019年呢") is None
    assert stated_before("2018年公开2035条") is None


def test_small_words() -> None:
    assert without_quantity("专职一共多少人") == "专职"
    assert wordings(("企业", "商业企业"), "商业企业申请") == ("商业企业", "企业")


def test_a_follow_up_on_a_body_that_is_not_loaded_is_about_that_body(seed: Assistant) -> None:
    before = "银凤区科技局2018年微博发了几条"
    answer = seed.ask("2019年有什么打算", [before])
    assert answer.status == "not_found"
    assert "没有收录“银凤区科技局”的年报" in answer.answer
    assert seed.ask("金凤区科技局呢", [before]).status == "answered"


@pytest.mark.parametrize(
    ("history", "question", "value"),
    [
        ("澜泽县2023年行政处罚多少件", "到2024年变成多少了？", "1489"),
        ("澜泽县2024年新收的申请里自然人提了多少件？", "商业企业提的呢", "12"),
        ("澜泽县2023年收到几件申请", "2024年收了几件？", "82"),
        ("澜泽县2024年现行有效的规范性文件几件", "同一年澜洲县那边是几件？", None),
    ],
)
def test_what_is_left_out_is_taken_from_the_question_before(
    forms: Assistant, history: str, question: str, value: str | None
) -> None:
    answer = forms.ask(question, (history,))
    assert answer.status == "answered"
    assert value is None or str(answer.facts[0].value) == value
    assert value or answer.facts[0].body == "澜洲县人民政府"
