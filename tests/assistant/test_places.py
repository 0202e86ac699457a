"""One figure of several bodies, each in its own year, read in the fictional reports by hand."""

import pytest

from assistant.ask import Assistant

ZE, ZHOU, MARKET = "澜泽县人民政府", "澜洲县人民政府", "栎川市市场监督管理局"


def rows(forms: Assistant, *questions: str) -> list[tuple[str, int, str]]:
    *history, question = questions
    comparison = forms.ask(question, history).comparison
    assert comparison is not None
    return [(row.body, row.year, str(row.value)) for row in comparison.rows]


def test_no_other_year_of_the_bodies_is_mixed_in(forms: Assistant) -> None:
    question = "栎川市监局2022年和澜泽县2024年的行政处罚各多少件，谁多"
    assert rows(forms, question) == [(MARKET, 2022, "2541"), (ZE, 2024, "1489")]
    answer = forms.ask(question)
    assert "澜泽县人民政府2024年比栎川市市场监督管理局2022年少 1052 件" in answer.answer
    assert {(c.body, c.year) for c in answer.citations} == {(MARKET, 2022), (ZE, 2024)}


def test_figures_of_the_running_text_keep_their_years(forms: Assistant) -> None:
    question = "澜洲县2022年与澜泽县2023年的培训人次哪个多"
    assert rows(forms, question) == [(ZHOU, 2022, "141"), (ZE, 2023, "226")]


def test_a_follow_up_keeps_each_body_in_its_year(forms: Assistant) -> None:
    trail = ("澜洲县2022年新收申请多少", "澜泽县2021年呢", "差多少")
    assert rows(forms, *trail) == [(ZHOU, 2022, "62"), (ZE, 2021, "60")]


@pytest.mark.parametrize("asked", ["谁的申请多", "谁的信息公开申请更多", "的申请量差多少"])
def test_few_words_find_the_row_of_the_table(forms: Assistant, asked: str) -> None:
    question = f"澜洲县2022年和澜泽县2021年{asked}"
    assert rows(forms, question) == [(ZHOU, 2022, "62"), (ZE, 2021, "60")]


@pytest.mark.parametrize("asked", ["相差多少", "差几件"])
def test_a_year_that_is_not_loaded_is_not_replaced(forms: Assistant, asked: str) -> None:
    answer = forms.ask(f"澜洲县2020年和澜泽县2021年新收申请{asked}")
    assert answer.status == "not_found"
    assert "没有收录澜洲县人民政府 2020 年的年报" in answer.answer
