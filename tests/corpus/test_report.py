"""Whole reports: from a document to the tree; real reports of every shape where they are."""

from pathlib import Path

import pytest

from corpus.chunk import chunk_report
from corpus.errors import ReportError
from corpus.load import read_document
from corpus.report import parse_report
from corpus.schema import Document

HERE = Path(__file__).parents[2]
SHARED = HERE.parent / "shared" / "reports"
OWN = sorted((HERE / "tests/data").glob("**/reports/*.*"))
FORMAT_2021 = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
KNOWN = {
    "2014_平潭综合实验区.txt": [
        "一、 概述",
        "二、主动公开政府信息情况",
        "三、政府信息依申请公开工作情况",
        "四、政府信息公开的收费及减免情况",
        "五、主要问题和改进措施",
        "六、平潭综合实验区政府信息公开情况统计表",
    ],
    "2018_平潭综合实验区.txt": [
        "一、概述",
        "二、主动公开政府信息情况",
        "三、政府信息依申请公开工作情况",
        "四、因政府信息公开申请行政复议、提起行政诉讼的情况",
        "五、主要问题和改进措施",
        "六、政府信息公开情况统计表",
    ],
    "2019_上海市人民政府办公厅.html": [
        *FORMAT_2021[:4],
        "五、政府信息公开工作存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ],
    "2020_平潭综合实验区.txt": FORMAT_2021,
    "2022_平潭综合实验区.txt": [
        *FORMAT_2021[:3],
        "四、政府信息公开行政法复议、行政诉讼情况",
        *FORMAT_2021[4:],
    ],
    "2023_淮安市洪泽区人民政府.pdf": FORMAT_2021,
    "2024_上海市科学技术委员会_抽取文本.md": [
        "一、总体情况",
        "二、工作机制保障",
        "三、主动公开工作情况",
        "四、政府信息公开申请情况",
        "五、政府信息管理",
        "六、政府信息公开平台建设",
        "一、主动公开政府信息情况",
        "二、收到和处理政府信息公开申请情况",
        "三、政府信息公开行政复议、行政诉讼情况",
        "五、其他需要报告的事项",
    ],
    "2024_平潭综合实验区.txt": FORMAT_2021,
}


def load(path):
    if not path.exists():
        pytest.skip("参考年报不在这台机器上")
    return parse_report(read_document(path))


def check_places(report):
    text = report.text
    for section in report.sections:
        assert section.start <= section.body_start <= section.end
        if section.level:
            assert text.startswith(section.path[-1], section.start)
    for cell in report.indicators:
        assert text[cell.start : cell.end] == cell.printed
    for contact in report.contacts:
        assert text[contact.start : contact.end] == contact.value
    for chunk in chunk_report(report):
        assert text[chunk.start : chunk.end] == chunk.text


@pytest.mark.parametrize("name", KNOWN)
def test_real_reports_have_these_parts_and_no_table_row_among_them(name):
    report = load(SHARED / name)
    assert [s.path[0] for s in report.sections if s.level == 1] == KNOWN[name]
    assert [s.path for s in report.sections if s.level == 0] == [(report.title,)]
    check_places(report)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (
            "2018_平潭综合实验区.txt",
            (
                "一、概述",
                "（二）着力提升政务服务工作实效",
                "2.提升实体政务大厅服务能力",
                "（2）推进“一窗受理”改革",
            ),
        ),
        ("2018_平潭综合实验区.txt", ("二、主动公开政府信息情况", "（四）开展政策解读工作情况")),
        ("2020_平潭综合实验区.txt", ("一、总体情况", "（一）强化组织协调，着力规范公开工作")),
        ("2022_平潭综合实验区.txt", ("一、总体情况", "（五）监督保障方面")),
        ("2024_平潭综合实验区.txt", ("一、总体情况", "（四）信息公开平台建设方面")),
    ],
)
def test_sub_headings_of_run_on_reports(name, path):
    assert path in {s.path for s in load(SHARED / name).sections}


