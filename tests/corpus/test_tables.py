"""Parts of the table reader: labels, cells, unknown tables, figures of the prose."""

from decimal import Decimal

import pytest

from corpus.catalogue.load import load_catalogue
from corpus.tables.cells import read_row
from corpus.tables.fold import Source, fold, fold_label, numbering, plain, strip_label
from corpus.tables.generic import read_generic
from corpus.tables.labels import best_chain, closest, find_hits, slots
from corpus.tables.prose import expectations, outside


def table(form: str, table_id: str):
    forms = {f.id: f for f in load_catalogue().forms}
    return next(t for t in forms[form].tables if t.id == table_id)


def test_plain_keeps_the_length():
    text = "（一）规章　１２，３４５－６"
    assert plain(text) == "(一)规章 12,345-6"
    assert len(plain(text)) == len(text)


def test_fold_remembers_where_each_character_was():
    folded = fold("本年度办 理\n结果（一）")
    assert folded.text == "本年度办理结果一"
    assert folded.at == (0, 1, 2, 3, 5, 7, 8, 10)
    assert folded.index(6) == 5


@pytest.mark.parametrize(
    ("label", "name", "note"),
    [
        ("3. 政务微博公开政府信息数", "政务微博公开政府信息数", None),
        ("其中：1、政府网站公开数", "政府网站公开数", None),
        ("(一) 举办各类培训班数", "举办各类培训班数", None),
        ("1. 专职人员数 (不包括公报人员)", "专职人员数", "(不包括公报人员)"),
        ("不是《条例》所指政府信息", "不是《条例》所指政府信息", None),
    ],
)
def test_strip_label(label, name, note):
    assert strip_label(label) == (name, note)


def test_numbering_and_folded_label():
    assert (numbering("(六)其他处理").depth, numbering("(六)其他处理").number) == (2, "六")
    assert numbering("2.其他").depth == 3
    assert numbering("涉及商业秘密") is None
    assert fold_label("3.危及“三安全一稳定”") == "危及三安全一稳定"


def test_labels_of_the_prose_are_not_the_table():
    text = (
        "全年政务微博公开政府信息数较多，举报投诉数量下降。"
        "1.当面申请数条3 2.传真申请数条0 3.网络申请数条4 4.信函申请数条0 六、举报投诉数量件2"
    )
    wanted = slots(table("2014", "statistics").rows)
    chain = best_chain(find_hits(text, fold(text), wanted))
    assert [text[h.start : h.end] for h in chain] == [
        "1.当面申请数",
        "2.传真申请数",
        "3.网络申请数",
        "4.信函申请数",
        "六、举报投诉数量",
    ]


def test_a_replacement_row_stands_behind_the_row_it_replaces():
    keys = [s.row.key for s in slots(table("2014", "statistics").rows)]
    assert keys.index("org.staff_assigned") == keys.index("org.points") + 1
    assert len(keys) == 66


def test_misprinted_labels_only_when_certain():
    wanted = slots(table("2021", "applications").rows)
    every = frozenset(s.order for s in wanted)
    assert closest("2.其他法律行政止公开", wanted, every).row.key == "denied.law"
    assert closest("3.危机“三安全一稳定”", wanted, every).row.key == "denied.stability"
    assert closest("7.其他法律行政止公开", wanted, every) is None
    assert closest("2.收到媒体采访申请", wanted, every) is None
    granted = next(s.order for s in wanted if s.row.key == "result.granted")
    assert closest("（三）不予公开", wanted, frozenset({granted})) is None


def read(text: str, label: str, *, width: int = 1, lines: bool = False):
    return read_row(plain(text), len(label), len(text), width, lines=lines)


def test_tabbed_cells_keep_blanks():
    text = "1.属于国家秘密\t14\t\t\t\t\t\t"
    reading = read(text, "1.属于国家秘密")
    assert [c.value for c in reading.cells] == [Decimal(14), None, None, None, None, None, None]
    assert [text[c.start : c.end] for c in reading.cells] == ["14", "", "", "", "", "", ""]


