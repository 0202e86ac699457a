"""Answer → a card of the conversation: the number first, its source one click away."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.schema import Answer, Citation, Comparison, ComparisonRow, Fact
from assistant.web.links import Place
from assistant.web.render.engine import render
from assistant.wording import number

NOTICES = {
    "conflict": "数据对不上",
    "not_comparable": "口径不可比",
    "scope": "口径说明",
    "ambiguous": "请留意",
}
_QUOTED = 160
"""Characters of a citation quoted in the card; the rest is one click away."""
_FOLDED = 120
"""A longer run of differences and formulas under a table is folded away."""
_LINES = 40
"""Rows of the small table; the whole comparison has a panel of its own."""
_STATED = re.compile(r"(\S*\d)\s*(\S*)")
"""「27 件」: figure and unit, as ``Notice.stated`` has them."""
_BLANK = {"": "空白", "/": "“/”", "／": "“／”", "—": "“—”", "-": "“-”", "－": "“－”"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer; ``place`` is the link that reopens it."""

    answer: Answer
    place: Place
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A figure to be shown large. ``blank`` when the cell holds no number."""

    number: str
    unit: str
    caption: str
    citation: int
    where: str
    blank: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the small comparison table; ``name`` tells figures of one body and year apart."""

    body: str
    year: int
    name: str
    shown: str
    blank: bool
    citation: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """A citation in the list under the answer."""

    title: str
    path: str
    quote: str
    kind: str


def cards(turns: Sequence[Turn], first: int) -> str:
    """Turns for the page to add to its log, or to put in the place of those of the same number.

    Args:
        turns: oldest first.
        first: number of the first one.
    """
    return _news("".join(render("turn", card=_card(first + i, t)) for i, t in enumerate(turns)))


def welcome(examples: Sequence[str]) -> str:
    """What an empty log shows: questions to begin with."""
    return _news(render("welcome", examples=examples, state="ready"))


def trouble(text: str) -> str:
    """What an empty log shows when nothing can be asked."""
    return _news(render("welcome", examples=(), state=text))


def _news(html: str) -> str:
    """As an attribute's text: no part of the page until page.js makes it one."""
    return render("news", html=html)


def log() -> str:
    """The log before the reports are read."""
    return render("talk", examples=(), state="loading")


def plain_text(answer: Answer) -> str:
    """The answer with its sources, for the clipboard and for export."""
    lines = [answer.answer]
    lines += [f"【{NOTICES[notice.kind]}】{notice.text}" for notice in answer.notices]
    for i, citation in enumerate(answer.citations, 1):
        where = " › ".join(citation.path)
        lines.append(
            f"[{i}] {citation.body}{citation.year}年年报，{where}：“{flat(citation.text)}”"
        )
    return "\n".join(lines)


def told(answer: Answer) -> list[tuple[str, str, str]]:
    """Kind, label and text of each notice; what forbids a conclusion before what explains one."""
    order = list(NOTICES)
    notices = sorted(answer.notices, key=lambda notice: order.index(notice.kind))
    return [(n.kind, NOTICES[n.kind], n.text) for n in notices]


def flat(text: str) -> str:
    """A quotation on one line: cells of a table row set apart, page breaks closed up."""
    return " ｜ ".join(" ".join(cell.split()) for cell in text.split("\t"))


def short(text: str, limit: int = _QUOTED) -> str:
    """At most ``limit`` characters, cut visibly."""
    return text if len(text) <= limit else text[:limit] + "……"


def _card(number_: int, turn: Turn) -> dict[str, object]:
    answer = turn.answer
    leads, lines = _leads(answer), _lines(answer)
    return {
        "number": number_,
        "question": answer.question,
        "resolved": answer.resolved_question,
        "changed": _plain(answer.resolved_question) != _plain(answer.question),
        "found": answer.status == "answered",
        "text": _text(answer),
        "leads": leads,
        "lines": lines,
        "named": any(line.name for line in lines),
        "indicator": answer.comparison.indicator if answer.comparison and lines else None,
        "notices": told(answer),
        "sources": [] if lines else [_source(c, bool(leads)) for c in answer.citations],
        "folded": _folds(answer, bool(leads)) and bool(lines),
        "suggestions": answer.suggestions,
        "copy": plain_text(answer),
        "link": turn.place.query,
        "asked": _asked(turn),
        "verdict": turn.verdict,
    }


def _folds(answer: Answer, led: bool) -> bool:
    """Whether the text is a long run of differences beside a headline or a table that tells them.

    What a cell comes to that can be read in several ways stands in the text alone.
    """
    changes = answer.comparison.changes if answer.comparison else ()
    return len(_text(answer)) > _FOLDED and (led or bool(changes))


def _asked(turn: Turn) -> str:
    """What the browser keeps of a turn, to ask it again after a reload (``links.read_kept``)."""
    place = turn.place
    kept = (turn.answer.question, place.body, place.year, turn.verdict)
    return json.dumps(kept, ensure_ascii=False)


