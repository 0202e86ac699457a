"""What a question says itself, before it is resolved against the reports and the trail."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.bodies import BodyMention, mention_bodies
from assistant.followup import Follows, follows, without_joiners
from assistant.intent import Cues, read_cues, without_operation
from assistant.loaded import Loaded
from assistant.ordinals import ordinal_alone, ordinal_in, without_ordinal
from assistant.query import Query, both_cues, together
from assistant.strangers import before_year
from assistant.terms import content
from assistant.typos import Vocabulary
from assistant.years import YearMention, mention_years
from corpus.normalise import fold, narrow

_LONGEST = 300
"""Characters of a question that are read; the rest cannot be a question about a report."""
_PREAMBLE = re.compile(
    r"^.*[,，。:：;；!！?？](?=请问|麻烦|劳驾|算算|算一算|比比|比一比|列出|告诉|想问|想知道|想了解|想打听|我想[查看请要核找弄]|帮[我忙]|问一?下|查一?下)"
)
"""What is said before the question is asked; who and when may still be named in it."""
_OPENING = re.compile(
    r"^(?:(?:您好|你好|打扰一?下?了?|麻烦(?:您|你)?|劳驾|辛苦了?|请教一?下?|想?请问一?下?|想?问一?下|咨询一?下|(?:请|麻烦)?帮[我忙](?:核实?|查|看|算|找|对)?一?下?|(?:我?[想要]要?)?(?:核对|核实|核算|确认|查证|查询|统计|汇总|对比|比较|计算|了解|[核查问算])(?:一?下)?(?=[:：,，])"
    r"|(?:我?[想要在正]*)(?:写|做)一?[篇个份条]?(?:新闻|毕业)?"
    r"(?:报道|文章|稿子?|材料|论文|作业|课题|调研)用?)+[,，:：。;；!！ ]+)+(?=.{4})"
)
"""Politeness, and what the answer is for, before the question itself."""
_CLOSING = re.compile(
    r"(?<=.{4})[,，。.!！?？ ]*(?:谢谢|多谢|感谢|拜托|辛苦|麻烦)(?:您|你|了|啦|各位)*[!！。.~ ]*$"
)
_ASIDE = re.compile(
    r"[(（][^()（）]{0,24}(?:都算|加|算在内|都包括|都包含|都计|不限|均可|保留|不是|不含|不包括|百分数|百分比|单位|不算|不计|除外|小数|四舍五入)[^()（）]{0,16}[)）]"
)
"""How an answer is to be given, or what is meant by what is asked: 「（直接起诉和复议后起诉都算）」."""
_COUNTED_IN = re.compile(
    r"(?<=[?？。,，；;])[^,，。?？；;]{2,14}(?:也|都)(?:要?算|包括|计)(?:上|进去|在内)?[。.!！]*$"
)
"""「复议后再起诉的也算上」, which the whole holds."""
_ROUNDED = re.compile(
    r"[,，。;；]?(?:结果|答案|数字?)?(?:请|要|用)?(?:保留|精确到?|四舍五入到?|取到?|算到)[^,，。?？;；]{0,6}(?:小数(?:点后[一两二三四\d]位)?|[位分]|整数|个位|百分号)(?:即可|就行|就好)?"
)
"""「保留两位小数」."""
_AS_A_RATE = re.compile(r"(?P<done>办结|办完|办复|接通)了?的?(?:比例|比率|占比)")
"""「按期办完的比率」 is called 按期办结率."""
_FOR_EXAMPLE = re.compile("“[^“”]{1,8}”(?:规划)?等(?=[\u4e00-\u9fff]{2})")
"""「“十四五”等规划专栏」 are all of the kind."""
_YEARS_REPORT = re.compile(r"(?<=\d{4})年报(?=[和与跟、各])")
"""「2014年报」 is the 年报 of 2014年."""
_IN_THESE = re.compile(
    r"(?:在|从)?(?:这|上面|已收录的?|现有的?)(?:[几些两三四五六七八九]|全部)?(?:份|个)?(?:年报|报告)(?:里面?|中|当中|来看)?[,，]?"
    r"|(?<![\d年])(?:出过的|已有的|收录的)这几年的?(?:年报|报告)(?:里面?|中)?[,，]?"
)
"""「这几份报告里」: they are all there is."""
_LOOK_UP = re.compile(
    r"(?<=[?？,，。])(?:请)?(?:看|见|查|按|参见|依据|根据)(?P<place>[^,，。?？]{0,24}?)的?(?:年度)?(?:报告|年报)[。.]?$"
)
"""「…多少人？看某局2022年的报告」."""
_OF_ALL = re.compile(r"占(?P<has>了?)(?:全部|所有)的?(?=[\u4e00-\u9fff]{2,8}的?(?:百分|几成|比))")
"""「占全部新收申请的百分比」."""
_A_NUMBER = re.compile("(?P<what>(?<=[\u4e00-\u9fff]{2})[人条件篇次户]数)$")
"""「公众号关注人数」 asks how many."""
_INTO_NEXT = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<carried>年.{0,10}?(?:结转|转))[到至入]了?(?P<next>(?:19|20)\d{2})年"
)
"""「2021年结转到2022年的」 are told by the report of 2021."""
_YUAN = re.compile("(?P<many>几|多少)块(?:钱|(?=了[?？,，。]*$))")
_LEFT_OUT = re.compile(
    r"(?<=[?？。,，；;])(?:不算|不含|不包括|不计|除去)[^,，。?？；;]{2,16}[。.!！]*$"
)
"""「不算上年转过来的」 after the question; ``set_aside`` tells that nothing was taken off for it."""
_EXCLUDING = re.compile("不算|不含|不包括|不计|除外|除去|不是")
_WHO_ASKS = re.compile(
    r"^[^,，:：?？]{2,14}(?:问一?[句下声]|想问一?下?|请教一?下?|打听一?下?)[:：,，](?=.{4})"
)
"""「洲头街道居民问一句：」."""
_ERRAND = re.compile(
    r"^(?:请|麻烦|劳驾|能不能|能否|可不可以|可以)*(?:帮[我忙]?|给我)(?:统计|算|列|汇总|整理|查询?|找|看)(?:一?下|出来?|个)*(?=.{4})"
    r"|^我?想(?:要|来)?(?:了解|知道|咨询|打听)(?:一?下|到)?(?=.{4})"
)
"""「帮我统计下」."""
_THAT_YEAR = re.compile(
    r"(?:(?<=[比跟和与同较])|^(?=.*比))[\u4e00-\u9fff]{2,4}那一?年的?[(（]?(?P<year>(?:19|20)\d{2}年?)[)）]?"
)
"""「比疫情那年2020」, 「疫情那年（2020年）」: the year itself is named."""
_FORMER_LATTER = re.compile(
    r"^(?!.*(?:占|倍)).*?(?P<former>前者).*?(?P<latter>[比较跟和与]后者(?:的|相?比)?)"
)
"""「前者比后者多多少」 after both are named, in that order."""
_OF_REPORT = re.compile(
    r"(?P<year>\d{2,4})\s*年?度?的?(?:年度?报告?|报告)(?:里面?|中|上)?(?:说|写|提|讲|打算|计划)"
)
_TO_DO = re.compile(r"年\s*(?:要|将|拟|会)(?=[\u4e00-\u9fff])")
"""「2025年要关停多少个」 asks of plans."""
_SAYING = re.compile(
    r"在?\s*(?:年度?报告?|报告)(?:里面?|中|上)?\s*(?:说|写|提|讲)(?:的|到|了)?(?=[^?？]{3})"
)
"""「在年报里说」 before what is asked."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a question says: ``rest`` besides who and when; ``before``: what it leans on.

    ``ordinal``: which item of a list is asked for, 0 for none, -1 for the last.
    """

    text: str
    rest: str
    who: BodyMention
    when: YearMention
    cues: Cues
    before: tuple[Query, ...]
    kind: Follows
    ordinal: int = 0
    misheard: tuple[tuple[str, str], ...] = ()
    """Places as typed, and the loaded ones that they sound like."""


def hear(
    question: str,
    trail: tuple[Query, ...],
    loaded: Loaded,
    vocabulary: Vocabulary,
    parts: Callable[[str], tuple[str, ...]],
) -> Spoken:
    """Read a question.

    Args:
        question: as typed.
        trail: the questions before it, oldest first.
        loaded: whose names are known.
        vocabulary: what typos are taken for.
        parts: the words of a text that name applicants.
    """
    typed = re.sub(r"\s+", " ", polite(narrow(question[:_LONGEST]).strip()))
    text = vocabulary.correct(typed)
    misheard = vocabulary.misheard(typed, text) if text != typed else ()
    when = mention_years(text)
    who = mention_bodies(when.rest, loaded.bodies, loaded.text, loaded.named)
    if not who.said and (strange := before_year(text, loaded.text)):
        rest = who.rest.replace(strange[0], " ", 1).strip()
        who = replace(who, unknown=(*who.unknown, *strange), rest=rest)
    cues = read_cues(re.sub(r"\s", "", text))
    rest = without_joiners(_SAYING.sub("", _asked_part(text, who.rest, loaded)))
    if (said := _OF_REPORT.search(text)) is not None:
        own = tuple(year for year in when.years if f"{year}"[-2:] == said["year"][-2:])
        ahead = [year for year in when.years if year not in own]
        plans = cues.plan or bool(_TO_DO.search(text))
        if plans and [year - 1 for year in ahead] == list(own):
            when = replace(when, years=own)  # 「2019年年报说2020年要干什么」
            cues = replace(cues, plan=True)
    compared = cues.difference or cues.trend or cues.check
    if when.offsets == (1,) and when.years and not compared:
        when = replace(when, offsets=())  # 「2022年说来年怎么补」: what 2022 plans
    elif cues.plan and when.offsets == (1,) and not when.years and not trail:
        # 「明年有什么打算」 asks for the plans a report makes, not for next year's report.
        when = replace(when, offsets=(), kind="none")
    if not trail:
        return Spoken(
            text, without_ordinal(rest), who, when, cues, (), "new", ordinal_in(rest), misheard
        )
    before = trail[-1]
    listed = before.intent == "section" or before.ordinal
    ordinal = ordinal_alone(rest) if listed else 0
    counted = before.cues.quantity and not before.cues.how
    placed = bool(who.said or who.unknown or when.years or when.offsets)
    kind: Follows = "ordinal"
    if not ordinal:
        kind = follows(rest, parts(rest), counted=counted, placed=placed, before=before.text)
    if kind == "topic":
        cues = replace(cues, quantity=True)
    elif kind in {"place", "part"}:
        cues = both_cues(cues, before.cues)
    elif kind in {"ordinal", "more"}:
        cues = before.cues
    if kind == "operation" and who.group and _as_many(text) == len(_bodies(together(trail))):
        # 「两家差多少」 after two questions: those two, not all of their kind.
        who = replace(who, bodies=(), group=False)
    joined = kind == "operation" and not who.bodies
    joined = joined and when.kind in {"none", "recent", "both"}
    leans = together(trail) if joined else trail[-1:]
    if kind == "new":
        ordinal, rest = ordinal_in(rest), without_ordinal(rest)
    return Spoken(text, rest, who, when, cues, leans, kind, ordinal, misheard)


def polite(question: str) -> str:
    """The question without its politeness."""
    question = _THAT_YEAR.sub(r"\g<year>", _ERRAND.sub("", _WHO_ASKS.sub("", question)))
    if (both := _FORMER_LATTER.match(question)) is not None:
        question = _without(question, both.span("latter"), both.span("former"))
    question = _LOOK_UP.sub(r"\g<place>", _IN_THESE.sub("", question))
    question = _OF_ALL.sub(r"占\g<has>", question)
    question = _LEFT_OUT.sub("", _COUNTED_IN.sub("", question))
    question = _A_NUMBER.sub(r"\g<what>是多少", question)
    question = _INTO_NEXT.sub(_carried_out, question)
    question = _YEARS_REPORT.sub("年年报", _FOR_EXAMPLE.sub("", question))
    question = _YUAN.sub(r"\g<many>元", _ROUNDED.sub("", question))
    question = _AS_A_RATE.sub(lambda m: f"{m['done'].replace('办完', '办结')}率", question)
    return _ASIDE.sub("", _CLOSING.sub("", _OPENING.sub("", question)))


def _carried_out(found: re.Match[str]) -> str:
    following = int(found["year"]) + 1 == int(found["next"])
    return f"{found['year']}{found['carried']}下年" if following else found.group()


def _without(text: str, *spans: tuple[int, int]) -> str:
    """The text without some stretches, the last one first."""
    for start, end in spans:
        text = text[:start] + text[end:]
    return text


def set_aside(question: str) -> str:
    """What a question says is not to be counted, which is not taken off any figure; or ""."""
    asked = narrow(question[:_LONGEST]).strip()
    for found in (_ASIDE.search(asked), _LEFT_OUT.search(asked)):
        if found is not None and _EXCLUDING.search(found.group()):
            return found.group().strip("()（）。.!！")
    return ""


def _as_many(text: str) -> int:
    """How many bodies 「两家」, 「三个县」 are; 0 when not said."""
    found = re.search(r"([两二三四五六2-6])(?:家|个(?:[省市区县局]|单位|机构|部门))", text)
    return "〇〇两三四五六".find(found[1].replace("二", "两")) if found else 0


def _bodies(trail: tuple[Query, ...]) -> set[str]:
    return {body for query in trail for body in query.bodies}


def _asked_part(text: str, rest: str, loaded: Loaded) -> str:
    """``rest``, or what it is after a preamble: 「我退休了眼花，麻烦告诉我…」."""
    begun = _PREAMBLE.match(text)
    if begun is None:
        return rest
    when = mention_years(text[begun.end() :])
    asked = mention_bodies(when.rest, loaded.bodies, loaded.text, loaded.named).rest
    return asked if content(without_operation(fold(asked))) else rest
