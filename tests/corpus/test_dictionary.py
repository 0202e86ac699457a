"""The general dictionary, a character at a time: the same as jieba's own reading of the whole."""

from pathlib import Path

import jieba
import pytest

from corpus.dictionary import TOTAL, entry, frequencies
from corpus.tokenizer import WORD_FREQUENCY, Tokenizer

REPORT = next((Path(__file__).parents[2] / "corpus" / "reports").glob("*.txt"))


@pytest.fixture(scope="module")
def whole() -> jieba.Tokenizer:
    found = jieba.Tokenizer()
    found.FREQ, found.total = found.gen_pfdict(found.get_dict_file())
    found.initialized = True
    return found


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("公开", (5094, "ad")),
        ("AT&T", (3, "nz")),
        ("大S", (3, "nr")),
        ("吉林", (89, "ns")),
        ("龢", (732, "zg")),
        ("公", (5628, "n")),
    ],
)
def test_words_before_among_and_at_the_end_of_the_ordered_ones_are_found(word, expected):
    assert entry(word) == expected


@pytest.mark.parametrize("word", ["", "澜泽", "2018", "公开的", "\ud83d", " "])
def test_what_is_no_word_has_no_entry(word):
    assert entry(word) is None


def test_the_words_under_every_character_of_a_report_are_those_of_jieba(whole):
    characters = {*REPORT.read_text("utf-8"), *"AaBcCT4大吉江阿龢☃"}
    mine = {word: n for c in characters for word, n in frequencies(c).items()}
    assert mine == {word: n for word, n in whole.FREQ.items() if word[0] in characters}
    assert whole.total == TOTAL


def test_a_report_is_cut_as_jieba_cuts_it_with_the_words_added(whole):
    words = ("依申请", "双微", "微博账号")
    mine = Tokenizer(words)
    for word in words:
        whole.add_word(word, WORD_FREQUENCY)
    text = REPORT.read_text("utf-8") + "双微平台A座T恤4S店，微博账号"
    assert list(mine.cut(text)) == list(whole.cut(text))
    assert list(mine.cut(text, HMM=False)) == list(whole.cut(text, HMM=False))
    assert list(mine.cut_for_search(text)) == list(whole.cut_for_search(text))
    assert "双微" in mine.lcut(text)
