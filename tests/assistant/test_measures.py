"""Retrieval measures against values worked out on paper."""

import math

import pytest

from assistant.measures import ndcg_at, percentile, recall_at, reciprocal_rank

NO, YES = False, True


@pytest.mark.parametrize(
    ("relevant", "k", "expected"),
    [
        ([YES], 1, 1.0),
        ([NO, YES], 1, 0.0),
        ([NO, YES], 5, 1.0),
        ([NO] * 5 + [YES], 5, 0.0),
        ([NO] * 5 + [YES], 10, 1.0),
        ([], 10, 0.0),
    ],
)
def test_recall_at(relevant: list[bool], k: int, expected: float) -> None:
    assert recall_at(relevant, k) == expected


@pytest.mark.parametrize(
    ("relevant", "expected"),
    [
        ([YES, YES], 1.0),
        ([NO, YES], 1 / 2),
        ([NO, NO, NO, YES], 1 / 4),
        ([NO] * 9 + [YES], 1 / 10),
        ([NO] * 10 + [YES], 0.0),
        ([], 0.0),
    ],
)
def test_reciprocal_rank(relevant: list[bool], expected: float) -> None:
    assert reciprocal_rank(relevant) == expected


@pytest.mark.parametrize(
    ("relevant", "expected"),
    [
        ([YES, NO, NO], 1.0),
        # one relevant item at rank 3: (1/log2 4) / (1/log2 2) = 0.5
        ([NO, NO, YES], 0.5),
        # two of them at 1 and 3: (1 + 0.5) / (1 + 1/log2 3) = 1.5 / 1.63093
        ([YES, NO, YES], 0.91972),
        # at 2 and 4: (0.63093 + 0.43068) / 1.63093
        ([NO, YES, NO, YES], 0.65092),
        ([NO, NO], 0.0),
        ([], 0.0),
    ],
)
def test_ndcg(relevant: list[bool], expected: float) -> None:
    assert ndcg_at(relevant) == pytest.approx(expected, abs=5e-6)


def test_ndcg_looks_no_further_than_k() -> None:
    assert ndcg_at([NO] * 10 + [YES]) == 0.0
    assert ndcg_at([NO] * 9 + [YES]) == pytest.approx(1 / math.log2(11))
    assert ndcg_at([NO, YES], 1) == 0.0


def test_percentile_is_the_nearest_rank() -> None:
    values = [50.0, 10.0, 40.0, 20.0, 30.0]
    assert percentile(values, 0.5) == 30.0
    assert percentile(values, 0.99) == 50.0
    assert percentile(values, 0.2) == 10.0
    assert percentile(values, 0.21) == 20.0
    assert percentile([7.0], 0.01) == 7.0
    assert percentile([], 0.5) == 0.0
