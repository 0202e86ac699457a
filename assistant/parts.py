"""The parts of a question about several figures: how each is worded, and the rows it may mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.concepts import ConceptMatcher, Match
from assistant.figures import LEFT_OVER, NAMED, named_by, spoken
from assistant.followup import without_quantity
from assistant.intent import ADDED, EACH, TOTALLING, without_operation
from assistant.layout import stands_under
from assistant.meaning import without_columns
from assistant.question import Query
from assistant.terms import Term, content, held
from corpus.catalogue import Concept, load_catalogue
from corpus.normalise import fold
from corpus.segment import known_words

_MOST = 6
LIST = re.compile(r"、|和|与|(?<!涉)及|跟|加上?(?![起在总])|[,，;；]")
"""What stands between the parts of a list."""
_HEADING = re.compile(r"^.*?[:：](?=.*、)")
"""What comes before a list: 「三个类别：」."""
AGAINST = re.compile(
    r"(?<![相对占分])比(?!例|重|较)|是(?=[^，,]{2,12}的?(?:[几多少\d]*倍|[几百]分之几|几成))|占(?!比)|相?较于?|减[去掉]|扣除?"
)
"""What stands between two sides that are set against each other."""
_OF_IT = (
    r"(?:了|的|到)?(?:(?:全部|总[数体量]?|所有|整体)的?)?"
    r"(?:多[大少])?(?:百分之[几多]少?|百分比|占比|比例|比重|几成).*$"
)
"""Asks how large a share a part, named before, is."""
WITHIN = re.compile(
    r"^(?P<whole>[^,，]{2,}?)(?:(?:当中|之中|里面|(?<![其集])[中里])的?[,，]?|的?[,，])(?P<part>[^,，占]{2,}?)(?:所占|占)?"
    + _OF_IT
)
"""「编发的文章中，原创所占百分比」: the part is said after its whole."""
_WITHIN_LAST = re.compile(
    r"^(?P<whole>[^,，]{2,}[,，].{2,}?)(?:当中|之中|里面|(?<![其集])[中里])的?[,，]?(?P<part>[^,，占里中]{2,}?)(?:所占|占)"
    + _OF_IT
)
"""「停车收费听证，收到的意见里采纳的占几成」: what comes before is said of the whole."""
_OF_ALL = re.compile(
    r"^(?P<whole>.{2,}?)(?:里面?|[当之]?中)?的?有(?:百分之(?:多少|几)|几成|多[大少]比[例重])的?(?:都?是|属于)?(?P<part>.{2,}?)的?[?？。]*$"
)
"""「推文有百分之多少是原创的」."""
_ONLY_ASKS = re.compile(
    rf"(?:{ADDED}|{TOTALLING}|加|一起|共|是|有|了|各|呢|相?[差比]|对比|哪一?[个种类样档项]|谁|[更最多少高低约,，]"
    r"|[两三四五六七八九十几][个种类样档项者家])*(?:多少|几)?[件条份个篇项次人元万亿期场起宗户]*[呢?？。]*"
)
_COUNTED = re.compile("[这那]?[两二三四五六七八九几][个类种项者样](?=.)|总[量数额]$")
_NEGATION = re.compile("没|未|非|不(?!予)|无(?!法)")
_APPLIED = re.compile(
    "(?:新收|收到)?的?(?:政府)?(?:信息)?(?:公开)?申请[人者方]?(?:里[面头边]?|[当之]?中)?[是由的]?"
)
_NOUN = re.compile("的([\u4e00-\u9fff]{2,8})$")
_LEFT_OUT = re.compile("^([\u4e00-\u9fff]{1,8}的)(?=[多少高低差几大小]|$)(.*)")
_SHARE = re.compile("的?(?:百分之(?:几|多少)|几分之几|几成|百分比|占比|比[例重])[?？。]*$")
_LEFT_ASIDE = re.compile("^(?:去除|除去|除了|不算|不含|不包括|扣除|排除|刨除|撇开)")
"""「去除自然人，企业和其他组织一共几件」."""
_DONE = re.compile(rf"(?:{TOTALLING})[\u4e00-\u9fff]{{0,3}}$")
"""「总共做了」, before how many."""
_WITHIN_ALL = re.compile(r"^[^,，]{2,16}(?:里面?|[当之]?中|内)$")
_SHARED = re.compile("的([\u4e00-\u9fff]{2,5})$")
_CLAUSE = re.compile(r"[,，;；()（）]")
_ASKED_TWICE = re.compile(
    r"(?:有|是)?(?:几|多少)[件条份个篇项次人元万亿期场起宗户家名位处天套]?(?=.)"
)
_DISTINCT = 0.5
"""Least lexical score of each part of a list; below it 「和」 joins something else."""
ALIKE = 0.3
"""Least score of a row of the same kind as the other parts'."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: what it is about, the applicants it names, the rows it may mean."""

    about: str
    columns: tuple[Concept, ...]
    near: tuple[Match, ...]


