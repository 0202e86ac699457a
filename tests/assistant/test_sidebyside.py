"""The table's figure beside what the running text says of the same thing."""

import pytest

from assistant.ask import Assistant


@pytest.mark.parametrize(
    ("question", "text", "table"),
    [
        ("政策解读的数量，文字部分和附表对得上吗", "政策解读 2 件", "政策解读稿件发布数为 0 篇"),
        (
            "正文说领导开了好多次会，表里填的是几次？两边一致吗",
            "多次召开会议安排部署政务公开工作",
            "召开政府信息公开工作会议或专题会议数为 2 次",
        ),
        (
            "既然成立了政务公开领导小组，表中做这项工作的人数怎么填的，对得上么",
            "科技局政务公开领导小组",
            "从事政府信息公开工作人员数为 0 人",
        ),
        (
            "科技局说自己有微信公众号在发东西，那表里微信那行填的是几",
            "金凤科技微信公众号",
            "政务微信公开政府信息数为 0 条",
        ),
    ],
)
def test_both_sides_are_quoted_and_cited(
    seed: Assistant, question: str, text: str, table: str
) -> None:
    answer = seed.ask(question)
    assert text in answer.answer
    assert table in answer.answer
    assert {c.kind for c in answer.citations} == {"section", "indicator"}


def test_a_sentence_without_a_number_is_said_to_have_none(seed: Assistant) -> None:
    answer = seed.ask("在线访谈正文提了，附表次数填的多少，一致不一致")
    assert "没有写具体的数" in answer.answer
    assert any(n.kind == "scope" for n in answer.notices)


def test_that_the_text_says_nothing_is_told(seed: Assistant) -> None:
    answer = seed.ask("培训班表里填了2次，正文里有没有对应的说法")
    assert "举办各类培训班数为 2 次" in answer.answer
    assert "正文里没有找到写同一件事的句子" in answer.answer


def test_a_sum_of_another_year_is_not_set_beside(seed: Assistant) -> None:
    assert "100 万元" not in seed.ask("公开专项经费，文字和表格对得上吗").answer
