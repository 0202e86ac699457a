"""The years a question asks for: its words, what is loaded, and the question before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.years import YearMention


@dataclass(frozen=True, slots=True)
class When:
    """Years asked for, loaded or not, ascending; ``base`` are only compared with."""

    years: tuple[int, ...]
    base: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question asks: ``versus`` against another year, ``growth`` since the year before.

    ``alone``: besides who and when it only says how to compare, so that the years of the
    question before stand beside its own.
    """

    versus: bool
    growth: bool
    alone: bool


def asked_years(
    mention: YearMention, have: Sequence[int], before: Sequence[int], asked: Asked
) -> When | None:
    """The years a mention means; None when it names none.

    「去年」 counts from the year named beside it, else from the question before, else from
    today: a report's own year is never taken for the speaker's.

    Args:
        mention: the year words of the question.
        have: loaded years of the asked bodies, ascending.
        before: years of the question before.
        asked: how they are compared.
    """
    if mention.years and mention.kind == "explicit":
        return _explicit(mention, before, asked)
    if mention.kind == "relative":
        return _relative(mention.offsets, have, before, asked)
    years = _span(mention, have, before)
    return None if years is None else When(years)


def _explicit(mention: YearMention, before: Sequence[int], asked: Asked) -> When:
    years = mention.years
    if len(years) > 1:
        return When(tuple(sorted(years)))
    year = years[0]
    others = {year + offset for offset in mention.offsets if offset}
    if others:
        return When(tuple(sorted({year, *others})), tuple(sorted(others)))
    if asked.alone and asked.versus and before and year not in before:
        return When(tuple(sorted({year, *before})), (year,))
    if asked.growth:
        return When((year - 1, year), (year - 1,))
    return When((year,))


def _relative(
    offsets: Sequence[int], have: Sequence[int], before: Sequence[int], asked: Asked
) -> When:
    anchor = max(before) if before else date.today().year
    if not before and offsets == (0,) and len(have) == 1:
        # 「这一年」「当年」 about the only year there is.
        return When(tuple(have))
    if not before and len(have) == 1 and asked.versus and -1 in offsets:
        # 「比上年多几项」 of a body with one report: that report says so, or nothing does.
        anchor = have[0]
    years = {anchor + offset for offset in offsets}
    if (before or not asked.alone) and asked.versus and len(years) == 1 and 0 not in offsets:
        # 「比去年多多少」 sets the year spoken of against another.
        return When(tuple(sorted({anchor, *years})), tuple(years))
    return When(tuple(sorted(years)), tuple(sorted(years - {anchor})) if 0 in offsets else ())


def _span(
    mention: YearMention, have: Sequence[int], before: Sequence[int]
) -> tuple[int, ...] | None:
    if mention.kind == "range":
        return tuple(sorted(mention.years))
    if mention.kind == "since":
        return tuple(range(mention.years[0], max((*have, mention.years[0])) + 1))
    if mention.kind == "until":
        earlier = tuple(year for year in have if year < mention.years[0])
        return earlier or (mention.years[0] - 1,)
    if mention.kind == "recent" and len(set(before)) == mention.count:
        return tuple(sorted(set(before)))
    if mention.kind == "recent":
        last = max(have, default=date.today().year)
        return tuple(range(last - (mention.count or 1) + 1, last + 1))
    if mention.kind == "all":
        return tuple(have) or None
    if mention.kind == "both":
        years = tuple(sorted(set(before)))
        years = years if len(years) == 2 else tuple(have[-2:])
        return years if len(years) == 2 else None
    return None
