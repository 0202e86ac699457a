"""Query → figures: which indicator is meant, and its cells in the asked reports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.checked import Checked
from assistant.compare import (
    ComparisonRequest,
    ComparisonResult,
    Operation,
    compare_rows,
    measured_keys,
)
from assistant.concepts import Match
from assistant.intent import FASTEST
from assistant.layout import layout_of
from assistant.question import WORTH_A_LOOK, Query
from assistant.rates import RATES
from assistant.schema import ComparisonRow
from assistant.terms import Term, coverage, held, is_light, missing
from corpus.catalogue import Catalogue, Concept
from corpus.errors import UsageError
from corpus.normalise import fold
from index.schema import IndicatorRow
from index.search import Index

_LEAST = 0.3
"""A concept scored lower is never answered with a figure."""
NAMED = 0.35
"""Worth of being called by the asked words, beside the score."""
_EXPLAINED = 0.2
_HEADING = 0.25
_SURELY = 0.5
"""Probability of a rate that is looked up though no share is asked for."""
_WEIGHED = 4
"""Indicators, best first, of which the likeliest is taken."""
LEFT_OVER = 0.3
"""Weight of an asked word from which a row that is not called by it counts something else."""
CURRENT = "本年度"
"""A column of local tables; elsewhere every figure is the year's."""
CUMULATIVE = "历年累计"
"""A column of local tables; elsewhere 「累计」 asks for a sum."""
_SUMS = frozenset({"apply.handled", "remedies.total", "lawsuit.pending"})
"""Derived concepts that are sums, not rates."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator with its cells in the asked reports.

    ``explained``: share of the question's content that the indicator speaks of; ``gap``: weight
    of the heaviest content word it leaves over. ``lacking``: the asked column, where the tables
    have none such and the total stands for it.
    """

    match: Match
    column: str | None
    result: ComparisonResult
    explained: float = 1.0
    gap: float = 0.0
    lacking: str | None = None

    @property
    def several(self) -> bool:
        """Whether more than one of the asked reports has it."""
        return len(self.rows) > 1

    @property
    def rows(self) -> tuple[ComparisonRow, ...]:
        """One row a report."""
        return self.result.comparison.rows

    @property
    def heading(self) -> bool:
        """Whether it is the heading of a group that holds no figure of its own."""
        concept = self.match.concept
        return concept.unit in {None, "—"} and all(row.value is None for row in self.rows)

    @property
    def from_prose(self) -> bool:
        """Whether any of its numbers stands in running text."""
        return any(row.source == "prose" for row in self.rows)


@dataclass(frozen=True, slots=True)
class NoColumn:
    """The indicator is there, the asked column is not in that form's table."""

    match: Match
    column: str
    explained: float
    gap: float
    several: bool = False


def figures_meant(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked
) -> list[Figure]:
    """Every figure the query may mean that the asked reports have: by wording, then by kind.

    ``lacking`` marks those that have no such column as is asked for.
    """
    near = candidates(query)[:_WEIGHED]
    keys = {match.concept.key for match in near}
    kinds = {"indicator", "derived"}
    near += [
        m
        for m in query.matches
        if m.concept.kind in kinds
        and m.concept.key not in keys
        and query.likely.of(m.concept.key)
        >= (WORTH_A_LOOK if m.concept.kind == "indicator" or _asks_rate(query) else _SURELY)
    ]
    whole = tuple(m.concept for m in near) if query.cues.percent else ()
    found = []
    for match in near:
        explained, gap = explain(query.terms, match, query.columns + whole)
        column = asked_column(query, match)
        for asked in dict.fromkeys((column, None)):
            result = compare(query, match.concept, asked, index, catalogue, checked)
            if (
                result is not None
                and answers(result, asked, catalogue)
                and not _only_base(query, result)
            ):
                lacking = column if asked is None else None
                found.append(Figure(match, asked, result, explained, gap, lacking))
                break
    return [_narrowed(query, figure, found, catalogue) for figure in found]


