"""Which numbers of a sentence speak of which indicator."""

import pytest

from assistant.arithmetic import PROSE_NOTE
from assistant.prose import ProseFigure, find_prose_figures, prose_figures, prose_row
from corpus.catalogue import load_catalogue
from corpus.schema import Report, Section

CATALOGUE = load_catalogue()


def report(
    text: str, heading: str = "一、总体情况", form: str = "2014", year: int = 2018
) -> Report:
    body = f"{heading}\n\n{text}"
    section = Section((heading,), 1, 0, len(body), len(heading))
    return Report(
        f"云岫县-{year}", "云岫县", year, form, "", "", "", body, None, (section,), (), (), ()
    )


def read(text: str, heading: str = "一、总体情况", form: str = "2014") -> list[tuple[str, str]]:
    figures = prose_figures(report(text, heading, form))
    return [("+".join(f.keys) + "".join(f"@{c}" for c in f.columns), str(f.value)) for f in figures]


def of(text: str, key: str, form: str = "2014") -> tuple[ProseFigure, ...]:
    return find_prose_figures(report(text, form=form), CATALOGUE.concept_by_key[key])


def test_a_channel_is_named_and_its_parts_are_not() -> None:
    text = "在县政府网站公开信息 27 件，其中部门文件 18 件，政策解读 2 件，重点工作 4 件。"
    assert read(text) == [("channel.website", "27")]


def test_news_sites_are_not_the_government_website() -> None:
    text = "通过报刊电视、新闻网站、手机客户端等方式公开发布信息，其中网站发布科技信息 47 件。"
    assert read(text) == []


def test_channels_that_divide_the_total() -> None:
    text = (
        "全年主动公开政府信息231条，其中通过县政府网站专栏公开207条，通过“云岫水利”微信公众号"
        "公开85条，通过公示牌、广播、明白纸等方式公开16条。"
    )
    assert read(text) == [
        ("active.total", "231"),
        ("channel.website", "207"),
        ("channel.wechat", "85"),
        ("channel.other", "16"),
    ]


def test_followers_are_no_posts() -> None:
    text = "政务微博“@云岫发布”全年发布信息128条，粉丝2.3万人；微信公众号推送图文112条，单篇最高阅读量1.6万次。"
    assert read(text) == [("channel.weibo", "128"), ("channel.wechat", "112")]


def test_applications_and_their_channels() -> None:
    text = (
        "全年收到申请26件，比上年的11件增长一倍多。按渠道分，网上12件，信函8件，当面6件，传真0件。"
    )
    assert read(text, "四、依申请公开工作") == [
        ("apply.new", "26"),
        ("apply.online", "12"),
        ("apply.letter", "8"),
        ("apply.in_person", "6"),
        ("apply.fax", "0"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "共受理再生育申请412例，批准398件。",
        "区行政服务中心共受理申请121510件。",
        "办理县人大代表建议7件、县政协提案5件。",
        "收到群众诉求348件，现场解决162件。",
        "近三年收到信息公开申请约300件。",
        "2017年共收到政府信息公开申请14件。",
        "各单位收到政府信息公开申请比上年增加5件。",
        "2019年力争公开政府信息500条。",
        "各乡镇主动公开政府信息477条。",
        "根据《条例》第三十一条和国办发〔2014〕32号文件编制。",
        "（四）加强行政执法信息公开。全年办理行政复议案件230件，行政诉讼案件41件。",
        "受理热线群众诉求15564件，办结15042件。",
        "全年收到投诉举报12000件。",
        "开展科普培训12次，参训人员300人次。",
        "召开党组会议12次，主要负责同志参加3次。",
        "通过政府网站、政务微博、微信等渠道公开政府信息500条。",
    ],
)
def test_other_numbers_name_nothing(text: str) -> None:
    assert read(text) == []


def test_carried_over_lawsuits_are_no_applications() -> None:
    text = "因政府信息公开引发行政复议3件、行政诉讼2件（上年结转1件），已办结2件。"
    assert read(text) == [("review", "3"), ("lawsuit", "2")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全区共收到依申请公开件21件。", [("apply.new", "21")]),
        ("全年共办理依申请公开58件。", [("result.total", "58")]),
        ("共收到政府信息公开申请三件。", [("apply.new", "3")]),
        ("全年主动公开政府信息13,561条。", [("active.total", "13561")]),
        ("全年主动公开政府信息1.3万条。", [("active.total", "13000")]),
        (
            "行政许可决定31208件，较上年有较大增长；行政处罚决定1592件，比上年有所减少。",
            [("license.decisions", "31208"), ("penalty.decisions", "1592")],
        ),
        (
            "全年制发行政规范性文件2件、废止5件，截至年底现行有效23件。",
            [("normdoc.made", "2"), ("normdoc.in_force", "23")],
        ),
        ("通过网站公示行政许可信息，行政许可决定312件。", []),
        ("市场监管局行政处罚决定12件。", []),
    ],
)
def test_other_wordings_and_numerals(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, form="2021") == expected


