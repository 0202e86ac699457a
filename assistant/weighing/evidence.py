"""A question and what was found for it → the numbers the evidence network reads."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.asked import Asked
from assistant.figures import Figure, named_share
from assistant.query import Query
from assistant.terms import held
from assistant.weighing.clauses import Clauses, Window, clauses_of, headed, together
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
from assistant.weighing.words import AskedWords, asked_words, encoder, meanings_of
from corpus.catalogue import Catalogue, Concept
from corpus.normalise import fold
from corpus.schema import Chunk
from index.schema import Hit

CHANNELS = 8
"""``held`` and ``alike`` of each word in: the window, its heading, its best clause, its chunk.

For a figure: its official names, the phrase matched, the phrases nearest, the row's path.
"""
_PROSE = 21
_FIGURE = 20
FEATURES = 2 + _PROSE + _FIGURE + 2 * MEETING + HELD
QUESTION = ASKED + 28
_KEPT = 14
"""Windows weighed, the most promising first: of 24 chunks with 20 no more was answered rightly."""
_FROM_ONE = 3
"""Windows of one chunk weighed at most."""
_VARIANTS = 4
_TOPICS = 2
"""Section topics, best first, that headings are compared with."""


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
        self._weights: NDArray[np.float32] = weights / np.float32(max(weights.sum(), 1e-6))
        self._asked = Asked(query)
        heads = {term.word for term in self._asked.heads}
        self._heads = [i for i, t in enumerate(self._words.terms) if t.word in heads]
        self._topics = [
            _Topic(m.score, *_topic_wordings(m.concept))
            for m in query.matches
            if m.concept.kind == "section"
        ][:_TOPICS]
        self._chunks: dict[int, _Met] = {}
        self._details: dict[int, _Detail] = {}

    @np.errstate(invalid="ignore")  # see network.py
    def sightings(self, found: Sequence[Found]) -> list[Sighting]:
        """The most promising windows of the found chunks, best first; ties by place."""
        self._meet(found)
        best: list[Sighting] = []
        for each in self._promises(found):
            best += sorted(each, key=_promising)[:_FROM_ONE]
        return sorted(best, key=_promising)[:_KEPT]

    @np.errstate(invalid="ignore")
    def evidence(self, sightings: Sequence[Sighting], figures: Sequence[Figure]) -> Evidence:
        """Everything about the candidates, windows before figures."""
        prose = [self._prose(s) for s in sightings]
        table = self._figures(figures)
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

    def _meet(self, found: Sequence[Found]) -> None:
        """Meet all clauses and headings of the found chunks at once, not chunk by chunk."""
        chunks = {one.hit.chunk_id: clauses_of(one.hit.chunk) for one in found}
        wordings = [w for clauses in chunks.values() for w in (clauses.wording, clauses.heading)]
        if not wordings:
            return
        met, at = meet(self._words, together(wordings)), 0
        for number, clauses in chunks.items():
            above = at + len(clauses.texts)
            after = above + len(clauses.heading.starts)
            own = met.part(at, above)
            self._chunks[number] = _Met(
                clauses, own, met.part(above, after), clauses.meanings @ self._meaning,
                own.held.max(axis=1), own.alike.max(axis=1),
            )  # fmt: skip
            at = after

    def _promises(self, found: Sequence[Found]) -> Iterator[list[Sighting]]:
        """The windows of each found chunk, with what they promise."""
        for one in found:
            chunk = self._chunks[one.hit.chunk_id]
            spoken = chunk.met.spoken
            clause = self._weights @ spoken
            covered = self._weights @ _highest(spoken, one.windows)
            headed_by = float(self._weights @ chunk.above.spoken[:, 0])
            least = 0.3 * one.hit.score + 0.15 * headed_by - 0.1 * one.aside
            clauses = _highest(clause[None], one.windows)[0]
            yield [
                Sighting(one, window, share, 0.6 * share + 0.2 * best - 0.05 * window.whole + least)
                for window, share, best in zip(
                    one.windows, covered.tolist(), clauses.tolist(), strict=True
                )
            ]

    def _prose(self, sighting: Sighting) -> tuple[NDArray[np.float32], list[float]]:
        found, window = sighting.found, sighting.window
        hit = found.hit
        chunk = self._chunks[hit.chunk_id]
        if hit.chunk_id not in self._details:
            self._details[hit.chunk_id] = self._detailed(chunk, hit.chunk)
        detail = self._details[hit.chunk_id]
        met, above = chunk.met, chunk.above
        inside = slice(window.first, window.last)
        best = window.first + int(np.argmax(detail.fits[inside]))
        channels = np.empty((len(met.held), CHANNELS), np.float32)
        channels[:, 0] = met.held[:, inside].max(axis=1)
        channels[:, 1] = met.alike[:, inside].max(axis=1)
        channels[:, 2], channels[:, 3] = above.held[:, 0], above.alike[:, 0]
        channels[:, 4], channels[:, 5] = met.held[:, best], met.alike[:, best]
        channels[:, 6], channels[:, 7] = chunk.held, chunk.alike
        first, last = window.sentences
        words = max(float(met.words[inside].sum()), 1.0)
        clauses = window.last - window.first
        numbers = [
            1.0, 0.0,
            hit.score, hit.lexical, hit.dense, 1 / (1 + found.rank),
            float(found.aside), float(hit.chunk.kind == "contact"),
            self._query.likely.of(hit.chunk.key), min(clauses, 20) / 20, float(window.whole),
            float(met.new[inside].sum()) / words,
            float(chunk.cosines[first:last].max(initial=0)), float(chunk.cosines[-1]),
            sighting.covered, float(detail.covered[best]),
            *self._counted(met.spoken, detail, window, best), *detail.topical,
            *[0.0] * _FIGURE,
            *self._wanted.met_by(window.text), *detail.wanted[best], *held_kinds(window.text),
        ]  # fmt: skip
        return channels, numbers

    def _detailed(self, met: "_Met", chunk: Chunk) -> "_Detail":
        """What the windows of a chunk share."""
        texts = met.clauses.texts
        covered = self._weights @ met.met.spoken
        wanted = [self._wanted.met_by(text) for text in texts]
        counts = [self._query.cues.quantity and self._numbered(text) for text in texts]
        fits = covered + np.array([sum(w) for w in wanted]) * 0.02
        return _Detail(covered, wanted, fits, np.array(counts), self._topical(met, chunk))

    def _counted(
        self, spoken: NDArray[np.float32], detail: "_Detail", window: Window, best: int
    ) -> tuple[float, float, float]:
        """How far a window, its best clause and any clause with a fitting number go.

        The first two by the very thing that is counted, the last by the whole question; -1
        where no number fits.
        """
        whole = clause = 1.0
        inside = slice(window.first, window.last)
        if self._heads:
            whole = float(spoken[self._heads, inside].max(axis=1).min())
            clause = float(spoken[self._heads, best].min())
        if not self._query.cues.quantity:
            return whole, clause, 0.0
        fitting = detail.covered[inside][detail.counts[inside]]
        return whole, clause, float(fitting.max(initial=-1.0))

    def _numbered(self, text: str) -> bool:
        return any([self._asked.counts_in(unit) for unit in counted_units(text)])

    def _topical(self, met: "_Met", chunk: Chunk) -> tuple[float, float, float, float]:
        """How far the chunk stands under a heading for what the question is about.

        Best score of a topic times the cosine of heading and topic, the same of a topic whose
        wording stands in the heading or in one above it, and the best score of any topic.
        """
        if not self._topics:
            return 0.0, 0.0, 0.0, 0.0
        heading = fold(chunk.path[-1]) if chunk.path else ""
        above = fold(" ".join(chunk.path[:-1]))
        meaning = met.clauses.meanings[-1]
        near = max(t.score * float((t.meanings @ meaning).max()) for t in self._topics)
        here = max(t.score * t.named(heading) for t in self._topics)
        there = max(t.score * t.named(above) for t in self._topics)
        return near, here, there, self._topics[0].score

    # --- figures -------------------------------------------------------------------------------

    def _figures(self, figures: Sequence[Figure]) -> list[tuple[NDArray[np.float32], list[float]]]:
        if not figures:
            return []
        spoken_of = [headed(_wordings(figure)) for figure in figures]
        met, each = meet(self._words, together(spoken_of)), CHANNELS // 2
        parts = (met.part(each * i, each * (i + 1)) for i in range(len(figures)))
        return [self._figure(f, part) for f, part in zip(figures, parts, strict=True)]

    def _figure(self, figure: Figure, met: Meeting) -> tuple[NDArray[np.float32], list[float]]:
        query, match, concept = self._query, figure.match, figure.match.concept
        cell = figure.result.cited[0].indicator if figure.result.cited else None
        names, _, _, path = _wordings(figure)
        channels = np.stack((met.held, met.alike), axis=2).reshape(len(met.held), CHANNELS)
        asked = self._asked
        meanings = meanings_of((fold(concept.name), fold(path))) @ self._meaning
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


def _wordings(figure: Figure) -> tuple[str, str, str, str]:
    """Official names, the phrase matched, the phrases nearest, the row's path."""
    match, concept = figure.match, figure.match.concept
    cell = figure.result.cited[0].indicator if figure.result.cited else None
    names = "｜".join((concept.name, *concept.variants[:_VARIANTS]))
    path = " ".join(cell.path) if cell else concept.name
    return names, match.phrase, "｜".join(match.phrases) or match.phrase, path


