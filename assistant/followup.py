"""What a follow-up says itself, and what it takes over from the questions before it."""

import re
from collections.abc import Sequence
from typing import Literal

from assistant.checkwords import TABLE, TEXT, WORDS
from corpus.normalise import fold

Follows = Literal["new", "place", "operation", "part", "topic", "ordinal", "more", "why"]
"""``new``: it says what it asks. ``place``: it names only who or when (「2020年呢」).
``operation``: only how to compare (「差多少」). ``part``: only an applicant (「其中自然人呢」).
``topic``: only what is counted (「政府公报渠道呢」). ``ordinal``: an item of what was listed
(「第三项是什么」). ``more``: what else there is (「还有别的吗」). ``why``: the reason."""

_JOINER = re.compile(
    r"(?:以及|相比|对比|vs\.?|pk|[,，、和与跟同及比较到至是])+(?=\s)", re.IGNORECASE
)
_OPENING = re.compile(r"(?<=\s)(?:相比较?|(?:对比|比)(?=[\s呢吗?？,，]|谁|哪|多|少|$))")
_BARE = re.compile(
    r"^[那么还又再和跟与,，、。.?？!！呢吗啊呀的了是有在个年度这它他们该单位机构也一样同样情况怎么样如何多少几比换成看说下数值据字边里头件条份篇次到]*$"
)
_DONE_AGAIN = re.compile(
    r"^[那么又还,，]*(?:[开发办收做搞有来去报]|处理|办理|组织|举办|召开|发布|公开|收到)了?(?:多少|几)[件条篇次个场期人份]?[呢吗?？。]*$"
)
"""「2015年开了几次」 after 「2023年开了几场发布会」."""
_OPERATING = re.compile(
    r"比它?[多少]?(?:收|发|办|罚|花|用|公开|处理|受理)了?(?:多少|几)(?:万元|亿元|元|人次)?|哪(?:个|家|边|一?年)?(?:单位|机构|部门|[县区市局])?|谁|最|相差|差距|差异|差|多|少|高|低|大|小|还是|或者?|更"
    r"|[加合拢]在?一(?:起|块儿?|道)|加总|累加|[拢统通]共"
    r"|一共|总共|共计|总的|总和|总|共|合计|累计|加起来|相加|合起来|平均|每年|年均"
    r"|增长|增加|减少|下降|上升|增幅|降幅|涨幅|涨|跌|降|升|增|减|变化|趋势|走势|对比|比较|相比|同比|连续|一直|逐年"
    r"|倍|翻|番|占比|占|比例|比重|百分之|百分比|几成|成|排名|排序|排一?下|排"
    r"|(?:能不能|能否|可不可以|能够?|可以?)?(?:直接|拿来)*(?:可比|比|相减)性?吗"
    r"|没有?(?=[?？。]*$)|(?<=[多少高低])出(?:(?:多少|几)?万?(?:人次|元))?|三者|两者|它们|到(?=变)|全部|里面?|之间|都|来|起|[件条篇次个项份元场期封宗]|变[成为]|[一二两三四五六七八九十\d]"
)
_WITHIN = re.compile(
    r"其中|里面|里头|当中|里边|来自|属于|(?:提出?|申请|递交?|交|来)的(?!还|又)|[里中由的]"
)
_MORE = re.compile(r"[多少](?=(?:收|发|办|接|公开|处理|培训|答复)[^，,。]{0,8}(?:多少|几))")
"""「比去年少收了几件」 asks what was 收."""
_STATED = re.compile(r"^(?P<said>[^，,]*)[，,](?P<asked>(?:那么?)?[^，,]{2,24}呢[?？]?)$")
_WORKING = re.compile("平均|[加合拢归][在到]?一|加起来|合起来|相[加减差]|减去|如果|假如|要是")
"""In what comes before, it makes the first half of one question."""
_FIGURE = re.compile(r"[为有是]?[\d.]+(?:人次|万元|[件条次个篇人元份项名位期场家%])?$")
_SURE = re.compile(
    r"[为有是]?[\d.]+(?:人次|万元|[件条次个篇人元份项名位期场家%])?[,，]?(?:对吗|对不对|是吗|对吧|没错吧|是不是)[?？]?$"
)
"""「新收申请206件，对吗」 is about how many there are."""
_UNIT_ASKED = re.compile(r"(?:多少|几)(?P<unit>人次|场次|人|次|场|期)")
"""Measures that tell what is counted: 「培训多少人次」 counts no 培训班."""
_MANY = re.compile("(?P<many>多少|几)(?P<unit>人次|人|名|场|期|元|万元|项|家)")
"""「2017年多少人」 after 「2015年兼职的多少人」."""
_WHY = re.compile(
    r"^[那这又都是会就,，]*(?:为什么|为啥|为何|怎么回事|(?:是)?(?:什么|啥)原因|原因)(?:是(?:什么|啥))?(?:会|有)?(?:这么|那么|这样|变)?[多少高低]?[的呢啊?？。]*$"
)
_VERSUS = re.compile(
    r"^[那么,，]*(?:比|[跟和与同](?=[^比]+比))(?P<other>[\u4e00-\u9fff]{2,10}?)(?:相?比)?"
    r"(?:[多少高低]了?[发收]?了?(?:多少|几)[条件个篇次]?)?[呢吗]?[?？]?$"
)
"""「比网站多多少」 after 「微博发了几条」 sets the two against each other."""
_ELSE = re.compile(
    r"^[那么,，]*(?:还有|别的|其[他它]的?|另外|除[此这]之外|此外)(?:没有|有没有)?(?:别的|其[他它]的?|什么|哪些|呢|的)*[吗呢没么啊?？。]*$"
)
_INSTEAD = re.compile(r"^(?:那么?|再|又|还有|换成|改成|换|看看?|说说|至于|关于)+|[呢啊吧?？。]+$")
_AGAIN = re.compile(r"[又也]是?(?:多少|几)[件条篇次个人份项场期]?$")
"""「处罚又是多少」 asks what was asked of 许可."""
_LONGEST_TOPIC = 16
_ASKS = re.compile(r"多少|几|吗|什么|怎|如何|哪|谁|比")
_COUNTING = re.compile(
    r"(?:(?:一?共|总共)?(?:公开|公布|发布|推送|刊登|编发|发|举办|召开|组织|开展)了?)?(?:多少|几)[^,，。?？]{0,6}$"
)
_LIKE = (
    re.compile(r"各?(?:乡镇|镇街|街道|(?:[区县市省]直|下属|直属)(?:各?(?:部门|单位))?|分局)"),
    re.compile(
        r"(?:政务|政府|门户)?(?:微博|微信(?:公众号)?|公众号|网站|公报|客户端|抖音号?|视频号)(?:渠道|平台)?"
    ),
)
"""Things of one kind, one of which a follow-up puts in the place of another."""
_MEASURE = "(?:人次|万元|[件条次个篇人元份项名位期场家户处起宗])"
_TOGETHER = re.compile(
    r"[加合拢归][在到]?一|加起来|合起来|合计|一共|总共|相加|总和|相?差|哪个|谁|更|[两二三四五][者个项]"
)
_ADDING = re.compile(r"[加合拢归][在到]?一|加起来|合起来|合计|一共|总共|相加|总和")
_ALONE = re.compile(r"占|倍|平均|增长|下降|同比|趋势|变化|排|[比上]")
_TAIL = re.compile(
    r"(?:一?共|总共|分别|各|有|是|为|了)*(?:多少|几)(?:人次|万元|[件条次个篇人元份项名位期场家])?[?？]?$"
)


