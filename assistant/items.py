"""Several indicators of one report: listed, set against each other, added up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.checked import Checked
from assistant.concepts import ConceptMatcher, Match, certain
from assistant.figures import LEFT_OVER, Figure, answers, compare, spoken
from assistant.intent import ADDING, EACH, without_arithmetic, without_share
from assistant.layout import stands_under
from assistant.parts import (
    AGAINST,
    ALIKE,
    LIST,
    WITHIN,
    Part,
    names_a_row,
    parts_of,
    plainly,
    read_part,
    rows_near,
    telling,
)
from assistant.question import Query
from assistant.rates import WHOLES
from assistant.stated import same_kind
from assistant.stated_figures import stated_items, stated_part
from assistant.terms import content, held, missing
from corpus.catalogue import Catalogue, Concept
from index.search import Index

ASPECT = re.compile("新公开|对外公开|废止|现行|制[发作定]|上一年|增减|增/减|处理决定")
"""Words for one of the figures that a row of the table on article 20 has."""
ASPECTS = frozenset(
    {"made", "published", "public", "repealed", "in_force", "previous", "change", "decisions"}
)
"""The keys of those figures, behind that of the row."""
_APPLICATIONS = "本年新收政府信息公开申请数量"
"""Applicants named without more (「自然人比企业多多少」) are counted by their applications."""


def listed_figures(
    query: Query, matcher: ConceptMatcher, index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[Figure, ...]:
    """「专职几个兼职几个」, 「微博比网站多多少」: the figure of every part, in order.

    Empty unless two parts each name another figure of the one asked report; of several reports
    the parts may be added up.
    """
    several = len(query.bodies) * len(query.years) > 1
    if not query.years or (several and query.intent != "sum"):
        return ()
    parts, against = parts_of(query)
    if len(parts) < 2:
        return ()
    cues = replace(query.cues, percent=query.in_points)
    finder = Finder(replace(query, cues=cues), index, catalogue, checked)
    named = [read_part(part, matcher, against) for part in parts]
    if query.cues.percent and against and not query.in_points:
        named = [_under(named[0], named[1], matcher), *named[1:]]
    if against and len(named) == 2:
        named = _told_apart(finder, *named)
    figures: dict[tuple[str, str | None], Figure] = {}
    told = found = 0
    predicate = _predicate(parts, matcher, against)
    for part in named:
        near = part.near or _like(part, [n for other in named for n in other.near[:1]], matcher)
        if predicate and near and not ASPECT.search(part.about):
            near = finder.of_aspect(near, predicate)
        figure = finder.first(near, part.columns[0].name if part.columns else None)
        if figure is not None:
            figures.setdefault((figure.match.concept.key, figure.column), figure)
            told += _tells(figure, part.about, part.columns)
            found += 1
    if query.cues.sums and not against:
        # 「一共几起，直接起诉的和复议后起诉的加起来」: the whole is what its parts come to.
        keys = [key for key, _ in figures]
        figures = {
            at: figure for at, figure in figures.items()
            if sum(key.startswith(f"{at[0]}.") for key in keys) < 2
            and not (at[1] is None and keys.count(at[0]) > 1)
        }  # fmt: skip
    listed = tuple(figures.values()) if len(figures) > 1 else ()
    if query.cues.sums and not against and _nested([figure.match.concept.key for figure in listed]):
        listed = ()  # a part is in its whole already
    if query.cues.sums and found < sum(names_a_row(n) for n in named):
        listed = ()  # what some of the parts come to is no sum of all
    if several:
        return listed if told == len(parts) else ()
    if (told < len(parts) or (against and not listed)) and _asks_each(query):
        # What no row is called by, the running text may count in so many words.
        told_of = stated_items(query, parts, index, catalogue, checked)
        if not told_of and query.cues.percent and against and len(named) == 2:
            told_of = _of_the_row(finder, parts[0], named[1])
        return told_of or listed
    return listed


def added_share(
    query: Query, matcher: ConceptMatcher, index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[tuple[Figure, ...], Figure | None]:
    """「予以公开和部分公开的合起来占几成」: the figures of the parts, and that of their whole.

    () and None unless several parts of one natural whole are asked for, of one report.
    """
    cues = query.cues
    if not (cues.percent and cues.sums) or len(query.asked_places) != 1:
        return (), None
    within = WITHIN.match(query.text)
    text = within["part"] if within else without_share(query.text)
    if not ADDING.search(text):
        return (), None  # 「占总数的几成」 adds nothing up
    parts = telling(LIST.split(without_arithmetic(text)))
    plain = replace(query, cues=replace(cues, percent=False, sums=False))
    finder = Finder(plain, index, catalogue, checked)
    named = [read_part(part, matcher, against=True) for part in parts]
    if len(named) < 2 or not all(n.columns or n.near for n in named):
        return (), None
    figures: dict[tuple[str, str | None], Figure] = {}
    for part in named:
        rows = part.near or _like(part, [], matcher)
        figure = finder.first(rows, part.columns[0].name if part.columns else None)
        if figure is None:
            return (), None
        figures.setdefault((figure.match.concept.key, figure.column), figure)
    if len(figures) < len(parts):
        return (), None
    sides = AGAINST.split(query.text)
    whole = _natural_whole(list(figures))
    if whole:
        near: Sequence[Match] = (certain(catalogue.concept_by_key[whole]),)
    else:
        near = read_part(sides[1], matcher, against=True).near if len(sides) == 2 else ()
    return tuple(figures.values()), finder.first(near, None)


def _natural_whole(parts: Sequence[tuple[str, str | None]]) -> str:
    """Key of the row that all the parts are shares of, applicants of one row of its total; or ""."""
    keys = {key for key, _ in parts}
    if all(column for _, column in parts):
        return keys.pop() if len(keys) == 1 else ""
    wholes = {next((w for start, w in WHOLES if k.startswith(start) and k != w), "") for k in keys}
    return wholes.pop() if len(wholes) == 1 and not any(column for _, column in parts) else ""


def _told_apart(finder: "Finder", one: Part, other: Part) -> list[Part]:
    """Two sides, each with the row it means: not the same one, if they differ in nothing else."""
    alike = one.near[:1] and other.near[:1] and one.near[0].concept == other.near[0].concept
    if not alike or one.columns or other.columns:
        return [one, other]
    pairs = [
        (a.score + b.score, at, a, b)
        for at, (a, b) in enumerate(product(finder.having(one.near), finder.having(other.near)))
        if a.concept != b.concept
    ]
    if not pairs:
        return [one, other]
    _, _, a, b = max(pairs, key=lambda pair: (pair[0], -pair[1]))
    return [replace(one, near=(a, *one.near)), replace(other, near=(b, *other.near))]


def _under(part: Part, whole: Part, matcher: ConceptMatcher) -> Part:
    """The part as a row under the whole, where one is called so: 维持 of 行政诉讼, not of 行政复议."""
    groups = {m.concept.key for m in whole.near}
    if not groups or any(stands_under(m.concept.key, g) for m in part.near for g in groups):
        return part
    terms = content(part.about)
    below = [
        m
        for m in matcher.match(whole.about + part.about, 6)
        if any(stands_under(m.concept.key, group) for group in groups)
        and m.concept.key not in groups
        if all(held(term, spoken(m, ())) for term in terms)
    ]
    return replace(part, near=tuple(below)) if terms and below else part


def _like(part: Part, others: Sequence[Match], matcher: ConceptMatcher) -> Sequence[Match]:
    """Rows for a part that names none by itself: like the others', or applications.

    「网站」 beside 「微博」 is a channel, 「处罚」 beside 「许可」 is decided too.
    """
    if part.columns:
        return others[:1] or rows_near(_APPLICATIONS, matcher, against=False)
    families = {m.concept.key.rpartition(".")[0] for m in others} - {""}
    aspects = {m.concept.key.rpartition(".")[2] for m in others} & ASPECTS
    found = matcher.match(part.about, 8) if len(part.about) > 1 else ()
    return [
        m
        for m in found
        for family, _, last in [m.concept.key.rpartition(".")]
        if (family in families or last in aspects) and m.score >= ALIKE
        if m.concept.kind == "indicator"
    ][:1]


def _predicate(parts: Sequence[str], matcher: ConceptMatcher, against: bool) -> str:
    """Which figure of its row one part names for all: what is said last, or first of two sides.

    「规章和规范性文件废止了几件」, 「对外公开的规章比规范性文件多几件」.
    """
    for part in (parts[-1:], parts[:1] if against else ()):
        if len(parts) > 1 and part and ASPECT.search(part[0]):
            near = rows_near(plainly(part[0]), matcher, against)
            aspect = near[0].concept.key.rpartition(".")[2] if near else ""
            if aspect in ASPECTS:
                return aspect
    return ""


def _asks_each(query: Query) -> bool:
    """Whether several numbers are asked for, not one that a list of words describes."""
    cues = query.cues
    worked = cues.sums or cues.difference or cues.times or cues.percent
    return worked or len(re.findall("几|多少", query.text)) > 1 or bool(EACH.search(query.text))


def _of_the_row(finder: "Finder", wording: str, whole: Part) -> tuple[Figure, ...]:
    """A part that only running text counts, and the row of the table that it is a part of; else ().

    「收到的申请里，征地方面的占几成」 of 「全部242件按内容划分，征地118件」.
    """
    row = finder.first(whole.near, None)
    if row is None or row.rows[0].value is None:
        return ()
    part = stated_part(
        finder.query, wording, whole.about, finder.index, finder.catalogue, finder.checked
    )
    value = part.rows[0].value if part else None
    same = part and same_kind(part.result.comparison.unit or "", row.result.comparison.unit or "")
    fits = same and value is not None and value <= row.rows[0].value
    return (part, row) if part and fits else ()


def _nested(keys: Sequence[str]) -> bool:
    """Whether one row stands under another: 未经复议直接起诉 under 行政诉讼."""
    return any(a != b and stands_under(a, b) for a in keys for b in keys)


def _tells(figure: Figure, about: str, columns: tuple[Concept, ...]) -> bool:
    """Whether the row is called by every telling word of the part."""
    return missing(content(about), spoken(figure.match, columns)) < LEFT_OVER


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks indicators up in the one asked report."""

    query: Query
    index: Index
    catalogue: Catalogue
    checked: Checked

    def first(self, near: Sequence[Match], column: str | None) -> Figure | None:
        """The figure of the first indicator that the report has."""
        for match in near:
            result = compare(
                self.query, match.concept, column, self.index, self.catalogue, self.checked
            )
            if result is not None and answers(result, column, self.catalogue):
                return Figure(match, column, result, 1.0)
        return None

    def having(self, near: Sequence[Match]) -> list[Match]:
        """Those of the rows that the report has."""
        return [match for match in near if self.first((match,), None) is not None]

    def of_aspect(self, near: Sequence[Match], aspect: str) -> list[Match]:
        """The matches, each with the figure of its row that has the aspect, if there is one."""
        known = self.catalogue.concept_by_key
        keys = [f"{m.concept.key.rpartition('.')[0]}.{aspect}" for m in near]
        return [
            replace(m, concept=known.get(key, m.concept)) for m, key in zip(near, keys, strict=True)
        ]
