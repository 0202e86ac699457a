"""A question that goes on from the figures just told: 「两样一共多少件」, 「办结了多少」."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.arithmetic import operand, rounded, sum_formula
from assistant.citing import Citations
from assistant.compose_figure import compose_figure
from assistant.intent import PER_PIECE
from assistant.query import Query
from assistant.schema import Answer, Comparison, ComparisonRow, Fact
from assistant.sources import Sources
from assistant.stated import best_stated
from assistant.stated_rows import figure_of, row_of
from assistant.stated_wanted import named, wanted_of
from assistant.terms import content, held
from assistant.wording import number
from corpus.normalise import fold

_SHARE = re.compile(
    r"^(?:[那而]|其中)*(?:的|是)?(?P<part>[^,，占]{2,})占(?:到|了|其中|总数|合计|全部|总量|里面|这?[些几两三四五]?[类项样者种个]?|的)*"
    r"(?:百分之(?:几|多少)|几成|多少|多大|几分之几|比例|比重|百分比)"
)
_SUM = re.compile(
    r"^(?:这|那)?(?:[两三四五几二][样项者类个种]|加起来|合起来|合在一起|加一起)*[,，]?"
    r"(?:一共|合计|总共|共计|加起来|合起来|总计|共)(?:是|有|为)?(?:多少|几)"
)

_LEFT = re.compile("剩|还有|[没未]")
"""「还剩几件没办结」 is told by no number of the sentence, but by two."""


def worked_on(question: str, before: Answer) -> Answer | None:
    """What a question makes of the figures that the answer before it told.

    Args:
        question: one of the questions of a sentence.
        before: how the one before it was answered.

    Returns:
        The total, or one figure's share of it; None unless just that is asked of several figures
        of one report that are counted in one unit.
    """
    facts = _counted(before)
    if len(facts) < 2:
        return None
    asked = fold(question)
    if _SUM.match(asked) and not _total(before):
        formula = sum_formula([value for _, value in facts])
        unit = facts[0][0].unit
        return _told(before, facts, f"合计 {_after(formula)}{f' {unit}' if unit else ''}", formula)
    share = _SHARE.match(asked)
    total = _total(before)
    if share is None or not total:
        return None
    terms = content(share["part"])
    named = [
        (name, value) for name, (fact, value) in zip(_names(facts), facts, strict=True)
        if terms and all(held(term, _called(fact)) >= 0.5 for term in terms)
    ]  # fmt: skip
    if len(named) != 1 or _after(total) == "0":
        return None
    [(name, value)] = named
    percent = number(rounded(value * 100 / Decimal(_after(total))))
    formula = f"{operand(value)}/({total.rpartition('=')[0]})={percent}%"
    return _told(before, facts, f"{name}占合计的 {percent}%", formula)


def told_beside(question: str, query: Query, before: Answer, sources: Sources) -> Answer | None:
    """What a question that names nothing of its own asks of the sentence just told from.

    「收到多少件咨询投诉，办结了多少」 of 「共收到15564件咨询投诉件，已办结15042件」.

    Args:
        question: one of the questions of a sentence, as typed.
        query: the same, understood.
        before: how the one before it was answered.
        sources: where the sentence stands.

    Returns:
        The number of that sentence that counts it; None unless running text was told from, and
        every word of the question stands right beside one number of its sentence.
    """
    if before.status != "answered" or not before.facts:
        return None
    fact = before.facts[-1]
    cited = before.citations[fact.citation]
    cues = query.cues
    worked = cues.percent or cues.difference or cues.sums or cues.average or cues.how
    worked = worked or bool(PER_PIECE.search(query.text) or _LEFT.search(question))
    if worked or query.asked_places != ((fact.body, fact.year),):
        return None
    counts = sources.checked.stated(cited.report_id)
    told = next(
        (c for c in counts if cited.start <= c.start < cited.end and c.value == fact.value), None
    )
    if told is None:
        return None
    wanted = wanted_of(fold(question), fold(question))
    beside = [
        c for c in counts
        if c.sentence == told.sentence and c is not told
        if wanted.terms and all(held(term, c.beside) == 1 for term in wanted.terms)
    ]  # fmt: skip
    found = best_stated(beside, wanted)
    if found is None:
        return None
    name = named(fold(question))
    row = row_of(sources.index.report(cited.report_id), found, wanted, name)
    figure = figure_of([row], name, query, sources.catalogue)
    return compose_figure(query, figure, Citations(sources.index))


def _counted(answer: Answer) -> list[tuple[Fact, Decimal]]:
    """The figures of an answer about one report, if they are of one unit; else none."""
    known = [(fact, fact.value) for fact in answer.facts if fact.value is not None]
    units = {fact.unit for fact, _ in known}
    places = {(fact.body, fact.year) for fact, _ in known}
    alike = answer.status == "answered" and len(units) == len(places) == 1 and units != {"%"}
    return known if alike else []


def _total(answer: Answer) -> str:
    """How the answer added its figures up: 「40+121+39=200」; "" when it did not."""
    comparison = answer.comparison
    rows = comparison.rows if comparison else ()
    formulas = [comparison.formula if comparison else None, *(row.formula for row in rows)]
    added = [f for f in formulas if f and re.fullmatch(r"[-\d.+()]+=[\d.]+", f) and "+" in f]
    return added[0] if added else ""


def _names(facts: Sequence[tuple[Fact, Decimal]]) -> list[str]:
    """What tells the figures apart: their rows, or the columns of one row."""
    rows = [fact.indicator for fact, _ in facts]
    return rows if len(set(rows)) == len(rows) else [f.column or f.indicator for f, _ in facts]


def _called(fact: Fact) -> str:
    return fold("，".join(filter(None, (fact.indicator, fact.column, *fact.path[-1:]))))


def _after(formula: str) -> str:
    return formula.rpartition("=")[2]


def _told(before: Answer, facts: Sequence[tuple[Fact, Decimal]], said: str, formula: str) -> Answer:
    rows = tuple(
        ComparisonRow(f.body, f.year, value, f.printed, f.citation, source="table")
        for f, value in facts
    )
    names = "、".join(_names(facts))
    unit = facts[0][0].unit
    return replace(
        before,
        answer=f"{said}（{formula}）。",
        comparison=Comparison(names, unit, None, rows, (), (), True, None, formula),
        notices=(),
    )
