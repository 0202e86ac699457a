"""The section tree: levels, paths, spans; table rows are no sections."""

from corpus.sections import find_sections


def tree(text, title="甲局2018年年度报告"):
    sections = find_sections(text, title)
    for s in sections:
        assert 0 <= s.start <= s.body_start <= s.end <= len(text)
        if s.level:
            assert text[s.start :].startswith(s.path[-1])
    return [(s.level, *s.path) for s in sections]


def test_levels_and_paths():
    text = "标题\n一、概述\n略。\n（一）领导\n略。\n1.会议\n略。\n(1)次数\n略。\n二、公开情况\n略。"
    assert tree(text) == [
        (0, "甲局2018年年度报告"),
        (1, "一、概述"),
        (2, "一、概述", "（一）领导"),
        (3, "一、概述", "（一）领导", "1.会议"),
        (4, "一、概述", "（一）领导", "1.会议", "(1)次数"),
        (1, "二、公开情况"),
    ]


def test_spans_nest_and_bodies_follow_the_heading():
    text = "一、概述\n略。\n（一）领导。有三人。\n二、公开情况\n无。"
    first, sub, second = find_sections(text, "甲")
    assert text[first.start : first.end] == "一、概述\n略。\n（一）领导。有三人。\n"
    assert text[sub.body_start : sub.end] == "有三人。\n"
    assert text[second.start : second.end] == "二、公开情况\n无。"


def test_numbered_parts_hold_the_other_levels():
    text = "第一部分 概述\n略。\n第二部分 主动公开\n一、公开数量\n共5条。\n（一）网站\n3条。\n第三部分 附则\n略。"
    assert tree(text) == [
        (1, "第一部分 概述"),
        (1, "第二部分 主动公开"),
        (2, "第二部分 主动公开", "一、公开数量"),
        (3, "第二部分 主动公开", "一、公开数量", "（一）网站"),
        (1, "第三部分 附则"),
    ]


def test_rows_of_a_broken_table_are_no_sections():
    text = (
        "二、收到和处理政府信息公开申请情况\n申请人情况\n（本列数据的勾稽关系为：第一项加第二项）\n"
        "一、本年新收政府信息公开申请数量\t32\t2\n2.其他法律行政法规禁\n止公开\n1.属于国家秘密\t0\n"
        "（三）不予公开\n5.要求行政机关确认或\n重新出具已获取信息\n（七）总计\t33\n"
        "（一）主要问题\n公开目录结构不能满足需要。\n五、其他需要报告的事项\n无"
    )
    assert [path[-1] for path in tree(text)] == [
        "二、收到和处理政府信息公开申请情况",
        "（一）主要问题",
        "五、其他需要报告的事项",
    ]


def test_a_row_label_heads_a_section_where_prose_follows():
    text = "一、主动公开情况\n全年公开信息35条。\n二、回应解读情况\n（一）解读\n发布3篇。"
    assert [path[-1] for path in tree(text)] == [
        "一、主动公开情况",
        "二、回应解读情况",
        "（一）解读",
    ]
    assert tree("一、主动公开情况\n—\n139\n二、回应解读情况\n—\n0") == [(0, "甲局2018年年度报告")]


def test_the_annex_begins_where_its_table_does():
    text = (
        "一、其他\n无。\n附件：甲局统计表\n甲局\n附件：\n甲局2018年统计表\n"
        "统计指标\t单位\t统计数\n一、主动公开情况\t—\t1"
    )
    assert tree(text) == [
        (1, "一、其他"),
        (1, "附件："),
        (2, "附件：", "甲局2018年统计表"),
    ]


def test_a_list_of_annexes_without_a_table_is_no_section():
    assert tree("一、其他\n无。\n附件：1.甲局统计表\n附件：2.目录\n甲局办公室") == [(1, "一、其他")]


def test_restarted_numbers_are_sections_again():
    text = "一、总体情况\n略。\n二、机制\n略。\n一、主动公开政府信息情况\n略。"
    assert [path[-1] for path in tree(text)] == [
        "一、总体情况",
        "二、机制",
        "一、主动公开政府信息情况",
    ]


def test_text_without_headings_is_all_preamble():
    (only,) = find_sections("只有一段话。", "题")
    assert (only.path, only.level, only.start, only.end) == (("题",), 0, 0, 6)


def test_many_headings_come_back():
    text = "（一）情况说明\n略。\n" * 60_000
    assert len(find_sections(text, "题")) == 60_000