def read_part(part: str, matcher: ConceptMatcher, against: bool) -> Part:
    """What a part is about, the applicants it names and the rows it may mean.

    Args:
        part: a wording of ``parts_of``.
        matcher: of the catalogue.
        against: whether it is set against another, so that a row may be meant less plainly.
    """
    columns = tuple(c for c in matcher.named(part, "column") if c.name != "总计")
    about = plainly(without_columns(part, columns)).strip("“”‘’\"'")
    if columns and _APPLIED.fullmatch(about):
        about = ""  # 「申请里个人和企业各多少」 names applicants and nothing else
    return Part(about, columns, tuple(rows_near(about, matcher, against)))


def plainly(part: str) -> str:
    """A part without how many are asked for: 「强制三类处理决定总量」 → 「强制处理决定」."""
    plain = _DONE.sub("", without_quantity(without_operation(_SHARE.sub("", part))))
    return _COUNTED.sub("", plain) or part


def names_a_row(part: Part) -> bool:
    """Whether a part of a list names something, and is no remark: 「几类加在一块」."""
    return bool(part.columns or part.near or content(part.about))


def parts_of(query: Query) -> tuple[Sequence[str], bool]:
    """The wordings of the figures, and whether they are two sides set against each other.

    None when one phrase of the catalogue is the question.
    """
    text = EACH.sub("", re.sub(r"[(（][)）]", "", query.text))
    cues = query.cues
    within = None
    if cues.percent:
        within = _WITHIN_LAST.match(text) or WITHIN.match(text) or _OF_ALL.match(text)
    if within is not None:
        return (within["part"], within["whole"]), True
    if cues.difference or cues.times or cues.percent:
        for clause in (*reversed(_CLAUSE.split(text)), text):
            sides = AGAINST.split(clause)
            if len(sides) == 2 and all(len(side) > 1 for side in sides):
                if cues.sums and len(telling(LIST.split(sides[0]))) > 1:
                    return (), False  # 「微博和微信合起来占公开的几成」 is of no two sides
                return (sides[0], _completed(sides[1], sides[0])), True
    one = len(query.columns) < 2 and query.top is not None and query.top.lexical > 0.9
    if one and not cues.sums:
        return (), False
    if len(re.findall(r"几|多少", text)) > 1:
        text = _ASKED_TWICE.sub("、", text)
    return telling(LIST.split(_HEADING.sub("", text)))[:_MOST], False


def _completed(side: str, other: str) -> str:
    """A side with the noun that only the other one says: 「废掉的文件比新发的多几个」."""
    noun, left_out = _NOUN.search(plainly(other)), _LEFT_OUT.match(side)
    return f"{left_out[1]}{noun[1]}{left_out[2]}" if noun and left_out else side


def telling(parts: Sequence[str]) -> list[str]:
    """The parts that name something; what follows the 的 of the last is said of them all.

    「直播和短视频的观看量」, not 「加起来几条」.
    """
    named = [p for p in parts if fold(p) in _applicants() or _names(p)]
    if len(named) > 2 and _WITHIN_ALL.match(named[0]):
        named = named[1:]  # 「新收的申请里，企业、个人…」
    shared = _SHARED.search(without_quantity(named[-1])) if len(named) > 1 else None
    if shared and not any("的" in part for part in named[:-1]):
        return [*(f"{part}的{shared[1]}" for part in named[:-1]), named[-1]]
    return named


def _names(part: str) -> bool:
    """Whether a part names something that is not left aside."""
    plain = without_operation(part)
    asks = not without_quantity(plain).strip("呢?？ ") or _ONLY_ASKS.fullmatch(plain)
    return not asks and not _LEFT_ASIDE.match(part)


@cache
def _applicants() -> frozenset[str]:
    """Folded phrases for the applicants that have columns: 「个人」 is no 「几个人」."""
    columns = (c for c in load_catalogue().concepts if c.kind == "column")
    return frozenset(fold(p) for c in columns for p in (c.name, *c.variants, *c.aliases))


def rows_near(about: str, matcher: ConceptMatcher, against: bool) -> list[Match]:
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
        if key.startswith(f"{other.concept.key}.") and other.score >= ALIKE and not heading:
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
        if unsaid and m.score >= ALIKE and stands_under(m.concept.key, group)
        if all(held(t, spoken(m, ())) for t in unsaid)
    ]
