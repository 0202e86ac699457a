"""Endings told in words, against a small table of a fictional body."""

import pytest

from assistant.check import check_report
from assistant.checks.wording import check_wording
from corpus.catalogue import load_catalogue
from tests.assistant.small_report import small_view
from tests.generator.documents import parsed
from tests.generator.layout import run_together, tabbed
from tests.generator.reports import reports

CATALOGUE = load_catalogue()


def findings(prose: str) -> list[tuple[str, str | None, str | None]]:
    return [(f.result, f.left, f.right) for f in check_wording(small_view(prose))]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("被提起行政诉讼3件，均获维持。", [("fail", "0", "1")]),
        ("被申请行政复议3件，均获维持。", []),
        ("被提起行政诉讼3件，其中2件维持。", []),
        ("被申请行政复议3件，被提起行政诉讼3件，均获维持。", [("fail", "0", "1")]),
        ("被提起行政诉讼3件，均已审结。", [("fail", "0", "1")]),
        ("被申请行政复议3件，均已结案。", []),
        ("被申请行政复议3件，没有被纠正的；诉讼零败诉。", []),
        ("申请62件，均已按期办结。", [("fail", "0", "4")]),
        ("申请办结率100%。", [("fail", "0", "4")]),
        ("申请58件，均已办结，另有4件结转下年。", []),
        ("申请58件均在法定期限内答复。", []),
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


@pytest.mark.parametrize(
    ("said", "failed"),
    [
        ("因政府信息公开引起的行政诉讼保持零败诉。", True),
        ("因政府信息公开引起的行政诉讼没有败诉案件。", True),
        ("因政府信息公开引起的行政复议没有被纠正的情形。", False),
    ],
)
def test_no_case_lost_while_the_table_has_one(said, failed):
    lost = (3, 0, 0, 0, 3, 2, 1, 0, 0, 3, 0, 0, 0, 0, 0)
    assert bool(list(check_wording(small_view(said, remedies=lost)))) is failed
