"""Every cell of every table: fictional excerpts, real files, generated tables."""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.catalogue.load import load_catalogue
from corpus.clean import clean
from corpus.indicators import parse_indicators
from corpus.load import read_document
from corpus.tables.schema import Expectation, Term

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "reports"
SEED = ROOT / "corpus" / "reports" / "000_3992432264c18549.txt"


def parse(text: str, year: int = 2022, neighbours=()):
    parsed = parse_indicators(text, (), year, neighbours)
    for i in parsed.indicators:
        assert text[i.start : i.end] == i.printed
        assert i.row_start <= i.start <= i.end <= i.row_end
    return parsed.indicators, parsed.warnings, parsed.form


def values(indicators, key: str):
    """The cells of one row, ``?`` for an ambiguous one, ``_`` for a blank or dash."""
    return " ".join(
        "?" if i.status == "ambiguous" else "_" if i.value is None else str(i.value)
        for i in indicators
        if i.key == key
    )


def only(indicators, key: str):
    (found,) = [i for i in indicators if i.key == key]
    return found


LIST = """附件：2016年政府信息公开情况统计表
统计指标\t单位\t统计数
一、主动公开情况\t—\t
（一）主动公开政府信息数\t条\t1,028
（不同渠道和方式公开相同信息计 1 条）\t\t
其中：主动公开规范性文件数\t条\t—
制发规范性文件总数\t件\t7
（二）通过不同渠道和方式公开政府信息的情况\t—\t
1. 政府公报公开政府信息数\t条\t0
2. 政府网站公开政府信息数\t条\t９６０
6.客户端公开政府信息数\t条\t31
三、依申请公开情况\t—\t
4. 不同意公开答复数\t件\t2
其中：涉及国家秘密\t件\t1
危机国家安全、公共安全、经济安全和社会稳定\t件\t1

七、依申请公开信息收取的费用\t万元\t0.35
(二) 设置政府信息公开工作人员数\t人\t3
1. 专职人员数 (不包括政府公报及政府网站工作人员数)\t人\t/
(三) 接受培训人员数\t人次\t60
"""


def test_the_2014_list():
    indicators, _, form = parse(LIST, 2016)
    assert form == "2014"
    assert [(i.key, i.value, i.unit, i.printed) for i in indicators] == [
        ("active", None, "—", ""),
        ("active.total", Decimal(1028), "条", "1,028"),
        ("active.normdoc", None, "条", "—"),
        ("normdoc.made", Decimal(7), "件", "7"),
        ("channel", None, "—", ""),
        ("channel.gazette", Decimal(0), "条", "0"),
        ("channel.website", Decimal(960), "条", "９６０"),
        (None, Decimal(31), "条", "31"),
        ("apply", None, "—", ""),
        ("result.denied", Decimal(2), "件", "2"),
        ("denied.secret", Decimal(1), "件", "1"),
        ("denied.stability", Decimal(1), "件", "1"),
        ("fee", Decimal("0.35"), "万元", "0.35"),
        ("org.staff_assigned", Decimal(3), "人", "3"),
        ("org.fulltime", None, "人", "/"),
        ("training.people", Decimal(60), "人次", "60"),
    ]


def test_names_notes_and_paths_of_the_list():
    indicators, _, _ = parse(LIST, 2016)
    total = only(indicators, "active.total")
    assert total.name == "主动公开政府信息数"
    assert total.note == "（不同渠道和方式公开相同信息计 1 条）"
    assert only(indicators, "denied.stability").path == (
        "三、依申请公开情况",
        "（三）申请答复数",
        "4. 不同意公开答复数",
        "危机国家安全、公共安全、经济安全和社会稳定",
    )
    staff = only(indicators, "org.fulltime")
    assert staff.name == "专职人员数"
    assert staff.note == "(不包括政府公报及政府网站工作人员数)"
    assert staff.path[-1] == "1. 专职人员数 (不包括政府公报及政府网站工作人员数)"
    extra = next(i for i in indicators if i.key is None)
    assert (extra.name, extra.column) == ("客户端公开政府信息数", None)
    assert LIST[total.row_start : total.row_end] == "（一）主动公开政府信息数\t条\t1,028"


