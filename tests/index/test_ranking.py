"""Order by score, then id; ties at the cut completed."""

import numpy as np
import pytest

from index.columns import Columns
from index.fuse import FusionSettings, Weights, best_is_one, fuse
from index.ranking import Ranking, ranked, settled
from index.schema import Filter


def ranking(*pairs):
    ids, scores = zip(*pairs, strict=True) if pairs else ((), ())
    return Ranking(np.array(ids, np.int64), np.array(scores, np.float32))


def test_equal_scores_are_ordered_by_id():
    found = ranked(np.array([7, 3, 5, 1]), np.array([0.5, 0.9, 0.5, 0.5000001]), 3)
    assert found.ids.tolist() == [3, 1, 5]


def test_a_tie_cut_by_the_library_is_fetched_whole():
    scores = np.array([1.0] + [0.5] * 99 + [0.1], np.float32)
    ids = np.array([0, *range(99, 0, -1), 100])  # equal ones in the worst order
    asked = []

    def fetch(k):
        asked.append(k)
        return ids[:k], scores[:k]

    assert settled(fetch, 3, 101).ids.tolist() == [0, 1, 2]
    assert asked == [19, 76, 101]


def test_nothing_to_fetch_is_an_empty_ranking():
    assert settled(lambda k: pytest.fail("asked"), 5, 0).ids.tolist() == []


def test_fused_scores_are_the_weighted_sum():
    # 1: 0.6·1.0 + 0.4·0.5 = 0.8; 2: 0.6·0.5 + 0 = 0.3; 3: 0.4·0.9 = 0.36
    fused = fuse(
        best_is_one(ranking((1, 8.0), (2, 4.0))),
        ranking((3, 0.9), (1, 0.5), (2, -0.2)),
        Weights(lexical=0.6, dense=0.4),
        10,
    )
    assert fused.ids.tolist() == [1, 3, 2]
    assert fused.scores.tolist() == pytest.approx([0.8, 0.36, 0.3])
    assert fused.lexical.tolist() == pytest.approx([1.0, 0.0, 0.5])
    assert fused.dense.tolist() == pytest.approx([0.5, 0.9, -0.2])


def test_fusing_nothing_finds_nothing():
    assert fuse(ranking(), ranking(), Weights(0.5, 0.5), 10).ids.tolist() == []


@pytest.mark.parametrize("weights", [(0.5, 0.6), (-0.1, 1.1)])
def test_weights_that_leave_the_scale_are_refused(weights):
    with pytest.raises(ValueError, match="sum to 1"):
        Weights(*weights)


def test_the_lexical_side_weighs_by_how_much_of_the_question_it_covers():
    settings = FusionSettings(gain=2.0)
    assert settings.weights(0.0) == Weights(0.0, 1.0)
    # 1 · cosine + 2 · (lexical ÷ attainable), divided by 1 + 2 · 0.25: thirds.
    weights = settings.weights(0.25)
    assert (weights.lexical, weights.dense) == pytest.approx((1 / 3, 2 / 3))


@pytest.mark.parametrize("settings", [{"gain": -0.1}, {"depth": 0}])
def test_a_fusion_that_ranks_backwards_or_finds_nothing_is_refused(settings):
    with pytest.raises(ValueError, match="gain of 0 or more"):
        FusionSettings(**settings)


def test_columns_select_exactly_what_the_filter_names():
    columns = Columns.of(
        [
            (2, "甲局", 2017, "section"),
            (5, "甲局", 2018, "indicator"),
            (6, "乙局", 2018, "section"),
            (9, "乙局", 2019, "contact"),
        ]
    )

    def ids(**where):
        return columns.ids[columns.select(Filter(**where))].tolist()

    assert columns.select(Filter()) is None
    assert ids(bodies=frozenset({"甲局"})) == [2, 5]
    assert ids(years=frozenset({2018, 2030})) == [5, 6]
    assert ids(years=frozenset({2018}), kinds=frozenset({"section"})) == [6]
    assert ids(bodies=frozenset({"丙局"})) == []
    assert Columns.of([]).select(Filter(years=frozenset({2018}))).tolist() == []
