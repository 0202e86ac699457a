"""「139 是怎么来的」: where a number stands, and what is known of it."""

import pytest

from assistant.ask import Assistant


def test_a_cell_is_named_and_its_sum_shown(seed: Assistant) -> None:
    answer = seed.ask("金凤区科技局表里139这个数是怎么来的")
    assert answer.status == "answered"
    assert "统计表“主动公开情况”填的是 139" in answer.answer
    assert "139 = 28 + 47 + 64" in answer.answer
    assert "139" in answer.citations[0].text


def test_two_numbers_are_both_found(seed: Assistant) -> None:
    answer = seed.ask("金凤区科技局填的139和下面的28是什么关系")
    assert "主动公开情况”填的是 139" in answer.answer
    assert "主动公开政府信息数”填的是 28" in answer.answer


@pytest.mark.parametrize(
    "question", ["金凤区科技局93847这个数是怎么来的", "金凤区科技局微博发了几条"]
)
def test_no_such_number_is_no_lookup(seed: Assistant, question: str) -> None:
    assert "年报里的" not in seed.ask(question).answer


def test_text_and_table_stand_side_by_side(seed: Assistant) -> None:
    answer = seed.ask("金凤区科技局年报里政策解读数量前后一致吗")
    assert "政策解读 2 件" in answer.answer
    assert "政策解读稿件发布数为 0 篇" in answer.answer
    assert {c.kind for c in answer.citations} == {"section", "indicator"}
