"""Chinese numerals."""

import pytest
from cn2an import an2cn, cn2an
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import integer


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百一十五", 115),
        ("一百十五", 115),
        ("三百二", 320),
        ("一千五十", 1050),
        ("两千零两", 2002),
        ("一万二", 12_000),
        ("一万零二", 10_002),
        ("一百二十五万三", 1_253_000),
        ("三亿五千万", 350_000_000),
        ("一万亿", 10**12),
        ("二〇一八", 2018),
        ("零五", 5),
    ],
)
def test_a_numeral_says_its_number(numeral, value):
    assert integer(numeral) == value


@pytest.mark.parametrize(
    "word",
    [
        "",
        "百",
        "千万",
        "百千",
        "万万",
        "万一",
        "十百",
        "百十五",
        "二一百",
        "一十十",
        "三亿亿",
        "十" * 5000,
    ],
)
def test_a_word_of_numeral_characters_says_none(word):
    assert integer(word) is None


@given(st.integers(0, 10**16 - 1))
def test_every_number_written_out_is_read_back(number):
    assert integer(an2cn(number, "low")) == number


@given(st.text("零一二九", min_size=1, max_size=16))
def test_digits_alone_are_read_as_cn2an_reads_them(digits):
    assert integer(digits) == cn2an(digits, "normal")