def _text(answer: Answer) -> str:
    """The answer without what the card shows otherwise: its notices, a table of figures."""
    text = answer.answer
    for notice in answer.notices:
        text = text.replace(f"注意：{notice.text.rstrip('。')}。", "")
    found = answer.comparison
    if found is not None and text.startswith(f"{found.indicator}：") and len(found.rows) > 1:
        text = text.partition("。")[2]  # the figures stand in the table
    return text


def _leads(answer: Answer) -> list[Lead]:
    """The figures that are the answer: one, each side of a conflict, or the one difference."""
    if answer.comparison is not None:
        return _difference(answer, answer.comparison)
    if not answer.facts:
        return []
    conflict = any(notice.kind == "conflict" for notice in answer.notices)
    if len(answer.facts) > 1 and not conflict:
        return [_lead(answer, answer.facts[0])] if _same(answer.facts) else []
    leads = [_lead(answer, fact) for fact in answer.facts[:3]]
    return leads + _stated(answer) if len(leads) == 1 else leads


def _stated(answer: Answer) -> list[Lead]:
    """What the prose says instead of the one figure, as large as that."""
    fact = answer.facts[0]
    leads = []
    for notice in answer.notices:
        said = _STATED.fullmatch(notice.stated)
        if said is None or notice.citation is None or notice.citation == fact.citation:
            continue
        caption = f"{fact.body} · {fact.year}年 · {fact.indicator}"
        leads.append(Lead(said[1], said[2], caption, notice.citation, "正文", blank=False))
    return leads[:1]


def _difference(answer: Answer, comparison: Comparison) -> list[Lead]:
    """The difference, when there is exactly one."""
    if len(comparison.changes) != 1:
        return []
    change = comparison.changes[0]
    later = (change.body_to, change.year_to)
    row = next((r for r in comparison.rows if (r.body, r.year) == later), None)
    if row is None or row.citation is None:
        return []
    bodies = f"{change.body_from}、{change.body_to}"
    if change.body_from == change.body_to:
        bodies = f"{change.body_to} · {change.year_from}年到{change.year_to}年"
    unit = "个百分点" if comparison.unit == "%" else comparison.unit or ""
    sign = "+" if change.difference > 0 else ""
    rate = "" if change.percent is None else f"（{sign}{number(change.percent)}%）"
    return [
        Lead(
            number=sign + number(change.difference),
            unit=("" if unit == "—" else unit) + rate,
            caption=f"{bodies} · {comparison.indicator}相差",
            citation=row.citation,
            where="统计表",
            blank=False,
        )
    ]


def _same(facts: Sequence[Fact]) -> bool:
    return len({(fact.body, fact.year, fact.indicator, fact.value) for fact in facts}) == 1


def _lead(answer: Answer, fact: Fact) -> Lead:
    unit = fact.unit if fact.unit and fact.unit not in {"—", "－", "/"} else ""
    kind = answer.citations[fact.citation].kind
    return Lead(
        number=_BLANK.get(fact.printed.strip(), fact.printed.strip())
        if fact.value is None
        else number(fact.value),
        unit="" if fact.value is None else unit,
        caption=f"{fact.body} · {fact.year}年 · {_named(fact)}",
        citation=fact.citation,
        where="统计表" if kind == "indicator" else "正文",
        blank=fact.value is None,
    )


def _lines(answer: Answer) -> list[Line]:
    comparison = answer.comparison
    if comparison is None:
        return []
    several = len({(row.body, row.year) for row in comparison.rows}) < len(comparison.rows)
    facts = {(f.body, f.year, f.citation, f.value): f for f in answer.facts} if several else {}
    lines = []
    for row in comparison.rows[:_LINES]:
        fact = facts.get((row.body, row.year, row.citation or 0, row.value))
        unit = fact.unit if fact and not comparison.unit else comparison.unit
        name = _named(fact) if fact else ""
        lines.append(
            Line(row.body, row.year, name, shown(row, unit), row.value is None, row.citation)
        )
    return lines


def shown(row: ComparisonRow, unit: str | None) -> str:
    """「64 条」, 「12.5%」, or what is printed when there is no number."""
    if row.value is None:
        return _BLANK.get(row.printed.strip(), row.printed.strip())
    suffix = "%" if unit == "%" else f" {unit}" if unit and unit not in {"—", "/"} else ""
    return number(row.value) + suffix


def _named(fact: Fact) -> str:
    """The indicator and, where its name does not tell, the column."""
    column = f"（{fact.column}）" if fact.column and fact.column not in fact.indicator else ""
    return f"{fact.indicator}{column}"


def _source(citation: Citation, quoted: bool) -> Source:
    return Source(
        title=f"{citation.body}{citation.year}年年报",
        path=" › ".join(citation.path[-2:]),
        quote=short(flat(citation.text)) if quoted else "",
        kind="统计表" if citation.kind == "indicator" else "正文",
    )


def _plain(text: str) -> str:
    return "".join(text.split()).rstrip("？?。")