def test_unit_and_dash_cells():
    reading = read("一、主动公开情况\t—\t139", "一、主动公开情况")
    assert (reading.unit, [c.value for c in reading.cells]) == ("—", [Decimal(139)])
    reading = read("4.政务微信数\t条\t—", "4.政务微信数")
    assert (reading.unit, [c.value for c in reading.cells]) == ("条", [None])


def test_a_leading_dash_is_a_blank_figure_where_every_column_is_taken():
    reading = read("规章\t—\t1\t12", "规章", width=3)
    assert (reading.unit, [c.value for c in reading.cells]) == (
        None,
        [None, Decimal(1), Decimal(12)],
    )
    assert [r.text for r in read("规章 — 1 12", "规章", width=3).runs] == ["—", "1", "12"]
    reading = read("主动公开文件数\t—\t5\t9", "主动公开文件数", width=2)
    assert (reading.unit, [c.value for c in reading.cells]) == ("—", [Decimal(5), Decimal(9)])


def test_runs_stop_at_the_next_numbering_and_at_a_date():
    text = "属于国家秘密00000002.新增一行"
    assert [r.text for r in read(text, "属于国家秘密").runs] == ["0000000"]
    text = "接受培训人员数人次62019年1月10日"
    assert [r.text for r in read(text, "接受培训人员数").runs] == ["6"]
    text = "接受培训人员数人次6 2019年1月10日"
    assert [r.text for r in read(text, "接受培训人员数").runs] == ["6"]


def test_page_numbers_are_no_figures():
    text = "结转\n0\n1\n- 3 -\n五、问题"
    assert [r.text for r in read(text, "结转", lines=True).runs] == ["0", "1"]


UNKNOWN = (
    "六、其他\n序号\t平台\t发布数（条）\t备注\n1\t门户网站\t1,204\t含转载\n"
    "2\t微信公众号\t—\t\n3\t小程序\t\t\n\n说明文字。\n甲\t5\n"
)


def test_unknown_tables_are_generic_rows():
    found = read_generic(Source.of(UNKNOWN), (), ())
    assert [(i.name, i.column, i.value, i.unit, i.printed, i.key) for i in found] == [
        ("门户网站", "发布数（条）", Decimal(1204), "条", "1,204", None)
    ]
    assert UNKNOWN[found[0].start : found[0].end] == "1,204"


def test_claimed_lines_are_not_generic():
    start = UNKNOWN.index("1\t门户")
    assert read_generic(Source.of(UNKNOWN), (), ((start, start + 4),)) == ()


def said(text: str, year: int = 2022):
    return [(e.terms[0].key, e.value) for e in expectations(text, 0, len(text), year)]


def test_counts_without_their_subject_are_of_the_one_named_before():
    text = "对规范性文件做了一次大起底，本年制发16件，废止11件，年末现行有效148件，全部可下载。"
    assert said(text) == [
        ("normdoc.made", Decimal(16)),
        ("normdoc.repealed", Decimal(11)),
        ("normdoc.in_force", Decimal(148)),
    ]
    assert said("清理规范性文件。本年制发16件。") == []
    assert said("清理规范性文件，印发公文231件，制发16件。") == [("normdoc.made", Decimal(16))]
    assert said("公开招标信息，本年制发16件。") == []


def test_prose_speaks_of_cells_by_name():
    text = "集中公开现行有效行政规范性文件698件，动态更新本年度制发的规范性文件88件。"
    assert said(text) == [
        ("normdoc.in_force", Decimal(698)),
        ("normdoc.made", Decimal(88)),
    ]
    assert expectations(text, 0, len(text), 2022)[1].reason == (
        "据正文“动态更新本年度制发的规范性文件88件”切分"
    )


@pytest.mark.parametrize(
    "clause",
    [
        "2021年制发规范性文件88件",
        "其中本级制发规范性文件6件",
        "制发规范性文件约90件",
        "制发规范性文件88件废止5件",
        "拟制发规范性文件88件",
        "制发规范性文件涉及88家单位",
    ],
)
def test_prose_of_another_scope_is_not_used(clause):
    assert said(clause) == []


def test_outside_leaves_the_tables_out():
    assert outside("0123456789", ((2, 4), (6, 8))) == ((0, 2), (4, 6), (8, 10))
