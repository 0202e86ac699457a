"""Two different things, each of a year of its own."""

from collections.abc import Callable

import pytest

from assistant.apart import sides
from assistant.ask import Assistant
from tests.assistant.corpora import CORPORA


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "2020年公开的文件总数和2021年有效的件数，差几件",
            ("2020年公开的文件总数是多少", "2021年有效的件数是多少"),
        ),
        ("2021年的申请比2020年多几件", None),
        ("2021年和2020年相差几件", None),
        ("2021年微信比微博多几条", None),
    ],
)
def test_each_side_is_asked_for_by_itself(question: str, parts: tuple[str, str] | None) -> None:
    assert sides(question) == parts


def test_different_things_stand_side_by_side_and_are_not_subtracted(
    opened: Callable[..., Assistant],
) -> None:
    field = opened(*CORPORA["field"])
    answer = field.ask(
        "禾汀县农业农村局2020年对外公开的规范性文件总数和2021年现行有效的件数，差几件"
    )
    comparison = answer.comparison
    assert comparison is not None
    assert [(row.year, row.printed) for row in comparison.rows] == [(2020, "17"), (2021, "19")]
    assert (comparison.comparable, comparison.changes, comparison.formula) == (False, (), None)
    for row in comparison.rows:
        assert answer.citations[row.citation or 0].year == row.year
    assert "not_comparable" in {notice.kind for notice in answer.notices}