def test_the_list_without_any_border():
    text = "".join(LIST.replace("\t", "").split("\n"))
    indicators, _, form = parse(text, 2016)
    assert form == "2014"
    assert values(indicators, "active.total") == "1028"
    assert values(indicators, "active.normdoc") == "_"
    assert values(indicators, "channel.website") == "960"
    assert values(indicators, "fee") == "0.35"
    assert values(indicators, "training.people") == "60"


APPLICATIONS = (
    "三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加"
    "第四项之和）申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
    "一、本年新收政府信息公开申请数量{new}二、上年结转政府信息公开申请数量2000002"
    "三、本年度办理结果（一）予以公开90100010（二）部分公开（区分处理的，只计这一情形，"
    "不计其他情形）5000005（三）不予公开1.属于国家秘密00000002.其他法律行政止公开0000000"
    "3.危机“三安全一稳定”00000004.保护第三方合法权益00000005.属于三类内部事务信息1000001"
    "6.属于四类过程性信息20000027.属于行政执法案卷00000008.属于行政查询事项0000000"
    "（四）无法提供1.本机关不掌握相关政府信息150000015 2.没有现成信息需要另行制作0000000"
    "3.补正后申请内容仍不明确0000000（五）不予处理1.信访举报投诉类申请10000012.重复申请0000000"
    "3.要求提供公开出版物00000004.无正当理由大量反复申请0000000"
    "5.要求行政机关确认或重新出具已获取信息0000000（六）其他处理{other}（七）总计{total}"
    "四、结转下年度继续办理{out}四、政府信息公开行政复议、行政诉讼情况"
)
OLD_STYLE = APPLICATIONS.format(
    new=" 35 01 00 036", other="0000000", total="330100034", out="4000004"
)


def test_a_run_together_matrix():
    indicators, warnings, form = parse(OLD_STYLE, 2023)
    assert form == "2021"
    assert warnings == ()
    assert values(indicators, "apply.new") == "35 0 1 0 0 0 36"
    assert values(indicators, "result.granted") == "9 0 1 0 0 0 10"
    assert values(indicators, "denied.law") == "0 0 0 0 0 0 0"
    assert values(indicators, "denied.process") == "2 0 0 0 0 0 2"
    assert values(indicators, "unavailable.not_held") == "15 0 0 0 0 0 15"
    assert values(indicators, "result.other") == "0 0 0 0 0 0 0"
    assert values(indicators, "apply.carried_out") == "4 0 0 0 0 0 4"
    assert {i.key for i in indicators} >= {"refused.confirm", "denied.stability"}
    first = indicators[0]
    assert (first.column, first.status, first.unit) == ("自然人", "recovered", "件")


def test_matrix_paths_and_group_rows():
    indicators, _, _ = parse(OLD_STYLE, 2023)
    denied = next(i for i in indicators if i.key == "denied.process")
    assert denied.path == ("三、本年度办理结果", "（三）不予公开", "6.属于四类过程性信息")
    assert denied.name == "属于四类过程性信息"
    assert not any(i.key == "result.denied" for i in indicators)
    partial = next(i for i in indicators if i.key == "result.partial")
    assert partial.name == "部分公开"
    assert partial.note == "（区分处理的，只计这一情形，不计其他情形）"


def test_the_2021_style_other_rows():
    text = APPLICATIONS.format(
        other="1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请0000000"
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请00000003.其他1100002",
        new="361100038",
        total="341100036",
        out="4000004",
    )
    indicators, _, _ = parse(text, 2019)
    assert values(indicators, "other.other") == "1 1 0 0 0 0 2"
    assert values(indicators, "result.total") == "34 1 1 0 0 0 36"
    assert next(i for i in indicators if i.key == "other.other").path[1] == "（六）其他处理"


def test_a_contradiction_is_kept_and_said():
    text = APPLICATIONS.format(new="350100036", other="0000000", total="320100033", out="5000005")
    indicators, warnings, _ = parse(text, 2023)
    assert values(indicators, "result.total") == "32 0 1 0 0 0 33"
    assert warnings == ("表内勾稽关系“办理结果合计”在原文中不成立，按原文照录",)


