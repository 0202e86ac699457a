"""Query → passages: retrieved chunks, cut to the sentences that speak of the question."""

import re

from assistant.belief import believed
from assistant.concepts import ConceptMatcher
from assistant.judge import SETTINGS, Judge
from assistant.question import Query
from assistant.schema import Passage
from assistant.terms import synonyms
from assistant.windows import Window
from corpus.normalise import fold
from corpus.schema import Chunk
from index.schema import Filter
from index.search import Index

_PLANNED = re.compile(r"打算|计划|下一?步|下一年|今后|方向|目标|安排|展望|规划")
_LAST_YEAR = re.compile(r"上一?年度?的|去年的")
_EXPANDED = 0.4
"""Concepts scored at least so much lend their official wording to the search."""


def find_passages(query: Query, index: Index, matcher: ConceptMatcher) -> tuple[Passage, ...]:
    """The passages that may answer, best first; ties by place.

    Passages of the asked bodies and years come from their reports. Where an asked year is not
    loaded, or speaks too little of the question, sentences of other years' reports that name
    that year themselves are added as asides.
    """
    found = _search(query, index, matcher, query.years) if query.years else []
    if query.year_named:
        others = tuple(y for y in _loaded_years(query, index) if y not in query.years)
        if others:
            asides = _search(query, index, matcher, others)
            found += asides
    return believed(found, query, index.embedder)


def _loaded_years(query: Query, index: Index) -> tuple[int, ...]:
    return tuple(sorted({r.year for r in index.reports if r.body in query.bodies}))


def _is_aside(window: Window, chunk: Chunk, query: Query) -> bool:
    """Whether another year's report speaks of an asked year here.

    The sentence or its heading names the year, or gives a figure of 「上年」, or it is the plan
    for the year after.
    """
    said = window.heading + fold(window.text)
    if any(f"{year}年" in said for year in query.years + query.absent_years):
        return True
    if chunk.year - 1 in query.absent_years and _LAST_YEAR.search(said):
        return True
    next_year = chunk.year + 1 in query.absent_years
    return query.cues.plan and next_year and bool(_PLANNED.search(window.heading))


def _search(
    query: Query,
    index: Index,
    matcher: ConceptMatcher,
    years: tuple[int, ...],
) -> list[Passage]:
    where = Filter(frozenset(query.bodies), frozenset(years), None)
    wording = " ".join([query.text, *(term.word for term in query.context)])
    hits = index.search(wording, where, expansions=_expansions(query), limit=SETTINGS.hits)
    aside = years != query.years
    judge = Judge(query, matcher)
    passages = [
        judge.best(hit, aside, (lambda w, c: _is_aside(w, c, query)) if aside else None)
        for hit in hits
        if hit.chunk.key is None or hit.chunk.kind == "contact"
    ]
    return [p for p in passages if p is not None]


def _expansions(query: Query) -> tuple[str, ...]:
    near = [m.concept for m in query.matches[:3] if m.score >= _EXPANDED]
    wordings = [p for c in near for p in (c.name, *c.variants[:6])]
    kin = [word for term in query.terms for word in sorted(term.kin | synonyms(term.word))[:4]]
    return tuple(dict.fromkeys([*wordings, *kin]))
