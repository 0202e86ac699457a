"""How a question asks whether figures agree: which kind of check, about what, which numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant import checkwords as words
from assistant.bodies import mention_bodies
from assistant.checkodds import check_odds
from assistant.either import as_difference
from assistant.intent import WHOSE
from assistant.query import Query
from assistant.spoken import polite
from assistant.years import mention_years
from corpus.normalise import fold, narrow
from corpus.numbers import find_quantities

CheckKind = Literal["sum", "prose", "years", "blank", "parts", "copied", "dates", "any"]

KNOWN = 9.0
"""Log odds given to a known wording."""
_HARDLY = -1.4
"""Log odds below which a question is heard as something else, whatever is found."""
_FIGURE = re.compile(r"[\d.]+\s*%?[万亿]?(?:人次|[件条次篇个人名份期项场元]|万元)?")
_APPROXIMATE = re.compile(
    r"(?P<head>[\d一二两三四五六七八九十百千]+?)(?P<some>[多几来])(?=[件条次篇个人份项])"
)
_COMPARED = re.compile("[比增减降升涨]")
"""Words that set years against each other; 「写少了」 doubts a number."""
_BARE = re.compile(r"(?<![\d.])\d{2}(?:\d{2})?(?![\d.]|\s*年)")
"""A number that may pass for a year."""
_SCALED = re.compile(r"(\d+(?:\.\d+)?)[万亿]")
_TENS = {"十": 10, "百": 100, "千": 1000}
_PRIVATE = 0xE000
"""Characters that stand for numbers like 2035 条 while the years are taken out."""
_SPELT = frozenset({"处", "个", "项", "家", "份", "张", "次"})
"""「两处」, 「三项」: spelt out before these, a numeral names no figure of a report."""
_NO_FIGURE = frozenset({"年", "年度", "月", "日", "号", "类", "种", "层", "届", "步", "部"})


@dataclass(frozen=True, slots=True)
class CheckAsk:
    """A question for a check. Texts are folded and without body, year, check words and numbers.

    ``about``: the whole; ``table``/``text``: what the clauses that speak of the table, or of the
    running text, are about. ``numbers``: what it names, as ranges (「二十几」 is 20 to 29).
    ``sure``: it asks for a check in so many words. ``across``: it speaks of several years. ``heard``: log
    odds that it asks for a check at all, ``KNOWN`` where a known wording does.
    """

    kind: CheckKind
    said: str
    about: str
    table: str
    text: str
    numbers: tuple[tuple[Decimal, Decimal], ...]
    sure: bool
    across: bool = False
    heard: float = KNOWN

    @property
    def both(self) -> bool:
        """Whether running text and table are both spoken of."""
        return self.of_table and self.of_text

    @property
    def of_text(self) -> bool:
        """Whether the running text is spoken of."""
        return bool(words.TEXT.search(self.said))

    @property
    def of_table(self) -> bool:
        """Whether the table is spoken of."""
        return bool(words.TABLE.search(self.said))

    @property
    def balance(self) -> bool:
        """Whether received and carried in is set against answered and carried out."""
        return bool(words.BALANCE.search(self.said))

    @property
    def whole(self) -> bool:
        """Whether the report or its tables are spoken of at large."""
        return bool(words.WHOLE.search(self.said))

    @property
    def where(self) -> bool:
        """Whether a whole table or report is to be searched: 「申请表哪里填错了」."""
        return bool(words.WHERE.search(self.said))


def read_check(query: Query) -> CheckAsk | None:
    """How the question asks for a check; None when it asks for something else."""
    said = said_of(query)
    if query.bound is not None or as_difference(said) != said:
        return None
    kind = _kind(said, query)
    heard = KNOWN if kind is not None else check_odds(said)
    across = len(query.years) > 1 or bool(gone_years(query))
    several = across or bool(query.base_years)
    apart = several and query.cues.difference and bool(_COMPARED.search(query.text))
    apart |= (several or len(query.bodies) > 1) and query.cues.sums
    other = apart or query.cues.percent
    if kind is None and heard > _HARDLY and not other:
        kind = "sum" if words.SUM.search(said) else "any"
    sure = query.cues.check or bool(words.SURE.search(said)) or kind in _STRUCTURE
    if kind is None:
        return None
    clauses = re.split(r"[,，;；。？?!！]", said)
    table = [c for c in clauses if words.TABLE.search(c)]
    text = [c for c in clauses if c not in table or words.TEXT.search(c)]
    return CheckAsk(
        kind,
        said,
        about_of(said),
        about_of("，".join(table)),
        about_of("，".join(text)),
        tuple(_numbers(said)),
        sure,
        across,
        heard,
    )


def is_check(query: Query) -> bool:
    """Whether the question asks for a check by a known wording."""
    ask = read_check(query) if query.years else None
    return ask is not None and ask.heard >= KNOWN


def with_years(query: Query) -> Query:
    """Without a year that can be one (「27和47」 are none), the body's only report is asked."""
    mistaken = bool(query.absent_years) and not gone_years(query)
    if query.years or not mistaken or len(query.loaded_years) != 1:
        return query
    return replace(query, years=query.loaded_years, absent_years=())


