"""Passages: cut at sentence ends, tiling the prose, rows and contacts by themselves."""

import re

import pytest

from corpus.chunk import chunk_report, sentences
from corpus.report import parse_report
from corpus.schema import Document

TITLE = "云岭县林业局2018年政府信息公开工作年度报告"
HEAD = f"{TITLE}\n根据《中华人民共和国政府信息公开条例》的规定，现将本局年度报告予以公布，供社会查阅和监督。\n"
TABLE = (
    "附件：云岭县林业局2018年政府信息公开情况统计表\n统计指标\t单位\t统计数\n一、主动公开情况\t—\t—\n"
    "（一）主动公开政府信息数\t条\t96\n其中：主动公开规范性文件数\t条\t2\n制发规范性文件总数\t件\t3"
)


def chunks(body, kind="section"):
    report = parse_report(Document("a.txt", HEAD + body, "0"))
    found = chunk_report(report)
    assert all(report.text[c.start : c.end] == c.text for c in found)
    assert [c.start for c in found] == sorted(c.start for c in found)
    return [c for c in found if c.kind == kind]


def split(text):
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


def test_sentences_keep_decimals_quotes_and_names_whole():
    assert split("资金 34.62 万元。称“最多跑一次。”另有（见附件；含图）！\n下一段") == [
        "资金 34.62 万元。",
        "称“最多跑一次。”",
        "另有（见附件；",
        "含图）！",
        "\n",
        "下一段",
    ]


@pytest.mark.parametrize("text", ["", "。", "无标点", "甲；乙。\n\n丙？！丁"])
def test_sentences_leave_no_gap(text):
    assert "".join(split(text)) == text


def test_passages_end_with_their_sentences():
    sentence = "全年公开林木采伐许可信息 62.5 件，公布补贴发放明细、名单和标准。"
    found = [c for c in chunks("一、概述\n" + sentence * 20) if c.path == ("一、概述",)]
    assert len(found) > 1
    assert all(c.text.endswith("。") and len(c.text) <= 220 for c in found)
    assert "".join(c.text for c in found) == sentence * 20


def test_a_long_sentence_stands_alone():
    long = "一是" + "公开林木采伐许可，" * 40 + "办结。"
    found = [c.text for c in chunks(f"一、概述\n短句。{long}又一句。") if c.path == ("一、概述",)]
    assert found == ["短句。", long, "又一句。"]


def test_endless_text_is_cut_at_commas_and_never_in_a_number():
    endless = "公开123456.75条，" * 400
    found = [c.text for c in chunks("一、概述\n" + endless) if c.path == ("一、概述",)]
    assert "".join(found) == endless
    assert max(map(len, found)) <= 660
    assert all(text.endswith("，") for text in found)
    digits = "9876543210" * 300
    assert "".join(
        c.text for c in chunks(f"一、概述\n无。数据{digits}") if c.path == ("一、概述",)
    ).endswith(digits)


def test_a_heading_with_nothing_under_it_is_a_passage():
    found = [
        c.text
        for c in chunks(
            "一、概述\n（一）加强组织领导。\n（二）完善工作制度。\n二、公开\n略有增加。"
        )
    ]
    assert "（一）加强组织领导。" in found
    assert "略有增加。" in found
    assert "一、概述" not in found


def test_each_row_is_a_chunk_and_no_passage_holds_one():
    rows = chunks(
        "一、概述\n全年公开96条，比上年增加，群众满意，渠道畅通，内容全面。\n" + TABLE, "indicator"
    )
    assert [(c.text, c.key) for c in rows if c.text.endswith("96")] == [
        ("（一）主动公开政府信息数\t条\t96", rows[1].key)
    ]
    prose = chunks("一、概述\n全年公开96条，比上年增加，群众满意，渠道畅通，内容全面。\n" + TABLE)
    assert not [c for c in prose if "\t" in c.text]


def test_prose_beside_a_table_nobody_can_read_is_kept():
    body = "一、概述\n公开的文件如下。\n文件名称\t日期\n护林办法\t三月\n以上文件均已上网，群众可以自行查阅和下载使用。"
    text = "\n".join(c.text for c in chunks(body))
    assert "护林办法" in text
    assert "以上文件均已上网" in text


def test_context_names_body_year_and_heading():
    (found,) = [
        c
        for c in chunks("一、概述\n全年公开96条，比上年增加，群众满意，渠道畅通。")
        if "96" in c.text
    ]
    assert found.context == "云岭县林业局 2018年 一、概述"
    assert found.path == ("一、概述",)


def test_a_contact_is_a_chunk_under_its_printed_heading():
    body = (
        "如有疑问请联系我们（地址：云岭县松涛路8号；电话：0670-5551234）。\n一、概述\n略。"
        + "全年公开信息96条。" * 4
    )
    found = chunks(body, "contact")
    assert [(c.text, c.key, c.path) for c in found] == [
        ("地址：云岭县松涛路8号", "contact.address", (TITLE,)),
        ("电话：0670-5551234", "contact.phone", (TITLE,)),
    ]
    assert found[1].context == "云岭县林业局 2018年 联系电话"


def test_no_word_of_the_prose_is_lost():
    body = (
        "前言一句。\n一、概述\n甲。乙；丙！\n（一）领导\n丁。\n1.会议。开了2次\n二、其他\n无。"
        + "补充说明若干。" * 9
    )
    report = parse_report(Document("a.txt", HEAD + body, "0"))
    covered = bytearray(len(report.text))
    for chunk in chunk_report(report):
        covered[chunk.start : chunk.end] = b"\1" * (chunk.end - chunk.start)
    for section in report.sections:
        covered[section.start : section.body_start] = b"\1" * (section.body_start - section.start)
    lost = [
        c for c, kept in zip(report.text, covered, strict=True) if not kept and re.match(r"\w", c)
    ]
    assert lost == []
