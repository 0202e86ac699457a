"""What a follow-up says itself, and what it takes over from the questions before it."""

import re
from collections.abc import Sequence
from typing import Literal

from corpus.normalise import fold

Follows = Literal["new", "place", "operation", "part"]
"""``new``: it says what it asks. ``place``: it names only who or when (「2020年呢」).
``operation``: only how to compare (「差多少」). ``part``: only an applicant (「其中自然人呢」)."""

_JOINER = re.compile(r"(?:以及|相比|对比|[,，、和与跟同及比较到至是])+(?=\s)")
_OPENING = re.compile(r"(?<=\s)(?:相比较?|(?:对比|比)(?=[\s呢吗?？,，]|谁|哪|多|少|$))")
_BARE = re.compile(
    r"^[那么还又再和跟与,，、。.?？!！呢吗啊呀的了是有在个年度这它他们该单位机构也一样同样情况怎么样如何多少几比换成看说下]*$"
)
_OPERATING = re.compile(
    r"哪(?:个|家|边|一?年)?(?:单位|机构|部门|[县区市局])?|谁|最|相差|差距|差异|差|多|少|高|低|大|小|还是|或者?|更"
    r"|[加合拢]在?一(?:起|块儿?|道)|加总|累加|[拢统通]共"
    r"|一共|总共|共计|总的|总和|总|共|合计|累计|加起来|相加|合起来|平均|每年|年均"
    r"|增长|增加|减少|下降|上升|增幅|降幅|涨幅|涨|跌|降|升|增|减|变化|趋势|走势|对比|比较|相比|同比|连续|一直|逐年"
    r"|倍|翻|番|占比|占|比例|比重|百分之|百分比|几成|成|排名|排序|排一?下|排"
    r"|三者|两者|它们|全部|里面?|之间|都|来|起|件|条|[一二两三四五六七八九十\d]"
)
_WITHIN = re.compile(r"其中|里面|里头|当中|里边|来自|属于|[里中由的]")
_MORE = re.compile(r"[多少](?=(?:收|发|办|接|公开|处理|培训|答复)[^，,。]{0,8}(?:多少|几))")
"""「比去年少收了几件」 asks what was 收."""
_STATED = re.compile(r"^(?P<said>[^，,]*)[，,](?P<asked>(?:那么?)?[^，,]{2,24}呢[?？]?)$")
_FIGURE = re.compile(r"[为有是]?[\d.]+(?:人次|万元|[件条次个篇人元份项名位期场家%])?$")
_ASKS = re.compile(r"多少|几|吗|什么|怎|如何|哪|谁|比")
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
    if found is None or _ASKS.search(found["said"]):
        return None
    return _FIGURE.sub("多少", found["said"]), found["asked"]


def without_quantity(text: str) -> str:
    """「专职一共多少人」 → 「专职」."""
    return _TAIL.sub("", text) or text


def follows(rest: str, parts: Sequence[str]) -> Follows:
    """How a question leans on the one before it.

    Args:
        rest: what it says besides who and when, folded.
        parts: folded words for applicants (columns of the tables) that stand in it.
    """
    if _BARE.match(rest):
        return "place"
    if _BARE.match(_OPERATING.sub("", rest)):
        return "operation"
    for part in sorted(parts, key=len, reverse=True):
        rest = rest.replace(part, "")
    if parts and _BARE.match(_OPERATING.sub("", _WITHIN.sub("", rest))):
        return "part"
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
    core = _TAIL.sub("", re.sub(r"呢[?？]?$", "", before)) or before
    if kind == "place":
        return before
    if kind == "operation":
        return core + rest
    for part in sorted(parts, key=len, reverse=True):
        core = core.replace(part, "申请" if part.endswith("申请") else "")
    return core + re.sub(r"^[那么,，]+|呢[?？]?$", "", _WITHIN.sub("", rest))


def wordings(phrases: Sequence[str], text: str) -> tuple[str, ...]:
    """Those of the phrases that stand in a folded text, longest first."""
    found = {fold(p) for p in phrases if fold(p) in text}
    return tuple(sorted(found, key=lambda p: (-len(p), p)))
