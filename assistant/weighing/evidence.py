"""A question and what was found for it → the numbers the evidence network reads."""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.asked import Asked
from assistant.figures import Figure, named_share
from assistant.query import Query
from assistant.terms import held
from assistant.weighing.clauses import Clauses, Window, clauses_of, headed
from assistant.weighing.kinds import (
    ASKED,
    HELD,
    MEETING,
    Wanted,
    asked_kinds,
    counted_units,
    held_kinds,
)
from assistant.weighing.meeting import Meeting, meet
from assistant.weighing.words import AskedWords, asked_words, encoder
from corpus.normalise import fold
from index.schema import Hit

CHANNELS = 8
"""``held`` and ``alike`` of each word in: the window, its heading, its best clause, its chunk.

For a figure: its official names, the phrase matched, the phrases nearest, the row's path.
"""
_PROSE = 17
_FIGURE = 20
FEATURES = 2 + _PROSE + _FIGURE + 2 * MEETING + HELD
QUESTION = ASKED + 28
_KEPT = 20
"""Windows weighed, the most promising first; 1 in 50 right ones is lost."""
_FROM_ONE = 3
"""Windows of one chunk weighed at most."""
_VARIANTS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A retrieved chunk. ``aside``: another year's report, of which only some windows count."""

    hit: Hit
    rank: int
    aside: bool
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One window of a found chunk, as a candidate.

    ``covered``: weighted share of the question's content that it speaks of, in [0, 1].
    """

    found: Found
    window: Window
    covered: float
    promise: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the network reads, for n words and c candidates (windows, then figures).

    ``words``: (n, d), ``word_features``: (n, WORD_FEATURES), ``question``: (QUESTION,),
    ``met``: (c, n, CHANNELS), ``features``: (c, FEATURES); all float32.
    """

    words: NDArray[np.float32]
    word_features: NDArray[np.float32]
    question: NDArray[np.float32]
    met: NDArray[np.float32]
    features: NDArray[np.float32]


