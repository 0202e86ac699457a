"""Which years a question speaks of."""

import re
from dataclasses import dataclass
from typing import Literal

_CN = "〇○零一二三四五六七八九"
_DIGIT = str.maketrans(_CN, "000123456789")
_FOUR = rf"(?:19|20)\d{{2}}|\d{{4}}(?=\s*年)|二[〇○零]\s*[{_CN}]{{2}}"
_TWO = rf"\d{{2}}|[{_CN}]{{2}}"
_NOT_YEAR = r"(?!\d|\.\d|\s*(?:万|亿|元|[条件次人篇个份](?!数)|号|%|-\d{5}))"
_EXPLICIT = re.compile(
    rf"(?:截[至止]到?\s*)?(?<!\d)(?P<four>{_FOUR}){_NOT_YEAR}\s*(?:年度|年)?(?:[底末](?!前))?|(?<![\d近前])(?P<two>{_TWO})\s*(?:[这那]?[两三四五六几]\s*个?年|年度|年)(?!级|期|限)"
)
_BARE_BEFORE = re.compile(
    rf"(?<![\d{_CN}近前])(?P<two>{_TWO})\s*(?:、|和|与|跟|到|至|-|—|~)\s*(?={_TWO}\s*(?:[这那]?[两三四五六几]\s*个?)?年)"
)
_RANGE = re.compile(
    rf"(?<!\d)(?P<a>{_FOUR}|{_TWO})\s*(?:年度|年)?[底末初]?\s*(?:到|至|—+|-|~|～|－)\s*(?P<b>{_FOUR}|{_TWO}){_NOT_YEAR}\s*(?:年度|年)?[底末]?"
)
_SPAN = re.compile(
    r"(?<![第哪])(?P<n>\d{1,2}|[一二两三四五六七八九十])\s*年(?:里面?|来|间|之间|以来|(?=加|合计|总|一共|共|平均|累计))"
)
_SINCE = re.compile(
    rf"(?<!\d)(?:自|从)?(?P<a>{_FOUR}|{_TWO})\s*(?:年度|年)(?:以来|以后|之后|至今|到现在|到今年|开始|往后看?|起)"
)
_UNTIL = re.compile(rf"(?<!\d)(?P<a>{_FOUR}|{_TWO})\s*(?:年度|年)(?:以前|之前|及以前)")
_CARRIED_OUT = re.compile(
    rf"(?:结转|顺延|[转留拖延移压])(?:到|至|入|给|进)\s*(?P<a>{_FOUR}|{_TWO})\s*年度?"
)
"""「结转到2021年」 is a figure of the report of 2020."""
_CARRIED_OVER = re.compile(
    rf"(?:从|由|自)?\s*(?:(?:{_FOUR}|{_TWO})\s*年|上一?年|去年)度?[^，,。?？]{{0,6}}?(?:结转|顺延|[转留拖延移])(?:到|至|入)"
    rf"\s*(?P<a>{_FOUR}|{_TWO})\s*年度?"
)
"""「从2018年拖到2019年的」 is one of the report of 2019."""
_CARRIED_IN = re.compile(
    rf"(?:(?:从|由|自)\s*)?(?<!\d)(?P<a>{_FOUR}|{_TWO})\s*年度?(?:(?:没|未)(?:有)?办[完结]的?)?"
    r"(?:结转|[转留带遗剩]+)(?:下|过|到|至)?(?:来|今年|本年)(?!度)的?"
)
"""「2018年转过来的」 is one of the report of 2019."""
_CARRIED = (
    (_CARRIED_OVER, 0, "上年结转"), (_CARRIED_OUT, -1, "结转下年"), (_CARRIED_IN, 1, "上年结转"),
)  # fmt: skip
"""What each is called in the tables, and how far its report is from the year that is named."""
_CARRIED_ON = re.compile(
    r"(?:结转|顺延|[转留拖延移压])(?:到|至|入|给|进)了?(?:下一?年度?|次年|第二年|来年|明年)"
)
"""「拖到了下一年」 is 结转下年 of the year itself."""
_CARRIED_HERE = re.compile(
    r"(?:上一?年度?|去年|前一年|年初)[末底]?(?:[没未]有?(?:办[完结]|处理完))?的?"
    r"(?:结转|[转接留移带遗剩])+(?:下|过|到|给)?来的?"
)
"""「年初接过来的」, 「上一年转过来的」 are 上年结转 of the year itself."""
_SO_FAR = re.compile(r"历年来?的?(?:加起来|加在一起|总共|一共|合计|总计|总数|累计)+")
"""Of one year's report, the column of that name."""
_RECENT = re.compile(
    r"(?:近|最近|过去|前(?!一年)|这(?!一年))\s*(?P<n>\d{1,2}|[一二两三四五六七八九十])\s*(?:个年度|年)"
)
_ALL = re.compile(
    r"历年(?!累计)|历次|每一?年|各年|逐年|所有年度|全部年度|这些年|几年来|这几年|哪一?年|哪个年度|多年来"
)
_BOTH = re.compile(r"两年|两个年度|前后年")
_BETWEEN = re.compile(r"在?\s+(?:之间|期间|间(?![隔接断]))")
"""What is left of 「在2019至2023年间」."""
_APART = re.compile(
    rf"(?<![\d{_CN}十近前第后])(?P<n>\d|[一二两三四五六七八九])\s*年\s*[之以]?(?P<way>[后前])(?![\d年期])"
)
"""「四年之后」 of the year spoken of before."""
_RELATIVE = (
    (-3, re.compile(r"大前年")),
    (-2, re.compile(r"前年|上上年")),
    (
        -1,
        re.compile(
            r"去年|上一?年度?(?!结?转|.{0,8}项目|剩|留|遗|带|没|未|级|[有是共原]*(?:几|多少)个?项)|前一年|往年"
        ),
    ),
    (
        1,
        re.compile(r"第二年|次年|(?<![转到留入至])下一?年度?(?!继续|办理)|明年|来年|后一年|隔年"),
    ),
    (
        0,
        re.compile(
            r"今年|(?<![基根成资样版])本年度?(?!新|制|废|度办|办|收|增|处理)|当年|同一?年|(?<!年)(?<!年度)同期|[这那]一?年|该年度?"
        ),
    ),
)

