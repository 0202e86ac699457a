"""Evidence → Answer: the ways a question can be answered, in the order they are tried."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asked import wants_a_name
from assistant.beside import with_contradictions
from assistant.breakdown import broken_down, members_of
from assistant.checking import read_check, with_years
from assistant.citing import Citations
from assistant.comparability import compose_comparability
from assistant.compose_checked import compose_checked
from assistant.compose_contact import beyond_contacts, compose_contact
from assistant.compose_division import compose_division
from assistant.compose_figure import compose_figure, with_figure
from assistant.compose_items import (
    compose_added_share,
    compose_breakdown,
    compose_items,
    compose_mean,
)
from assistant.compose_listed import compose_else, compose_item
from assistant.compose_part import compose_part, compose_plans, compose_problems
from assistant.compose_prose import compose_prose
from assistant.figures import LEFT_OVER, Figure, NoColumn
from assistant.ineach import as_compared, worked_in_each
from assistant.intent import PER_PIECE
from assistant.items import added_share, listed_figures
from assistant.lacking import lacking_row, merged
from assistant.layout import stands_under
from assistant.likeliest import lacks_share
from assistant.lookup import asks_origin, compose_lookup
from assistant.not_found import not_found
from assistant.onesided import is_own, lacks_other_side, states_change
from assistant.particulars import (
    asks_how_many_firms,
    asks_which_day,
    asks_which_most,
    asks_which_one,
    asks_who,
    asks_why,
)
from assistant.qualified import about_the_part, speaking_of_the_part
from assistant.question import Query
from assistant.rates import RATES
from assistant.relevance import (
    beyond_reports,
    counted_elsewhere,
    to_the_point,
    unsaid_beside,
)
from assistant.schema import Answer, Passage
from assistant.silent import with_silence
from assistant.sources import Sources
from assistant.speaking import speaking
from assistant.stated_figures import stated_figure, tells_more, told_by_table
from assistant.stated_pairs import asks_done_share, changed_within, left_undone, mean_of
from assistant.stated_wanted import wanted_of

_REPEATING = frozenset({"active", "channel"})
_CALLED_SO = 0.1
"""Weight of the heaviest asked word that a row is not called by, where it is called by all."""
_NEXT_TO_NOTHING = 0.3
"""Weight of all asked words together below which they say next to nothing."""
_INTENDED = re.compile(
    "^要|要(?=[\u4e00-\u9fff]{1,4}(?:多少|几))|打算|明年|来年|今后|力争|要再|(?<!结转)下一?年(?!.*(?:结转|继续))"
)
"""No table tells what is still to be done."""
_EACH_ONE = re.compile("每(?![年月日天周季])")
"""「每亩补多少」: what there is of one is told by no count of all."""
_LIKELY = 0.5
_SAYS_MUCH = 1.0
"""Weight of all asked words together from which a number that stands with them is meant."""
_PREFERRED = 2.0
"""Log odds by which such a row goes before running text; more or less changes next to nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval found: the likeliest figure with its log odds, and passages, best first."""

    figure: Figure | NoColumn | None
    belief: float
    passages: tuple[Passage, ...]


def compose(query: Query, found: Found, sources: Sources) -> Answer:
    """The answer of the first route that has one; every route cites its own evidence."""
    if not query.bodies:
        return not_found(query, sources.index)
    found = _of_the_part(query, found, sources)
    if lacking := lacking_row(query, found.figure, sources):
        if answer := merged(query, lacking, sources):
            return answer
        found = _without_likes(query, found)
    passages = speaking(query, found.passages, sources.matcher)
    if lacks_other_side(query, found.figure, sources.checked):
        found = replace(found, figure=None)
        passages = [p for p in passages if states_change(p.text, query)]
    if not any(is_own(p, query) for p in passages):
        passages = []
    return (
        _comparability(query, sources)
        or _lookup(query, sources)
        or compose_part(query, sources.index, Citations(sources.index))
        or compose_plans(query, sources.index, sources.matcher, Citations(sources.index))
        or _check(query, sources)
        or _contact(query, passages, sources)
        or _broken_down(query, sources)
        or compose_division(query, sources.index, sources.checked, Citations(sources.index))
        or _mean(query, sources)
        or _changed(query, found, sources)
        or _in_each(query, found, sources)
        or _listed(query, found, sources)
        or _stated(query, found, sources)
        or _undone(query, found, sources)
        or _figure(query, found, passages, sources)
        or _prose(query, found, passages, sources)
        or compose_problems(query, sources.index, sources.matcher, Citations(sources.index))
        or _counted(query, found, sources)
        or not_found(query, sources.index)
    )


def _of_the_part(query: Query, found: Found, sources: Sources) -> Found:
    """What was found, without what is said of more than the part that is asked for."""
    figure = found.figure
    if isinstance(figure, Figure) and not about_the_part(query, figure, sources.index):
        figure = None
    return Found(figure, found.belief, speaking_of_the_part(query, found.passages))


def _without_likes(query: Query, found: Found) -> Found:
    """What was found, without rows and passages that leave out what the asked row tells apart."""
    figure = found.figure
    if figure is not None and figure.gap >= LEFT_OVER:
        figure = None
    passages = tuple(p for p in found.passages if not unsaid_beside(p.text, query))
    return Found(figure, found.belief, passages)


def _comparability(query: Query, sources: Sources) -> Answer | None:
    """「能直接比吗」."""
    if not query.cues.comparable or len(query.years) < 2:
        return None
    cite = Citations(sources.index)
    return compose_comparability(query, sources.index, sources.catalogue, sources.checked, cite)


def _lookup(query: Query, sources: Sources) -> Answer | None:
    """「139 是怎么来的」."""
    if not asks_origin(query):
        return None
    return compose_lookup(query, sources.index, sources.checked)


def _check(query: Query, sources: Sources) -> Answer | None:
    """「哪里对不上」, 「加起来对吗」, 「正文和表一样吗」: by the findings on the very thing."""
    query = with_years(query)
    ask = read_check(query) if query.years else None
    return None if ask is None else compose_checked(query, ask, sources)


def _contact(query: Query, passages: Sequence[Passage], sources: Sources) -> Answer | None:
    """「电话多少」, unless the question wants more than a contact fact and prose gives it."""
    if query.intent != "contact" or (passages and beyond_contacts(query)):
        return None
    if asks_which_day(query) and beyond_contacts(query):
        return None  # 「水价从几月几号开始执行」 asks for no 统计期限
    if wants_a_name(query):
        return None
    return compose_contact(query, sources.index, Citations(sources.index))


def _listed(query: Query, found: Found, sources: Sources) -> Answer | None:
    """「微博、网站各多少」, 「微博比网站多多少」."""
    cues = query.cues
    rate = found.figure if cues.percent and isinstance(found.figure, Figure) else None
    worked = cues.difference or cues.times or cues.percent or cues.sums
    asked = cues.quantity or worked or "率" in query.text
    if query.intent not in {"value", "section", "sum"} or not asked:
        return None
    parts, whole = added_share(
        query, sources.matcher, sources.index, sources.catalogue, sources.checked
    )
    if whole is not None:
        cite = Citations(sources.index)
        shared = compose_added_share(query, parts, whole, cite)
        if shared is not None:
            return with_contradictions(shared, (*parts, whole), sources.checked, cite)
    figures = listed_figures(
        query, sources.matcher, sources.index, sources.catalogue, sources.checked
    )
    if rate is not None and not query.in_points and not _names_whole(rate, figures):
        return None
    if not figures or (cues.percent and not query.in_points and _is_no_share(figures)):
        return None
    cite = Citations(sources.index)
    return with_contradictions(compose_items(query, figures, cite), figures, sources.checked, cite)


def _is_no_share(figures: Sequence[Figure]) -> bool:
    """Whether the first of two figures is more than what it should be a part of.

    Channels repeat each other: theirs is told for what it is.
    """
    keys = {figure.match.concept.key.partition(".")[0] for figure in figures}
    values = [figure.rows[0].value for figure in figures if len(figure.rows) == 1]
    if len(values) != 2 or keys & _REPEATING:
        return False
    part, whole = values
    return part is not None and whole is not None and part > whole


def _names_whole(rate: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a share of something named is asked for, not that of the natural whole.

    「不予公开里第三方的占几成」, not 「第三方的占几成」 nor a rate that has a name.
    """
    if rate.match.concept.kind == "derived":
        return rate.gap >= LEFT_OVER or not _is_rate_of(rate, figures)
    if len(figures) != 2:
        return False
    key = rate.match.concept.key
    part, whole = (figure.match.concept.key for figure in figures)
    return part == key and stands_under(key, whole)


