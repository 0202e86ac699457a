"""What a part of a question counts, and the number of the running text that counts it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from assistant.followup import without_quantity
from assistant.idle import PEOPLE, without_idle
from assistant.intent import (
    CHANGED_BY,
    SENDING,
    SENT,
    TOTALLING,
    without_arithmetic,
    without_field,
    without_operation,
    without_share,
)
from assistant.stated import Wanted, best_stated
from assistant.stated_counts import Stated
from assistant.terms import Term, content, content_or_light, is_light
from corpus.segment import known_words

_UNIT = re.compile(
    r"(?:多少|几)个?(?P<unit>工作日|天|人次|场次|条次|万元|[件条份个篇项宗起次期场人名位户家处元套栋间棵盏分](?!之)|批次)"
)
_AS_PRINTED = {"天": "个工作日", "工作日": "个工作日"}
"""Reports tell how long an answer takes in working days."""
_COUNTED = {
    "人次": "人次",
    "人数": "人",
    "件数": "件",
    "条数": "条",
    "篇数": "篇",
    "次数": "次",
    "户数": "户",
}
_TAIL = re.compile(
    rf"(?:{CHANGED_BY}|[多少高低][了出]?(?:多少|几)|增长率|增幅|降幅|涨幅).*$|"
    r"(?:一?共|总共|合计|各|分别|主动|累计|[拢统]共)*(?:发布|公开|公布|发|承办|办理|办结|办|有|是|为|收到|举办|开展|压[减掉]|减|砍掉|缩短|提高|增加)?了?"
    r"(?:多少|几)(?:个?工作日|天|人次|场次|批次|万元|[件条份个篇项宗起次期场人名位户家处元])?的?(?P<thing>[^,，。?？呢吗]{1,12})?.*$"
)
_HOW_MANY_PEOPLE = re.compile(rf"(?:多少|几)[名位个]?(?:{PEOPLE})")
_OF_THE_PLACE = re.compile("^全[区市县省镇乡]的?(?=[\u4e00-\u9fff]{2})")
"""「全区的政务新媒体」: reports are of the whole place."""
_SHARE = re.compile("的?(?:(?:多少|几)个?百分[比点]|百分之(?:几|多少)|百分比|几成|比例|比重)")
_TOTALLING = re.compile(TOTALLING)
_DONE_IN_ALL = re.compile(
    rf"(?:{TOTALLING}|合计|加起来)(?:都|只)?"
    r"(?:处理|办理|承办|办结|办复|答复|接待|收到|受理|发布|公开|举办|组织|开展|编发|推送|[办收发开搞做])了?(?=$|多少|几)"
)
"""「政协提案总共办理了」: what was done says nothing of what."""
_OTHER = frozenset({"其他", "其它"})
"""Tells one kind from the rest: 「其他文件」 of 「人事任免文件」."""
_QUOTED = re.compile("“([^“”]{2,12})”")
_LINES = frozenset({"热线", "服务热线", "监督热线", "电话", "服务平台"})
"""Said beside a hotline's number."""
_HOTLINE = re.compile("123[0-9]{2}")
"""Hotlines go by their number."""
NAMELESS = re.compile("^(?:多少|几|成|百分之|比例|呢|[?？])+$")
"""What asks for a number and names nothing."""
_EDGE = re.compile(r"^[的在其中以及和与跟]+|(?<!目)[的是有从自由,，。?？]+$")
_MOST_LEFT_OFF = 3
_HEADED = r"(?:总?[数额量]|金额|人数|数量)?[是有为共达]*(?:多少|几)"
"""After the word whose number is asked: 授信 of 「白名单授信多少」."""
_LEFT = re.compile(r"从?(?:[涨跌]万?[人件条次篇个]?|万[人件条次篇个])$")
"""What is left of 「从2020年到2023年涨了多少万人」."""


def best_count(counts: Sequence[Stated], wanted: Wanted) -> Stated | None:
    """The number that counts what is wanted, by all its words or by its name alone."""
    counts = without_accounts(counts, wanted.asked)
    for terms in _wordings(wanted.terms):
        found = best_stated(counts, replace(wanted, terms=terms))
        if found is not None:
            return found
    return None


def without_accounts(counts: Sequence[Stated], asked: str) -> Sequence[Stated]:
    """The numbers that may tell what was published: not the 29 of 「微博29个，共发布信息1992条」."""
    if not SENDING.search(asked):
        return counts
    accounts = {
        one.start
        for one, after in pairwise(counts)
        if one.unit == "个" and one.sentence == after.sentence and SENT.search(after.beside)
    }
    return [count for count in counts if count.start not in accounts]


def _wordings(terms: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """The words with ever more of those left off that may be; names in short come last."""
    idle = [term for term in terms if without_idle(term) is None][:_MOST_LEFT_OFF]
    yield terms
    if len(idle) < len(terms):
        for size in range(1, len(idle) + 1):
            for left_off in combinations(idle, size):
                yield tuple(term for term in terms if term not in left_off)
    plain = tuple(filter(None, map(without_idle, terms)))
    if plain and plain != terms:
        yield plain


def wanted_of(text: str, asked: str) -> Wanted:
    """What a part of a folded question counts."""
    done = _DONE_IN_ALL.sub("", text)
    left = done if content(without_quantity(done)) else text
    plain = _SHARE.sub("", without_operation(without_arithmetic(without_share(left))))
    about = _OF_THE_PLACE.sub("", _TOTALLING.sub("", without_quantity(plain)))
    about = without_field(about) if content(without_field(about)) else about
    measure = _measure(text, asked)
    words = [w for w in known_words(about) if len(w) > 1 and (is_light(w) or w in _OTHER)]
    hotlines = [Term(number, 1.0) for number in _HOTLINE.findall(about)]
    # A name in quotes is a word of its own, whatever its characters mean.
    quoted = [Term(name, 1.0) for name in _QUOTED.findall(about) if not content(name)]
    words_of = [t for t in content_or_light(about) if not (hotlines and t.word in _LINES)]
    found = [*quoted, *words_of, *hotlines]
    terms = tuple(replace(t, word=_COUNTED.get(t.word, t.word)) for t in found)
    head = next((t.word for t in terms if re.search(t.word + _HEADED, text)), "")
    return Wanted(terms, tuple(dict.fromkeys(words)), measure, asked, head=head)


def _measure(text: str, asked: str) -> str:
    """The unit that a part of a question is asked in, or ""."""
    if (unit := _UNIT.search(_SHARE.sub("", asked))) is not None:
        return _AS_PRINTED.get(unit["unit"], unit["unit"])
    if _HOW_MANY_PEOPLE.search(asked):
        return "人"
    return next((unit for word, unit in _COUNTED.items() if word in text), "")


def named(text: str) -> str:
    """What a part of a question is about, to call its number by: 「微信公众号」."""
    asked = _TAIL.search(text)
    thing = (asked["thing"] if asked else None) or ""
    plain = without_operation(_TAIL.sub("", _SHARE.sub("", without_share(text))))
    name = re.sub(r"[“”\"'《》?？]", "", _EDGE.sub("", _EDGE.sub("", _LEFT.sub("", plain))))
    return f"{name}{thing}" if thing not in name else name or text
