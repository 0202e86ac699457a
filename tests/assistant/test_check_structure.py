"""What a report should have and be, in small reports."""

from dataclasses import replace

import pytest

from assistant.checks.structure import check_copied, check_structure
from assistant.schema import Finding
from tests.assistant.small_report import small_view


def findings(prose: str, rule: str, year: int = 2022) -> list[Finding]:
    view = small_view(prose)
    view = replace(view, report=replace(view.report, year=year))
    return [f for f in check_structure(view) if f.rule == rule]


def test_missing_parts_are_named_and_those_there_are_cited() -> None:
    (found,) = findings("工作有序开展。", "章节完整")
    assert found.result == "fail"
    assert "五、存在的主要问题及改进情况、六、其他需要报告的事项" in found.text
    assert [c.text for c in found.citations][:1] == ["一、总体情况"]


def test_a_table_without_blanks_says_so() -> None:
    (found,) = findings("工作有序开展。", "空白格")
    assert (found.result, found.level, found.left) == ("pass", "info", "0")
    assert len(found.citations) == 2


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("数据统计期限自2022年1月1日起至2022年12月31日。", "pass"),
        ("数据统计期限自2021年1月1日起至2021年12月31日。", "fail"),
        ("数据统计期限自2022年1月1日起至2021年12月31日。", "fail"),
    ],
)
def test_the_period_is_the_reports_year(said: str, result: str) -> None:
    assert [f.result for f in findings(said, "统计期限的年度")] == [result]


@pytest.mark.parametrize(
    ("said", "stale"),
    [
        ("2021年，全县收到政府信息公开申请52件。", True),
        ("2021年，收到政府信息公开申请52件。2022年，收到政府信息公开申请60件。", False),
        ("2021年收到政府信息公开申请52件，比2020年增加2件。", False),
        ("2022年，全县收到政府信息公开申请52件。", False),
        ("2021年以来，建立健全制度。", False),
    ],
)
def test_counts_of_the_year_before_alone_were_left_standing(said: str, stale: bool) -> None:
    assert bool(findings(said, "正文数字的年度")) is stale


def test_sentences_taken_over_are_counted_and_quoted() -> None:
    kept = "县政府办公室坚持以公开促规范，把政务公开列入年度重点工作。"
    view = small_view(f"{kept}组织各乡镇开展了三次实地督查并通报了结果。")
    before = small_view(f"{kept}新建了面向企业的惠企政策专栏并定期更新。").report
    (found,) = check_copied(view, replace(before, year=2021))
    assert found.left is not None
    assert 0 < int(found.left) < int(found.right or 0)
    assert kept in [c.text for c in found.citations]
