"""Questions to begin with, made from what is really loaded."""

from functools import lru_cache

from corpus.schema import Indicator
from index.schema import ReportInfo
from index.search import Index

_MOST = 5
_ASKED_OFTEN = ("申请", "网站", "微博", "微信", "复议", "规范性文件", "许可")


@lru_cache(maxsize=1)
def examples(index: Index) -> tuple[str, ...]:
    """Up to five questions over the newest report, a comparison where years allow one."""
    if not index.reports:
        return ()
    newest = max(index.reports, key=lambda report: (report.year, report.indicators))
    where = f"{newest.body}{newest.year}年"
    asked = [f"{where}{name}是多少？" for name in _figures(index, newest)[:2]]
    asked += [f"{where}存在哪些问题？", f"{newest.body}的联系电话是多少？"]
    years = [report.year for report in index.reports if report.body == newest.body]
    if len(years) > 1:
        figures = _figures(index, newest)
        asked.append(f"{newest.body}历年{figures[0] if figures else '依申请公开'}的变化？")
    else:
        asked.append("哪些地方对不上？")
    return tuple(asked[:_MOST])


def _figures(index: Index, report: ReportInfo) -> list[str]:
    """Names of figures above zero that people ask for, at most one a topic."""
    rows = index.indicators(bodies=(report.body,), years=(report.year,))
    found = []
    for word in _ASKED_OFTEN:
        name = next((_name(r.indicator) for r in rows if _fits(r.indicator, word)), None)
        if name is not None and name not in found:
            found.append(name)
    return found


def _fits(indicator: Indicator, word: str) -> bool:
    value, column = indicator.value, indicator.column
    total = column in (None, "总计", "本年度")
    return word in indicator.name and value is not None and value > 0 and total


def _name(indicator: Indicator) -> str:
    return indicator.name.strip("：: ")
