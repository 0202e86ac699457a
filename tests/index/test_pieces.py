"""Sentences and clauses of passages, and the best cosine among them."""

import numpy as np
import pytest

from index.pieces import Pieces, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "受理申请5件，均已办结。没有收费。",
            ("受理申请5件，均已办结", "没有收费", "受理申请5件", "均已办结"),
        ),
        ("收费金额\t万元\t0", ("收费金额", "万元", "0")),
        ("没有收费", ()),
        (" 没有收费\n", ()),
        ("好，好。好", ("好，好", "好")),
        ("。，\n", ()),
        ("", ()),
    ],
)
def test_sentences_then_clauses_each_once(text, expected):
    assert pieces(text) == expected


class Counting:
    """Counts the texts it is asked to encode."""

    def __init__(self, embedder):
        self.embedder, self.texts = embedder, 0
        self.dimension = embedder.dimension

    def documents(self, texts):
        self.texts += len(texts)
        return self.embedder.documents(texts)


@pytest.fixture
def counting(embedder):
    return Counting(embedder)


@pytest.fixture
def asked(embedder):
    return embedder.queries(["申请"])[0]


def test_the_best_piece_of_each_chunk(store, make_report, put, counting, asked):
    put(store, make_report(extra="全年举办培训3期，微博和申请各1件。"))
    made = Pieces(store, counting)
    # Chunk 1: 微博和申请各1件 has two topics, 1/√2; chunk 3 is one clause; there is no chunk 9.
    best = made.nearest(asked, np.array([1, 2, 3, 9]))
    assert best.tolist() == pytest.approx([2**-0.5, 0.0, -1.0, -1.0])
    assert made.nearest(asked, np.array([], np.int64)).tolist() == []


def test_pieces_are_encoded_once_while_they_are_kept(store, make_report, put, counting, asked):
    put(store, make_report())
    made = Pieces(store, counting, kept=2)
    first = made.nearest(asked, np.array([1, 2]))
    once = counting.texts
    assert made.nearest(asked, np.array([2, 1])).tolist() == first[::-1].tolist()
    assert counting.texts == once > 0
    made.nearest(asked, np.array([3]))  # no room: the others are forgotten
    assert made.nearest(asked, np.array([1, 2])).tolist() == first.tolist()
    assert counting.texts == 2 * once
