"""A group's rows and a row's applicants, asked for as a whole."""

import pytest

from assistant.concepts import ConceptMatcher
from assistant.groups import as_whole, without_members
from corpus.catalogue import load_catalogue

MATCHER = ConceptMatcher(load_catalogue())


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("不予公开各项加起来一共多少件", "不予公开一共多少件"),
        ("不予公开一共多少件,分项加起来", "不予公开一共多少件"),
        ("无法提供的三项合计几件", "无法提供一共几件"),
        ("其他处理的三项加总", "其他处理一共多少件"),
        ("“无法提供”那几项的总数是多少", "“无法提供”的总数是多少"),
        ("不予公开的各项里自然人合计几件", "不予公开里自然人一共几件"),
    ],
)
def test_a_group_is_asked_for_by_its_own_name(text: str, whole: str) -> None:
    assert as_whole(text) == (whole, True)


@pytest.mark.parametrize(
    "text",
    ["举办各类培训班几期", "哪几项工作最难", "公开事项一共多少项", "三项制度怎么落实"],
)
def test_other_items_stay(text: str) -> None:
    assert as_whole(text) == (text, False)


def test_all_applicants_are_the_total() -> None:
    asked = "重复申请一共几件,各类申请人加起来"
    assert as_whole(asked) == ("重复申请一共几件", False)


def test_the_rows_of_a_meant_group_are_not_asked_for_one_by_one() -> None:
    matches = MATCHER.match("其他处理一共多少件")
    keys = [m.concept.key for m in matches]
    assert keys[0] == "result.other"
    assert "other.other" in keys
    assert "other.other" not in [m.concept.key for m in without_members(matches)]
