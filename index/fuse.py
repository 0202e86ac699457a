"""Fusion: a weighted sum of the lexical and the dense score of each chunk."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.ranking import Ranking, ranked


@dataclass(frozen=True, slots=True)
class Weights:
    """What each side's score counts for; they sum to 1."""

    lexical: float
    dense: float

    def __post_init__(self) -> None:
        """Refuse weights that leave scores outside [0, 1]."""
        if min(self.lexical, self.dense) < 0 or abs(self.lexical + self.dense - 1) > 1e-9:
            raise ValueError(f"fusion weights must be non-negative and sum to 1: {self}")


LEXICAL_ALONE, DENSE_ALONE = Weights(1.0, 0.0), Weights(0.0, 1.0)


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """How the two scores are weighed and how deep each side is asked.

    Weighted scores, not reciprocal ranks: equal-weight rank fusion was measured worse whenever
    one side is the weaker (RRF throws away by how much a chunk won). No one pair of weights is
    right either: a question in the report's own words is for BM25, one in everyday words for the
    encoder. How much of the question the best lexical match covers tells them apart.
    """

    gain: float = 2.0
    """Weight of a lexical score on the scale of what is attainable, against the cosine's 1."""
    depth: int = 100
    """Candidates taken from each side; more when more results are asked for."""

    def __post_init__(self) -> None:
        """Refuse settings that rank backwards or find nothing."""
        if self.gain < 0 or self.depth < 1:
            raise ValueError(f"fusion needs a gain of 0 or more and a depth of 1 or more: {self}")

    def weights(self, coverage: float) -> Weights:
        """The weights that rank by cosine + gain × lexical score ÷ attainable score.

        Args:
            coverage: the best lexical score ÷ the attainable one, 0–1.
        """
        lexical = self.gain * coverage
        return Weights(lexical / (1 + lexical), 1 / (1 + lexical))


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


def fuse(lexical: Ranking, dense: Ranking, weights: Weights, limit: int) -> Fused:
    """The ``limit`` best by ``lexical`` weight × score + ``dense`` weight × max(cosine, 0).

    Args:
        lexical: scores in [0, 1]; a chunk missing here scores 0.
        dense: cosines of at least every chunk of ``lexical``; empty when not searched.
        weights: of the two scores.
        limit: most chunks returned.
    """
    ids = np.union1d(lexical.ids, dense.ids)
    words, cosines = _aligned(ids, lexical), _aligned(ids, dense)
    scores = weights.lexical * words + weights.dense * np.clip(cosines, 0.0, 1.0)
    best = ranked(ids, scores, limit)
    place = np.searchsorted(ids, best.ids)
    return Fused(best.ids, best.scores, words[place], cosines[place])


def _aligned(ids: NDArray[np.int64], ranking: Ranking) -> NDArray[np.float32]:
    scores = np.zeros(len(ids), dtype=np.float32)
    scores[np.searchsorted(ids, ranking.ids)] = ranking.scores
    return scores
