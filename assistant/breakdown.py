"""「不予公开的各有几件」, 「申请人分别有多少」: the rows of a group, the applicants of a row."""

import re
from collections.abc import Sequence

from assistant.checked import Checked
from assistant.concepts import certain
from assistant.figures import LEFT_OVER, Figure, explain
from assistant.items import Finder
from assistant.layout import layout_of
from assistant.qualified import CHANNELS
from assistant.query import Query
from corpus.catalogue import Catalogue
from index.search import Index

_EACH = re.compile(
    r"分别|各自?(?:是|有|占|为)?(?:几|多少)|[各每][一个]?[类种项]|明细|细分|构成|(?:哪|多少|几)几?[类种](?:情[形况]|结果|原因|理由|人)"
)
WHICH = re.compile(
    r"哪(?:一?[个种类项]|些)?(?!一?[个家]?(?:月|季|部门|单位|机构|[科局镇乡街县区市村家]|同志|领导))(?:渠道|方式|途径|平台|理由|情形|结果|类型|人)?[^，,年]{0,8}最[多少]|最[多少]的?是?(?:哪|什么|啥)(?!年)"
    r"|最(?:主要|常见|多|少)的?[^，,年]{0,10}(?:理由|原因|情形|方式|渠道|类型)"
)
"""「哪种最多」 of the rows of a group."""
_LIST = re.compile(r"[、和与跟]|(?<!涉)及")
"""Rows named one by one are asked for themselves."""
_APPLICANTS = re.compile(
    r"申请(?:人|者|主体|对象)|(?:谁|哪[些几]?[类种]?人).{0,3}(?:提|申请)|申请.{0,6}(?:谁|哪[些几]?[类种]?人)"
)
_GROUPS = (
    (re.compile(r"复议[^,，]{0,4}(?:结果|情况)"), "review"),
    (re.compile(r"(?:诉讼|官司|起诉)[^,，]{0,4}(?:结果|情况)"), "lawsuit"),
    (re.compile(r"(?:申请|办理|处理|答复)[^,，]{0,4}(?:结果|类[型别])|答复[^,，]{0,4}情[况形]"), "result.total"),
    (re.compile(r"申请的?[^,，]{0,2}(?:方式|渠道|途径|形式)"), "apply.new"),
    (re.compile(r"(?:解读|回应)的?[^,，]{0,2}(?:方式|渠道|途径|形式)"), "response.ways"),
    (re.compile(r"渠道|途径|(?:公报|网站|微博|微信|公众号).{0,6}(?:公报|网站|微博|微信|公众号)"), "channel"),
    (re.compile(r"专职.{0,2}兼职"), "org.staff"),
)  # fmt: skip
"""Rows asked for by what divides them rather than by name."""
_KINDS = re.compile(r"^(?:情[形况]|结果|原因|理由|种类|类[型别]|明细|构成)$")
_OPEN = "active"
_OF_CONTENT = re.compile("[哪各每]一?类|类别|类型|种类|内容")
_NEW = "apply.new"
_MEANT = 0.5
"""Least score of the concept whose rows are asked for."""


def broken_down(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[Figure, ...]:
    """The figure of every row under the one asked about, or of its every applicant.

    Empty unless several figures of one thing are asked for, of one report that has them.
    """
    cues, which = query.cues, bool(WHICH.search(query.text))
    worked = cues.sums or cues.percent or cues.times or (not which and cues.difference)
    if worked or len(query.bodies) * len(query.years) != 1:
        return ()
    listed = bool(_LIST.search(query.text))
    if not which and (listed or not _EACH.search(query.text)):
        return ()
    if not _APPLICANTS.search(query.text):
        if any(c.name != "总计" for c in query.columns):
            return ()
        return members_of(query, _asked(query), index, catalogue, checked)
    place = layout_of(catalogue).places.get((_form(query, index), _NEW))
    columns = place.columns if place and place.total else ()
    finder, new = Finder(query, index, catalogue, checked), catalogue.concept_by_key[_NEW]
    return _several([finder.first((certain(new),), column) for column in columns])


def members_of(
    query: Query, key: str, index: Index, catalogue: Catalogue, checked: Checked
) -> tuple[Figure, ...]:
    """The figures of the rows under a row of the one asked report; empty without two of them."""
    members = _named(query, layout_of(catalogue).members.get((_form(query, index), key), ()))
    finder = Finder(query, index, catalogue, checked)
    concepts = [catalogue.concept_by_key[member] for member in members]
    return _several([finder.first((certain(concept),), None) for concept in concepts])


def _several(found: Sequence[Figure | None]) -> tuple[Figure, ...]:
    figures = tuple(figure for figure in found if figure is not None)
    return figures if len(figures) > 1 else ()


def _form(query: Query, index: Index) -> str:
    place = (query.bodies[0], query.years[0])
    return next(r.form for r in index.reports if (r.body, r.year) == place)


def _named(query: Query, members: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the channels that are named one by one; else all."""
    named = tuple(
        key for key in members if any(word in query.text for word in CHANNELS.get(key, ()))
    )
    return named if len(named) > 1 else members


def _asked(query: Query) -> str:
    """Key of the row whose parts are asked for, "" when none is clear."""
    for pattern, key in _GROUPS:
        if pattern.search(query.text):
            return key
    top = next((m for m in query.matches if m.concept.kind == "indicator"), None)
    terms = tuple(term for term in query.terms if not _KINDS.search(term.word))
    if top is None or top.score < _MEANT or explain(terms, top)[1] >= LEFT_OVER:
        return ""
    if top.concept.key.startswith(_OPEN) and _OF_CONTENT.search(query.text):
        return ""  # the tables divide what is open by channel, not by what it is about
    return top.concept.key
