"""The years in a question: literal mentions, and the words that only look like years."""

import re

import pytest

from assistant.years import YearMention, mention_years, years_said


def mention(question: str) -> YearMention:
    return mention_years(question)


def test_where_years_stand() -> None:
    assert years_said("甲县2018年和乙县19年") == [(2, 2018), (10, 2019)]


def test_a_column_of_all_years_is_no_span() -> None:
    assert mention("主动公开文件数历年累计").kind == "none"
    assert mention("历年主动公开文件数").kind == "all"
    assert mention("同期多少件").offsets == (0,)
    assert mention("那一年几件").offsets == (0,)


def rest(question: str) -> str:
    return re.sub(r"\s", "", mention_years(question).rest)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2018年微博发了几条", (2018,)),
        ("2018年度微博发了几条", (2018,)),
        ("2018微博发了几条", (2018,)),
        ("二〇一八年微博发了几条", (2018,)),
        ("二零一八年微博发了几条", (2018,)),
        ("18年微博发了几条", (2018,)),
        ("一八年微博发了几条", (2018,)),
        ("2000年微博发了几条", (2000,)),
        ("1998年微博发了几条", (1998,)),
        ("3099年微博发了几条", (3099,)),
        ("1850年微博发了几条", (1850,)),
        ("2016年和2018年微博差多少", (2016, 2018)),
        ("2016、2017年微博差多少", (2016, 2017)),
        ("16、17年微博差多少", (2016, 2017)),
        ("14、18、20这三年微博差多少", (2014, 2018, 2020)),
        ("2018年比2016年多多少", (2018, 2016)),
        ("2018年的2018年报", (2018,)),
    ],
)
def test_explicit_years(question: str, years: tuple[int, ...]) -> None:
    assert (mention(question).kind, mention(question).years) == ("explicit", years)


@pytest.mark.parametrize(
    "question",
    [
        "2017-2019年申请量",
        "2017到2019年申请量",
        "2017年至2019年申请量",
        "17年到19年申请量",
        "2017—2019申请量",
        "在2017至2019年间申请量",
    ],
)
def test_a_range_names_every_year_in_it(question: str) -> None:
    found = mention(question)
    assert (found.kind, found.years, rest(question)) == ("range", (2017, 2018, 2019), "申请量")


def test_a_range_that_runs_backwards_is_two_years() -> None:
    assert set(mention("2019年到2017年申请量").years) == {2017, 2019}


@pytest.mark.parametrize(
    ("question", "kind", "offsets", "count"),
    [
        ("近三年申请量", "recent", (), 3),
        ("最近3年申请量", "recent", (), 3),
        ("过去两年申请量", "recent", (), 2),
        ("历年申请量", "all", (), None),
        ("哪一年申请最多", "all", (), None),
        ("两年差多少", "both", (), None),
        ("2019年以来申请量", "since", (), None),
        ("去年申请量", "relative", (-1,), None),
        ("前年申请量", "relative", (-2,), None),
        ("今年申请量", "relative", (0,), None),
        ("去年和前年的申请量", "relative", (-2, -1), None),
        ("大前年申请量", "relative", (-3,), None),
        ("今年和去年比申请涨了多少", "relative", (-1, 0), None),
        ("2019年以后申请量", "since", (), None),
        ("2019年以前申请量", "until", (), None),
        ("三年加起来多少", "recent", (), 3),
        ("第二年呢", "relative", (1,), None),
        ("次年呢", "relative", (1,), None),
        ("明年有什么打算", "relative", (1,), None),
        ("微博发了几条", "none", (), None),
        ("", "none", (), None),
    ],
)
def test_loose_mentions(
    question: str, kind: str, offsets: tuple[int, ...], count: int | None
) -> None:
    found = mention(question)
    assert (found.kind, found.offsets, found.count) == (kind, offsets, count)


def test_a_year_and_its_neighbour() -> None:
    found = mention("2018年比上年多多少")
    assert (found.years, found.offsets) == ((2018,), (-1,))


@pytest.mark.parametrize(
    "question",
    [
        "上年结转多少件",
        "结转下年度继续办理多少件",
        "发了2018条吗",
        "花了2018.5万元",
        "电话0951-5035245是谁的",
        "五年规划是什么",
        "100年校庆",
        "上一年项目数量多少",
        "本年新收多少件",
        "本年增/减多少",
    ],
)
def test_what_only_looks_like_a_year(question: str) -> None:
    found = mention(question)
    assert (found.kind, found.years, found.offsets) == ("none", (), ())
    assert rest(question) == question


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("2018年微博发了几条", "微博发了几条"),
        ("近三年申请量", "申请量"),
        ("去年申请量", "申请量"),
        ("2020年上年结转多少件", "上年结转多少件"),
        ("2019年结转下年度多少件", "结转下年度多少件"),
    ],
)
def test_the_rest_of_the_question_stays(question: str, left: str) -> None:
    assert rest(question) == left


@pytest.mark.parametrize(
    ("question", "years", "asked"),
    [
        ("结转到2021年的申请几件", (2020,), "结转下年的申请几件"),
        ("从2018年拖到2019年的几件", (2019,), "上年结转的几件"),
        ("2018年转过来的几件", (2019,), "上年结转几件"),
        ("2020年从上年转过来几件", (2020,), "从上年结转几件"),
        ("2022年年初接过来的有几件", (2022,), "上年结转有几件"),
        ("2021年结转下年度的件数", (2021,), "结转下年度的件数"),
        ("2021年有几件拖到了下一年", (2021,), "有几件结转下年"),
    ],
)
def test_what_is_carried_over_is_told_by_the_report_of_its_own_year(
    question: str, years: tuple[int, ...], asked: str
) -> None:
    assert (mention(question).years, rest(question)) == (years, asked)


def test_items_of_the_year_before_are_a_column_not_a_year() -> None:
    assert mention("行政许可上一年有几项").offsets == ()
    assert mention("行政许可上一年几件").offsets == (-1,)


@pytest.mark.parametrize(
    ("question", "offset", "left"),
    [
        ("四年之后这个占比变成多少了", 4, "这个占比变成多少了"),
        ("三年前呢", -3, "呢"),
        ("2年以后", 2, ""),
    ],
)
def test_years_away_from_the_one_spoken_of(question: str, offset: int, left: str) -> None:
    found = mention(question)
    assert (found.offsets, found.rest) == ((offset,), left)


@pytest.mark.parametrize("question", ["近三年前后", "第二年前", "十四年前", "2018年前有几件"])
def test_what_only_looks_like_years_away(question: str) -> None:
    assert not {-2, -4, -3} & set(mention(question).offsets)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("截至2014年底公开几条", "公开几条"),
        ("截止到2014年末公开几条", "公开几条"),
        ("2014年公开文件历年加起来几条", "公开文件历年累计几条"),
        ("2014年底前要做什么", "底前要做什么"),
    ],
)
def test_words_around_a_year(question: str, left: str) -> None:
    found = mention(question)
    assert (found.years, found.rest) == ((2014,), left)


def test_two_years_after_are_not_both_years() -> None:
    found = mention_years("两年以后是多少")
    assert (found.kind, found.offsets) == ("relative", (2,))
    assert mention_years("两年差多少").kind == "both"
