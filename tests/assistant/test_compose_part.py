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
