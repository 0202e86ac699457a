"""Organisations and places a question names that no loaded body's name explains."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.names import (
    NAME,
    PLACE,
    abbreviates,
    is_place,
    names_place,
    speaks_for_place,
    split_place,
)
from corpus.dictionary import entry
from corpus.segment import known_words
from corpus.words import frequency, is_name

_SUFFIX = (
    "管理委员会|委员会|人民政府|管委会|办公室|办事处|管理局|分局|总局|总队|支队|大队|大学|学院|中学|小学"
    "|医院|银行|法院|检察院|政府办|政府|科委|发改委|教委|国资委|卫健委|卫计委"
    f"|{NAME}{{1,6}}(?:局|厅|委|署)|{NAME}{{2,8}}(?:公司|集团)"
)
_ORG = re.compile(
    rf"(?:{PLACE}{NAME}{{1,8}}委员会|(?:{PLACE})?(?:{_SUFFIX}))(?!长|机关|系统|务|员|托|派|会)"
)
_LEAD = re.compile(
    r"^(?:请问|问一?下|想问|我想|想知道|知道|查一?下|看看|告诉我|帮我|麻烦|那么?|还有|以及|和|与|跟|对比|比较|对|给|向|去|在|到|从|由"
    r"|关于|这个|该|各|两家|两个|哪个|哪家|年|的|是|为什么|为啥)+"
)
_NOT_ORG = re.compile(
    r"大厅|客厅|前厅|餐厅|当局|结局|布局|格局|邮局|大局|全局|开局|原委|编委|党委|市委|区委|县委|省委|国务院|人大常委|业委|各部门|编办|党工委"
    r"|哪个.*(?:局|厅|委|部门)|(?:牵头|主管|上级|下属|有关|相关|其他|承办|负责)"
)
_COMMITTEE = re.compile("[教科建农商经交体计]委")
"""The only bodies that are called by two characters."""
_NOT_NAMING = re.compile(
    r"[是的了谁哪那这挂给让被把在由从将着过吗呢里]|后来|当时|自己|他们|申请|建议|提案|时(?=[局厅委办])|[省市区县]级"
)
"""Words that stand in sentences, not in names."""
_MORE = re.compile(
    r"(?P<between>[\u4e00-\u9fff]{0,8}?)(?:[总支大中]队|分局|法院(?![驳判裁维支审撤受败胜])|检察院"
    r"|协会|学会|联合会|研究[院所]|人大(?!代表|建议|议案)|政协(?!委员|提案)|[纪监]委|委(?:办(?:公室)?)?(?=[\s\d,，、的]|$))"
)
"""What makes a body's name another's when it goes on so: 「科委执法总队」, 「澜洲县人民法院」."""
_BESIDE_PLACE = re.compile(
    r"(?P<between>[\u4e00-\u9fff]{1,8}?)(?:[局厅署]|委员会|(?<![举承督主协交代经通么])办(?=[\s\d,，、的]|$))"
)
"""After a bare place, another of its bodies: 「上海科创办」."""
_OF_TWO_FIELDS = re.compile(
    r"[^\W\d_局厅委办]{2,6}和[^\W\d_局厅委办]{2,8}(?:局|厅|委员会|委(?=[\s\d,，、的]|$))"
)
"""The same of a body named after two fields: 「澄岭市自然资源和规划局」."""
_SAYING = re.compile(
    r"[的了被向由在和与跟及是有给到把对那这哪条件个上下里家两三]|网站|收|申请|公开|办理|处理|诉|复议|投诉|举报|发布|发了|年"
)
_TELLING = 4
"""Characters of what goes on from which a report is searched for it."""
_OF_A_NAME = r"(?!信息|办公|公报|规章|令|网|门户|新闻|文件|公文)"
"""After a name that a report quotes: 「上海市政府信息公开规定」 names no government."""
_OCCASION = re.compile(r"(?:常务|全体|专题|办公|党组)会|公报|门户|网站|热线|新闻发布")
"""After a government's name: what others of the place report on too."""
_CUT_PLACE = re.compile("[\u4e00-\u9fff](?:[省市县区旗]|州(?!市))")
"""What is left of a place's name of which a word that talks was taken: 岚市 of 临岚市."""
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,8}?[局厅](?![长面部限域势促])")
_BEFORE_YEAR = re.compile(r"^(?P<name>[\u4e00-\u9fff]{2,4})\s*(?:19|20)?\d{2}(?!\d)")
_SHORTEST = 2
_SCHOOL = "(?:大学|学院|中学|小学|医院|银行)"
_SLOT = re.compile(
    rf"(?:^|[\s,，、和与跟比]|(?<=[省市州盟]))(?P<name>{NAME}{{1,8}}?{_SCHOOL}|{NAME}{{1,3}}?(?:[省市县旗]|州(?!市))|{NAME}{{2,7}}?区)"
    r"(?=[\s,，、和与跟比的]|$|[^\W\d_]{2})(?!域|内|里|外|级|直|民|长|委|政|城)"
)
"""Where a body's name may stand: at the beginning of a clause."""
_GENERAL = re.compile(
    r"[城都超门全本各该哪同某辖两几每其有个那是我看查问请这多少为什么怎三四五六七八九十所]"
)