def _narrowed(query: Query, rate: Figure, found: Sequence[Figure], catalogue: Catalogue) -> Figure:
    """The share of one row instead of its whole group's rate, where a word names that row.

    「因信访不予处理的占比」 asks for one reason's share, not for that of all 不予处理.
    """
    concept = rate.match.concept
    if concept.kind != "derived" or not query.cues.percent:
        return rate
    names = "｜".join(fold(p) for p in (concept.name, *concept.variants, *concept.aliases))
    unsaid = [t for t in query.terms if t.weight >= LEFT_OVER and not held(t, names)]
    parts = {ratio.part for ratio in RATES.get(concept.key, ())}
    members = layout_of(catalogue).members
    rows = [
        f
        for f in found
        if f.result.cited
        and any(f.match.concept.key in members.get((f.result.cited[0].form, p), ()) for p in parts)
    ]
    named = [f for f in rows if all(held(t, spoken(f.match, ())) for t in unsaid)]
    plainer = [f for f in rows if f.match.score > rate.match.score and _surer(query, f, rate)]
    chosen = (named if unsaid else []) or plainer
    return replace(rate, result=chosen[0].result) if chosen else rate


def _surer(query: Query, one: Figure, other: Figure) -> bool:
    """Whether a row is what the question asks for more surely than another."""
    sure = query.likely.of(one.match.concept.key)
    return sure >= _SURELY and sure > query.likely.of(other.match.concept.key)


def _only_base(query: Query, result: ComparisonResult) -> bool:
    """Whether only the year compared with has the figure: it says nothing of the year asked for."""
    years = {row.year for row in result.comparison.rows}
    return bool(query.base_years) and years <= set(query.base_years)


def candidates(query: Query) -> list[Match]:
    """Indicators the query may mean, best first; a bare column means new applications."""
    kinds = {"indicator", "derived"} if _asks_rate(query) else {"indicator"}
    found = [
        m
        for m in query.matches
        if m.score >= _LEAST and (m.concept.kind in kinds or m.concept.key in _SUMS)
    ]
    return sorted(found, key=lambda m: -_rank(query, m))


def _rank(query: Query, match: Match) -> float:
    """Score, corrected by what the names say.

    Up: the official name, or name and matched phrase together, say the asked words. Down: the
    row is a heading that holds no figure of its own.
    """
    heading = match.concept.kind == "indicator" and match.concept.unit in {None, "—"}
    return (
        match.score
        + NAMED * named_share(query, match.concept)
        + _EXPLAINED * explain(query.terms, match)[0]
        - _HEADING * (heading and "." not in match.concept.key)
    )


def named_share(query: Query, concept: Concept) -> float:
    """Share of the question's content that the official names say, in [0, 1]."""
    return named_by(query.terms, concept)


def named_by(terms: tuple[Term, ...], concept: Concept) -> float:
    """Share of content words that the official names say, in [0, 1]."""
    return coverage(terms, "｜".join(fold(p) for p in (concept.name, *concept.variants)))


def spoken(match: Match, others: tuple[Concept, ...]) -> str:
    """The official names, what was matched, and how the concepts beside it are called."""
    concept = match.concept
    names = (fold(p) for p in (concept.name, *concept.variants))
    beside = (fold(p) for c in others for p in (c.name, *c.variants, *c.aliases))
    return "｜".join((match.phrase, *match.phrases, *names, *beside))


def answers(result: ComparisonResult, column: str | None, catalogue: Catalogue) -> bool:
    """Whether any row holds something to say about the asked column, or one under it."""
    columns = {column, *layout_of(catalogue).groups.get(column or "", ())}
    rows = [
        row
        for row, operands in zip(result.comparison.rows, result.operands, strict=True)
        if (row.value is not None or row.source == "table")
        and (column is None or any(result.cited[i].indicator.column in columns for i in operands))
    ]
    return bool(rows)


def _asks_rate(query: Query) -> bool:
    return query.cues.percent or bool(re.search(r"率|比重|占", query.text))


