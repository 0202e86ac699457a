"""Every phrase of the catalogue, with what comparing it with questions needs.

Working that out takes over a second, mostly cutting and embedding; as arrays it is read in a few
milliseconds.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from assistant.terms import Term, content, held
from assistant.typos import official_words
from corpus.catalogue import Catalogue
from corpus.normalise import fold
from corpus.segment import known_words
from corpus.version import source_digest
from index.derived import Arrays
from index.embed import Embedder

_SAID_LIGHTLY = frozenset("的了呢吗啊吧么是有在多少几个条件次篇共一")


@dataclass(frozen=True)
class Phrases:
    """The folded phrases, sorted, and parallel arrays; n phrases, f features, t terms.

    ``owners``: (n,) numbers of the phrases' concepts. ``norms``: (n,) lengths of their feature
    vectors. ``vectors``: (n, d) unit rows, or (n, 0) without an embedder. ``idf``: (f,) of
    ``features``, whose phrases are ``postings[starts[i]:starts[i + 1]]``. ``words`` and
    ``weights``: (t,) the content terms; those of phrase i are numbered
    ``said[bounds[i]:bounds[i + 1]]``.
    """

    texts: tuple[str, ...]
    owners: NDArray[np.int64]
    norms: NDArray[np.float64]
    vectors: NDArray[np.float32]
    features: tuple[str, ...]
    idf: NDArray[np.float64]
    starts: NDArray[np.int64]
    postings: NDArray[np.int64]
    words: tuple[str, ...]
    weights: NDArray[np.float64]
    bounds: NDArray[np.int64]
    said: NDArray[np.int64]
    official: tuple[str, ...]
    """``official_words`` of the catalogue."""

    @classmethod
    def read(cls, arrays: Arrays) -> "Phrases":
        """From what ``phrase_arrays`` made."""
        names = ("texts", "features", "words", "official")
        texts = {name: tuple(arrays[name].tolist()) for name in names}
        return cls(**{**arrays, **texts})  # type: ignore[arg-type]

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """Numbers of the phrases by text: two concepts may share one."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            numbers[text].append(number)
        return dict(numbers)

    @cached_property
    def _owned(self) -> dict[int, NDArray[np.int64]]:
        order = np.argsort(self.owners, kind="stable")
        owners, begins = np.unique(self.owners[order], return_index=True)
        return dict(zip(owners.tolist(), np.split(order, begins[1:]), strict=True))

    def of(self, owner: int) -> NDArray[np.int64]:
        """Numbers of a concept's phrases."""
        return self._owned[owner]

    @cached_property
    def longest(self) -> int:
        """Characters of the longest phrase."""
        return max(map(len, self.texts), default=0)

    @cached_property
    def _terms(self) -> tuple[tuple[Term, ...], list[int], list[int]]:
        """The content terms, and ``said`` and ``bounds`` as lists: faster to walk."""
        terms = tuple(map(Term, self.words, self.weights.tolist()))
        return terms, self.said.tolist(), self.bounds.tolist()

    @cached_property
    def _features(self) -> dict[str, int]:
        return {feature: number for number, feature in enumerate(self.features)}

    def lexical(self, question: str) -> NDArray[np.float64]:
        """Cosine of idf-weighted features of a folded question with every phrase, shape (n,)."""
        scores = np.zeros(len(self.texts))
        norm = 0.0
        for feature in sorted(features_of(question)):
            number = self._features.get(feature)
            if number is None:
                continue
            weight = float(self.idf[number]) ** 2
            norm += weight
            scores[self.postings[self.starts[number] : self.starts[number + 1]]] += weight
        return scores / (self.norms * math.sqrt(norm)) if norm else scores

    def unsaid(self, numbers: Sequence[int], question: str) -> NDArray[np.float64]:
        """Share of each numbered phrase's content that a folded question does not speak of.

        In [0, 1]; 0 for a phrase without content.
        """
        terms, said, bounds = self._terms
        degrees: dict[int, float] = {}
        shares = []
        for number in numbers:
            total = spoken = 0.0
            for i in said[bounds[number] : bounds[number + 1]]:
                if i not in degrees:
                    degrees[i] = held(terms[i], question)
                total += terms[i].weight
                spoken += terms[i].weight * degrees[i]
            shares.append(1 - spoken / total if total else 0.0)
        return np.array(shares)


def phrases_version(catalogue: Catalogue, embedder: Embedder | None) -> str:
    """Stands for everything the arrays depend on."""
    said = repr([(c.kind, c.name, c.variants, c.aliases) for c in catalogue.concepts])
    code = source_digest("corpus", "assistant.phrases", "assistant.terms", "assistant.typos")
    model = embedder.name if embedder else ""
    return f"{code} {blake2b(said.encode(), digest_size=8).hexdigest()} {model}"


def phrase_arrays(catalogue: Catalogue, embedder: Embedder | None) -> Arrays:
    """The fields of ``Phrases``, worked out."""
    phrases = sorted(
        {
            (fold(phrase), number)
            for number, concept in enumerate(catalogue.concepts)
            for phrase in (concept.name, *concept.variants, *concept.aliases)
        }
    )
    texts = [text for text, _ in phrases]
    vectors = embedder.documents(texts) if embedder else np.zeros((len(texts), 0), np.float32)
    return {
        "texts": np.array(texts, np.str_),
        "owners": np.array([number for _, number in phrases], np.int64),
        "vectors": vectors,
        "official": np.array(official_words(catalogue), np.str_),
        **_feature_arrays(texts),
        **_term_arrays(texts),
    }


def features_of(text: str) -> frozenset[str]:
    """Dictionary words and character pairs of folded text, question particles dropped."""
    words = {w for w in known_words(text) if not set(w) <= _SAID_LIGHTLY}
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return frozenset(words | {p for p in pairs if not set(p) <= _SAID_LIGHTLY})


def _feature_arrays(texts: Sequence[str]) -> Arrays:
    """Idf of every feature, the phrases that hold it, and each phrase's norm."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for feature in features_of(text):
            postings[feature].append(number)
    features = sorted(postings)
    idf = [math.log(1 + len(texts) / len(postings[feature])) for feature in features]
    squares = np.zeros(len(texts))
    for feature, weight in zip(features, idf, strict=True):
        squares[postings[feature]] += weight**2
    return {
        "features": np.array(features, np.str_),
        "idf": np.array(idf),
        "norms": np.sqrt(np.maximum(squares, 1e-9)),
        **_joined("starts", "postings", [postings[feature] for feature in features]),
    }


def _term_arrays(texts: Sequence[str]) -> Arrays:
    """The content terms of the phrases, each once, and which of them every phrase has."""
    terms: dict[Term, int] = {}
    said = [[terms.setdefault(t, len(terms)) for t in content(text)] for text in texts]
    return {
        "words": np.array([term.word for term in terms], np.str_),
        "weights": np.array([term.weight for term in terms]),
        **_joined("bounds", "said", said),
    }


def _joined(bounds: str, flat: str, rows: Sequence[Sequence[int]]) -> Arrays:
    """Rows of unequal length end to end, and where each begins."""
    return {
        bounds: np.cumsum([0, *map(len, rows)], dtype=np.int64),
        flat: np.array([number for row in rows for number in row], np.int64),
    }
