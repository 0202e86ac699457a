"""Whether a figure of the tables is what a question asks for: its wording and meaning weighed."""

from dataclasses import astuple, dataclass, fields
from typing import Protocol

import numpy as np

from assistant.asked import Asked
from assistant.concepts import Match
from assistant.question import Query
from assistant.terms import coverage, held
from corpus.catalogue import Concept
from corpus.normalise import fold
from index.embed import Embedder


@dataclass(frozen=True, slots=True)
class FigureTraits:
    """What speaks for and against an indicator, in the order of ``FigureWeights``.

    ``lexical``, ``dense``: likeness to the nearest phrase of the lexicon. ``named``,
    ``near_name``: to the official name. ``explained``, ``gap``: share of the question's content
    words it speaks of, and the heaviest left over. ``margin``: lead over the next concept.
    ``measured``: its unit can answer. ``head``: it speaks of the very thing counted. The rest:
    whether the question names the body, wants a number, asks yes or no, and whether several
    reports have the figure.
    """

    lexical: float
    dense: float
    named: float
    near_name: float
    explained: float
    gap: float
    margin: float
    measured: float
    head: float
    sure: float
    quantity: float
    yes_no: float
    several: float


@dataclass(frozen=True, slots=True)
class FigureWeights:
    """Weights of a logistic regression, one for each of ``FigureTraits``, and the bias.

    Fitted by tests/assistant/fit_figures.py, which prints how many figures they believe rightly
    and wrongly on questions left out of the fit.
    """

    weights: tuple[float, ...]
    bias: float

    def __post_init__(self) -> None:
        """Check the weights.

        Raises:
            ValueError: there is not one for every trait.
        """
        if len(self.weights) != len(fields(FigureTraits)):
            raise ValueError("one weight for each trait")


WEIGHTS = FigureWeights(
    weights=(
        0.641, 2.111, -1.338, 6.753, 1.783, -1.383, 3.76, 5.369, 0.914, 4.071, 0.658, 0.757, 1.109,
    ),
    bias=-16.266,
)  # fmt: skip


def figure_belief(traits: FigureTraits, weights: FigureWeights = WEIGHTS) -> float:
    """Log odds that the figure is what was asked for; above 0 it answers."""
    return weights.bias + float(np.dot(weights.weights, astuple(traits)))


class Candidate(Protocol):
    """An indicator of the asked reports."""

    @property
    def match(self) -> Match:
        """The concept, and how the question matched it."""

    @property
    def explained(self) -> float:
        """Share of the question's content words it speaks of."""

    @property
    def gap(self) -> float:
        """Weight of the heaviest content word it leaves over."""

    @property
    def several(self) -> bool:
        """Whether more than one of the asked reports has it."""


class FigureJudge:
    """Weighs figures against one query; without an encoder words stand for meaning."""

    def __init__(self, query: Query, embedder: Embedder | None) -> None:
        self._query = query
        self._embedder = embedder
        self._asked = Asked(query)
        self._vector = embedder.queries([query.text])[0] if embedder else None

    def traits(self, figure: Candidate) -> FigureTraits:
        """What speaks for and against ``figure``."""
        query, match = self._query, figure.match
        concept = match.concept
        said = spoken(match, query.columns)
        others = [m.score for m in query.matches if m.concept.key != concept.key]
        named = named_share(query, concept)
        return FigureTraits(
            lexical=match.lexical,
            dense=match.dense,
            named=named,
            near_name=self._near(concept, named),
            explained=figure.explained,
            gap=figure.gap,
            margin=match.score - max(others, default=0.0),
            measured=float(self._asked.measured_in(concept.unit)),
            head=min((held(t, said) for t in self._asked.heads), default=1.0),
            sure=float(query.body_named),
            quantity=float(query.cues.quantity),
            yes_no=float(query.cues.yes_no),
            several=float(figure.several),
        )

    def _near(self, concept: Concept, named: float) -> float:
        if self._embedder is None or self._vector is None:
            return named
        return float(np.dot(self._vector, self._embedder.documents([fold(concept.name)])[0]))


def named_share(query: Query, concept: Concept) -> float:
    """Share of the question's content that the official names say, in [0, 1]."""
    return coverage(query.terms, "｜".join(fold(p) for p in (concept.name, *concept.variants)))


def spoken(match: Match, others: tuple[Concept, ...]) -> str:
    """The official names, what was matched, and how the concepts beside it are called."""
    concept = match.concept
    names = (fold(p) for p in (concept.name, *concept.variants))
    beside = (fold(p) for c in others for p in (c.name, *c.variants, *c.aliases))
    return "｜".join((match.phrase, *match.phrases, *names, *beside))
