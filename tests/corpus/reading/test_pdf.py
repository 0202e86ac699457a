import io

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import ReadError
from corpus.reading.limits import Limits
from corpus.reading.pdf import pdf_lines
from tests.corpus.reading import builders
from tests.corpus.reading.builders import (
    APPLY_END,
    APPLY_HEAD,
    APPLY_TOP,
    BLOCKS,
    LINES,
    RESULTS,
    Cell,
    cells,
    results,
    to_pdf,
)

LIMITS = Limits()


def cut(*tables):
    """The report with its application table cut into ``tables``, a page end between them."""
    parts = [part for table in tables for part in (None, table)][1:]
    return to_pdf([*BLOCKS[:5], *parts, *BLOCKS[6:]])


def test_a_table_cut_between_rows_is_whole_again():
    upper = results([RESULTS[0], [Cell("（三）不予公开"), *RESULTS[1][1:]]])
    lower = [[Cell("", 1, 4), Cell(""), *RESULTS[2]], *RESULTS[3:]]
    data = cut([*APPLY_HEAD, *APPLY_TOP, *upper], [*lower, *APPLY_END])
    assert pdf_lines(data, LIMITS) == LINES


def test_a_repeated_header_is_printed_once():
    data = cut(
        [*APPLY_HEAD, *APPLY_TOP],
        [*APPLY_HEAD, *results(RESULTS), *APPLY_END],
    )
    assert pdf_lines(data, LIMITS) == LINES


def test_a_row_cut_in_its_label_is_one_row():
    top = [APPLY_TOP[0], cells(Cell("二、上年结转政府信", 3), "1", "0", "0", "0", "0", "0", "1")]
    rest = [cells(Cell("息公开申请数量", 3), "", "", "", "", "", "", "")]
    data = cut([*APPLY_HEAD, *top], [*rest, *results(RESULTS), *APPLY_END])
    assert pdf_lines(data, LIMITS) == LINES


def test_a_tall_label_cut_by_the_page_end_is_whole_and_stands_once():
    upper = results(RESULTS[:3], "三、本年度")
    lower = results(RESULTS[3:], "办理结果")
    data = cut([*APPLY_HEAD, *APPLY_TOP, *upper], [*lower, *APPLY_END])
    assert pdf_lines(data, LIMITS) == LINES


def test_a_header_cut_by_the_page_end_is_one_row():
    heads = [cells("印章种类", "本年新制", "本年作废"), cells("", "枚数", "枚数")]
    data = to_pdf(["一、概述", [heads[0]], None, [heads[1], cells("公章", "3", "1")]])
    assert pdf_lines(data, LIMITS)[1:] == ["印章种类\t本年新制枚数\t本年作废枚数", "公章\t3\t1"]


def test_a_blank_row_below_a_header_is_a_row_of_its_own():
    data = to_pdf(["一、概述", [cells("信息内容", "数量")], None, [cells("规章", "")]])
    assert pdf_lines(data, LIMITS)[1:] == ["信息内容\t数量", "规章\t"]


def test_a_row_cut_above_its_values_is_one_row():
    top = [APPLY_TOP[0], cells(Cell(APPLY_TOP[1][0].text, 3), *[""] * 7)]
    rest = [cells(Cell("", 3), "1", "0", "0", "0", "0", "0", "1")]
    data = cut([*APPLY_HEAD, *top], [*rest, *results(RESULTS), *APPLY_END])
    assert pdf_lines(data, LIMITS) == LINES


def test_a_blank_row_after_a_page_end_is_a_row_of_its_own():
    blank = cells(Cell("二、上年结转政府信息公开申请数量", 3), *[""] * 7)
    data = cut([*APPLY_HEAD, APPLY_TOP[0]], [blank, *results(RESULTS), *APPLY_END])
    assert "二、上年结转政府信息公开申请数量\t\t\t\t\t\t\t" in pdf_lines(data, LIMITS)


def test_page_numbers_and_running_heads_go_and_a_paragraph_over_pages_is_one():
    long = "　　" + "全年主动公开政府信息，并按时更新目录，" * 130 + "共一千条。"
    lines = pdf_lines(to_pdf([long, "二、不足", long], footer="某局年报 第{}页"), LIMITS)
    text = long.strip()
    assert lines == [text, "二、不足", text]


def test_a_table_of_two_pages_below_other_text_is_not_joined():
    table = [cells("规章", "3"), cells("规范性文件", "4")]
    other = [cells("印章", "", ""), cells("甲", "1", "2")]
    lines = pdf_lines(to_pdf(["一、概述", table, None, other]), LIMITS)
    assert lines == ["一、概述", "规章\t3", "规范性文件\t4", "印章\t\t", "甲\t1\t2"]


def picture_only(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(pages):
        canvas.rect(50, 50, 400, 700, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_scan_says_what_to_do():
    with pytest.raises(ReadError, match="扫描件，需先 OCR"):
        pdf_lines(picture_only(3), LIMITS)


def test_an_encrypted_pdf_says_so():
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(50, 700, "text")
    canvas.save()
    with pytest.raises(ReadError, match="PDF 已加密"):
        pdf_lines(out.getvalue(), LIMITS)


def test_too_many_pages():
    with pytest.raises(ReadError, match="PDF 有 3 页，超过上限 2 页"):
        pdf_lines(picture_only(3), Limits(pages=2))


def test_a_truncated_or_damaged_pdf_says_so():
    data = to_pdf(BLOCKS)
    with pytest.raises(ReadError, match="PDF 不完整"):
        pdf_lines(data[: len(data) // 2], LIMITS)
    with pytest.raises(ReadError, match="PDF 已损坏"):
        pdf_lines(b"%PDF-1.4\n" + b"junk " * 100 + b"\n%%EOF", LIMITS)


def test_the_fixture_really_has_several_pages():
    data = cut([*APPLY_HEAD, *APPLY_TOP], [*results(RESULTS), *APPLY_END])
    with pdfplumber.open(io.BytesIO(data)) as document:
        assert len(document.pages) >= 2
    assert builders.LINES[0] in pdf_lines(data, LIMITS)