def test_a_row_that_contradicts_itself_is_not_cut():
    text = APPLICATIONS.format(new="350100036", other="0000000", total="330100034", out="4000009")
    indicators, warnings, _ = parse(text, 2023)
    assert values(indicators, "apply.carried_out") == "? ? ? ? ? ? ?"
    cell = next(i for i in indicators if i.key == "apply.carried_out")
    assert (cell.printed, cell.value) == ("4000009", None)
    assert warnings == ("“四、结转下年度继续办理”的数据“4000009”与表的列对不上，未能切分",)


def test_missing_blanks_make_every_cut_uncertain():
    text = APPLICATIONS.format(new="350100036", other="", total="330100034", out="44")
    indicators, _, _ = parse(text, 2023)
    assert values(indicators, "apply.carried_out") == "? ? ? ? ? ? ?"
    assert values(indicators, "result.total") == "? ? ? ? ? ? ?"
    # Spaces between all seven are borders whatever else is missing.
    spaced = text.replace("（七）总计330100034", "（七）总计33 0 1 0 0 0 34")
    assert values(parse(spaced, 2023)[0], "result.total") == "33 0 1 0 0 0 34"


TORN = """一、本年新收政府信息公开申请数量\t9\t0\t0\t0\t0\t0\t9\t
二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\t
三、\t（一）予以公开\t4\t0\t0\t0\t0\t0\t4
1\t0\t0\t0\t0\t0\t1
（二）部分公开（区分处理的，只
理结计这一情形，不计其他情形）
1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0
{torn}3.危及“三安全一稳定”\t0\t0\t0\t0\t0\t0\t0
4.保护第三方合法权益\t2\t0\t0\t0\t0\t0\t2
（七）总计\t9\t0\t0\t0\t0\t0\t9
四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t
"""


def test_figures_torn_from_their_label_are_rejoined_by_exact_count():
    indicators, _, _ = parse(
        TORN.format(torn="2\t0\t0\t0\t0\t0\t2\n2.其他法律行政法规\n禁止公开\n"), 2024
    )
    assert values(indicators, "result.partial") == "1 0 0 0 0 0 1"
    assert values(indicators, "denied.law") == "2 0 0 0 0 0 2"
    torn = next(i for i in indicators if i.key == "denied.law")
    assert (torn.status, torn.note) == ("recovered", "原文行名与数据分离，按行序对应")
    assert values(indicators, "apply.new") == "9 0 0 0 0 0 9"
    assert values(indicators, "apply.carried_out") == "0 0 0 0 0 0 _"


def test_figures_torn_from_their_label_are_not_guessed():
    two = "2\t0\t0\t0\t0\t0\t2\n0\t0\t0\t0\t0\t0\t0\n"
    indicators, warnings, _ = parse(TORN.format(torn=two), 2024)
    assert values(indicators, "denied.law") == ""
    assert sum(i.key is None and i.value == 2 for i in indicators) == 2
    assert "有 2 行数据的行名缺失，无法确定属于哪一项" in warnings


REMEDIES = (
    "四、政府信息公开行政法复议、行政诉讼情况行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计"
    "未经复议直接起诉复议后起诉结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果"
    "尚未审结总计{}五、存在的主要问题"
)


@pytest.mark.parametrize("figures", ["31015000001220014", " 3 1 0 1 5 0 0 0 0 0 12 2 0 0 14 "])
def test_reviews_and_lawsuits(figures):
    indicators, _, _ = parse(REMEDIES.format(figures))
    assert " ".join(str(i.value) for i in indicators) == "3 1 0 1 5 0 0 0 0 0 12 2 0 0 14"
    last = indicators[-1]
    assert (last.key, last.path, last.column) == (
        "lawsuit.after",
        ("行政诉讼", "复议后起诉"),
        "总计",
    )
    assert last.name == "行政诉讼（复议后起诉）"
    assert only(indicators, "review").name == "行政复议"


def test_cells_that_all_cuttings_share_are_certain():
    indicators, _, _ = parse(REMEDIES.format("31015000001121014"))
    found = ["?" if i.status == "ambiguous" else str(i.value) for i in indicators]
    assert " ".join(found) == "3 1 0 1 5 0 0 0 0 0 ? ? ? ? 14"
    assert only(indicators, "lawsuit.after.corrected").candidates == ("1", "2", "12")


