"""Which findings a question for a check is about, by numbers, indicators and words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.checking import CheckAsk
from assistant.concepts import Match
from assistant.schema import Finding
from assistant.terms import Term, coverage, held
from corpus.normalise import fold
from corpus.numbers import find_quantities

_ENOUGH = 0.75
"""Findings scored lower are about something else."""
_LEAST = 0.4
"""Without so much, being of the kind asked for makes no finding relevant."""
_CLOSE = 0.3
"""Findings scored so much lower than the best are left out."""
_NAMED = 0.6
"""Likeness from which an indicator is named."""
_SAID = 0.3
"""Content words that weigh less in all name nothing."""
_NUMBER = 0.7
_LITTLE = 0.25
"""Weight of a number of the question that the finding holds: of two digits and more, of one."""
_KEY = 1.0
_WORDS = 0.8
_FIT = 0.3
_KINDS = 0.4
"""A list by kinds (「…类信息」 again and again) is what 「各类」 means."""
_NEXT = 0.3
_PART = 0.8
"""Share of its likeness that an indicator lends to a finding on what it is made of."""
_SEVERAL = 3
_QUOTE = re.compile(r"（“(?:[^”]*[，；])?([^”，；]*)”）")
_DOWN = re.compile(r"分项|[各几二三四五六七八]项|竖|[各几]类")
_ACROSS_COLUMNS = re.compile(r"列|栏|横|行")
_ONE_COLUMN = re.compile(r"(?:自然人|企业|机构|组织)那?一?[列栏]|竖")
_ROW_TOTAL = "每行总计"
_TEXT_AND_TABLE = "正文与统计表"
_BALANCE = "一 + 二 = 三（七）+ 四"
_LISTED = re.compile(r"；(\w+)列：")
_SAID_OF = re.compile(
    r"[^：“]{2,40}（(自然人|法人或其他组织|商业企业|科研机构|社会公益组织|法律服务机构|其他)）："
)
"""How findings name a column: of a relation, of a figure of the text."""
_ACROSS = re.compile(r"衔接")
SUMMED = re.compile(r"合计|每行总计|之和|小计|标题行")
"""Rules about sums, by what their names hold."""
_MORE = re.compile(r"比[^,，。]{0,12}(?:大|多|高)|大于|多于|超过")
_BOUND = re.compile(r"不小于|不大于")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: indicators by likeness, content words, columns named."""

    matches: tuple[Match, ...]
    terms: tuple[Term, ...]
    columns: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether anything is."""
        said = sum(term.weight for term in self.terms)
        return said >= _SAID or any(m.score >= _NAMED for m in self.matches)


def relevant(findings: Sequence[Finding], ask: CheckAsk, subject: Subject) -> tuple[Finding, ...]:
    """The findings the question is about, best first; empty when there are none."""
    scored = [
        (about + _FIT * _fits(f, ask), f)
        for f in _one_column(findings, ask, subject)
        if (about := aboutness(f, ask, subject)) >= _LEAST or _balances(f, ask)
    ]
    scored.sort(key=lambda one: -one[0])
    if not scored or scored[0][0] < _ENOUGH:
        return ()
    best, first = scored[0]
    near = [f for s, f in scored if s >= max(best - _CLOSE, _ENOUGH)]
    chosen = [f for f in near if _beside(f, first, ask) and _akin(f, first, ask, subject)]
    return (*chosen[:_SEVERAL], *_said_otherwise(findings, chosen, ask))


def _said_otherwise(
    findings: Sequence[Finding], chosen: Sequence[Finding], ask: CheckAsk
) -> list[Finding]:
    """What the text says of a total, where a sum is asked to agree with the text too.

    「四种申请数加起来，跟正文说的一致吗」.
    """
    if ask.kind != "sum" or not ask.of_text:
        return []
    totals = {finding.keys[0] for finding in chosen if finding.keys}
    return [
        f
        for f in findings
        if f.rule == _TEXT_AND_TABLE and f.result == "fail" and f not in chosen
        if totals & set(f.keys)
    ]


def shared_numbers(finding: Finding, ask: CheckAsk, both: bool = False) -> bool:
    """Whether the finding holds a number of two digits that the question names, or two smaller.

    ``both``: two in any case, the two sides that are to be set against each other.
    """
    numbers = {q.value for q in find_quantities(finding.text)}
    held = [high for low, high in ask.numbers if any(low <= n <= high for n in numbers)]
    return len(held) > 1 or (not both and any(high >= 10 for high in held))


def _beside(finding: Finding, first: Finding, ask: CheckAsk) -> bool:
    """Whether a finding is told with the best: nothing undecided beside what is decided.

    What holds is not told beside what does not, except of sums.
    """
    if first.result != "unknown" and finding.result == "unknown":
        return False
    return first.result != "fail" or finding.result == "fail" or ask.kind == "sum"


def named_numbers(finding: Finding, ask: CheckAsk) -> int:
    """How many numbers of two digits and more the question and the finding share."""
    numbers = {q.value for q in find_quantities(finding.text)}
    wanted = [(low, high) for low, high in ask.numbers if high >= 10]
    return sum(any(low <= n <= high for n in numbers) for low, high in wanted)


def _akin(finding: Finding, first: Finding, ask: CheckAsk, subject: Subject) -> bool:
    """Whether a finding is about the same thing as the best one, or another thing named."""
    if not first.keys or set(finding.keys) & set(first.keys):
        return True
    if finding.rule == first.rule and finding.citations[:1] == first.citations[:1]:
        return True  # one sentence says it of both
    if 0 < named_numbers(first, ask) <= named_numbers(finding, ask):
        return True
    name, other = (fold(f.text.partition("：")[0]) for f in (finding, first))
    return any(held(term, name) and not held(term, other) for term in subject.terms)


def aboutness(finding: Finding, ask: CheckAsk, subject: Subject) -> float:
    """How much a finding is about what is asked; the parts are weighed by judgement."""
    numbers = {q.value for q in find_quantities(finding.text)}
    held = sum(
        (_NUMBER if high >= 10 else _LITTLE) * any(low <= n <= high for n in numbers)
        for low, high in ask.numbers
    )
    missed = sum(
        high >= 10 and not any(low <= n <= high for n in numbers) for low, high in ask.numbers
    )
    # The sentence a figure is quoted with says much besides what it counts.
    text = _QUOTE.sub(r"\1", finding.text) if finding.rule == _TEXT_AND_TABLE else finding.text
    told = fold(f"{finding.rule}{finding.formula}{text}")
    words = coverage(subject.terms, told) * min(1.0, sum(t.weight for t in subject.terms))
    kinds = ask.kind == "sum" and "类" in ask.said and finding.text.count("类") > _SEVERAL - 1
    about = held - _LITTLE * missed + _KEY * _likeness(finding, subject) + _WORDS * words
    return about + _KINDS * kinds


def _balances(finding: Finding, ask: CheckAsk) -> bool:
    return ask.balance and finding.rule == _BALANCE


def _likeness(finding: Finding, subject: Subject) -> float:
    """Likeness of the best indicator of the finding, and a little of the next."""
    found = []
    for match in subject.matches:
        key = match.concept.key
        counted = match.concept.unit not in {None, "—"}
        if counted and any(k.startswith(f"{key}.") for k in finding.keys):
            found.append(_PART * match.score)
        if key in finding.keys:
            # A sum of many rows is about its total, not about each of its parts.
            share = 1.0 if key == finding.keys[0] or len(finding.keys) <= 2 else 0.6
            found.append(share * match.score)
    found.sort(reverse=True)
    return sum(found[:1]) + _NEXT * sum(found[1:2])


def _fits(finding: Finding, ask: CheckAsk) -> float:
    """Whether the finding is of the kind asked for, in [-1, 3]."""
    prose = any(c.kind == "section" for c in finding.citations)
    if _balances(finding, ask):
        return 3.0
    fit = float(finding.result == "fail") / (2 if ask.kind == "sum" else 1)
    if _MORE.search(ask.said) and _BOUND.search(finding.rule):
        fit += 1.0
    if ask.across and _ACROSS.search(finding.rule):
        fit += 1.0
    if ask.kind == "prose":
        fit += float(prose)
    if ask.of_table and ask.numbers:
        fit += finding.rule == _TEXT_AND_TABLE
    if ask.kind == "sum":
        summed = bool(SUMMED.search(finding.rule))
        fit += 1.0 if summed else 0.0 if ask.both else -1.0
        down = _DOWN.search(ask.said) and not _ACROSS_COLUMNS.search(ask.said)
        if down or _ONE_COLUMN.search(ask.said):
            fit -= finding.rule == _ROW_TOTAL  # 「各分项加起来」 goes down the table
    return fit


def _one_column(findings: Sequence[Finding], ask: CheckAsk, subject: Subject) -> list[Finding]:
    """Of what is judged column by column: the asked column, or the total and what fails."""
    kept = []
    for finding in findings:
        listed, said = _LISTED.search(finding.text), _SAID_OF.match(finding.text)
        if listed is not None and listed[1] != "总计" and finding.result != "fail":
            asked = listed[1] in subject.columns
        elif said is not None and subject.columns:
            asked = said[1] in subject.columns
        else:
            asked = said is None or named_numbers(finding, ask) > 0 or finding.result == "fail"
        if asked:
            kept.append(finding)
    return sorted(kept, key=lambda f: "总计列：" not in f.text)


def amounts(ask: CheckAsk) -> tuple[Decimal, ...]:
    """The numbers of two digits and more that the question names exactly."""
    return tuple(low for low, high in ask.numbers if low == high and low >= 10)
