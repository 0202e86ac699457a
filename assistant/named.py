"""The comparison of an indicator given by name, not by a question."""

from assistant.checked import Checked
from assistant.concepts import Match
from assistant.figures import Figure, asked_column, candidates, compare
from assistant.query import Query
from corpus.catalogue import Catalogue
from corpus.normalise import fold
from corpus.segment import known_words
from corpus.words import salience
from index.search import Index

_TELLING = 0.3
"""Words less salient (发布 0.26) may be missing from the indicator's wording; 东西 0.47 may not."""


def compare_concept(
    query: Query, name: str, index: Index, catalogue: Catalogue, checked: Checked
) -> Figure | None:
    """The comparison of a named indicator (name, key or words) over the query's places.

    None when no indicator's wording speaks of every word of the name.
    """
    exact = [
        c
        for c in catalogue.concepts
        if name in {c.key, c.name, *c.variants} and c.kind in {"indicator", "derived"}
    ]
    matches = [Match(c, 1.0, 1.0, 1.0, c.name, True) for c in exact]
    matches = matches or [m for m in candidates(query) if _speaks_of(m, query, name)]
    for match in matches:
        column = asked_column(query, match)
        result = compare(query, match.concept, column, index, catalogue, checked)
        if result is not None and result.comparison.rows:
            return Figure(match, column, result, 1.0)
    return None


def _speaks_of(match: Match, query: Query, name: str) -> bool:
    concepts = (match.concept, *query.columns)
    official = [fold(p) for c in concepts for p in (c.name, *c.variants)]
    columns = [fold(p) for c in query.columns for p in c.aliases]
    wording = "｜".join([*official, *columns, match.phrase, *match.phrases])
    return all(
        word in wording
        for word in known_words(fold(name))
        if len(word) > 1 and salience(word) > _TELLING
    )
