"""Chunk → clauses and windows."""

import numpy as np

from assistant.weighing.clauses import clauses_of, together, wording
from corpus.schema import Chunk

TEXT = "通过微博发布64条，阅读量3万次。座谈会开了2场，走访企业5家。不足之处是更新慢。"


def chunk(text: str = TEXT, start: int = 100) -> Chunk:
    return Chunk(
        "x",
        "云岫县",
        2021,
        "section",
        ("一、总体", "（二）平台"),
        "",
        text,
        start,
        start + len(text),
    )


def test_windows_are_sentences_neighbours_and_the_whole() -> None:
    windows = clauses_of(chunk()).windows
    spans = [w.text for w in windows]
    one, two, three = (
        "通过微博发布64条，阅读量3万次。",
        "座谈会开了2场，走访企业5家。",
        "不足之处是更新慢。",
    )
    assert sorted(spans) == sorted([one, two, three, one + two, two + three, TEXT])
    assert [w.whole for w in windows if w.text == TEXT] == [True]
    for window in windows:
        assert TEXT[window.start - 100 : window.end - 100] == window.text


def test_a_window_counts_its_own_clauses() -> None:
    clauses = clauses_of(chunk())
    (second,) = [
        w
        for w in clauses.windows
        if w.text.startswith("座谈会") and not w.whole and w.text.endswith("5家。")
    ]
    assert clauses.texts[second.first : second.last] == ("座谈会开了2场", "走访企业5家")
    assert second.sentences == (1, 2)


def test_a_decimal_and_a_time_are_not_cut() -> None:
    assert clauses_of(chunk("占98.5%，自8:30开始。")).texts == ("占98.5%", "自8:30开始")


def test_meanings_are_those_of_sentences_and_heading() -> None:
    meanings = clauses_of(chunk()).meanings
    assert meanings.shape[0] == 3 + 1
    assert np.allclose(np.linalg.norm(meanings, axis=1), 1, atol=1e-5)


def test_wordings_end_to_end_are_the_texts_one_by_one() -> None:
    first, second = wording(("微博发布", "座谈会")), wording(("走访企业",))
    both = together((first, second))
    single = wording(("微博发布", "座谈会", "走访企业"))
    assert both.text == single.text
    assert both.starts.tolist() == single.starts.tolist()
    assert both.begins.tolist() == single.begins.tolist()
    assert both.words[both.which].tolist() == single.words[single.which].tolist()
