from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.arithmetic import PROSE_NOTE, derive
from assistant.ask import Assistant
from assistant.compare import ComparisonRequest, ComparisonResult, compare_rows, measured_keys
from corpus.catalogue import load_catalogue
from corpus.errors import UsageError
from corpus.schema import Indicator
from index.schema import IndicatorRow

CATALOGUE = load_catalogue()
TOTAL = "总计"
PERSONS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def cell(
    body: str,
    year: int,
    key: str,
    printed: str,
    *,
    column: str | None = None,
    unit: str | None = "件",
    note: str | None = None,
    candidates: tuple[str, ...] = (),
) -> IndicatorRow:
    """A fictional cell; a printed value that is no number gives ``None``, as the parser does."""
    form = "2014" if year < 2019 else "2019" if year < 2021 else "2021"
    value = Decimal(printed) if printed.replace(".", "").isdigit() and not candidates else None
    status = "ambiguous" if candidates else "printed"
    indicator = Indicator(
        (key,), key, key, column, value, unit, printed, 0, 0, 0, 0, note, status, candidates
    )
    return IndicatorRow(f"{body}-{year}", body, year, form, indicator)


def new(body: str, year: int, printed: str) -> IndicatorRow:
    return cell(body, year, "apply.new", printed, column=TOTAL if year >= 2019 else None)


def compare(rows: Iterable[IndicatorRow], **wanted: object) -> ComparisonResult:
    request = ComparisonRequest(**{"key": "apply.new", **wanted})
    return compare_rows(CATALOGUE, list(rows), request)


def told(result: ComparisonResult) -> str:
    return "\n".join(f"{n.kind}：{n.text}" for n in result.notices)


def test_two_years_give_a_difference_a_percentage_and_their_operands() -> None:
    result = compare([new("甲县", 2024, "218"), new("甲县", 2025, "154")])
    (change,) = result.comparison.changes
    assert change.difference == Decimal(-64)
    assert change.percent == Decimal("-29.36")
    assert change.formula == "(154-218)/218"
    assert result.comparison.indicator == "本年新收政府信息公开申请数量"
    assert result.comparison.unit == "件"
    assert [r.value for r in result.comparison.rows] == [218, 154]
    assert [result.cited[r.citation].year for r in result.comparison.rows] == [2024, 2025]


def test_a_figure_that_another_year_settled_says_so() -> None:
    open_by_itself = cell("甲县", 2024, "normdoc.in_force", "440", candidates=("40", "440"))
    settled = replace(
        open_by_itself,
        indicator=replace(
            open_by_itself.indicator,
            value=Decimal(440),
            status="recovered",
            note="据相邻年度报告切分：2023年“现行有效件数” 411",
        ),
    )
    result = compare([settled], key="normdoc.in_force")
    assert result.comparison.rows[0].value == 440
    assert "ambiguous：甲县 2024 年" in told(result)
    assert "原文连写，据相邻年度报告切分：2023年“现行有效件数” 411" in told(result)


def test_percentages_round_half_up() -> None:
    # 1/800 = 0.125 %: half-even would print 0.12.
    (change,) = compare([new("甲县", 2023, "800"), new("甲县", 2024, "801")]).comparison.changes
    assert change.percent == Decimal("0.13")


def test_a_trend_has_consecutive_changes_and_first_to_last() -> None:
    rows = [new("甲县", y, p) for y, p in ((2021, "50"), (2022, "60"), (2023, "45"))]
    changes = compare(rows, operation="trend").comparison.changes
    assert [(c.year_from, c.year_to, c.difference, c.formula) for c in changes] == [
        (2021, 2022, 10, "(60-50)/50"),
        (2022, 2023, -15, "(45-60)/60"),
        (2021, 2023, -5, "(45-50)/50"),
    ]


def test_a_zero_base_has_a_difference_but_no_percentage() -> None:
    result = compare([new("甲县", 2021, "0"), new("甲县", 2022, "5")])
    (change,) = result.comparison.changes
    assert (change.difference, change.percent, change.formula) == (5, None, "5-0")
    assert "scope：甲县 2021 年的数为 0 或负数，不能计算百分比" in told(result)


def test_missing_years_are_named_and_never_interpolated() -> None:
    rows = [new("甲县", 2019, "25"), new("甲县", 2021, "52")]
    result = compare(rows, years=(2019, 2020, 2021))
    assert result.comparison.missing == (2020,)
    assert [(c.year_from, c.year_to) for c in result.comparison.changes] == [(2019, 2021)]
    assert [r.year for r in result.comparison.rows] == [2019, 2021]
    # Without a request, holes between the first and the last year are named too.
    assert compare(rows, operation="trend").comparison.missing == (2020,)


