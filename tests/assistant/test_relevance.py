"""Whether what was found speaks of the very thing asked for."""

import pytest

from assistant.ask import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "澜洲县2023年当面申请几件",
        "澜泽县2021年新收申请比全国平均多多少",
        "澜泽县2021年新收申请排全省第几",
        "澜洲县2024年行政诉讼判决赔偿多少元",
    ],
)
def test_a_neighbouring_number_is_no_answer(forms: Assistant, question: str) -> None:
    answer = forms.ask(question)
    assert (answer.status, answer.facts) == ("not_found", ())


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("澜泽县2016年当面申请几件", "4"),
        ("澜洲县2024年行政事业性收费多少元", "1278.44"),
        ("澜泽县2021年信息处理费收了多少钱", "260"),
    ],
)
def test_the_number_asked_for_is(forms: Assistant, question: str, value: str) -> None:
    assert str(forms.ask(question).facts[0].value) == value


def test_bodies_of_a_group_without_a_report_are_named(forms: Assistant) -> None:
    said = forms.ask("2020年三个单位新收申请合计").answer
    assert "没有收录栎川市市场监督管理局、澜洲县人民政府 2020 年的年报" in said
