"""Cuttings of run-together rows: expected cells worked out by hand."""

from decimal import Decimal

import pytest

from corpus.recover import Shape, TooManySplitsError, count_cuttings, splits

SEVEN = Shape(7, (((0, 1, 2, 3, 4, 5), 6),))
FIFTEEN = Shape(15, tuple(((a, a + 1, a + 2, a + 3), a + 4) for a in (0, 5, 10)))


def cut(runs: list[str], shape: Shape) -> list[list[str]]:
    return [[str(v) for v in split.values] for split in splits(runs, shape)]


@pytest.mark.parametrize(
    ("runs", "cells"),
    [
        (["713000074"], "71 3 0 0 0 0 74"),
        (["0000000"], "0 0 0 0 0 0 0"),
        (["200", "000121"], "20 0 0 0 0 1 21"),
        (["20", "0", "00", "0", "121"], "20 0 0 0 0 1 21"),
        (["21710000218"], "217 1 0 0 0 0 218"),
    ],
)
def test_a_total_leaves_one_cutting(runs, cells):
    assert cut(runs, SEVEN) == [cells.split()]


def test_each_group_of_the_remedies_has_its_total():
    cells = "2 1 3 1 7 0 0 0 0 0 13 2 4 0 19"
    assert cut(["21317000001324019"], FIFTEEN) == [cells.split()]


def test_cuts_say_where_each_cell_stands():
    split = splits(["200", "000121"], SEVEN)[0]
    assert split.cuts == (
        (0, 0, 2),
        (0, 2, 3),
        (1, 0, 1),
        (1, 1, 2),
        (1, 2, 3),
        (1, 3, 4),
        (1, 4, 6),
    )


def test_a_row_that_contradicts_its_total_has_no_cutting():
    # 12 + 0 + … = 12, printed total 1
    assert cut(["12000001"], SEVEN) == []


def test_without_arithmetic_all_cuttings_remain():
    assert ["88", "55", "698"] in cut(["8855698"], Shape(3))
    assert len(cut(["8855698"], Shape(3))) == 15


def test_a_cell_has_no_leading_zero():
    assert cut(["007"], Shape(3)) == [["0", "0", "7"]]
    assert cut(["206912106"], Shape(2, rising=True)) == [
        ["20", "6912106"],
        ["206", "912106"],
        ["2069", "12106"],
    ]


def test_a_minus_sign_is_a_border():
    signed = Shape(3, signed=frozenset({1}))
    assert [row[0] for row in cut(["2648-18538"], signed)] == ["2648"] * 4
    assert cut(["35-15"], Shape(2, signed=frozenset({1}))) == [["35", "-15"]]
    assert cut(["35-15"], Shape(2)) == []


def test_decimals_only_where_the_column_has_them():
    money = Shape(2, fractional=frozenset({1}))
    assert ["6", "25.5"] in cut(["625.5"], money)
    assert all("." not in row[0] for row in cut(["625.5"], money))


def test_thousands_separators_belong_to_their_number():
    assert cut(["1,204", "3"], Shape(2)) == [["1204", "3"]]
    assert ["1", "0", "0", "0", "0", "1,200".replace(",", ""), "1201"] in cut(
        ["10000", "1,200", "1,201"], SEVEN
    )


def test_too_many_cuttings_are_given_up():
    with pytest.raises(TooManySplitsError):
        splits(["1" * 30], Shape(7))


def test_count_cuttings_counts_what_the_format_allows():
    assert count_cuttings(["007"], 3, 100) == 1
    assert count_cuttings(["8855698"], 3, 100) == 15
    assert count_cuttings(["20", "0", "00", "0", "121"], 7, 100) == 3
    assert count_cuttings(["1" * 30], 7, 50) == 50
    assert count_cuttings(["12"], 7, 50) == 0


def test_values_are_decimals():
    assert splits(["7.50"], Shape(1, fractional=frozenset({0})))[0].values == (Decimal("7.50"),)