def test_a_year_whose_form_has_no_such_row_says_so() -> None:
    carried = cell("甲县", 2019, "apply.carried_in", "3", column=TOTAL)
    result = compare([carried], key="apply.carried_in", years=(2018, 2019))
    assert result.comparison.missing == (2018,)
    assert "2018 年适用的统计表没有“上年结转政府信息公开申请数量”这一项" in told(result)


def test_a_body_without_data_and_a_hole_of_one_body_are_named() -> None:
    rows = [new("甲县", 2021, "5"), new("甲县", 2022, "6"), new("乙县", 2021, "7")]
    result = compare(rows, bodies=("甲县", "乙县", "丙县"), years=(2021, 2022))
    assert result.comparison.missing == ()
    assert "没有收录丙县的“本年新收政府信息公开申请数量”" in told(result)
    assert "乙县缺 2022 年的数据，不作推算" in told(result)


@pytest.mark.parametrize(
    ("printed", "said"), [("", "原文此格空白"), ("/", "原文此格为“/”"), ("—", "原文此格为“—”")]
)
def test_a_blank_is_no_zero(printed: str, said: str) -> None:
    rows = [new("甲县", 2016, "4"), new("甲县", 2017, printed), new("甲县", 2018, "6")]
    result = compare(rows, operation="sum")
    assert [r.value for r in result.comparison.rows] == [4, None, 6]
    assert result.value == 10
    assert result.comparison.formula == "4+6=10"
    assert f"甲县 2017 年“本年新收政府信息公开申请数量”：{said}，不参与计算" in told(result)
    assert "有 1 行没有数值，未计入" in told(result)
    assert compare(rows).comparison.changes[0].formula == "(6-4)/4"


def test_a_run_together_cell_takes_no_part_in_arithmetic() -> None:
    unclear = cell("甲县", 2022, "apply.new", "713", column=TOTAL, candidates=("71", "13"))
    result = compare([new("甲县", 2021, "52"), unclear])
    assert result.comparison.rows[1].value is None
    assert result.comparison.changes == ()
    assert "ambiguous：甲县 2022 年" in told(result)
    assert "原文连写为“713”，无法唯一切分，可能是 71、13" in told(result)


def test_one_report_with_two_different_cells_has_no_value() -> None:
    result = compare([new("甲县", 2021, "5"), new("甲县", 2021, "7")])
    assert result.comparison.rows[0].value is None
    assert "同一报告里有不同的数：5、7" in told(result)


def normdoc(year: int, key: str, printed: str) -> IndicatorRow:
    column = "本年新制作数量" if year == 2020 else "本年制发件数"
    return cell("甲县", year, key, printed, column=column)


def test_pairs_that_do_not_compare_stand_side_by_side() -> None:
    rows = [normdoc(2020, "normdoc.made", "7"), normdoc(2021, "normdoc.made", "9")]
    result = compare(rows, key="normdoc.made")
    assert result.comparison.comparable is False
    assert "各列含义改变" in (result.comparison.why_not or "")
    assert [r.value for r in result.comparison.rows] == [7, 9]
    assert result.comparison.changes == ()
    assert "not_comparable：2020 年与2021 年" in told(result)


def test_comparable_neighbours_keep_their_changes_beside_a_refused_pair() -> None:
    rows = [normdoc(y, "normdoc.made", p) for y, p in ((2020, "7"), (2021, "9"), (2022, "8"))]
    result = compare(rows, key="normdoc.made", operation="trend")
    assert [(c.year_from, c.year_to) for c in result.comparison.changes] == [(2021, 2022)]
    assert compare(rows, key="normdoc.made", operation="sum").value is None


def test_approximate_pairs_are_computed_with_a_warning() -> None:
    old = cell("甲县", 2018, "result.total", "20")
    recent = cell("甲县", 2019, "result.total", "25", column=TOTAL)
    result = compare([old, recent], key="result.total")
    assert result.comparison.changes[0].difference == 5
    assert result.comparison.comparable is True
    assert "scope：2018 年与2019 年：2014 表“申请答复数”" in told(result)


def test_pieces_and_items_are_never_mixed() -> None:
    rows = [cell("甲县", 2017, "apply.new", "3", unit="条"), new("甲县", 2018, "4")]
    result = compare(rows)
    assert result.comparison.comparable is False
    assert result.comparison.changes == ()
    assert result.comparison.unit is None
    assert "单位不同（条、件），不能相减" in (result.comparison.why_not or "")


