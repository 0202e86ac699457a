"""Who, when and what is asked, resolved against hand-made loaded reports."""

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.ask import Assistant
from assistant.concepts import ConceptMatcher
from assistant.kin import Kin, kin_arrays
from assistant.loaded import Loaded
from assistant.question import Query, Reader
from assistant.typos import Vocabulary, official_words
from corpus.catalogue import load_catalogue
from index.schema import ReportInfo

TECH = "金凤区科技局"
XI = "澄溪区教育局"
WAN = "澄湾区教育局"
CATALOGUE = load_catalogue()
MATCHER = ConceptMatcher(CATALOGUE)
THIS_YEAR = date.today().year


def info(body: str, year: int) -> ReportInfo:
    return ReportInfo(
        f"{body}-{year}", body, year, "2014", "年报", f"{body}{year}.txt", "0", 1, 1, 0
    )


def make_reader(*reports: ReportInfo) -> Reader:
    bodies = tuple(dict.fromkeys(r.body for r in reports))
    words = Vocabulary((*official_words(CATALOGUE), *bodies), "")
    return Reader(
        Loaded(tuple(reports), bodies, ""), MATCHER, words, Kin(kin_arrays("", None), None)
    )


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(
        info(TECH, 2018), info(XI, 2016), info(XI, 2017), info(XI, 2019), info(WAN, 2017)
    )


def places(query: Query) -> tuple[Sequence[str], Sequence[int], Sequence[int]]:
    return query.bodies, query.years, query.absent_years


def test_a_body_and_a_year(reader: Reader) -> None:
    query = reader.understand("金凤区科技局2018年微博发了几条")
    assert places(query) == ((TECH,), (2018,), ())
    assert (query.body_named, query.year_named) == (True, True)
    assert query.text == "微博发了几条"
    assert query.intent == "value"
    assert query.top is not None
    assert query.top.concept.key == "channel.weibo"
    assert query.resolved == query.question


def test_a_body_without_a_year_means_all_its_years(reader: Reader) -> None:
    query = reader.understand("澄溪区教育局微博发了几条")
    assert places(query) == ((XI,), (2016, 2017, 2019), ())
    assert not query.year_named


def test_neither_named_means_all_bodies(reader: Reader) -> None:
    query = reader.understand("微博发了几条")
    assert set(query.bodies) == {TECH, XI, WAN}
    assert (query.body_named, query.year_named) == (False, False)


def test_the_only_body_need_not_be_named() -> None:
    query = make_reader(info(TECH, 2018)).understand("微博发了几条")
    assert places(query) == ((TECH,), (2018,), ())
    assert query.body_named


def test_a_year_not_loaded_is_absent_not_replaced(reader: Reader) -> None:
    query = reader.understand("澄溪区教育局2018年微博发了几条")
    assert places(query) == ((XI,), (), (2018,))


def test_a_range_splits_into_loaded_and_absent(reader: Reader) -> None:
    query = reader.understand("澄溪区教育局2016到2019年微博发了几条")
    assert places(query) == ((XI,), (2016, 2017, 2019), (2018,))


@pytest.mark.parametrize(
    ("question", "years", "absent"),
    [
        ("澄溪区教育局历年微博发布量", (2016, 2017, 2019), ()),
        ("澄溪区教育局近三年微博发布量", (2017, 2019), (2018,)),
        ("澄溪区教育局2017年以来微博发布量", (2017, 2019), (2018,)),
        ("澄溪区教育局两年微博差多少", (2017, 2019), ()),
        ("澄溪区教育局2017年比上一年微博多多少", (2016, 2017), ()),
        ("澄溪区教育局2016年比上一年微博多多少", (2016,), (2015,)),
    ],
)
def test_loose_years(
    reader: Reader, question: str, years: tuple[int, ...], absent: tuple[int, ...]
) -> None:
    query = reader.understand(question)
    assert (query.years, set(query.absent_years)) == (years, set(absent))


def test_last_year_counts_from_today_not_from_the_report(reader: Reader) -> None:
    query = reader.understand("澄溪区教育局去年微博发了几条")
    assert places(query) == ((XI,), (), (THIS_YEAR - 1,))


def test_a_stranger_leaves_no_body_to_look_in(reader: Reader) -> None:
    query = reader.understand("金凤区教育局2018年微博发了几条")
    assert (query.bodies, query.absent_bodies) == ((), ("金凤区教育局",))


def test_two_bodies_or_two_years_are_compared(reader: Reader) -> None:
    query = reader.understand("澄溪和澄湾2017年微博差多少")
    assert (set(query.bodies), query.years, query.intent) == ({XI, WAN}, (2017,), "compare")
    query = reader.understand("澄溪区教育局2016年和2017年微博差多少")
    assert (query.years, query.intent) == ((2016, 2017), "compare")


ASKED = "澄溪区教育局2016年微博发了几条"


