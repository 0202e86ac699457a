"""A number of the running text as a cell, and as a figure that is compared like those of tables."""

import re
from collections.abc import Sequence

from assistant.arithmetic import PROSE_NOTE
from assistant.compare import ComparisonRequest, compare_rows
from assistant.concepts import certain
from assistant.figures import Figure, operation_of
from assistant.query import Query
from assistant.sentences import section_at
from assistant.stated import Wanted, telling_sentences
from assistant.stated_counts import Stated
from corpus.catalogue import Catalogue, Concept
from corpus.schema import Indicator, Report
from index.schema import IndicatorRow

_HEADS = frozenset("名位")
"""Units of people that are as good as 人; 人次 count visits."""
_SHORT, LONG = 80, 160
"""Characters of a cited stretch, when the clause says all and when it does not; a longer one is
cut to the clause of the number."""


def printed_name(text: str, stated: Stated) -> str:
    """The report's own words before a number."""
    return text[stated.lead : stated.start].strip("，,。；;：: \n共为达") or "总数"


def figure_of(
    rows: Sequence[IndicatorRow], name: str, query: Query, catalogue: Catalogue
) -> Figure:
    """Cells of one count as a figure, compared as the question asks.

    Args:
        rows: a cell for every place that states it.
        name: what the question calls it.
        query: whose bodies, years and operation are taken.
        catalogue: for the units.
    """
    wanted = ComparisonRequest(
        name, None, query.bodies, query.years, operation_of(query), places=query.places
    )
    result = compare_rows(catalogue, rows, wanted)
    concept = Concept(name, "indicator", name, rows[0].indicator.unit, (), ())
    return Figure(certain(concept), None, result)


def figures_of(
    rows: Sequence[IndicatorRow], query: Query, catalogue: Catalogue
) -> tuple[Figure, ...]:
    """Cells of different counts of one report, each as a figure called by its own name."""
    return tuple(figure_of([row], row.indicator.name, query, catalogue) for row in rows)


def row_of(report: Report, found: Stated, wanted: Wanted, name: str, key: str = "") -> IndicatorRow:
    """A number as a cell noted 正文, its row the words of the sentence that lead to it."""
    section = section_at(report.sections, found.start)
    start = _segment(report.text, found)
    if found.unit_end - start > (_SHORT if _beside_alone(found, wanted) else LONG):
        start = found.lead
    if wanted.backwards:
        start = found.previous[telling_sentences(found, wanted) - 1]
    stop = re.compile(r"[，,；;。！？\n]|$").search(report.text, found.unit_end)
    end = stop.start() if stop else found.unit_end
    cell = Indicator(
        path=section.path if section else (),
        name=name,
        key=key or name,
        column=None,
        value=found.value,
        unit="人" if wanted.unit == "人" and found.unit in _HEADS else found.unit,
        printed=report.text[found.start : found.end],
        start=found.start,
        end=found.end,
        row_start=start,
        row_end=end,
        note=PROSE_NOTE,
    )
    return IndicatorRow(report.report_id, report.body, report.year, report.form, cell)


def _beside_alone(found: Stated, wanted: Wanted) -> bool:
    return all(term.word in found.beside or term.word == found.unit for term in wanted.terms)


def _segment(text: str, found: Stated) -> int:
    return max(found.sentence, text.rfind("；", found.sentence, found.start) + 1)
