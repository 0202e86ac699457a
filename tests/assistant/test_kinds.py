"""Which kinds of things a question asks for, and whether a text holds one that fits."""

import pytest

from assistant.weighing.kinds import (
    ASKED,
    HELD,
    MEETING,
    Wanted,
    asked_kinds,
    counted_units,
    held_kinds,
)


def fits(question: str, text: str) -> float:
    """The sum of all signs that a text holds what is asked for, and of those that it does not."""
    return sum(Wanted(question).met_by(text))


@pytest.mark.parametrize(
    ("question", "holding", "other"),
    [
        ("局长叫什么名字", "由王建国局长担任组长。", "成立由局长任组长的领导小组。"),
        ("机构哪个月合并的", "机构于6月合并。", "机构已合并。"),
        ("政策定在哪一天出台", "政策于6月3日出台。", "政策即将出台。"),
        ("讲课的是哪几位", "由马骏主任、何平局长讲课。", "邀请专家讲课。"),
        ("评论多久回复", "评论24小时内回复。", "评论须及时回复。"),
        ("网站改版花了多少钱", "改版花费12万元。", "改版3次。"),
        ("水厂停水几天", "水厂停水检修3天。", "水厂停水3次。"),
        ("为什么没人申请", "因宣传不足，全年无人申请。", "全年无人申请。"),
        ("制定了哪份文件", "制定《公开目录管理办法》。", "制定一份文件。"),
        ("政务公开由哪个部门牵头", "由办公室牵头。", "有专人牵头。"),
        ("满意率是多少", "满意率98.5%。", "满意的有98人。"),
    ],
)
def test_what_is_asked_for_is_seen_in_the_text(question: str, holding: str, other: str) -> None:
    assert fits(question, holding) > fits(question, other)


def test_what_the_question_says_itself_is_no_answer() -> None:
    said = Wanted("《公开目录管理办法》是什么时候印发的")
    assert said.met_by("3月印发《公开目录管理办法》。")[-2] == 0.0
    assert said.met_by("3月印发《政务公开清单》。")[-2] == 1.0


def test_a_title_in_the_question_is_looked_for() -> None:
    asked = Wanted("在《宁夏日报》上登了几篇")
    assert asked.met_by("《宁夏日报》刊发3篇。")[-1] == 1.0
    assert asked.met_by("报纸刊发3篇。")[-1] == -1.0


def test_numbers_said_in_the_question_are_looked_for() -> None:
    met = Wanted("110家和52家差在哪")
    assert met.met_by("110家单位中52家开设专栏。")[-5] == 1.0
    assert met.met_by("110家单位。")[-5] == 0.5
    assert met.met_by("各家单位。")[-5] == 0.0


def test_lengths_are_what_the_network_expects() -> None:
    assert len(asked_kinds("几条")) == ASKED
    assert len(held_kinds("发布3条")) == HELD
    assert len(Wanted("几条").met_by("发布3条")) == MEETING


def test_dates_are_no_counted_units() -> None:
    assert counted_units("2018年3月发布27条、座谈2次") == {"条", "次"}
