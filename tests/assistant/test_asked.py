"""What is counted in a question, and the units that can answer it."""

import pytest

from assistant.asked import Asked
from tests.assistant.readers import BODY, READER


def asked(question: str) -> Asked:
    return Asked(READER.understand(f"{BODY}2018年{question}"))


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
