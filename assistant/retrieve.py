"""Query → evidence: every candidate that may answer, and how much is to be believed of it."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.checked import Checked
from assistant.figures import Figure, figures_meant
from assistant.query import Query
from assistant.schema import Passage
from assistant.terms import synonyms
from assistant.weighing.clauses import Window
from assistant.weighing.evidence import Evidence, Found, Gatherer, Sighting, found_chunks
from assistant.weighing.network import evidence_networks
from corpus.catalogue import Catalogue
from corpus.normalise import fold
from corpus.schema import Chunk
from index.schema import Filter, Hit
from index.search import Index

_HITS = 14
_PLANNED = re.compile(r"打算|计划|下一?步|下一年|今后|方向|目标|安排|展望|规划")
_AHEAD = re.compile(r"将(?!近|军)|拟|会(?=怎么|如何|有|向|在|对|把)")
_LAST_YEAR = re.compile(r"上一?年度?的|去年的")
_ABOUT_REPORT = re.compile(r"组成|构成|部分|章|结构|编制|编写|依据|根据|全文|期限|截止|目录")
"""Words of a question that the outline of a report may answer."""
_EXPANDED = 0.4
"""Concepts scored at least so much lend their official wording to the search."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may answer: windows of chunks, then figures, and the numbers about both."""

    sightings: tuple[Sighting, ...]
    figures: tuple[Figure, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Figures and passages, each with the log odds that it answers, likeliest first."""

    figures: tuple[tuple[Figure, float], ...]
    passages: tuple[Passage, ...]


def retrieve(query: Query, index: Index, catalogue: Catalogue, checked: Checked) -> Retrieved:
    """Find what may answer and weigh it.

    Passages of the asked bodies and years come from their reports. Where an asked year is not
    loaded, or speaks too little of the question, sentences of other years' reports that name
    that year themselves are added as asides.
    """
    return _weighed(find_candidates(query, index, catalogue, checked))


def find_passages(query: Query, index: Index) -> tuple[Passage, ...]:
    """Only what the running text says."""
    gatherer = Gatherer(query)
    sightings = tuple(gatherer.sightings(_found(query, index)))
    return _weighed(Candidates(sightings, (), gatherer.evidence(sightings, ()))).passages


def find_figures(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[tuple[Figure, float], ...]:
    """Only what the tables say."""
    figures = tuple(figures_meant(query, index, catalogue, checked))
    return _weighed(Candidates((), figures, Gatherer(query).evidence((), figures))).figures


def _weighed(found: Candidates) -> Retrieved:
    odds = evidence_networks().odds(found.evidence).tolist()
    n = len(found.sightings)
    seen = sorted(zip(found.sightings, odds[:n], strict=True), key=_likeliest_first)
    passages = tuple(passage_of(one, _together(one, seen)) for one, _ in seen)
    figures = sorted(zip(found.figures, odds[n:], strict=True), key=lambda weighed: -weighed[1])
    return Retrieved(tuple(figures), passages)


def find_candidates(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked
) -> Candidates:
    """Everything that may answer, not yet weighed."""
    gatherer = Gatherer(query)
    sightings = gatherer.sightings(_found(query, index))
    figures = figures_meant(query, index, catalogue, checked) if query.years else []
    return Candidates(tuple(sightings), tuple(figures), gatherer.evidence(sightings, figures))


def _likeliest_first(seen: tuple[Sighting, float]) -> tuple[float, str, int, int]:
    sighting, odds = seen
    return -odds, sighting.found.hit.chunk.report_id, sighting.window.start, sighting.window.end


def _together(one: Sighting, seen: Sequence[tuple[Sighting, float]]) -> float:
    """Log odds that any window that shares sentences with ``one`` answers.

    The network divides belief among them: it was taught that any right one will do.
    """
    chunk, (first, last) = one.found.hit.chunk_id, one.window.sentences
    shared = [
        math.exp(odds)
        for other, odds in seen
        if other.found.hit.chunk_id == chunk
        and other.window.sentences[0] < last
        and first < other.window.sentences[1]
    ]
    return math.log(sum(shared))


def passage_of(sighting: Sighting, odds: float) -> Passage:
    """A candidate window believed to answer by log ``odds``."""
    chunk, window = sighting.found.hit.chunk, sighting.window
    return Passage(
        chunk, window.start, window.end, window.text, sighting.covered, odds, sighting.found.aside
    )


def _found(query: Query, index: Index) -> list[Found]:
    if not query.bodies:
        return []
    found = found_chunks(_search(query, index, query.years), False) if query.years else []
    if not _ABOUT_REPORT.search(query.text):
        found = _keeping(found, lambda window, _: not window.outline)
    if query.year_named:
        loaded = sorted({r.year for r in index.reports if r.body in query.bodies})
        others = tuple(y for y in loaded if y not in query.years)
        if others:
            there = found_chunks(_search(query, index, others), True)
            found += _keeping(there, lambda window, chunk: _is_aside(window, chunk, query))
    return found


def _search(query: Query, index: Index, years: Sequence[int]) -> list[Hit]:
    where = Filter(frozenset(query.bodies), frozenset(years), None)
    wording = " ".join([query.text, *(term.word for term in query.context)])
    hits = index.search(wording, where, expansions=_expansions(query), limit=_HITS)
    return [hit for hit in hits if hit.chunk.key is None or hit.chunk.kind == "contact"]


def _keeping(found: Sequence[Found], keeps: Callable[[Window, Chunk], bool]) -> list[Found]:
    """The chunks that have such windows, with only those."""
    kept = []
    for one in found:
        windows = tuple(w for w in one.windows if keeps(w, one.hit.chunk))
        if windows:
            kept.append(replace(one, windows=windows))
    return kept


def _is_aside(window: Window, chunk: Chunk, query: Query) -> bool:
    """Whether another year's report speaks of an asked year here.

    The sentence or its heading names the year, or gives a figure of 「上年」, or it stands among
    the plans for the year after.
    """
    heading = fold(chunk.path[-1]) if chunk.path else ""
    said = heading + fold(window.text)
    own = fold(window.text)
    ahead = query.cues.plan or _AHEAD.search(query.text)
    for year in query.years + query.absent_years:
        # Under 「2019年工作计划」 stand plans, which are no figures of that year.
        if f"{year}年" in (said if year < chunk.year or ahead else own):
            return not query.cues.quantity or bool(ahead) or _counts_of(year, said)
    if chunk.year - 1 in query.absent_years and _LAST_YEAR.search(said):
        return True
    if not query.cues.plan or chunk.year + 1 not in query.absent_years:
        return False
    around = heading + fold(chunk.text)
    return bool(_PLANNED.search(around) or f"{chunk.year + 1}年" in around)


def _counts_of(year: int, said: str) -> bool:
    """Whether a number stands in the same part of a sentence as a year; others may be newer."""
    return any(
        f"{year}年" in part and re.search(r"\d", part.replace(f"{year}年", ""))
        for part in re.split("[。;；]", said)
    )


def _expansions(query: Query) -> tuple[str, ...]:
    near = [m.concept for m in query.matches[:3] if m.score >= _EXPANDED]
    wordings = [p for c in near for p in (c.name, *c.variants[:6])]
    kin = [word for term in query.terms for word in sorted(term.kin | synonyms(term.word))[:4]]
    return tuple(dict.fromkeys([*wordings, *kin]))
