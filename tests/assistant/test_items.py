"""Several figures of one report, read in the fictional reports by hand."""

import pytest

from assistant.ask import Assistant
from assistant.schema import Answer

ZE = "澜泽县"


def values(answer: Answer) -> list[str]:
    return [str(fact.value) for fact in answer.facts]


@pytest.mark.parametrize(
    ("question", "cells", "formula"),
    [
        ("2024年自然人申请比商业企业多多少", ["66", "12"], "66-12=54"),
        ("2024年自然人和商业企业一共申请多少件", ["66", "12"], "66+12=78"),
        ("2024年行政许可是行政处罚的几倍", ["22890", "1489"], "22890/1489=15.37"),
        ("2018年网站占主动公开的比例", ["1877", "2035"], "1877/2035=92.24%"),
        ("2018年专职和兼职一共多少人", ["4", "25"], "4+25=29"),
        ("2018年微博比微信少多少条", ["230", "655"], "230-655=-425"),
        ("2021年规章和规范性文件废止件数一共几件", ["0", "15"], "0+15=15"),
        ("2018年微博加微信一共多少条", ["230", "655"], "230+655=885"),
    ],
)
def test_two_figures_of_one_report(
    forms: Assistant, question: str, cells: list[str], formula: str
) -> None:
    answer = forms.ask(ZE + question)
    assert values(answer) == cells
    assert answer.comparison is not None
    assert answer.comparison.formula == formula
    assert formula in answer.answer
    assert [answer.citations[r.citation or 0].year for r in answer.comparison.rows] == [
        answer.facts[0].year
    ] * 2


def test_figures_that_are_only_listed(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2024年商业企业和自然人申请各多少")
    assert values(answer) == ["12", "66"]
    assert answer.comparison is None


def test_channels_overlap_and_the_reader_is_told(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2018年网站占主动公开的比例")
    assert any("不是部分与整体" in notice.text for notice in answer.notices)


def test_nothing_is_divided_by_zero(seed: Assistant) -> None:
    answer = seed.ask("金凤区科技局2018年微博是微信的几倍")
    assert values(answer) == ["64", "0"]
    assert "不能作除数" in answer.answer


def test_several_figures_of_several_reports_are_added_up(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2016到2018年微博和微信一共发了多少条")
    assert answer.comparison is not None
    assert answer.comparison.formula == "628+1222=1850"
    assert [row.year for row in answer.comparison.rows] == [2016, 2017, 2018] * 2


def test_words_of_a_description_are_no_list(seed: Assistant) -> None:
    answer = seed.ask("对照权力清单，他们梳理了几类行政权力")
    assert "五类" in answer.answer


def test_who_is_no_natural_person_is_not_one(forms: Assistant) -> None:
    for asked in ("新收申请中非自然人几件", "单位提的申请有几件", "法人或其他组织申请多少件"):
        answer = forms.ask(f"澜泽县2024年{asked}")
        assert answer.comparison is not None
        [row] = answer.comparison.rows
        assert (row.value, row.formula) == (16, "12+0+1+2+1=16")
        assert {fact.column for fact in answer.facts} == {
            "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他",
        }  # fmt: skip


def test_legal_persons_are_compared_like_any_column(forms: Assistant) -> None:
    over_years = forms.ask("澜泽县2023和2024年非自然人申请各几件").comparison
    assert over_years is not None
    assert [row.value for row in over_years.rows] == [
        sum(fact.value or 0 for fact in forms.ask(f"澜泽县{year}年法人申请几件").facts)
        for year in (2023, 2024)
    ]
    beside = forms.ask("澜泽县2024年自然人比法人多几件申请")
    assert "66-16=50" in beside.answer
    assert "(12+0+1+2+1)/82" in forms.ask("澜泽县2024年法人提的申请占几成").answer


def test_bodies_that_are_asked_about_are_no_applicants(forms: Assistant) -> None:
    answer = forms.ask("2024年哪个单位申请最多")
    assert {fact.column for fact in answer.facts} == {"总计"}


@pytest.mark.parametrize(
    "asked", ["申请里自然人和企业各多少", "个人和公司提的申请分别多少", "个人和企业各提了几件申请"]
)
def test_applicants_in_a_list_all_count(forms: Assistant, asked: str) -> None:
    answer = forms.ask(f"澜泽县2024年{asked}")
    assert [(f.column, f.printed) for f in answer.facts] == [("自然人", "66"), ("商业企业", "12")]


@pytest.mark.parametrize(
    ("asked", "indicator"),
    [("有多少是没给公开的", "不予公开"), ("有几件转到了下一年", "结转下年度继续办理")],
)
def test_what_became_of_the_applications_is_asked(
    forms: Assistant, asked: str, indicator: str
) -> None:
    for whole in ("收到的申请", "新收的申请里", "申请"):
        assert f"年{indicator}为" in forms.ask(f"澜泽县2024年{whole}{asked}").answer


def test_a_part_like_the_others_is_a_row_like_theirs(seed: Assistant) -> None:
    answer = seed.ask("金凤区科技局2018年微博和网站加起来多少条")
    assert answer.comparison is not None
    assert answer.comparison.formula == "64+47=111"


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("2018年政务微博和政务微信合起来占主动公开的百分之几", "(230+655)/2035=43.49%"),
        ("2024年自然人和商业企业的申请合起来占申请总数的百分之几", "(66+12)/82=95.12%"),
    ],
)
def test_parts_together_as_a_share_of_their_whole(
    forms: Assistant, question: str, formula: str
) -> None:
    answer = forms.ask(ZE + question)
    assert answer.comparison is not None
    assert answer.comparison.formula == formula
    told = any("不是部分与整体" in notice.text for notice in answer.notices)
    assert told == ("微博" in question)


def test_shares_are_set_against_each_other_in_points(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2024年自然人申请的占比比商业企业申请的占比高几个百分点")
    assert "65.86 个百分点（80.49-14.63=65.86）" in answer.answer


def test_a_noun_that_only_one_side_says(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2021年废止的规范性文件比制发的多几件")
    assert values(answer) == ["15", "8"]
    assert "15-8=7" in answer.answer


def test_what_some_parts_come_to_is_no_sum_of_all(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2018年微博、微信和电子屏一共发了多少条")
    assert "230+655" not in answer.answer


def test_a_kind_of_decision_is_like_the_others(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2024年许可、处罚、强制三类处理决定一共多少件")
    assert answer.comparison is not None
    assert answer.comparison.formula is not None
    assert answer.comparison.formula.startswith("22890+1489+")


def test_each_is_asked_without_a_unit(forms: Assistant) -> None:
    told = {f.printed for f in forms.ask("澜洲县2023年收到的申请和复议各多少").facts}
    single = [
        forms.ask(f"澜洲县2023年{what}几件").facts[0].printed for what in ("新收申请", "行政复议")
    ]
    assert told == set(single)
