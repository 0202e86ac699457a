"""Several indicators of one report: listed, set against each other, added up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.checked import Checked
from assistant.concepts import ConceptMatcher, Match, certain
from assistant.figures import LEFT_OVER, NAMED, Figure, answers, compare, named_by, spoken
from assistant.followup import without_quantity
from assistant.intent import (
    ADDED,
    POINTS,
    TOTALLING,
    without_arithmetic,
    without_operation,
    without_share,
)
from assistant.layout import stands_under
from assistant.meaning import without_columns
from assistant.question import Query
from assistant.rates import WHOLES
from assistant.stated_figures import stated_items
from assistant.terms import Term, content, held, missing
from corpus.catalogue import Catalogue, Concept
from corpus.normalise import fold
from corpus.segment import known_words
from index.search import Index

_MOST = 6
_LIST = re.compile(r"、|和|与|(?<!涉)及|跟|加上?(?![起在总])|[,，;；]")
_HEADING = re.compile(r"^.*?[:：](?=.*、)")
"""What comes before a list: 「三个类别：」."""
_AGAINST = re.compile(
    r"(?<![相对占分])比(?!例|重|较)|是(?=[^，,]{2,12}的?(?:[几多少\d]*倍|[几百]分之几|几成))|占(?!比)|相?较于?|减[去掉]|扣除?"
)
_WITHIN = re.compile(
    r"^(?P<whole>[^,，]{2,}?)(?:(?:当中|之中|里面|(?<![其集])[中里])的?[,，]?|的?[,，])(?P<part>[^,，占]{2,}?)(?:所占|占)?(?:了|的|到)?(?:(?:全部|总[数体量]?|所有|整体)的?)?"
    r"(?:多[大少])?(?:百分之[几多]少?|百分比|占比|比例|比重|几成).*$"
)
"""「编发的文章中，原创所占百分比」: the part is said after its whole."""
_OF_ALL = re.compile(
    r"^(?P<whole>.{2,}?)(?:里面?|[当之]?中)?的?有(?:百分之(?:多少|几)|几成|多[大少]比[例重])的?(?:都?是|属于)?(?P<part>.{2,}?)的?[?？。]*$"
)
"""「推文有百分之多少是原创的」."""
_ONLY_ASKS = re.compile(
    rf"(?:{ADDED}|{TOTALLING}|加|一起|共|是|有|了|各|呢|相?[差比]|对比|哪一?[个种类样档项]|谁|[更最多少高低约,，]"
    r"|[两三四五六七八九十几][个种类样档项者家])*(?:多少|几)?[件条份个篇项次人元万亿]*[呢?？。]*"
)
_COUNTED = re.compile("[这那]?[两二三四五六七八九几][个类种项者样](?=.)|总[量数额]$")
_NEGATION = re.compile("没|未|非|不(?!予)|无(?!法)")
_NOUN = re.compile("的([\u4e00-\u9fff]{2,8})$")
_LEFT_OUT = re.compile("^([\u4e00-\u9fff]{1,8}的)(?=[多少高低差几大小]|$)(.*)")
_SHARE = re.compile("的?(?:百分之(?:几|多少)|几分之几|几成|百分比|占比|比[例重])[?？。]*$")
_LEFT_ASIDE = re.compile("^(?:去除|除去|除了|不算|不含|不包括|扣除|排除|刨除|撇开)")
"""「去除自然人，企业和其他组织一共几件」."""
_DONE = re.compile(rf"(?:{TOTALLING})[\u4e00-\u9fff]{{0,3}}$")
"""「总共做了」, before how many."""
_WITHIN_ALL = re.compile(r"^[^,，]{2,16}(?:里面?|[当之]?中|内)$")
_SHARED = re.compile("的([\u4e00-\u9fff]{2,5})$")
_ASPECT = re.compile("新公开|对外公开|废止|现行|制[发作定]|上一年|增减|增/减|处理决定")
"""Words for one of the figures that a row of the table on article 20 has."""
_ASPECTS = frozenset(
    {"made", "published", "public", "repealed", "in_force", "previous", "change", "decisions"}
)
"""The keys of those figures, behind that of the row."""
_EACH = re.compile("各自|分别|各")
_CLAUSE = re.compile(r"[,，;；()（）]")
_ASKED_TWICE = re.compile(r"(?:有|是)?(?:几|多少)[\u4e00-\u9fff]?(?=.)")
_DISTINCT = 0.5
"""Least lexical score of each part of a list; below it 「和」 joins something else."""
_ALIKE = 0.3
"""Least score of a row of the same kind as the other parts'."""
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
    parts, against = _parts(query)
    if len(parts) < 2:
        return ()
    shares = query.cues.difference and bool(POINTS.search(query.text))
    cues = replace(query.cues, percent=shares)
    finder = Finder(replace(query, cues=cues), index, catalogue, checked)
    named = [_named(part, matcher, against) for part in parts]
    if query.cues.percent and against and not shares:
        named = [_under(named[0], named[1], matcher), *named[1:]]
    if against and len(named) == 2:
        named = _told_apart(finder, *named)
    figures: dict[tuple[str, str | None], Figure] = {}
    told = found = 0
    predicate = _predicate(parts, matcher, against)
    for part in named:
        near = part.near or _like(part, [n for other in named for n in other.near[:1]], matcher)
        if predicate and near and not _ASPECT.search(part.about):
            near = finder.of_aspect(near, predicate)
        figure = finder.first(near, part.columns[0].name if part.columns else None)
        if figure is not None:
            figures.setdefault((figure.match.concept.key, figure.column), figure)
            told += _tells(figure, part.about, part.columns)
            found += 1
    if query.cues.sums:
        # 「一共几起，直接起诉的和复议后起诉的加起来」: the whole is what its parts come to.
        keys = [key for key, _ in figures]
        figures = {
            at: figure for at, figure in figures.items()
            if sum(key.startswith(f"{at[0]}.") for key in keys) < 2
        }  # fmt: skip
    listed = tuple(figures.values()) if len(figures) > 1 else ()
    if query.cues.sums and found < sum(_names_a_row(n) for n in named):
        listed = ()  # what some of the parts come to is no sum of all
    if several:
        return listed if told == len(parts) else ()
    if (told < len(parts) or (against and not listed)) and _asks_each(query):
        # What no row is called by, the running text may count in so many words.
        return stated_items(query, parts, index, catalogue, checked) or listed
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
    within = _WITHIN.match(query.text)
    text = within["part"] if within else without_share(query.text)
    parts = _telling(_LIST.split(without_arithmetic(text)))
    plain = replace(query, cues=replace(cues, percent=False, sums=False))
    finder = Finder(plain, index, catalogue, checked)
    named = [_named(part, matcher, against=True) for part in parts]
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
    sides = _AGAINST.split(query.text)
    whole = _natural_whole(list(figures))
    if whole:
        near: Sequence[Match] = (certain(catalogue.concept_by_key[whole]),)
    else:
        near = _named(sides[1], matcher, against=True).near if len(sides) == 2 else ()
    return tuple(figures.values()), finder.first(near, None)