def without_joiners(rest: str) -> str:
    """What is asked, without the words that joined its bodies and years.

    Args:
        rest: the question with a blank for every body and year.
    """
    said = _OPENING.sub("", _JOINER.sub("", re.sub(r"(?<!\S)的(?=\s)", "", rest)))
    said = re.sub(r"\s*[,，](?=\s|$|呢)", "", said)
    said = _MORE.sub("", said)
    return re.sub(r"\s+", "", said).strip("，,、")


def stated_before(question: str) -> tuple[str, str] | None:
    """「2018年公开2035条，2019年呢」: what is stated is as if it had been asked before."""
    found = _STATED.match(question.strip())
    if found is None or _ASKS.search(found["said"]) or _WORKING.search(found["said"]):
        return None
    return _FIGURE.sub("多少", found["said"]), found["asked"]


def without_quantity(text: str) -> str:
    """「专职一共多少人」 → 「专职」."""
    return _TAIL.sub("", text) or text


def follows(
    rest: str,
    parts: Sequence[str],
    *,
    counted: bool = False,
    placed: bool = False,
    before: str = "",
) -> Follows:
    """How a question leans on the one before it.

    Args:
        rest: what it says besides who and when, folded.
        parts: folded words for applicants (columns of the tables) that stand in it.
        counted: whether the one before asked for a number.
        placed: whether it names a body or a year.
        before: what the one before asked.
    """
    if placed and counted:
        rest = _MANY.sub(lambda m: m["many"] if m["unit"] in before else m.group(), rest)
    if not placed and _ELSE.match(rest):
        return "more"
    if _BARE.match(rest) or (placed and counted and _DONE_AGAIN.match(rest)):
        return "place"
    if _WHY.match(rest):
        return "why"
    checks = TABLE.search(rest) and TEXT.search(rest)
    if _BARE.match(_OPERATING.sub("", WORDS.sub("", rest) if checks else rest)):
        return "operation"
    if counted and not placed and _VERSUS.match(rest):
        return "operation"
    said = rest
    for part in sorted(parts, key=len, reverse=True):
        rest = rest.replace(part, "")
    if parts and _BARE.match(_OPERATING.sub("", _WITHIN.sub("", rest))):
        return "part"
    topic = _AGAIN.sub("", _INSTEAD.sub("", said))
    if counted and 1 < len(topic) <= _LONGEST_TOPIC and not _ASKS.search(topic):
        return "topic"
    return "new"


