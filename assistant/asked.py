"""The kind of thing a question asks for: names, reasons, numbers of some measure."""

import re
from collections.abc import Iterator

from assistant.question import Query
from assistant.terms import Term
from assistant.wording import CALENDAR, NUMBERED
from corpus.numbers import Quantity, find_quantities

_SURNAME = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤关"
    "祁鲁俞柳鲍费岑倪滕殷毕邬康伍卜穆萧湛禹狄臧庞纪舒屈祝阮蓝闵季娄童颜梅盛刁骆樊凌霍虞柯缪邢裴荣翁荀甄芮储靳"
    "焦栾甘詹蒲赖卓蔺屠蒙池乔翟姬申冉桑桂牛尚温庄晏柴瞿阎艾易耿匡聂辛游竺岳苏符景]"
)
POST = "(?:局长|主任|区长|县长|市长|镇长|书记|处长|科长|股长|秘书长|厅长)"
NAME = re.compile(
    rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}副?{POST}|副?{POST}[:：]?(?!任){_SURNAME}[\u4e00-\u9fff]{{1,2}}(?=[,，。、；）)\s]|$)"
    rf"|(?:由|指定){_SURNAME}[\u4e00-\u9fff]{{1,2}}(?:负责|牵头|办理|落实|担任)"
    rf"|[，、]{_SURNAME}[\u4e00-\u9fff]{{1,2}}具体"
)
SOMEBODY = re.compile(
    rf"{POST}|领导|负责人|负责同志|干部|专家|律师|代表|委员|人员|[\u4e00-\u9fff](?:科|股|处|室|局|厅|部门|单位|中心)"
    r"(?=[^\u4e00-\u9fff]|负责|牵头|承担|承办|统筹|具体|办理|编|组织|共同|$)"
)
_WANTS_A_NAME = re.compile(
    rf"{POST}|一把手|头头|领导(?:是|叫|姓)|叫什么|叫啥|姓什么|姓啥|姓名|名字"
)
_TIMED = re.compile(r"几点|几月|多久|多长时间")
_MEASURE = re.compile(
    r"(?:多少|几)(?:万|亿|千|百)?(?P<unit>人次|批次|个?(?:百分)?点|平方米|公里|小时|分钟|工作日|[人名位次场回遍趟轮辆台部块座家户所公里米天元钱吨亩张册本棵项篇期分倍件条份个种类处起例宗]|%)"
)
_SHARE = re.compile(r"百分之[几多]|百分比|几成|占比|比例是")
REASON = re.compile(
    r"[因由]|鉴于|为了|导致|引起|引发|原因|主要[是在]|在于|涉及|考虑到|受.{1,10}影响|不[足够强高]|缺[乏少]"
)
_MONEY = re.compile(
    r"多少钱|(?:收|花|用)了?多少[^,，。]{0,6}费|费用?(?:是|有|共)?多少"
    r"|几(?:万|千|百)?元|多少(?:万|亿)?元|花了|金额|经费"
)
_HEADS_COUNTED = re.compile("人(?:数|次)?(?:[是有为共]|一共)*多少")
_PEOPLE = frozenset({"人", "名", "位", "人次", "个", "户"})
_TIMES = frozenset({"次", "场", "期", "回", "场次", "人次", "届", "轮", "起", "个", "件"})
_PERCENT = frozenset({"%", "％", "个百分点"})
_THINGS = frozenset("件条份个种类处起例宗项篇期")
"""Measures that count nearly anything, yet neither money nor shares."""
PAPERS = frozenset("条件份篇")
"""Measures of what is written."""
_OCCASIONS = frozenset({"次", "人次", "天", "小时"})
"""Units of visits, people and time, in which nothing written is counted."""
_UNITS = {
    "人": _PEOPLE, "名": _PEOPLE, "位": _PEOPLE, "人次": _PEOPLE - {"个", "户"} | {"次"},
    "次": _TIMES, "场": _TIMES - {"件", "起", "人次"}, "回": _TIMES, "遍": _TIMES, "趟": _TIMES, "轮": _TIMES,
    "辆": frozenset({"辆", "台"}), "台": frozenset({"台", "辆", "部", "个"}),
    "部": frozenset({"部", "台", "个", "条"}),
    "块": frozenset({"块", "个", "处"}), "座": frozenset({"座", "个", "处"}),
    "户": frozenset({"户", "家"}), "家": frozenset({"家", "个", "户", "所"}),
    "所": frozenset({"所", "家", "个"}), "册": frozenset({"册", "本", "份"}),
    "批": frozenset({"批", "批次"}), "批次": frozenset({"批", "批次"}),
    "本": frozenset({"册", "本", "份"}), "张": frozenset({"张", "份"}),
    "天": frozenset({"天", "日", "工作日", "个工作日"}),
    "工作日": frozenset({"工作日", "个工作日", "天"}), "点": _PERCENT, "个点": _PERCENT,
    "百分点": _PERCENT, "个百分点": _PERCENT, "%": _PERCENT,
}  # fmt: skip
_UNITS_OF_PIECES = frozenset("人名位家户") | {"人次"}
"""Units that answer a measure: 「多少人」 by 名, not by 起. One not listed is answered by itself."""
_QUOTED = re.compile("“[^”\n]{1,12}”")
"""A name or slogan: 「最多跑一次」 counts nothing."""
_WORD = "\ue000"
"""Stands for the word in question: patterns of every word's own would be slow to compile."""
_HEAD_AFTER = re.compile(
    rf"(?:多少|几)(?:[个家名位件条辆块座所张台份篇项处户种类部期次场]|人次)?的?{_WORD}"
)
_HEAD_BEFORE = re.compile(
    rf"{_WORD}(?:总?[数量率额价]|人数|次数)?(?:[是为有占]|达到?|一?共|大概)*(?:[多少几]|$)"
)
_AMOUNT = re.compile(rf"{_WORD}[数量率额价](?:[是为有占]|达到?|一?共)*(?:[多少几]|$)")
_NAMING = 0.5
"""Words that weigh so much name things; lighter ones are mostly verbs."""


