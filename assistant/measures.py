"""Retrieval measures over one ranked list with binary relevance."""

import math
from collections.abc import Sequence


def recall_at(relevant: Sequence[bool], k: int) -> float:
    """1 when anything relevant is among the first ``k``, else 0.

    A question has one place that answers it, printed perhaps in several passages, so finding
    any of them is finding it (success@k).
    """
    return float(any(relevant[:k]))


def reciprocal_rank(relevant: Sequence[bool], k: int = 10) -> float:
    """1 / rank of the first relevant item among the first ``k``, 0 without one.

    Voorhees, The TREC-8 Question Answering Track Report, 1999.
    """
    return next((1 / rank for rank, hit in enumerate(relevant[:k], 1) if hit), 0.0)


def ndcg_at(relevant: Sequence[bool], k: int = 10) -> float:
    """Normalised discounted cumulative gain with gain 1 and discount log2(rank + 1).

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002. The ideal
    list has the relevant items found first.
    """
    gains = [1 / math.log2(rank + 1) for rank, hit in enumerate(relevant[:k], 1) if hit]
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, len(gains) + 1))
    return sum(gains) / ideal if gains else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie (nearest rank); 0 without values."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]
