"""What the wording of a question shows, and the kind of answer that follows."""

import pytest

from assistant.intent import (
    choose_intent,
    read_cues,
    without_field,
    without_field_of,
    without_operation,
    without_share,
    without_source,
)


def shown(question: str) -> set[str]:
    cues = read_cues(question)
    return {name for name in type(cues).__dataclass_fields__ if getattr(cues, name)}


@pytest.mark.parametrize(
    ("question", "cues"),
    [
        ("微博发了几条", {"quantity"}),
        ("微博发了多少条", {"quantity"}),
        ("申请量变化趋势", {"trend"}),
        ("申请缩水了百分之几", {"difference", "quantity", "growth"}),
        ("申请涨了多少个百分比", {"difference", "quantity", "growth"}),
        ("申请砍掉了百分之几", {"difference", "quantity", "growth"}),
        ("观看量比直播高出多少次", {"difference", "quantity"}),
        ("哪种多，多几个", {"difference", "quantity"}),
        ("哪年申请最多", {"extreme"}),
        ("哪年申请最少", {"extreme", "least"}),
        ("哪个机构公开最多", {"extreme"}),
        ("按申请量从高到低排名", {"rank"}),
        ("两年加起来多少件", {"sums", "quantity"}),
        ("三年的申请加一起是多少", {"sums", "quantity"}),
        ("合到一块儿算", {"sums"}),
        ("四年全加上", {"sums"}),
        ("行政许可比上年少了多少件", {"difference", "quantity"}),
        ("两年的数可比吗", {"comparable", "yes_no"}),
        ("能不能直接相减", {"comparable"}),
        ("条数可不可以放在一起比", {"comparable"}),
        ("有没有可比性", {"comparable", "yes_no"}),
        ("平均每年多少件", {"average", "quantity"}),
        ("2017年比2016年多多少", {"difference", "quantity"}),
        ("差多少", {"difference", "quantity"}),
        ("占比多少", {"percent"}),
        ("正文和表对得上吗", {"check", "yes_no"}),
        ("表里和文里不一致", {"check"}),
        ("主要问题是什么", {"how"}),
        ("如何改进", {"how"}),
        ("有没有行政诉讼", {"yes_no"}),
        ("下一步打算怎么做", {"how", "plan"}),
        ("谁负责", {"person"}),
        ("什么时候完成", {"when"}),
        ("能直接相减吗", {"comparable"}),
    ],
)
def test_cues(question: str, cues: set[str]) -> None:
    assert cues <= shown(question)


@pytest.mark.parametrize(
    ("question", "cue"),
    [
        ("主要问题是什么", "quantity"),
        ("微博发了几条", "how"),
        ("微博发了几条", "check"),
        ("微博发了几条", "difference"),
        ("几乎没有", "quantity"),
        ("申请最多的是哪年", "least"),
    ],
)
def test_cues_that_are_not_there(question: str, cue: str) -> None:
    assert cue not in shown(question)


def test_an_empty_question_shows_nothing() -> None:
    assert shown("") == set()


@pytest.mark.parametrize(
    ("question", "places", "kind", "intent"),
    [
        ("微博发了几条", 1, "indicator", "value"),
        ("微博发了几条", 2, "indicator", "compare"),
        ("微博发了几条", 1, None, "value"),
        ("差多少件", 2, "indicator", "compare"),
        ("历年变化", 5, "indicator", "compare"),
        ("历年走势", 5, "indicator", "trend"),
        ("哪年最多", 5, "indicator", "rank"),
        ("加起来多少件", 2, "indicator", "sum"),
        ("哪年最多", 1, "indicator", "value"),
        ("电话多少", 1, "contact", "contact"),
        ("主要问题是什么", 1, "section", "section"),
        ("主要问题是什么", 1, None, "section"),
        ("两处对得上吗", 1, "indicator", "check"),
        ("电话对得上吗", 1, "contact", "check"),
    ],
)
def test_intents(question: str, places: int, kind: str | None, intent: str) -> None:
    assert choose_intent(read_cues(question), places, kind) == intent


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("微博差多少", "微博"),
        ("微博对得上吗", "微博"),
        ("请问微博", "微博"),
        ("申请量变化趋势", "申请量"),
        ("微博", "微博"),
        ("差多少", "差多少"),  # nothing would be left
    ],
)
def test_without_operation(question: str, about: str) -> None:
    assert without_operation(question) == about


def test_lawsuits_over_openness_are_the_only_ones_told() -> None:
    assert without_field_of("有没有因为信息公开引起的官司") == "有没有官司"
    assert without_field_of("信息公开的培训几次") == "信息公开的培训几次"


def test_without_share_and_field() -> None:
    assert without_share("予以公开占办理总数的比例") == "予以公开"
    assert without_share("予以公开") == "予以公开"
    assert without_field("因为信息公开工作被告了几次") == "被告了几次"
    assert without_field("信息公开") == "信息公开"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("那张统计表里,主动公开文件数写的是多少", "主动公开文件数是多少"),
        ("不同意公开的几件", "不予公开的几件"),
        ("人大代表中有几人", "人大代表中有几人"),
    ],
)
def test_where_a_figure_stands_is_not_asked(question: str, asked: str) -> None:
    assert without_source(question) == asked


def test_years_after_are_no_plans() -> None:
    assert not read_cues("两年以后访问量多少").plan
    assert read_cues("以后打算怎么办").plan
