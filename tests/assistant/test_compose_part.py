"""Parts of a report asked for by number."""

import pytest

from assistant.ask import Assistant
from assistant.citing import Citations
from assistant.compose_part import compose_part


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("金凤区科技局2018年年报第三部分讲了什么", "三、重点领域政府信息公开情况"),
        ("2018年报第十二部分是什么内容", "十二、2019 年政务公开工作计划"),
        ("第5部分说了啥", "五、人大代表建议和政协提案办理结果情况"),
    ],
)
def test_a_part_is_quoted_from_its_beginning(seed: Assistant, question: str, heading: str) -> None:
    answer = seed.ask(question)
    assert answer.citations[0].path[-1] == heading
    assert answer.citations[0].text in answer.answer


def test_a_number_that_no_part_has_is_not_answered_so(seed: Assistant) -> None:
    assert "第三十部分" not in seed.ask("第三十部分讲了什么").answer
    assert seed.ask("第三十部分讲了什么").status == "not_found"


@pytest.mark.parametrize("question", ["第二部分里网站公开多少件", "第三部分公示栏的作用是什么"])
def test_what_is_asked_of_something_in_a_part_is_not_the_part(
    seed: Assistant, question: str
) -> None:
    query = seed.reader.understand(question)
    assert compose_part(query, seed.index, Citations(seed.index)) is None


@pytest.mark.parametrize(
    ("question", "year", "said"),
    [
        ("澜泽县2020年打算干什么", 2020, "恢复集中培训"),
        ("澜泽县在2019年年报里说2020年要干什么", 2019, "组织新条例专题轮训"),
        ("澜泽县下一步有什么安排", 2024, "扩充问答知识库"),
    ],
)
def test_plans_are_quoted_from_the_report_that_makes_them(
    forms: Assistant, question: str, year: int, said: str
) -> None:
    answer = forms.ask(question)
    assert [c.year for c in answer.citations] == [year]
    assert said in answer.answer


def test_plans_for_a_year_that_is_not_loaded_are_told_to_be_the_year_befores(
    forms: Assistant,
) -> None:
    answer = forms.ask("澜泽县2025年计划做什么")
    assert [c.year for c in answer.citations] == [2024]
    assert ["不是 2025 年的年报" in n.text for n in answer.notices] == [True]


def test_plans_of_something_are_searched_for(seed: Assistant) -> None:
    answer = seed.ask("700万打算怎么花")
    assert "创新驱动发展" in answer.citations[0].text
