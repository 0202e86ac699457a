"""What only the running text counts, as figures that can be compared and computed with."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import PAPERS, Asked
from assistant.checked import Checked
from assistant.compare import ComparisonRequest, compare_rows
from assistant.figures import LEFT_OVER, Figure, NoColumn, operation_of
from assistant.idle import without_idle
from assistant.measure import OCCASIONS
from assistant.names import REGION, speaks_for_place, split_place
from assistant.qualified import asks_a_part
from assistant.query import Query
from assistant.stated import (
    FOLLOWERS,
    IN_SO_MANY_WORDS,
    Wanted,
    best_stated,
    counts_as,
    same_kind,
    stated_together,
    whole_of,
)
from assistant.stated_counts import Stated
from assistant.stated_rows import LONG, figure_of, printed_name, row_of
from assistant.stated_wanted import (
    NAMELESS,
    best_count,
    named,
    wanted_of,
    without_accounts,
)
from assistant.strangers import offices
from assistant.terms import Term, content, held
from corpus.catalogue import Catalogue
from corpus.normalise import fold
from index.search import Index

_WHOLE = re.compile(
    "(?:全[区市县省镇部年体]|总[数量体]?|所有|整体)的?(?:政府|主动|信息|公开|总|数|量|的)*"
)
_ACCOUNT = re.compile("“(?P<name>[^“”]{2,10})”(?=的?(?:政务)?(?:微信|微博|公众号|抖音|视频号))")
_RATE = re.compile(
    r"[\u4e00-\u9fff](?<!增长)(?<!下降)率(?:[是为有占]?(?:多少|几)|还?是往|往[上下高低]|高|低|[?？。]*$|[,，])"
)
"""「按时办结率」, which no count is."""
MOST_READ = 24
"""Reports read for one question; the first reading of one takes some 10 ms."""


def stated_figure(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked, *, anything: bool = False
) -> Figure | None:
    """One count of the running text in every asked place that states it.

    None when fewer than two of several places do, or when there are too many to be read. Of one
    report only a part's count is read, unless ``anything`` is.
    """
    places = query.asked_places
    alone = len(places) == 1
    plain = anything or asks_a_part(query)
    if len(places) > MOST_READ or (alone and (query.cues.percent or not plain)):
        return None
    wordings = _wordings(query, anything=anything)
    name = named(query.text)
    rows = []
    for body, year in places:
        report_id = checked.report_id(body, year)
        counts = checked.stated(report_id) if report_id else ()
        for wanted in wordings:
            found = best_count(counts, wanted)
            if report_id and found and (not anything or _plainly_counts(found, wanted, query)):
                rows.append(row_of(index.report(report_id), found, wanted, name))
                break
    return figure_of(rows, name, query, catalogue) if rows and (alone or len(rows) > 1) else None


def _wordings(query: Query, *, anything: bool) -> list[Wanted]:
    """What is counted: as asked, without an account's name, and last by the sentences before.

    「行政服务中心实行一窗受理。开设窗口26个，受理121510件」.
    """
    found = [wanted_of(text, text) for text in dict.fromkeys((query.text, _without_account(query)))]
    if query.cues.percent or _RATE.search(query.text):
        found = [replace(wanted, unit="%") for wanted in found]
    return [*found, *(replace(w, backwards=True) for w in found)] if anything else found


def _without_account(query: Query) -> str:
    """What is asked, without the body's own name in that of an account: 「“澄岭住建”微信公众号」.

    Many a year's report calls it 微信公众号 and no more.
    """
    places = {REGION.sub("", split_place(body)[0]) for body in query.bodies} - {""}
    for account in _ACCOUNT.finditer(fold(query.question)):
        own = next((p for p in places if account["name"].startswith(p)), "")
        rest = account["name"].removeprefix(own).strip()
        if own and rest:
            return query.text.replace(rest, "", 1)
    return query.text


def _plainly_counts(found: Stated, wanted: Wanted, query: Query) -> bool:
    """Whether a number counts what is asked in the asked unit, in the very clauses that lead to it.

    A number that the question names itself is what it asks about.
    """
    around = (*found.earlier, found.around) if wanted.backwards else ()
    said = "，".join((*around, found.before, found.beside))
    telling = [term for term in wanted.terms if without_idle(term) is not None]
    spoken = telling and all(held(term, said) in IN_SO_MANY_WORDS for term in telling)
    unit = not wanted.unit or found.unit == wanted.unit or {found.unit, wanted.unit} <= PAPERS
    told = re.search(rf"(?<!\d){found.value:f}(?!\d)", query.text)
    return bool(spoken) and unit and Asked(query).counts_in(found.unit) and not told


def with_stated(
    query: Query, figure: Figure, index: Index, catalogue: Catalogue, checked: Checked
) -> Figure:
    """A figure of the tables, with what the running text counts where no table has the row.

    Only for a row that is called by every asked word, and of whole rows, not of columns.
    """
    places, concept = query.asked_places, figure.match.concept
    have = {(row.body, row.year) for row in figure.result.comparison.rows}
    lacking = [place for place in places if place not in have]
    shared = figure.result.comparison.unit == "%"
    told = (
        figure.gap < LEFT_OVER
        and figure.column is None
        and not shared
        and concept.kind == "indicator"
    )
    if not (told and have and lacking and query.body_named) or len(places) > MOST_READ:
        return figure
    wanted = wanted_of(query.text, query.text)
    wanted = replace(wanted, unit=wanted.unit or concept.unit or "")
    more = []
    for body, year in lacking:
        report_id = checked.report_id(body, year)
        found = best_stated(checked.stated(report_id), wanted) if report_id else None
        if found is None or report_id is None:
            continue
        occasions = {found.unit, concept.unit} <= OCCASIONS
        if found.unit != (concept.unit or "") and not occasions:
            continue
        if not (speaks_for_place(body) and offices(found.before + found.beside)):
            more.append(row_of(index.report(report_id), found, wanted, concept.name, concept.key))
    if not more:
        return figure
    request = ComparisonRequest(
        concept.key, None, query.bodies, query.years, operation_of(query), places=query.places
    )
    result = compare_rows(catalogue, (*figure.result.cited, *more), request)
    return replace(figure, result=result)


def stated_items(
    query: Query, parts: Sequence[str], index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[Figure, ...]:
    """A count of the running text for every part of a question about one report."""
    [(body, year)] = query.asked_places
    report_id = checked.report_id(body, year)
    if report_id is None:
        return ()
    report = index.report(report_id)
    counts = without_accounts(checked.stated(report_id), query.text)
    alone = [wanted_of(part, query.text) for part in parts]
    wanted = [
        Wanted(w.terms, w.light, w.unit, w.asked, tuple(_own(o, w) for o in alone if o is not w))
        for w in alone
    ]
    found = stated_together(counts, wanted)
    if query.cues.percent and len(parts) == 2:
        part = found[0] if found else best_stated(counts, wanted[0])
        whole = whole_of(counts, part) if part else None
        if whole and found and not counts_as(whole, wanted[1]):
            whole = None
        if part and not whole and not found:
            whole = _of_one_kind(counts, part, wanted[1])
        if part and whole:
            found = (part, whole)
    found = found or stated_together(counts, [_plain(w) for w in wanted])
    cues = query.cues
    worked = cues.difference or cues.times or cues.percent
    if worked and FOLLOWERS.search(query.text) and any(c.unit == "个" for c in found):
        return ()  # 29 微博 are no 29 followers
    if found and query.cues.percent and _no_share(report.text, found, parts[-1]):
        return ()
    figures: dict[int, Figure] = {}
    for part_text, want, stated in zip(parts, wanted, found, strict=False):
        name = NAMELESS.sub("", named(part_text)) or printed_name(report.text, stated)
        row = row_of(report, stated, want, name)
        figures.setdefault(stated.start, figure_of([row], name, query, catalogue))
    return tuple(figures.values()) if len(found) == len(parts) and len(figures) > 1 else ()


def stated_part(
    query: Query, part: str, whole: str, index: Index, catalogue: Catalogue, checked: Checked
) -> Figure | None:
    """The count of a part where its sentence, or the heading, speaks of the ``whole``."""
    [(body, year)] = query.asked_places
    report_id = checked.report_id(body, year)
    if report_id is None:
        return None
    wanted = wanted_of(part, part)
    found = best_count(checked.stated(report_id), wanted)
    if found is None or not any(held(term, found.around) for term in content(whole)):
        return None
    name = NAMELESS.sub("", named(part))
    report = index.report(report_id)
    row = row_of(report, found, wanted, name or printed_name(report.text, found))
    return figure_of([row], row.indicator.name, query, catalogue)


def _plain(wanted: Wanted) -> Wanted:
    """What is wanted without words that may be left off: 微博 for 政务微博."""
    terms = tuple(filter(None, map(without_idle, wanted.terms)))
    return replace(wanted, terms=terms) if terms else wanted


def told_by_table(query: Query, figure: Figure | NoColumn | None) -> bool:
    """Whether a row that is called by every asked word is there: no need to read on."""
    if not isinstance(figure, Figure) or figure.gap >= LEFT_OVER:
        return False
    rows = figure.result.comparison.rows
    return any(row.source != "prose" for row in rows) or len(rows) == len(query.asked_places)


def tells_more(stated: Figure, other: Figure | NoColumn | None) -> bool:
    """Whether a count of the running text answers better than what the tables have."""
    if not isinstance(other, Figure) or other.gap >= LEFT_OVER:
        return True
    return len(other.result.comparison.rows) < len(stated.result.comparison.rows)


def _of_one_kind(counts: Sequence[Stated], part: Stated, whole: Wanted) -> Stated | None:
    """The number before ``part`` in its sentence that counts the thing named last.

    「收到群众诉求348件，现场解决162件」 has the 诉求 of 「栏目诉求中现场解决的」.
    """
    head = whole.terms[-1:]
    before = [
        c
        for c in counts
        if c.sentence == part.sentence and c.end < part.start and c.unit == part.unit
        if all(held(term, c.beside) == 1 for term in head) and c.value >= part.value
    ]
    return before[-1] if head and before else None


def _no_share(text: str, found: Sequence[Stated], whole: str) -> bool:
    """Whether the last number is not what the first is a share of, or the report says it."""
    part, all_ = found[0], found[-1]
    unlike = not same_kind(part.unit, all_.unit)
    return unlike or part.value > all_.value or _share_printed(text, part, whole)


def _share_printed(text: str, part: Stated, whole: str) -> bool:
    """Whether the report itself says the share of its own whole: 「477条，占23.1%」."""
    printed = re.match(r"[，,]?占[^，。；\d]{0,8}\d", text[part.unit_end : part.unit_end + LONG])
    return bool(printed and _WHOLE.fullmatch(named(whole)))


def _own(other: Wanted, this: Wanted) -> tuple[Term, ...]:
    """The words by which another part differs from this one."""
    mine = {term.word for term in this.terms}
    return tuple(term for term in other.terms if term.word not in mine)
