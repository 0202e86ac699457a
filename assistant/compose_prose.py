"""Passages → answer: verbatim sentences, said where they stand."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.arithmetic import operand, rounded
from assistant.asked import Asked, counted
from assistant.citing import Citations
from assistant.intent import CHANGING, SENDING, SENT
from assistant.particulars import asks_which_day
from assistant.question import Query
from assistant.relevance import measures_asked
from assistant.schema import (
    Answer,
    Change,
    Comparison,
    ComparisonRow,
    Fact,
    Notice,
    Passage,
)
from assistant.terms import Term, held
from assistant.wording import change_text
from corpus.chunk import sentences
from corpus.normalise import fold
from corpus.numbers import Quantity
from corpus.schema import Section
from index.search import Index

_AS_LIKELY = 0.5
_FITTING = 2.0
"""Log odds by which what another body of the same short name says may be less likely."""
_AS_SURE = 1.0
"""An explanation quotes what is this much less likely in log odds, too."""
_FOLLOWING = 0.6
"""Worth of a word after the number: 「12个创新专项」."""
_EARLIER = 0.5
"""Worth of a word earlier in the sentence: 微信 in 「微信公众号41个，共发布信息3404条」."""
_CHANGED = re.compile("新建|新增|增设|新开|关停|注销|撤销|上年|去年")
_CHANGE_OF = re.compile(rf"(?:{CHANGING})[了约幅]*\s*$")
"""Before a percentage that is no share: 「上升27.4%」."""
_CHANGE = 0.4
"""Worth less of a number that is only what was added or taken away."""
_RUN = 0.05
_TELLING, _SAID = 0.35, 0.8
"""Weight of a word that tells numbers apart, and how far a clause must say it."""
_UNDONE = re.compile("废止|失效|关停|注销|撤销|停用")
"""「废止5件」 counts none of what was made."""
_ASKS_UNDONE = re.compile(f"{_UNDONE.pattern}|废|作废|取消|下线|[关停撤砍清][了掉停]")
_PEOPLE = frozenset({"人", "名"})
_STOP = re.compile(r"[，。；、,;（(：:！!？?\n]")
QUOTED = 520
"""Most characters quoted of one section; the page shows the rest."""


def compose_prose(
    query: Query, passages: Sequence[Passage], index: Index, cite: Citations
) -> Answer:
    """The answer that quotes ``passages`` (at least one, best first)."""
    how = explains(query)
    passages = _counting_best(passages, query) if query.cues.quantity and not how else passages
    first = passages[0]
    places = {(p.chunk.body, p.chunk.year) for p in passages if not p.aside}
    if not how and len(places) > 1 and query.body_named:
        return _by_place(query, passages, cite)
    spans = [widened(p, query, index) if how else p for p in _distinct(passages, how)]
    quotes = [f"{_where(p)}：“{p.text.strip()}”" for p in spans]
    numbers = [cite.passage(p) for p in spans]
    # Beside 「比上年的11件」 stands the figure of another year.
    figure = None if how or first.aside else _asked_figure(first, query)
    lead = f"{_plainly(first, figure)}。" if figure else ""
    notices = []
    if first.aside:
        notices.append(said_aside(first.chunk.year, query.absent_years + query.years))
    facts = (_fact(first, figure, numbers[0]),) if figure else ()
    return Answer(
        question=query.question,
        resolved_question=query.resolved,
        status="answered",
        answer=lead + "；".join(quotes) + "。",
        facts=facts,
        citations=cite.all,
        notices=tuple(notices),
    )


def said_aside(year: int, asked: Sequence[int]) -> Notice:
    """That the report of ``year`` is quoted, which speaks of the asked years."""
    years = "、".join(map(str, asked))
    return Notice("scope", f"这是 {year} 年年报里写到 {years} 年的话，不是 {years} 年的年报")


def _by_place(query: Query, passages: Sequence[Passage], cite: Citations) -> Answer:
    """The best passage of every asked body and year, side by side."""
    best: dict[tuple[str, int], Passage] = {}
    # A short name fits bodies that have nothing to do with what is asked.
    least = passages[0].belief - _FITTING if query.short else 0.0
    for passage in passages:
        if not passage.aside and passage.belief >= least:
            best.setdefault((passage.chunk.body, passage.chunk.year), passage)
    said, facts = [], []
    for (body, year), passage in sorted(best.items()):
        number = cite.passage(passage)
        figure = _asked_figure(passage, query)
        shown = f" {_plainly(passage, figure)}" if figure else ""
        said.append(f"{body}{year}年{shown}（“{passage.text.strip()}”）")
        if figure:
            facts.append(_fact(passage, figure, number))
    comparison = _compared(query, facts)
    changes = [change_text(c, comparison.unit) for c in comparison.changes] if comparison else []
    tail = f"{'；'.join(changes)}。" if changes else ""
    return Answer(
        question=query.question,
        resolved_question=query.resolved,
        status="answered",
        answer="；".join(said) + "。" + tail,
        facts=tuple(facts),
        comparison=comparison,
        citations=cite.all,
        notices=(Notice("scope", "这些数取自正文；各年口径以原文为准"),),
    )


def _compared(query: Query, facts: Sequence[Fact]) -> Comparison | None:
    """Figures of the prose as a comparison, when all are counted in one unit."""
    if len(facts) < 2 or len({fact.unit for fact in facts}) > 1:
        return None
    rows = tuple(
        ComparisonRow(f.body, f.year, f.value, f.printed, f.citation, source="prose") for f in facts
    )
    pairs = list(pairwise(facts))
    if len(facts) > 2 and len({fact.body for fact in facts}) == 1:
        pairs.append((facts[0], facts[-1]))  # 「从2019年到2022年缩短了几天」
    changes = tuple(
        _change(a, b)
        for a, b in pairs
        if (a.body == b.body or a.year == b.year) and query.intent in {"compare", "trend"}
    )
    name = query.text.strip("，。？?")
    return Comparison(name, facts[0].unit, None, rows, changes, query.absent_years, True, None)


def _change(a: Fact, b: Fact) -> Change:
    before, after = a.value or Decimal(0), b.value or Decimal(0)
    step = f"{operand(after)}-{operand(before)}"
    percent = rounded((after - before) * 100 / before) if before > 0 else None
    formula = f"({step})/{operand(before)}" if before > 0 else step
    return Change(a.year, b.year, a.body, b.body, after - before, percent, formula)


def _where(passage: Passage) -> str:
    chunk = passage.chunk
    heading = chunk.path[-1].strip() if chunk.path else ""
    part = f"“{heading}”部分" if heading and chunk.kind == "section" else ""
    return f"{chunk.body}{chunk.year}年年报{part}写道"


def _distinct(passages: Sequence[Passage], how: bool) -> list[Passage]:
    """The best passage, and for explanations up to two more that say as much."""
    first = passages[0]
    kept = [first]
    for passage in passages[1:] if how else []:
        same = any(
            p.chunk.report_id == passage.chunk.report_id
            and (p.chunk.start == passage.chunk.start or p.chunk.path == passage.chunk.path)
            for p in kept
        )
        close = passage.belief >= first.belief - _AS_SURE
        if close and not same and passage.aside == first.aside and len(kept) < 3:
            kept.append(passage)
    return kept


def _counting_best(passages: Sequence[Passage], query: Query) -> Sequence[Passage]:
    """Of passages all but equally likely, the one with the number nearest to the question."""
    close = [p for p in passages if p.belief >= passages[0].belief - _AS_LIKELY]
    if len(close) < 2:
        return passages
    worth = [max((_beside(p.text, q, query) for q in counted(p.text)), default=0.0) for p in close]
    best = close[worth.index(max(worth))]
    return (best, *(p for p in passages if p is not best))


def explains(query: Query) -> bool:
    """Whether an explanation is asked for, which is quoted with its surroundings."""
    return query.cues.how or query.intent == "section"


def widened(passage: Passage, query: Query, index: Index) -> Passage:
    """An explanation needs its surroundings: the leaf section, or the whole chunk."""
    report = index.report(passage.chunk.report_id)
    section = next(
        (
            s
            for s in report.sections
            if s.path == passage.chunk.path and s.start <= passage.start < s.end
        ),
        None,
    )
    chunk = passage.chunk
    if section is not None and section.level == 0:
        return passage
    if section is None or chunk.kind != "section":
        return _cut(passage, chunk.start, chunk.end, report.text)
    start, end = _leaf(section, report.sections)
    if end - start <= QUOTED:
        return _cut(passage, start, end, report.text)
    if _about_heading(query, section):
        stop = opening(report.text, start, end)
        if passage.end <= stop:
            return _cut(passage, start, stop, report.text)
    return _cut(passage, chunk.start, chunk.end, report.text)


def opening(text: str, start: int, end: int) -> int:
    """Where as many of the first sentences of a stretch end as are quoted at once; else its end."""
    return max((b for _, b in sentences(text, start, end) if b - start <= QUOTED), default=end)


def _leaf(section: Section, sections: Sequence[Section]) -> tuple[int, int]:
    inner = [
        s.start
        for s in sections
        if section.body_start <= s.start < section.end and s is not section
    ]
    return section.body_start, min([section.end, *inner])


def _about_heading(query: Query, section: Section) -> bool:
    heading = fold(section.path[-1]) if section.path else ""
    return bool(query.terms) and any(held(term, heading) >= 0.9 for term in query.terms)


def _cut(passage: Passage, start: int, end: int, text: str) -> Passage:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(passage, start=start, end=end, text=text[start:end])


def _asked_figure(passage: Passage, query: Query) -> Quantity | None:
    """The number asked for, when one number of the passage stands beside the asked words."""
    if not query.cues.quantity or not query.terms or asks_which_day(query):
        return None
    clauses = []
    asked, measures = Asked(query), measures_asked(query)
    for quantity in counted(passage.text):
        if query.cues.percent and quantity.unit not in {"%", "％"}:
            continue
        if query.cues.percent and _CHANGE_OF.search(passage.text, 0, quantity.start):
            continue
        if query.cues.percent and not _says_any(query, _own_words(passage.text, quantity)):
            continue
        if not asked.counts_in(quantity.unit or ""):
            continue
        if not _ASKS_UNDONE.search(query.text) and _UNDONE.search(
            _own_words(passage.text, quantity)
        ):
            continue
        if not all(m.search(_own_words(passage.text, quantity)) for m in measures):
            continue
        clauses.append((_beside(passage.text, quantity, query), quantity))
    # 「发了多少」, 「几条」, 「几篇」 of 「微博29个，共发布信息1992条」.
    if SENDING.search(query.text):
        sent = [c for c in clauses if SENT.search(_own_words(passage.text, c[1]))]
        clauses = [c for c in clauses if c in sent or c[1].unit != "个"] if sent else clauses
    fit = max((asked.fit(q.unit or "") for _, q in clauses), default=0)
    alike = [clause for clause in clauses if asked.fit(clause[1].unit or "") == fit]
    if fit and len(alike) == 1 and alike[0][0] > 0:
        return alike[0][1]
    clauses = alike
    clauses.sort(key=lambda c: -c[0])
    if not clauses or clauses[0][0] <= 0:
        return None
    if len(clauses) > 1 and clauses[0][0] - clauses[1][0] < 0.2:
        return None
    if any(_says_else(passage.text, other, clauses[0][1], query) for _, other in clauses[1:]):
        return None
    return clauses[0][1]


def _says_else(text: str, other: Quantity, best: Quantity, query: Query) -> bool:
    """Whether another number counts what is asked for too: 提案 of 「建议50件，提案85件」."""
    if other.unit != best.unit:
        return False
    own = fold(re.split("[。；;》]", text[: best.start])[-1] + _own_words(text, best))
    its = fold(_own_words(text, other))
    return any(t.weight >= _TELLING and held(t, its) >= _SAID > held(t, own) for t in query.terms)


def _says_any(query: Query, text: str) -> bool:
    return any(held(term, fold(text)) for term in query.terms)


def _own_words(text: str, quantity: Quantity) -> str:
    """The clause that a number stands in."""
    begin = max(text.rfind(mark, 0, quantity.start) for mark in "，。；、,;（(：:") + 1
    stop = _STOP.search(text, quantity.unit_end)
    return text[begin : stop.start() if stop else len(text)]


def _beside(text: str, quantity: Quantity, query: Query) -> float:
    """How far the clause of a number speaks of the question, what stands before it first.

    Of clauses with the same words, the one that says more of them in one run is meant.
    """
    begin = max(text.rfind(mark, 0, quantity.start) for mark in "，。；、,;（(：:") + 1
    stop = _STOP.search(text, quantity.unit_end)
    before = fold(text[begin : quantity.end])
    part = fold(text[max(text.rfind(mark, 0, begin) for mark in "。；;") + 1 : begin])
    after = fold(text[quantity.end : stop.start() if stop else len(text)])
    weight = sum(
        term.weight
        * max(held(term, before), _FOLLOWING * held(term, after), _EARLIER * held(term, part))
        for term in (_before_people(term, quantity) for term in query.terms)
    )
    changed = _CHANGED.search(before)
    if changed and changed.group() not in query.text:
        weight -= _CHANGE
    if weight <= 0:
        return weight
    run = SequenceMatcher(None, query.text, before + after, autojunk=False)
    return weight + _RUN * run.find_longest_match().size


def _before_people(term: Term, quantity: Quantity) -> Term:
    """兼职 for 兼职人员 where people are counted: 「兼职91人」."""
    stem = term.word.removesuffix("人员")
    return replace(term, word=stem) if quantity.unit in _PEOPLE and len(stem) > 1 else term


def _fact(passage: Passage, figure: Quantity, citation: int) -> Fact:
    chunk = passage.chunk
    before = re.split(r"[，。；、,;（(：:]", passage.text[: figure.start])[-1].strip()
    return Fact(
        chunk.body, chunk.year, before or chunk.path[-1], chunk.path, figure.value, figure.unit,
        _printed(passage, figure), citation,
    )  # fmt: skip


def _printed(passage: Passage, figure: Quantity) -> str:
    return passage.text[figure.start : figure.unit_end].strip()


def _plainly(passage: Passage, figure: Quantity) -> str:
    """A number as printed, but for marks between its thousands: 1860元."""
    return re.sub(r"(?<=\d)[,，](?=\d{3})", "", _printed(passage, figure))