def named_as(role: str, text: str) -> bool:
    """Whether a text names somebody of a role: 「人大代表李明」, 「李明代表」."""
    name = rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}"
    return bool(re.search(rf"{role}[:：]?{name}(?![\u4e00-\u9fff])|{name}{role}", text))


def units_answering(unit: str) -> frozenset[str]:
    """Units of numbers that answer a question for ``unit``: 人, 名, 位 for 「多少人」."""
    return _UNITS.get(unit, frozenset({unit}))


def counted(text: str) -> Iterator[Quantity]:
    """The numbers of a text that count something, are no dates and stand in no name in quotes."""
    plain = _QUOTED.sub(lambda m: "“" + "\ue001" * (len(m.group()) - 2) + "”", text)
    return (
        q
        for q in find_quantities(plain)
        if (q.unit and q.unit not in CALENDAR)
        or (not q.unit and NUMBERED.search(plain, 0, q.start))
    )


def wants_a_name(query: Query) -> bool:
    """Whether a person's name is asked for (「主任叫什么」), not an office (「谁负责」)."""
    return query.cues.person and bool(_WANTS_A_NAME.search(query.text))


class Asked:
    """What a number must be to answer: of some measure, of the very thing counted."""

    def __init__(self, query: Query) -> None:
        self._money = bool(_MONEY.search(query.text))
        measure = _MEASURE.search(query.text)
        self._measure = measure["unit"] if measure else ""
        if not measure and _HEADS_COUNTED.search(query.text):
            self._measure = "人"
        if _SHARE.search(query.text):
            self._measure = "%"
        self._timed = bool(_TIMED.search(query.text))
        self.heads = _heads(query)

    def measured_in(self, unit: str | None) -> bool:
        """Whether a figure in ``unit`` can answer: days are not counted in 件, nor any time.

        Applicants are counted by their applications.
        """
        if self._timed:
            return False
        if self._measure in _PERCENT or self._measure == "倍":  # worked out from counts
            return True
        if self._money:
            return unit is None or unit.endswith("元")
        strict = self._measure not in _THINGS and self._measure not in _UNITS_OF_PIECES
        strict |= self._measure == "人次"
        return not unit or not self._measure or not strict or self.counts_in(unit)

    def counts_in(self, unit: str) -> bool:
        """Whether a number of running text can answer: people are not counted in 起."""
        if self._money:
            return unit.endswith("元")
        if not self._measure or not unit:
            return True
        if self._measure in _THINGS:
            visits = self._measure in PAPERS and unit in _OCCASIONS
            visits |= self._measure in {"条", "件"} and unit in {"期", "场"}
            return not unit.endswith("元") and unit not in _PERCENT and not visits
        return unit in units_answering(self._measure)

    def fit(self, unit: str) -> int:
        """How well a unit fits the measure asked in: 2 the same, 1 as near as 条 to 篇, else 0.

        「几个」 is said of anything, and an occasion is a 次 as well as a 场 or 期.
        """
        if unit.endswith("元"):
            return 0  # 「多少万元」 may be printed in 元, and 元 a head are no sum
        if self._measure in _TIMES:
            return int(unit in units_answering(self._measure) - {"个", "人次"})
        if self._measure == unit:
            return 2
        return int(self._measure in PAPERS and unit in PAPERS)


def _heads(query: Query) -> tuple[Term, ...]:
    """What is counted: 粉丝 in 「微博有多少粉丝」, 点击 in 「点击量多少」."""
    if not query.cues.quantity or query.cues.person:
        return ()
    things = [t for t in query.terms if len(t.word) > 1]
    counted = [t for t in things if _stands(_HEAD_AFTER, t, query.text)]
    if counted:
        return tuple(counted)
    return tuple(
        t
        for t in things
        if _stands(_HEAD_BEFORE if t.weight >= _NAMING else _AMOUNT, t, query.text)
    )


def _stands(pattern: re.Pattern[str], term: Term, text: str) -> bool:
    return pattern.search(text.replace(term.word, _WORD)) is not None
