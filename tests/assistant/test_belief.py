"""Which passages are believed to answer."""

from assistant.belief import WEIGHTS, believed
from assistant.question import Query
from assistant.schema import Passage
from corpus.schema import Chunk
from tests.assistant.readers import BODY, READER


def query(question: str) -> Query:
    return READER.understand(f"{BODY}2018年{question}")


def passage(text: str, coverage: float, gap: float, *, fits: bool, score: float = 0.5) -> Passage:
    chunk = Chunk("x", BODY, 2018, "section", ("二、其他",), "", text, 0, len(text))
    return Passage(chunk, 0, len(text), text, score, coverage, gap, fits)


def test_a_passage_that_says_all_is_believed_and_one_that_lacks_the_thing_is_not() -> None:
    good = passage("微博粉丝3万人。", 1.0, 0.0, fits=True)
    bad = passage("微博发布64件。", 0.5, 1.0, fits=False, score=0.6)
    first, second = believed([bad, good], query("微博粉丝有多少"), None)
    assert (first.text, second.text) == (good.text, bad.text)
    assert second.belief < 0 < first.belief


def test_belief_is_the_weighted_sum_of_what_was_judged() -> None:
    (judged,) = believed(
        [passage("微博粉丝3万人。", 0.5, 0.25, fits=True)], query("微博粉丝"), None
    )
    near = 0.6 * 0.5  # without an encoder, as the words suggest
    expected = WEIGHTS.bias + WEIGHTS.fits + WEIGHTS.sure
    expected += WEIGHTS.coverage * 0.5 + WEIGHTS.gap * 0.25 + WEIGHTS.near * near
    assert abs(judged.belief - expected) < 1e-9
    assert abs(judged.score - (0.5 + WEIGHTS.ranked * expected)) < 1e-9


def test_nothing_retrieved_is_nothing_believed() -> None:
    assert believed([], query("微博粉丝有多少"), None) == ()
