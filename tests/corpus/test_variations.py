"""Reports as other bodies would print them: every cell right, or blank where nothing is printed."""

import re
from collections.abc import Callable

import opencc
import pytest

from tests.generator.documents import cells, parsed
from tests.generator.layout import tabbed
from tests.generator.reports import Generated, reports

REPORTS = list(reports(1, (2018, 2019, 2021)))
FULL_WIDTH = {ord("0") + i: 0xFF10 + i for i in range(10)}
ZERO = re.compile(r"\t0(?=\t|$)", re.MULTILINE)


def per_row(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(change(x) if "\t" in x else x for x in text.split("\n"))


SAME = {
    "Traditional": opencc.OpenCC("s2t").convert,
    "full-width digits": per_row(lambda row: row.translate(FULL_WIDTH)),
    "half-width brackets": lambda text: text.replace("（", "(").replace("）", ")"),
    "spread labels": lambda text: text.replace("总计", "总 计").replace("行政许可", "行 政 许 可"),
    "thousands": lambda text: re.sub(r"(?<=\t)\d{4,}(?=[\t\n])", lambda m: f"{int(m[0]):,}", text),
    "spaces for tabs": lambda text: re.sub(r"\t+", " ", text),
    "one cell a line": per_row(lambda row: "\n".join(filter(None, row.split("\t")))),
    "indented, CRLF": lambda text: "\r\n".join(f"　　{x}" for x in text.split("\n")),
    "a local row": lambda text: text.replace(
        "\t（二）部分公开", "\t（其他）本市自设项\t1\t0\t0\t0\t0\t0\t1\n\t（二）部分公开"
    ),
    "an empty column of remarks": per_row(lambda row: f"{row}\t"),
}
BLANKED = {
    "dashes for 0": lambda text: ZERO.sub("\t—", text),
    "slashes for 0": lambda text: ZERO.sub("\t/", text),
    "blanks for 0": lambda text: ZERO.sub("\t", text),
}


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: r.form)
@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_another_print_is_read_the_same(report: Generated, change):
    found = cells(parsed(report, change(tabbed(report.blocks))))
    assert {at: found[at].value for at in report.truth} == report.truth


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: r.form)
@pytest.mark.parametrize("change", BLANKED.values(), ids=BLANKED)
def test_what_is_not_printed_is_blank_and_the_rest_stays_in_its_column(report, change):
    found = cells(parsed(report, change(tabbed(report.blocks))))
    for at, value in report.truth.items():
        left_out = value == 0 and found[at].value is None
        assert left_out or found[at].value == value, found[at]


def test_words_in_a_column_of_remarks_are_no_figures():
    report = REPORTS[-1]
    text = per_row(lambda row: f"{row}\t见说明" if row.count("\t") > 6 else row)(
        tabbed(report.blocks).partition("四、政府信息公开行政复议")[0]
    )
    found = cells(parsed(report, text))
    wanted = {at: value for at, value in report.truth.items() if at[0].startswith("apply.")}
    assert {at: found[at].value for at in wanted} == wanted
