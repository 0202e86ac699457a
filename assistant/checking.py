"""How a question asks whether figures agree: which kind of check, about what, which numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.bodies import mention_bodies
from assistant.query import Query
from assistant.years import mention_years
from corpus.normalise import fold, narrow
from corpus.numbers import find_quantities

CheckKind = Literal["sum", "prose", "years", "blank", "parts", "copied", "dates", "any"]

_TABLE = re.compile(
    r"(?<![代图报发会外年])表(?![示彰达现态扬率决明])|附件|那一?[行栏格]|[一这]栏|填(?:的|了|写|报|着|成)?(?!错)"
)
_TEXT = re.compile(
    r"既然|明明|讲了|写了|有写|有没有写|正文|文字|文里|文中|文内|前文|前面|报告(?:里|中|前面)?(?:自己)?(?:说|讲|写|称|提)|年报(?:里|中)?(?:说|讲|写|称|提)"
    r"|(?:^|[,，。;；])[^,，。;；]{0,8}?(?:(?<![听据就来])说|称|讲|提到|提了|写着|声称|成立了)(?!明)|第[一二三四五六七八九十]+部分"
)
_SUM = re.compile(
    r"加起来|合起来|加一?块|加在一起|相加|加总|加得上|合计|总和|之和|累加|一共|总共|各?分项|[各几]项|小项|减去"
    r"|[^,，]加[^,，]{1,12}减|[\d几一二三四五六七八九十][^\d,，]{0,10}加[^\d,，]{0,10}[\d几一二三四五六七八九十]|[^,，]{2,8}加[^,，]{2,8}(?:是不是|等)"
    r"|合[在到]一[起块]|凑"
)
_EQUAL = re.compile(
    r"却不|不够|到不了|少(?:了)?[一1]|多(?:了)?[一1]|[填写算印加]得?对|能不能|核得|正好|刚好|是不是|等不等|等于|够不够|够这个|对不对|[对平]吗|一样|一致|平不平|相等|差多少|差不差|差几|对得上|对不上|加得上|加不上"
    r"|超过|吻合|(?:是|有|为)[^,，。]{0,14}[吗么不]|不是\d|怎么|多于|少于|凑得"
)
_SURE = re.compile(
    r"靠谱|可靠|可信|硬伤|打架|糊涂|为准|信哪个|信谁|听谁的|是否属实|属实[吗么]|说得通|说不通|自相矛盾|矛盾|出入|吻合"
    r"|[填算写印搞弄抄统]错|[填写算印加]得?对(?:了|吗|不|没)|有误|出错|差错|错在|(?:数|表|数据|数字)[^,，]{0,6}(?:毛病|错误|问题|差错|不对)"
    r"|(?:问题|错误)的?(?:数据|数字)|数据质量|数[^,，]{0,6}准[吗不]|\d[^,，。]{0,12}对[吗不]|(?:占比|比例)[^,，。]{0,6}[对准]"
    r"|账[^,，]{0,4}平|平不平|是不是平|表[^,，]{0,4}平[吗的]|两头|收支|[对核合接]得上|[对核合接]不上|能对上|对不对得|一致|不一样|一样[吗么不]|是一个数"
    r"|不一致|写法不[一同]|说法不[一同]|验算|勾稽"
    r"|(?:核对|核验|核实|审核|复核)[^,，]{0,10}(?:数|表|总计|合计|总和|一致)"
)
_DOUBT = re.compile(
    r"怎么(?:是|填|印|写|才|就|还有|成了|变成|少了|多了|不)|怎么回事|(?<!因)为(?:[啥何]|什么)|也都?是|是这样|不是\d+吧|是不是也|全[都部]?维持|哪个[对准]|对吗|真的"
)
_ALSO = re.compile(r"也是|也都|是不是也|是这样|是否也")
_TRIED = re.compile(
    r"怎么(?:变成|就?成了|少了|多了)|变成|算得|加减|衔接|推得|推一下|推算|对一下|对一对|核一下|接得|接上"
)
_BALANCE = re.compile(
    r"第?一项?加.{0,4}二|两头|收支|两边[^,，]{0,4}(?:数|相等|平|和)|账|(?:申请|办理)[^,，]{0,8}表?[^,，]{0,4}平|新收.{0,8}结转.{0,12}(?:办结|办理|答复).{0,12}(?:结转|转下)"
)
_YEARS = re.compile(
    r"接得上|接不上|衔接|上年结转.*结转下年|结转下年.*上年结转|转到下一?年.*上年结转"
    r"|(?:去年|上年|上一年|前一年)[^,，。]{0,12}(?:推|核对|对一下|对得上|加[^,，。]{0,8}减)|跟上一?年|(?:去年|上一年|前一年)的?结转"
)
_BLANK = re.compile(
    r"空(?:着|了|白|的|格)|[没未漏少](?:有)?填|填(?:了没|没填|满|全|齐)|缺(?:数|填)|留空"
)
_PARTS = re.compile(
    r"(?:缺|漏|少了|齐|完整)[^,，。]{0,8}(?:部分|章节|板块|哪块)|(?<!公开)(?:部分|章节|板块|结构)[^,，。]{0,8}(?:缺|少了|漏|齐|全不全|完整)"
)
_COPIED = re.compile(
    r"抄(?!错|送|告|写)|照搬|沿用|雷同|复制(?!费|件|邮|和邮)|一模一样|原样搬|套用|翻版|模子|原封不动|换汤不换药"
)
_DATES = re.compile(
    r"(?:年份|年度|期限|日期|时限|标题)[^,，。]{0,12}(?:错|对不对|[对准]了?[吗没]|一致|矛盾|有误|打架|出入)"
)
_WORDS = re.compile(
    r"[写说]法不[一同]|(?:文字|正文)(?:部分)?|前文|附表|统计表|表格|[附这那]?(?<![代图报发会外年])表(?:里|中|上|内)?的?(?![示彰达现态扬率决明])"
    r"|报告(?:里|中)?|年报(?:里|中)?|前面|后面|前后|两[边处头]|哪边|写的?|说的?(?!明)|讲的?|填的?(?:是|了|成)?|印"
    r"|数据质量|数据|数字|总量|分项|靠谱|可靠|可信|属实|说得通|说不通|信哪个?|信谁|说法不[一同]|核验|核实|审核|复核|验算|收支|平的|硬伤|打架|糊涂|以?哪个为准|为准|[填算写印搞弄]错|有误|出错|毛病|自相矛盾|矛盾|问题"
    r"|[对核合接]不上|[对核合接]得上|能?对上|对不对得起?来?|不?一致|不一样|一样|是一个数|核对|勾稽|吻合|相符|等于|等不等|相等|平不平|不平"
    r"|加起来|合起来|加一?块|加在一起|相加|加总|加得上|合计|总和|之和|累加|总数|总计|各?分项|[各几]项|[小大]项"
    r"|差不差|够这个数|这个数|同一个数|列出来|列一?下|帮我|列|括号|也都?是|超过|怎么|怎样|还是|到底|究竟|为[啥何]|是不是"
    r"|错误|差错|毛病|关系|几处|哪处|地方|全都|说法|对应|各类|几类|分类|[三四五六七八十几]+类|种形式|那段|那一?[行栏格]|哪一项"
)
_FIGURE = re.compile(r"[\d.]+\s*%?[万亿]?(?:人次|[件条次篇个人名份期项场元]|万元)?")
_APPROXIMATE = re.compile(
    r"(?P<head>[\d一二两三四五六七八九十百千]+?)(?P<some>[多几来])(?=[件条次篇个人份项])"
)
_WHERE = re.compile(
    r"哪里|哪儿|哪些|哪处|哪个地方|什么地方|有没有[^,，。]{0,8}(?:错|问题|毛病|矛盾)|那[张份]表"
    r"|(?:申请|复议|诉讼|办理)(?:情况|结果|处理)?(?:统计)?表(?!上|里|中|格)|表[一二三四](?![致样共起])"
)
_THIS_WORK = re.compile(r"(?:这|那|该)(?:项|个|块|方面)?(?:的)?(?:工作|事)")
_BARE = re.compile(r"(?<![\d.])\d{2}(?:\d{2})?(?![\d.]|\s*年)")
"""A number that may pass for a year."""
_SCALED = re.compile(r"(\d+(?:\.\d+)?)[万亿]")
_TENS = {"十": 10, "百": 100, "千": 1000}
_PRIVATE = 0xE000
"""Characters that stand for numbers like 2035 条 while the years are taken out."""
_SPELT = frozenset({"处", "个", "项", "家", "份", "张", "次"})
"""「两处」, 「三项」: spelt out before these, a numeral names no figure of a report."""
_NO_FIGURE = frozenset({"年", "年度", "月", "日", "号", "类", "种", "层", "届", "步", "部"})


@dataclass(frozen=True, slots=True)
class CheckAsk:
    """A question for a check. Texts are folded and without body, year, check words and numbers.

    ``about``: the whole; ``table``/``text``: what the clauses that speak of the table, or of the
    running text, are about. ``numbers``: what it names, as ranges (「二十几」 is 20 to 29).
    ``sure``: it asks for a check in so many words. ``across``: it speaks of several years.
    """

    kind: CheckKind
    said: str
    about: str
    table: str
    text: str
    numbers: tuple[tuple[Decimal, Decimal], ...]
    sure: bool
    across: bool = False

    @property
    def both(self) -> bool:
        """Whether running text and table are both spoken of."""
        return bool(_TABLE.search(self.said) and _TEXT.search(self.said))

    @property
    def of_table(self) -> bool:
        """Whether the table is spoken of."""
        return bool(_TABLE.search(self.said))

    @property
    def balance(self) -> bool:
        """Whether received and carried in is set against answered and carried out."""
        return bool(_BALANCE.search(self.said))

    @property
    def where(self) -> bool:
        """Whether a whole table or report is to be searched: 「申请表哪里填错了」."""
        return bool(_WHERE.search(self.said))


def read_check(query: Query) -> CheckAsk | None:
    """How the question asks for a check; None when it asks for something else."""
    said = _said(query)
    kind = _kind(said, query)
    sure = query.cues.check or bool(_SURE.search(said)) or kind in _STRUCTURE
    if kind is None:
        return None
    clauses = re.split(r"[,，;；。？?!！]", said)
    table = [c for c in clauses if _TABLE.search(c)]
    text = [c for c in clauses if c not in table or _TEXT.search(c)]
    return CheckAsk(
        kind,
        said,
        about_of(said),
        about_of("，".join(table)),
        about_of("，".join(text)),
        tuple(_numbers(said)),
        sure,
        len(query.years) > 1 or bool(gone_years(query)),
    )


def gone_years(query: Query) -> tuple[int, ...]:
    """Years asked for that are not loaded; 「2035 条」 is none."""
    last = max(query.loaded_years, default=0)
    return tuple(year for year in query.absent_years if year <= last + 1)


_STRUCTURE = frozenset({"blank", "parts", "copied", "dates"})


def about_of(said: str) -> str:
    """What a folded question is about, without the words and numbers of checking."""
    named = _THIS_WORK.sub("信息公开工作", _FIGURE.sub("", said))
    return _WORDS.sub("", named).strip("，,。？?、 吗么呢吧的")


def _kind(said: str, query: Query) -> CheckKind | None:
    for pattern, kind in _NAMED:
        if pattern.search(said):
            return kind
    if len(query.years) > 1 and _TRIED.search(said):
        return "years"
    if _YEARS.search(said) and (query.cues.check or _SURE.search(said) or _EQUAL.search(said)):
        return "years"
    if _SUM.search(said) and _EQUAL.search(said):
        return "sum"
    if _TABLE.search(said) and (_TEXT.search(said) or _ALSO.search(said)):
        return "prose"
    doubted = _DOUBT.search(said) and (_TABLE.search(said) or _TEXT.search(said))
    if query.cues.check or _SURE.search(said) or doubted:
        return "any"
    return None


_NAMED: tuple[tuple[re.Pattern[str], CheckKind], ...] = (
    (_BLANK, "blank"),
    (_PARTS, "parts"),
    (_COPIED, "copied"),
    (_DATES, "dates"),
)


def _said(query: Query) -> str:
    """All the question says, also before 「帮我列一下」; a follow-up with what it takes over."""
    asked = narrow(query.question)
    years = {str(year)[-width:] for year in query.loaded_years for width in (2, 4)}
    numbers = [n for n in _BARE.findall(asked) if n not in years]
    for at, number in enumerate(numbers):
        asked = asked.replace(number, chr(_PRIVATE + at), 1)
    whole = fold(mention_bodies(mention_years(asked).rest, query.bodies).rest)
    for at, number in enumerate(numbers):
        whole = whole.replace(chr(_PRIVATE + at), number)
    return whole if len(whole) > len(query.text) or numbers else fold(query.text)


def _numbers(said: str) -> Iterator[tuple[Decimal, Decimal]]:
    for found in _APPROXIMATE.finditer(said):
        head = found["head"]
        step = _TENS.get(head[-1], 10)
        low = next((q.value for q in find_quantities(f"{head}件")), None)
        if low is not None:
            yield low, low + step - 1
    exact = _APPROXIMATE.sub("", said)
    for quantity in find_quantities(exact):
        spelt = not exact[quantity.start].isdigit()
        scaled = _SCALED.match(exact[quantity.start : quantity.end])
        if scaled:  # 「289.18万」 is printed 289.18 万元
            yield Decimal(scaled[1]), Decimal(scaled[1])
        if quantity.unit not in _NO_FIGURE and not (spelt and quantity.unit in _SPELT):
            yield quantity.value, quantity.value
