"""The table's figure and what the running text says of the same thing, side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.asked import counted
from assistant.checking import CheckAsk
from assistant.citing import Citations, answered
from assistant.compose_figure import compose_figure, with_figure
from assistant.compose_prose import compose_prose
from assistant.figures import Figure
from assistant.question import Query
from assistant.relevant import amounts
from assistant.retrieve import find_passages
from assistant.saidabout import said_about
from assistant.schema import Answer, Notice, Passage
from assistant.sources import Sources
from assistant.terms import Term, content, held
from corpus.numbers import find_quantities

_COUNTING = -1.0
"""Belief in a sentence with a number beside the words of the indicator; it is only set beside."""
_MOST = 2
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_Span = tuple[str, int, int]
"""A report and a slice of its text."""


def side_by_side(
    query: Query, ask: CheckAsk, figure: Figure, sources: Sources, cite: Citations
) -> Answer:
    """The figure beside the sentence that counts the same, else beside what speaks of it."""
    numbers = amounts(ask)
    said = _sentences(query, content(ask.text or ask.about), numbers, sources) if numbers else []
    for about in () if said else (figure.match.phrase, ask.text, ask.about):
        meant = _meant(query, figure, about, counted=True)
        counting = _passages(meant, sources, counts=True) if meant.terms else []
        if counting:
            answer = with_figure(compose_prose(meant, counting, sources.index, cite), figure, cite)
            return _judged(answer, figure)
    said = said or _spoken(query, ask, figure, sources)
    answer = compose_figure(query, figure, cite)
    if not said:
        alone = "正文里没有找到写同一件事的句子，无从对照"
        return replace(
            answer,
            answer=f"{answer.answer}{alone}。",
            notices=(*answer.notices, Notice("scope", alone)),
        )
    told = f"正文写道{_quoted(said, sources, cite)}。统计表：{answer.answer}"
    scope = Notice("scope", "正文这里与统计表说的不一定是同一个范围，两边都列出，不作推断")
    return replace(answer, answer=told, citations=cite.all, notices=(*answer.notices, scope))


def _quoted(said: Sequence[_Span], sources: Sources, cite: Citations) -> str:
    """The sentences, cited; that they give no number, if so."""
    quotes, counted = [], False
    for report_id, start, end in said:
        report = sources.index.report(report_id)
        cite.place(report_id, (report.title,), start, end)
        quotes.append(f"“{report.text[start:end].strip()}”")
        counted |= any(q.unit for q in find_quantities(report.text, start, end))
    return "、".join(quotes) + ("" if counted else "，没有写具体的数")


def _spoken(query: Query, ask: CheckAsk, figure: Figure, sources: Sources) -> list[_Span]:
    """What the text says of the thing without counting it, by the question's own words first."""
    for about in dict.fromkeys((ask.text, ask.about, figure.match.phrase)):
        meant = _meant(query, figure, about, counted=False)
        found = _passages(meant, sources, counts=False) if meant.terms else []
        if found:
            return [(p.chunk.report_id, p.start, p.end) for p in found[:1]]
    return _sentences(query, content(ask.text or ask.about), (), sources)


def text_alone(
    query: Query, ask: CheckAsk, terms: Sequence[Term], sources: Sources
) -> Answer | None:
    """That nothing is checked about the thing, with what the text says of it."""
    said = _sentences(query, terms, amounts(ask), sources)
    if not said:
        return None
    cite = Citations(sources.index)
    quotes = []
    for report_id, start, end in said:
        report = sources.index.report(report_id)
        cite.place(report_id, (report.title,), start, end)
        quotes.append(f"{report.body}{report.year}年年报写道“{report.text[start:end].strip()}”")
    return answered(query, f"没有针对这一项的核对项目。{'；'.join(quotes)}。", cite)


def _sentences(
    query: Query, terms: Sequence[Term], numbers: Sequence[Decimal], sources: Sources
) -> list[_Span]:
    found = []
    for body in query.bodies:
        for year in query.years:
            report_id = sources.checked.report_id(body, year)
            if report_id is not None and terms:
                report = sources.index.report(report_id)
                spans = said_about(report, terms, numbers)
                found += [(report_id, start, end) for start, end in spans]
    return found[:_MOST]


def _meant(query: Query, figure: Figure, about: str, counted: bool) -> Query:
    """The question for what the text says ``about`` the figure, as a number or at all."""
    terms = tuple(term for term in query.terms if held(term, about)) or content(about)
    cues = replace(query.cues, quantity=counted, how=False, check=False)
    return replace(query, text=about, terms=terms, matches=(figure.match,), cues=cues)


def _passages(meant: Query, sources: Sources, counts: bool) -> list[Passage]:
    """Passages that count the thing, or that speak of it."""
    found = [
        p
        for p in find_passages(meant, sources.index)
        if not p.aside and "\t" not in p.text and _of_the_year(p)
    ]
    if counts:
        return [p for p in found if p.belief >= _COUNTING and any(counted(p.text))]
    return [p for p in found if p.belief >= 0]


def _of_the_year(passage: Passage) -> bool:
    """Whether no other year is named."""
    return {int(year) for year in _YEAR.findall(passage.text)} <= {passage.chunk.year}


def _judged(answer: Answer, figure: Figure) -> Answer:
    """That both state the same number, or that their scopes may differ."""
    rows = figure.result.comparison.rows
    if len(rows) != 1 or rows[0].value is None or not answer.facts:
        return answer
    stated = answer.facts[0].value
    if stated is None or len(answer.facts) < 2:
        return answer
    same = stated == rows[0].value
    said = "两处写的数一致。" if same else "两处写的数不同，统计范围可能不一样。"
    return replace(answer, answer=answer.answer + said)
