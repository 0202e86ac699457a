"""What in a report is only its form: titles, column heads and row labels without a figure.

Where a table has lost its borders, these stand between its rows as if they were sentences.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from corpus.catalogue import load_catalogue
from corpus.normalise import fold

_PRINTED = (
    "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
    "信息内容", "申请人情况", "法人或其他组织", "统计指标单位统计数", "指标名称计量单位",
    "主动公开政府信息情况", "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况", "未经复议直接起诉", "复议后起诉", "第二十条第项",
    "政府信息公开情况统计表",
)  # fmt: skip
"""Words of the forms beside the labels of their rows and columns."""
_NUMBERS = re.compile(r"(?<!\d)\d[.、．]|\d{4}年度|[（(]?[一二三四五六七八九十]+[）)、]")
_ENDED = re.compile("[。;；!！?？]")
_ASIDE = re.compile(r"[^\u4e00-\u9fff]")
_LEAST = 0.75
"""Share of neighbouring characters that stand so in a form too; the rest is where labels meet."""


def is_skeleton(text: str) -> bool:
    """Whether a text holds nothing but words of a form; what ends like a sentence is one."""
    if _ENDED.search(text):
        return False
    said = _NUMBERS.sub("", fold(text))
    if re.search(r"\d", said):
        return False
    pairs = list(pairwise(_ASIDE.sub("", said)))
    return bool(pairs) and sum(pair in _pairs() for pair in pairs) >= _LEAST * len(pairs)


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset(
        pair for phrase in _phrases() for pair in pairwise(_ASIDE.sub("", fold(phrase)))
    )


def _phrases() -> Iterator[str]:
    yield from _PRINTED
    for form in load_catalogue().forms:
        for table in form.tables:
            yield from filter(None, (table.heading, table.corner))
            for column in table.columns:
                yield from (column.label, *column.groups)
            for row in table.rows:
                yield from row.labels
