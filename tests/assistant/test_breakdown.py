"""The rows of a group and the applicants of a row, read in the reports by hand."""

import pytest

from assistant.ask import Assistant
from assistant.schema import Answer


def rows(answer: Answer) -> list[tuple[str, str]]:
    return [(fact.column or fact.indicator, str(fact.value)) for fact in answer.facts]


@pytest.mark.parametrize("asked", ["不予公开的各有几件", "不予公开的几种情形分别多少"])
def test_the_rows_of_a_group(forms: Assistant, asked: str) -> None:
    answer = forms.ask(f"澜洲县2022年{asked}")
    assert [value for _, value in rows(answer)] == ["0", "1", "1", "4", "2", "2", "3", "1"]
    assert "保护第三方合法权益 4 件" in answer.answer


def test_groups_among_the_rows_show_their_sums(forms: Assistant) -> None:
    answer = forms.ask("澜洲县2022年各类申请办理结果分别是多少")
    assert "不予公开 14 件（0+1+1+4+2+2+3+1=14）" in answer.answer
    assert answer.comparison is not None
    assert "0+1+1+4+2+2+3+1=14" in [row.formula for row in answer.comparison.rows]


def test_the_applicants_of_a_row(forms: Assistant) -> None:
    answer = forms.ask("澜洲县2022年申请人各类分别多少")
    assert rows(answer)[:2] == [("自然人", "58"), ("商业企业", "4")]
    assert rows(answer)[-1] == ("总计", "62")


def test_contradictions_stand_beside_the_rows(seed: Assistant) -> None:
    answer = seed.ask("各渠道分别公开了多少条")
    assert [value for _, value in rows(answer)][:5] == ["0", "47", "64", "0", "0"]
    assert any("27 件" in n.text for n in answer.notices if n.kind == "conflict")


@pytest.mark.parametrize(
    "question",
    [
        "2016年澜泽的申请里个人提的和公司提的各是多少件",
        "2018年澜泽县各部门各有多少职工",
        "2022年澜洲县哪个月收到的申请最多",
    ],
)
def test_nothing_is_broken_down_by_what_the_form_does_not_tell(
    forms: Assistant, question: str
) -> None:
    assert forms.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "most"),
    [
        ("澜洲县2022年不予公开的理由里哪种最多", "最多的是保护第三方合法权益（4 件）"),
        ("澜洲县2022年哪类申请人最多", "最多的是自然人（58 件）"),
        ("澜泽县2018年微博、微信和网站哪个发得最少", "最少的是政务微博公开政府信息数（230 条）"),
    ],
)
def test_the_most_or_least_of_the_rows(forms: Assistant, question: str, most: str) -> None:
    assert most in forms.ask(question).answer


def test_the_largest_part_that_only_the_running_text_lists(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2016年主动公开的信息哪一类最多")
    assert answer.status == "answered"
    for fact in answer.facts:
        assert fact.printed in answer.citations[fact.citation].text
