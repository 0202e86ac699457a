"""Cleaning: joined sentences, broken-up web pages, page numbers; nothing reworded."""

from corpus.clean import clean

WRAPPED = """2024 年度报告

市科委积极做好政府信息主动公开工作。截至 2024 年 12 月
31 日，市科委通过部门网站当年发布政府信息 393 件，其中包
括：行政规范性文件 13 件；规划计划文件 2 件；2024 年度部门
预算、2023 年度部门决算以及 2023 年上海市科技计划资金资金
分配结果信息；重大行政决策事项《上海市促进科技成果转移转
化行动方案（2024－2027 年）》、《上海市加快科技服务业高
质量发展的若干措施》；《上海市科委 2024 年度代表建议和政
协提案办理工作总体情况》及主合办人大代表建议 50 件，主合
办政协提案 85 件的办理复文。
五、政府信息管理
市科委及时发布本部门最新版本的政府信息公开指南并标
注更新日期，加强公文公开属性审查。
"""


def test_hard_wrapped_text_is_joined_also_behind_brackets():
    lines = clean(WRAPPED).split("\n")
    assert len(lines) == 4
    assert "化行动方案（2024－2027 年）》、《上海市加快科技服务业高质量发展" in lines[1]
    assert lines[1].endswith("主合办政协提案 85 件的办理复文。")
    assert lines[2] == "五、政府信息管理"
    assert lines[3].startswith("市科委及时发布本部门最新版本的政府信息公开指南并标注更新日期")


def test_a_sentence_cut_by_a_page_end_is_joined():
    page = (
        "争取自治区科技创新后补助专项资金 34.62 万元，目前自治区专项资金已到位，正在拨\n\n- 3 -\n\n"
        "付给项目承担企业。\n四是以科普日、\n\n知识产权活动周为契机。"
    )
    assert clean(page) == (
        "争取自治区科技创新后补助专项资金 34.62 万元，目前自治区专项资金已到位，正在拨付给项目承担企业。"
        "\n四是以科普日、知识产权活动周为契机。"
    )


def test_a_heading_broken_by_a_page_end_is_joined():
    assert clean(
        "五、因信息公开引起的行政复议、行\n\n\n政诉讼和投诉举报\n\n2018年是争议最多的一年。"
    ) == ("五、因信息公开引起的行政复议、行政诉讼和投诉举报\n2018年是争议最多的一年。")
    assert (
        clean("七、自我评价与\n\n下年打算\n得分为87分。") == "七、自我评价与下年打算\n得分为87分。"
    )


def test_lines_that_are_whole_stay_apart():
    text = (
        "单位：苍榆县卫生和计划生育局政务公开办公室\n地点：苍榆县榆城镇健康巷5号\n邮编：698520\n"
        "苍榆县卫生和计划生育局办公室与宣传教育科联合编\n二〇一五年三月二日"
    )
    assert clean(text) == text


def test_page_numbers_go_and_cells_stay():
    assert (
        clean("正文一段。\n\n1\n\n正文二段。\n\n2\n\n正文三段。")
        == "正文一段。\n正文二段。\n正文三段。"
    )
    assert clean("第 3 页 共 12 页\n正文。\n- 4 -\n5/12") == "正文。"
    cells = "其他处理\n1\n2\n总计\n3"
    assert clean(cells) == cells
    assert clean("收到申请\n\n27\n\n办结申请\n\n26") == "收到申请\n27\n办结申请\n26"


def test_invisible_characters_and_odd_spaces():
    assert clean("\ufeff2018\u00a0年\u200b度\u3000报告\x0c第二页。\r\n末行。") == (
        "2018 年度 报告\n第二页。\n末行。"
    )


def test_table_lines_keep_their_cells():
    table = "指标\t单位\t\n一、主动公开情况\t—\t139\n（一）主动公开政府信息数\t条\t"
    assert clean(table) == table


RUN_ON = (
    "云岭县林业局2022年政府信息公开工作年度报告 根据《条例》编制。一、总体情况2022年，我局主动公开"
    "政府信息96条。（一）主动公开 全年公开林木采伐许可62件，公布补贴18项。（二）依申请公开工作情况严格"
    "按照统一、规范的要求办理，收到申请3件。二、主动公开政府信息情况第二十条第（一）项信息内容"
    "本年制发件数本年废止件数现行有效件数规章000行政规范性文件213三、收到和处理政府信息公开申请情况"
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人总计"
    "一、本年新收政府信息公开申请数量3000003二、上年结转政府信息公开申请数量0000000三、本年度办理结果"
    "（一）予以公开3000003（七）总计3000003四、结转下年度继续办理0000000四、政府信息公开行政复议、"
    "行政诉讼情况行政复议行政诉讼结果维持结果纠正000000000000000五、存在的主要问题及改进情况"
    "公开渠道单一。下一步将拓宽渠道。六、其他需要报告的事项无。"
)


def test_a_report_in_one_line_gets_its_headings_back():
    lines = clean(RUN_ON).split("\n")
    assert [line for line in lines if line[0] in "一二三四五六（" and len(line) < 30] == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开工作情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert lines[-1] == "无。"
    assert "".join(lines).replace(" ", "") == RUN_ON.replace(" ", "")


def test_an_enumeration_in_a_paragraph_of_a_structured_report_stays():
    paragraph = "主要做法是：一、加强领导。" + "全局上下统一思想，压实责任，定期通报。" * 9
    text = f"一、概述\n{paragraph}\n二、公开情况\n无。\n三、其他\n无。"
    assert clean(text) == text


def test_a_very_long_line_comes_back():
    text = "（一）主动公开。1.网站发布信息2条、" * 20_000
    assert len(clean(text).replace("\n", "")) == len(text)


def test_very_many_short_lines_come_back():
    assert clean("数据如下，\n" * 50_000) == "数据如下，" * 50_000
