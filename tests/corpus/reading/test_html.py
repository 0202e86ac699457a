import pytest

from corpus.errors import ReadError
from corpus.reading.html import html_lines

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312">
<title>某局2019年年报 - 某市政府网</title>
<meta name="ArticleTitle" content="某局2019年政府信息公开工作年度报告">
<style>p{color:red}</style></head>
<body><header><a href="/">首页</a></header><nav><ul><li><a>政务公开</a></li></ul></nav>
<div class="menu"><a href="1">机构概况</a> | <a href="2">新闻中心</a></div>
<div>当前位置：<a>首页</a> &gt; <a>年报</a></div>
<h2>某局2019年政府信息公开工作年度报告</h2>
<div>来源：某局　发布时间：2020-01-31　【<a>打印</a>】</div>
<div id="zoom"><p>　　一、总体情况</p><p>全年主动公开<b>393</b>件，
联系电话：<a href="tel:1">0680-5550133</a>，网址<a>www.a.example</a>。</p>
<script>document.write("x")</script><p style="display: none">隐藏</p>第一行<br>第二行
<ol><li>网站 3 条</li><li>公报 1 条</li></ol>
<table><tr><td>附件：<a>统计表.xls</a></td></tr></table></div>
<footer>主办：某局</footer><div>版权所有：某局 网站标识码：3501280001</div></body></html>"""


def test_page_furniture_goes_and_text_stays():
    lines, title = html_lines(PAGE)
    assert title == "某局2019年政府信息公开工作年度报告"
    assert lines == [
        "某局2019年政府信息公开工作年度报告",
        "一、总体情况",
        "全年主动公开393件，联系电话：0680-5550133，网址www.a.example。",
        "第一行",
        "第二行",
        "1.网站 3 条",
        "2.公报 1 条",
        "附件：统计表.xls",
    ]


def test_title_without_the_site_name():
    assert html_lines("<title>某局年报_某市政府</title><p>一、概述</p>")[1] == "某局年报"
    assert html_lines("<title>2018-2019年报-某市人民政府</title><p>甲</p>")[1] == "2018-2019年报"
    assert html_lines("<p>一、概述</p>")[1] is None


def test_layout_tables_are_opened():
    text = (
        "<table><tr><td><table><tr><td><p>一、概述</p><p>甲。</p></td></tr></table>"
        "<table><tr><td>规章</td><td>0</td></tr></table></td></tr></table>"
    )
    assert html_lines(text)[0] == ["一、概述", "甲。", "规章\t0"]


def test_absurd_spans_and_depths_do_no_harm():
    lines = html_lines(
        "<table><tr><td colspan=99999999 rowspan='-3'>甲</td><td>乙</td></tr></table>"
    )
    assert lines[0] == ["甲\t乙"]
    with pytest.raises(ReadError, match="嵌套过深"):
        html_lines("<div>" * 250 + "甲" + "</div>" * 250)


def test_external_entities_are_not_fetched():
    text = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>甲&x;乙</p>'
    assert "root" not in "".join(html_lines(text)[0])
