"""Kinds of things: which a question asks for, which a text holds, and where the two meet."""

import re
from functools import lru_cache

from assistant.asked import NAME, POST, REASON, SOMEBODY, units_answering
from assistant.wording import CALENDAR
from corpus.numbers import find_quantities

_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        r"多少|几|第几|总数|数量|人数|次数|件数|条数|占比|率",
        r"(?:几|多少)个?(?:人|名|位)|人数",
        r"(?:几|多少)(?:次|场|期|回|遍|趟)|次数|场次",
        r"(?:几|多少)(?:件|条|份|篇|个|起|宗|项|封|部)",
        r"(?:几|多少)(?:辆|台|公里|米|平方|家|户|所|处|座|块|张|本|册|吨|亩|级|种|类|楼|层|栋)",
        r"钱|元|金额|经费|费用|资金|款",
        r"百分|比例|占比|率|几成|占",
        r"多久|多长时间|几天|几个工作日|多少天|小时",
        r"哪一?[年天日]|什么时候|何时|几月|几号|几点|啥时|哪个?月|日期|时间",
        r"哪里|哪儿|在哪|地点|地址|什么地方|何处|位置|哪条|上哪|去哪",
        r"谁|哪几?[位名]|叫什么|叫啥|姓名|名字|姓啥|姓什么|何人",
        r"哪个(?:部门|单位|科|股|处|局|公司|机构|学校|法院|中心)|哪家|什么部门|牵头|由谁",
        r"哪些|哪几|哪个|哪|分别|名单|列",
        r"为什么|为啥|为何|原因|怎么回事|缘由|凭什么|理由",
        r"怎么|怎样|如何|咋|办法|措施|做法|流程|步骤",
        r"什么|啥|内容|哪方面|哪些方面",
        r"叫什么|叫啥|名称|名字|什么名|全称",
        r"吗|有没有|是否|是不是|有无|没有$|没$|么$|不$",
        r"计划|打算|下一步|今后|明年|将|准备|目标|安排",
        r"电话|传真|邮箱|邮编|地址|网址|联系|号码",
        r"对不上|一致|矛盾|对得上|出入",
        r"比|多多少|增|减|变化|差",
        r"文件|办法|制度|方案|规定|通知|细则",
        r"最",
        r"问题|不足|短板|差距|毛病|困难|薄弱",
        r"结果|效果|怎么样|成效|最后|后来",
        r"平均|人均|每",
        r"去年|上年|同比|往年",
    )
)
_HELD = (
    *(
        re.compile(pattern)
        for pattern in (
            r"\d",
            r"\d\s*余?(?:人|名|位)",
            r"\d\s*余?(?:次|场|期|回|轮)",
            r"\d\s*余?(?:件|条|份|篇|个|起|宗|项|封|部)",
            r"\d\s*余?(?:辆|台|公里|米|平方|家|户|所|处|座|块|张|本|册|吨|亩|级|种|类|楼|层|栋)",
            r"元",
            r"[%％]|百分之",
            r"\d\s*个?(?:工作日|小时|天|日|分钟|个月)|半年|每[月周季年]",
            r"\d\s*[月日]|[一二三四五六七八九十]月|上半年|下半年|年底|年初|季度",
            r"\d\s*[:：时点]",
            r"路|街|号|楼|室|大厅|广场|窗口|院|中心|馆",
            r"\d+\s*[号楼室]",
            r"局|委|办|厅|科|股|处|中心|公司|学校|学院|医院|法院|政府|单位|部门|支队|大队",
            r"《",
            r"“",
            r"、.{1,12}、|一是|二是|（一）|1[.、]",
            r"未|没有|无|不",
            r"通过|采取|建立|利用|依托|采用|按照|实行",
            r"下一步|今后|将|计划|力争|打算|继续|进一步",
            r"\d{7,}|@|www|http",
            r"不足|问题|不够|差距|薄弱|有待|短板|还需",
            r"因|由于|为了",
            r"[：:]",
        )
    ),
    NAME,
    SOMEBODY,
    REASON,
)
_MEETING = tuple(
    (re.compile(asked), re.compile(held) if isinstance(held, str) else held)
    for asked, held in (
        (r"谁|哪几?[位名]|叫什么名|姓什么|姓名|叫啥名|何人", NAME),
        (r"职务|什么官|[当任]什么|什么[长职]", rf"{POST}|负责人|成员|书记"),
        (
            r"哪里|哪儿|在哪|地点|地址|什么地方|何处|哪条路|哪条街|几楼|几号楼",
            r"路|街|号|楼|室|大厅|广场|中心|馆|处|站|院",
        ),
        (
            r"哪一?[年天日]|什么时候|何时|几月|几号|啥时|哪个?月|日期|几点|多会儿",
            r"\d\s*[月日点时]|[一二三四五六七八九十]月|\d{1,2}[:：]\d|年底|年初|上半年|下半年|季度",
        ),
        (
            r"多久|多长时间|几天|几个工作日|多少天|几个小时|多少个?工作日",
            r"\d\s*个?(?:工作日|小时|天|日|分钟|个月)|半年|每[月周季年]"
            r"|[一二三四五六七八九十两]+(?:天|日|个工作日|个月|小时)",
        ),
        (
            r"多少钱|几块|金额|多少[万亿]?元|花了多少|费用|造价|单价|预算多少|投入多少|几万|赔",
            r"\d\s*[万亿]?元",
        ),
        (r"百分之|百分比|比例|占比|几成|率是|率多少|率有", r"[%％]|百分之|成"),
        (
            r"(?:什么|哪个|哪份|哪些|啥|哪几个)(?:文件|办法|制度|方案|规定|通知|细则|意见|指南)"
            r"|文件名|文件叫|名称",
            r"《|“",
        ),
        (r"为什么|为啥|为何|原因|凭什么|缘由|理由", r"因|由于|为了|鉴于|导致|主要是|在于"),
        (
            r"哪个(?:部门|单位|科|股|处|局|公司|机构|学校|法院)|哪家|什么部门|由谁"
            r"|哪些(?:部门|单位|学校|企业)|哪几[所家个](?:学校|单位|部门|企业)",
            r"局|委|办|厅|科|股|处|中心|公司|学校|小学|中学|学院|医院|法院|政府|支队|大队|室|站|院",
        ),
        (r"电话|号码|传真|邮箱|邮编|网址|热线", r"\d{3,}|@|www|http"),
        (r"哪些|哪几|分别|列一?下|名单|都有什么|哪三|哪两|哪四|哪五", r"、|一是|（一）|；"),
        (r"各(?!类|种|级|项|部门|单位|地)|分别|分给|每个?[人家户村镇乡所校]", r"各|分别|其中|、"),
        (r"第几|名次|排名|排在?第|几等奖", r"第[\d一二三四五六七八九十]|名|等奖"),
        (r"谁(?:提|写|说|请|批|定|签|编|报|出)|哪(?:位|个).{0,6}(?:提|写|说|签|批)的", NAME),
    )
)
_MEASURE = re.compile(
    r"(?:多少|几)个?(?P<unit>人次|批次|个?百分点|平方米|公里|小时|分钟|工作日|[\u4e00-\u9fff])"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TITLE = re.compile(r"《(.*?)》|“(.*?)”")

ASKED = len(_ASKED) + 1
HELD = len(_HELD) + 2
MEETING = 2 * len(_MEETING) + 8


def asked_kinds(question: str) -> list[float]:
    """Which kinds a folded question asks for, and how long it is; ASKED numbers in [0, 1]."""
    return [*(float(bool(p.search(question))) for p in _ASKED), min(len(question), 60) / 60]


@lru_cache(maxsize=16_384)
def held_kinds(text: str) -> tuple[float, ...]:
    """Which kinds a text holds, how long it is and how many numbers it has; HELD numbers."""
    return (
        *(float(bool(p.search(text))) for p in _HELD),
        min(len(text), 300) / 300,
        min(len(_NUMBER.findall(text)), 10) / 10,
    )


class Wanted:
    """The kinds of things one question asks for, to be looked for in many texts."""

    def __init__(self, question: str) -> None:
        self._question = question
        self._kinds = [
            (number, held)
            for number, (asked, held) in enumerate(_MEETING)
            if asked.search(question)
        ]
        measure = _MEASURE.search(question)
        self._unit = measure["unit"] if measure else ""
        self._units = units_answering(self._unit) if measure else frozenset()
        self._numbers = frozenset(_NUMBER.findall(question))
        self._titles = _titles(question)

    def met_by(self, text: str) -> list[float]:
        """Where a text holds what is asked for; MEETING numbers in [-1, 1].

        For every kind asked for: 1 when the text holds one that the question does not say
        itself, else -1; and whether it holds any. Then the same of units of measure, of
        numbers, names and titles.
        """
        met = [0.0] * MEETING
        for number, held in self._kinds:
            found = [m.group() for m in held.finditer(text)]
            fresh = any([thing not in self._question for thing in found])
            met[2 * number] = 1.0 if fresh else -1.0
            met[2 * number + 1] = float(bool(found))
        rest = 2 * len(_MEETING)
        if self._unit:
            units = {unit for unit in counted_units(text) if unit}
            met[rest] = 1.0 if units & self._units else -1.0
            last = self._unit[-1]
            met[rest + 1] = 1.0 if any([unit[-1] == last for unit in units]) else -1.0
        numbers = _numbers(text)
        met[rest + 2] = float(not numbers <= self._numbers)
        if self._numbers:
            met[rest + 3] = len(self._numbers & numbers) / len(self._numbers)
            met[rest + 4] = float(not self._numbers <= numbers)
        met[rest + 5] = float(any([name[:2] not in self._question for name in _names(text)]))
        met[rest + 6] = float(any([title not in self._question for title in _titles(text)]))
        if self._titles:
            met[rest + 7] = 1.0 if any([title in text for title in self._titles]) else -1.0
        return met


@lru_cache(maxsize=16_384)
def counted_units(text: str) -> frozenset[str]:
    """Units of the numbers of a text that are no dates; "" of a bare number."""
    units = (quantity.unit or "" for quantity in find_quantities(text))
    return frozenset(unit for unit in units if unit not in CALENDAR)


@lru_cache(maxsize=16_384)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


@lru_cache(maxsize=16_384)
def _names(text: str) -> tuple[str, ...]:
    return tuple(found.group() for found in NAME.finditer(text))


@lru_cache(maxsize=16_384)
def _titles(text: str) -> tuple[str, ...]:
    return tuple(one or other for one, other in _TITLE.findall(text) if one or other)
