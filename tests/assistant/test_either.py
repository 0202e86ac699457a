"""「微博和微信哪个发得多」 is answered by both figures and their difference."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.either import as_difference

TEXT = """霁湖县人民政府2018年政府信息公开工作年度报告

一、概述
各部门共开设新媒体70个。其中微博29个，共发布信息1992条；微信公众号41个，共发布信息3404条。
"""


@pytest.fixture(scope="module")
def county(opened: Callable[..., Assistant], tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("either")
    (folder / "霁湖县人民政府2018.txt").write_text(TEXT, encoding="utf-8")
    return opened(folder)


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("霁湖县2018年微博和微信哪个发得多", "1992-3404=-1412"),
        ("霁湖县2018年微信发的信息比微博多吗", "3404-1992=1412"),
        ("霁湖县2018年发微信多还是发微博多", "3404-1992=1412"),
        ("霁湖县2018年微博多还是微信多", "29-41=-12"),
    ],
)
def test_both_figures_and_their_difference_are_told(
    county: Assistant, question: str, formula: str
) -> None:
    answer = county.ask(question)
    assert formula in answer.answer
    assert {fact.printed for fact in answer.facts} == set(
        formula.partition("=")[0].replace("(", "").split("-")
    )


@pytest.mark.parametrize(
    "text",
    ["哪个部门发得多", "公开的比例多高", "微博和微信各发了多少", "比去年多吗", "为什么微信多"],
)
def test_other_questions_stay(text: str) -> None:
    assert as_difference(text) == text