def test_reviews_printed_with_wrong_totals_stay_as_printed():
    text = (
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n"
        "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
        "10\t1\t0\t0\t0\t\t\t\t\t\t5\t0\t0\t0\t0\n"
    )
    indicators, _, _ = parse(text)
    assert " ".join(i.printed for i in indicators) == "10 1 0 0 0      5 0 0 0 0"
    assert {i.status for i in indicators} == {"printed"}


ARTICLES = (
    "二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000"
    "行政规范性文件6233440第二十条第（五）项信息内容本年处理决定数量行政许可4529第二十条第（六）项"
    "信息内容本年处理决定数量行政处罚1100行政强制65第二十条第（八）项信息内容本年收费金额（单位：万元）"
    "行政事业性收费18651.06三、收到和处理政府信息公开申请情况"
)


def test_article_20_tables_run_together():
    indicators, warnings, form = parse(ARTICLES)
    assert form == "2021"
    assert values(indicators, "regulation.in_force") == "0"
    assert values(indicators, "normdoc.made") == "?"
    made = only(indicators, "normdoc.made")
    assert (made.value, made.printed) == (None, "6233440")
    assert made.candidates == ("6", "62", "623", "6233", "62334")
    assert values(indicators, "license.decisions") == "4529"
    charge = only(indicators, "charge.amount")
    assert (charge.value, charge.unit) == (Decimal("18651.06"), "万元")
    assert charge.path == ("第二十条第（八）项", "行政事业性收费")
    assert warnings == ("“行政规范性文件”原文连写“6233440”，无法唯一切分",)


def test_a_merged_cell_written_out_in_every_column_is_one_figure():
    table = (
        "第二十条第（五）项\t第二十条第（五）项\t第二十条第（五）项\n"
        "信息内容\t本年处理决定数量\t本年处理决定数量\n行政许可\t11092\t11092\n"
        "第二十条第（六）项\t第二十条第（六）项\t第二十条第（六）项\n"
        "信息内容\t本年处理决定数量\t本年处理决定数量\n行政处罚\t1433\t1434\n"
    )
    indicators, _, _ = parse(table)
    assert values(indicators, "license.decisions") == "11092"
    assert "1433" not in values(indicators, "penalty.decisions")


def test_prose_settles_a_cut_and_is_the_reason():
    prose = "集中公开现行有效行政规范性文件440件，本年度制发规范性文件62件。"
    indicators, warnings, _ = parse(prose + ARTICLES)
    assert [values(indicators, f"normdoc.{c}") for c in ("made", "repealed", "in_force")] == [
        "62",
        "33",
        "440",
    ]
    repealed = only(indicators, "normdoc.repealed")
    assert repealed.status == "recovered"
    assert repealed.note == (
        "据正文“集中公开现行有效行政规范性文件440件”切分；据正文“本年度制发规范性文件62件”切分"
    )
    assert warnings == ()


def test_prose_that_settles_only_one_cell():
    indicators, _, _ = parse("本年度制发规范性文件62件。" + ARTICLES)
    assert values(indicators, "normdoc.made") == "62"
    assert only(indicators, "normdoc.in_force").candidates == ("0", "40", "440", "3440")


def test_a_neighbouring_year_settles_a_cut():
    known = Expectation((Term("normdoc.in_force"),), Decimal(440), "据上年度报告切分")
    indicators, _, _ = parse(ARTICLES, neighbours=(known,))
    settled = only(indicators, "normdoc.in_force")
    assert (settled.note, settled.status) == ("据上年度报告切分", "recovered")
    assert "440" in settled.candidates  # what the report alone leaves stays known
    assert values(indicators, "normdoc.made") == "?"


def test_the_2019_article_tables():
    text = (
        "第二十条第（五）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
        "行政许可\t396\t－44\t2278\n其他对外管理服务事项\t10\t\t7\n"
        "第二十条第（八）项信息内容上一年项目数量本年增/减行政事业性收费35-15\n"
        "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额（单位：万元）\n政府集中采购\t395\t7,380.29\n"
    )
    indicators, _, form = parse(text, 2020)
    assert form == "2019"
    assert [(i.key, i.value, i.unit) for i in indicators] == [
        ("license.previous", Decimal(396), None),
        ("license.change", Decimal(-44), None),
        ("license.decisions", Decimal(2278), None),
        ("service.previous", Decimal(10), None),
        ("service.change", None, None),
        ("service.decisions", Decimal(7), None),
        ("charge.previous", Decimal(35), None),
        ("charge.change", Decimal(-15), None),
        ("procurement.items", Decimal(395), None),
        ("procurement.amount", Decimal("7380.29"), "万元"),
    ]


