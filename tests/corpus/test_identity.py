"""Whose report of which year, from titles of every make; and the period it covers."""

import pytest

from corpus.errors import ReportError
from corpus.identity import find_period, find_period_span, identify, year_of
from corpus.schema import Document


def named(text, title=None, source="a.txt"):
    found = identify(Document(source, text, "0", title), text)
    return found.body, found.year


@pytest.mark.parametrize(
    ("line", "body", "year"),
    [
        ("金凤区科技局 2018 年政府信息公开工作年度报告", "金凤区科技局", 2018),
        ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019),
        ("2015年度青岚县交通运输局政府信息公开年度报告", "青岚县交通运输局", 2015),
        ("《云岭县林业局2016年政府信息公开年度报告》", "云岭县林业局", 2016),
        ("云岭县林业局二〇一八年度政府信息公开工作报告", "云岭县林业局", 2018),
        ("云岭县林业局二O一七年政府信息公开年报", "云岭县林业局", 2017),
        ("云岭县林业局２０１８年政府信息公开工作年度报告", "云岭县林业局", 2018),
        ("云岭县发展和改革委员会2020年政府信息公开工作年度报告", "云岭县发展和改革委员会", 2020),
        ("滨海新城管委会2021年政府信息公开工作年度报告", "滨海新城管委会", 2021),
        ("松涛街道办事处2022年政府信息公开工作年度报告", "松涛街道办事处", 2022),
        ("云岭县人民政府2016年政府信息公开工作年度报告", "云岭县人民政府", 2016),
        ("云岭县政府信息公开工作2018年度报告", "云岭县", 2018),
        ("云岭县林业局政府信息公开2018年度报告", "云岭县林业局", 2018),
        ("云岭县林业局政府信息公开工作年度报告（2018年度）", "云岭县林业局", 2018),
        ("云岭县林业局关于2018年度政府信息公开工作情况的报告", "云岭县林业局", 2018),
        ("关于印发云岭县林业局2018年政府信息公开工作年度报告的通知", "云岭县林业局", 2018),
        (
            "打印 关闭 浏览次数：2076云岭县林业局2018年政府信息公开工作年度报告",
            "云岭县林业局",
            2018,
        ),
        ("字号：[大 中 小]云岭县林业局2018年政府信息公开工作年度报告", "云岭县林业局", 2018),
        ("首页 > 政务公开 > 云岭县林业局2018年政府信息公开工作年度报告", "云岭县林业局", 2018),
        ("云岭县林业局（2018年）政府信息公开工作年度报告", "云岭县林业局", 2018),
    ],
)
def test_titles(line, body, year):
    assert named(f"{line}\n根据《条例》，现公布年度报告。") == (body, year)


def test_a_title_on_two_or_three_lines():
    assert named("苍榆县卫生和计划生育局\n2014年政府信息公开工作年度报告\n（略）") == (
        "苍榆县卫生和计划生育局",
        2014,
    )
    assert named("云岭县林业局\n2018年政府信息公开\n工作年度报告\n根据《条例》。") == (
        "云岭县林业局",
        2018,
    )
    assert named("2024 年上海市科委政府信息公开工作\n年度报告\n根据《条例》。") == (
        "上海市科委",
        2024,
    )


def test_a_title_before_a_run_on_text_and_its_page_furniture():
    text = (
        "当前位置： 首页政务公开政府信息公开年报 云岭新区管委会2014年度政府信息公开工作年度报告 来源：云岭"
        " 时间：2015-01-02 微信 微博 相关链接： --> 云岭新区 2014年度政府信息公开工作年度报告 根据《条例》"
        "的要求，编制了本报告。" + "一、概述 略。" * 20
    )
    assert named(text, "云岭新区管委会2014年度政府信息公开工作年度报告") == ("云岭新区", 2014)


def test_links_to_other_years_do_not_count_against_the_metadata():
    text = "云岭县林业局2016年政府信息公开工作年度报告\n云岭县林业局2017年政府信息公开工作年度报告\n正文。"
    assert named(text, "云岭县林业局2017年政府信息公开工作年度报告") == ("云岭县林业局", 2017)


def test_missing_titles_fall_back_to_metadata_file_name_and_signature():
    text = "本报告根据《条例》编制。统计期限为2018年1月1日至2018年12月31日。"
    assert named(text, "云岭县林业局2018年度政府信息公开工作年度报告") == ("云岭县林业局", 2018)
    assert named(text, source="2018_云岭县林业局.txt") == ("云岭县林业局", 2018)
    assert named(text, source="云岭县林业局2018.txt") == ("云岭县林业局", 2018)
    assert named(f"{text}\n云岭县林业局\n2019年3月1日") == ("云岭县林业局", 2018)