def test_yuan_become_ten_thousand_yuan_with_the_conversion_shown() -> None:
    rows = [
        cell("甲县", 2019, "procurement.amount", "251000", unit="元"),
        cell("甲县", 2020, "procurement.amount", "30.1", unit="万元"),
    ]
    result = compare(rows, key="procurement.amount")
    assert result.comparison.unit == "万元"
    assert result.comparison.rows[0].value == Decimal("25.1")
    assert result.comparison.rows[0].formula == "251000元÷10000=25.1万元"
    assert result.comparison.rows[0].source == "computed"
    assert result.comparison.changes[0].difference == Decimal("5.0")


def parts(body: str, year: int, values: dict[str, str]) -> list[IndicatorRow]:
    return [cell(body, year, key, p, column=TOTAL) for key, p in values.items()]


DENIED = {
    "denied.secret": "4",
    "denied.law": "0",
    "denied.stability": "0",
    "denied.third_party": "3",
    "denied.internal": "32",
    "denied.process": "0",
    "denied.enforcement": "0",
    "denied.inquiry": "0",
}


def test_a_group_without_cells_is_summed_from_its_parts() -> None:
    rows = parts("甲县", 2024, DENIED)
    found = derive(CATALOGUE, rows, "result.denied")
    assert found is not None
    assert (found.value, found.formula) == (39, "4+0+0+3+32+0+0+0=39")
    assert [r.indicator.key for r in found.parts] == list(DENIED)
    (row,) = compare(rows, key="result.denied").comparison.rows
    assert (row.value, row.formula, row.source) == (39, "4+0+0+3+32+0+0+0=39", "computed")


def test_a_group_with_a_blank_part_has_no_sum() -> None:
    found = derive(CATALOGUE, parts("甲县", 2024, {**DENIED, "denied.law": ""}), "result.denied")
    assert found is not None
    assert found.value is None
    assert found.doubt == "有的分项空白或不能确定；其余分项之和 4+0+3+32+0+0+0=39"


def test_a_group_with_a_part_missing_has_no_sum() -> None:
    some = {k: v for k, v in DENIED.items() if k != "denied.inquiry"}
    found = derive(CATALOGUE, parts("甲县", 2024, some), "result.denied")
    assert found is not None
    assert found.value is None
    assert "缺少有的分项" in (found.doubt or "")


def test_lawsuits_are_the_sum_of_both_groups_and_of_the_old_total() -> None:
    rows = [
        cell("甲县", 2018, "lawsuit", "4"),
        cell("甲县", 2019, "lawsuit.direct", "8", column=TOTAL),
        cell("甲县", 2019, "lawsuit.after", "1", column=TOTAL),
    ]
    result = compare(rows, key="lawsuit")
    assert [(r.value, r.formula) for r in result.comparison.rows] == [(4, None), (9, "8+1=9")]
    assert result.operands == ((0,), (1, 2))


def test_a_single_other_row_of_an_old_style_table_is_used_as_printed() -> None:
    rows = [cell("甲县", 2023, "result.other", "6", column=TOTAL)]
    (row,) = compare(rows, key="result.other").comparison.rows
    assert (row.value, row.source) == (6, "table")


def carried_out(total: str | None, others: tuple[str, ...]) -> list[IndicatorRow]:
    rows = [
        cell("甲县", 2024, "apply.carried_out", p, column=c)
        for c, p in zip(PERSONS, others, strict=True)
    ]
    if total is not None:
        rows.append(cell("甲县", 2024, "apply.carried_out", total, column=TOTAL))
    return rows


@pytest.mark.parametrize("total", [None, ""])
def test_a_lost_total_is_the_sum_of_the_six_columns(total: str | None) -> None:
    rows = carried_out(total, ("1", "0", "0", "0", "0", "0"))
    (row,) = compare(rows, key="apply.carried_out").comparison.rows
    assert (row.value, row.formula) == (1, "1+0+0+0+0+0=1")


def test_a_blank_total_beside_a_blank_column_stays_blank() -> None:
    (row,) = compare(
        carried_out("", ("72", "", "", "", "", "")), key="apply.carried_out"
    ).comparison.rows
    assert row.value is None


def test_filled_cells_beside_blank_ones_are_added_up_and_not_computed_with() -> None:
    rows = carried_out("", ("72", "3", "", "", "", ""))
    rows += [
        cell("甲县", 2023, "apply.carried_out", p, column=c)
        for c, p in ((*zip(PERSONS, "100000", strict=True), (TOTAL, "1")))
    ]
    result = compare(rows, key="apply.carried_out")
    assert [(r.value, r.formula) for r in result.comparison.rows] == [(1, None), (None, "72+3=75")]
    assert result.comparison.changes == ()


