"""Headings, and the lines that only look like them."""

import pytest

from corpus.headings import heading_in_run, heading_of, numeral


@pytest.mark.parametrize(
    ("line", "level", "title"),
    [
        ("一、总体情况", 1, "一、总体情况"),
        ("第一部分 基本情况", 1, "第一部分 基本情况"),
        ("叁、热线与回应：有问必应", 1, "叁、热线与回应"),
        ("十二、2019 年政务公开工作计划", 1, "十二、2019 年政务公开工作计划"),
        ("九、加强平台建设，拓展公开渠道。", 1, "九、加强平台建设，拓展公开渠道"),
        ("(一) 通过网站主动公开情况。2018 年，公开信息 27 件。", 2, "(一) 通过网站主动公开情况"),
        ("（二）改进措施：一是持续贯彻《条例》。", 2, "（二）改进措施"),
        ("1、门户网站", 3, "1、门户网站"),
        ("2.政务新媒体。政务微博发布信息128条。", 3, "2.政务新媒体"),
        ("（3）做好权责清单调整和公开工作。全面完成融合。", 4, "（3）做好权责清单调整和公开工作"),
        ("附件：", 1, "附件："),
        (
            "附表：青岚县水利局2018年政府信息公开情况统计表",
            1,
            "附表：青岚县水利局2018年政府信息公开情况统计表",
        ),
    ],
)
def test_headings(line, level, title):
    found = heading_of(line)
    assert found is not None
    assert (found.level, line[: found.title_end]) == (level, title)


@pytest.mark.parametrize(
    "line",
    [
        "一、本年新收政府信息公开申请数量 200000121",
        "（一）予以公开710000071",
        "四、行政复议数量件0",
        "1. 政府公报公开政府信息数\t条\t0",
        "三、本年度办理结果（一）予以公开6000017",
        "（一）全年主动公开政府信息 35 条。",
        "1、金凤区本级科技创新资金 289.18 万元，用于配套拨付 2017 年获批的 12 个自治区企业科技创新后补助专项。",
        "2.5万元用于公示牌制作。",
        "附件下载",
        "根据《条例》，现公布年度报告。",
    ],
)
def test_rows_and_sentences_are_no_headings(line):
    assert heading_of(line) is None


def test_a_bare_row_label_may_be_a_heading():
    found = heading_of("一、主动公开情况")
    assert found is not None
    assert found.row_like
    assert not heading_of("一、主动公开政府信息情况").row_like


@pytest.mark.parametrize(
    ("run", "title"),
    [
        ("一、概述2018年以来,我区认真贯彻落实《条例》和《办法》，", "一、概述"),
        ("一、 概述 推进政府信息公开工作是实施《条例》的", "一、 概述"),
        (
            "（一）强化组织协调，着力规范公开工作积极贯彻国家、省里有关",
            "（一）强化组织协调，着力规范公开工作",
        ),
        ("（四）开展政策解读工作情况建立以行政规范性文件为主的", "（四）开展政策解读工作情况"),
        ("1.门户网站在“平潭综合实验区管委会网站”首页页面上", "1.门户网站"),
        (
            "四、政府信息公开行政法复议、行政诉讼情况行政复议 行政诉讼 结果维持",
            "四、政府信息公开行政法复议、行政诉讼情况",
        ),
        ("二、主动公开政府信息情况第二十条第（一）项信息内容本年", "二、主动公开政府信息情况"),
        ("六、其他需要报告的事项 无其他需要报告的事项", "六、其他需要报告的事项"),
        ("六、其他需要报告的事项2024年，无收取信息处理费情况。", "六、其他需要报告的事项"),
        ("（一）主动公开 全县主动公开政府信息9930条，其中重大民生", "（一）主动公开"),
        (
            "1.围绕建设法治政府全面推进政务公开（1）政府工作公开透明。",
            "1.围绕建设法治政府全面推进政务公开",
        ),
    ],
)
def test_the_body_is_not_swallowed_into_the_title(run, title):
    found = heading_in_run("前文。" + run, 3)
    assert found is not None
    assert run[: found.title_end] == title


@pytest.mark.parametrize(
    ("text", "value"),
    [("一、", 1), ("（十）", 10), ("十三、", 13), ("第二十一部分", 21), ("12.", 12), ("附件", 0)],
)
def test_numerals(text, value):
    assert numeral(text) == value
