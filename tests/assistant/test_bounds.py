"""「哪几年超过100件」: every year's figure held against a bound, in reports read by hand."""

from collections.abc import Callable

import pytest

from assistant.ask import Assistant
from assistant.bounds import read_bound
from tests.assistant.corpora import CORPORA


@pytest.fixture(scope="module")
def cove(opened: Callable[..., Assistant]) -> Assistant:
    return opened(*CORPORA["cove"])


@pytest.mark.parametrize(
    ("question", "told"),
    [  # received 68, 94, 108, 137, 152, 129; reviewed 4, 7, 6, 10, 8, 11
        (
            "槿浦县哪几年收到的申请超过100件",
            "超过100件的有四年：2019年（108 件）、2021年（137 件）、2022年（152 件）、2023年（129 件）",
        ),
        ("槿浦县的申请哪几年没到100件", "没到100件的有两年：2015年（68 件）、2017年（94 件）"),
        ("槿浦县哪一年收到的申请第一次破百", "第一次破百的是2019年（108 件）"),
        (
            "2019到2022年槿浦县有几年复议在8件以上",
            "8件以上的有两年：2021年（10 件）、2022年（8 件）",
        ),
        ("槿浦县哪几年没有行政诉讼", "已收录的数里没有为 0 的"),
        ("槿浦县予以公开率过四成的年份有哪些", "过四成的有两年：2019年（40.57%（43/106））"),
    ],
)
def test_the_years_that_pass_a_bound_are_named(cove: Assistant, question: str, told: str) -> None:
    answer = cove.ask(question)
    assert told in answer.answer
    assert answer.comparison is not None
    for row in answer.comparison.rows:
        assert answer.citations[row.citation or 0].year == row.year


def test_a_year_that_is_not_loaded_is_no_year_below_a_bound(cove: Assistant) -> None:
    answer = cove.ask("2019到2022年槿浦县哪几年复议不到7件")
    assert "不到7件的有一年：2019年（6 件）" in answer.answer
    assert "没有收录 2020 年" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "年报里的年份有没有写错",
        "申请增长超过10%的是哪年",  # bounds a change
        "20件以上的申请有几件",
        "近几年申请怎么样",
        "哪些部门没标公开属性",
        "哪一年公开得最多",
    ],
)
def test_other_questions_have_no_bound(question: str) -> None:
    assert read_bound(question) is None


def test_a_bound_is_read_with_its_scale() -> None:
    found = read_bound("哪几年的访问量超过300万人次")
    assert found is not None
    asked, bound = found
    assert asked == "访问量各年多少人次？"
    assert bound.value == 3_000_000