def _is_rate_of(rate: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a derived rate divides just these figures, or there are none to divide."""
    keys = {figure.match.concept.key for figure in figures}
    ratios = RATES.get(rate.match.concept.key, ())
    return not keys or any({ratio.part, ratio.whole} == keys for ratio in ratios)


def _broken_down(query: Query, sources: Sources) -> Answer | None:
    """「不予公开的各有几件」."""
    figures = broken_down(query, sources.index, sources.catalogue, sources.checked)
    return _list_rows(query, figures, sources) if figures else None


def _list_rows(query: Query, figures: Sequence[Figure], sources: Sources) -> Answer:
    """Every row of a group."""
    cite = Citations(sources.index)
    return with_contradictions(
        compose_breakdown(query, figures, cite), figures, sources.checked, cite
    )


def _mean(query: Query, sources: Sources) -> Answer | None:
    """「平均一场有多少次观看」."""
    figures = mean_of(query, sources.index, sources.catalogue, sources.checked)
    cite = Citations(sources.index)
    if not figures:
        return None
    return with_contradictions(compose_mean(query, figures, cite), figures, sources.checked, cite)


def _changed(query: Query, found: Found, sources: Sources) -> Answer | None:
    """「新媒体砍掉了几个」, where one sentence says from how many to how many."""
    if told_by_table(query, found.figure):
        return None
    figures = changed_within(query, sources.index, sources.catalogue, sources.checked)
    return compose_items(query, figures, Citations(sources.index)) if figures else None


def _in_each(query: Query, found: Found, sources: Sources) -> Answer | None:
    """「三年的采纳率哪年最高」: two figures of each report, divided."""
    if told_by_table(query, found.figure) and not query.cues.sums:
        return None
    figure = worked_in_each(
        query, sources.matcher, sources.index, sources.catalogue, sources.checked
    )
    if figure is None:
        return None
    return compose_figure(as_compared(query), figure, Citations(sources.index))


def _stated(query: Query, found: Found, sources: Sources) -> Answer | None:
    """What only the running text counts, over several reports or of a part of the whole."""
    counted = query.intent not in {"section", "contact", "check"} and not query.more
    counted = counted and not asks_which_most(query)
    if not counted or not query.body_named or told_by_table(query, found.figure):
        return None
    figure = stated_figure(query, sources.index, sources.catalogue, sources.checked)
    if figure is None or not tells_more(figure, found.figure):
        return None
    return with_silence(query, compose_figure(query, figure, Citations(sources.index)))


def _undone(query: Query, found: Found, sources: Sources) -> Answer | None:
    """「还剩多少没办完」, 「办结率」, where only running text says what came and what was done."""
    if told_by_table(query, found.figure) or asks_why(query):
        return None
    figures = left_undone(query, sources.index, sources.catalogue, sources.checked)
    share = asks_done_share(query) is not None
    taken = replace(query, cues=replace(query.cues, difference=not share, percent=share))
    return compose_items(taken, figures, Citations(sources.index)) if figures else None


def _figure(
    query: Query, found: Found, passages: Sequence[Passage], sources: Sources
) -> Answer | None:
    """A figure of the tables, or that the table has no such column."""
    beyond = beyond_reports(query) or asks_who(query) or asks_why(query)
    beyond = beyond or asks_which_one(query)
    beyond = beyond or bool(PER_PIECE.search(query.text)) or asks_how_many_firms(query)
    beyond = beyond or asks_which_most(query)
    beyond = beyond or (query.cues.plan and bool(_INTENDED.search(query.text)))
    figure = None if beyond else found.figure
    if isinstance(figure, NoColumn):
        return not_found(query, sources.index, figure)
    if figure is None:
        return None
    rival = passages[0] if passages and not lacks_share(query, figure, passages[0]) else None
    if rival is not None and rival.belief > found.belief + _told(query, figure):
        return None
    if figure.heading and len(query.asked_places) == 1:
        key = figure.match.concept.key
        if below := members_of(query, key, sources.index, sources.catalogue, sources.checked):
            return _list_rows(query, below, sources)
    cite = Citations(sources.index)
    return with_contradictions(
        compose_figure(query, figure, cite), (figure,), sources.checked, cite
    )


def _told(query: Query, figure: Figure) -> float:
    """How much a figure is preferred that a row called by every asked word gives.

    Numbers come from the tables, and from the running text where they are silent.
    """
    if not query.cues.how and sum(term.weight for term in query.terms) < _NEXT_TO_NOTHING:
        # 「有人告他们吗」: no words are left by which a passage could be told from any other.
        return math.inf if query.likely.of(figure.match.concept.key) >= _LIKELY else 0.0
    counts = query.cues.quantity or query.intent in {"trend", "compare", "rank", "sum"}
    everywhere = 1 < len(query.asked_places) <= len(figure.rows)
    together = query.cues.difference or query.intent in {"trend", "compare", "rank", "sum"}
    if everywhere and figure.gap <= _CALLED_SO and together:
        # Figures of all places can be set against each other, sentences cannot.
        return math.inf
    called = figure.gap < LEFT_OVER if everywhere else figure.gap <= _CALLED_SO
    return _PREFERRED if counts and called else 0.0


def _counted(query: Query, found: Found, sources: Sources) -> Answer | None:
    """A number of the running text that stands with every word of the question.

    The network weighs sentences; this reads what one number counts, where none was likely.
    """
    cues = query.cues
    counts = (cues.quantity or query.text.endswith("率")) and not (
        cues.how or cues.when or cues.plan or cues.person
    )
    named = sum(term.weight for term in wanted_of(query.text, query.text).terms)
    if not counts or not query.body_named or query.more or named < _SAYS_MUCH:
        return None
    if found.figure is not None or beyond_reports(query) or query.absent_years or query.base_years:
        return None
    figure = stated_figure(query, sources.index, sources.catalogue, sources.checked, anything=True)
    if figure is None:
        return None
    [row, *_] = figure.result.cited
    said = sources.index.text(row.report_id).text[row.indicator.row_start : row.indicator.row_end]
    each = _EACH_ONE.search(query.text)
    if not to_the_point(said, query) or (each and not _EACH_ONE.search(said)):
        return None
    return compose_figure(query, figure, Citations(sources.index))


def _prose(
    query: Query, found: Found, passages: Sequence[Passage], sources: Sources
) -> Answer | None:
    """What the running text says."""
    if not passages:
        return None
    cite = Citations(sources.index)
    if query.ordinal and (item := compose_item(query, passages, sources.index, cite)):
        return item
    if query.more:
        return compose_else(query, passages, sources.index, cite)
    answer = with_silence(query, compose_prose(query, passages, sources.index, cite))
    unfound = found.figure is None and not lacks_other_side(query, None, sources.checked)
    if counted_elsewhere(query) and unfound and not answer.facts:
        return None
    if isinstance(found.figure, Figure) and answer.facts:
        answer = with_figure(answer, found.figure, cite)
        if found.belief >= 0:
            answer = with_contradictions(answer, (found.figure,), sources.checked, cite)
        return answer
    return answer
