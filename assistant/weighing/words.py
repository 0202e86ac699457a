"""Words as the networks see them: a vector, a class, how much they say."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.terms import Term, asks, is_light
from corpus.dictionary import entry
from corpus.normalise import fold
from corpus.segment import known_words
from corpus.words import frequency, salience
from index import Embedder, load_embedder

_CLASSES = "nvadmrpcuftbsizjle"
"""First letters of jieba's word classes; any other is counted with the last column."""
_LETTER = re.compile(r"[^\W_]")
_MOST_ASKED = 40
"""Words of a question that are read; the rest of a longer one is seldom about the report."""
_MOST_BEFORE = 12
WORD_FEATURES = len(_CLASSES) + 1 + 9


@cache
def encoder() -> Embedder:
    """The shipped encoder, whatever the index was built with: the networks know its vectors."""
    return load_embedder()


@lru_cache(maxsize=4096)
def meanings_of(texts: tuple[str, ...]) -> NDArray[np.float32]:
    """Unit vectors of texts that come again and again, shape (n, d)."""
    return encoder().documents(texts)


class WordVectors:
    """Unit vectors of all words met so far, one row each; rows are only ever added."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._matrix = np.zeros((4096, encoder().dimension), np.float32)
        self._lock = Lock()

    def rows(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Row numbers of ``words``."""
        known = self._rows
        if any([word not in known for word in words]):
            with self._lock:
                self._add([w for w in dict.fromkeys(words) if w not in known])
        return np.array([known[word] for word in words], np.int64)

    def _add(self, words: Sequence[str]) -> None:
        if not words:
            return
        first = len(self._rows)
        while first + len(words) > len(self._matrix):
            self._matrix = np.concatenate((self._matrix, np.zeros_like(self._matrix)))
        self._matrix[first : first + len(words)] = encoder().documents(words)
        for number, word in enumerate(words, first):
            self._rows[word] = number

    def of(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Vectors, shape (len(rows), d)."""
        taken: NDArray[np.float32] = self._matrix[rows]
        return taken


@cache
def vectors() -> WordVectors:
    """The one table of this process."""
    return WordVectors()


@lru_cache(maxsize=16_384)
def letters(folded: str) -> tuple[str, ...]:
    """Words of a folded text, marks left out."""
    return tuple(word for word in known_words(folded) if _LETTER.search(word))


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The n words of a question, then those of the question before.

    ``vectors``: (n, d). ``features``: (n, WORD_FEATURES). ``weights``: (n,) how much each must
    be answered for. ``telling``: numbers of the words that a text can speak of at all.
    """

    terms: tuple[Term, ...]
    vectors: NDArray[np.float32]
    features: NDArray[np.float32]
    weights: NDArray[np.float32]
    telling: tuple[int, ...]


def asked_words(text: str, terms: Sequence[Term], context: Sequence[Term]) -> AskedWords:
    """The words of a folded question without body and year.

    Args:
        text: what is asked.
        terms: its content words with their weights and kin.
        context: content words of the question before.
    """
    own = letters(text)[:_MOST_ASKED]
    before = tuple(term.word for term in context[:_MOST_BEFORE])
    words = own + before or ("空",)
    known = {term.word: term for term in (*context, *terms)}
    asking = [*asks(text, own), *[False] * len(before)] or [False]
    features = np.array(
        [
            [*_general(word), asked, i >= len(own), known[word].weight if word in known else 0.0]
            for i, (word, asked) in enumerate(zip(words, asking, strict=True))
        ],
        np.float32,
    )
    table = vectors()
    telling = [
        i
        for i, word in enumerate(words)
        if not asking[i] and (len(word) > 1 or word in known or salience(word) > 0)
    ]
    return AskedWords(
        tuple(known.get(word) or Term(word, 0.0) for word in words),
        table.of(table.rows(words)),
        features,
        np.array([known[w].weight if w in known else 0.0 for w in words], np.float32),
        tuple(telling),
    )


@lru_cache(maxsize=16_384)
def _general(word: str) -> tuple[float, ...]:
    """Word class, and what dictionaries say of a word."""
    found = entry(word)
    tag = (found[1] if found else "n")[0]
    classes = [0.0] * (len(_CLASSES) + 1)
    classes[_CLASSES.find(tag)] = 1.0
    return (
        *classes,
        salience(word),
        min(1.0, math.log1p(frequency(word)) / 12),
        min(len(word), 4) / 4,
        float(is_light(word)),
        float(word.isdigit()),
        float(found is None),
    )


def folded_words(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` folded, and its words: those between bars, which come again, each by themselves."""
    folded = fold(text)
    return folded, tuple(chain.from_iterable(map(letters, folded.split("|"))))