def _natural_whole(parts: Sequence[tuple[str, str | None]]) -> str:
    """Key of the row that all the parts are shares of, applicants of one row of its total; or ""."""
    keys = {key for key, _ in parts}
    if all(column for _, column in parts):
        return keys.pop() if len(keys) == 1 else ""
    wholes = {next((w for start, w in WHOLES if k.startswith(start) and k != w), "") for k in keys}
    return wholes.pop() if len(wholes) == 1 and not any(column for _, column in parts) else ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a list: what it is about, the applicants it names, the rows it may mean."""

    about: str
    columns: tuple[Concept, ...]
    near: tuple[Match, ...]


def _named(part: str, matcher: ConceptMatcher, against: bool) -> _Part:
    columns = tuple(c for c in matcher.named(part, "column") if c.name != "总计")
    about = _plainly(without_columns(part, columns)).strip("“”‘’\"'")
    return _Part(about, columns, tuple(_near(about, matcher, against)))


def _plainly(part: str) -> str:
    """A part without how many are asked for: 「强制三类处理决定总量」 → 「强制处理决定」."""
    plain = _DONE.sub("", without_quantity(without_operation(_SHARE.sub("", part))))
    return _COUNTED.sub("", plain) or part


def _names_a_row(part: _Part) -> bool:
    """Whether a part of a list names something, and is no remark: 「几类加在一块」."""
    return bool(part.columns or part.near or content(part.about))


def _told_apart(finder: "Finder", one: _Part, other: _Part) -> list[_Part]:
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


def _under(part: _Part, whole: _Part, matcher: ConceptMatcher) -> _Part:
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


def _like(part: _Part, others: Sequence[Match], matcher: ConceptMatcher) -> Sequence[Match]:
    """Rows for a part that names none by itself: like the others', or applications.

    「网站」 beside 「微博」 is a channel, 「处罚」 beside 「许可」 is decided too.
    """
    if part.columns:
        return others[:1] or _near(_APPLICATIONS, matcher, against=False)
    families = {m.concept.key.rpartition(".")[0] for m in others} - {""}
    aspects = {m.concept.key.rpartition(".")[2] for m in others} & _ASPECTS
    found = matcher.match(part.about, 8) if len(part.about) > 1 else ()
    return [
        m
        for m in found
        for family, _, last in [m.concept.key.rpartition(".")]
        if (family in families or last in aspects) and m.score >= _ALIKE
        if m.concept.kind == "indicator"
    ][:1]


def _predicate(parts: Sequence[str], matcher: ConceptMatcher, against: bool) -> str:
    """Which figure of its row one part names for all: what is said last, or first of two sides.

    「规章和规范性文件废止了几件」, 「对外公开的规章比规范性文件多几件」.
    """
    for part in (parts[-1:], parts[:1] if against else ()):
        if len(parts) > 1 and part and _ASPECT.search(part[0]):
            near = _near(_plainly(part[0]), matcher, against)
            aspect = near[0].concept.key.rpartition(".")[2] if near else ""
            if aspect in _ASPECTS:
                return aspect
    return ""


def _asks_each(query: Query) -> bool:
    """Whether several numbers are asked for, not one that a list of words describes."""
    cues = query.cues
    worked = cues.sums or cues.difference or cues.times or cues.percent
    return worked or len(re.findall("几|多少", query.text)) > 1 or bool(_EACH.search(query.text))


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
            if result is not None and answers(result, column):
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


def _parts(query: Query) -> tuple[Sequence[str], bool]:
    """The wordings of the figures, and whether they are two sides set against each other.

    None when one phrase of the catalogue is the question.
    """
    text = _EACH.sub("", re.sub(r"[(（][)）]", "", query.text))
    cues = query.cues
    within = (_WITHIN.match(text) or _OF_ALL.match(text)) if cues.percent else None
    if within is not None:
        return (within["part"], within["whole"]), True
    if cues.difference or cues.times or cues.percent:
        for clause in (*reversed(_CLAUSE.split(text)), text):
            sides = _AGAINST.split(clause)
            if len(sides) == 2 and all(len(side) > 1 for side in sides):
                if cues.sums and len(_telling(_LIST.split(sides[0]))) > 1:
                    return (), False  # 「微博和微信合起来占公开的几成」 is of no two sides
                return (sides[0], _completed(sides[1], sides[0])), True
    one = len(query.columns) < 2 and query.top is not None and query.top.lexical > 0.9
    if one and not cues.sums:
        return (), False
    if len(re.findall(r"几|多少", text)) > 1:
        text = _ASKED_TWICE.sub("、", text)
    return _telling(_LIST.split(_HEADING.sub("", text)))[:_MOST], False


def _completed(side: str, other: str) -> str:
    """A side with the noun that only the other one says: 「废掉的文件比新发的多几个」."""
    noun, left_out = _NOUN.search(_plainly(other)), _LEFT_OUT.match(side)
    return f"{left_out[1]}{noun[1]}{left_out[2]}" if noun and left_out else side


def _telling(parts: Sequence[str]) -> list[str]:
    """The parts that name something; what follows the 的 of the last is said of them all.

    「直播和短视频的观看量」, not 「加起来几条」.
    """
    named = [p for p in parts if without_quantity(without_operation(p)).strip("呢?？ ")]
    named = [p for p in named if not _LEFT_ASIDE.match(p)]
    named = [p for p in named if not _ONLY_ASKS.fullmatch(without_operation(p))]
    if len(named) > 2 and _WITHIN_ALL.match(named[0]):
        named = named[1:]  # 「新收的申请里，企业、个人…」
    shared = _SHARED.search(without_quantity(named[-1])) if len(named) > 1 else None
    if shared and not any("的" in part for part in named[:-1]):
        return [*(f"{part}的{shared[1]}" for part in named[:-1]), named[-1]]
    return named


def _near(about: str, matcher: ConceptMatcher, against: bool) -> list[Match]:
    """The indicators, or rates named by a 「率」, that a part may mean, best first."""
    kinds = {"indicator", "derived"} if about.endswith("率") else {"indicator"}
    near = matcher.match(about, 4) if len(about) > 1 else ()
    terms = content(about)
    ordered = sorted(
        near,
        key=lambda m: (
            _denies(m.phrase) - _denies(about),
            -(m.score + NAMED * named_by(terms, m.concept)),
        ),
    )
    named = _rows_of_nearest(terms, ordered) if against else []
    narrower = [m for m in ordered if _narrower(m, ordered, about)]
    ordered = [m for m in ordered if m not in narrower]
    # What is said of a part that is not meant is said of the row it belongs to.
    named += [
        m for m in ordered
        if m.lexical < _DISTINCT and any(
            n.lexical >= _DISTINCT and n.concept.key.startswith(f"{m.concept.key}.")
            for n in narrower
        )
    ]  # fmt: skip
    return [
        m
        for m in (*named, *ordered)
        if m.concept.kind in kinds
        and ("." in m.concept.key or m.concept.unit not in {None, "—"})
        and (m.lexical >= _DISTINCT or (against and m.score >= _DISTINCT) or m in named)
    ][: 3 if against else 1]


def _denies(text: str) -> bool:
    """「没废止的」 is not asked for by 「废止的」."""
    return bool(_NEGATION.search(text))


def _narrower(match: Match, near: Sequence[Match], about: str) -> bool:
    """Whether a row is but a part of another near one, told apart by a word that is not said.

    「复议完再起诉的」 are all of 复议后起诉, not those with 结果纠正.
    """
    key = match.concept.key
    for other in near:
        heading = other.concept.unit in {None, "—"}
        if key.startswith(f"{other.concept.key}.") and other.score >= _ALIKE and not heading:
            shared = spoken(other, ())
            own = [w for w in known_words(fold(match.concept.name)) if len(w) > 1]
            own = [w for w in own if w not in shared]
            return bool(own) and not any(word in about for word in own)
    return False


def _rows_of_nearest(terms: Sequence[Term], near: Sequence[Match]) -> list[Match]:
    """The rows under the nearest one that a telling word names: 「因信访不予处理的」."""
    if not near:
        return []
    said, group = spoken(near[0], ()), near[0].concept.key
    unsaid = [t for t in terms if t.weight >= LEFT_OVER and not held(t, said)]
    return [
        m
        for m in near
        if unsaid and m.score >= _ALIKE and stands_under(m.concept.key, group)
        if all(held(t, spoken(m, ())) for t in unsaid)
    ]
