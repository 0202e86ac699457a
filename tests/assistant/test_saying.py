"""The sentences that conclude a comparison, read in the fictional reports by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ask import Assistant

MARKET = "栎川市市场监督管理局"
ZHOU = "澜洲县人民政府"
ZE = "澜泽县人民政府"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "2024年各单位新收申请排名",
            f"第一名 {MARKET} 134 件；第二名 {ZHOU} 106 件；第三名 {ZE} 82 件",
        ),
        ("2024年哪个单位新收申请最少", f"最少的是{ZE}（82 件）"),
        (
            "澜洲县2021到2024年新收申请哪年最多哪年最少",
            "最多的是2024年（106 件）；最少的是2021年（52 件）",
        ),
        ("2024年各单位予以公开率谁最高", f"最高的是{ZE}（32.94%）"),
        ("澜洲县2024年新收申请是2023年的几倍", "2024年是2023年的 1.77 倍（106/60=1.77）"),
        ("栎川市监局行政处罚一直在增加吗", f"{MARKET}已收录的各年逐年增加"),
        ("栎川市监局的新收申请连续增长吗", f"{MARKET}不是逐年同向变化：2024年减少"),
        ("栎川市监局的行政处罚是不是越来越多", f"{MARKET}已收录的各年逐年增加"),
        ("澜泽县2024年申请里被拒的比2023年多几个百分点", "2024年比2023年高 1.58个百分点"),
        ("澜泽县2024年因信访不予处理的占比", "8.24%（7/85）"),
        ("澜泽县2024年因信访不予处理的占不予处理的几成", "53.85%（7/13=53.85%）"),
        ("澜洲县2021到2024年新收申请年均增长多少", "平均每年增加 18 件（(106-52)/3）"),
        ("澜洲县2021到2024年平均每年多收几件申请", "平均每年增加 18 件（(106-52)/3）"),
        ("澜泽县2024年的申请是澜洲县的几分之几", "是澜洲县人民政府的 0.77 倍（82/106=0.77）"),
        ("澜泽县2024年办理的申请里，予以公开的占几成", "32.94%（28/85）"),
        ("澜泽县2023年和澜洲县2023年新收的申请总数加起来", "（84+60=144）"),
        ("澜泽县2024年部分公开是予以公开的几分之几", "部分公开占予以公开的"),
        ("澜洲县2021至2024年行政事业性收费总额", "合计"),
        (
            "澜泽县2024年和2018年微博条数差多少",
            "2024年的年报没有这一项的数，不能比较",
        ),
        ("澜泽县2024年平均每个月收到多少件申请", "平均每月 6.83 件（82/12=6.83）"),
        ("澜泽县2024年平均每天作出多少件行政许可", "平均每天 62.54 件（22890/366=62.54）"),
        ("澜洲县2023年每个季度平均收到几件申请", "平均每季度 15 件（60/4=15）"),
        ("澜洲县的申请有没有哪一年少了", "不是逐年同向变化：2023年减少"),
        ("栎川市监局的新收申请有没有哪一年反而少了", "不是逐年同向变化：2024年减少"),
        ("澜洲县2021-2024年平均每年收到多少件申请", "平均 70 件（(52+62+60+106)/4=70.00）"),
    ],
)
def test_a_conclusion(forms: Assistant, question: str, said: str) -> None:
    assert said in forms.ask(question).answer


def test_it_is_said_whose_change_it_is(forms: Assistant) -> None:
    answer = forms.ask("澜泽县和澜洲县2023年、2024年新收申请变化")
    assert f"{ZE}2024年比2023年少 2 件" in answer.answer
    assert f"{ZHOU}2024年比2023年多 46 件" in answer.answer


def test_a_difference_refused_says_what_the_cell_may_be(forms: Assistant) -> None:
    answer = forms.ask("澜洲县2021年行政许可比2019年多多少件")
    assert "287515022" in answer.answer
    assert "15022" in answer.answer
    assert answer.comparison is not None
    assert answer.comparison.changes == ()


def test_a_total_needs_no_differences(forms: Assistant) -> None:
    answer = forms.ask("澜洲县2021至2024年行政事业性收费合计多少万元")
    assert "合计 4959.92 万元" in answer.answer
    assert "增长" not in answer.answer


def test_the_extreme_is_cited_first(forms: Assistant) -> None:
    answer = forms.ask("栎川市监局哪一年行政处罚最多")
    assert (answer.citations[0].year, answer.facts[0].year) == (2024, 2024)


def test_the_asked_year_is_cited_before_the_one_it_is_compared_with(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2021年新收申请比去年多多少")
    assert [c.year for c in answer.citations] == [2021, 2020]
    assert answer.comparison is not None
    assert [(r.year, r.citation) for r in answer.comparison.rows] == [(2020, 1), (2021, 0)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("澜泽县2024年比澜洲县少收了多少申请", f"{ZE}比{ZHOU}少 24 件（(82-106)/106）"),
        ("澜泽县2024年新收申请是栎川市监局的几倍", f"{ZE}是{MARKET}的 0.61 倍（82/134=0.61）"),
        ("澜泽县2024年新收比澜洲县少百分之几", f"{ZE}比{ZHOU}少 24 件，少 22.64%"),
    ],
)
def test_the_body_compared_with_is_the_base(forms: Assistant, question: str, said: str) -> None:
    assert said in forms.ask(question).answer


ARTICLES = """霁岭县人民政府{year}年政府信息公开工作年度报告

二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件{cells}
第二十条第（五）项信息内容本年处理决定数量行政许可4529三、收到和处理政府信息公开申请情况
"""


def test_a_cell_that_can_be_read_in_several_ways_gives_as_many_results(
    opened: Callable[..., Assistant], tmp_path: Path
) -> None:
    for year, cells in ((2022, "8 5 698"), (2024, "62 33440")):
        text = ARTICLES.format(year=year, cells=cells)
        (tmp_path / f"霁岭县人民政府{year}.txt").write_text(text, encoding="utf-8")
    county = opened(tmp_path)
    answer = county.ask("霁岭县现行有效的规范性文件，2024年比2022年少多少件")
    for reading in ("0", "40", "440", "3440"):
        assert f"（{reading}-698）" in answer.answer
    assert "无法唯一切分" in answer.answer
    assert answer.comparison is not None
    assert answer.comparison.changes == ()
    total = county.ask("霁岭县2022年和2024年现行有效的规范性文件加起来多少件")
    assert "698+440=1138" in total.answer
    assert "698+3440=4138" in total.answer
