"""Every number of the running text that counts something, with the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.idle import ATTENDING
from assistant.sentences import section_at, sentences
from assistant.terms import content
from assistant.wording import NUMBERED
from corpus.normalise import fold
from corpus.numbers import Quantity, find_quantities
from corpus.schema import Report

_CALENDAR = frozenset({"年", "年度", "月", "日", "号", "工作日", "小时", "分钟", "届", "倍"})
_OF_REPORT = re.compile(r"部分(?:组成|构成|内容|[，。])")
"""「本报告由七个部分组成」."""
_MARK = re.compile(r"[，,；;：:。（(！？!?]")
_CLAUSE = re.compile(r"[，,；;。！？!?]|$")
_STOP = re.compile(r"[，,；;：:。（()）！？!?、]|$")
_OWN = re.compile(r"[^\s、，,和及与共约达占]")
"""What a number that goes on from the one before has no words of."""
_FOLLOWING = 12
"""Characters after a number that may still say what it counts: 「15564件咨询投诉件」."""
_ANOTHER_YEAR = re.compile(
    r"上(?:一)?年|去年|同比|环比|[较比]上|不少于|(?:增加|减少|增长|下降|提高|平均|每|计划|力争|拟)[到至了约共]*$"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?!以来|以前|之前)")
_FORMER = re.compile(
    r"(?:压减|精简|清理|整合|合并|归并|优化|瘦身|减少|增加|增长|提高|上升|下降|扩大|降低|缩减|升|降|增|减)[到至为]"
)
"""「由29个压减到17个」: what it was before is no count of the year."""
_FROM = re.compile(r"[由从](?:年初|原来|原先|原有|过去|(?:上一?|去)年[末底]?)?的?\s*$")
_INTO = re.compile(r"[^，。；\d]{1,8}[到至为成达]了?\s*\d")
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_MOST_EARLIER = 3
"""Sentences of its paragraph before a number's own that may say what it is of."""
_Sentences = tuple[tuple[int, int, str], ...]
"""Where sentences begin and end, with their folded words."""
_Places = tuple[int, int, int, _Sentences]
"""Where a number's clause, its part of the sentence and its sentence begin; the sentences before."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number: its printed span, the folded words beside, before and around it.

    ``sentence``: where its sentence begins; ``lead``: where its clause does; ``inside``: it is
    part of what the number before 其中 counts; ``previous``: where the sentences before its own
    begin, the nearest first, with the folded words of each in ``earlier``.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    unit_end: int
    lead: int
    beside: str
    before: str
    around: str
    sentence: int
    inside: bool
    previous: tuple[int, ...]
    earlier: tuple[str, ...]
    former: "Stated | None" = None
    """The number of what there was before: 29 of 「由29个压减到17个」."""


def stated_counts(report: Report) -> tuple[Stated, ...]:
    """Every number of the running text that counts something in the report's own year."""
    return tuple(_counts(report))


def _counts(report: Report) -> Iterator[Stated]:
    text = report.text
    before_it: _Sentences = ()
    for start, end in sentences(report):
        if before_it and before_it[0][1] != start:
            before_it = ()
        own = (start, end, fold(text[start:end]))
        previous, before_it = before_it, (own, *before_it)[:_MOST_EARLIER]
        section = section_at(report.sections, start)
        heading = section.path[-1] if section and section.path else ""
        at = before = start
        former = None
        for quantity in find_quantities(text, start, end):
            if quantity.unit in _CALENDAR or _OF_REPORT.match(text, quantity.unit_end):
                continue
            if _is_former(text, at, quantity):
                places = (_lead(text, at, quantity.start), start, start, previous)
                around = _around(text, heading, start, quantity)
                former = _stated(text, quantity, places, around, inside=False)
                continue
            lead = _lead(text, at, quantity.start)
            if at > start and not _OWN.search(ATTENDING.sub("", text[lead : quantity.start])):
                lead = before  # 「举办培训3期、165人次」: what is said of the one number is of both
            before = lead
            if quantity.unit is None and not NUMBERED.search(text, lead, quantity.start):
                continue
            at = quantity.unit_end
            segment = max(start, text.rfind("；", start, quantity.start) + 1)
            # 「培训3场（其中2场为线上），培训410人次」: what stands in brackets ends there.
            inside = "其中" in _BRACKETS.sub("", text[segment : quantity.start])
            years = _YEAR.findall(text, start, quantity.start)
            led_to = text[former.unit_end if former else lead : quantity.start]
            if quantity.approximate or _ANOTHER_YEAR.search(led_to):
                continue
            if years and int(years[-1]) != report.year:
                continue
            around = _around(text, heading, start, quantity)
            places = (lead, segment, start, previous)
            count = _stated(text, quantity, places, around, inside=inside)
            yield replace(count, former=former)
            former = None


def _around(text: str, heading: str, start: int, quantity: Quantity) -> str:
    """The folded heading and sentence of a number, no further than the clause after its own.

    「收到申请177件，比上年增加24件，主要是征地方面的增多」 counts no 征地.
    """
    stop = _CLAUSE.search(text, quantity.unit_end)
    then = _CLAUSE.search(text, stop.end()) if stop and stop.group() in ("，", ",") else stop
    return fold(f"{heading}：{text[start : then.start() if then else len(text)]}")


def _is_former(text: str, at: int, quantity: Quantity) -> bool:
    """Whether a number is what there was before: 25 of 「由25个调整为23个」."""
    if _FORMER.match(text, quantity.unit_end):
        return True
    return bool(_FROM.search(text, at, quantity.start) and _INTO.match(text, quantity.unit_end))


def _stated(text: str, quantity: Quantity, places: _Places, around: str, *, inside: bool) -> Stated:
    lead, segment, sentence, previous = places
    stop = _STOP.search(text, quantity.unit_end)
    follow = text[quantity.unit_end : stop.start() if stop else len(text)]
    follow = follow if len(follow) <= _FOLLOWING else ""
    return Stated(
        quantity.value, quantity.unit or "", quantity.start, quantity.end, quantity.unit_end, lead,
        fold(f"{_untitled(text[lead : quantity.start])}，{follow}"), fold(text[segment:lead]),
        around, sentence, inside, tuple(begin for begin, _, _ in previous),
        tuple(words for _, _, words in previous),
    )  # fmt: skip


def _untitled(text: str) -> str:
    """Words before a number without the titles among them, which it does not count."""
    plain = re.sub("《[^》]*》", "", text)
    return plain if content(fold(plain)) else text


def _lead(text: str, at: int, end: int) -> int:
    """Where the words right before a number begin: after the last mark or number."""
    marks = [m.end() for m in _MARK.finditer(text, at, end)]
    return marks[-1] if marks else at
