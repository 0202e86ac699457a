"""Question words met with texts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.terms import Term, content, held, held_each
from assistant.weighing.clauses import wording
from assistant.weighing.meeting import Meeting, meet
from assistant.weighing.words import AskedWords, asked_words

TEXTS = ("通过政务微博发布信息64条", "修订管理制度2项", "公务用车运行费下降")


def words(question: str) -> AskedWords:
    return asked_words(question, content(question), ())


def met(question: str, texts: tuple[str, ...] = TEXTS) -> tuple[AskedWords, Meeting]:
    asked = words(question)
    return asked, meet(asked, wording(texts))


def row(question: str, word: str) -> list[float]:
    asked, meeting = met(question)
    place = [term.word for term in asked.terms].index(word)
    return [float(value) for value in meeting.spoken[place]]


def test_the_text_that_says_a_word_speaks_of_it_most() -> None:
    spoken = row("微博发了几条", "微博")
    assert spoken[0] == pytest.approx(1.0)
    assert max(spoken[1:]) < 0.5


def test_a_word_of_like_meaning_is_spoken_of() -> None:
    spoken = row("改了几条规矩", "规矩")
    assert spoken[0] == spoken[2] == 0 < spoken[1]


def test_words_that_only_ask_are_met_by_nothing() -> None:
    asked, meeting = met("多少条微博呢")
    asking = [i for i in range(len(asked.terms)) if i not in asked.telling]
    assert asking
    assert not meeting.held[asking].any()
    assert not meeting.alike[asking].any()


def test_a_part_is_what_the_texts_alone_give() -> None:
    asked, both = met("微博座谈会")
    alone = meet(asked, wording(TEXTS[1:2]))
    part = both.part(1, 2)
    assert np.allclose(part.held, alone.held)
    assert np.allclose(part.alike, alone.alike, atol=1e-6)
    assert part.new.tolist() == alone.new.tolist()
    assert part.words.tolist() == alone.words.tolist()


_SOME = st.text("公务用车运行费申请政府信息公开微博栏目", max_size=12)


@given(
    st.lists(_SOME, min_size=1, max_size=6),
    st.sampled_from(["公车", "申请", "信息公开", "公众号", "政务公开专栏"]),
)
def test_many_texts_at_once_are_held_as_one_by_one(texts: list[str], word: str) -> None:
    term = Term(word, 1.0, frozenset({"栏目"}))
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    each = held_each(term, "\x00".join(texts), starts)
    assert each.tolist() == pytest.approx([held(term, text) for text in texts])
