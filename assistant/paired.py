"""「洪泽2023和平潭2022」: bodies that are each asked about in a year of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from assistant.bodies import BodyMention
from assistant.loaded import Loaded
from assistant.query import Places, Query
from assistant.years import YearMention, years_said

_AGAINST = re.compile(r"(?:[比是]|相较于?|占)[^\u4e00-\u9fff]*年?度?的?$")
_AGAINST_YEAR = re.compile(r"(?:[比是较占]|相较于?|相对于?)\s*$")
_Said = tuple[int, tuple[str, ...] | int]
"""Where in the question bodies, or a year, are named."""


def base_body(text: str, who: BodyMention) -> str:
    """乙 in 「甲2024年比乙多多少」, 「甲是乙的几倍」; "" when none of two bodies is the base."""
    said = _bodies_said(text, who)
    if (
        len(said) != 2
        or not who.said
        or any(isinstance(named, int) or len(named) != 1 for _, named in said)
    ):
        return ""
    (start, _), (end, other) = said
    between = text[start + len(who.said[0][0]) : end]
    return str(other[0]) if not isinstance(other, int) and _AGAINST.search(between) else ""


def base_year(text: str) -> int:
    """The later of two years where it is the base: 2024 in 「2022年是2024年的几倍」; else 0."""
    said = years_said(text)
    if len(said) != 2 or said[0][1] >= said[1][1]:
        return 0
    at, year = said[1]
    return year if _AGAINST_YEAR.search(text[:at]) else 0


def own_years(text: str, who: BodyMention, when: YearMention) -> Places:
    """Every named body with the year named for it; empty unless the years differ by body."""
    years = years_said(text)
    if len(who.said) < 2 or when.kind != "explicit" or when.offsets:
        return ()
    if {year for _, year in years} != set(when.years) or len(when.years) < 2:
        return ()
    said: list[_Said] = [*_bodies_said(text, who), *years]
    runs = [list(run) for _, run in groupby(sorted(said), key=lambda s: isinstance(s[1], int))]
    places = _pairs(runs) or _neighbours(sorted(said))
    by_body = {frozenset(y for b, y in places if b == body) for body, _ in places}
    return places if len(by_body) > 1 else ()


def asked_before(before: Sequence[Query]) -> Places:
    """The places of earlier questions together; empty when they are all bodies in all years."""
    places = tuple(dict.fromkeys(place for query in before for place in query.asked_places))
    bodies, years = {b for b, _ in places}, {y for _, y in places}
    return places if len(places) < len(bodies) * len(years) else ()


def with_places(query: Query, places: Places, loaded: Loaded) -> Query:
    """The question asked of these bodies, each in its own year."""
    if not places:
        return query
    have = {(r.body, r.year) for r in loaded.reports}
    known = tuple(p for p in places if p in have)
    years = tuple(sorted({year for _, year in known}))
    return replace(
        query,
        bodies=tuple(dict.fromkeys(body for body, _ in known)),
        years=years,
        places=known if len(known) > 1 else (),
        absent_places=tuple(p for p in places if p not in have),
        absent_years=tuple(sorted({year for _, year in places} - set(years))),
        body_named=True,
        year_named=True,
    )


def _bodies_said(text: str, who: BodyMention) -> list[_Said]:
    """Where the bodies stand; a name that is not loaded stands for itself."""
    found: list[_Said] = []
    at = 0
    for name, bodies in who.said:
        start = text.find(name, at)
        if start < 0:
            return []
        found.append((start, bodies))
        at = start + len(name)
    return found + [(start, (name,)) for name in who.unknown if (start := text.find(name)) >= 0]


def _pairs(runs: list[list[_Said]]) -> Places:
    """Neighbouring runs of bodies and years, in whichever order the question begins."""
    if len(runs) < 4 or len(runs) % 2:
        return ()
    places = []
    for one, two in zip(runs[::2], runs[1::2], strict=True):
        bodies, years = (two, one) if isinstance(one[0][1], int) else (one, two)
        places += _crossed(bodies, years)
    return tuple(places)


def _neighbours(said: list[_Said]) -> Places:
    """「平潭2022年和2023年的洪泽」: a body and a year, a year and a body."""
    places = []
    for one, two in zip(said[::2], said[1::2], strict=False):
        if isinstance(one[1], int) == isinstance(two[1], int):
            return ()
        places += _crossed(*(([two], [one]) if isinstance(one[1], int) else ([one], [two])))
    return tuple(places) if len(said) % 2 == 0 else ()


def _crossed(bodies: Sequence[_Said], years: Sequence[_Said]) -> list[tuple[str, int]]:
    names = [b for _, named in bodies if not isinstance(named, int) for b in named]
    return [(name, y) for name in names for _, y in years if isinstance(y, int)]
