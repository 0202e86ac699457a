"""Comparisons of which one side is not there, in reports written by somebody else."""

from collections.abc import Callable

import pytest

from assistant.ask import Assistant
from assistant.onesided import years_against
from tests.assistant.corpora import CORPORA


@pytest.fixture(scope="module")
def islet(opened: Callable[..., Assistant]) -> Assistant:
    return opened(*CORPORA["islet"])


@pytest.fixture(scope="module")
def field(opened: Callable[..., Assistant]) -> Assistant:
    return opened(*CORPORA["field"])


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("菱渚县2023年行政许可办了多少件？跟2022年比呢", {2022}),
        ("菱渚县2022年的申请比2021年多吗", {2021}),
        ("菱渚县2022年和2021年相比申请多几件", {2021}),
        ("菱渚县2021年和2022年的申请一共几件", set()),
    ],
)
def test_years_that_another_is_set_against(
    islet: Assistant, question: str, years: set[int]
) -> None:
    assert years_against(islet.reader.understand(question)) == years


def test_the_year_set_against_does_not_answer_for_one_that_is_not_loaded(islet: Assistant) -> None:
    answer = islet.ask("2023年菱渚县行政许可办了多少件？跟2022年比呢")
    assert answer.status == "not_found"
    assert "2023 年" in answer.answer
    assert "2014、2018、2021、2022 年" in answer.answer


def test_the_body_set_against_does_not_answer_for_the_other(field: Assistant) -> None:
    answer = field.ask("苇塍镇2021年12316热线接了多少电话，比县农业农村局少多少")
    assert (answer.status, answer.citations) == ("not_found", ())


@pytest.mark.parametrize(
    ("asked", "years", "base"),
    [
        ("2018年微信发的信息比微博多了多少条", (2018,), ()),
        ("2022年申请多了多少", (2021, 2022), (2021,)),
    ],
)
def test_more_than_another_thing_is_no_growth_over_a_year(
    islet: Assistant, asked: str, years: tuple[int, ...], base: tuple[int, ...]
) -> None:
    query = islet.reader.understand(f"菱渚县{asked}")
    assert (query.years, query.base_years) == (years, base)


def test_a_use_of_money_is_told_by_its_own_sum(islet: Assistant) -> None:
    assert islet.ask("菱渚县2014年专项经费里，人员培训花了多少万元").status == "not_found"
    answer = islet.ask("菱渚县2018年专项经费中培训支出多少万元")
    assert answer.answer.startswith("11.6万元。")


def test_a_reason_told_after_a_number_is_not_what_it_counts(islet: Assistant) -> None:
    """「新收申请177件，…主要是征地补偿…方面的申请增多」 counts no 征地; 「土地征收62件」 does."""
    answer = islet.ask("涉及征地的公开申请，菱渚县2022年比2021年多几件")
    assert [str(fact.value) for fact in answer.facts] == ["62", "71"]


def test_likes_that_nobody_counts_are_no_posts(islet: Assistant) -> None:
    answer = islet.ask("2022年瀛岚省文旅厅抖音号短视频的总点赞数比微博的点赞数多多少")
    assert answer.status == "not_found"


def test_figures_of_all_years_are_added_up(field: Assistant) -> None:
    answer = field.ask("20年、21年、24年禾汀县农业农村局搞政务公开一共花了多少经费（万元）")
    assert "14.2+15.6+18.3=48.1" in answer.answer
