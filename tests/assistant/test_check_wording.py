"""Shares and endings told in words, against a small table of a fictional body."""

import pytest

from assistant.check import check_report
from assistant.checks.operands import view_of
from assistant.checks.wording import check_wording
from corpus.catalogue import load_catalogue
from corpus.report import parse_report
from corpus.schema import Document
from tests.generator.documents import parsed
from tests.generator.layout import run_together, tabbed
from tests.generator.reports import reports

CATALOGUE = load_catalogue()
APPLICATIONS = next(
    t for f in CATALOGUE.forms if f.id == "2021" for t in f.tables if t.id == "applications"
)
ROWS = {
    "一、本年新收政府信息公开申请数量": "60 0 0 0 0 0 60",
    "二、上年结转政府信息公开申请数量": "2 0 0 0 0 0 2",
    "（一）予以公开": "20 0 0 0 0 0 20",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "1 0 0 0 0 0 1",
    "（七）总计": "58 0 0 0 0 0 58",
    "四、结转下年度继续办理": "4 0 0 0 0 0 4",
}
ENDINGS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
REMEDIES = "\n".join(
    (
        "行政复议\t\t\t\t\t行政诉讼",
        "\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉",
        "\t".join(ENDINGS * 3),
        "\t".join(["3", "0", "0", "0", "3", "2", "0", "0", "1", "3", "0", "0", "0", "0", "0"]),
    )
)


def findings(prose: str):
    labels = [row.labels[0] for row in APPLICATIONS.rows if row.has_cells]
    table = "\n".join("\t".join((label, *ROWS.get(label, "0 " * 7).split())) for label in labels)
    text = (
        "云岫县人民政府2022年政府信息公开工作年度报告\n一、总体情况\n"
        f"{prose}\n三、收到和处理政府信息公开申请情况\n{table}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{REMEDIES}\n"
    )
    view = view_of(CATALOGUE, parse_report(Document("a.txt", text, "0")))
    return [(f.result, f.left, f.right) for f in check_wording(view)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # 20 ÷ 58 = 34.4827…: rounded or cut off
        ("答复申请58件，其中予以公开20件，占34.5%。", [("pass", "34.5", "34.48")]),
        ("答复申请58件，其中予以公开20件，占34.4%。", [("pass", "34.4", "34.48")]),
        ("予以公开20件（占办理总数的34%）。", [("pass", "34", "34.48")]),
        # 20 ÷ 60 = 33.3 of what was newly received, 20 ÷ 62 = 32.3 of both
        ("予以公开20件，占33.3%。", [("pass", "33.3", "33.33")]),
        ("予以公开20件，占32.3%。", [("pass", "32.3", "32.26")]),
        ("予以公开20件，占39.1%。", [("fail", "39.1", "34.48")]),
        ("开展培训20次，占39.1%。", []),
    ],
)
def test_a_share_is_of_what_was_handled_or_received(said, found):
    assert findings(f"全年办理政府信息公开申请58件。{said}") == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("被提起行政诉讼3件，均获维持。", [("fail", "0", "1")]),
        ("被申请行政复议3件，均获维持。", []),
        ("被提起行政诉讼3件，其中2件维持。", []),
    ],
)
def test_all_upheld_leaves_no_other_ending(said, found):
    assert findings(f"全年因政府信息公开{said}") == found


@pytest.mark.parametrize("write", [tabbed, run_together])
def test_reports_that_add_up_have_no_failures(write):
    made = list(reports(4, range(2014, 2024)))
    before = None
    for report in made:
        read = parsed(report, write(report.blocks))
        last = before if before and before.body == read.body else None
        failed = [f for f in check_report(CATALOGUE, read, last) if f.result == "fail"]
        assert [(f.rule, f.text) for f in failed if f.rule != "正文重复"] == []
        before = read