Kind = Literal["none", "explicit", "range", "since", "until", "recent", "all", "both", "relative"]


@dataclass(frozen=True, slots=True)
class YearMention:
    """What a question says about years, before knowing which are loaded.

    ``years``: explicit years in order of mention. ``offsets``: years from the anchor year for
    「去年」 and the like, ascending. ``count``: how many for 「近三年」. ``rest``: the question
    with a blank for every mention.
    """

    kind: Kind
    years: tuple[int, ...]
    offsets: tuple[int, ...]
    count: int | None
    rest: str


def mention_years(question: str) -> YearMention:
    """Find the years in a question already narrowed (``corpus.normalise.narrow``)."""
    rest, kind = question, "none"
    years: list[int] = []
    for pattern, step, said in _CARRIED:
        if (carried := pattern.search(rest)) is not None:
            years.append(_year(carried["a"]) + step)
            rest, kind = pattern.sub(said, rest), "explicit"
    rest = _CARRIED_HERE.sub("上年结转", _CARRIED_ON.sub("结转下年", rest))
    since = _SINCE.search(rest)
    if since is not None:
        years.append(_year(since["a"]))
        rest, kind = _SINCE.sub(" ", rest), "since"
    until = _UNTIL.search(rest)
    if until is not None and since is None:
        years.append(_year(until["a"]))
        rest, kind = _UNTIL.sub(" ", rest), "until"
    for found in _RANGE.finditer(rest):
        first, last = _year(found["a"]), _year(found["b"])
        if first < last <= first + 30:
            years += range(first, last + 1)
            rest, kind = rest.replace(found.group(), " "), "range"
    while (bare := _BARE_BEFORE.search(rest)) is not None:
        years.append(_year(bare["two"]))
        rest, kind = rest[: bare.start()] + " " + rest[bare.end() :], "explicit"
    for found in _EXPLICIT.finditer(rest):
        years.append(_year(found["four"] or found["two"]))
        kind = "explicit" if kind == "none" else kind
    rest = _EXPLICIT.sub(" ", rest)
    if kind == "explicit":
        rest = _SO_FAR.sub("历年累计", rest)
    return _loose(rest, tuple(dict.fromkeys(years)), kind)


def years_said(question: str) -> list[tuple[int, int]]:
    """Where each year stands that a question names by its number: (offset, year)."""
    return [(m.start(), _year(m["four"] or m["two"])) for m in _EXPLICIT.finditer(question)]


def _loose(rest: str, years: tuple[int, ...], kind: str) -> YearMention:
    """Add 近三年, 历年, 去年 … to what was found explicitly."""
    count = None
    offsets: list[int] = []
    for pattern in (_RECENT, _SPAN):
        recent = pattern.search(rest)
        if recent is not None:
            count = _small(recent["n"])
            kind = "recent" if kind == "none" else kind
            rest = pattern.sub(" ", rest)
    apart = _APART.search(rest)  # before 「两年」 of 「两年以后」 is taken for both
    if apart is not None:
        offsets.append(_small(apart["n"]) * (1 if apart["way"] == "后" else -1))
        kind = "relative" if kind == "none" else kind
        rest = _APART.sub(" ", rest)
    for pattern, name in ((_ALL, "all"), (_BOTH, "both")):
        if pattern.search(rest):
            kind = name if kind == "none" else kind
            rest = pattern.sub(" ", rest)
    for step, pattern in _RELATIVE:
        if pattern.search(rest):
            offsets.append(step)
            kind = "relative" if kind == "none" else kind
            rest = pattern.sub(" ", rest)
    rest = re.sub(r"\s+", " ", _BETWEEN.sub(" ", rest)).strip()
    return YearMention(kind, years, tuple(sorted(offsets)), count, rest)  # type: ignore[arg-type]


def _year(printed: str) -> int:
    number = int(re.sub(r"\s", "", printed).translate(_DIGIT))
    return number + 2000 if number < 100 else number


def _small(printed: str) -> int:
    return (
        int(printed)
        if printed.isdigit()
        else "零一二三四五六七八九十".find(printed.replace("两", "二"))
    )
