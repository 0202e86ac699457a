"""Words of the loaded reports that mean what a word of the question means."""

import re
from functools import lru_cache

import numpy as np

from corpus.segment import cut, known_words
from index.embed import Embedder

_ALIKE = 0.52
"""Least cosine of two single words taken for one: 规矩/制度 0.52, 废掉/废止 0.57, 老师/教师
0.61, 批下来/获批 0.70; words that are only related mostly stay below 0.45 (抖音号/微信 0.28,
粉丝/微博 0.40)."""
_MOST = 60_000
"""Words compared at most; a larger vocabulary is cut to the first so many, sorted."""


class Kin:
    """The reports' words and their vectors.

    Args:
        text: folded text of the loaded reports.
        embedder: None finds no kin.
    """

    def __init__(self, text: str, embedder: Embedder | None) -> None:
        words = {
            word
            for line in text.split("\n")
            for word in (*known_words(line), *cut(line))
            if len(word) > 1 and re.search(r"[^\W\d_]", word)
        }
        self._words = sorted(words)[:_MOST]
        self._embedder = embedder
        self._vectors = embedder.documents(self._words) if embedder and self._words else None
        self.of = lru_cache(maxsize=8192)(self._near)

    def _near(self, word: str) -> frozenset[str]:
        """Words of the reports that mean the same as ``word``, itself left out."""
        if self._vectors is None or self._embedder is None or len(word) < 2:
            return frozenset()
        cosines = np.einsum("ij,j->i", self._vectors, self._embedder.documents([word])[0])
        near = np.flatnonzero(cosines >= _ALIKE)
        # 申请 is more general than 专利申请, not the same.
        return frozenset(w for w in (self._words[i] for i in near) if w not in word)