def test_a_row_that_divides_no_applicants_gives_no_applicants_figure() -> None:
    rows = [
        cell("甲县", 2018, "apply.new", "29"),
        cell("甲县", 2019, "apply.new", "31", column="自然人"),
        new("甲县", 2019, "36"),
    ]
    found = compare(rows, column="自然人")
    assert [(r.year, r.value) for r in found.comparison.rows] == [(2019, 31)]


def test_each_body_in_its_own_years() -> None:
    rows = [
        new(b, y, p) for b, y, p in (("甲县", 2021, "1"), ("甲县", 2022, "2"), ("乙县", 2022, "4"))
    ]
    found = compare_rows(
        CATALOGUE, rows, ComparisonRequest("apply.new", places=(("甲县", 2021), ("乙县", 2022)))
    )
    assert [(r.body, r.year) for r in found.comparison.rows] == [("乙县", 2022), ("甲县", 2021)]


def test_a_column_can_be_compared() -> None:
    rows = [
        cell("甲县", y, "apply.new", p, column="自然人") for y, p in ((2021, "88"), (2022, "97"))
    ]
    rows += [new("甲县", 2021, "117"), new("甲县", 2022, "134")]
    assert compare(rows, column="自然人").comparison.changes[0].difference == 9
    assert compare(rows).comparison.changes[0].difference == 17


def shares(granted: str, total: str, year: int = 2024) -> list[IndicatorRow]:
    return parts("甲县", year, {"result.granted": granted, "result.total": total})


def test_a_share_shows_both_operands() -> None:
    result = compare(shares("33", "104"), key="result.granted", operation="share")
    (row,) = result.comparison.rows
    assert (row.value, row.formula) == (Decimal("31.73"), "33/104")
    assert result.comparison.unit == "%"
    assert result.comparison.indicator == "“予以公开”占“办理结果总计”的比例"
    assert [r.indicator.key for r in result.cited] == ["result.granted", "result.total"]
    assert result.operands == ((0, 1),)


def test_a_rate_is_compared_in_points() -> None:
    rows = shares("33", "104") + shares("17", "57", 2023)
    result = compare(rows, key="rate.granted", operation="trend")
    assert [r.value for r in result.comparison.rows] == [Decimal("29.82"), Decimal("31.73")]
    (change,) = result.comparison.changes
    assert (change.difference, change.percent) == (Decimal("1.91"), None)
    assert change.formula == "31.73-29.82"


def test_a_small_whole_and_a_zero_whole_are_said() -> None:
    small = compare(shares("4", "9"), key="rate.granted")
    assert "分母只有 9，比例起伏大" in told(small)
    zero = compare(shares("0", "0"), key="rate.granted")
    assert zero.comparison.rows[0].value is None
    assert "分母为 0，不能计算比例" in told(zero)


def test_a_share_of_a_derived_part_shows_its_sum() -> None:
    rows = parts("甲县", 2024, {**DENIED, "result.total": "218"})
    (row,) = compare(rows, key="rate.denied").comparison.rows
    assert row.formula == "(4+0+0+3+32+0+0+0)/218"
    assert row.value == Decimal("17.89")


def test_natural_persons_share_one_row() -> None:
    rows = [new("甲县", 2024, "218"), cell("甲县", 2024, "apply.new", "217", column="自然人")]
    (row,) = compare(rows, key="rate.natural_person").comparison.rows
    assert (row.value, row.formula) == (Decimal("99.54"), "217/218")


def test_a_share_without_a_whole_is_refused() -> None:
    with pytest.raises(UsageError, match="没有约定的总数"):
        compare(
            [cell("甲县", 2018, "training.meetings", "5")],
            key="training.meetings",
            operation="share",
        )


def test_extremes_name_every_tie() -> None:
    rows = [new("甲县", y, p) for y, p in ((2021, "7"), (2022, "9"), (2023, "9"))]
    most = compare(rows, operation="max")
    assert (most.value, most.best) == (9, (1, 2))
    assert most.comparison.formula == "max(7, 9, 9)=9"
    least = compare(rows, operation="min")
    assert (least.value, least.best) == (7, (0,))


def test_an_average_shows_its_division() -> None:
    rows = [new("甲县", y, p) for y, p in ((2021, "7"), (2022, "9"), (2023, "9"))]
    result = compare(rows, operation="average")
    assert result.value == Decimal("8.33")
    assert result.comparison.formula == "(7+9+9)/3=8.33"


