"""The same report in every format is read as the same lines."""

import pytest

from corpus.reading.html import html_lines
from corpus.reading.limits import Limits
from corpus.reading.pdf import pdf_lines
from corpus.reading.sheet import csv_lines, xlsx_lines
from corpus.reading.word import word_lines
from tests.corpus.reading import builders
from tests.corpus.reading.builders import BLOCKS, LINES

LIMITS = Limits()


def test_html_gives_the_lines():
    assert html_lines(builders.to_html(BLOCKS))[0] == LINES


def test_docx_gives_the_lines():
    assert word_lines(builders.to_docx(BLOCKS)) == LINES


def test_pdf_gives_the_lines():
    assert pdf_lines(builders.to_pdf(BLOCKS), LIMITS) == LINES


@pytest.mark.parametrize("borders", [True, False])
def test_xlsx_gives_the_lines(borders):
    assert xlsx_lines(builders.to_xlsx(BLOCKS, borders=borders), LIMITS) == LINES


def test_csv_keeps_the_values_last():
    lines = csv_lines(builders.to_csv(BLOCKS), LIMITS)
    assert lines[:3] == LINES[:3]
    assert "规章\t0\t0\t0" in lines
    assert "一、本年新收政府信息公开申请数量\t\t\t14\t2\t0\t0\t1\t0\t17" in lines
    assert "\t\t2.没有现成信息需要另行制作\t\t\t\t\t\t\t" in lines
    assert "1\t0\t0\t1\t2\t0\t0\t0\t0\t0\t\t\t\t\t" in lines
    assert lines[-1] == LINES[-1]


def test_blank_form_keeps_its_blank_cells_in_every_format():
    blank = [
        [[c if not c.text.isdecimal() else builders.Cell("", c.columns) for c in row] for row in b]
        if isinstance(b, list)
        else b
        for b in BLOCKS
    ]
    lines = html_lines(builders.to_html(blank))[0]
    assert "行政许可\t" in lines
    assert "\t（七）总计\t\t\t\t\t\t\t" in lines
    assert "\t" * 14 in lines
    assert word_lines(builders.to_docx(blank)) == lines
    assert pdf_lines(builders.to_pdf(blank), LIMITS) == lines
    assert xlsx_lines(builders.to_xlsx(blank), LIMITS) == lines
