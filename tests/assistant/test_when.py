"""The years a question asks for, and those it only compares with."""

from datetime import date

import pytest

from assistant.when import Asked, When, asked_years
from assistant.years import mention_years

THIS_YEAR = date.today().year
HAVE = (2019, 2020, 2021, 2023)
PLAIN = Asked(versus=False, growth=False, alone=False)


def years(question: str, before: tuple[int, ...] = (), asked: Asked = PLAIN) -> When | None:
    return asked_years(mention_years(question), HAVE, before, asked)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2021年申请", When((2021,))),
        ("2021年比2019年", When((2019, 2021))),
        ("2021年比去年", When((2020, 2021), (2020,))),
        ("2019到2021年", When((2019, 2020, 2021))),
        ("2021年以后", When((2021, 2022, 2023))),
        ("2021年以前", When((2019, 2020))),
        ("近三年", When((2021, 2022, 2023))),
        ("历年", When(HAVE)),
        ("两年", When((2021, 2023))),
        ("去年和前年", When((THIS_YEAR - 2, THIS_YEAR - 1))),
        ("申请多少", None),
    ],
)
def test_years_named_in_the_question(question: str, expected: When | None) -> None:
    assert years(question) == expected


def test_growth_is_over_the_year_before() -> None:
    growth = Asked(versus=False, growth=True, alone=False)
    assert years("2021年增长多少", asked=growth) == When((2020, 2021), (2020,))


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        ("去年呢", (2021,), When((2020,))),
        ("前年呢", (2021,), When((2019,))),
        ("今年和去年比", (2021,), When((2020, 2021), (2020,))),
        ("三年加起来", (2019, 2020, 2021), When((2019, 2020, 2021))),
        ("两年", (2019, 2020), When((2019, 2020))),
    ],
)
def test_years_counted_from_the_question_before(
    question: str, before: tuple[int, ...], expected: When
) -> None:
    assert years(question, before) == expected


def test_a_year_set_against_the_one_before_is_only_compared_with() -> None:
    versus = Asked(versus=True, growth=False, alone=True)
    assert years("和2020年比呢", (2021,), versus) == When((2020, 2021), (2020,))
    assert years("比去年呢", (2021,), versus) == When((2020, 2021), (2020,))
