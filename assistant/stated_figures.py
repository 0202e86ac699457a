"""What only the running text counts, as figures that can be compared and computed with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from assistant.arithmetic import PROSE_NOTE
from assistant.asked import Asked
from assistant.checked import Checked
from assistant.compare import ComparisonRequest, compare_rows
from assistant.concepts import certain
from assistant.figures import LEFT_OVER, Figure, NoColumn, operation_of
from assistant.followup import without_quantity
from assistant.intent import (
    CHANGED_BY,
    PER_PIECE,
    TOTALLING,
    without_arithmetic,
    without_field,
    without_operation,
    without_share,
)
from assistant.names import speaks_for_place
from assistant.qualified import asks_a_part
from assistant.query import Query
from assistant.sentences import section_at
from assistant.stated import (
    ATTENDING,
    IN_SO_MANY_WORDS,
    PEOPLE,
    Stated,
    Wanted,
    best_stated,
    counts_as,
    stated_together,
    whole_of,
)
from assistant.strangers import offices
from assistant.terms import Term, content, content_or_light, held, is_light
from corpus.catalogue import Catalogue, Concept
from corpus.normalise import fold
from corpus.schema import Indicator, Report
from corpus.segment import known_words
from index.schema import IndicatorRow
from index.search import Index

_UNIT = re.compile(
    r"(?:多少|几)个?(?P<unit>工作日|天|人次|场次|条次|万元|[件条份个篇项宗起次期场人名位户家处元]|批次)"
)
_AS_PRINTED = {"天": "个工作日", "工作日": "个工作日"}
"""Reports tell how long an answer takes in working days."""
_COUNTED = {"人次": "人次", "人数": "人", "件数": "件", "条数": "条", "篇数": "篇", "次数": "次"}
_TAIL = re.compile(
    rf"(?:{CHANGED_BY}|增长率|增幅|降幅|涨幅).*$|"
    r"(?:一?共|总共|合计|各|分别|主动|累计|[拢统]共)*(?:发布|公开|公布|发|有|是|为|收到|举办|开展|压[减掉]|减|砍掉|缩短|提高|增加)?了?"
    r"(?:多少|几)(?:个?工作日|天|人次|场次|批次|万元|[件条份个篇项宗起次期场人名位户家处元])?的?(?P<thing>[^,，。?？呢吗]{1,8})?.*$"
)
_HOW_MANY_PEOPLE = re.compile(rf"(?:多少|几)[名位个]?(?:{PEOPLE})")
_SHARE = re.compile("的?(?:(?:多少|几)个?百分[比点]|百分之(?:几|多少)|百分比|几成|比例|比重)")
_TOTALLING = re.compile(TOTALLING)
_DONE_IN_ALL = re.compile(
    rf"(?:{TOTALLING})(?:都|只)?(?:处理|办理|接待|收到|发布|公开|举办|组织|编发|推送|[办收发开搞做])了?$"
)
"""「政协提案总共办理了」: what was done says nothing of what."""
_OTHER = frozenset({"其他", "其它"})
"""Tells one kind from the rest: 「其他文件」 of 「人事任免文件」."""
_QUOTED = re.compile("“([^“”]{2,12})”")
_HOTLINE = re.compile("123[0-9]{2}")
"""Hotlines go by their number."""
_OF_ANYTHING = frozenset(
    {
        "活动",
        "账号",
        "工作",
        "条数",
        "推送",
        "推文",
        "发文",
        "发布",
        "编发",
        "刊发",
        "参加",
        "参训",
        "剩下",
        "接待",
        "到场",
        "保留",
    }
)
"""Said beside the name of what is counted: 「政府开放日活动」, 「微信推送条数」."""
_OF_ANY_KIND = ("政务", "政府", "业务", "专题", "新闻", "官方")
"""Said before such a name."""
_WHOLE = re.compile(
    "(?:全[区市县省镇部年体]|总[数量体]?|所有|整体)的?(?:政府|主动|信息|公开|总|数|量|的)*"
)
_NAMELESS = re.compile("^(?:多少|几|百分之|比例|呢|[?？])+$")
_UNDONE = re.compile(
    r"(?:没有?|尚?未|还没有?)(?P<done>办[完结好掉]|办理|处理|答复|回复|解决|完成)(?:完毕?|[掉的了])*"
)
_BOTH = re.compile(
    "(?:收到|接到|受理)的?[^,，。]{0,6}(?:[和与跟比]|减去?)[^,，。]{0,6}(?P<done>办结|办复|答复|回复|解决|整改|完成)[^,，。]{0,6}(?=差|相差|多|少)"
)
"""「收到的件和办结的件差多少」."""
_DONE_SHARE = re.compile("的?(?P<done>办结|办复|答复|回复|解决|整改|完成|采纳)率")
_DONE = {"办完": "办结", "办好": "办结", "办掉": "办结", "办理": "办结"}
_REMAINING = re.compile(r"(?:还|尚|仍)?(?:剩|余|有)(?:下|余)?(?=多少|几)")
_EDGE = re.compile(r"^[的在其中以及和与跟]+|(?<!目)[的是有从自由,，。?？]+$")
_BEFORE = re.compile("去年|上一?年|前一?年|往年|同比|比.*年")
_RATE = re.compile(
    r"[\u4e00-\u9fff](?<!增长)(?<!下降)率(?:[是为有占]?(?:多少|几)|高|低|[?？。]*$|[,，])"
)
"""「按时办结率」, which no count is."""
_NOUN = 8
"""Characters after a number that name what it counts."""
_MEAN = re.compile("[,，]?平均(?:下来|一下|算下来)?")
_MOST_LEFT_OFF = 3
_HEADS = frozenset("名位")
"""Units of people that are as good as 人; 人次 count visits."""
_OCCASIONS = frozenset({"场", "次", "期", "届", "回", "班", "场次"})
"""Units that occasions are counted in, one for another."""
_MOST = 24
"""Reports read for one question; the first reading of one takes some 10 ms."""
_LEFT = re.compile(r"从?(?:[涨跌]万?[人件条次篇个]?|万[人件条次篇个])$")
"""What is left of 「从2020年到2023年涨了多少万人」."""
_SHORT, _LONG = 80, 160
"""Characters of a cited stretch, when the clause says all and when it does not; a longer one is
cut to the clause of the number."""


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
    if len(places) > _MOST or (alone and (query.cues.percent or not plain)):
        return None
    wanted = wanted_of(query.text, query.text)
    if query.cues.percent or _RATE.search(query.text):
        wanted = replace(wanted, unit="%")
    name = named(query.text)
    rows = []
    for body, year in places:
        report_id = checked.report_id(body, year)
        found = _best(checked.stated(report_id), wanted) if report_id else None
        if anything and found is not None and not _plainly_counts(found, wanted, query):
            continue
        if found is not None and report_id is not None:
            rows.append(_row(index.report(report_id), found, wanted, name))
    return _figure(rows, name, query, catalogue) if rows and (alone or len(rows) > 1) else None


def _plainly_counts(found: Stated, wanted: Wanted, query: Query) -> bool:
    """Whether a number counts what is asked in the asked unit, in the very clauses that lead to it.

    A number that the question names itself is what it asks about.
    """
    said = f"{found.before}，{found.beside}"
    telling = [term for term in wanted.terms if _plain(term) is not None]
    spoken = telling and all(held(term, said) in IN_SO_MANY_WORDS for term in telling)
    unit = not wanted.unit or found.unit == wanted.unit
    told = re.search(rf"(?<!\d){found.value:f}(?!\d)", query.text)
    return bool(spoken) and unit and Asked(query).counts_in(found.unit) and not told


def _best(counts: Sequence[Stated], wanted: Wanted) -> Stated | None:
    """The number that counts what is wanted, by all its words or by its name alone."""
    for terms in _wordings(wanted.terms):
        found = best_stated(counts, replace(wanted, terms=terms))
        if found is not None:
            return found
    return None


def _wordings(terms: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """The words with ever more of those left off that may be; names in short come last."""
    idle = [term for term in terms if _plain(term) is None][:_MOST_LEFT_OFF]
    yield terms
    if len(idle) < len(terms):
        for size in range(1, len(idle) + 1):
            for left_off in combinations(idle, size):
                yield tuple(term for term in terms if term not in left_off)
    plain = tuple(filter(None, map(_plain, terms)))
    if plain and plain != terms:
        yield plain


def _plain(term: Term) -> Term | None:
    """A word without what may be left off: 发布会 of 新闻发布会, nothing of 活动 and 推送."""
    if term.word in _OF_ANYTHING or term.word in _OF_ANY_KIND or ATTENDING.fullmatch(term.word):
        return None
    kind = next((k for k in _OF_ANY_KIND if term.word.startswith(k)), "")
    return replace(term, word=term.word.removeprefix(kind))


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
    if not (told and have and lacking and query.body_named) or len(places) > _MOST:
        return figure
    wanted = wanted_of(query.text, query.text)
    wanted = replace(wanted, unit=wanted.unit or concept.unit or "")
    more = []
    for body, year in lacking:
        report_id = checked.report_id(body, year)
        found = best_stated(checked.stated(report_id), wanted) if report_id else None
        if found is None or report_id is None or found.unit != (concept.unit or ""):
            continue
        if not (speaks_for_place(body) and offices(found.before + found.beside)):
            more.append(_row(index.report(report_id), found, wanted, concept.name, concept.key))
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
    report, counts = index.report(report_id), checked.stated(report_id)
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
    if found and query.cues.percent and _no_share(report.text, found, parts[-1]):
        return ()
    figures: dict[int, Figure] = {}
    for part_text, want, stated in zip(parts, wanted, found, strict=False):
        name = _NAMELESS.sub("", named(part_text)) or _printed_name(report.text, stated)
        row = _row(report, stated, want, name)
        figures.setdefault(stated.start, _figure([row], name, query, catalogue))
    return tuple(figures.values()) if len(found) == len(parts) and len(figures) > 1 else ()


def left_undone(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[Figure, ...]:
    """「还剩多少件没办完」: what one sentence says came in, and what was dealt with.

    The other way round for 「办结率」, a share of what came in.
    """
    undone = _UNDONE.search(query.text) if query.cues.quantity else None
    undone = undone or _BOTH.search(query.text) or asks_done_share(query)
    if undone is None or len(query.asked_places) != 1:
        return ()
    [(body, year)] = query.asked_places
    report_id = checked.report_id(body, year)
    if report_id is None:
        return ()
    about = _REMAINING.sub("", query.text.replace(undone.group(), ""))
    done = _DONE.get(undone["done"], undone["done"])
    names = (f"收到{named(about)}", f"{done}{named(about)}")
    wanted = [wanted_of(name, query.text) for name in names]
    counts = checked.stated(report_id)
    share = best_stated(counts, wanted_of(query.text, query.text))
    ways = (stated_together(counts, wanted), _came_and_went(counts, wanted[1], done))
    found = next((way for way in ways if way and _follows(*way)), ())
    if not found or (share is not None and share.unit == "%"):
        return ()
    report = index.report(report_id)
    called = ("收到数", f"{done}数")
    rows = [_row(report, *each) for each in zip(found, wanted, called, strict=True)]
    figures = tuple(_figure([row], row.indicator.name, query, catalogue) for row in rows)
    return figures[::-1] if asks_done_share(query) else figures


def _follows(came: Stated, went: Stated) -> bool:
    """Whether one sentence says what came and then, in the same unit, what part of it was done."""
    ordered = came.sentence == went.sentence and came.end < went.start
    return ordered and came.unit == went.unit and came.value >= went.value


def changed_within(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[Figure, ...]:
    """「新媒体砍掉了几个」 of 「由29个压减到17个」: what there is and what there was before; else ()."""
    worked = query.cues.difference and query.cues.quantity
    # 「减少了几个」 may be over the year before, where nothing else is said.
    implied = query.cues.growth and not _BEFORE.search(query.question)
    others = query.base_years or query.absent_years
    places = [(b, y) for b, y in query.asked_places if y not in query.base_years]
    if not worked or len(places) != 1 or (others and not implied):
        return ()
    [(body, year)] = places
    report_id = checked.report_id(body, year)
    if report_id is None:
        return ()
    counts = checked.stated(report_id)
    wanted = wanted_of(query.text, query.text)
    now = _best(counts, wanted)
    before = next((c for c in checked.former(report_id) if now and c.start == now.former), None)
    if now is None or before is None or before.unit != now.unit:
        return ()
    report, name = index.report(report_id), named(query.text)
    fewer = before.value > now.value
    pair = (
        ((before, f"原有{name}"), (now, name)) if fewer else ((now, name), (before, f"原有{name}"))
    )
    rows = [_row(report, one, wanted, called) for one, called in pair]
    return tuple(_figure([row], row.indicator.name, query, catalogue) for row in rows)


def mean_of(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[Figure, ...]:
    """「直播平均一场有多少次观看」: the views, and the 场 that the same sentence counts; else ()."""
    per = PER_PIECE.search(fold(query.question))  # 「每个部门」 is taken for the bodies asked
    if per is None or len(query.asked_places) != 1:
        return ()
    [(body, year)] = query.asked_places
    report_id = checked.report_id(body, year)
    if report_id is None:
        return ()
    report, counts = index.report(report_id), checked.stated(report_id)
    about = _MEAN.sub("", PER_PIECE.sub("", query.text))
    wanted = wanted_of(about, about)
    number = _best(counts, wanted)
    unit, noun = per["unit"] or "个", per["noun"] or per["of"] or ""
    units = _OCCASIONS if unit in _OCCASIONS else {unit}
    pieces = [
        c for c in counts
        if number is not None and c.sentence == number.sentence and c is not number
        and c.unit in units and c.unit != number.unit and c.value > 0
        and noun in c.beside + report.text[c.unit_end : c.unit_end + _NOUN]
    ]  # fmt: skip
    before = [c for c in pieces if number is not None and c.end <= number.start]
    if number is None or not (before or len(pieces) == 1):
        return ()
    piece = (before or pieces)[-1]
    called = _NAMELESS.sub("", named(about)), noun or _printed_name(report.text, piece)
    rows = [
        _row(report, one, wanted, name) for one, name in zip((number, piece), called, strict=True)
    ]
    return tuple(_figure([row], row.indicator.name, query, catalogue) for row in rows)


def _came_and_went(counts: Sequence[Stated], wanted: Wanted, done: str) -> tuple[Stated, ...]:
    """「收到意见204条，采纳67条」 for 「意见采纳率」: the one pair of the text that says so.

    The number before must count something that is asked about.
    """
    terms = [t for t in wanted.terms if t.word != done]
    pairs = [
        (came, went)
        for came, went in pairwise(counts)
        if came.sentence == went.sentence and came.unit == went.unit
        if done in went.beside and any(held(t, came.beside) == 1 for t in terms)
    ]
    return pairs[0] if len(pairs) == 1 else ()


def asks_done_share(query: Query) -> re.Match[str] | None:
    """「咨询投诉件的办结率」: how much of what came in was dealt with."""
    return _DONE_SHARE.search(query.text)


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
    return found[0].value > found[-1].value or _share_printed(text, found[0], whole)


def _share_printed(text: str, part: Stated, whole: str) -> bool:
    """Whether the report itself says the share of its own whole: 「477条，占23.1%」."""
    printed = re.match(r"[，,]?占[^，。；\d]{0,8}\d", text[part.unit_end : part.unit_end + _LONG])
    return bool(printed and _WHOLE.fullmatch(named(whole)))


def wanted_of(text: str, asked: str) -> Wanted:
    """What a part of a folded question counts."""
    plain = _SHARE.sub("", without_operation(without_arithmetic(without_share(text))))
    about = without_quantity(plain)
    done = _DONE_IN_ALL.sub("", about)
    about = _TOTALLING.sub("", done if content(done) else about)
    about = without_field(about) if content(without_field(about)) else about
    measure = _measure(text, asked)
    words = [w for w in known_words(about) if len(w) > 1 and (is_light(w) or w in _OTHER)]
    hotlines = [Term(number, 1.0) for number in _HOTLINE.findall(about)]
    # A name in quotes is a word of its own, whatever its characters mean.
    quoted = [Term(name, 1.0) for name in _QUOTED.findall(about) if not content(name)]
    found = [*quoted, *content_or_light(about), *hotlines]
    terms = tuple(replace(t, word=_COUNTED.get(t.word, t.word)) for t in found)
    return Wanted(terms, tuple(dict.fromkeys(words)), measure, asked)


def _measure(text: str, asked: str) -> str:
    """The unit that a part of a question is asked in, or ""."""
    if (unit := _UNIT.search(_SHARE.sub("", asked))) is not None:
        return _AS_PRINTED.get(unit["unit"], unit["unit"])
    if _HOW_MANY_PEOPLE.search(asked):
        return "人"
    return next((unit for word, unit in _COUNTED.items() if word in text), "")


def named(text: str) -> str:
    """What a part of a question is about, to call its number by: 「微信公众号」."""
    asked = _TAIL.search(text)
    thing = (asked["thing"] if asked else None) or ""
    plain = without_operation(_TAIL.sub("", _SHARE.sub("", without_share(text))))
    name = re.sub(r"[“”\"'《》?？]", "", _EDGE.sub("", _EDGE.sub("", _LEFT.sub("", plain))))
    return f"{name}{thing}" if thing not in name else name or text


def _printed_name(text: str, stated: Stated) -> str:
    """The report's own words before a number."""
    return text[stated.lead : stated.start].strip("，,。；;：: \n共为达") or "总数"


def _own(other: Wanted, this: Wanted) -> tuple[Term, ...]:
    """The words by which another part differs from this one."""
    mine = {term.word for term in this.terms}
    return tuple(term for term in other.terms if term.word not in mine)


def _figure(rows: Sequence[IndicatorRow], name: str, query: Query, catalogue: Catalogue) -> Figure:
    wanted = ComparisonRequest(
        name, None, query.bodies, query.years, operation_of(query), places=query.places
    )
    result = compare_rows(catalogue, rows, wanted)
    concept = Concept(name, "indicator", name, rows[0].indicator.unit, (), ())
    return Figure(certain(concept), None, result)


def _row(report: Report, found: Stated, wanted: Wanted, name: str, key: str = "") -> IndicatorRow:
    section = section_at(report.sections, found.start)
    start = _segment(report.text, found)
    if found.unit_end - start > (_SHORT if _beside_alone(found, wanted) else _LONG):
        start = found.lead
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
