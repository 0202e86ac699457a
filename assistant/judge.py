"""How far a retrieved passage answers a question."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.concepts import ConceptMatcher
from assistant.question import Query
from assistant.schema import Passage
from assistant.terms import Term, coverage, heard, key_phrase, lacking, share
from assistant.windows import Window, windows_of
from corpus.normalise import fold
from corpus.schema import Chunk
from index.schema import Hit

_PLAN = "section.plan"
_BEFORE = 0.5
"""Weight of a word of the question before beside one of the question itself."""


@dataclass(frozen=True)
class PassageSettings:
    """How a passage's parts are weighed.

    Set by judgement while reading wrong answers on the development questions; no grid was run.
    """

    coverage: float = 0.6
    retrieval: float = 0.3
    fit: float = 0.1
    topic: float = 0.15
    """Added when the heading is about the asked topic."""
    phrase: float = 0.15
    """Added when the asked key phrase stands there in one piece."""
    context: float = 0.1
    """Added when the earlier question's words stand there too."""
    hits: int = 24

    def __post_init__(self) -> None:
        """Check the weights.

        Raises:
            ValueError: they do not sum to one.
        """
        if abs(self.coverage + self.retrieval + self.fit - 1) > 1e-9:
            raise ValueError("passage weights must sum to 1")


SETTINGS = PassageSettings()


class Judge:
    """Judges sentences of retrieved chunks against one query."""

    def __init__(self, query: Query, matcher: ConceptMatcher) -> None:
        self._query = query
        self._matcher = matcher
        self._topics = [
            (
                m.concept.key,
                [fold(p) for p in (m.concept.name, *m.concept.variants) if len(p) >= 3],
                "".join(fold(p) for p in (m.concept.name, *m.concept.variants, *m.concept.aliases)),
            )
            for m in query.matches
            if m.concept.kind in {"section", "contact"}
            and (m.score >= 0.45 or (m.concept.key == _PLAN and query.cues.plan))
        ]
        # A number must stand beside the asked words themselves: 「微博粉丝」 is an everyday way
        # to ask about the micro-blog, yet a passage without 粉丝 does not count them.
        self._explains = query.cues.how and not query.cues.quantity
        self._bridged = not query.cues.quantity or query.cues.how
        self._asked = Asked(query)
        self._phrase = key_phrase(query.text)
        self._topic = query.matches[0].score if self._topics and query.matches else 0.0

    def best(
        self, hit: Hit, aside: bool, only: Callable[[Window, Chunk], bool] | None = None
    ) -> Passage | None:
        """The best sentences of a hit, among those that ``only`` lets through."""
        chunk = hit.chunk
        windows = windows_of(chunk)
        if self._query.cues.quantity and len(windows) > 2:
            # A number in one sentence of a long passage counts nothing in another.
            windows = tuple(w for w in windows if not w.whole)
        if only is not None:
            windows = tuple(w for w in windows if only(w, chunk))
        judged = [self._judged(chunk, hit.score, w, aside) for w in windows]
        return max(judged, key=lambda p: (p.score, p.start - p.end), default=None)

    def _judged(self, chunk: Chunk, retrieved: float, window: Window, aside: bool) -> Passage:
        said = window.said
        topics = self._matcher.topics(window.heading)
        about = [
            phrases
            for key, names, phrases in self._topics
            if key in topics or any(name in said for name in names)
        ]
        terms = self._query.terms
        spoken = known = heard(terms, said)
        direct = share(terms, spoken)
        # 「微博粉丝」 about a passage on the micro-blog: the topic does not stand for 粉丝.
        if about and self._bridged and (direct <= 0.2 or self._query.cues.how):
            known = heard(terms, said + "".join(about))
        # What the passage says itself counts more than what its topic is known to be called.
        covered = (direct + 3 * share(terms, known)) / 4 if terms else self._on_topic_alone(about)
        gap = lacking(terms, known) if self._asked.named_in(said) else 1.0
        fits = self._asked.held_by(window)
        context = coverage(self._query.context, said) if self._query.context else 0.0
        if self._query.context:
            # A follow-up says only what is new; the rest was said before.
            own, before = _weight(terms), _BEFORE * _weight(self._query.context)
            covered = (own * covered + before * context) / (own + before)
            gap *= 1 - context / 2
        on_topic = any(key in topics for key, _, _ in self._topics[:1])
        score = (
            SETTINGS.coverage * covered
            + SETTINGS.retrieval * retrieved
            + SETTINGS.fit * fits
            + SETTINGS.topic * (1 + self._explains) * self._topic * on_topic
            + SETTINGS.phrase * self._worded(said)
            + SETTINGS.context * context
        )
        return Passage(
            chunk, window.start, window.end, window.text, score, covered, gap, fits, aside
        )

    def _on_topic_alone(self, about: list[str]) -> float:
        """Coverage for a question of light words only (「其他要报告的事」): its topic, if clear."""
        return min(1.0, self._topic + 0.15) if about and self._topic >= 0.45 else 0.0

    def _worded(self, said: str) -> float:
        """Share of the asked key phrase that stands in the passage in one piece."""
        longest = 0
        for length in range(3, len(self._phrase) + 1):
            starts = range(len(self._phrase) - length + 1)
            if not any([self._phrase[i : i + length] in said for i in starts]):
                break
            longest = length
        return longest / len(self._phrase) if longest else 0.0


def _weight(terms: tuple[Term, ...]) -> float:
    return sum(term.weight for term in terms)
