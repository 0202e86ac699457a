"""Numbers of running text by the words they count, in reports made up for the purpose."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ask import Assistant
from tests.assistant.corpora import CORPORA

TITLE = "霁湖县人民政府{year}年政府信息公开工作年度报告\n\n"
EARLIER = """一、概述
全县主动公开政府信息2543条。其中，县直各部门主动公开政府信息1687条，占66%。各乡镇主动公开政府信息856条，占34%。
机构职能类信息594条，政策、规范性文件类信息281条，规划计划类信息29条。举办“政府开放日”活动2场，134名市民走进机关。政府信息公开专栏访问量达69598人次。
"""
LATER = """一、概述
县行政服务中心推行一窗受理、集成服务。开设窗口26个，共受理申请121510件。法治政府建设稳步推进，征地方面的申请最多。全年因政府信息公开被申请行政复议9件。
全县主动公开政府信息2069条。其中，县直各部门主动公开政府信息1592条，各乡镇主动公开政府信息477条，占23.1%。
机构职能类信息211条，规划计划类信息15条，比上年减少14条。政府信息公开专栏访问量达108932人次。
二、平台
各部门共开设新媒体70个。其中微博29个，共发布信息1992条；微信公众号41个，共发布信息3404条。
依托“霁湖12345平台”，共收到15564件咨询投诉件，已办结15042件。政务新媒体由35个压减到31个。街道由12个调整为9个，征集意见40条，采纳10条。
视频号全年观看量192次，粉丝数543；直播观看量303次，点赞量136次。
县长信箱平均办理时长由12.6个工作日缩短到9.4个工作日。举办“政府开放日”5场，参加群众180人。举办培训3期、165人次。
刊登县政府规范性文件112件，部门规范性文件45件，政策解读83件。发布解读共132件。
"""


@pytest.fixture(scope="module")
def county(opened: Callable[..., Assistant], tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("county")
    for year, text in ((2014, EARLIER), (2018, LATER)):
        path = folder / f"霁湖县人民政府{year}.txt"
        path.write_text(TITLE.format(year=year) + text, encoding="utf-8")
    return opened(folder)


def formula(county: Assistant, question: str) -> str | None:
    answer = county.ask(question)
    assert answer.comparison is not None, answer.answer
    for fact in answer.facts:
        assert fact.printed in answer.citations[fact.citation].text
    changes = answer.comparison.changes
    return answer.comparison.formula or (changes[0].formula if changes else None)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("各乡镇主动公开的信息，霁湖县2018年比2014年少几条？", "(477-856)/856"),
        ("霁湖县县直部门主动公开的信息2018年比2014年少多少条", "(1592-1687)/1687"),
        ("霁湖县2014年和2018年机构职能类信息一共多少条", "594+211=805"),
        ("霁湖县专栏访问量2014、2018年加起来多少人次", "69598+108932=178530"),
        ("霁湖县2018年微博和微信公众号一共发了多少条信息", "1992+3404=5396"),
        ("霁湖县2018年微信公众号比微博多几个", "41-29=12"),
        ("霁湖县12345平台2018年的办结率，已办结占收到的百分之几", "15042/15564=96.65%"),
        ("霁湖县12345平台2018年还有多少没办结（收到的减去已办结的）", "15564-15042=522"),
        ("霁湖县2018年刊登的部门规范性文件比政策解读少多少件", "45-83=-38"),
        ("霁湖县2018年直播和视频号的观看量一共多少", "303+192=495"),
        ("霁湖县2018年微博占新媒体的百分之几", "29/70=41.43%"),
        ("霁湖县2014年各乡镇比县直部门少公开多少条", "856-1687=-831"),
        ("霁湖县2014年机构职能类信息是规划计划类信息的几倍", "594/29=20.48"),
    ],
)
def test_counts_are_computed_with_and_every_operand_is_cited(
    county: Assistant, question: str, shown: str
) -> None:
    assert formula(county, question) == shown


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("霁湖县2014与2018两年乡镇主动公开的信息差几条，哪年更多", "(477-856)/856"),
        ("霁湖县政府信息公开专栏的访问人次，2018比2014涨了多少个百分比", "(108932-69598)/69598"),
    ],
)
def test_a_part_and_a_change_over_the_years(county: Assistant, question: str, shown: str) -> None:
    assert shown in county.ask(question).answer


def test_the_number_before_a_change_is_not_the_years(county: Assistant) -> None:
    answer = county.ask("霁湖县2018年视频号粉丝和政务新媒体各多少")
    assert {str(f.value) for f in answer.facts} == {"543", "31"}
    answer = county.ask("霁湖县2018年征集意见和街道各多少")
    assert {str(f.value) for f in answer.facts} == {"40", "9"}


def test_a_word_of_like_meaning_will_not_do(county: Assistant) -> None:
    answer = county.ask("霁湖县2018年视频号的关注人数比微博多多少")
    assert answer.comparison is None


@pytest.mark.parametrize(
    "question",
    [
        "霁湖县各街道2018年比2014年多公开几条",
        "霁湖县2018年抖音号比微博多发几条",
        "霁湖县财政预决算类信息2018年比2014年多几条",
    ],
)
def test_what_no_sentence_counts_is_not_computed(county: Assistant, question: str) -> None:
    answer = county.ask(question)
    assert answer.comparison is None


def test_the_running_text_fills_in_where_no_table_has_the_row(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2018和2024年培训人次差多少")
    assert answer.comparison is not None
    assert [(r.year, r.source) for r in answer.comparison.rows] == [
        (2018, "table"),
        (2024, "prose"),
    ]
    assert answer.comparison.changes[0].formula == "(251-428)/428"


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("霁湖县2014年县直各部门公开的信息比各乡镇多多少条", "1687-856=831"),
        ("霁湖县2018年咨询投诉件中办结的占几成", "15042/15564=96.65%"),
        ("霁湖县2018年12345那边咨询投诉件的办结率大概百分之几", "15042/15564=96.65%"),
        ("霁湖县2018年12345收到的件和办结的件差了多少", "15564-15042=522"),
        ("霁湖县2018年开的微博跟微信公众号，哪种多，多几个", "29-41=-12"),
        (
            "霁湖县2018年县政府规范性文件、部门规范性文件和政策解读加一起有多少件",
            "112+45+83=240",
        ),
        ("霁湖县2018年意见采纳率多少", "10/40=25%"),
        ("霁湖县2018年视频号的观看量比直播的观看量高出多少次", "192-303=-111"),
    ],
)
def test_parts_that_the_text_counts_are_worked_with(
    county: Assistant, question: str, shown: str
) -> None:
    answer = county.ask(question)
    assert answer.comparison is not None, answer.answer
    assert answer.comparison.formula == shown


def test_a_printed_share_is_quoted_not_worked_out(county: Assistant) -> None:
    answer = county.ask("霁湖县2014年各乡镇主动公开的信息占全县总量的比重是多少")
    assert "占34%" in answer.answer
    assert answer.comparison is None


@pytest.mark.parametrize(
    "question",
    [
        "霁湖县2018年12345平台还有多少件咨询投诉没办完",
        "霁湖县2018年12345的咨询投诉还剩几件未办结？",
    ],
)
def test_what_is_left_is_what_came_less_what_was_done(county: Assistant, question: str) -> None:
    answer = county.ask(question)
    assert "15564-15042=522" in answer.answer
    assert {fact.printed for fact in answer.facts} >= {"15564", "15042"}


def test_nothing_is_left_of_what_no_sentence_counts_twice(county: Assistant) -> None:
    answer = county.ask("霁湖县2018年还有多少件政策解读没办完")
    assert "-" not in answer.answer


def test_a_title_before_a_number_is_not_what_it_counts(
    opened: Callable[..., Assistant], tmp_path: Path
) -> None:
    text = (
        "一、概述\n公开《霁湖县2018年度代表建议和政协提案办理情况》及代表建议50件，政协提案85件。\n"
    )
    text += EARLIER.partition("\n")[2]
    (tmp_path / "霁湖县人民政府2018.txt").write_text(TITLE.format(year=2018) + text, "utf-8")
    answer = opened(tmp_path).ask("霁湖县2018年代表建议加政协提案总共多少件")
    assert "50+85=135" in answer.answer


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("霁湖县2018年培训平均一期多少人", "165/3=55"),
        ("霁湖县2018年政府开放日平均每场来了多少群众", "180/5=36"),
        ("霁湖县2018年直播平均一条有多少观看", None),
    ],
)
def test_one_number_of_a_sentence_for_each_piece_of_another(
    county: Assistant, question: str, shown: str | None
) -> None:
    comparison = county.ask(question).comparison
    assert (comparison.formula if comparison else None) == (f"{shown}" if shown else None)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("霁湖县2018年政务新媒体砍掉了几个", "35-31=4"),
        ("霁湖县2018年街道减少了几个", "12-9=3"),
        ("霁湖县2018年县长信箱平均办理时长缩短了几个工作日", "12.6-9.4=3.2"),
    ],
)
def test_what_there_is_less_what_there_was_before(
    county: Assistant, question: str, shown: str
) -> None:
    assert formula(county, question) == shown


def test_whoever_came_is_counted_in_whatever_word(county: Assistant) -> None:
    answer = county.ask("霁湖县2014年和2018年政府开放日一共来了多少市民")
    assert "（134+180=314）" in answer.answer


def test_a_share_that_the_text_prints_in_every_year(county: Assistant) -> None:
    answer = county.ask("霁湖县各乡镇主动公开的信息占全县的百分之几，2014年和2018年各是多少")
    assert [fact.printed for fact in answer.facts] == ["34", "23.1"]
    assert {fact.unit for fact in answer.facts} == {"%"}


def test_a_number_without_a_measure_is_set_against_one_that_has_one(county: Assistant) -> None:
    answer = county.ask("霁湖县2018年视频号粉丝数比政府开放日参加群众多多少")
    assert "543-180=363" in answer.answer


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("霁湖县2018年行政服务中心受理了多少申请", "121510"),
        ("霁湖县2018年行政服务中心的窗口有几个", "26"),
    ],
)
def test_the_sentence_before_may_say_what_a_number_is_of(
    county: Assistant, question: str, printed: str
) -> None:
    answer = county.ask(question)
    assert [fact.printed for fact in answer.facts] == [printed], answer.answer
    assert "行政服务中心" in answer.citations[answer.facts[0].citation].text


def test_a_sentence_that_goes_on_to_something_else_counts_nothing_of_it(county: Assistant) -> None:
    assert county.ask("霁湖县2018年征地类的申请究竟有几件").status == "not_found"


def test_a_score_and_a_hotline_are_counted_without_their_words(
    opened: Callable[..., Assistant], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("scores")
    for year, text in (
        (2021, "在市政务公开第三方评估中得88.6分。12328受理诉求46830件，办结率99%。"),
        (2024, "第三方评估得分93.4分。12328受理诉求44275件，办结率98%。"),
    ):
        title = f"霁湖县交通运输局{year}年政府信息公开工作年度报告\n一、总体情况\n"
        rest = "举办业务培训，完善工作制度。" * 5
        path = folder / f"霁湖县交通运输局{year}.txt"
        path.write_text(f"{title}{text}{rest}\n", encoding="utf-8")
    assistant = opened(folder)
    score = assistant.ask("第三方评估得分，霁湖县交通运输局2024年比2021年高几分")
    assert "(93.4-88.6)/88.6" in score.answer
    line = assistant.ask("霁湖县交通运输局的12328热线，2024年受理诉求比2021年少多少件")
    assert "(44275-46830)/46830" in line.answer


def test_the_head_of_a_question_tells_two_numbers_apart(
    opened: Callable[..., Assistant],
) -> None:
    # 「白名单项目38个、授信金额87.5亿元」
    answer = opened(*CORPORA["delta"]).ask("澄岭市住建局2024年白名单授信多少")
    assert [fact.printed for fact in answer.facts] == ["87.5亿"], answer.answer
