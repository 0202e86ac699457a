"""One item of what a report lists, and what else it says than was quoted before."""

from collections.abc import Sequence

from assistant.citing import Citations, answered
from assistant.compose_prose import compose_prose, opening
from assistant.ordinals import Span, numbered_items
from assistant.query import Query
from assistant.schema import Answer, Passage
from assistant.sentences import section_at
from assistant.terms import coverage
from corpus.normalise import fold
from corpus.schema import Report
from index.search import Index

_LEAD = 40
"""Characters before a list that say what it lists."""
_AS_MUCH = 0.9
"""Share of the best passage's coverage that a further one must reach."""
_DIGITS = "〇一二三四五六七八九十"


def compose_item(
    query: Query, passages: Sequence[Passage], index: Index, cite: Citations
) -> Answer | None:
    """「第三项是什么」: that item in the report's words, or that there is none.

    None when no passage stands in, or leads to, a numbered list.
    """
    for passage in passages:
        report = index.report(passage.chunk.report_id)
        section = section_at(report.sections, passage.start)
        within = (section.start, section.end) if section else (0, len(report.text))
        items = _list_at(report, within, passage, query)
        if not items:
            continue
        heading = section.path[-1].strip() if section and section.path else report.title
        where = f"{report.body}{report.year}年年报“{heading}”部分"
        if query.ordinal > len(items):
            return Answer(
                query.question, query.resolved, "not_found",
                f"{where}只列了{_count(len(items))}项，没有第{_count(query.ordinal)}项。",
            )  # fmt: skip
        number = query.ordinal if query.ordinal > 0 else len(items)
        start, end = items[number - 1]
        end = opening(report.text, start, end)
        path = section.path if section else ()
        cite.place(report.report_id, path, start, end)
        said = report.text[start:end].strip().rstrip("；;")
        return answered(query, f"{where}的第{_count(number)}项：“{said}”", cite)
    return None


def compose_else(
    query: Query, passages: Sequence[Passage], index: Index, cite: Citations
) -> Answer:
    """What the report says besides the passages that answered the question before."""
    before = compose_prose(query, passages, index, Citations(index)).citations
    first = passages[0]
    others = [
        p
        for p in passages
        if p.coverage >= _AS_MUCH * first.coverage
        and not any(
            c.report_id == p.chunk.report_id and c.start < p.end and p.start < c.end for c in before
        )
    ]
    if others:
        return compose_prose(query, others, index, cite)
    text = "除了前面引用的，已收录的年报里没有找到别的。"
    return Answer(query.question, query.resolved, "not_found", text)


def _list_at(report: Report, within: Span, passage: Passage, query: Query) -> tuple[Span, ...]:
    """The numbered list meant: led in by the asked words, around the passage, or after it."""

    def rank(items: tuple[Span, ...]) -> tuple[float, bool, int]:
        start = items[0][0]
        lead = fold(report.text[max(within[0], start - _LEAD) : start].rpartition("。")[2])
        around = start < passage.end and passage.start < items[-1][1]
        return -coverage(query.terms, lead), not around, start

    lists = list(numbered_items(report.text, *within))
    return min(
        (items for items in lists if items[-1][1] > passage.start or rank(items)[0] < 0),
        key=rank,
        default=(),
    )


def _count(number: int) -> str:
    """In characters, so that it is not read as a figure of the report."""
    tens, ones = divmod(number, 10)
    return (
        _DIGITS[number]
        if number <= 10
        else f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"
    )
