"""Several questions in one sentence, read in the fictional reports by hand."""

from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.several import questions
from assistant.wording import number


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("收到多少申请，办结了多少", ("收到多少申请", "办结了多少")),
        ("2022年，收到多少申请？", ("2022年，收到多少申请？",)),
        ("培训搞了几次、多少人参加？谢谢", ("培训搞了几次", "多少人参加？谢谢")),
        ("哪个申请多？分别是多少？", ("哪个申请多？",)),
        ("哪个申请多，分别是什么", ("哪个申请多",)),
        ("差了几十件，差在哪", ("差了几十件，差在哪",)),
        ("近几年，每年公开多少条", ("近几年，每年公开多少条",)),
        ("有没有投诉，几件", ("有没有投诉",)),
        ("有几次培训，多少人", ("有几次培训", "有多少人培训")),
        ("不予公开几件，占多少", ("不予公开几件", "不予公开占多少")),
        ("无法提供合计多少件，占几成", ("无法提供合计多少件", "无法提供占几成")),
        ("微博、网站各多少", ("微博、网站各多少",)),
        ("2018年有几个，到2022年还剩多少个", ("2018年有几个，到2022年还剩多少个",)),
        ("官司赢了几件输了几件", ("官司赢了几件", "输了几件")),
        ("兼职的，2015年多少人，2017年多少人？", ("兼职的，2015年多少人，2017年多少人",)),
        ("各多少件，能说减少了吗？", ("各多少件",)),
        ("人气涨了吗？净增几万次", ("人气涨了吗？", "净增几万次")),
        ("有几件，谁提的，为什么，怎么办，结果如何", ("有几件，谁提的，为什么，怎么办，结果如何",)),
    ],
)
def test_a_sentence_is_cut_into_its_questions(text: str, asked: tuple[str, ...]) -> None:
    assert questions(text) == asked


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("澜洲县2023年收到多少申请，办结了多少，公开了几件", ["60", "56", "17"]),
        ("2021年澜洲县有几件复议，几件诉讼？", ["3", "1", "0"]),
        ("澜泽县2018年和澜洲县2019年，哪个新收的申请多？分别是多少？", ["29", "25"]),
    ],
)
def test_every_question_is_answered(forms: Assistant, question: str, values: list[str]) -> None:
    answer = forms.ask(question)
    assert [number(fact.value) for fact in answer.facts if fact.value is not None] == values
    cited = [answer.citations[fact.citation] for fact in answer.facts]
    assert [(c.body, c.year) for c in cited] == [(f.body, f.year) for f in answer.facts]


def test_what_has_no_answer_is_said_beside_what_has(forms: Assistant) -> None:
    answer = forms.ask("澜洲县2022年有几件申请，申请人都是哪里人")
    assert answer.status == "answered"
    assert [str(fact.value) for fact in answer.facts] == ["62"]
    assert "没有找到与“申请人”有关的依据" in answer.answer


def test_the_first_question_carries_the_others(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2018年败诉的那个案子，原告是谁、为啥事告的")
    assert answer.status == "not_found"
    assert not answer.facts


def test_another_years_question_in_the_sentence_is_not_answered_from_this_year(
    forms: Assistant,
) -> None:
    answer = forms.ask("澜洲县2022年有几件申请，2016年有几件")
    assert {fact.year for fact in answer.facts} <= {2022}
    assert "2016" in answer.answer
    assert "没有收录" in answer.answer


def test_two_comparisons_stand_one_after_the_other(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2020年比2019年多收了几件申请，行政复议多了几件")
    assert answer.comparison is not None
    assert [(row.year, number(row.value or Decimal(0))) for row in answer.comparison.rows] == [
        (2019, "36"), (2020, "47"), (2019, "3"), (2020, "3"),
    ]  # fmt: skip
    for row in answer.comparison.rows:
        assert row.citation is not None
        assert answer.citations[row.citation].year == row.year
    assert all(change.formula in answer.answer for change in answer.comparison.changes)


def test_what_the_last_question_repeats_is_said_once(seed: Assistant) -> None:
    answer = seed.ask("微博发了多少条，比网站多多少")
    assert [number(fact.value or Decimal(0)) for fact in answer.facts] == ["64", "47"]
    assert "64-47=17" in answer.answer
    assert any("28 < 64" in notice.text for notice in answer.notices)


@pytest.mark.parametrize("versus", ["比网站多多少", "跟网站比呢"])
def test_a_follow_up_sets_the_row_before_against_another(seed: Assistant, versus: str) -> None:
    answer = seed.ask(versus, ("微博发了多少条",))
    assert [number(fact.value or Decimal(0)) for fact in answer.facts] == ["64", "47"]
    assert "64-47=17" in answer.answer


def test_problems_and_plans_asked_together_are_both_quoted(seed: Assistant) -> None:
    cited = {c.path[-1][:3] for c in seed.ask("信息公开有什么不足，下一步怎么办").citations}
    assert {"十一、", "十二、"} <= cited


def test_equal_figures_of_different_rows_are_all_said(seed: Assistant) -> None:
    answer = seed.ask("收到多少申请，答复了几件，有人投诉吗")
    rows = [fact.path[-1] for fact in answer.facts]
    assert rows == ["（一）收到申请书", "（三）申请答复数", "六、举报投诉数量"]
    assert {number(fact.value or Decimal(0)) for fact in answer.facts} == {"0"}


def test_a_question_for_a_check_is_not_cut(forms: Assistant) -> None:
    answer = forms.ask("澜洲县2021年新收申请正文写了几件，表里写了几件，一致吗")
    assert "正文写 55 件" in answer.answer
    assert "统计表写 52 件" in answer.answer
    assert answer.answer.count("55 件") == 1