def test_ranks_share_a_place_and_rows_without_value_come_last() -> None:
    rows = [new(b, 2022, p) for b, p in (("甲县", "5"), ("乙县", "9"), ("丙县", "9"), ("丁县", ""))]
    result = compare(rows, operation="rank", bodies=("甲县", "乙县", "丙县", "丁县"))
    assert [r.body for r in result.comparison.rows] == ["乙县", "丙县", "甲县", "丁县"]
    assert result.ranks == (1, 1, 3, None)
    assert result.best == (0, 1)
    assert result.comparison.formula == "9 = 9 > 5"


def test_two_bodies_in_one_year_are_subtracted() -> None:
    rows = [new("甲县", 2019, "36"), new("乙县", 2019, "25")]
    (change,) = compare(rows, bodies=("甲县", "乙县")).comparison.changes
    assert (change.body_from, change.body_to, change.difference) == ("甲县", "乙县", -11)
    assert change.formula == "(25-36)/36"


def prose(year: int, printed: str) -> IndicatorRow:
    return cell("甲县", year, "active.total", printed, unit="条", note=PROSE_NOTE)


def test_figures_of_the_prose_are_labelled_and_only_fill_gaps() -> None:
    rows = [prose(2022, "14571"), prose(2024, "10407")]
    result = compare(rows, key="active.total", years=(2022, 2024))
    assert [r.source for r in result.comparison.rows] == ["prose", "prose"]
    assert result.comparison.changes[0].difference == -4164
    assert "取自正文，统计表中没有这一项" in told(result)
    assert "口径由各年报告自定，差额仅供参考" in told(result)
    table = cell("甲县", 2018, "active.total", "2069", unit="条")
    (row,) = compare([prose(2018, "2070"), table], key="active.total").comparison.rows
    assert (row.value, row.source) == (2069, "table")


def test_prose_counts_do_not_compare_with_the_old_deduplicated_count() -> None:
    rows = [cell("甲县", 2017, "active.total", "1714", unit="条"), prose(2021, "9020")]
    result = compare(rows, key="active.total")
    assert result.comparison.comparable is False
    assert result.comparison.changes == ()


def test_nothing_found_is_an_empty_comparison() -> None:
    result = compare([], bodies=("甲县",), years=(2022,))
    assert result.comparison.rows == ()
    assert result.comparison.missing == (2022,)


def test_the_keys_needed_cover_parts_and_wholes() -> None:
    keys = measured_keys(CATALOGUE, ComparisonRequest("rate.denied"))
    assert keys == {"result.denied", "result.total", *DENIED}
    handled = measured_keys(CATALOGUE, ComparisonRequest("apply.handled"))
    assert handled == {"apply.handled", "apply.new", "apply.carried_in"}


def test_where_a_figure_grew_fastest_is_the_largest_change(years: Assistant) -> None:
    answer = years.ask("云汀区哪一年申请增长最快")
    assert "增幅最大的是2018年（比2017年，45.61%）" in answer.answer
    assert answer.comparison is not None
    assert "(83-57)/57" in [change.formula for change in answer.comparison.changes]


def test_years_without_the_figure_are_told_beside_the_most(years: Assistant) -> None:
    answer = years.ask("云汀区哪年培训的人最多")
    assert "2020年的年报没有这一项，没有算在内" in answer.answer


def test_whose_is_more_of_what_is_open_compares_totals(agencies: Assistant) -> None:
    answer = agencies.ask("澄湾教育局2017和澄溪教育局2017哪个公开得多")
    assert [str(fact.value) for fact in answer.facts] == ["357", "468"]
    assert "(468-357)/357" in answer.answer


def test_occasions_in_several_units_are_counted_as_one_kind() -> None:
    rows = [
        cell("甲县", year, "response.press", printed, unit=unit)
        for year, printed, unit in ((2017, "9", "次"), (2018, "12", "场"))
    ]
    result = compare(rows, key="response.press", operation="max")
    assert [(r.year, r.value) for r in result.comparison.rows] == [(2017, 9), (2018, 12)]
    assert (result.comparison.unit, result.value) == ("次", Decimal(12))
    assert "原文的单位写作" in told(result)


def test_pieces_are_no_occasions() -> None:
    rows = [
        cell("甲县", year, "response.press", "9", unit=unit)
        for year, unit in ((2017, "次"), (2018, "件"))
    ]
    assert compare(rows, key="response.press", operation="max").best == ()
