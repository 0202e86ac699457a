"""Single relations on small fictional tables."""

from assistant.check import check_report
from assistant.schema import Finding
from corpus.catalogue import load_catalogue
from corpus.report import parse_report
from corpus.schema import Document, Report

CATALOGUE = load_catalogue()
HEAD = """{body}{year}年政府信息公开工作年度报告

根据条例编制。统计期限为{since}年1月1日至12月31日。

一、总体情况

{prose}

"""

OLD_ROWS = {
    "一、主动公开情况": ("—", ""),
    "（一）主动公开政府信息数": ("条", "40"),
    "其中：主动公开规范性文件数": ("条", "2"),
    "制发规范性文件总数": ("件", "3"),
    "（二）通过不同渠道和方式公开政府信息的情况": ("—", ""),
    "1.政府公报公开政府信息数": ("条", "0"),
    "2.政府网站公开政府信息数": ("条", "38"),
    "3.政务微博公开政府信息数": ("条", "10"),
    "4.政务微信公开政府信息数": ("条", "0"),
    "5.其他方式公开政府信息数": ("条", "0"),
    "三、依申请公开情况": ("—", ""),
    "（一）收到申请数": ("件", "7"),
    "1.当面申请数": ("件", "2"),
    "2.传真申请数": ("件", "0"),
    "3.网络申请数": ("件", "4"),
    "4.信函申请数": ("件", "1"),
    "（二）申请办结数": ("件", "7"),
    "1.按时办结数": ("件", "6"),
    "2.延期办结数": ("件", "1"),
    "四、行政复议数量": ("件", "1"),
    "（一）维持具体行政行为数": ("件", "1"),
    "（二）被依法纠错数": ("件", "0"),
    "（三）其他情形数": ("件", "0"),
    "八、机构建设和保障经费情况": ("—", ""),
    "（三）从事政府信息公开工作人员数": ("人", "5"),
    "1.专职人员数（不包括政府公报及政府网站工作人员数）": ("人", "1"),
    "2.兼职人员数": ("人", "4"),
}


def old_report(prose: str = "工作有序开展。", since: int = 2017, **changed: str) -> Report:
    """A fictional 2014-form report; ``changed`` replaces figures by the row's label."""
    rows = "\n".join(
        f"{label}\t{unit}\t{changed.get(label, value)}" for label, (unit, value) in OLD_ROWS.items()
    )
    text = HEAD.format(body="云岫县档案局", year=2017, since=since, prose=prose)
    text += f"附件\n\n云岫县档案局2017年政府信息公开情况统计表\n\n统计指标\t单位\t统计数\n{rows}\n"
    return parse_report(Document("云岫县档案局2017.txt", text, "0"))


def found(report: Report, rule: str) -> list[Finding]:
    return [f for f in check_report(CATALOGUE, report) if f.rule == rule]


def failed(report: Report) -> set[str]:
    return {f.rule for f in check_report(CATALOGUE, report) if f.result == "fail"}


def test_a_consistent_report_fails_nothing() -> None:
    assert failed(old_report()) == set()


def test_a_sum_passes_with_its_operands_shown() -> None:
    (finding,) = found(old_report(), "申请渠道合计")
    assert (finding.result, finding.left, finding.right, finding.difference) == (
        "pass",
        "7",
        "7",
        "0",
    )
    assert "7 = 2 + 0 + 4 + 1，成立" in finding.text
    assert finding.formula == (
        "本年新收政府信息公开申请数量 = 当面申请数 + 传真申请数 + 网络申请数 + 信函申请数"
    )
    assert len(finding.citations) == 5


def test_a_wrong_sum_fails_with_the_difference() -> None:
    report = old_report(**{"（三）从事政府信息公开工作人员数": "6"})
    (finding,) = found(report, "工作人员合计")
    assert (finding.result, finding.level, finding.difference) == ("fail", "error", "1")
    assert "6 ≠ 1 + 4，不成立，即 6 ≠ 5，相差 1" in finding.text
    assert failed(report) == {"工作人员合计"}


def test_a_blank_part_is_unknown_and_never_a_pass() -> None:
    (finding,) = found(old_report(**{"2.传真申请数": ""}), "申请渠道合计")
    assert (finding.result, finding.right, finding.difference) == ("unknown", None, None)
    assert "7 = 2 + （空白） + 4 + 1" in finding.text