@dataclass(frozen=True, slots=True)
class _Topic:
    """A section topic the question may be about, with its wordings and their vectors (n, d)."""

    score: float
    wordings: tuple[str, ...]
    meanings: NDArray[np.float32]

    def named(self, heading: str) -> bool:
        """Whether a folded heading says the topic."""
        return any([wording in heading for wording in self.wordings])


def load_topics(catalogue: Catalogue) -> None:
    """Work out the vectors of all section topics, which are otherwise made when first asked."""
    for concept in catalogue.concepts:
        if concept.kind == "section":
            _topic_wordings(concept)


@lru_cache(maxsize=512)
def _topic_wordings(concept: Concept) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    wordings = tuple(fold(p) for p in (concept.name, *concept.variants, *concept.aliases))
    return wordings, encoder().documents(wordings)


@dataclass(frozen=True, slots=True)
class _Met:
    """A chunk's clauses and headings as met by the question.

    ``cosines``: (s + 1,) of its sentences and its heading with the question. ``held``,
    ``alike``: (n,) of all its clauses together.
    """

    clauses: Clauses
    met: Meeting
    above: Meeting
    cosines: NDArray[np.float32]
    held: NDArray[np.float32]
    alike: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Detail:
    """What the windows of one chunk share, for its c clauses.

    ``covered``: (c,) weighted share of the question. ``wanted``: what of the kinds asked for
    each holds. ``fits``: (c,) both together. ``counts``: (c,) whether it has a fitting number.
    """

    covered: NDArray[np.float32]
    wanted: list[list[float]]
    fits: NDArray[np.floating]
    counts: NDArray[np.bool_]
    topical: tuple[float, float, float, float]


def _highest(values: NDArray[np.float32], windows: Sequence[Window]) -> NDArray[np.float32]:
    """The highest value within each window, shape (n, windows), of values (n, clauses)."""
    bounds = [place for window in windows for place in (window.first, window.last)]
    padded = np.concatenate((values, values[:, :1]), axis=1)
    highest: NDArray[np.float32] = np.maximum.reduceat(padded, bounds, axis=1)[:, ::2]
    return highest


def _promising(sighting: Sighting) -> tuple[float, str, int, int]:
    window = sighting.window
    return -sighting.promise, sighting.found.hit.chunk.report_id, window.start, window.end


def found_chunks(hits: Sequence[Hit], aside: bool) -> list[Found]:
    """Retrieved chunks with all their windows, in order of rank."""
    return [Found(hit, rank, aside, clauses_of(hit.chunk).windows) for rank, hit in enumerate(hits)]
