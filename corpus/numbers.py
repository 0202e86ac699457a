"""Numbers as reports print them → ``Decimal`` + unit + place.

Arabic and full-width digits, thousands separators, 万/亿, percentages and Chinese numerals.
A blank cell, 「/」 and 「—」 are no numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.numerals import DIGITS, integer

_WIDE = str.maketrans("０１２３４５６７８９．％－−，", "0123456789.%--,")
# In running text a full-width comma separates clauses; only in a lone cell is it a separator.
_WIDE_PROSE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CHINESE = r"[〇零一二三四五六七八九十百千万亿两]+(?:点[〇零一二三四五六七八九]+)?"
_SCALE = r"(?:千万|百万|万亿|百|千|万|亿)"
_UNIT = (
    r"(?:人次|件次|条次|场次|班次|批次|个工作日|个百分点|个小时|个月|美元|元|条|件|次|个|人|名|位|篇|期|场|项|份|部|家|册|台|起|宗|例|处"
    r"|天|小时|分钟|工作日|年度|年|月|日|号|户|张|座|所|公里|辆|轮|届|倍|层|类|步|本|幅|批|封|只|股|亩|公顷|平方米|吨|公斤|通|头|株|套|栋|幢|间|棵|盏|课时|学时"
    r"|分(?=[，。；、,;）)\s]|$)|%|％)"
)
# 「一次性」「一条龙」「一件件」「三个样」 count nothing.
_NOT_A_COUNT = r"(?!性|龙|样|站式|家人|(?P=unit_cn))"
_MENTION = re.compile(
    rf"(?P<percent>百分之(?P<of>{_CHINESE}|{_ARABIC}))"
    rf"|(?<![\dA-Za-z.,\-—–－第〔\[])(?P<arabic>{_ARABIC})(?![\d.]*[-—–－]\d)"
    rf"(?:[ \t\u3000]{{0,2}}(?P<scale>{_SCALE})(?!分))?(?P<vague>[余多来])?"
    rf"(?:[ \t\u3000]{{0,2}}(?P<unit>{_UNIT}))?"
    rf"|(?<![第统唯同某每任单专逐进另初首之其〇零一二三四五六七八九十百千万亿两])(?P<chinese>{_CHINESE})(?P<vague_cn>[余多来])?"
    rf"(?P<unit_cn>{_UNIT}){_NOT_A_COUNT}"
)
_ABOUT = re.compile(r"(?:近|约|超|超过|逾|将近|大约|不足|至少|达到近)[ \t]?$")
_AROUND = 8
"""Characters before and after a stretch of text that the patterns look at."""
_ABOUT_AFTER = re.compile(r"\s?(?:左右|上下|以上|以下)")
_LONE = re.compile(
    rf"(?P<sign>-)?(?:(?P<arabic>{_ARABIC})(?P<scale>{_SCALE})?|(?P<chinese>{_CHINESE}))"
    rf"[ \t\u3000]*(?P<unit>{_UNIT})?"
)
_FACTOR = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "万亿": Decimal(1_000_000_000_000),
}
# Money keeps the unit it is printed in: 9116.36 万元 is never silently 91163600 元.
_MONEY = {
    "百": (Decimal(100), "元"),
    "千": (Decimal(1000), "元"),
    "万": (Decimal(1), "万元"),
    "百万": (Decimal(100), "万元"),
    "千万": (Decimal(1000), "万元"),
    "亿": (Decimal(1), "亿元"),
    "万亿": (Decimal(10_000), "亿元"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in running text. ``text[start:end]`` is the numeral (with 万/亿, without unit).

    ``value`` is scaled (1.6万次 → 16000 次) except for money, where 万元 and 亿元 are units.
    ``approximate``: printed with 近/约/余/多/以上 and the like.
    """

    value: Decimal
    unit: str | None
    start: int
    end: int
    unit_end: int
    approximate: bool


def parse_number(text: str) -> Decimal | None:
    """The value of a lone cell, a trailing unit allowed; ``None`` for anything else.

    ``1,234`` → 1234, ``－15`` → -15, ``３万`` → 30000, ``十二`` → 12, ``251000元`` → 251000;
    blank, 「/」 and 「—」 → ``None``.
    """
    quantity = parse_quantity(text)
    return None if quantity is None else quantity.value


# Most cells of most tables are 0 or another small number.
@lru_cache(maxsize=4096)
def parse_quantity(text: str) -> Quantity | None:
    """A lone number with an optional unit (``251000元``); spans are offsets into ``text``."""
    plain = text.translate(_WIDE)
    lead = len(plain) - len(plain.lstrip())
    found = _LONE.fullmatch(plain.strip())
    if found is None:
        return None
    number = _decimal(found["arabic"] or found["chinese"])
    if number is None:
        return None
    value, unit = _scaled(number, found["scale"], found["unit"])
    end = lead + len(plain.strip()) - len(found["unit"] or "")
    return Quantity(-value if found["sign"] else value, unit, lead, end, len(text.rstrip()), False)


def find_quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Every number in ``text[start:end]`` in order; offsets are into ``text``.

    Chinese numerals count only before a measure word; ordinals (第十条), telephone numbers
    and document numbers' years are skipped.
    """
    end = len(text) if end is None else end
    # A whole report is asked sentence by sentence: only what is looked at is translated.
    first = max(0, start - _AROUND)
    plain = text[first : end + _AROUND].translate(_WIDE_PROSE)
    start -= first
    for found in _MENTION.finditer(plain, start, end - first):
        about = bool(_ABOUT.search(plain, max(start, found.start() - 4), found.start()))
        about = about or bool(_ABOUT_AFTER.match(plain, found.end()))
        quantity = _quantity(found, about, first)
        if quantity is not None:
            yield quantity


def _quantity(found: re.Match[str], about: bool, first: int) -> Quantity | None:
    number = _decimal(found["of"] or found["arabic"] or found["chinese"])
    if number is None:
        return None
    stop = first + found.end()
    if found["percent"]:
        return Quantity(number, "%", first + found.start(), stop, stop, about)
    group, unit_group = ("arabic", "unit") if found["arabic"] else ("chinese", "unit_cn")
    value, unit = _scaled(number, found["scale"], found[unit_group])
    vague = bool(found["vague"] or found["vague_cn"])
    if unit == "元" and found["chinese"] and found["chinese"][-1] in "万亿":
        # 三万元 is 3 万元, as 3万元 is.
        value, unit = value / _FACTOR[found["chinese"][-1]], found["chinese"][-1] + "元"
    end = first + (found.end("scale") if found["scale"] else found.end(group))
    return Quantity(value, unit, first + found.start(group), end, stop, about or vague)


def _scaled(value: Decimal, scale: str | None, unit: str | None) -> tuple[Decimal, str | None]:
    unit = "%" if unit == "％" else unit
    if scale is None:
        return value, unit
    if unit == "元":
        factor, money = _MONEY[scale]
        return value * factor, money
    scaled = value * _FACTOR[scale]
    return (scaled.to_integral_value() if scaled == scaled.to_integral_value() else scaled), unit


def _decimal(number: str) -> Decimal | None:
    if number[0].isdigit():
        return Decimal(number.replace(",", ""))
    whole, _, fraction = number.partition("点")
    value = integer(whole)
    if value is None:  # 「百千」「万万」: a word, not a numeral
        return None
    digits = "".join(str(DIGITS[digit]) for digit in fraction)
    return Decimal(f"{value}.{digits}" if digits else value)