def test_a_purchase_bears_its_unit():
    text = "第二十条第（九）项信息内容采购项目数量采购总金额政府集中采购6 251000元三、收到"
    indicators, _, _ = parse(text, 2019)
    assert [(i.value, i.unit, i.printed) for i in indicators] == [
        (Decimal(6), None, "6"),
        (Decimal(251000), "元", "251000"),
    ]


FUJIAN = (
    "2018年全区主动公开政府信息2069条。其中，各乡镇主动公开政府信息206条。六、统计表"
    "指标名称计量单位2018年度历年累计主动公开文件数条206912106其中：1.政府网站公开数条2069121062."
    "政府公报公开数条00受理依申请公开信息总数条13其中：1.当面申请数条002.网上申请数条123.信函、传真"
    "申请数条01对申请的答复总数条13其中：1.同意公开答复数条132.同意部分公开答复数条003.不予公开答复数"
    "条004.其他类型答复数条00接受行政诉讼、举报数件00行政复议数件00行政诉讼数件00"
)


def test_the_fujian_form():
    indicators, warnings, form = parse(FUJIAN, 2018)
    assert (form, warnings) == ("local", ())
    assert values(indicators, "active.total") == "2069 12106"
    assert values(indicators, "channel.website") == "2069 12106"
    assert values(indicators, "apply.letter_fax") == "0 1"
    total = [i for i in indicators if i.key == "active.total"]
    assert [i.column for i in total] == ["本年度", "历年累计"]
    assert total[0].note == "据正文“2018年全区主动公开政府信息2069条”切分"


def test_the_fujian_form_without_prose_is_not_guessed():
    indicators, _, _ = parse(FUJIAN[FUJIAN.index("六、") :], 2018)
    assert values(indicators, "active.total") == "? ?"
    assert next(i for i in indicators if i.key == "active.total").candidates == (
        "20",
        "206",
        "2069",
    )


FUJIAN_2012 = """指标名称 计量单位 2012年度 历年累计
主动公开信息数 条 300 1300
其中：1、政府网站公开数 条 290 1200
2、政府公报公开数 条 10 100
受理依申请公开信息总数 条 5 9
其中：1、当面申请数 条 1 1
2、传真申请数 条 0 0
3、电子邮件申请数 条 2 3
4、网上申请数 条 2 4
5、信函申请数 条 0 1
行政复议数 件 0 0
行政诉讼数 件 0 0
行政申诉、举报数 件 0 1
"""


@pytest.mark.parametrize(("old", "new"), [("", ""), (" ", "\t"), (" ", "")])
def test_rows_the_form_does_not_know_or_has_elsewhere(old, new):
    text = FUJIAN_2012.replace(old, new) if old else FUJIAN_2012
    indicators, warnings, form = parse(text if new or not old else text.replace("\n", ""), 2012)
    assert (form, warnings, len(indicators)) == ("local", (), 24)
    assert values(indicators, "complaint") == "0 1"
    assert values(indicators, "apply.online") == "2 4"
    unknown = [i for i in indicators if i.key is None]
    assert [str(i.value) for i in unknown] == ["0", "0", "2", "3"]
    assert unknown[3].path == ("受理依申请公开信息总数", "3、电子邮件申请数")
    assert unknown[3].column == "历年累计"


def test_a_text_without_tables():
    assert parse("一、总体情况 全年办理行政许可40件。", 2016) == ((), (), "2014")
    assert parse("", 2009) == ((), (), "local")
    assert parse("无", 2025)[2] == "2021"


