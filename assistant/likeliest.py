"""Which of the figures that a question may mean is taken."""

import re
from collections.abc import Sequence

from assistant.figures import CUMULATIVE, CURRENT, LEFT_OVER, Figure, NoColumn, in_earnest
from assistant.query import Query
from assistant.schema import Passage
from assistant.terms import held
from corpus.normalise import fold

_AS_LIKELY = 0.1
"""Log odds by which one figure must be likelier than another that is nearer in its words."""
_REST = re.compile("其[他它余]|别的|另外|剩|余下|[之以]外|除了|不属于|归到|兜底")
_SHARE = re.compile("[%％]|百分之|成")
_FULLER = 2.0
"""Log odds by which a row that leaves out an asked word may be likelier than one that does not."""
_ABOUT_AS_LIKELY = 1.0
"""Log odds by which a part may be likelier than the row that holds it, and the row still be meant."""


def likeliest(
    query: Query, weighed: Sequence[tuple[Figure, float]]
) -> tuple[Figure | NoColumn | None, float]:
    """The figure most likely asked for, if any is likely at all, and its log odds.

    「老百姓」 is an everyday word for applicants: the total answers where no table divides them.
    """
    if not weighed or weighed[0][1] <= 0:
        return None, 0.0
    told = [w for w in weighed if w[1] > 0 and any(r.value is not None for r in w[0].rows)]
    figure, belief = told[0] if told and weighed[0][0].heading else weighed[0]
    if _is_rest(query, figure):
        figure, belief = next((w for w in told if _more_plainly(w[0], figure)), (figure, belief))
    for one, odds in told:
        if belief - odds < _ABOUT_AS_LIKELY and _holds(query, one, figure):
            figure, belief = one, odds
            break
    close = [w for w in told if belief - w[1] < _AS_LIKELY and _nearer(query, w[0], figure)]
    if close and not query.cues.percent:
        figure, belief = close[0]
    elif figure.gap >= LEFT_OVER and not query.cues.percent:
        # 「从事公开工作的兼职人员」 are not all who work on it.
        fuller = [w for w in told if belief - w[1] < _FULLER and _says_more(w[0], figure)]
        figure, belief = (fuller[0][0], belief) if fuller else (figure, belief)
    column = figure.lacking
    added = column == CURRENT or (column == CUMULATIVE and query.cues.sums)
    if column is None or added or not in_earnest(query, column):
        return figure, belief
    return NoColumn(figure.match, column, figure.explained, figure.gap), belief


def _is_rest(query: Query, figure: Figure) -> bool:
    """Whether the row is for what no other row counts, and the question speaks of no such rest."""
    return figure.match.concept.name.startswith("其他") and not _REST.search(query.text)


def _holds(query: Query, one: Figure, other: Figure) -> bool:
    """Whether a row holds another, and is what the wording asks for sooner.

    「打的官司」 are all of them, not those 「还在打的」.
    """
    key, part = one.match.concept.key, other.match.concept.key
    return part.startswith(f"{key}.") and query.likely.of(key) > query.likely.of(part)


def _more_plainly(one: Figure, other: Figure) -> bool:
    return one.match.score > other.match.score


def _says_more(one: Figure, other: Figure) -> bool:
    """Whether a row is called by every heavy word of the question, and one more likely is not."""
    return one.gap < LEFT_OVER <= other.gap and one.match.score > other.match.score


def _nearer(query: Query, one: Figure, other: Figure) -> bool:
    """Whether one row is nearer to the question than another, by its words and by kind."""
    kind = query.likely.of(one.match.concept.key) >= query.likely.of(other.match.concept.key)
    return kind and one.match.score > other.match.score and one.gap < other.gap


def lacks_share(query: Query, figure: Figure, passage: Passage) -> bool:
    """Whether a share is asked for that a figure tells and a passage does not print."""
    if not query.cues.percent or figure.result.comparison.unit != "%":
        return False
    shares = [c for c in re.split("[。；\n]", passage.text) if _SHARE.search(c)]
    return not any(held(term, fold(c)) for c in shares for term in query.terms)
