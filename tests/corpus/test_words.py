"""The weight of words, and the general dictionary read where it lies."""

import pytest

from corpus.words import frequency, salience


@pytest.mark.parametrize(
    ("word", "expected"),
    [("公开", 5094), ("AT&T", 3), ("c#", 0), ("龢", 732), ("澜泽", 0), ("2018", 0), ("", 0)],
)
def test_frequencies_are_those_of_the_dictionary(word, expected):
    # 「c#」 stands out of order in it and is not looked for; AT&T is its first word, 龢 a late one.
    assert frequency(word) == expected


def test_a_noun_of_the_field_says_more_than_a_common_verb_and_a_number_nothing():
    assert salience("微博") > salience("公开") > salience("的") == 0.0
    assert salience("2018") == 0.0


def test_an_unknown_name_counts_as_a_rare_noun():
    assert salience("澜泽县府") == 1.0
