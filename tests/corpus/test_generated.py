"""Round trip: what the generator put into a report is what is read out of it, in every shape."""

import pytest

from corpus.reading.html import html_lines
from corpus.reading.word import word_lines
from tests.corpus.reading import builders
from tests.generator.documents import cells, parsed
from tests.generator.layout import run_together, tabbed
from tests.generator.reports import Generated, reports

ALL = list(reports(5, range(2014, 2024)))
ONE_OF_EACH_FORM = list(reports(1, (2018, 2019, 2020, 2021)))


def name(report: Generated) -> str:
    return f"{report.body}{report.year}"


def wrong(report: Generated, text: str) -> list[object]:
    """Cells that are not read as they were printed."""
    found = cells(parsed(report, text))
    assert {at for at, cell in found.items() if cell.value is not None} == set(report.truth)
    return [found[at] for at, value in report.truth.items() if found[at].value != value]


@pytest.mark.parametrize("report", ALL, ids=name)
def test_tabbed_text(report):
    text = tabbed(report.blocks)
    assert wrong(report, text) == []
    read = parsed(report, text)
    assert (read.body, read.year, read.form) == (report.body, report.year, report.form)
    assert read.warnings == ()


@pytest.mark.parametrize("report", ALL, ids=name)
def test_run_together_text(report):
    """Every cell is right or marked as open, with the truth among its candidates."""
    found = cells(parsed(report, run_together(report.blocks)))
    for at, value in report.truth.items():
        if found[at].status == "ambiguous":
            assert str(value) in found[at].candidates
        else:
            assert found[at].value == value, found[at]


def test_run_together_applications_and_lists_are_certain():
    """Only 第二十条's small tables and a row of reviews, with little arithmetic, stay open."""
    opened = {
        key
        for report in ALL
        for (key, _), cell in cells(parsed(report, run_together(report.blocks))).items()
        if cell.status == "ambiguous"
    }
    assert {key.partition(".")[0] for key in opened} <= {
        *("regulation", "normdoc", "license", "service", "penalty", "coercion", "charge"),
        *("procurement", "review", "lawsuit"),
    }


@pytest.mark.parametrize("report", ONE_OF_EACH_FORM, ids=name)
def test_html(report):
    lines, _ = html_lines(builders.to_html(report.blocks))
    assert wrong(report, "\n".join(lines)) == []


@pytest.mark.parametrize("report", ONE_OF_EACH_FORM, ids=name)
def test_word(report):
    assert wrong(report, "\n".join(word_lines(builders.to_docx(report.blocks)))) == []


def test_the_seed_gives_the_same_reports():
    assert list(reports(5, range(2014, 2024))) == ALL