def test_results_after_their_total() -> None:
    text = (
        "所有办结的信息公开申请中同意公开答复 9 件，部分公开答复 0 件，不予公开答复 2 件，"
        "无法提供的 10 件，不予处理 0 件，其他处理 14 件，转下一年度办理答复的有 1 件。"
    )
    assert read(text, "四、政府信息公开申请情况", "2021") == [
        ("result.granted", "9"),
        ("result.partial", "0"),
        ("result.denied", "2"),
        ("result.unavailable", "10"),
        ("result.refused", "0"),
        ("result.other", "14"),
        ("apply.carried_out", "1"),
    ]


def test_two_results_told_as_one() -> None:
    text = "依申请公开：予以公开及部分公开258件，不予公开35件。"
    assert read(text, form="2019") == [
        ("result.granted+result.partial", "258"),
        ("result.denied", "35"),
    ]


def test_carried_in_and_out_inside_brackets() -> None:
    text = "答复政府信息公开申请805件（含上年度结转申请18件，另有72件申请按照《条例》顺延到下年度答复）。"
    assert read(text, form="2019") == [
        ("result.total", "805"),
        ("apply.carried_in", "18"),
        ("apply.carried_out", "72"),
    ]


def test_applicants_divide_the_applications() -> None:
    text = "全区收到政府信息公开申请75件，涉及自然人72件、商业企业3件，均在法定期限内答复。"
    assert read(text, form="2021") == [
        ("apply.new", "75"),
        ("apply.new@自然人", "72"),
        ("apply.new@商业企业", "3"),
    ]


def test_disputes_before_and_behind_the_number() -> None:
    assert read("因政府信息公开被申请行政复议5件，被提起行政诉讼3件。") == [
        ("review", "5"),
        ("lawsuit", "3"),
    ]
    assert read("市科委有 1 件涉及政府信息公开工作的行政复议。") == [("review", "1")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "没有因政府信息公开被申请行政复议或者被提起行政诉讼。",
            [("review", "0"), ("lawsuit", "0")],
        ),
        ("2018年未收到有关政府信息公开申请。", [("apply.new", "0")]),
        ("未收到有关政府信息公开行政复议的申请。", [("review", "0")]),
        ("没有败诉的政府信息公开行政诉讼案件。", []),
        ("没有收到传真的政府信息公开申请。", []),
    ],
)
def test_sentences_that_say_there_was_none(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(read(text)) == sorted(expected)


def test_staff_and_money() -> None:
    text = "现有从事政务公开工作的人员9名，其中专职2名。全年安排政府信息公开专项经费5.6万元。"
    assert read(text) == [("org.staff", "9"), ("org.fulltime", "2"), ("org.budget", "5.6")]


def test_plans_are_not_figures_of_the_year() -> None:
    text = "全年主动公开政府信息120条。"
    assert read(text, "八、存在的主要不足和下一步打算") == []


def test_a_total_without_a_row_in_the_table_is_found_with_its_place() -> None:
    text = "通过政府门户网站全年主动公开各类政府信息10407条。"
    (figure,) = of(text, "active.total", "2021")
    its = report(text, form="2021")
    assert its.text[figure.start : figure.end] == "10407"
    assert its.text[figure.clause_start : figure.clause_end].endswith("政府信息10407条")
    assert figure.unit == "条"
    assert figure.scope == ("全年", "网站")
    row = prose_row(its, figure, "主动公开政府信息数")
    assert (row.indicator.printed, row.indicator.note) == ("10407", PROSE_NOTE)
    assert its.text[row.indicator.start : row.indicator.end] == row.indicator.printed


def test_indicators_without_a_cue_are_found_by_their_name() -> None:
    text = "行政许可处理决定数量12件，行政处罚处理决定34件，其中行政许可处理决定数量3件。"
    assert [f.value for f in of(text, "license.decisions", "2021")] == [12]
    assert of("全年开展行政许可培训12次。", "license.decisions", "2021") == ()


def test_a_long_sentence_is_quoted_from_a_comma_near_the_figure() -> None:
    text = (
        "坚持" + "公开为常态、不公开为例外的原则，" * 12 + "全年主动公开政府信息120条，公众满意。"
    )
    (figure,) = of(text, "active.total")
    assert 10 < figure.clause_end - figure.clause_start < 110
