"""What is worked out within each of several reports, in reports read by hand."""

from collections.abc import Callable

import pytest

from assistant.ask import Assistant
from tests.assistant.corpora import CORPORA


@pytest.fixture(scope="module")
def cove(opened: Callable[..., Assistant]) -> Assistant:
    return opened(*CORPORA["cove"])


@pytest.mark.parametrize(
    ("question", "rows", "told"),
    [
        (  # only running text counts them: 31 of 73, 36 of 81, 40 of 68
            "槿浦县2021年到2023年，图解占政策解读材料的比例哪年最高",
            [("2021", "42.47", "31/73"), ("2022", "44.44", "36/81"), ("2023", "58.82", "40/68")],
            "最高的是2023年（58.82%）",
        ),
        (  # 意见征集 of the reports is what 征求意见 asks about
            "重大行政决策征求意见的采纳率，槿浦县2022年和2023年分别是百分之多少",
            [("2022", "26.98", "92/341"), ("2023", "29.83", "88/295")],
            "2023年比2022年高 2.85个百分点",
        ),
        (
            "槿浦县2021、2022、2023年微信和网站发布的信息加起来哪一年最多",
            [
                ("2021", "11278", "3862+7416=11278"),
                ("2022", "12293", "4310+7983=12293"),
                ("2023", "12229", "3975+8254=12229"),
            ],
            "最多的是2022年（12293 条）",
        ),
    ],
)
def test_each_report_has_its_own_figure_and_they_are_compared(
    cove: Assistant, question: str, rows: list[tuple[str, str, str]], told: str
) -> None:
    answer = cove.ask(question)
    comparison = answer.comparison
    assert comparison is not None
    assert sorted((str(r.year), str(r.value), r.formula) for r in comparison.rows) == rows
    assert all(row.source == "computed" for row in comparison.rows)
    assert told in answer.answer
    for row in comparison.rows:
        assert answer.citations[row.citation or 0].year == row.year


def test_growth_between_reports_is_no_share_within_each(cove: Assistant) -> None:
    answer = cove.ask("槿浦县新收的申请2023年比2022年增长百分之几")
    assert answer.comparison is not None
    assert [row.source for row in answer.comparison.rows] == ["table", "table"]
    assert answer.comparison.changes[0].percent is not None
