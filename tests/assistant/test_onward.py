"""Questions that work on with the figures just told, in reports read by hand."""

from collections.abc import Callable

import pytest

from assistant.ask import Assistant
from tests.assistant.corpora import CORPORA


@pytest.fixture(scope="module")
def grove(opened: Callable[..., Assistant]) -> Assistant:
    return opened(*CORPORA["grove"])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # 2024: 予以公开 55, 部分公开 17; 自然人 of new requests and the rest come from one row.
        (
            "云桦市人社局2024年予以公开和部分公开合计多少件？部分公开占百分之几？",
            ["合计 72 件（55+17=72）", "部分公开占合计的 23.61%（17/(55+17)=23.61%）"],
        ),
        (
            "云桦市人社局2024年予以公开比部分公开多几件，两样一共多少件？",
            ["多 38 件（55-17=38）", "合计 72 件（55+17=72）"],
        ),
    ],
)
def test_the_second_question_works_with_the_figures_of_the_first(
    grove: Assistant, question: str, told: list[str]
) -> None:
    answer = grove.ask(question)
    assert [said for said in told if said not in answer.answer] == []
    assert {(fact.column, fact.printed) for fact in answer.facts} == {
        ("总计", "55"),
        ("总计", "17"),
    }
    assert {(c.body, c.year) for c in answer.citations} == {("云桦市人力资源和社会保障局", 2024)}


def test_a_verb_alone_asks_of_the_sentence_just_told_from(
    opened: Callable[..., Assistant], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("beside") / "霁湖县人民政府2018.txt"
    path.write_text(
        "霁湖县人民政府2018年政府信息公开工作年度报告\n一、概述\n依托“霁湖12345平台”，"
        "共收到15564件咨询投诉件，已办结15042件。\n全年办结政府信息公开申请3件。\n"
        + "举办业务培训，完善工作制度。"
        * 5,
        encoding="utf-8",
    )
    answer = opened(path).ask("霁湖县12345平台2018年收到多少件咨询投诉，办结了多少？")
    assert [str(fact.value) for fact in answer.facts] == ["15564", "15042"]


def test_a_share_of_what_was_not_told_is_not_worked_out(grove: Assistant) -> None:
    answer = grove.ask("云桦市人社局2024年予以公开和部分公开合计多少件？无法提供占百分之几？")
    assert "/(55+17)" not in answer.answer
    assert "合计 72 件" in answer.answer
