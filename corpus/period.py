"""Years as reports print them, and the period the figures cover."""

import re
from calendar import monthrange

from corpus.headings import numeral

_DIGITS = str.maketrans(
    "〇○零OoＯ一二三四五六七八九０１２３４５６７８９", "000000" + "123456789" + "0123456789"
)
YEAR = (
    r"(?:(?<!\d)(?:19|20)\s*\d\s*\d(?!\d)|[二一][〇○零九OoＯ0][〇○零OoＯ0一二三四五六七八九]{2}"
    r"|２０[０-９]{2})"
)
_NUMBER = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_PERIOD = re.compile(
    rf"(?P<y1>{YEAR})\s*年\s*(?:度\s*[（(]\s*)?(?P<m1>{_NUMBER})\s*月\s*(?P<d1>{_NUMBER})\s*日\s*起?"
    rf"\s*[，,]?\s*(?:至|到|－|—|-|–|~|～)+\s*(?:(?P<y2>{YEAR})\s*年)?"
    rf"\s*(?P<m2>{_NUMBER})\s*月\s*(?P<d2>{_NUMBER})\s*日"
)
_MARK = re.compile(r"统计|期限|时限|周期|时段|期间|时间范围|数据|所列|年度$")
_BEFORE = 30
"""The words that say a period is the report's stand within so many characters before it."""


def year_of(printed: str) -> int:
    """``2018``, ``２０１８``, ``二〇一八`` or ``二O一八`` as a number."""
    return int("".join(printed.split()).translate(_DIGITS))


def find_period(text: str) -> tuple[str, str] | None:
    """The statistics period printed in the text as ISO dates, if any."""
    found = _find(text)
    return None if found is None else _dates(found)


def find_period_span(text: str) -> tuple[int, int] | None:
    """Where the statistics period is printed."""
    found = _find(text)
    return found.span() if found else None


def _find(text: str) -> re.Match[str] | None:
    """The first stretch that is said to be the period, else the first that is a whole year."""
    whole: re.Match[str] | None = None
    for found in _PERIOD.finditer(text):
        dates = _dates(found)
        if dates is None:
            continue
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if _MARK.search(before) or "年度" in "".join(found.group().split()):
            return found
        if whole is None and dates[0][4:] == "-01-01" and dates[1][4:] == "-12-31":
            whole = found
    return whole


def _dates(found: re.Match[str]) -> tuple[str, str] | None:
    first = year_of(found["y1"])
    last = year_of(found["y2"]) if found["y2"] else first
    start = _date(first, _month_or_day(found["m1"]), _month_or_day(found["d1"]))
    end = _date(last, _month_or_day(found["m2"]), _month_or_day(found["d2"]))
    return (start, end) if start is not None and end is not None and start <= end else None


def _date(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"


def _month_or_day(printed: str) -> int:
    return int(printed) if printed.isdigit() else numeral(printed)
