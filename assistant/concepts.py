"""Which concept of the catalogue a question means, by wording and by meaning.

Every phrase of the lexicon is compared with the question twice: by shared words and character
pairs (idf-weighted), and by the sentence encoder. Neither is a list of accepted questions; an
unseen phrasing scores by what it shares with the phrases known.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.terms import Term, content, coverage
from corpus.catalogue import Catalogue, Concept
from corpus.normalise import fold
from corpus.segment import known_words
from index.embed import Embedder

_NUMBERING = re.compile(r"^第?[（(]?[一二三四五六七八九十\d]+[）)]?(?:部分)?[、.．]?")
_NEAREST = 4
_TOPICAL = 0.5
"""A heading scored lower against a topic's wording is about something else."""


@dataclass(frozen=True, slots=True)
class Match:
    """A concept and how well the question means it, in [0, 1].

    ``phrase`` is the closest phrase of the concept; ``exact`` when it stands in the question.
    """

    concept: Concept
    score: float
    lexical: float
    dense: float
    phrase: str
    exact: bool
    phrases: tuple[str, ...] = ()
    """The nearest few phrases of the concept, best first."""


@dataclass(frozen=True)
class MatchSettings:
    """How the two scores mix.

    Set by judgement while reading wrong answers on the development questions; no grid was run.
    """

    lexical: float = 0.6
    dense: float = 0.4
    unsaid: float = 0.5
    """Share of the lexical score lost by a phrase that speaks of what the question does not:
    「网站收到几件申请」 for 「收到几件申请」."""
    exact_floor: float = 0.55
    """Least score of a phrase of three characters or more that stands in the question whole."""

    def __post_init__(self) -> None:
        """Check the weights.

        Raises:
            ValueError: the weights do not sum to one.
        """
        if abs(self.lexical + self.dense - 1) > 1e-9:
            raise ValueError("lexical and dense weights must sum to 1")


class ConceptMatcher:
    """All phrases of the catalogue, ready to be compared with questions.

    Without an embedder the lexical score stands for both.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Embedder | None = None,
        settings: MatchSettings = MatchSettings(),
    ) -> None:
        self._settings = settings
        self._embedder = embedder
        self._concepts = catalogue.concepts
        phrases = {
            (fold(phrase), number)
            for number, concept in enumerate(catalogue.concepts)
            for phrase in (concept.name, *concept.variants, *concept.aliases)
        }
        self._phrases = sorted(phrases)
        self._longest = max(len(phrase) for phrase, _ in self._phrases)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for i, (phrase, _) in enumerate(self._phrases):
            self._numbers[phrase].append(i)
        self._owner = np.array([number for _, number in self._phrases], dtype=np.int64)
        self._idf, self._postings, self._norms = _index([p for p, _ in self._phrases])

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        """Phrase vectors, shape (phrases, dimension), unit rows."""
        assert self._embedder is not None
        return self._embedder.documents([phrase for phrase, _ in self._phrases])

    def match(self, question: str, limit: int = 8) -> tuple[Match, ...]:
        """The concepts nearest to a folded question without body and year.

        Returns:
            At most ``limit`` matches, best first; ties by catalogue order.
        """
        if not question:
            return ()
        lexical = self._lexical(question)
        dense = self._dense(question)
        mixed = self._settings.lexical * lexical + self._settings.dense * dense
        for i in _best(mixed, limit * 12):
            mixed[i] -= self._settings.unsaid * lexical[i] * self._unsaid(int(i), question)
        contained = set(self._contained(question))
        for i in contained:
            if len(self._phrases[i][0]) >= 3:
                mixed[i] = max(mixed[i], self._settings.exact_floor)
        best: dict[int, int] = {}
        near: dict[int, list[str]] = defaultdict(list)
        for i in _best(mixed, limit * 12):
            best.setdefault(int(self._owner[i]), int(i))
            near[int(self._owner[i])].append(self._phrases[i][0])
        return tuple(
            Match(
                self._concepts[owner],
                float(mixed[i]),
                float(lexical[i]),
                float(dense[i]),
                self._phrases[i][0],
                i in contained,
                tuple(near[owner][:_NEAREST]),
            )
            for owner, i in list(best.items())[:limit]
        )

    def named(self, question: str, kind: str) -> tuple[Concept, ...]:
        """Concepts of ``kind`` of which a phrase stands in the folded question, longest first."""
        found: dict[int, int] = {}
        contained = list(self._contained(question))
        longer = {self._phrases[i][0] for i in contained}
        for i in contained:
            phrase, owner = self._phrases[i]
            inside = any(phrase != other and phrase in other for other in longer)
            own = any(phrase != p and phrase in p and p in question for p in self._own(owner))
            column = inside and not own and kind == "column"
            if column and not _stands_alone(question, phrase, longer):
                continue
            if self._concepts[owner].kind == kind and _says(question, phrase):
                found[owner] = max(found.get(owner, 0), len(phrase))
        order = sorted(found, key=lambda owner: (-found[owner], owner))
        return tuple(self._concepts[owner] for owner in order)

    def _contained(self, question: str) -> Iterator[int]:
        """Numbers of the phrases that stand in the question."""
        runs = {
            question[start : start + length]
            for start in range(len(question))
            for length in range(1, min(self._longest, len(question) - start) + 1)
        }
        for run in sorted(runs):
            yield from self._numbers.get(run, ())

    @lru_cache(maxsize=4096)  # noqa: B019 - one matcher lives as long as its index
    def topics(self, heading: str) -> frozenset[str]:
        """Keys of the section topics a folded heading stands for, numbering ignored."""
        title = _NUMBERING.sub("", heading)
        found = [m for m in self.match(title, 4) if m.concept.kind == "section"]
        return frozenset(m.concept.key for m in found if m.score >= _TOPICAL)

    def _unsaid(self, number: int, question: str) -> float:
        """Share of a phrase's content that the question does not speak of, in [0, 1]."""
        terms = _content(self._phrases[number][0])
        return 1 - coverage(terms, question) if terms else 0.0

    def _own(self, owner: int) -> tuple[str, ...]:
        return self.phrases(self._concepts[owner])

    def phrases(self, concept: Concept) -> tuple[str, ...]:
        """All folded phrases of a concept."""
        return tuple(fold(p) for p in (concept.name, *concept.variants, *concept.aliases))

    def _lexical(self, question: str) -> NDArray[np.float64]:
        """Cosine of idf-weighted features with every phrase, shape (phrases,)."""
        features = _features(question)
        scores = np.zeros(len(self._phrases))
        norm = 0.0
        for feature in features:
            weight = self._idf.get(feature)
            if weight is None:
                continue
            norm += weight * weight
            scores[self._postings[feature]] += weight * weight
        return scores / (self._norms * math.sqrt(norm)) if norm else scores

    def _dense(self, question: str) -> NDArray[np.float64]:
        if self._embedder is None:
            return self._lexical(question)
        vector = self._embedder.queries([question])[0]
        # Not ``@``: BLAS would wake its threads for a millisecond's work.
        cosines = np.einsum("ij,j->i", self._vectors, vector)
        scores: NDArray[np.float64] = np.maximum(cosines, 0).astype(np.float64)
        return scores


