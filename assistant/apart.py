"""Two different things, each of a year of its own: 「2020年公开的文件和2021年有效的，差几件」."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.citing import Citations
from assistant.schema import Answer, Comparison, ComparisonRow, Notice
from assistant.several import Joined

_SIDES = re.compile(
    r"^(?P<one>.*?\d{2,4}年[^,，]{3,}?)[,，]?(?:和|与|跟|同|比|到)"
    r"(?P<other>[^,，]*?\d{2,4}年[^,，]{2,}?)(?:[,，]|(?:各自?|分别)?(?:是|有)?(?:多少|几)|相?比|相?差|[多少高低大小])"
)
_UNIT = re.compile("(?:多少|几)(?P<unit>人次|[条次场期篇人])")
"""What is asked for in one of these is not told in another; 件 and 个 count anything."""
_FROM = re.compile("[,，]从(?=.*年)")
"""「规范性文件，从2020年的对外公开总数到…」."""
_OWN = "两个数不是同一项，口径不同，只并列、不相减"


def sides(question: str) -> tuple[str, str] | None:
    """The two things a question sets against each other, each asked for by itself."""
    found, unit = _SIDES.match(question), _UNIT.search(question)
    asked = f"是多少{unit['unit'] if unit else ''}"
    return (f"{_FROM.sub('', found['one'])}{asked}", f"{found['other']}{asked}") if found else None


def both_sides(whole: Answer, parts: Sequence[Answer], cite: Citations) -> Answer:
    """Both figures side by side: different things are not subtracted.

    Args:
        whole: how the question is answered as one.
        parts: how its two sides are answered.
        cite: collects what the joined answer cites.

    Returns:
        ``whole``, unless both sides are answered by one figure each, of different years or
        bodies.
    """
    joined, rows = Joined(cite), []
    for part in parts:
        before = len(joined.facts)
        joined.add(part)
        row = _row(joined, part, before) if part.status == "answered" else None
        if row is None:
            return whole
        rows.append(row)
    if len({(row.body, row.year) for row in rows}) < len(rows):
        return whole
    names = "、".join(dict.fromkeys(fact.indicator for fact in joined.facts))
    return replace(
        whole,
        status="answered",
        answer=f"{joined.text}{_OWN}。",
        facts=tuple(joined.facts),
        comparison=Comparison(names, None, None, tuple(rows), (), (), False, _OWN),
        citations=cite.all,
        notices=tuple(dict.fromkeys((*joined.notices, Notice("not_comparable", _OWN)))),
        suggestions=(),
    )


def _row(joined: Joined, part: Answer, before: int) -> ComparisonRow | None:
    """The one figure of a side, as it stands among the joined citations."""
    facts = joined.facts[before:]
    if not facts or len({(fact.body, fact.year) for fact in facts}) > 1:
        return None
    first = facts[0]
    if part.comparison is not None:
        [row, *others] = part.comparison.rows
        return None if others else replace(row, citation=first.citation)
    if len({fact.value for fact in facts}) > 1:
        return None
    return ComparisonRow(first.body, first.year, first.value, first.printed, first.citation)
