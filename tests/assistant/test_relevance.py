"""Whether what was found speaks of the very thing asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.relevance import to_the_point


@pytest.mark.parametrize(
    "question",
    [
        "澜洲县2023年当面申请几件",
        "澜泽县2021年新收申请比全国平均多多少",
        "澜泽县2021年新收申请排全省第几",
        "澜洲县2024年行政诉讼判决赔偿多少元",
        "澜洲县2022年新收的申请里网上提交的有几件",
        "澜洲县2022年政务公开领导小组组长是谁",
        "澜洲县2022年的年报是哪天发布的",
        "澜泽县2016年接了多少个电话",
        "澜洲县2023年网站一年更新多少次",
        "澜泽县2021年行政复议是谁提起的",
        "澜泽县2023年平均办理时限几天",
    ],
)
def test_a_neighbouring_number_is_no_answer(forms: Assistant, question: str) -> None:
    answer = forms.ask(question)
    assert (answer.status, answer.facts) == ("not_found", ())


@pytest.mark.parametrize(
    ("asked", "told"),
    [("县长信箱来信的满意率是多少", False), ("12345热线满意率是多少", True), ("满意率多少", True)],
)
def test_a_rate_is_that_of_its_own_sentence(forms: Assistant, asked: str, told: bool) -> None:
    said = "12345热线受理工单58964件，群众满意率96.7%。县长信箱受理来信1574件。"
    assert to_the_point(said, forms.reader.understand(f"澜泽县2024年{asked}")) is told


@pytest.mark.parametrize(
    ("asked", "said", "told"),
    [
        ("公众号阅读量", "公众号全年推送图文1306条", False),
        ("公众号阅读量", "公众号文章累计阅读37万次", True),
        ("微博粉丝数", "微博发布信息210条，浏览2万人次", False),
        ("网站访问量", "网站点击达到286万次", True),
        ("网站一年更新多少次", "网站浏览量达到286万次", False),
    ],
)
def test_readers_are_counted_by_what_counts_readers(
    forms: Assistant, asked: str, said: str, told: bool
) -> None:
    query = forms.reader.understand(f"澜泽县2024年{asked}")
    assert to_the_point(said, query) is told


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("澜泽县2016年当面申请几件", "4"),
        ("澜洲县2024年行政事业性收费多少元", "1278.44"),
        ("澜泽县2021年信息处理费收了多少钱", "260"),
    ],
)
def test_the_number_asked_for_is(forms: Assistant, question: str, value: str) -> None:
    assert str(forms.ask(question).facts[0].value) == value


def test_bodies_of_a_group_without_a_report_are_named(forms: Assistant) -> None:
    said = forms.ask("2020年三个单位新收申请合计").answer
    assert "没有收录栎川市市场监督管理局、澜洲县人民政府 2020 年的年报" in said


@pytest.mark.parametrize("question", ["澜泽县2018年有人告他们吗", "澜泽县2018年有人告政府吗"])
def test_a_question_of_light_words_is_answered_by_the_row_it_means(
    forms: Assistant, question: str
) -> None:
    answer = forms.ask(question)
    assert [(str(f.value), f.path[0]) for f in answer.facts] == [("2", "五、行政诉讼数量")]


def test_the_day_under_a_report_is_when_it_was_written(
    opened: Callable[..., Assistant], tmp_path: Path
) -> None:
    path = tmp_path / "云岫县水利局2022年政府信息公开工作年度报告.txt"
    path.write_text(
        "云岫县水利局2022年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息120条。\n"
        "五、存在的主要问题及改进情况\n力争2023年网站公开达到500条。个别栏目月更新不足3条。\n"
        "云岫县水利局\n2023年1月18日\n",
        encoding="utf-8",
    )
    assistant = opened(path)
    assert "2023年1月18日" in assistant.ask("水利局2022年的年报是哪天发布的").answer
    assert assistant.ask("水利局2022年栏目月更新多少条").status == "not_found"
    assert assistant.ask("水利局2022年网站公开多少条").status == "not_found"


@pytest.mark.parametrize("asked", ["信息不存在的有几件", "不属于本机关公开的有多少件"])
def test_a_row_that_newer_forms_count_in_another_is_told_to_be_in_it(
    forms: Assistant, asked: str
) -> None:
    answer = forms.ask(f"澜洲县2022年{asked}")
    assert {fact.path[-2] for fact in answer.facts} == {"（四）无法提供"}
    assert any("并入“无法提供”" in n.text for n in answer.notices if n.kind == "scope")


@pytest.mark.parametrize(
    ("asked", "said", "told"),
    [
        ("网站访问里手机端占几成", "网站访问量46.5万次，办理满意率95.8%", False),
        ("约谈的是哪三家单位", "对排名末3位的单位进行了约谈，培训4期、365人次", False),
        ("约谈的是哪三家单位", "约谈县教育局、县水利局和青螺镇", True),
        ("分管的副县长姓什么", "明确由常务副县长分管", False),
        ("做评估的是哪家机构", "委托第三方机构开展评估", False),
        ("自评扣了几分", "得分为87分", False),
        ("视频号的短视频有多少个赞", "视频号短视频584条；直播118场，点赞量136次", False),
        ("关停一批新媒体之后还剩多少个", "对5个政务新媒体予以关停注销", False),
        ("公开专区面积多大", "政务公开专区18个，全年接待2.3万人次", False),
        ("公开专区面积多大", "政务公开专区启用，面积260平方米", True),
        ("哪个乡镇的公开量比较大", "各乡镇公开856条，公开量较大的乡镇是青螺乡", True),
        ("哪个乡镇的公开量比较大", "各乡镇主动公开政府信息856条", False),
        ("哪个单位收到的申请最多", "收到申请87件，网络申请最多，为49件", False),
        ("哪个单位收到的申请最多", "申请量居前三位的是国土分局（26件）、住建局（17件）", True),
        ("青螺镇“板凳会”开了几场", "青螺镇“板凳会”被评为优秀案例，全年召开板凳会168场", True),
    ],
)
def test_what_a_text_must_say_to_answer(
    forms: Assistant, asked: str, said: str, told: bool
) -> None:
    query = forms.reader.understand(f"澜泽县2024年{asked}")
    assert to_the_point(said, query) is told


def test_how_soon_letters_are_answered_is_not_how_soon_applications_are(
    opened: Callable[..., Assistant], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path: Path = tmp_path_factory.mktemp("letters") / "霁湖县人民政府2021.txt"
    path.write_text(
        "霁湖县人民政府2021年政府信息公开工作年度报告\n\n一、总体情况\n"
        "办理网民留言341条，平均答复时间2.5个工作日。全年收到申请12件，均按期办结。\n"
        "二、存在问题\n解读形式不够多样，下一步增加图解和视频。基层单位更新不够及时，将加强检查和培训。\n",
        encoding="utf-8",
    )
    county = opened(path)
    assert county.ask("霁湖县2021年依申请公开平均几天答复一件").status == "not_found"
    assert "2.5" in county.ask("霁湖县2021年网民留言平均几天答复").answer


def test_what_was_carried_over_from_a_year_is_not_what_came_in_then(
    opened: Callable[..., Assistant], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path: Path = tmp_path_factory.mktemp("carried") / "霁湖县人民政府2020.txt"
    path.write_text(
        "霁湖县人民政府2020年政府信息公开工作年度报告\n\n一、总体情况\n"
        "全年新收政府信息公开申请71件，加上2019年结转4件，共需办理75件。2019年举办开放日3场。\n"
        "二、存在问题\n解读形式不够多样，下一步增加图解和视频。基层单位更新不够及时，将加强检查和培训。\n",
        encoding="utf-8",
    )
    county = opened(path)
    assert county.ask("霁湖县2019年收了多少申请").status == "not_found"
    assert "3场" in county.ask("霁湖县2019年开放日办了几场").answer


@pytest.mark.parametrize(
    ("heading", "said", "told"),
    [
        ("（三）改进方向", "上线预警模块，到期前5个工作日自动催办", True),
        ("五、存在的主要问题及改进情况", "专职人员仅16人，轮训不足", False),
        ("一、总体情况", "规划计划文件2件，行政规范性文件13件", False),
    ],
)
def test_what_is_planned_stands_among_the_plans(
    forms: Assistant, heading: str, said: str, told: bool
) -> None:
    asked = "打算轮训多少人" if "轮训" in said else "打算提前几个工作日催办"
    asked = "下一年打算再制发多少件规范性文件" if "规范性" in said else asked
    query = forms.reader.understand(f"澜泽县2024年{asked}")
    assert to_the_point(said, query, heading) is told


def test_a_table_tells_nothing_of_what_is_intended(forms: Assistant) -> None:
    assert forms.ask("澜洲县2024年打算明年再制发多少件规范性文件").facts == ()
