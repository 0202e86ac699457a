"""Which concept of the catalogue a question means, by wording and by meaning.

Every phrase of the lexicon is compared with the question twice: by shared words and character
pairs (idf-weighted), and by the sentence encoder. Neither is a list of accepted questions; an
unseen phrasing scores by what it shares with the phrases known.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.phrases import Phrases, phrase_arrays
from corpus.catalogue import Catalogue, Concept
from corpus.normalise import fold
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


def certain(concept: Concept) -> Match:
    """The match of a concept that is meant beyond doubt."""
    return Match(concept, 1.0, 1.0, 1.0, concept.name, exact=True)


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
    """Compares questions with all phrases of the catalogue.

    Without an embedder the lexical score stands for both. ``phrases``: those of this catalogue
    and embedder, if they are worked out already.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Embedder | None = None,
        settings: MatchSettings = MatchSettings(),
        phrases: Phrases | None = None,
    ) -> None:
        self._settings = settings
        self._embedder = embedder
        self._concepts = catalogue.concepts
        self._numbers = {concept.key: i for i, concept in enumerate(catalogue.concepts)}
        self._phrases = phrases or Phrases.read(phrase_arrays(catalogue, embedder))

    def match(self, question: str, limit: int = 8, also: Collection[str] = ()) -> tuple[Match, ...]:
        """The concepts nearest to a folded question without body and year.

        Args:
            question: what to match.
            limit: most matches, besides those of ``also``.
            also: keys of concepts to match however far they are.

        Returns:
            The matches, best first; ties by catalogue order.
        """
        if not question:
            return ()
        texts, owners = self._phrases.texts, self._phrases.owners
        lexical = self._phrases.lexical(question)
        dense = self._dense(question, lexical)
        mixed = self._settings.lexical * lexical + self._settings.dense * dense
        # Lowering the best can let in no more others than it put back.
        depth = limit * 12
        pool = _best(mixed, 2 * depth)
        nearest = [i for i in pool[:depth] if lexical[i]]
        unsaid = self._phrases.unsaid(nearest, question)
        mixed[nearest] -= self._settings.unsaid * lexical[nearest] * unsaid
        contained = set(self._contained(question))
        for i in contained:
            if len(texts[i]) >= 3:
                mixed[i] = max(mixed[i], self._settings.exact_floor)
        best: dict[int, int] = {}
        near: dict[int, list[str]] = defaultdict(list)
        for i in _ordered(mixed, np.array([*{*pool, *contained}]))[:depth]:
            best.setdefault(int(owners[i]), i)
            near[int(owners[i])].append(texts[i])
        chosen = dict(list(best.items())[:limit])
        for owner in sorted(self._numbers[key] for key in also):
            own = self._phrases.of(owner)
            chosen.setdefault(owner, _ordered(mixed, own)[0])
            near[owner] = near[owner] or [texts[i] for i in _ordered(mixed, own)[:_NEAREST]]
        return tuple(
            Match(
                self._concepts[owner],
                float(mixed[i]),
                float(lexical[i]),
                float(dense[i]),
                texts[i],
                i in contained,
                tuple(near[owner][:_NEAREST]),
            )
            for owner, i in chosen.items()
        )

    def named(self, question: str, kind: str) -> tuple[Concept, ...]:
        """Concepts of ``kind`` of which a phrase stands in the folded question, longest first."""
        found: dict[int, int] = {}
        contained = list(self._contained(question))
        longer = {self._phrases.texts[i] for i in contained}
        for i in contained:
            phrase, owner = self._phrases.texts[i], int(self._phrases.owners[i])
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
            for length in range(1, min(self._phrases.longest, len(question) - start) + 1)
        }
        for run in sorted(runs & self._phrases.numbers.keys()):
            yield from self._phrases.numbers[run]

    @lru_cache(maxsize=4096)  # noqa: B019 - one matcher lives as long as its index
    def topic(self, heading: str) -> str | None:
        """Key of the section topic a folded heading stands for, numbering ignored."""
        found = (m for m in self.match(_NUMBERING.sub("", heading), 4) if m.score >= _TOPICAL)
        return next((m.concept.key for m in found if m.concept.kind == "section"), None)

    def _own(self, owner: int) -> tuple[str, ...]:
        return self.phrases(self._concepts[owner])

    def phrases(self, concept: Concept) -> tuple[str, ...]:
        """All folded phrases of a concept."""
        return tuple(fold(p) for p in (concept.name, *concept.variants, *concept.aliases))

    def _dense(self, question: str, lexical: NDArray[np.float64]) -> NDArray[np.float64]:
        if self._embedder is None:
            return lexical
        vector = self._embedder.queries([question])[0]
        cosines = self._phrases.vectors @ vector
        scores: NDArray[np.float64] = np.maximum(cosines, 0).astype(np.float64)
        return scores


def _stands_alone(question: str, phrase: str, others: set[str]) -> bool:
    """Whether the phrase also stands outside the longer ones: 个人 in 「个人隐私」 does not."""
    for other in sorted(others, key=len, reverse=True):
        if phrase != other and phrase in other:
            question = question.replace(other, "，")
    return phrase in question


def _says(question: str, phrase: str) -> bool:
    """Whether the phrase stands in the question as a name.

    Not as the measure of 「几个人」, nor within 「哪个单位申请最多」, 「下属单位申请」.
    """
    at = question.find(phrase)
    before = question[at - 1 : at] if at > 0 else ""
    if _BODIES.match(phrase):
        return at >= 0 and (not before or before in _OPENS)
    return at >= 0 and not (phrase[0] == "个" and before in tuple(_COUNTED))


_BODIES = re.compile("单位|机构|组织")
"""Words for applicants that mostly speak of others."""
_OPENS = "，、,的和与及由是里中有跟比以占为"
"""After these they begin a name."""
_COUNTED = "几多少两每一二三四五六七八九十"


def _best(scores: NDArray[np.float64], count: int) -> list[int]:
    """Positions of the ``count`` highest scores, best first, ties by position."""
    last = max(0, len(scores) - count)
    return _ordered(scores, np.argpartition(scores, last)[last:])


def _ordered(scores: NDArray[np.float64], positions: NDArray[np.int64]) -> list[int]:
    """Positions by score, best first, ties by position."""
    ordered: list[int] = positions[np.lexsort((positions, -scores[positions]))].tolist()
    return ordered