def test_a_title_without_its_year_takes_it_from_the_period():
    text = "云岭县林业局政府信息公开工作年度报告\n数据统计期限为2018年1月1日至12月31日。"
    assert named(text) == ("云岭县林业局", 2018)


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开工作年度报告格式\n一、总体情况",
        "2018年政府信息公开工作年度报告\n本机关编制了本报告。",
        "云岭县林业局会议纪要\n议定事项如下。",
    ],
)
def test_no_body_or_no_year_is_an_error(text):
    with pytest.raises(ReportError, match="认不出是哪个机构、哪一年的年报"):
        named(text)


@pytest.mark.parametrize("owner", ["本机关", "政府", "县政府", "我局"])
def test_generic_words_are_no_body(owner):
    text = f"{owner}2018年政府信息公开工作年度报告\n略。\n云岭县林业局\n2019年3月1日"
    assert named(text) == ("云岭县林业局", 2018)


def test_a_period_of_another_year_is_a_warning():
    text = "云岭县林业局2018年政府信息公开工作年度报告\n统计期限为2017年1月1日至2017年12月31日。"
    found = identify(Document("a.txt", text, "0"), text)
    assert found.year == 2018
    assert found.period == ("2017-01-01", "2017-12-31")
    assert found.warnings == ("标题年度为 2018 年，正文写的统计期限为 2017-01-01 至 2017-12-31",)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("统计期限为 2018 年 1 月 1 日至 2018 年 12 月 31 日。", ("2018-01-01", "2018-12-31")),
        ("期限自2014年1月1日起至2014年12月31日止", ("2014-01-01", "2014-12-31")),
        ("从2015年1月1日起，到2015年12月31日止", ("2015-01-01", "2015-12-31")),
        ("反映2018年度（1月1日—12月31日）工作情况", ("2018-01-01", "2018-12-31")),
        ("统计时段为二〇一八年一月一日至十二月三十一日", ("2018-01-01", "2018-12-31")),
        (
            "培训于2018年3月1日至3月5日举办。数据期限为2018年9月1日至2018年12月31日",
            ("2018-09-01", "2018-12-31"),
        ),
        ("培训于2018年3月1日至3月5日举办。", None),
        ("统计期限为2018年13月1日至2018年12月41日", None),
        ("数据截至2014年12月31日", None),
    ],
)
def test_periods(text, period):
    assert find_period(text) == period
    assert (find_period_span(text) is None) == (period is None)


def test_the_span_is_the_printed_period():
    text = "统计期限为2018年1月1日至12月31日，电子版可下载。"
    start, end = find_period_span(text)
    assert text[start:end] == "2018年1月1日至12月31日"


@pytest.mark.parametrize(
    "printed", ["2018", "２０１８", "二〇一八", "二零一八", "二○一八", "二O一八", "20 18"]
)
def test_years(printed):
    assert year_of(printed) == 2018


def test_the_first_sentence_of_a_run_on_line_is_not_part_of_the_title():
    text = "云岭县林业局2017年政府信息公开工作年度报告 根据《条例》，编制本报告。\n一、概述"
    found = identify(Document("a.txt", text, "0"), text)
    assert found.title == "云岭县林业局2017年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("汐原市2017年政府信息公开年度报告", "汐原市人民政府"),
        ("汐原市人民政府2017年政府信息公开年度报告", "汐原市人民政府"),
        ("汐原市财政局2017年政府信息公开年度报告", "汐原市财政局"),
        ("原潭综合实验区2017年政府信息公开年度报告", "原潭综合实验区"),
        ("潮安县2017年政府信息公开年度报告", "潮安县"),
    ],
)
def test_a_bare_place_reports_under_the_name_of_its_government(title, body):
    text = f"{title}\n本报告由汐原市人民政府办公室编制，原潭综合实验区人民政府也在其列。\n"
    found = identify(Document("a.txt", text, "0"), text)
    assert found.body == body


def test_the_path_of_a_page_is_no_title():
    text = (
        "首页 > 政务公开 > 政府信息公开年报\n云岭县林业局2019年政府信息公开工作年度报告\n"
        "统计期限自2019年1月1日起至2019年12月31日止。"
    )
    assert named(text) == ("云岭县林业局", 2019)


def test_of_several_titles_the_one_of_the_period_counts():
    text = (
        "云岭县林业局2018年政府信息公开工作年度报告\n云岭县林业局2019年政府信息公开工作年度报告\n"
        "统计期限自2019年1月1日起至2019年12月31日止。"
    )
    assert named(text) == ("云岭县林业局", 2019)
