"""Words: nothing dropped, names of the field whole, search terms without filler."""

from corpus.segment import cut, known_words, search_terms
from corpus.terms import domain_words

TEXT = "2018 年，科技局通过政务微博发布信息 64 件，专项资金 34.62 万元。"


def test_cutting_drops_nothing():
    assert "".join(cut(TEXT)) == TEXT
    assert "".join(known_words(TEXT)) == TEXT


def test_a_decimal_stays_one_word():
    assert "34.62" in cut(TEXT)


def test_known_words_invents_none():
    assert "发布" in known_words("微博发布")
    assert "微博发" not in known_words("微博发布")


def test_search_terms_are_folded_and_without_stop_words():
    found = search_terms("请问２０１８年依申请公开的件数是多少？")
    assert "2018" in found
    assert "公开" in found
    assert not {"的", "多少", "？", "?"} & set(found)


def test_words_of_the_field_are_short_and_sorted():
    words = domain_words()
    assert list(words) == sorted(words)
    assert {len(w) for w in words} <= {2, 3, 4}
    assert "传真" in words