class Gatherer:
    """Turns candidates for one query into numbers."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._words: AskedWords = asked_words(fold(query.text), query.terms, query.context)
        self._wanted = Wanted(fold(query.text))
        said = "".join((query.text, *(term.word for term in query.context)))
        self._meaning = encoder().queries([fold(said)])[0]
        weights = self._words.weights
        if not weights.any():
            weights = np.zeros_like(weights)
            weights[list(self._words.telling)] = 1.0
        self._weights = weights / max(float(weights.sum()), 1e-6)
        self._asked = Asked(query)
        heads = {term.word for term in self._asked.heads}
        self._heads = [i for i, t in enumerate(self._words.terms) if t.word in heads]
        self._meetings: dict[int, tuple[Meeting, Meeting]] = {}

    def sightings(self, found: Sequence[Found]) -> list[Sighting]:
        """The most promising windows of the found chunks, best first; ties by place."""
        best: list[Sighting] = []
        for one in found:
            each = self._promises(one)
            best += sorted(each, key=_promising)[:_FROM_ONE]
        return sorted(best, key=_promising)[:_KEPT]

    def evidence(self, sightings: Sequence[Sighting], figures: Sequence[Figure]) -> Evidence:
        """Everything about the candidates, windows before figures."""
        prose = [self._prose(s) for s in sightings]
        table = [self._figure(f) for f in figures]
        met = [m for m, _ in (*prose, *table)]
        features = [f for _, f in (*prose, *table)]
        words = self._words
        return Evidence(
            words.vectors,
            words.features,
            self._question(bool(met)),
            np.stack(met) if met else np.zeros((0, len(words.terms), CHANNELS), np.float32),
            np.array(features, np.float32).reshape(len(features), FEATURES),
        )

    # --- the question --------------------------------------------------------------------------

    def _question(self, any_found: bool) -> NDArray[np.float32]:
        query = self._query
        numbers = [
            *asked_kinds(fold(query.text)),
            *map(float, astuple(query.cues)),
            float(query.body_named),
            float(query.year_named),
            float(bool(set(query.absent_years) - set(query.base_years))),
            min(len(self._words.terms), 30) / 30,
            query.likely.none,
            query.likely.best,
            float(len(query.years) > 1),
            float(len(query.bodies) > 1),
            float(bool(query.columns)) + float(any_found) / 2,
        ]
        return np.array(numbers, np.float32)

    # --- prose ---------------------------------------------------------------------------------

    def _met(self, found: Found) -> tuple[Clauses, Meeting, Meeting]:
        """A chunk's clauses, and what meeting them and its headings gave."""
        clauses = clauses_of(found.hit.chunk)
        made = self._meetings.get(found.hit.chunk_id)
        if made is None:
            made = meet(self._words, clauses.wording), meet(self._words, clauses.heading)
            self._meetings[found.hit.chunk_id] = made
        return clauses, *made

    def _promises(self, found: Found) -> list[Sighting]:
        _, met, above = self._met(found)
        spoken = met.spoken
        each = self._weights @ spoken
        headed_by = float(self._weights @ above.spoken[:, 0])
        promises = []
        for window in found.windows:
            part = slice(window.first, window.last)
            covered = float(self._weights @ spoken[:, part].max(axis=1))
            clause = float(each[part].max())
            promise = (
                0.6 * covered + 0.2 * clause + 0.3 * found.hit.score + 0.15 * headed_by
                - 0.05 * window.whole - 0.1 * found.aside
            )  # fmt: skip
            promises.append(Sighting(found, window, covered, promise))
        return promises

    def _prose(self, sighting: Sighting) -> tuple[NDArray[np.float32], list[float]]:
        found, window = sighting.found, sighting.window
        hit = found.hit
        clauses, met, above = self._met(found)
        part = slice(window.first, window.last)
        texts = clauses.texts[part]
        covered = self._weights @ met.spoken[:, part]
        wanted = [self._wanted.met_by(text) for text in texts]
        fits = np.array([sum(w) for w in wanted]) * 0.02
        best = int(np.argmax(covered + fits))
        channels = np.stack(
            [
                met.held[:, part].max(axis=1), met.alike[:, part].max(axis=1),
                above.held[:, 0], above.alike[:, 0],
                met.held[:, window.first + best], met.alike[:, window.first + best],
                met.held.max(axis=1), met.alike.max(axis=1),
            ],
            axis=1,
        )  # fmt: skip
        cosines = clauses.meanings @ self._meaning
        first, last = window.sentences
        numbers = [
            1.0, 0.0,
            hit.score, hit.lexical, hit.dense, 1 / (1 + found.rank),
            float(found.aside), float(hit.chunk.kind == "contact"),
            self._query.likely.of(hit.chunk.key), min(len(texts), 20) / 20, float(window.whole),
            float(met.new[part].sum() / max(met.words[part].sum(), 1)),
            float(cosines[first:last].max(initial=0)), float(cosines[-1]),
            float(self._weights @ met.spoken[:, part].max(axis=1)), float(covered[best]),
            *self._counted(met.spoken[:, part], texts, best),
            *[0.0] * _FIGURE,
            *self._wanted.met_by(window.text), *wanted[best], *held_kinds(window.text),
        ]  # fmt: skip
        return channels, numbers

    def _counted(
        self, spoken: NDArray[np.float32], texts: Sequence[str], best: int
    ) -> tuple[float, float, float]:
        """How far a window, its best clause and any clause with a fitting number go.

        The first two by the very thing that is counted, the last by the whole question; -1
        where no number fits.
        """
        heads = spoken[self._heads]
        window = float(heads.max(axis=1).min()) if len(heads) else 1.0
        clause = float(heads[:, best].min()) if len(heads) else 1.0
        if not self._query.cues.quantity:
            return window, clause, 0.0
        fitting = [i for i, text in enumerate(texts) if self._numbered(text)]
        covered = self._weights @ spoken[:, fitting] if fitting else np.zeros(0)
        return window, clause, float(covered.max(initial=-1.0))

    def _numbered(self, text: str) -> bool:
        return any([self._asked.counts_in(unit) for unit in counted_units(text)])

    # --- figures -------------------------------------------------------------------------------

    def _figure(self, figure: Figure) -> tuple[NDArray[np.float32], list[float]]:
        query, match, concept = self._query, figure.match, figure.match.concept
        cell = figure.result.cited[0].indicator if figure.result.cited else None
        names = "｜".join((concept.name, *concept.variants[:_VARIANTS]))
        path = " ".join(cell.path) if cell else concept.name
        texts = (names, match.phrase, "｜".join(match.phrases) or match.phrase, path)
        met = meet(self._words, headed(texts))
        channels = np.stack((met.held, met.alike), axis=2).reshape(len(met.held), CHANNELS)
        asked = self._asked
        meanings = encoder().documents([fold(concept.name), fold(path)]) @ self._meaning
        others = [m.score for m in query.matches if m.concept.key != concept.key]
        likely = query.likely.of(concept.key)
        rank = sum(p > likely for _, p in query.likely.keys)
        printed = f"{path} {cell.printed} {cell.unit or ''}" if cell else path
        wanted = self._wanted.met_by(printed)
        numbers = [
            0.0, 1.0, *[0.0] * _PROSE,
            match.score, match.lexical, match.dense, figure.explained, figure.gap,
            float(asked.measured_in(concept.unit)), named_share(query, concept),
            float(meanings[0]), float(meanings[1]), match.score - max(others, default=0.0),
            min((held(t, fold(names)) for t in asked.heads), default=1.0),
            float(concept.unit in {None, "—"}), float(concept.unit in {"元", "万元"}),
            float(concept.unit == "%"), likely, math.log(likely + 1e-3) / 7, 1 / (1 + rank),
            float(figure.several), float(figure.lacking is not None), float(figure.from_prose),
            *wanted, *wanted, *held_kinds(printed),
        ]  # fmt: skip
        return channels, numbers


def _promising(sighting: Sighting) -> tuple[float, str, int, int]:
    window = sighting.window
    return -sighting.promise, sighting.found.hit.chunk.report_id, window.start, window.end


def found_chunks(hits: Sequence[Hit], aside: bool) -> list[Found]:
    """Retrieved chunks with all their windows, in order of rank."""
    return [Found(hit, rank, aside, clauses_of(hit.chunk).windows) for rank, hit in enumerate(hits)]