def test_the_shipped_report_has_its_65_rows():
    text = clean(read_document(SEED).text)
    indicators, warnings, form = parse(text, 2018)
    assert (len(indicators), warnings, form) == (65, (), "2014")
    assert len({i.key for i in indicators}) == 65
    filled = {i.key: i.printed for i in indicators if i.value != 0}
    assert filled == {
        "active": "139",
        "active.total": "28",
        "channel.website": "47",
        "channel.weibo": "64",
        "training.meetings": "2",
        "training.courses": "2",
        "training.people": "6",
    }
    assert only(indicators, "channel.weibo").path == (
        "一、主动公开情况",
        "（二）通过不同渠道和方式公开政府信息的情况",
        "3. 政务微博公开政府信息数",
    )
    assert only(indicators, "apply.new").unit == "—"
    assert only(indicators, "org.staff_assigned").name == "设置政府信息公开工作人员数"


REAL = {
    "2014_平潭综合实验区.txt": (
        "local",
        32,
        {
            "active.total": "2543 78967",
            "channel.website": "2543 78967",
            "channel.gazette": "0 0",
            "apply.letter_fax": "1 1",
            "result.granted": "1 1",
            "fee.waived": "0 0",
        },
    ),
    "2018_平潭综合实验区.txt": (
        "local",
        30,
        {"active.total": "2069 12106", "channel.website": "2069 12106", "lawsuit": "0 0"},
    ),
    "2019_上海市人民政府办公厅.html": (
        "2019",
        198,
        {
            "regulation.public": "524",
            "normdoc.made": "60",
            "procurement.amount": "251000",
            "apply.new": "821 35 _ _ 2 1 859",
            "apply.carried_in": "18 _ _ _ _ _ 18",
            "result.granted": "258 12 _ _ 1 1 _",
            "denied.inquiry": "10 2 _ _ _ _ _",
            "unavailable.not_held": "252 12 _ _ 1 _ _",
            "refused.repeat": "5 4 _ _ _ _ _",
            "result.other": "_ _ _ _ _ _ _",
            "result.total": "767 35 _ _ 2 1 805",
            "apply.carried_out": "72 _ _ _ _ _ 72",
            "review": "7",
            "lawsuit.direct": "9",
            "lawsuit.after": "_",
        },
    ),
    "2020_平潭综合实验区.txt": (
        "2019",
        198,
        {
            "regulation.public": "7",
            "normdoc.made": "?",
            "penalty.previous": "2648",
            "penalty.change": "?",
            "charge.previous": "35",
            "charge.change": "-15",
            "procurement.amount": "?",
            "apply.new": "20 0 0 0 0 1 21",
            "result.granted": "6 0 0 0 0 1 7",
            "result.partial": "6 0 0 0 0 0 6",
            "unavailable.not_held": "4 0 0 0 0 0 4",
            "unavailable.unclear": "3 0 0 0 0 0 3",
            "refused.repeat": "3 0 0 0 0 0 3",
            "result.other": "4 0 0 0 0 0 4",
            "result.total": "20 0 0 0 0 1 21",
            "apply.carried_out": "0 0 0 0 0 0 0",
            "review": "0",
        },
    ),
    "2022_平潭综合实验区.txt": (
        "2021",
        200,
        {
            "normdoc.made": "88",
            "normdoc.repealed": "55",
            "normdoc.in_force": "698",
            "license.decisions": "10690",
            "charge.amount": "9116.36",
            "apply.new": "71 3 0 0 0 0 74",
            "apply.carried_in": "1 0 0 0 0 0 1",
            "result.partial": "8 1 0 0 0 0 9",
            "unavailable.not_held": "37 0 0 0 0 0 37",
            "other.no_correction": "2 0 0 0 0 0 2",
            "other.other": "0 2 0 0 0 0 2",
            "result.total": "72 3 0 0 0 0 75",
            "review": "2",
            "lawsuit.direct": "1",
        },
    ),
    "2023_淮安市洪泽区人民政府.pdf": (
        "2021",
        186,
        {
            "normdoc.in_force": "5",
            "penalty.decisions": "4119",
            "charge.amount": "7730.28",
            "apply.new": "21 0 0 0 0 0 21",
            "denied.law": "0 0 0 0 0 0 0",
            "unavailable.needs_making": "3 0 0 0 0 0 3",
            "result.other": "0 0 0 0 0 0 0",
            "result.total": "21 0 0 0 0 0 21",
            "review.upheld": "10",
            "review": "0",
            "lawsuit.after.upheld": "5",
            "lawsuit.after": "0",
        },
    ),
    "2024_上海市科学技术委员会_抽取文本.md": (
        "2021",
        200,
        {
            "normdoc.in_force": "55",
            "license.decisions": "97",
            "apply.new": "32 2 0 0 0 0 34",
            "result.partial": "0 0 0 0 0 0 0",
            "denied.internal": "1 0 0 0 0 0 1",
            "denied.process": "1 0 0 0 0 0 1",
            "unavailable.not_held": "4 0 0 0 0 0 4",
            "unavailable.needs_making": "6 0 0 0 0 0 6",
            "other.no_correction": "8 2 0 0 0 0 10",
            "other.other": "4 0 0 0 0 0 4",
            "result.total": "33 2 0 0 0 0 35",
            "apply.carried_out": "1 0 0 0 0 0 _",
            "review": "1",
        },
    ),
    "2024_平潭综合实验区.txt": (
        "2021",
        200,
        {
            "normdoc.made": "62",
            "normdoc.in_force": "?",
            "charge.amount": "18651.06",
            "apply.new": "217 1 0 0 0 0 218",
            "denied.internal": "32 0 0 0 0 0 32",
            "other.other": "1 1 0 0 0 0 2",
            "result.total": "217 1 0 0 0 0 218",
            "review.other": "3",
            "review": "7",
            "lawsuit.after.upheld": "13",
            "lawsuit.after": "19",
        },
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_real_reports(name):
    file = REPORTS / name
    if not file.exists():
        pytest.skip("the real reports are not part of the repository")
    form, count, rows = REAL[name]
    indicators, _, found = parse(clean(read_document(file).text), int(name[:4]))
    assert (found, len(indicators)) == (form, count)
    assert {key: values(indicators, key) for key in rows} == rows


def test_the_blank_template_has_no_zeros():
    file = REPORTS / "空白模板_2021格式.docx"
    if not file.exists():
        pytest.skip("the real reports are not part of the repository")
    indicators, warnings, form = parse(clean(read_document(file).text), 2021)
    assert (form, len(indicators), warnings) == ("2021", 200, ())
    assert {(i.value, i.printed, i.status) for i in indicators} == {(None, "", "printed")}


def generated(chance: random.Random, form, glue: str):
    """A consistent applications table of ``form`` and its true cells; ``glue`` joins cells."""
    table = next(t for t in form.tables if t.id == "applications")
    rows = [r for r in table.rows if r.has_cells]
    totals = ("apply.new", "apply.carried_in", "result.total", "apply.carried_out")
    cells = {
        r.key: [chance.choice((0, 0, 0, 1, 2, chance.randint(0, 120))) for _ in range(6)]
        for r in rows
    }
    parts = [r.key for r in rows if r.key not in totals]
    cells["result.total"] = [sum(c) for c in zip(*(cells[k] for k in parts), strict=True)]
    both = [a + b for a, b in zip(cells["result.total"], cells["apply.carried_out"], strict=True)]
    cells["apply.carried_in"] = [chance.randint(0, min(3, x)) for x in both]
    cells["apply.new"] = [a - b for a, b in zip(both, cells["apply.carried_in"], strict=True)]
    lines = []
    for row in table.rows:
        figures = [*cells[row.key], sum(cells[row.key])] if row.has_cells else []
        lines.append(row.labels[0] + (glue if glue else "") + glue.join(map(str, figures)))
    truth = {k: " ".join(map(str, [*v, sum(v)])) for k, v in cells.items()}
    return ("\n" if glue == "\t" else "").join(lines), truth


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("glue", ["\t", " ", ""])
def test_generated_tables_are_read_right_or_left_open(form, glue):
    forms = {f.id: f for f in load_catalogue().forms}
    right = cells = 0
    for number in range(12):
        text, truth = generated(random.Random(f"{form}{number}"), forms[form], glue)
        indicators, _, _ = parse(text, 2021)
        for key, expected in truth.items():
            found = values(indicators, key).split()
            assert all(f in ("?", e) for f, e in zip(found, expected.split(), strict=True))
            right += sum(f != "?" for f in found)
            cells += 7
    assert right == cells if glue else right >= 0.99 * cells
