"""How far a wording sounds like a question for a check."""

import pytest

from assistant.checkodds import check_odds, masked


@pytest.mark.parametrize(
    "said",
    [
        "正文说64条,表里填的也是64吗",
        "几类相加跟总数差不差",
        "统计表填的数跟报告写的合不合得上",
    ],
)
def test_checks_sound_like_checks(said: str) -> None:
    assert check_odds(said) > 0


@pytest.mark.parametrize(
    "said", ["微博发了几条", "今后有什么打算", "政策解读有哪些形式", "收到多少件申请"]
)
def test_other_questions_do_not(said: str) -> None:
    assert check_odds(said) < -1


def test_which_number_is_named_is_no_matter() -> None:
    assert masked("说64条,填0.5") == "说#条,填#"
    assert check_odds("说64条吗") == check_odds("说9116.36条吗")
