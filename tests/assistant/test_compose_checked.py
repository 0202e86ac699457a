"""Questions for a check, answered from real indexes."""

import pytest

from assistant.ask import Assistant


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("霁川县自然资源局2022年网民留言的几项相加等于64吗", "64 ≠ 21 + 30 + 11"),
        ("霁川县自然资源局2022年到底收到多少件申请，正文48表里45", "统计范围不同，不算矛盾"),
        (
            "霁川县自然资源局2022年说复议全都维持了，表上是这样吗",
            "结果维持 3 件，另有结果纠正 1 件",
        ),
        ("霁川县自然资源局2022年哪些格子没填", "（行政强制）"),
        ("霁川县自然资源局2023年缺了哪一部分", "缺少：六、其他需要报告的事项"),
        ("霁川县自然资源局2023年年报是抄2022年的吗", "与 2022 年报告逐字相同的句子有"),
        ("霁川县自然资源局2023年统计期限写对了吗", "与报告年度 2023 不符"),
        ("霁川县自然资源局2023年上年结转跟2022年结转下年接得上吗", "总计列：1 ≠ 2"),
        ("皋平县财政局2023年表格的账平不平", "20 + 1 = 20 + 1，成立"),
        ("皋平县财政局2023年预算和采购的条数加起来是902吗", "不能算矛盾"),
        ("皋平县财政局2023年年报有没有自相矛盾", "没有发现对不上的地方"),
        ("泠水市司法局2017年收费正文和附表一致吗", "正文写 2300 元"),
    ],
)
def test_the_check_about_the_very_thing_answers(
    planted: Assistant, question: str, said: str
) -> None:
    answer = planted.ask(question)
    assert answer.status == "answered"
    assert said in answer.answer
    assert answer.citations


def test_counts_of_structure_show_how_they_were_made(planted: Assistant) -> None:
    answer = planted.ask("霁川县自然资源局2022年表里空了多少格")
    assert answer.comparison is not None
    assert answer.comparison.formula == "没有填数的格 ÷ 全部格 = 1 ÷ 200 = 0%"


def test_a_year_that_is_not_loaded_cannot_be_compared_with(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2023年的上年结转跟2022年的结转下年对得上吗")
    assert answer.status == "not_found"
    assert "没有收录澜泽县人民政府 2022 年的年报" in answer.answer
    assert answer.citations == ()


def test_no_unrelated_check_stands_in_for_one_that_is_not_there(seed: Assistant) -> None:
    answer = seed.ask("科技局2018年抖音的条数正文和表对得上吗")
    assert "没有发现对不上" not in answer.answer
    assert "对不上的地方" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "金凤区科技局2018年微博发了几条",
        "金凤区科技局2018年政策解读有什么要求",
        "金凤区科技局2018年今后有什么打算",
    ],
)
def test_other_questions_are_not_taken_for_checks(seed: Assistant, question: str) -> None:
    answer = seed.ask(question)
    assert "年年报对不上的地方" not in answer.answer
    assert "年年报对得上" not in answer.answer
