"""Who, which ones, what is meant: names are no numbers and numbers no names."""

from collections.abc import Callable

import pytest

from assistant.ask import Assistant

TEXT = """云岫县民政局2021年政府信息公开工作年度报告

一、总体情况

全年办理县人大代表建议3件，由副局长周明牵头。约谈养老机构7家，走访了桃源、柳溪、石桥三个镇。
围绕“最多跑一次”优化服务，推行政策解读“四个一”，即一份图解、一段视频、一次直播、一场宣讲。
养老服务热线12349全年接听来电1800个。

二、存在的不足

一是部门协同还不紧密；二是基层力量薄弱。下一步将充实镇村信息员。
"""


@pytest.fixture(scope="module")
def civil(opened: Callable[..., Assistant], tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    path = tmp_path_factory.mktemp("civil") / "云岫县民政局2021年政府信息公开工作年度报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return opened(path)


@pytest.mark.parametrize(
    "question",
    [
        "提建议的人大代表是谁",
        "养老服务热线的号码是多少",
        "局里的举报电话是多少",
    ],
)
def test_what_is_counted_but_not_named_is_not_answered(civil: Assistant, question: str) -> None:
    assert civil.ask(f"云岫县民政局2021年{question}").facts == ()
    assert "周明" not in civil.ask(f"云岫县民政局2021年{question}").answer


def test_the_meaning_of_a_name_in_quotes(civil: Assistant) -> None:
    answer = civil.ask("云岫县民政局2021年说的政策解读“四个一”指什么")
    assert "一份图解、一段视频、一次直播、一场宣讲" in answer.citations[0].text


def test_a_slogan_counts_nothing(civil: Assistant) -> None:
    answer = civil.ask("云岫县民政局2021年最多跑一次的事项有几项")
    assert not answer.answer.startswith("一次")


@pytest.mark.parametrize("question", ["还存在哪些差距", "有什么短板", "自己承认哪些不足"])
def test_problems_are_quoted_from_their_part(civil: Assistant, question: str) -> None:
    answer = civil.ask(f"云岫县民政局2021年{question}")
    assert "部门协同还不紧密" in answer.citations[0].text


def test_a_follow_up_keeps_to_the_remedies_spoken_of(bureaus: Assistant) -> None:
    asked = ("衡江省自然资源厅2023年行政复议一共多少件？", "其中结果维持的有几件？")
    answer = bureaus.ask("还没审结的呢？", asked)
    assert [(str(f.value), f.path[0]) for f in answer.facts] == [("4", "行政复议")]


def test_a_check_that_only_names_text_and_table_is_of_what_was_asked(bureaus: Assistant) -> None:
    answer = bureaus.ask("桐浦县市监局2022年行政处罚决定到底是多少件？正文写的和表里的对得上吗")
    assert "531" in answer.answer
    assert "517" in answer.answer