def gone_years(query: Query) -> tuple[int, ...]:
    """Years asked for that are not loaded; 「2035 条」 is none."""
    last = max(query.loaded_years, default=0)
    return tuple(year for year in query.absent_years if year <= last + 1)


_ASKS_WHOSE = re.compile(WHOSE)
_STRUCTURE = frozenset({"blank", "parts", "copied", "dates"})


def about_of(said: str) -> str:
    """What a folded question is about, without the words and numbers of checking."""
    named = words.THIS_WORK.sub("信息公开工作", _FIGURE.sub("", said))
    return words.WORDS.sub("", named).strip("，,。？?、 吗么呢吧的")


def _kind(said: str, query: Query) -> CheckKind | None:
    if _ASKS_WHOSE.search(fold(query.question)):
        return None
    for pattern, kind in _NAMED:
        if pattern.search(said):
            return kind
    worked = query.cues.difference and query.cues.quantity
    if len(query.years) > 1 and words.TRIED.search(said) and not (query.cues.growth or worked):
        return "years"
    if words.YEARS.search(said) and (
        query.cues.check or words.SURE.search(said) or words.EQUAL.search(said)
    ):
        return "years"
    apart = worked and len(query.years) > 1  # 「去年总共几件，今年总共几件，差多少」
    summed = words.SUM.search(said) and words.EQUAL.search(said)
    if summed and not (apart or words.WORKED_OUT.search(said)):
        return "sum"
    both = words.TABLE.search(said) and (words.TEXT.search(said) or words.ALSO.search(said))
    if both or words.WRITTEN.search(said):
        return "prose"
    doubted = words.DOUBT.search(said) and (words.TABLE.search(said) or words.TEXT.search(said))
    if query.cues.check or words.SURE.search(said) or doubted:
        return "any"
    return None


_NAMED: tuple[tuple[re.Pattern[str], CheckKind], ...] = (
    (words.BLANK, "blank"),
    (words.PARTS, "parts"),
    (words.DATES, "dates"),
    (words.COPIED, "copied"),
)


def said_of(query: Query) -> str:
    """All the question says, also before 「帮我列一下」; a follow-up with what it takes over."""
    asked = polite(narrow(query.question))
    years = {str(year)[-width:] for year in query.loaded_years for width in (2, 4)}
    numbers = [n for n in _BARE.findall(asked) if n not in years]
    for at, number in enumerate(numbers):
        asked = asked.replace(number, chr(_PRIVATE + at), 1)
    whole = fold(mention_bodies(mention_years(asked).rest, query.bodies).rest)
    for at, number in enumerate(numbers):
        whole = whole.replace(chr(_PRIVATE + at), number)
    return whole if len(whole) > len(query.text) or numbers else fold(query.text)


def _numbers(said: str) -> Iterator[tuple[Decimal, Decimal]]:
    for found in _APPROXIMATE.finditer(said):
        head = found["head"]
        step = _TENS.get(head[-1], 10)
        low = next((q.value for q in find_quantities(f"{head}件")), None)
        if low is not None:
            yield low, low + step - 1
    exact = _APPROXIMATE.sub("", said)
    for quantity in find_quantities(exact):
        spelt = not exact[quantity.start].isdigit()
        scaled = _SCALED.match(exact[quantity.start : quantity.end])
        if scaled:  # 「289.18万」 is printed 289.18 万元
            yield Decimal(scaled[1]), Decimal(scaled[1])
        if quantity.unit not in _NO_FIGURE and not (spelt and quantity.unit in _SPELT):
            yield quantity.value, quantity.value