@pytest.mark.parametrize(
    ("name", "body", "year"),
    [
        ("2014_平潭综合实验区.txt", "平潭综合实验区", 2014),
        ("2019_上海市人民政府办公厅.html", "上海市人民政府办公厅", 2019),
        ("2023_淮安市洪泽区人民政府.pdf", "洪泽区人民政府", 2023),
        ("2024_上海市科学技术委员会_抽取文本.md", "上海市科委", 2024),
    ],
)
def test_whose_the_real_reports_are(name, body, year):
    report = load(SHARED / name)
    assert (report.report_id, report.body, report.year) == (f"{body}-{year}", body, year)
    assert report.period == (f"{year}-01-01", f"{year}-12-31")


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.stem)
def test_every_report_of_ours_has_its_name_its_parts_and_its_places(path):
    report = load(path)
    assert report.report_id == f"{path.stem[:-4]}-{path.stem[-4:]}"
    assert len([s for s in report.sections if s.level == 1]) >= 6
    check_places(report)


def test_run_on_reports_of_ours_have_six_parts():
    report = load(HERE / "tests/data/multi/reports/澜泽县人民政府2023.txt")
    assert [s.path[0] for s in report.sections if s.level == 1] == FORMAT_2021
    assert [s.path[-1] for s in report.sections if s.level == 2] == [
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）平台建设",
        "（五）监督保障",
    ]


def test_broken_headings_and_annexes_of_ours():
    paths = {s.path for s in load(HERE / "tests/data/reports/青岚县水利局2018.txt").sections}
    assert ("五、因信息公开引起的行政复议、行政诉讼和投诉举报",) in paths
    assert ("附表：青岚县水利局2018年政府信息公开情况统计表",) in paths
    parts = load(HERE / "tests/data/reports/青岚县交通运输局2015.md").sections
    assert ("第二部分 主动公开", "二、公开内容", "1.农村公路") in {s.path for s in parts}


def test_a_stub_is_refused():
    with pytest.raises(ReportError, match="只有 5 个字，不像一份年报"):
        parse_report(Document("短.txt", "页面不存在", "0"))


def test_the_year_of_another_period_is_doubted():
    text = (
        "云岭县林业局2018年政府信息公开工作年度报告\n数据统计期限为2017年1月1日至2017年12月31日。\n"
        "一、概述\n全年主动公开政府信息96条，其中规范性文件2件，均在本局网站发布，群众可以查阅。"
    )
    report = parse_report(Document("a.txt", text, "0"))
    assert report.report_id == "云岭县林业局-2018"
    assert report.warnings == ("标题年度为 2018 年，正文写的统计期限为 2017-01-01 至 2017-12-31",)


def test_parsing_is_pure():
    document = read_document(OWN[0])
    assert parse_report(document) == parse_report(document)


def test_an_endless_line_comes_back():
    line = (
        "云岭县林业局2018年政府信息公开工作年度报告 根据《条例》编制。"
        + "一、概述全年公开信息2条，" * 20_000
    )
    report = parse_report(Document("a.txt", line, "0"))
    assert report.body == "云岭县林业局"


@pytest.mark.parametrize(
    "name", ["cove/reports/槿浦县人民政府2021.md", "county/reports/青峦县人民政府2023.md"]
)
def test_a_label_that_merged_cells_repeat_is_no_row_of_its_own(name: str) -> None:
    """Pipe tables that print 三、本年度办理结果 before each of its rows, or a label in every column."""
    report = parse_report(read_document(HERE / "tests/data" / name))
    assert len(report.indicators) == 200
    assert {i.status for i in report.indicators} == {"printed"}
    total = next(i for i in report.indicators if i.key == "result.total" and i.column == "总计")
    rows = [i for i in report.indicators if i.path[0].startswith("三") and i.column == "总计"]
    parts = [i.value or 0 for i in rows if i.key != "result.total"]
    assert sum(parts) == total.value
