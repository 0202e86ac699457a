"""Bodies asked about in a year of their own."""

import pytest

from assistant.ask import Assistant
from assistant.bodies import mention_bodies
from assistant.paired import base_body, base_year, own_years
from assistant.years import mention_years

ZE, ZHOU, MARKET = "澜泽县人民政府", "澜洲县人民政府", "栎川市市场监督管理局"
LOADED = (ZE, ZHOU, MARKET)


def paired(question: str) -> tuple[tuple[str, int], ...]:
    when = mention_years(question)
    return own_years(question, mention_bodies(when.rest, LOADED), when)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("澜泽县2018和澜洲县2019,哪个多", ((ZE, 2018), (ZHOU, 2019))),
        ("2018年的澜泽县和2019年的澜洲县", ((ZE, 2018), (ZHOU, 2019))),
        ("澜泽县2018年和2019年的澜洲县", ((ZE, 2018), (ZHOU, 2019))),
        (
            "澜洲县2021年、澜泽县2023年、栎川市监局2024年各多少",
            ((ZHOU, 2021), (ZE, 2023), (MARKET, 2024)),
        ),
        (
            "澜泽县和澜洲县2021年、栎川市监局2022年",
            ((ZE, 2021), (ZHOU, 2021), (MARKET, 2022)),
        ),
    ],
)
def test_each_body_has_the_year_named_for_it(
    question: str, places: tuple[tuple[str, int], ...]
) -> None:
    assert paired(question) == places


@pytest.mark.parametrize(
    "question",
    [
        "澜泽县和澜洲县2021年谁多",
        "澜泽县2021年、澜洲县2021年谁多",
        "2021年和2022年澜泽县、澜洲县各多少",
        "澜泽县2024年比澜洲县少几件",
        "澜泽县2021年和2022年差几件",
        "澜泽县2021年比去年多几件",
    ],
)
def test_all_bodies_are_meant_in_all_years(question: str) -> None:
    assert paired(question) == ()


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("澜泽县2024年比澜洲县多几件", ZHOU),
        ("澜泽县2024年比澜洲县2023年多几件", ZHOU),
        ("澜泽县是栎川市监局的几倍", MARKET),
        ("澜泽县和澜洲县差几件", ""),
        ("澜泽县2024年比2023年多几件", ""),
    ],
)
def test_the_body_that_another_is_compared_with(question: str, body: str) -> None:
    when = mention_years(question)
    assert base_body(question, mention_bodies(when.rest, LOADED)) == body


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("2022年的决定是2024年的几倍", 2024),
        ("2022年比2024年多百分之几", 2024),
        ("2022年和2024年相比多了几件", 0),
        ("2024年比2022年少几件", 0),
        ("2022年和2024年差几件", 0),
        ("2022年、2023年比2024年多几件", 0),
    ],
)
def test_the_later_year_that_an_earlier_is_compared_with(question: str, year: int) -> None:
    assert base_year(question) == year


def test_a_change_is_counted_from_the_year_asked_for(forms: Assistant) -> None:
    answer = forms.ask("澜洲县人民政府2021年新收申请是2023年的几倍")  # 33 and 60
    assert answer.comparison is not None
    assert [(c.year_from, c.year_to) for c in answer.comparison.changes] == [(2023, 2021)]
    assert "2021年是2023年的" in answer.answer