def _stands_alone(question: str, phrase: str, others: set[str]) -> bool:
    """Whether the phrase also stands outside the longer ones: 个人 in 「个人隐私」 does not."""
    for other in sorted(others, key=len, reverse=True):
        if phrase != other and phrase in other:
            question = question.replace(other, "，")
    return phrase in question


def _says(question: str, phrase: str) -> bool:
    """Whether the phrase stands in the question, and not as the measure of 「几个人」."""
    at = question.find(phrase)
    return at >= 0 and not (phrase[0] == "个" and question[at - 1 : at] in tuple(_COUNTED))


_COUNTED = "几多少两每一二三四五六七八九十"


def _best(scores: NDArray[np.float64], count: int) -> list[int]:
    """Positions of the ``count`` highest scores, best first, ties by position."""
    count = min(count, len(scores))
    top = np.argpartition(-scores, count - 1)[:count]
    return [int(i) for i in top[np.lexsort((top, -scores[top]))]]


@lru_cache(maxsize=16_384)
def _content(phrase: str) -> tuple[Term, ...]:
    return content(phrase)


def _index(
    phrases: Sequence[str],
) -> tuple[dict[str, float], dict[str, NDArray[np.int64]], NDArray[np.float64]]:
    """Idf of every feature, the phrases that hold it, and each phrase's norm."""
    postings: dict[str, list[int]] = defaultdict(list)
    for i, phrase in enumerate(phrases):
        for feature in _features(phrase):
            postings[feature].append(i)
    idf = {f: math.log(1 + len(phrases) / len(found)) for f, found in postings.items()}
    squares = np.zeros(len(phrases))
    for feature, found in postings.items():
        squares[found] += idf[feature] ** 2
    arrays = {f: np.array(found, dtype=np.int64) for f, found in postings.items()}
    return idf, arrays, np.sqrt(np.maximum(squares, 1e-9))


_SAID_LIGHTLY = frozenset("的了呢吗啊吧么是有在多少几个条件次篇共一")


def _features(text: str) -> frozenset[str]:
    """Dictionary words and character pairs of folded text, question particles dropped."""
    words = {w for w in known_words(text) if not set(w) <= _SAID_LIGHTLY}
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return frozenset(words | {p for p in pairs if not set(p) <= _SAID_LIGHTLY})