def explain(
    terms: tuple[Term, ...], match: Match, others: tuple[Concept, ...] = ()
) -> tuple[float, float]:
    """Coverage of content words by a concept's wording, and the heaviest word left over.

    What is left over is judged by the official names and the one phrase that was matched: a
    word from some other everyday phrase of the concept says nothing about this question.
    """
    strict = spoken(match, others)
    wording = "｜".join([strict, *(fold(p) for p in match.concept.aliases)])
    return (coverage(terms, strict) + coverage(terms, wording)) / 2, missing(terms, strict)


def asked_column(query: Query, match: Match) -> str | None:
    """The column the query names, unless its word is part of the indicator's own name."""
    name = fold(match.concept.name) + match.phrase
    for column in query.columns:
        words = [fold(p) for p in (column.name, *column.variants, *column.aliases)]
        said = [w for w in words if w in query.text]
        own = any(w in name for w in said)
        if column.name != "总计" and not own and in_earnest(query, column.name):
            return column.name
    return None


def in_earnest(query: Query, column: str) -> bool:
    """Whether the question names the column by more than a word for people at large."""
    concept = next(c for c in query.columns if c.name == column)
    words = (fold(p) for p in (concept.name, *concept.variants, *concept.aliases))
    return any(word in query.text and not is_light(word) for word in words)


def compare_places(
    query: Query,
    concept: Concept,
    years: tuple[int, ...],
    index: Index,
    catalogue: Catalogue,
    checked: Checked,
) -> ComparisonResult | None:
    """One concept in some of the query's years."""
    narrowed = replace(query, years=years, absent_years=())
    return compare(narrowed, concept, None, index, catalogue, checked)


def compare(
    query: Query,
    concept: Concept,
    column: str | None,
    index: Index,
    catalogue: Catalogue,
    checked: Checked,
) -> ComparisonResult | None:
    """One concept in the query's places, with the operation its wording asks for."""
    share = query.cues.percent and concept.kind == "indicator"
    several = len(query.asked_places) > 1
    request = ComparisonRequest(
        key=concept.key,
        column=column,
        bodies=query.bodies,
        years=tuple(sorted(query.years + (query.absent_years if len(query.years) else ()))),
        operation="share" if share and not several else operation_of(query),
        denominator="" if share and several else None,
        places=query.places,
    )
    try:
        keys = measured_keys(catalogue, request)
        rows = index.indicators(bodies=query.bodies, years=query.years, keys=keys)
        result = compare_rows(catalogue, rows, request)
        prose = _prose(query, concept, column, result, checked)
        return compare_rows(catalogue, (*rows, *prose), request) if prose else result
    except UsageError:
        return None


def _prose(
    query: Query,
    concept: Concept,
    column: str | None,
    result: ComparisonResult,
    checked: Checked,
) -> tuple[IndicatorRow, ...]:
    """Figures of the running text for places whose table has no such row."""
    if column is not None or concept.kind != "indicator":
        return ()
    have = {(row.body, row.year) for row in result.comparison.rows}
    found: list[IndicatorRow] = []
    for body, year in query.asked_places:
        report_id = checked.report_id(body, year)
        if report_id is not None and (body, year) not in have:
            found += checked.prose_rows(report_id, concept)[:1]
    return tuple(found)


def ranking_of(query: Query) -> Operation | None:
    """How the question ranks figures, or the changes between them; None when it does not."""
    cues = query.cues
    if FASTEST.search(query.text):
        return "trend"
    if cues.extreme or query.intent == "rank":
        return "rank" if cues.rank else "min" if cues.least else "max"
    return None


def operation_of(query: Query) -> Operation:
    """What a question asks to be done with the figures of several places."""
    cues = query.cues
    if len(query.asked_places) < 2:
        return "compare"
    if ranking := ranking_of(query):
        return ranking
    if cues.average and not cues.difference:
        return "average"
    if query.intent == "sum":
        return "sum"
    return "trend" if query.intent == "trend" else "compare"
