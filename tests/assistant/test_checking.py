"""How questions ask for a check."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.checking import (
    CheckAsk,
    about_of,
    gone_years,
    is_check,
    read_check,
    with_years,
)
from tests.assistant.readers import BODY, READER


def ask(question: str) -> CheckAsk | None:
    return read_check(READER.understand(f"{BODY}2018年{question}"))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("哪里对不上", "any"),
        ("报告哪里不对", "any"),
        ("年报有没有写错的地方", "any"),
        ("数据靠谱吗", "any"),
        ("有没有自相矛盾的地方", "any"),
        ("网站公开数以哪个为准", "any"),
        ("微博条数文字部分和附表打架吗", "prose"),
        ("报告里说的培训次数和表里填的一样吗", "prose"),
        ("说自己有公众号，那表里微信那行填的是几", "prose"),
        ("专职加兼职是不是6个人", "sum"),
        ("几类信息加起来等于总数吗", "sum"),
        ("哪些格子是空着的", "blank"),
        ("报告缺了哪一部分", "parts"),
        ("这份报告是抄去年的吗", "copied"),
        ("统计期限写对了吗", "dates"),
        ("上年结转跟去年的结转下年接得上吗", "years"),
    ],
)
def test_kinds_of_checks(question: str, kind: str) -> None:
    found = ask(question)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "微博发了几条",
        "收到多少件申请",
        "今后有什么打算",
        "政策解读有哪些形式",
        "表彰了谁",
        "听说办了培训，办了几次",
        "因为没掌握、补正后还不清楚而给不了信息的，总共几件",
    ],
)
def test_other_questions_ask_for_none(question: str) -> None:
    assert ask(question) is None


def test_numbers_exact_about_and_not_figures_at_all() -> None:
    found = ask("到底是一百多条还是二十几条，两处写的139和289.18万对得上吗")
    assert found is not None
    assert set(found.numbers) == {
        (Decimal(100), Decimal(199)),
        (Decimal(20), Decimal(29)),
        (Decimal(139), Decimal(139)),
        (Decimal("289.18"), Decimal("289.18")),
        (Decimal(2891800), Decimal(2891800)),
    }


def test_table_and_text_are_asked_for_different_things() -> None:
    found = ask("既然成立了领导小组，表中做这项工作的人数怎么填的")
    assert found is not None
    assert found.table == "做信息公开工作的人数"
    assert "领导小组" in found.text
    assert "人数" not in found.text


def test_what_is_left_without_the_words_of_checking() -> None:
    assert about_of("网站公开的27件和表里的47条一致吗") == "网站公开的和"


def test_a_number_is_no_year() -> None:
    found = ask("网站加起来不等于2035，是不是错了")
    assert found is not None
    assert (Decimal(2035), Decimal(2035)) in found.numbers
    assert not found.across


def test_a_phantom_year_is_dropped_and_a_real_one_is_missed() -> None:
    query = READER.understand(f"{BODY}网站27和47哪个对")
    assert with_years(query).years == (2018,)
    assert gone_years(READER.understand(f"{BODY}2018年比2017年多多少")) == (2017,)


def test_the_whole_is_heard_before_a_polite_request() -> None:
    found = ask("分渠道那一栏填的0，可下面几行不是0吧，帮我列一下")
    assert found is not None
    assert "分渠道" in found.about


@pytest.mark.parametrize(
    "question",
    [
        "不予公开的，2018年总共几件，2020年总共几件，差多少",  # a difference of two years
        "对外公开的规章和规范性文件合计多少件（按对外公开总数）",  # 合计…对外 is no 对
    ],
)
def test_a_sum_that_is_only_worked_with_is_no_check(question: str) -> None:
    query = READER.understand(f"{BODY}{question}")
    assert not is_check(replace(query, years=(2018, 2020)))
