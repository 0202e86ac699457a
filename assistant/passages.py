"""Query → passages: retrieved chunks, cut to the sentences that speak of the question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.concepts import ConceptMatcher
from assistant.question import Query
from assistant.schema import Passage
from assistant.terms import coverage, held, key_phrase, missing
from corpus.chunk import sentences
from corpus.normalise import fold
from corpus.numbers import find_quantities
from corpus.schema import Chunk
from index.schema import Filter, Hit, SearchMode
from index.search import Index

_PERSON = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?:副?(?:局长|主任|区长|县长|市长|镇长|书记|处长|科长|股长|科员|秘书长|厅长|委员|同志))"
    r"|(?:局长|主任|区长|县长|市长|书记|处长|科长|股长|负责人)[:：]?[\u4e00-\u9fff]{2,3}"
)
_PLANNED = re.compile(r"打算|计划|下一?步|下一年|今后|方向|目标|安排|展望|规划|\d{4}\s*年")
_COUNTED_NOUN = re.compile(
    r"(?:多少|几)(?:个|家|名|位|件|条|辆|块|座|所|张|台|份|篇|项|处|户)(?P<noun>[\u4e00-\u9fff]{2,4})$"
)
_TIME = re.compile(r"\d\s*[年月日点时天]|\d{1,2}[:：]\d{2}|小时|工作日|[一二三四五六七八九十]月")
_PLAN = "section.plan"
_CALENDAR = frozenset({"年", "月", "日", "年度"})
_EXPANDED = 0.4
"""Concepts scored at least so much lend their official wording to the search."""


@dataclass(frozen=True)
class PassageSettings:
    """How a passage's parts are weighed.

    Chosen on tests/data/golden/dev.jsonl by answer accuracy over a grid of 0.1 steps.
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


def find_passages(
    query: Query, index: Index, matcher: ConceptMatcher, mode: SearchMode = "fused"
) -> tuple[Passage, ...]:
    """The passages that may answer, best first; ties by place.

    Passages of the asked bodies and years come from their reports. Where an asked year is not
    loaded, or speaks too little of the question, sentences of other years' reports that name
    that year themselves are added as asides.
    """
    found = _search(query, index, matcher, query.years, mode) if query.years else []
    named = query.years + query.absent_years
    if query.year_named and named:
        others = tuple(y for y in _loaded_years(query, index) if y not in query.years)
        if others:
            asides = _search(query, index, matcher, others, mode)
            found += [p for p in asides if _names_year(p, named) or _plans(p, query)]
    return tuple(sorted(found, key=lambda p: (-p.score, p.aside, p.chunk.report_id, p.start)))


def _loaded_years(query: Query, index: Index) -> tuple[int, ...]:
    return tuple(sorted({r.year for r in index.reports if r.body in query.bodies}))


def _names_year(passage: Passage, years: tuple[int, ...]) -> bool:
    said = re.sub(r"\s", "", passage.text + " ".join(passage.chunk.path[-1:]))
    return any(f"{year}年" in said for year in years)


def _plans(passage: Passage, query: Query) -> bool:
    """Plans for an asked year stand in the report of the year before."""
    heading = " ".join(passage.chunk.path)
    next_year = passage.chunk.year + 1 in query.absent_years
    return query.cues.plan and next_year and bool(_PLANNED.search(heading))


def _search(
    query: Query,
    index: Index,
    matcher: ConceptMatcher,
    years: tuple[int, ...],
    mode: SearchMode,
) -> list[Passage]:
    where = Filter(frozenset(query.bodies), frozenset(years), None)
    wording = " ".join([query.text, *(term.word for term in query.context)])
    hits = index.search(
        wording, where, expansions=_expansions(query), limit=SETTINGS.hits, mode=mode
    )
    aside = years != query.years
    judge = _Judge(query, matcher)
    passages = [
        judge.best(hit, aside)
        for hit in hits
        if hit.chunk.key is None or hit.chunk.kind == "contact"
    ]
    return [p for p in passages if p is not None]


def _expansions(query: Query) -> tuple[str, ...]:
    near = [m.concept for m in query.matches[:3] if m.score >= _EXPANDED]
    return tuple(dict.fromkeys(p for c in near for p in (c.name, *c.variants[:6])))


@dataclass(frozen=True, slots=True)
class _Window:
    """One sentence, or two neighbours, of a chunk: its span, text and folded heading and text.

    ``counts``: for every number that is no date, the folded clause before its own, its own
    clause, and whether it is an amount of money.
    """

    start: int
    end: int
    text: str
    said: str
    heading: str
    counts: tuple[tuple[str, str, bool], ...]


_CLAUSE = re.compile(r"[，。；;,：:（）()！？\n]")


