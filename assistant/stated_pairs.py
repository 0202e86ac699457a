"""Two numbers of one sentence worked with: what came and what was done, before and after, a mean."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from assistant.checked import Checked
from assistant.concepts import certain
from assistant.figures import Figure, compare
from assistant.followup import without_quantity
from assistant.idle import without_idle
from assistant.intent import PER_PIECE
from assistant.query import Query
from assistant.stated import Wanted, best_stated, same_kind, stated_together
from assistant.stated_counts import Stated
from assistant.stated_rows import figures_of, printed_name, row_of
from assistant.stated_wanted import best_count, named, wanted_of
from assistant.terms import Term, content, held
from corpus.catalogue import Catalogue
from corpus.normalise import fold
from index.search import Index

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
_BEFORE = re.compile("去年|上一?年|前一?年|往年|同比|比.*年")
_NOUN = 8
"""Characters after a number that name what it counts."""
_MOST_OF = 0.5
"""Share of the asked words, by weight, that a sentence must say."""
_SAID = 0.8
"""Hold on a word that the sentence says, or says in short or otherwise."""
_MEANT = 0.5
"""Score of a row from which a question means it."""
_MEAN = re.compile("[,，]?平均(?:下来|一下|算下来)?")
_OCCASIONS = frozenset({"场", "次", "期", "届", "回", "班", "场次"})
"""Units that occasions are counted in, one for another."""


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
    rows = [row_of(report, *each) for each in zip(found, wanted, called, strict=True)]
    figures = figures_of(rows, query, catalogue)
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
    wanted = wanted_of(query.text, query.text)
    now = best_count(checked.stated(report_id), wanted)
    before = now.former if now is not None else None
    if now is None or before is None or before.unit != now.unit:
        return ()
    report, name = index.report(report_id), named(query.text)
    fewer = before.value > now.value
    pair = (
        ((before, f"原有{name}"), (now, name)) if fewer else ((now, name), (before, f"原有{name}"))
    )
    rows = [row_of(report, one, wanted, called) for one, called in pair]
    return figures_of(rows, query, catalogue)


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
    unit, noun = per["unit"] or per["short"] or "个", per["noun"] or per["of"] or ""
    about = _MEAN.sub("", PER_PIECE.sub("", query.text))
    if not content(without_quantity(about)):
        about = f"{noun}{about}"  # 「每次培训平均多少人」
    wanted = wanted_of(about, about)
    number = best_count(counts, wanted)
    units = _OCCASIONS if unit in _OCCASIONS else {unit}
    pieces = [
        c for c in counts
        if number is not None and c.sentence == number.sentence and c is not number
        and c.unit in units and c.unit != number.unit and c.value > 0
        and noun in c.beside + report.text[c.unit_end : c.unit_end + _NOUN]
    ]  # fmt: skip
    before = [c for c in pieces if number is not None and c.end <= number.start]
    if number is not None and (before or len(pieces) == 1):
        piece = (before or pieces)[-1]
    elif (beside := _counted_next(counts, wanted, units, noun)) is not None:
        piece, number = beside
    else:
        return _mean_of_rows(query, about, noun, index, catalogue, checked)
    called = printed_name(report.text, number), noun or printed_name(report.text, piece)
    rows = [
        row_of(report, one, wanted, name) for one, name in zip((number, piece), called, strict=True)
    ]
    return figures_of(rows, query, catalogue)


def _counted_next(
    counts: Sequence[Stated], wanted: Wanted, units: AbstractSet[str], noun: str
) -> tuple[Stated, Stated] | None:
    """「公众号41个，共发布信息3404条」: the pieces, and the number told of them right after."""
    terms = [t for t in wanted.terms if without_idle(t) and t.word not in noun]
    pairs = [
        (piece, number)
        for piece, number in pairwise(counts)
        if piece.sentence == number.sentence and piece.unit in units and piece.value > 0
        if noun in piece.beside and number.unit not in (piece.unit, "%")
        if not wanted.unit or same_kind(number.unit, wanted.unit)
        if all(held(t, piece.around) >= _SAID for t in terms) and (noun or terms)
    ]
    return pairs[0] if len({number.start for _, number in pairs}) == 1 else None


def _mean_of_rows(
    query: Query, about: str, noun: str, index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[Figure, ...]:
    """「集中采购平均每个项目多少元」: an amount of a table and the 项目 of its row; else ()."""
    asked = wanted_of(about, about).unit or ("元" if "钱" in about else "")
    near = next((m for m in query.matches if m.concept.kind == "indicator"), None)
    if not noun or not asked or near is None or near.score < _MEANT:
        return ()
    family = near.concept.key.partition(".")[0]
    figures = [
        Figure(certain(concept), None, result)
        for concept in catalogue.concepts
        if concept.kind == "indicator" and concept.key.startswith(f"{family}.")
        for result in [compare(query, concept, None, index, catalogue, checked)]
        if result is not None and result.comparison.rows and result.comparison.rows[0].value
    ]
    amounts = [f for f in figures if f.result.comparison.unit == asked]
    pieces = [f for f in figures if noun in f.match.concept.name and f not in amounts]
    return (amounts[0], pieces[0]) if len(amounts) == len(pieces) == 1 else ()


def _came_and_went(counts: Sequence[Stated], wanted: Wanted, done: str) -> tuple[Stated, ...]:
    """「收到意见204条，采纳67条」 for 「意见采纳率」: the one pair of the text that says so.

    The number before must count something that is asked about, or its sentence speak of most that is.
    """
    terms = [t for t in wanted.terms if t.word != done]
    pairs = [
        (came, went)
        for came, went in pairwise(counts)
        if came.sentence == went.sentence and came.unit == went.unit
        if done in went.beside and _speaks_of(came, terms)
    ]
    return pairs[0] if len(pairs) == 1 else ()


def _speaks_of(count: Stated, terms: Sequence[Term]) -> bool:
    if any(held(term, count.beside) == 1 for term in terms):
        return True
    spoken = sum(term.weight for term in terms if held(term, count.around) == 1)
    return bool(terms) and spoken >= _MOST_OF * sum(term.weight for term in terms)


def asks_done_share(query: Query) -> re.Match[str] | None:
    """「咨询投诉件的办结率」: how much of what came in was dealt with."""
    return _DONE_SHARE.search(query.text)