_TITLE = re.compile(r"[《“「]([^》”」]+)[》”」]")
"""A title, which a name of a body in it is part of."""


@dataclass(frozen=True, slots=True)
class Span:
    """A mention of loaded bodies in a question."""

    start: int
    end: int
    bodies: tuple[str, ...]


def unknown_names(
    question: str, spans: Sequence[Span], loaded: Sequence[str], quoted: str
) -> tuple[str, ...]:
    """Organisations in the question that no loaded body's name explains."""
    names = []
    for found in _ORG.finditer(question):
        name = _LEAD.sub("", found.group())
        name = _LEAD.sub("", re.sub(r"^\d+年?度?", "", name))
        name = _named(question, found.end(), name)
        end = found.end()
        start = end - len(name)
        if _covered(question, start, end, spans) or _no_name(name):
            continue
        if _OCCASION.match(question, end) and _of_their_place(name, loaded):
            continue  # 「上海市政府常务会议」 is what 上海市政府办公厅 tells of
        if any(t.start() < start < t.end() and t[1] in quoted for t in _TITLE.finditer(question)):
            continue  # 「《上海市人民政府公报》编发了几期」
        if any(s.start <= start < s.end < end for s in spans):
            continue  # ``_going_on`` tells 「金凤区水利局」 from what 平潭 says of its 行政审批局
        asked = not spans and question[end : end + 1].isspace() and re.match(PLACE, name)
        told = _quotes(quoted, name.lstrip("省市区县我本该")) or _quotes_longer(quoted, name)
        if told and not asked:
            continue  # 「福州市政府 年报里…」 names a body, whatever reports say of it
        organ = next((s for s in spans if start < s.start and s.end == end), None)
        before = question[start : organ.start] if organ else ""
        if organ and not re.search(PLACE, before):
            continue  # only words such as 「两家」 stand before a known name
        if organ and before in quoted and names_place(question[organ.start : end], organ.bodies):
            continue  # 「银川市金凤区科技局」: the report itself says where it is
        if any(abbreviates(name, body) for body in loaded):
            continue
        names.append(name)
    longer = _going_on(question, spans, quoted)
    names = [n for n in names if not any(n in other for other in longer)] + longer
    named = " ".join(names)
    names += [n for n in _in_slot(question, spans, loaded, quoted) if n not in named]
    return tuple(dict.fromkeys(names))


def offices(text: str) -> tuple[str, ...]:
    """Offices that a folded question is about besides its bodies: 「行政审批局公开了几件」."""
    found = (_named(text, f.end(), _LEAD.sub("", f.group())) for f in _OFFICE.finditer(text))
    names = (name.lstrip("省市区县本各该") for name in found)
    return tuple(dict.fromkeys(n for n in names if len(n) > _SHORTEST and not _no_name(n)))


def _named(question: str, end: int, name: str) -> str:
    """The part of ``name``, which ends at ``end``, after the last word that only talks.

    「活归局里哪个部门」 and 「寄信到省民政厅」 say 局 and 省民政厅.
    """
    at, words = 0, []
    for word in known_words(question):
        words.append((at, word))
        at += len(word)
    start = end - len(name)
    placed = re.match(PLACE, name)
    organ = start + placed.end() if placed else end
    for place, word in reversed(words):
        if place + len(word) <= start:
            break
        if place >= organ:
            continue  # 住 and 建 of 「砚泉县住建局」 are no verbs
        rest = question[place + len(word) : end]
        if place < end and rest and _talks(word) and not _CUT_PLACE.match(rest):
            return rest
        if place < start:  # begins within a word: 线访谈局 of 「在线访谈局领导」
            return question[place + len(word) : end]
        begins = start < place and is_name(word) and not _CUT_PLACE.match(question, place)
        if begins and _does(words, place):
            return question[place:end]  # 「旁听上海市政府」
    return name


def _does(words: Sequence[tuple[int, str]], place: int) -> bool:
    """Whether the word before ``place`` is a verb."""
    before = next((w for at, w in words if at + len(w) == place), "")
    found = entry(before)
    return found is not None and found[1][0] == "v"


def _talks(word: str) -> bool:
    """Whether a word is none that organisations are called by: 归, 什么, 以前."""
    found = entry(word)
    if found is None:
        return False
    tag = found[1]
    return tag[0] in _TALKING or (tag == "v" and len(word) == 1)


