"""What one year's report says about the cells another leaves open; figures worked out by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.load import read_document
from corpus.neighbours import Reading, expected, related_keys, settle_years
from corpus.report import parse_report, reread
from corpus.schema import Document, Report
from corpus.tables.schema import Term

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
HEAD = (
    "{body}{year}年政府信息公开工作年度报告\n" + "本报告依据条例编制，如实反映全年工作。" * 5 + "\n"
)
ORDERS = "第二十条第（一）项\n信息内容本年制发件数本年废止件数现行有效件数\n规章0{rules}\n行政规范性文件{figures}\n"
PROJECTS = "第二十条第（六）项\n信息内容上一年项目数量本年增/减处理决定数量\n行政处罚{figures}\n行政强制0-00\n"


def report(year: int, text: str, body: str = "澄溪县人民政府") -> Report:
    text = HEAD.format(body=body, year=year) + text
    return parse_report(Document(f"{year}.txt", text, f"{year:064}"))


def orders(year: int, figures: str) -> Report:
    return report(year, ORDERS.format(figures=figures, rules="00"))


def reading(one: Report) -> Reading:
    return Reading(one.year, one.form, one.indicators)


def settled(*reports: Report) -> dict[int, Report]:
    """Each report as it reads beside the others."""
    by_year = {r.year: r for r in reports}
    said = settle_years(
        [reading(r) for r in reports], lambda year, facts: reading(reread(by_year[year], facts))
    )
    return {year: reread(by_year[year], facts) for year, facts in said.items()}


def figures(one: Report, name: str) -> list[str]:
    return [
        "?" if cell.value is None else str(cell.value)
        for cell in one.indicators
        if cell.path[-1] == name
    ]


def test_documents_in_force_follow_from_the_year_before():
    before = orders(2022, "\t20\t5\t698")
    alone = orders(2023, "8855731")  # 88, 55, 731 = 698 + 88 - 55; or 8, 85, 5731 …
    assert figures(alone, "行政规范性文件") == ["?", "?", "?"]
    beside = settled(before, alone)[2023]
    assert figures(beside, "行政规范性文件") == ["88", "55", "731"]
    cell = next(c for c in beside.indicators if c.key == "normdoc.in_force")
    assert cell.status == "recovered"
    assert "731" in cell.candidates
    assert cell.note == (
        "据相邻年度报告切分：2022年“行政规范性文件”现行有效件数 698（现行有效件数一般应等于"
        "上一年度现行有效 + 本年制发 − 本年废止（清理口径不同时可不成立））"
    )
    assert not any("无法唯一切分" in warning for warning in beside.warnings)


def test_and_from_the_year_after():
    # 731 - 88 + 55 = 698: of 20, 5, 698 and 205, 6, 98 … only the first has it.
    beside = settled(orders(2022, "205698"), orders(2023, "\t88\t55\t731"))[2022]
    assert figures(beside, "行政规范性文件") == ["20", "5", "698"]


def test_a_report_that_was_settled_settles_the_next():
    beside = settled(orders(2022, "\t20\t5\t698"), orders(2023, "8855731"), orders(2024, "1021720"))
    assert figures(beside[2024], "行政规范性文件") == ["10", "21", "720"]
    # Without the first nothing is certain in the second, and nothing passes on.
    beside = settled(orders(2023, "8855731"), orders(2024, "1021720"))
    assert figures(beside[2024], "行政规范性文件") == ["?", "?", "?"]


def test_a_neighbour_that_agrees_with_no_cutting_settles_nothing():
    beside = settled(orders(2022, "\t20\t5\t900"), orders(2023, "8855731"))[2023]
    assert figures(beside, "行政规范性文件") == ["?", "?", "?"]
    assert any("无法唯一切分" in warning for warning in beside.warnings)


def test_neighbours_that_disagree_settle_nothing():
    # 2022 wants 88, 55, 731; 2024 wants 8, 85, 5731 (5731 + 1 - 1).
    beside = settled(
        orders(2022, "\t20\t5\t698"), orders(2023, "8855731"), orders(2024, "\t1\t1\t5731")
    )
    assert figures(beside[2023], "行政规范性文件") == ["?", "?", "?"]


def test_a_year_between_is_no_neighbour():
    beside = settled(orders(2021, "\t20\t5\t698"), orders(2023, "8855731"))[2023]
    assert figures(beside, "行政规范性文件") == ["?", "?", "?"]


def test_projects_of_the_2019_form_carry_on():
    before = report(2019, PROJECTS.format(figures="\t2600\t-48\t17"))
    beside = settled(before, report(2020, PROJECTS.format(figures="2552818538")))[2020]
    assert figures(beside, "行政处罚")[0] == "2552"


def test_a_printed_cell_is_left_as_it_is():
    before, after = orders(2022, "\t20\t5\t698"), orders(2023, "\t88\t55\t700")
    assert expected(reading(after), reading(before), None) == ()
    assert settled(before, after)[2023] == after


def test_an_expectation_is_about_one_row():
    alone, before = orders(2023, "8855731"), orders(2022, "\t20\t5\t698")
    (said,) = expected(reading(alone), reading(before), None)
    assert said.value == Decimal(698)
    assert set(said.terms) == {
        Term("normdoc.in_force", None, 1),
        Term("normdoc.made", None, -1),
        Term("normdoc.repealed", None, 1),
    }


def test_what_other_years_said_before_is_forgotten():
    before, alone = orders(2022, "\t20\t5\t698"), orders(2023, "8855731")
    beside = settled(before, alone)[2023]
    assert settled(beside)[2023] == alone
    assert settled(orders(2022, "\t20\t5\t700"), beside)[2023] == alone


def test_every_relation_between_years_is_used():
    assert {
        "apply.carried_in", "apply.carried_out", "license.previous", "penalty.change",
        "normdoc.in_force", "regulation.repealed", "active.total", "complaint",
    } <= related_keys()  # fmt: skip


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the shared reports are not here")
def test_a_real_report_beside_a_made_up_year_before():
    real = parse_report(read_document(REPORTS / "2024_平潭综合实验区.txt"))
    assert figures(real, "行政规范性文件") == ["62", "?", "?"]
    body = real.body
    for in_force, cells in ((411, ["62", "33", "440"]), (500, ["62", "?", "?"])):
        text = ORDERS.format(figures=f"\t9\t9\t{in_force}", rules="00")
        before = report(2023, text, body)
        assert figures(settled(before, real)[2024], "行政规范性文件") == cells
