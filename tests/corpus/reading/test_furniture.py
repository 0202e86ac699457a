import pytest

from corpus.reading.furniture import (
    drop_furniture,
    drop_page_facts,
    is_furniture,
    is_page_number,
)


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置：首页 > 政务公开 > 年报",
        "【打印本页】 【关闭窗口】",
        "分享到： 微信 微博",
        "字体：大 中 小",
        "上一篇：2017年年报",
        "版权所有：某区人民政府",
        "某ICP备05001234号 网站标识码：3501280001",
        "附件下载",
        "Copyright 2019 某区人民政府",
        "-->",
    ],
)
def test_page_text_is_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "政务微博",
        "3.政务微信公开政府信息数",
        "附件下载次数 27 次",
        "关闭僵尸账号 3 个",
        "打印资料 200 份，发放 180 份。",
        "大\t中\t小",
        "一、概述",
        "首页公开栏目由10个调整为11个",
    ],
)
def test_report_text_is_not(line):
    assert not is_furniture(line)


def test_page_facts_go_only_above_the_report():
    lines = ["某区年报", "来源：某区", "发布日期：2020-01-31", "全年公开 3 件。", "时间：全年"]
    assert drop_furniture(lines) == ["某区年报", "全年公开 3 件。", "时间：全年"]


def test_long_lines_of_buttons_are_decided_at_once():
    assert not is_furniture("打印|" * 31 + "甲")
    assert is_furniture("打印|" * 31)


@pytest.mark.parametrize("line", ["- 3 -", "— 12 —", "第3页", "第 3 页 共 9 页", "7", "3/12"])
def test_page_numbers(line):
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["2018", "3 件", "3.", "第三页", "行政许可 3"])
def test_not_page_numbers(line):
    assert not is_page_number(line)


def test_page_facts_with_a_pages_tools_above_a_text_are_dropped() -> None:
    lines = [
        "某县2015年年报",
        "发布时间：2016年3月11日    字号：大 中 小    打印",
        "为保障知情权。",
    ]
    assert drop_page_facts(lines) == [lines[0], lines[2]]


def test_a_fact_alone_and_facts_below_the_first_sentence_stay() -> None:
    lines = ["来源：各科室报送", "为保障知情权。", "发布时间：2016年3月11日 打印"]
    assert drop_page_facts(lines) == lines
