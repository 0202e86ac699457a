"""Rankings of chunk ids: by score, ties by id, also where a library cuts a tie apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

DIGITS = 6
"""Scores equal to this many decimals are a tie: float32 sums differ beyond it by the order of
additions, which is not ours to choose."""
WIDEST = 4096
"""Candidates fetched at most to complete a tie at the cut."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Chunk ids (n,) and scores (n,), best first, equal scores by ascending id."""

    ids: NDArray[np.int64]
    scores: NDArray[np.float32]


EMPTY = Ranking(np.empty(0, np.int64), np.empty(0, np.float32))

Fetch: TypeAlias = Callable[[int], tuple[NDArray[np.int64], NDArray[np.float32]]]
"""Number of candidates → their ids and scores, best first, ties in any order."""


def ranked(ids: NDArray[np.int64], scores: NDArray[np.float32], depth: int) -> Ranking:
    """The ``depth`` best of given candidates."""
    rounded = np.round(scores.astype(np.float64), DIGITS)
    order = np.lexsort((ids, -rounded))[:depth]
    return Ranking(ids[order], rounded[order].astype(np.float32))


def settled(fetch: Fetch, depth: int, count: int) -> Ranking:
    """The ``depth`` best of ``count`` candidates that only ``fetch`` can see.

    A library that cuts at ``depth`` may keep any of several equal candidates; fetching goes on
    until the tie at the cut is complete.
    """
    k = min(depth + 16, count)
    while True:
        if k <= 0:
            return EMPTY
        ids, scores = fetch(k)
        open_tie = len(ids) == k > depth and round(float(scores[depth - 1]), DIGITS) <= round(
            float(scores[-1]), DIGITS
        )
        if not open_tie or k >= min(count, WIDEST):
            return ranked(ids, scores, depth)
        k = min(4 * k, count, WIDEST)
