"""One figure of several bodies, each in the year asked of it."""

from dataclasses import replace

from assistant.checked import Checked
from assistant.compare import ComparisonRequest, Operation, compare_rows, measured_keys
from assistant.figures import Figure, NoColumn, likeliest, ranking_of
from assistant.query import Query
from assistant.retrieve import find_figures
from corpus.catalogue import Catalogue
from index.schema import IndicatorRow
from index.search import Index


def paired_figure(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked
) -> Figure | NoColumn | None:
    """The figure meant in ``query.places``, or None when none of them has it."""
    lacking: NoColumn | None = None
    for body, year in query.places:
        one = replace(query, bodies=(body,), years=(year,), absent_years=(), places=())
        figure, _ = likeliest(one, find_figures(one, index, catalogue, checked))
        if isinstance(figure, Figure):
            return _everywhere(query, figure, index, catalogue, checked)
        lacking = lacking or figure
    return lacking


def _everywhere(
    query: Query, figure: Figure, index: Index, catalogue: Catalogue, checked: Checked
) -> Figure:
    concept = figure.match.concept
    wanted = ComparisonRequest(
        concept.key, figure.column, query.bodies, operation=operation_of(query), places=query.places
    )
    keys = measured_keys(catalogue, wanted)
    rows: list[IndicatorRow] = []
    for body, year in query.places:
        cells = index.indicators(bodies=(body,), years=(year,), keys=keys)
        report_id = checked.report_id(body, year)
        if not cells and report_id is not None and figure.column is None:
            cells = checked.prose_rows(report_id, concept)[:1]
        rows += cells
    return replace(figure, result=compare_rows(catalogue, rows, wanted))


def operation_of(query: Query) -> Operation:
    """What a question over several places asks to be done with their figures."""
    if ranking := ranking_of(query):
        return ranking
    if query.intent == "sum":
        return "sum"
    return "average" if query.cues.average else "compare"
