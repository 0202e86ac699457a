"""Fusion: a weighted sum of the lexical and the dense score of each chunk."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.ranking import Ranking, ranked


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """Weights of the two scores and how deep each side is asked.

    Weighted scores, not reciprocal ranks: equal-weight rank fusion was measured worse whenever
    one side is the weaker (RRF throws away by how much a chunk won).
    """

    lexical: float = 0.5
    dense: float = 0.5
    depth: int = 100
    """Candidates taken from each side; more when more results are asked for."""

    def __post_init__(self) -> None:
        """Refuse weights that leave scores outside [0, 1]."""
        total = self.lexical + self.dense
        if min(self.lexical, self.dense) < 0 or abs(total - 1) > 1e-9 or self.depth < 1:
            raise ValueError(f"fusion weights must be non-negative and sum to 1: {self}")

    def alone(self, *, lexical: bool) -> "FusionSettings":
        """The same with one side only."""
        return replace(self, lexical=float(lexical), dense=float(not lexical))


@dataclass(frozen=True, slots=True)
class Fused:
    """Chunks best first with all three scores, arrays (n,) in the same order."""

    ids: NDArray[np.int64]
    scores: NDArray[np.float32]
    lexical: NDArray[np.float32]
    dense: NDArray[np.float32]


def best_is_one(ranking: Ranking) -> Ranking:
    """Scores divided by the best, in [0, 1]: BM25 has no scale of its own."""
    if len(ranking.ids) == 0 or ranking.scores[0] <= 0:
        return ranking
    return Ranking(ranking.ids, ranking.scores / ranking.scores[0])


def fuse(lexical: Ranking, dense: Ranking, settings: FusionSettings, limit: int) -> Fused:
    """The ``limit`` best by ``lexical`` weight × score + ``dense`` weight × max(cosine, 0).

    Args:
        lexical: scores in [0, 1]; a chunk missing here scores 0.
        dense: cosines of at least every chunk of ``lexical``; empty when not searched.
        settings: the weights.
        limit: most chunks returned.
    """
    ids = np.union1d(lexical.ids, dense.ids)
    words, cosines = _aligned(ids, lexical), _aligned(ids, dense)
    scores = settings.lexical * words + settings.dense * np.clip(cosines, 0.0, 1.0)
    best = ranked(ids, scores, limit)
    place = np.searchsorted(ids, best.ids)
    return Fused(best.ids, best.scores, words[place], cosines[place])


def _aligned(ids: NDArray[np.int64], ranking: Ranking) -> NDArray[np.float32]:
    scores = np.zeros(len(ids), dtype=np.float32)
    scores[np.searchsorted(ids, ranking.ids)] = ranking.scores
    return scores
