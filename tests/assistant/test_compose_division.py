"""The largest part of a list in running text, in reports written by somebody else."""

from collections.abc import Callable

import pytest

from assistant.ask import Assistant
from tests.assistant.corpora import CORPORA


@pytest.mark.parametrize(
    ("asked", "part", "printed"),
    [
        ("哪方面的申请最多", "征地方面", "71"),
        ("申请是哪种途径来的最多", "网上提交", "158"),
    ],
)
def test_of_two_lists_in_a_sentence_the_asked_one_is_told(
    opened: Callable[..., Assistant], asked: str, part: str, printed: str
) -> None:
    islet = opened(*CORPORA["islet"])
    answer = islet.ask(f"菱渚县2022年{asked}")
    [fact] = answer.facts
    assert (fact.indicator, fact.printed) == (part, printed)
    assert "；" not in answer.citations[0].text
