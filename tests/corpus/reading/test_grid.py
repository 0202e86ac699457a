from corpus.reading.grid import Cell, grid_lines
from tests.corpus.reading.builders import cells


def test_a_cell_over_columns_is_one_cell():
    assert grid_lines([cells("行政许可", Cell("0", 2), "5")]) == ["行政许可\t0\t5"]


def test_below_a_tall_cell_is_one_blank_cell_however_wide_it_is():
    rows = [[Cell("角", 3, 2), Cell("自然人")], cells("12")]
    assert grid_lines(rows) == ["角\t自然人", "\t12"]


def test_a_tall_last_cell_leaves_a_blank_at_the_end_of_the_line():
    assert grid_lines([[Cell("甲"), Cell("总计", 1, 2)], cells("乙")]) == ["甲\t总计", "乙\t"]


def test_blank_cells_are_kept_also_at_the_end():
    assert grid_lines([cells("", "", "7", "", "")]) == ["\t\t7\t\t"]


def test_rows_without_a_cell_of_their_own_are_not_printed():
    assert grid_lines([[Cell("甲", 1, 2), Cell("1", 1, 2)], [], cells("乙", "2")]) == [
        "甲\t1",
        "乙\t2",
    ]
    assert grid_lines([cells("")]) == []


def test_a_single_cell_is_a_heading_or_its_paragraphs():
    assert grid_lines([cells("第二十条\n第（五）项")]) == ["第二十条第（五）项"]
    long = "概述概述概述概述概述概述概述概述。\n" * 4
    assert grid_lines([cells(long)]) == ["概述概述概述概述概述概述概述概述。"] * 4
