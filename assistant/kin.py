"""Words of the loaded reports that mean what a word of the question means."""

import re
from functools import lru_cache

import numpy as np

from corpus.segment import cut, known_words
from corpus.version import source_digest
from index.derived import Arrays
from index.embed import Embedder

_ALIKE = 0.52
"""Least cosine of two single words taken for one: 规矩/制度 0.52, 废掉/废止 0.57, 老师/教师
0.61, 批下来/获批 0.70; words that are only related mostly stay below 0.45 (抖音号/微信 0.28,
粉丝/微博 0.40)."""
_MOST = 60_000
"""Words compared at most; a larger vocabulary is cut to the first so many, sorted."""


def kin_arrays(text: str, embedder: Embedder | None) -> Arrays:
    """The words of folded reports and, with an embedder, their vectors: what ``Kin`` is made of."""
    found = {
        word
        for line in text.split("\n")
        for word in (*known_words(line), *cut(line))
        if len(word) > 1 and re.search(r"[^\W\d_]", word)
    }
    words = sorted(found)[:_MOST]
    vectors = embedder.documents(words) if embedder else np.zeros((len(words), 0), np.float32)
    return {"words": np.array(words, np.str_), "vectors": vectors}


def kin_version(embedder: Embedder | None) -> str:
    """Stands for everything but the reports that the arrays depend on."""
    return f"{source_digest('corpus', 'assistant.kin')} {embedder.name if embedder else ''}"


class Kin:
    """The reports' words and their vectors.

    Args:
        arrays: from ``kin_arrays``.
        embedder: the one they were made with; None finds no kin.
    """

    def __init__(self, arrays: Arrays, embedder: Embedder | None) -> None:
        self._words: list[str] = arrays["words"].tolist()
        self._vectors = arrays["vectors"]
        self._embedder = embedder
        self.of = lru_cache(maxsize=8192)(self._near)

    def _near(self, word: str) -> frozenset[str]:
        """Words of the reports that mean the same as ``word``, itself left out."""
        if self._embedder is None or len(word) < 2:
            return frozenset()
        cosines = self._vectors @ self._embedder.documents([word])[0]
        near = np.flatnonzero(cosines >= _ALIKE)
        # 申请 is more general than 专利申请, not the same.
        return frozenset(w for w in (self._words[i] for i in near) if w not in word)
