"""Items of lists and what else there is, asked after an answer from the fictional reports."""

import pytest

from assistant.ask import Assistant

PROBLEMS = "栎川市监局2024年政务公开工作存在哪些问题？"


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        ([PROBLEMS], "第二个是什么", "二是执法案卷类申请答复标准不够统一"),
        ([PROBLEMS, "第二个是什么"], "那么第一个呢", "一是短视频影响力不大"),
        ([PROBLEMS], "最后一个呢", "二是执法案卷类申请答复标准不够统一"),
        ([], "栎川市监局2024年的第二个改进措施是什么", "二是编印案卷类申请答复指引"),
    ],
)
def test_an_item_is_quoted_alone(
    forms: Assistant, history: list[str], question: str, said: str
) -> None:
    answer = forms.ask(question, history)
    assert [c.text.startswith(said) for c in answer.citations] == [True]
    assert said in answer.answer


def test_an_item_that_is_not_there(forms: Assistant) -> None:
    answer = forms.ask("第五个呢", [PROBLEMS])
    assert (answer.status, answer.citations) == ("not_found", ())
    assert "只列了二项，没有第五项" in answer.answer


def test_nothing_is_quoted_twice(forms: Assistant) -> None:
    assert forms.ask("还有别的吗", [PROBLEMS]).status == "not_found"
