from corpus.reading.plain import plain_line, plain_lines

ARCHIVE = """标题: 平潭综合实验区2018年度政府信息公开工作年度报告
发布时间: 2019-01-10 16:13
文号:\x20
发布机构:\x20
栏目: 政府信息公开年报
原文链接: https://www.pingtan.gov.cn/zwgk/t20190110_80529.htm
本地目录: zwgk/zfxxgk/80529
页面链接与图片详见 links.tsv(同目录)
==================== 正文 ====================
"""


def test_archive_header_is_cut_and_gives_the_title():
    lines, title = plain_lines(ARCHIVE + "一、概述\n发布时间: 见附件。")
    assert title == "平潭综合实验区2018年度政府信息公开工作年度报告"
    assert lines == ["一、概述", "发布时间: 见附件。"]


def test_archive_header_without_the_rule_is_cut_too():
    lines, title = plain_lines("标题: 某局年报\n原文链接: http://a.example\n一、概述\n来源：本局")
    assert (title, lines) == ("某局年报", ["一、概述", "来源：本局"])


def test_fields_that_are_no_header_stay():
    text = "来源：本报告由办公室编制\n一、概述"
    assert plain_lines(text) == (text.split("\n"), None)


def test_breadcrumb_run_on_before_the_report_is_cut():
    text = (
        "当前位置： 首页政务公开政府信息公开年报 某区2014年度政府信息公开工作年度报告 "
        "来源：某区人民政府 时间：2015-01-02 00:00 微信 微博 QQ空间 全真版 文字版 文件下载 "
        "相关链接： --> 某区 2014年度政府信息公开工作年度报告 行政诉讼数 件 0 0 附件下载"
    )
    assert plain_lines(text)[0] == ["某区 2014年度政府信息公开工作年度报告 行政诉讼数 件 0 0"]


def test_lone_mark_before_the_report_is_cut():
    assert plain_lines("\n正文\n2024 年年度报告\n正文 12 件")[0] == [
        "2024 年年度报告",
        "正文 12 件",
    ]


def test_markdown_heading_and_links():
    assert plain_line("## 二、主动公开情况 ##") == "二、主动公开情况"
    assert plain_line("#金凤发布# 微博话题") == "#金凤发布# 微博话题"
    assert (
        plain_line("（[www. ycjinfeng. gov. cn/](http://www.ycjinfeng.gov.cn/)）查阅")
        == "（www. ycjinfeng. gov. cn/）查阅"
    )
    assert plain_line('邮箱：[a@163.com](mailto:a@163.com "写信")') == "邮箱：a@163.com"
    assert plain_line("**附件**") == "附件"
    assert plain_line("2 ** 3 ** 4") == "2 ** 3 ** 4"
    assert plain_line("见[附件](http://a.example/f_(1).doc)。") == "见附件。"


def test_pipe_tables_become_rows_and_broken_pieces_stay_rows():
    text = (
        "| 信息内容 | 本年制发件数 |\n|---|---|\n| 规章 | 0 |\n\n"
        "| 3.危及“三安全一稳定” | 0 | 0 |\n|---|---|---|\n| 四、结转 | 1 |  |\n（二）部分公开"
    )
    assert plain_lines(text)[0] == [
        "信息内容\t本年制发件数",
        "规章\t0",
        "",
        "3.危及“三安全一稳定”\t0\t0",
        "四、结转\t1\t",
        "（二）部分公开",
    ]


def test_tabs_at_the_ends_of_a_line_are_kept():
    assert plain_lines("一、概述\n（不同渠道计 1 条）\t\t\n\t其中\t3")[0][1:] == [
        "（不同渠道计 1 条）\t\t",
        "\t其中\t3",
    ]