@pytest.mark.parametrize(
    ("history", "question", "bodies", "years", "absent"),
    [
        ((ASKED,), "2017年呢", (XI,), (2017,), ()),
        ((ASKED,), "第二年呢", (XI,), (2017,), ()),
        ((ASKED,), "2018年呢", (XI,), (), (2018,)),
        ((ASKED,), "前一年呢", (XI,), (), (2015,)),
        (("澄溪区教育局2017年微博发了几条",), "澄湾呢", (WAN,), (2017,), ()),
        ((ASKED,), "澄湾呢", (WAN,), (), (2016,)),
        ((ASKED, "2017年呢"), "澄湾呢", (WAN,), (2017,), ()),
        ((ASKED, "第二年呢"), "第二年呢", (XI,), (), (2018,)),
    ],
)
def test_a_follow_up_inherits_what_it_does_not_say(
    reader: Reader,
    history: tuple[str, ...],
    question: str,
    bodies: tuple[str, ...],
    years: tuple[int, ...],
    absent: tuple[int, ...],
) -> None:
    query = reader.understand(question, history)
    assert places(query) == (bodies, years, absent)
    assert query.text == "微博发了几条"
    assert query.intent == "value"


def test_a_follow_up_with_a_new_subject_keeps_body_and_year(reader: Reader) -> None:
    query = reader.understand("微信发了几条", (ASKED,))
    assert places(query) == ((XI,), (2016,), ())
    assert query.top is not None
    assert query.top.concept.key == "channel.wechat"
    assert "澄溪区教育局2016年" in query.resolved


@pytest.mark.parametrize(
    ("history", "question", "bodies", "years", "base"),
    [
        ((ASKED,), "和2017年比呢", (XI,), (2016, 2017), (2017,)),
        ((ASKED, "2017年呢"), "差多少", (XI,), (2016, 2017), ()),
        (("澄溪区教育局2017年微博发了几条", "澄湾呢"), "谁多", (XI, WAN), (2017,), ()),
        (("澄溪区教育局2017年微博发了几条",), "比去年多多少", (XI,), (2016, 2017), (2016,)),
    ],
)
def test_a_follow_up_that_only_compares_takes_the_places_together(
    reader: Reader,
    history: tuple[str, ...],
    question: str,
    bodies: tuple[str, ...],
    years: tuple[int, ...],
    base: tuple[int, ...],
) -> None:
    query = reader.understand(question, history)
    assert (query.bodies, query.years, query.base_years) == (bodies, years, base)
    assert query.matches[0].concept.key == "channel.weibo"
    assert query.intent == "compare"


def test_a_short_name_of_several_bodies_is_told(reader: Reader) -> None:
    query = reader.understand("教育局2017年微博发了几条")
    assert (set(query.bodies), query.short) == ({XI, WAN}, "教育局")
    query = reader.understand("教育局2016年微博发了几条")
    assert query.bodies == (XI,)


def test_a_follow_up_to_a_stranger_does_not_find_a_neighbour(reader: Reader) -> None:
    query = reader.understand("2018年呢", ("金凤区教育局2017年微博发了几条",))
    assert query.bodies == ()


def test_the_page_may_fix_body_and_year_unless_the_question_names_others(reader: Reader) -> None:
    query = reader.understand("微博发了几条", body=XI, year=2016)
    assert places(query) == ((XI,), (2016,), ())
    query = reader.understand("澄湾区教育局2017年微博发了几条", body=XI, year=2016)
    assert places(query) == ((WAN,), (2017,), ())


def test_typos_and_traditional_characters_are_read(reader: Reader) -> None:
    for question in (
        "金凤区科技局2018年微薄发了几条",
        "金鳳區科技局2018年微博發了幾條",
        "金凤区科技局２０１８年微博发了几条",
        " 金凤区科技局 2018 年 微博 发了几条 ",
    ):
        query = reader.understand(question)
        assert places(query) == ((TECH,), (2018,), ())
        assert query.text == "微博发了几条"


def test_columns_are_told_from_the_indicator(reader: Reader) -> None:
    query = reader.understand("澄溪区教育局2019年自然人申请多少件")
    assert [c.name for c in query.columns] == ["自然人"]
    assert query.matches[0].concept.key == "apply.new"


@pytest.mark.parametrize("question", ["", "   ", "。？！", "2018年", "\x00\x07", "a" * 10_000])
def test_nothing_to_resolve_is_no_error(reader: Reader, question: str) -> None:
    query = reader.understand(question)
    assert TECH in query.bodies
    assert query.top is None


def test_bodies_not_named_are_those_with_a_report_of_the_year(reader: Reader) -> None:
    assert set(reader.understand("2017年微博发了几条").bodies) == {XI, WAN}


def test_what_the_asker_wants_it_for_is_no_preamble(seed: Assistant) -> None:
    asked = seed.reader.understand("科技局在哪条街几号啊，我想过去一趟")
    assert asked.intent == "contact"
    assert asked.matches[0].concept.key == "contact.address"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("澜泽县这几份报告里，县长信箱来信哪年最多", "县长信箱来信最多"),
        ("走向投票有多少人参加？看澜泽县2021年的报告", "走向投票有多少人参加?"),
        ("澜泽县2021年网络申请占全部新收申请的百分比", "网络申请占新收申请的百分比"),
    ],
)
def test_where_to_look_is_no_part_of_what_is_asked(
    forms: Assistant, question: str, asked: str
) -> None:
    query = forms.reader.understand(question)
    assert query.text == asked
    assert query.bodies == ("澜泽县人民政府",)


def test_a_report_is_asked_for_what_it_plans(forms: Assistant) -> None:
    query = forms.reader.understand("澜泽县2020年年报里说2021年要关停多少个新媒体")
    assert (query.years, query.cues.plan) == ((2020,), True)
