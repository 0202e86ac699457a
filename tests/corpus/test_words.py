"""The weight of words by the general dictionary."""

import pytest

from corpus.words import frequency, salience


@pytest.mark.parametrize(
    ("word", "expected"),
    [("公开", 5094), ("c#", 3), ("龢", 732), ("澜泽", 0), ("2018", 0), ("", 0)],
)
def test_frequencies_are_those_of_the_dictionary(word, expected):
    assert frequency(word) == expected


def test_a_noun_of_the_field_says_more_than_a_common_verb_and_a_number_nothing():
    assert salience("微博") > salience("公开") > salience("的") == 0.0
    assert salience("2018") == 0.0


def test_an_unknown_name_counts_as_a_rare_noun():
    assert salience("澜泽县府") == 1.0
