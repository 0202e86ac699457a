"""What a follow-up says itself, and what it takes over."""

import pytest

from assistant.followup import (
    follows,
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


def test_a_statement_before_the_question() -> None:
    assert stated_before("2018年公开2035条，2019年呢") == ("2018年公开多少", "2019年呢")
    assert stated_before("2018年公开几条，2019年呢") is None
    assert stated_before("2018年公开2035条") is None


def test_small_words() -> None:
    assert without_quantity("专职一共多少人") == "专职"
    assert wordings(("企业", "商业企业"), "商业企业申请") == ("商业企业", "企业")