def _counts(text: str) -> Iterator[tuple[str, str, bool]]:
    marks = [m.start() for m in _CLAUSE.finditer(text)]
    for quantity in find_quantities(text):
        if quantity.unit in _CALENDAR:
            continue
        left = [m for m in marks if m < quantity.start][-2:]
        start = left[-1] if left else 0
        end = next((m for m in marks if m >= quantity.end), len(text))
        before = text[left[0] if len(left) > 1 else 0 : start]
        money = (quantity.unit or "").endswith("元")
        yield fold(before), fold(text[start:end]), money


@lru_cache(maxsize=8192)
def _windows(chunk: Chunk) -> tuple[_Window, ...]:
    """Every sentence and every two neighbours; a chunk is judged again for each question."""
    spans = [
        (a, b) for a, b in sentences(chunk.text, 0, len(chunk.text)) if chunk.text[a:b].strip()
    ]
    pairs = [(one[0], two[1]) for one, two in pairwise(spans)]
    if len(spans) > 2:
        pairs.append((spans[0][0], spans[-1][1]))
    heading = fold(" ".join(chunk.path))
    return tuple(
        _Window(
            chunk.start + a,
            chunk.start + b,
            chunk.text[a:b],
            heading + fold(chunk.text[a:b]),
            fold(chunk.path[-1]) if chunk.path else "",
            tuple(_counts(chunk.text[a:b])),
        )
        for a, b in sorted(spans + pairs)
    )


class _Judge:
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
        self._bridged = not query.cues.quantity or query.cues.how
        self._money = bool(
            re.search(r"多少钱|几(?:万|千|百)?元|多少(?:万|亿)?元|花了|金额|经费", query.text)
        )
        noun = _COUNTED_NOUN.search(query.text)
        words = {term.word for term in query.terms}
        self._counted_noun = noun["noun"] if noun and noun["noun"] in words else ""
        self._phrase = key_phrase(query.text)
        self._topic = query.matches[0].score if self._topics and query.matches else 0.0

    def best(self, hit: Hit, aside: bool) -> Passage | None:
        """The best one or two neighbouring sentences of a hit."""
        chunk = hit.chunk
        judged = [self._judged(chunk, hit.score, w, aside) for w in _windows(chunk)]
        return max(judged, key=lambda p: (p.score, p.start - p.end), default=None)

    def _judged(self, chunk: Chunk, retrieved: float, window: _Window, aside: bool) -> Passage:
        said = window.said
        topics = self._matcher.topics(window.heading)
        about = [
            phrases
            for key, names, phrases in self._topics
            if key in topics or any(name in said for name in names)
        ]
        known = said + "".join(about if self._bridged else ())
        terms = self._query.terms
        direct = coverage(terms, said)
        # What the passage says itself counts more than what its topic is known to be called.
        covered = (direct + 3 * coverage(terms, known)) / 4 if terms else self._topic * bool(about)
        gap = max(missing(terms, known), self._unsaid_attribute(said))
        fits = self._fits(window)
        context = coverage(self._query.context, said) if self._query.context else 0.0
        if context:
            # A follow-up says only what is new; the rest was said before.
            covered, gap = max(covered, (covered + context) / 2), gap * (1 - context / 2)
        on_topic = any(key in topics for key, _, _ in self._topics[:1])
        score = (
            SETTINGS.coverage * covered
            + SETTINGS.retrieval * retrieved
            + SETTINGS.fit * fits
            + SETTINGS.topic * self._topic * on_topic
            + SETTINGS.phrase * self._worded(said)
            + SETTINGS.context * context
        )
        return Passage(
            chunk, window.start, window.end, window.text, score, covered, gap, fits, aside
        )

    def _worded(self, said: str) -> float:
        """Share of the asked key phrase that stands in the passage in one piece."""
        phrase = self._phrase
        if len(phrase) < 3:
            return 0.0
        longest = next(
            n
            for n in range(len(phrase), -1, -1)
            if any(phrase[i : i + n] in said for i in range(len(phrase) - n + 1))
        )
        return longest / len(phrase) if longest > 2 else 0.0

    def _unsaid_attribute(self, said: str) -> float:
        """1 when the very thing to be counted (「造价多少」) is not spoken of."""
        text = self._query.text
        for term in self._query.terms:
            asked = re.search(re.escape(term.word) + r"(?:是|为|有|达到?|一?共)*(?:多少|几)", text)
            if asked and held(term, said) < 0.5:
                return 1.0
        return 0.0

    def _fits(self, window: _Window) -> bool:
        cues = self._query.cues
        if cues.person:
            return bool(_PERSON.search(window.text))
        if cues.when and not cues.quantity:
            return bool(_TIME.search(window.text))
        return not cues.quantity or self._counted(window)

    def _counted(self, window: _Window) -> bool:
        """Whether a number stands in the clause that speaks of the question, or the next."""
        terms = self._query.terms + self._query.context
        if not terms:
            return bool(window.counts)
        counted = self._counted_noun
        return any(
            (held(term, clause) or held(term, before)) and (not counted or counted in clause)
            for before, clause, money in window.counts
            if money or not self._money
            for term in terms
        )