def test_a_blank_part_cannot_hide_parts_that_exceed_the_total() -> None:
    report = old_report(**{"2.传真申请数": "/", "3.网络申请数": "9"})
    (finding,) = found(report, "申请渠道合计")
    assert finding.result == "fail"
    assert "不能确定的格取什么数都不成立" in finding.text


def test_an_inequality() -> None:
    report = old_report(**{"3.政务微博公开政府信息数": "64"})
    (finding,) = found(report, "去重总数不小于单一渠道（微博）")
    assert (finding.result, finding.left, finding.right) == ("fail", "40", "64")
    assert "40 < 64" in finding.text
    assert found(old_report(), "去重总数不小于单一渠道（微博）")[0].result == "pass"


def test_a_blank_heading_row_is_as_it_should_be() -> None:
    assert found(old_report(), "主动公开标题行") == []
    assert found(old_report(), "标题行填数") == []


def test_a_heading_row_that_repeats_the_rows_below_contradicts_nothing() -> None:
    assert found(old_report(**{"三、依申请公开情况": "7"}), "标题行填数") == []
    (odd,) = found(old_report(**{"三、依申请公开情况": "99"}), "标题行填数")
    assert (odd.result, odd.left) == ("fail", "99")


def test_another_year_in_the_statistics_period_is_a_warning() -> None:
    (finding,) = found(old_report(since=2016), "统计期限的年度")
    assert (finding.result, finding.level, finding.left, finding.right) == (
        "fail",
        "warning",
        "2016",
        "2017",
    )
    assert found(old_report(), "统计期限的年度")[0].result == "pass"


def test_blank_cells_are_counted_once_for_information() -> None:
    report = old_report(**{"2.传真申请数": "", "2.延期办结数": "—"})
    (finding,) = found(report, "空白格")
    assert (finding.level, finding.result) == ("info", "unknown")
    assert "统计表有 2 格没有填数（传真申请数、延期办结数）" in finding.text


NEW_TABLE = """三、收到和处理政府信息公开申请情况

（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况
\t自然人\t法人或其他组织\t\t\t\t\t总计
\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t
一、本年新收政府信息公开申请数量\t{new}
二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1
三、本年度办理结果
（一）予以公开\t3\t1\t0\t0\t0\t0\t4
（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t1\t0\t0\t0\t0\t0\t1
（三）不予公开
{denied}
（四）无法提供
1.本机关不掌握相关政府信息\t2\t0\t0\t0\t0\t0\t2
2.没有现成信息需要另行制作\t0\t0\t0\t0\t0\t0\t0
3.补正后申请内容仍不明确\t0\t0\t0\t0\t0\t0\t0
（五）不予处理
{refused}
（六）其他处理
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\t0\t0\t0\t0\t0\t0\t0
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\t0\t0\t0\t0\t0\t0\t0
3.其他\t1\t0\t0\t0\t0\t0\t1
（七）总计\t7\t1\t0\t0\t0\t0\t8
四、结转下年度继续办理\t{out}

四、政府信息公开行政复议、行政诉讼情况

没有发生。

五、存在的主要问题及改进情况

继续改进。

{last}
"""
ZEROS = "\t0\t0\t0\t0\t0\t0\t0"
DENIED = "\n".join(
    f"{i}.{name}{ZEROS}"
    for i, name in enumerate(
        (
            "属于国家秘密",
            "其他法律行政法规禁止公开",
            "危及“三安全一稳定”",
            "保护第三方合法权益",
            "属于三类内部事务信息",
            "属于四类过程性信息",
            "属于行政执法案卷",
            "属于行政查询事项",
        ),
        1,
    )
)
REFUSED = "\n".join(
    f"{i}.{name}{ZEROS}"
    for i, name in enumerate(
        (
            "信访举报投诉类申请",
            "重复申请",
            "要求提供公开出版物",
            "无正当理由大量反复申请",
            "要求行政机关确认或重新出具已获取信息",
        ),
        1,
    )
)


def new_report(
    year: int = 2023,
    *,
    prose: str = "工作有序开展。",
    new: str = "7\t1\t0\t0\t0\t0\t8",
    out: str = "1\t0\t0\t0\t0\t0\t1",
    last: str = "六、其他需要报告的事项\n\n无。",
) -> Report:
    """A fictional 2021-form report with its application table only."""
    text = HEAD.format(body="云岫县人民政府", year=year, since=year, prose=prose)
    text += "二、主动公开政府信息情况\n\n见网站。\n\n"
    text += NEW_TABLE.format(new=new, out=out, denied=DENIED, refused=REFUSED, last=last)
    return parse_report(Document(f"云岫县人民政府{year}.txt", text, "0"))


