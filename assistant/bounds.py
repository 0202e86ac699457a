"""Which years or bodies pass a bound: 「哪几年收到的申请超过20件」, 「哪年第一次破百」.

The question is asked without its bound, so that the figures come as those of any other; the
bound is then held against each of them.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from assistant.intent import CHANGING
from assistant.schema import Comparison
from assistant.wording import amount, spelt
from corpus.numbers import find_quantities
from corpus.numerals import DIGITS

_WHICH_YEARS = re.compile(
    r"(?:都?[有是])?(?:(?:哪(?:几|些|一|两|三)?|(?<![近这那前后])几|多少)个?年(?:份|度|头)?(?:里|中)?)"
    r"(?:开始|起)?"
    r"|(?<=的)年份(?:都?[有是])?(?:哪些|哪几个|几个)"
)
_WHICH_BODIES = re.compile(
    r"[有是]?(?:哪(?:几|些|一|两|三)?|(?<!这)几)(?:个|家)?(?:单位|机构|部门|[县区市局镇])"
)
_NUMBER = (
    r"(?:\d[\d,.]*(?:[%％]|[百千万亿]+)?|百分之[\d.一二三四五六七八九十百]+|[一二三四五六七八九]成"
    r"|一?半数?|[一二三四五六七八九十]*[百千万亿]+|[一二三四五六七八九十]{1,3})"
)
_UNIT = r"(?:人次|万元|[件条份个篇项宗起次期场人名位户家元])?"
_OVER = r"超过|超出|突破|多于|大于|高于|[超破]|(?<![到收办发开搞没])过|上(?=[百千万亿])"
_UNDER = r"不足|不到|没到|未到|没有到|少于|低于|小于|没超过|没有超过|未超过|跌破|没破|没过"
_REACHED = r"达到|达|不少于|不低于|至少|满"
_BOUND = re.compile(
    rf"(?P<first>[是在]?(?:第一次|首次|最早|最先|首度|头一[回次]|才|开始)+)?[是都就曾已经]*"
    rf"(?P<word>{_UNDER}|{_OVER}|{_REACHED})[了过]*(?P<number>{_NUMBER})(?P<unit>{_UNIT})的?"
    rf"|在?(?P<number2>{_NUMBER})(?P<unit2>{_UNIT})(?P<side>以[上下]|及以上)的?"
)
_NONE = re.compile(
    r"一(?P<unit>[件条个次起宗份])(?P<thing>[^，,都也]{0,12})[都也](?:没有?|未)"
    r"|(?:是|为)(?:0|零)(?![\d.])|(?<!有)没有?(?!变|[增减涨降])|为空"
)
"""「哪几年没有行政复议」: 0 is the bound."""
_FIRST = re.compile(r"第一次|首次|最早|最先|首度|头一[回次]|年(?:才|开始|起)")
_GROWING = re.compile(rf"(?:{CHANGING}|[增降涨跌]幅|增长率|增速)[了的都幅度率]*$")
"""「增长超过10%的是哪年」 bounds changes, not figures."""
_SHARE = re.compile("[%％成半]|百分之")
_EDGES = "，,。？?！! 的是有"
_BARE = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Bound:
    """``said``: as typed; ``passes``: whether a value passes ``value``; ``first``: only the first is asked."""

    said: str
    value: Decimal
    passes: Callable[[Decimal, Decimal], bool]
    first: bool


def read_bound(question: str) -> tuple[str, Bound] | None:
    """A question without its bound, and the bound; None when years or bodies are not to pass one.

    「平潭哪几年收到的申请超过20件」 becomes 「平潭收到的申请各年多少件」.
    """
    years, bodies = _WHICH_YEARS.search(question), _WHICH_BODIES.search(question)
    which = years or bodies
    if which is None:
        return None
    found = next((b for b in _BOUND.finditer(question) if _apart(b, which)), None)
    if found is None:
        return _without_any(question, which) if years else None
    if _GROWING.search(question[: found.start()]):
        return None
    number, unit = found["number"] or found["number2"], found["unit"] or found["unit2"] or ""
    value = _value(number)
    if value is None:
        return None
    rest = _FIRST.sub("", _cut(question, found, which)).strip(_EDGES)
    if not rest:
        return None
    asked = "是百分之几" if _SHARE.search(number) else f"多少{unit}"
    each = f"各年{asked}" if years else f"各{asked}"
    said = found.group().removeprefix(found["first"] or "").strip("的是都就在曾已经")
    said = said.replace("了", "")
    bound = Bound(said, value, _passes(found), bool(years and _FIRST.search(question)))
    return f"{rest}{each}？", bound


def within(bound: Bound, comparison: Comparison) -> str:
    """Which of the compared figures pass a bound, in a sentence."""
    scale = Decimal(10_000) if (comparison.unit or "").startswith("万") else Decimal(1)
    passing = [
        row
        for row in comparison.rows
        if row.value is not None and bound.passes(row.value * scale, bound.value)
    ]
    years, bodies = {r.year for r in comparison.rows}, {r.body for r in comparison.rows}
    if bound.first:
        passing = [
            min((row for row in passing if row.body == body), key=lambda row: row.year)
            for body in dict.fromkeys(row.body for row in passing)
        ]
    unread = [
        f"{r.body if len(bodies) > 1 else ''}{r.year}年" for r in comparison.rows if r.value is None
    ]
    left_out = f"{'、'.join(unread)}的数不能确定，没有算在内。" if unread else ""
    if not passing:
        return f"已收录的数里没有{bound.said}的。{left_out}"
    named = "、".join(
        f"{row.body if len(bodies) > 1 else ''}"
        f"{f'{row.year}年' if len(years) > 1 or len(bodies) < 2 else ''}（{amount(row, comparison.unit)}）"
        for row in passing
    )
    if bound.first:
        return f"已收录的各年里，第一次{bound.said}的是{named}。{left_out}"
    kind = "年" if len(bodies) == 1 else "家" if len(years) == 1 else "个"
    return f"{bound.said}的有{'两' if len(passing) == 2 else spelt(len(passing))}{kind}：{named}。{left_out}"


def _without_any(question: str, which: re.Match[str]) -> tuple[str, Bound] | None:
    """The same for 「哪几年没有行政复议」, 「哪年一件申请都没收到」."""
    found = next((b for b in _NONE.finditer(question) if _apart(b, which)), None)
    if found is None:
        return None
    rest = _cut(question, found, which, found["thing"] or "").strip(_EDGES)
    if not rest:
        return None
    return f"{rest}各年多少{found['unit'] or ''}？", Bound("为 0 ", Decimal(0), operator.eq, False)


def _cut(question: str, bound: re.Match[str], which: re.Match[str], thing: str = "") -> str:
    """The question without what asks and what bounds, ``thing`` in the bound's stead."""
    for match, left in sorted(((bound, thing), (which, "")), key=lambda m: -m[0].start()):
        question = question[: match.start()] + left + question[match.end() :]
    return question


def _apart(bound: re.Match[str], which: re.Match[str]) -> bool:
    return bound.end() <= which.start() or which.end() <= bound.start()


def _passes(found: re.Match[str]) -> Callable[[Decimal, Decimal], bool]:
    if found["side"]:
        return operator.le if found["side"] == "以下" else operator.ge
    if re.fullmatch(_UNDER, found["word"]):
        return operator.le if "超过" in found["word"] else operator.lt
    return operator.ge if re.fullmatch(_REACHED, found["word"]) else operator.gt


def _value(number: str) -> Decimal | None:
    """The number of a bound: 20, 1.5万, 一百, 百 of 「破百」."""
    if number in _BARE:
        return Decimal(_BARE[number])
    if "半" in number:
        return Decimal(50)
    if number.endswith("成"):
        return Decimal(10 * DIGITS[number[0]])
    plain = number.rstrip("%％").removeprefix("百分之")
    return next((quantity.value for quantity in find_quantities(f"{plain}件")), None)
