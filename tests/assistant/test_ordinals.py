"""Items of numbered lists: which is asked for, and where it stands."""

import pytest

from assistant.ordinals import numbered_items, ordinal_alone, ordinal_in, without_ordinal


@pytest.mark.parametrize(
    ("rest", "number"),
    [
        ("第三项是什么", 3),
        ("那么第四项呢?", 4),
        ("第二个是什么", 2),
        ("第2条", 2),
        ("第二个问题是什么", 2),
        ("最后一条呢", -1),
        ("第十一点讲的什么", 11),
        ("第二十条第一项有几件", 0),
        ("第三方权益几件", 0),
        ("第二季度检查了几次", 0),
        ("第一平台是什么", 0),
    ],
)
def test_an_item_asked_for_alone(rest: str, number: int) -> None:
    assert ordinal_alone(rest) == number


@pytest.mark.parametrize(
    ("rest", "number", "without"),
    [
        ("存在的第二个问题是什么", 2, "存在的问题是什么"),
        ("第三个改进措施是什么", 3, "改进措施是什么"),
        ("改进措施的第三点是什么", 3, "改进措施是什么"),
        ("的改进措施是什么", 0, "的改进措施是什么"),
        ("第三方评估发现几个问题", 0, "第三方评估发现几个问题"),
    ],
)
def test_an_item_asked_for_with_what_it_is_of(rest: str, number: int, without: str) -> None:
    assert (ordinal_in(rest), without_ordinal(rest)) == (number, without)


def items(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in spans] for spans in numbered_items(text, 0, len(text))]


def test_items_of_running_text() -> None:
    text = "主要有：一是人少。新人多。二是统一不够；三是不快。还要努力。明年再说。"
    assert items(text) == [["一是人少。新人多。", "二是统一不够；", "三是不快。还要努力。"]]


def test_two_lists_of_one_section() -> None:
    text = "问题：一是慢；二是乱。措施：一是快；二是齐；三是准。"
    assert items(text) == [
        ["一是慢；", "二是乱。"],
        ["一是快；", "二是齐；", "三是准。"],
    ]


def test_lists_by_figures_and_brackets() -> None:
    assert items("1.建章。2.立制。") == [["1.建章。", "2.立制。"]]
    assert items("（一）建章。（二）立制。") == [["（一）建章。", "（二）立制。"]]
    assert items("增长2.5倍，共3.1万人。") == []