def taken_over(kind: Follows, rest: str, before: str, parts: Sequence[str]) -> str:
    """What a follow-up asks, in full: 「商业企业呢」 after 「自然人新收申请多少件」.

    Args:
        kind: how it leans on the question before.
        rest: what it says itself.
        before: what the question before asked.
        parts: folded words for applicants that stand in ``before``.
    """
    if kind == "new":
        return rest
    before = _SURE.sub("多少", before)
    unit = _UNIT_ASKED.search(before)
    core = _TAIL.sub("", re.sub(r"呢[?？]?$", "", before)) or before
    if kind in {"place", "ordinal", "more"}:
        return before
    if kind == "topic":
        topic = _AGAIN.sub("", _INSTEAD.sub("", rest))
        return _in_its_place(topic, before) or topic + _counting(before)
    if kind == "why":
        return f"{core}的原因是什么"
    if kind == "operation":
        if (versus := _VERSUS.match(rest)) is not None:
            rest = f"比{versus['other']}多多少"
        measured = f"{unit['unit']}数" if unit and unit["unit"] not in core else ""
        return core + measured + rest
    said = re.sub(r"^[那么,，]+|呢[?？]?$", "", _WITHIN.sub("", rest))
    if len(parts) == 1 and before.count(parts[0]) == 1 and re.search("多少|几", before):
        return before.replace(parts[0], said)  # 「自然人提了多少件」 → 「商业企业提了多少件」
    for part in sorted(parts, key=len, reverse=True):
        core = core.replace(part, "申请" if part.endswith("申请") else "")
    return core + re.sub(r"^[那么,，]+|呢[?？]?$", "", _WITHIN.sub("", rest))


def _in_its_place(topic: str, before: str) -> str:
    """The question before with its like replaced: 微博 by 「政府公报渠道」; "" when it names none."""
    for like in _LIKE:
        if like.search(topic) and (found := like.search(before)):
            return before.replace(found.group(), topic.removesuffix("的"), 1)
    return ""


def of_both(rest: str, before: Sequence[str]) -> str:
    """What 「加起来呢」 asks after questions for different numbers of one report; else "".

    「三个加起来」 means three; a difference is between the last two.
    """
    if not _TOGETHER.search(rest) or _ALONE.search(rest):
        return ""
    said = re.search("([两二三四五])[个者项]", rest)
    most = len(before) if _ADDING.search(rest) else 2
    asked = before[-("〇一两三四五".find(said[1].replace("二", "两")) if said else most) :]
    if len(asked) < 2 or len(set(asked)) < len(asked):
        return ""
    names = [re.sub("[的呢?？]+$", "", without_quantity(text)) for text in asked]
    how = re.sub("[两二三四五][个者项]|呢?[?？]?$", "", rest)
    return "和".join(names) + how + ("" if re.search("[几多少]", how) else "多少")


def _counting(before: str) -> str:
    """The words that ask for the number: 「公开了多少信息」; other things have other measures."""
    found = _COUNTING.search(before)
    return re.sub(rf"(?:多少|几){_MEASURE}?", "多少", found.group()) if found else "多少"


def wordings(phrases: Sequence[str], text: str) -> tuple[str, ...]:
    """Those of the phrases that stand in a folded text, longest first."""
    found = {fold(p) for p in phrases if fold(p) in text}
    return tuple(sorted(found, key=lambda p: (-len(p), p)))
