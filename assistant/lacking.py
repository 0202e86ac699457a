"""A row that a question means and the asked report's form does not have."""

from dataclasses import replace

from assistant.citing import Citations
from assistant.compose_figure import compose_figure
from assistant.concepts import certain
from assistant.figures import Figure, NoColumn, compare
from assistant.query import Query
from assistant.schema import Answer, Notice
from assistant.sources import Sources
from corpus.catalogue import Concept

_MEANT = 0.5
"""Probability or score of a row from which a question means it."""


def lacking_row(query: Query, figure: Figure | NoColumn | None, sources: Sources) -> Concept | None:
    """The row that a question for a number means, where the report has none such; else None.

    「网上提交的有几件」 of the forms since 2019, which tell no ways of applying.
    """
    key = query.likely.keys[0][0] if query.likely.keys else ""
    near = next((m for m in query.matches if m.concept.kind == "indicator"), None)
    agreed = near is not None and near.concept.key == key and near.score >= _MEANT
    if query.likely.best < _MEANT and not agreed:
        return None
    concept = sources.catalogue.concept_by_key.get(key)
    if concept is None or concept.kind != "indicator" or not query.cues.quantity or not query.years:
        return None
    if isinstance(figure, Figure) and figure.match.concept.key == key:
        return None
    result = compare(query, concept, None, sources.index, sources.catalogue, sources.checked)
    return concept if result is None or not result.comparison.rows else None


def merged(query: Query, lacking: Concept, sources: Sources) -> Answer | None:
    """The figure of the row that a newer form counts the asked one in, told to be so."""
    places = set(query.asked_places)
    forms = {r.form for r in sources.index.reports if (r.body, r.year) in places}
    merger = sources.catalogue.merger(lacking.key, forms.pop()) if len(forms) == 1 else None
    if merger is None:
        return None
    concept = sources.catalogue.concept_by_key[merger.into]
    result = compare(query, concept, None, sources.index, sources.catalogue, sources.checked)
    if result is None or not result.comparison.rows:
        return None
    figure = Figure(certain(concept), None, result)
    answer = compose_figure(query, figure, Citations(sources.index))
    told = Notice("scope", merger.reason)
    said = f"{answer.answer}注意：{merger.reason}。"
    return replace(answer, answer=said, notices=(told, *answer.notices))
