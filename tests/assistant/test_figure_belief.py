"""Figures are believed by wording, meaning, unit and what is counted together."""

from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.figure_belief import FigureTraits, FigureWeights, figure_belief

PLAIN = FigureTraits(
    lexical=0.9, dense=0.9, named=1.0, near_name=0.7, explained=1.0, gap=0.0, margin=0.2,
    measured=1.0, head=1.0, sure=1.0, quantity=1.0, yes_no=0.0, several=0.0,
)  # fmt: skip


def test_belief_is_the_weighed_sum_of_the_traits() -> None:
    weights = FigureWeights((1.0, *[0.0] * 4, -2.0, *[0.0] * 7), bias=-0.5)
    assert figure_belief(PLAIN, weights) == pytest.approx(0.4)
    assert figure_belief(replace(PLAIN, gap=0.3), weights) == pytest.approx(-0.2)


def test_every_trait_has_a_weight() -> None:
    with pytest.raises(ValueError, match="one weight for each trait"):
        FigureWeights((1.0, 2.0), bias=0.0)


def test_a_wrong_unit_and_an_unsaid_head_speak_against_a_figure() -> None:
    assert figure_belief(PLAIN) > 0
    assert figure_belief(replace(PLAIN, measured=0.0)) < figure_belief(PLAIN)
    assert figure_belief(replace(PLAIN, head=0.0)) < figure_belief(PLAIN)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("上网跟网友聊天答问那种访谈搞了几回", "0"),
        ("受训的人加起来几个", "6"),
    ],
)
def test_unseen_words_do_not_hide_a_figure(seed: Assistant, question: str, value: str) -> None:
    answer = seed.ask(question)
    assert [str(fact.value) for fact in answer.facts] == [value]


@pytest.mark.parametrize("question", ["微信公众号有多少粉丝", "建信息平台的造价是多少"])
def test_an_attribute_no_table_has_is_not_answered_with_a_figure(
    seed: Assistant, question: str
) -> None:
    assert seed.ask(question).facts == ()
