"""What kind of thing a question asks for, and what holds it."""

import pytest

from assistant.asked import Asked
from assistant.windows import windows_of
from corpus.schema import Chunk
from tests.assistant.readers import BODY, READER


def asked(question: str) -> Asked:
    return Asked(READER.understand(f"{BODY}2018年{question}"))


def holds(question: str, text: str) -> bool:
    chunk = Chunk("x", BODY, 2018, "section", ("二、其他",), "", text, 0, len(text))
    return asked(question).held_by(windows_of(chunk)[0])


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("微博有多少粉丝", "通过政务微博发布信息64件。", False),
        ("微博有多少粉丝", "政务微博粉丝3万人。", True),
        ("网站点击量多少", "网站公开信息27件。", False),
        ("公车费用降了几个点", "公车费用下降18.6%。", True),
        ("公车费用降了几个点", "公车费用12万元。", False),
        ("水厂停水几天", "水厂停水检修3天。", True),
        ("水厂停水几天", "水厂停水3次。", False),
        ("局长叫什么", "成立由局长任组长的领导小组。", False),
        ("谁分管信息公开", "明确一名副局长分管。", True),
        ("信息公开由谁分管", "信息公开工作扎实推进。", False),
        ("机构哪个月合并的", "机构于6月合并。", True),
        ("评论多久回复", "评论24小时内回复。", True),
        ("评论多久回复", "评论须及时回复。", False),
    ],
)
def test_a_passage_holds_the_kind_of_thing_asked_for(question: str, text: str, held: bool) -> None:
    assert holds(question, text) is held


def test_the_head_is_what_is_counted() -> None:
    assert [t.word for t in asked("微博有多少粉丝").heads] == ["粉丝"]
    assert [t.word for t in asked("网站点击量多少").heads] == ["点击量"]
    assert asked("微博怎么管理").heads == ()


@pytest.mark.parametrize(
    ("question", "unit", "can"),
    [
        ("答复申请用了几天", "件", False),
        ("培训花了多少钱", "人次", False),
        ("培训花了多少钱", "万元", True),
        ("评论多久回复", "次", False),
        ("多少人来申请", "件", True),
        ("收到几条申请", "件", True),
    ],
)
def test_days_are_not_counted_in_pieces(question: str, unit: str, can: bool) -> None:
    assert asked(question).measured_in(unit) is can
