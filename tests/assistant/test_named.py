"""An indicator given by name to ``compare``."""

import pytest

from assistant.ask import Assistant


@pytest.mark.parametrize("name", ["不存在的东西", "微博粉丝数", "量子计算机"])
def test_a_name_no_indicator_speaks_of_is_not_compared(forms: Assistant, name: str) -> None:
    answer = forms.compare(name)
    assert (answer.status, answer.facts, answer.citations) == ("not_found", (), ())


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("自然人申请", ["88", "104", "121", "97"]),
        ("apply.new", ["117", "130", "158", "134"]),
        ("收到多少申请", ["117", "130", "158", "134"]),
        ("行政处罚", ["2310", "2541", "2689", "2873"]),
    ],
)
def test_official_names_keys_and_everyday_words(
    forms: Assistant, name: str, values: list[str]
) -> None:
    answer = forms.compare(name, ["栎川市市场监督管理局"])
    assert answer.comparison is not None
    assert [str(row.value) for row in answer.comparison.rows] == values
