from corpus.reading.blanks import cell_text, line_text


def test_cells_lose_the_blanks_inside_chinese():
    assert cell_text(" 总\u3000计\n（件） ") == "总计（件）"
    assert cell_text("2018\u00a0 年 3\t期") == "2018 年 3 期"
    assert cell_text("12\n13") == "12 13"


def test_lines_keep_the_blanks_that_may_have_been_cells():
    assert line_text("2、网上申请数  条 0 0 3、信函") == "2、网上申请数 条 0 0 3、信函"
    assert line_text("行政复议 行政诉讼") == "行政复议 行政诉讼"


def test_lines_lose_the_blanks_that_spread_or_wrap():
    assert line_text("大道 90 号 ， 邮 编 ： 223100 ， 电 话 ： 0517") == (
        "大道 90 号，邮编： 223100 ，电话： 0517"
    )
    assert line_text("有序、健康发展 。") == "有序、健康发展。"
    assert line_text("主动公开\n  政府信息") == "主动公开政府信息"