def test_a_relation_is_checked_in_every_column_somebody_filled() -> None:
    findings = found(new_report(), "一 + 二 = 三（七）+ 四")
    assert len(findings) == 7
    assert {f.result for f in findings} == {"pass"}
    assert findings[0].formula == "一 + 二 = 三（七）+ 四"
    assert "自然人列：7 + 1 = 7 + 1，成立" in findings[0].text


def test_groups_without_cells_enter_sums_by_their_parts() -> None:
    total = found(new_report(), "办理结果合计")[-1]
    assert (total.result, total.left, total.right) == ("pass", "8", "8")
    assert "总计列：8 = 4 + 1 + 0 + 2 + 0 + 1，成立" in total.text


def test_row_totals() -> None:
    (wrong,) = [
        f for f in found(new_report(new="7\t1\t0\t0\t0\t0\t9"), "每行总计") if f.result == "fail"
    ]
    assert (wrong.left, wrong.right, wrong.difference) == ("9", "8", "1")
    assert wrong.keys == ("apply.new",)


def test_a_blank_total_leaves_the_sum_undecided() -> None:
    results = {
        f.text.partition("：")[0][-4:]: f.result
        for f in found(new_report(out="1\t0\t0\t0\t0\t0\t"), "一 + 二 = 三（七）+ 四")
    }
    assert "unknown" in results.values()
    assert "fail" not in results.values()


def test_carried_over_is_compared_with_the_year_before() -> None:
    before = new_report(2022, out="2\t0\t0\t0\t0\t0\t2", new="8\t1\t0\t0\t0\t0\t9")
    findings = [
        f
        for f in check_report(CATALOGUE, new_report(2023), before)
        if f.rule == "结转衔接" and f.result == "fail"
    ]
    assert [(f.left, f.right, f.level) for f in findings] == [("1", "2", "warning")] * 2
    assert {c.year for c in findings[0].citations} == {2022, 2023}
    same = new_report(2022)
    assert not [
        f
        for f in check_report(CATALOGUE, new_report(2023), same)
        if f.rule == "结转衔接" and f.result != "pass"
    ]


def test_a_missing_part_is_named() -> None:
    (missing,) = found(new_report(last=""), "章节完整")
    assert (missing.result, missing.left, missing.right) == ("fail", "5", "6")
    assert missing.text.endswith("缺少：六、其他需要报告的事项")
    assert found(new_report(), "章节完整")[0].result == "pass"


def test_another_scope_in_the_prose_is_a_warning_with_a_hint() -> None:
    report = new_report(prose="区政府办公室本级收到政府信息公开申请3件。")
    (finding,) = [f for f in found(report, "正文与统计表") if f.result == "fail"]
    assert (finding.level, finding.left, finding.right) == ("warning", "3", "8")
    assert "统计范围可能与表不同" in finding.text


def test_received_may_be_new_or_new_and_carried_over() -> None:
    for stated in (8, 9):
        report = new_report(prose=f"全年受理政府信息公开申请{stated}件。")
        assert [f.result for f in found(report, "正文与统计表")] == ["pass"]
    newly = new_report(prose="全年新收政府信息公开申请9件。")
    assert [f.result for f in found(newly, "正文与统计表")] == ["fail"]


def test_none_at_all_in_the_prose_against_a_count_in_the_table() -> None:
    report = new_report(prose="全年未收到政府信息公开申请。")
    (finding,) = found(report, "正文与统计表")
    assert (finding.result, finding.left, finding.right) == ("fail", "0", "8")


def test_parts_told_in_passing_contradict_nothing() -> None:
    beside = new_report(
        prose="全县收到政府信息公开申请8件，其中县政府办公室收到政府信息公开申请3件。"
    )
    assert [f.result for f in found(beside, "正文与统计表")] == ["pass"]
    together = old_report(prose="在省政府网站公开信息12条，在县政府网站公开信息26条。")
    assert found(together, "正文与统计表") == []
    wrong = old_report(prose="在省政府网站公开信息12条，在县政府网站公开信息27条。")
    assert [(f.result, f.left) for f in found(wrong, "正文与统计表")] == [("fail", "27")]