_TALKING = frozenset("rdpucyt")
"""Classes of pronouns, adverbs, prepositions, particles, conjunctions and times."""


def _quotes_longer(quoted: str, name: str) -> bool:
    """Whether a report speaks of a bare 「国土局」 as 「国土资源局」; with a place it is a body."""
    bare = name.lstrip("省市区县")
    if not 3 <= len(bare) <= 5 or bare[-1] not in "局厅委署" or re.match(PLACE, bare):
        return False
    longer = re.escape(bare[:-1]) + r"[\u4e00-\u9fff]{1,6}" + bare[-1]
    return re.search(longer, quoted) is not None


def _of_their_place(name: str, loaded: Sequence[str]) -> bool:
    """Whether a name, maybe with a verb before it, holds the place of a loaded body."""
    places = {split_place(body)[0] for body in loaded}
    return any(place and place in name for place in places)


def _covered(question: str, start: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether a loaded body's name explains it; 「澜泽县公司」 are companies of 澜泽县."""
    return any(
        s.start <= start and (end <= s.end or question[s.end : end] in {"公司", "集团"})
        for s in spans
    )


def _no_name(name: str) -> bool:
    """Whether it only sounds like an organisation: 「哪个局」, 「邮局」, 「上级机关」."""
    counted = re.match(r"[哪两三四五六七八九十几各每某该本我原]", name)
    short = len(name) < 3 and not _COMMITTEE.fullmatch(name)
    if counted or short or _NOT_ORG.search(name) or _NOT_NAMING.search(name):
        return True
    firm = re.fullmatch("(.+)(?:公司|集团)", name)
    if firm is None:
        return False
    return not any(is_name(w) or not frequency(w) for w in known_words(firm[1]))


def _quotes(quoted: str, name: str) -> bool:
    """Whether a report speaks of an organisation by this very name."""
    return name in quoted and re.search(re.escape(name) + _OF_A_NAME, quoted) is not None


def _going_on(question: str, spans: Sequence[Span], quoted: str) -> list[str]:
    """Names that begin with a loaded body's and go on: 「上海市科委执法总队」, 「上海科创办」.

    What a report says of such a body is a topic, where that report speaks for the whole place.
    """
    names = []
    for span in spans:
        bare = is_place(question[span.start : span.end], span.bodies)
        more = _MORE.match(question, span.end)
        if more is None and bare:
            more = _BESIDE_PLACE.match(question, span.end)
        if more is None or _SAYING.search(more["between"]) or _NOT_ORG.search(more.group()):
            more = _two_fields(question, span.end) if bare else None
        if more is None:
            continue
        if any(span.end <= s.start < more.end() for s in spans):
            continue
        whole = any(speaks_for_place(body) for body in span.bodies)
        its = question[span.end - 1 : more.end()]  # 区数据局 of 「芦汀区数据局」
        placed = question[more.end() : more.end() + 1].isspace()  # before a year stands a body
        told = len(its) >= _TELLING and not placed and _quotes(quoted, its)
        told = told or (len(more.group()) >= _TELLING and _quotes(quoted, more.group()))
        if not (told and (whole or not bare)):
            names.append(question[span.start : more.end()])
    return names


def _two_fields(question: str, at: int) -> re.Match[str] | None:
    """An office named after two fields that begins at ``at``: 自然资源和规划局."""
    found = _OF_TWO_FIELDS.match(question, at)
    said = found.group().replace("和", "", 1) if found else ""
    return None if _SAYING.search(said) else found


def _in_slot(question: str, spans: Sequence[Span], loaded: Sequence[str], quoted: str) -> list[str]:
    """「澜湖县」, 「清华大学」: proper names where a body's name may stand."""
    names = []
    for found in _SLOT.finditer(question):
        name, start, end = found["name"], found.start("name"), found.end("name")
        if any(s.start < end and start < s.end for s in spans):
            continue
        if name in quoted and not question[end : end + 1].isspace():
            continue  # 「福州市2022年…」 names a body, whatever reports say of 福州市
        if _proper(name) and not any(abbreviates(name, body) for body in loaded):
            names.append(name)
    return names


def before_year(text: str, quoted: str) -> tuple[str, ...]:
    """「福清」 of 「福清 2022 行政处罚」: a proper name, without its rank, where a body's may stand."""
    found = _BEFORE_YEAR.match(text)
    name = found["name"] if found else ""
    return (name,) if name and is_name(name) and name not in quoted else ()


def _proper(name: str) -> bool:
    """Whether a name is made of proper names and characters that mean nothing together."""
    core = re.sub(rf"(?:{_SCHOOL}|.)$", "", name)
    if is_name(name):
        return not _GENERAL.fullmatch(core)
    words = known_words(core)
    return (
        len(known_words(name)) != 1
        and not _GENERAL.search(core)
        and all(len(word) == 1 or is_name(word) for word in words)
    )
