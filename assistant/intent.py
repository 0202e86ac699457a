"""What kind of answer a question asks for."""

import re
from dataclasses import dataclass

from assistant.schema import Intent

_CHECK = re.compile(
    r"哪[里儿些]?(?:个?地方|个数)?(?:不对|有错|错了|写错|不准)|有没有(?:什么|哪里)?(?:写|填|印|算)?错|对不上|对得上|不一致|一致吗|是否一致|[矛茅]盾|打架|有出入|出入|吻合|核对|勾稽|不符|相符|对不对|哪个数?才?是?[对准]|以哪个为准|填错|填报错|印错"
    r"|等不等于|是不是等于|等于吗|是否等于|(?:加起来|相加|合计|之和|加在?一起).{0,6}(?:等于|对(?!外)|是不是)|平不平|算错|数据质量|自相|接得上|接不上|衔接|[表数].{0,4}(?:有没有问题|有问题|有错|有?(?:什么|啥)?毛病)|\d+(?!\d*年)[^\d]{0,3}还是\d+(?!\d*年)"
    r"|(?:正文|文字|文里|文中|前文).{0,14}表.{0,10}(?:一样|不同|差|符|合|对)|(?:表里|表中|表格).{0,10}(?:正文|文字).{0,10}(?:一样|不同|差|符|合|对)"
)
_TREND = re.compile(
    r"趋势|走势|变化情况|怎么变|逐年|历年|每年|各年|年年(?![初中底末])|一年比一年|这几年|近.{1,2}年|变化(?!吗)|越来越[多少高低大小]"
)
_EXTREME = re.compile(
    r"哪一?年.{0,14}?(?:最|多|少|高|低)|(?:最多|最少|最高|最低|最大|最小)的?(?:是|在)?哪"
    r"|(?:哪(?:个|家|一家|些)?(?:单位|机构|部门|地方|县|区|市|局|年度?)?|谁).{0,16}最|最(?:多|少|高|低)(?:的|是)?(?:一?年|哪|单位|机构|部门)|最[多少高低大小]的(?:那[个家年])?(?:是|有|和|与|跟|比)*(?:多少|几|最)|峰值"
)
_RANK = re.compile(
    r"排名|排个?名|排一?排|排一?下|排序|排行|排第|名次|从高到低|从多到少|由高到低|由多到少|从低到高"
)
ADDED = r"加起来|合起来|加总|相加|累加|总和|之和|合计|累计|[全都](?:加上?|算上)|[加合拢归][在到]?一(?:起|块儿?|道)"
"""Words for adding up that no row of a table is called by."""
SENDING = re.compile("发布|推送|发(?:[了过出得的]|(?=多少|几[条篇件]))|推[了过]|刊[发登载]|更新")
"""Asks for what was published, not for the accounts it was published with."""
SENT = re.compile("发布|推送|发送|发文|推文|刊[发登载]|更新")
"""Says it in a report."""
EACH = re.compile("各自|分别|各")
"""Words by which every part's number is asked for."""
TOTALLING = r"一共|总共|共计|共有|总计|[拢统通]共"
ADDING = re.compile(rf"{ADDED}|{TOTALLING}|加上|[和与及、跟]")
_SUM = re.compile(
    rf"{ADDED}|{TOTALLING}|总量|总(?:[数额]|人[次数]|[件条次场]数|场次)(?!各|分别)|加上"
)
_AVERAGE = re.compile(r"平均|年均|均值")
CHANGING = (
    "增长|增加|增多|上升|上涨|提高|攀升|飙升|走高|激增|猛增|[增涨升]"
    "|掉(?=了)|下降|减少|下跌|下滑|滑落|回落|缩水|缩减|萎缩|压减|压缩|精简|走低|锐减|砍|裁|[降减跌缩压]"
)
"""Verbs of figures that differ from what they were."""
CHANGED_BY = (
    rf"(?:{CHANGING}|多|少|高|低|超)[了掉去出]{{0,2}}(?:大[概约]|约|差不多|将近)?"
    r"(?:多少个?|几个?|百分之(?:几|多少))(?:百分[点比之]|点|成(?!效))"
    rf"|(?:{CHANGING})[了掉去出]{{0,2}}(?:大[概约]|约|差不多|将近)?百分之(?:几|多少)"
    r"|[多少高低超]出了?(?=多少|几)"
)
"""「缩水了百分之几」, 「涨了多少个百分比」, 「高出多少」: how two figures differ."""
YEARLY = re.compile(rf"(?:年均|平均每年|每年平均)(?:大[概约])?(?:{CHANGING}|多(?!少)|少)")
"""「年均增长多少」 is a mean of changes, not of figures."""
_DIFFERENCE = re.compile(
    rf"{CHANGED_BY}|哪一?[种类样档项].{{0,14}}?(?:多|少|高|低)|"
    r"比(?![例重率值较])(?:.{0,12}(?:多|少|高|低|增|减|涨|降|长|短|快|慢|早|晚)|[^,，。]{12,28}[多少高低][出了]?(?:多少|几))|[快慢早晚长短]了?(?:多少|几)|多多少|少多少|多了|少了|差了?(?:多少|几)|相差|差距|差异|增长|增加|减少|下降|上升|增幅|降幅|涨"
    r"|减[去掉]|之差|差[值额]|的差(?![\u4e00-\u9fff])|变化|同比|对比|比较|相比|比一比|跟.{1,6}比|和.{1,6}比|与.{1,6}比|谁.{0,16}(?:多|少|高|低)|哪(?:个|家|边).{0,14}(?:多|少|高|低)|哪年.{0,10}(?:多|少)|还是少了|更多|更少|翻了|压[减掉缩]了?|精简了?(?=多少|几)|砍掉|裁[掉减]"
)
_CHANGED = re.compile(rf"[多少高低][了出]?百分之|{CHANGED_BY}")
"""「少百分之几」 is a change, no share of a whole."""
_PERCENT = re.compile(
    r"百分之(?:几|多少)|几分之几|百分比|比例|占比|占.{0,8}(?:多少|几成|比重|百分)|几成|比重"
)
POINTS = re.compile(r"百分点|(?:几|多少)个点")
"""Shares are compared in points."""
_COMPARABLE = re.compile(
    r"可比性|不可比|(?<!许)可比(?:[吗么不否]|$)"
    r"|(?<!许)(?:能不能|能否|能够?|可不可以|可否|可以?|是否)(?:直接|拿来|放在?一(?:起|块儿?)|互相|相互)*"
    r"(?:相?比(?:较|一比)?|相减|对比|相加)(?:[吗么嘛不]|$|\?)"
)
"""Asked in earnest: 「行政许可比2022年少多少」 holds 可比 too."""
_TIMES = re.compile(r"[几多少\d]倍|倍数|翻了?[几一两多]?番|翻倍|翻了?几倍")
_STREAK = re.compile(
    r"连续|一直|越来越[多少高低大小]|持续(?:增|减|上|下|走)|(?:每年|年年(?![初中底末])|逐年)(?:都|在|递)?(?:增|减|上升|下降|多|少)|都在(?:增|减|涨|降|上|下)"
)
_QUANTITY = re.compile(
    r"多少|(?<![哪那这])几(?![乎何])|数量|总数|人数|次数|件数|条数|篇数|数目|数$|数[?？是]|金额|总额|[^多]少(?:件|条|次|人)|有无|规模|多[长大高久重远宽]"
)
_YES_NO = re.compile(r"吗|有没有|是否|是不是|有无|(?<![什怎这那多])么$|没有\??$|没\??$")
_HOW = re.compile(
    r"怎么|怎样|如何|为什么|为啥|为何|哪些|什么|哪几|措施|做法|原因|问题|不足|举措|介绍|概括|总结|内容|讲讲|说说|谁|哪里|哪儿|哪个|在哪|从哪|到哪|哪天|哪段|何时|什么时候|啥|咋|怎么回事|哪位"
)
_TURNED = re.compile(
    rf"哪一?年.{{0,8}}?(?:反而|反倒|倒是)?(?:(?:{CHANGING}|变?[多少高低])(?:了|过)|反而(?:{CHANGING}|[多少高低]))(?!多少|几)"
)
"""「有没有哪一年少了」 asks for a turn, not for the least."""
_CHOICE = re.compile(
    r"(?:谁|哪一?(?:个|家|年))(?=.{0,16}(?:最|[多少高低大小]$|[多少高低][,，。?？]))"
)
"""「谁的复议最多」 asks for one of the compared, not for an explanation."""
_PLAN = re.compile(
    r"计划|打算|下一?步|今后|将要|准备|目标|方向|展望|安排|(?<!年)(?<!年之)以后|规划|要做|要干|干点什么|想做|努力"
)
WHOSE = (
    r"(?<![各每])哪(?:个|家|几[个家]|些)(?:部门|单位|机构|科室|处室|股室|[局委办])"
    r"(?:负责|牵头|承[办担]|受理|处理|答复|[办管搞弄出接提])(?!.{0,12}[多少高低大小])"
)
"""「是哪个部门办的」 asks for a name; 「哪个单位办得多」 does not."""
_PERSON = re.compile(
    r"(?:长|主任|书记|领导|人|员).{0,4}(?:叫什么|叫啥|姓名|名字)|姓什么|姓啥|是谁|(?:被告|原告|申请人|起诉人|当事人)(?:都)?[是为](?:哪|什么)|哪位|哪个.{0,3}(?:局长|领导|主任)"
    rf"|{WHOSE}|谁(?:负责|牵头|分管|主管|带队|承办|办理|落实|来)|由谁"
)


_FASTEST = (
    r"(?:增长|上升|上涨|增加|下降|减少|下跌|[增涨升降跌减])(?:[得的幅]|幅度|速度)*最[快多大猛高]的?"
)
_OPERATION = re.compile(
    rf"有没有(?:反而|反倒)?(?:{CHANGING}|[多少高低])[了过]|等于(?:多少|几.?)|到?变[成为]了?(?:多少|几.?)了?|{_FASTEST}|{CHANGED_BY}|越来越[多少高低大小]|"
    r"(?:比)?(?:降|涨|跌|升|增|减|压减|压|砍|裁|精简)[了掉去]{0,2}(?:多少|几.?)|怎么变的?|变了(?:多少|没有?)|从[多高]到[少低]|排一?下|排个?序|的?占.{0,14}?(?:比例|比重|多少|几成|百分之几|百分比)"
    r"|(?:哪(?:个|家|一?年)(?:单位|机构|部门|地方|[县区市局])?|谁的?)(?=.{0,16}[多少高低])|(?<=.)(?<!多)最?[多少高低]$|(?:哪(?:个|家|一?年)(?:单位|机构|部门|地方|[县区市局])?|谁)$"
    r"|最[多少高低]的?(?:一?年|单位|机构|部门)?(?:是|在)?|是?[的]?(?:[几多少]+倍|几分之几)|翻了?[几一两多]?番|翻了?几?倍|连续(?:[几两三四五\d]年)?|一直|都在(?=增|减|涨|降|上|下)"
    r"|(?:增长|下降|增加|减少|上升|上涨)了?(?=吗|没|$)|各自?是?多少|分别是?多少|怎么样$"
    rf"|(?:{ADDED})(?!吗)"
    r"|(?:增加?|减少?|[升降涨跌])了?(?:还是|或者?)(?:增加?|减少?|[升降涨跌])了?"
    r"|(?:是|更)*(?:多了?|少了?|高了?|低了?)(?:还是|或者?)更?(?:多了?|少了?|高了?|低了?)|[多少高低](?:了)?多少(?:人次|万元|[件条份个篇次人元户场期项起宗])?|(?:相)?差(?:多少|几.?)?"
    r"|以\s*为(?:基[数期准]|底[数子]?)[,，]?|(?:增|降|涨|跌)幅|增长率|增速"
    r"|(?:增长|下降|增加|减少|上升)了?(?:多少|百分之几|几.)?|变化(?:情况|趋势)?|对比|比较|同比|趋势|走势|排名|平均|最[多少高低]"
    r"|(?:能不能|能否|能|可以?)(?:直接)?(?:相?比较?|相减|相加)吗?|对得上吗?|对不上|有?没?有?矛盾吗?|有没有填错|哪个[对准]|是不是等于|谁.{0,3}[多少]$"
    r"|(?:正文|文字|文里|文中|前文)(?:里|中)?(?:说的?|写的?)?(?:和|跟|与|同|、)?(?:统计)?表(?:里|中|格)?(?:里|中)?(?:填的?|写的?)?|(?:为什么|怎么|是不是|是否)?(?:不一样|一样不?|不同|一致不?|前后一致)吗?"
)


_NOISE = re.compile(
    r"请问|想问|问一?下|[翻查看算统数]计?下来[,，]?|我?想知道|我想了解|告诉我|帮我查?|查一?下|看一?看|自己说?|承认|它|这个|那个|他们|你们|咱们|人家|究竟|到底"
    r"|(?:那份|这份|本)?(?:年度?报告?|报告)(?:里面?|上|中)?"
    r"|(?:[这那]?(?:几|两|三|四|五|六|七|八|九|十|\d+)[家个](?:单位|机构|部门|局))(?:里面?|当中|之中|中|的)*"
)


PER_TIME = re.compile(
    r"(?:平均(?:下来)?(?:到|每|一)|每一?个?(?=(?:天|日|周|星期|月|季度?)平均))个?(?P<span>天|日|周|星期|季度?|月)(?:平均)?(?:大[概约]|差不多|要|能|得)*"
)
"""「平均每个月收到几件」: a year's figure, divided."""


_PIECE = "[场次期篇条件人部家份项批名届回班户]"
PER_PIECE = re.compile(
    rf"(?:平均(?:下来|一下|算下来)?[,，]?(?:每|一)|每(?=一?个?{_PIECE}?[\u4e00-\u9fff]{{0,6}}平均))一?"
    rf"(?:个(?P<noun>[\u4e00-\u9fff]{{2,4}}?)|(?P<unit>{_PIECE})(?P<of>[\u4e00-\u9fff]{{0,4}}?))"
    r"(?=的?(?:平均|大[概约]|差不多|有|是|要|能|多少|几|[,，办收发来参接公登刊被看推受处审播点编印产吸转批付花]))(?:平均|大[概约]|差不多)*"
    r"|(?<![平年月日季])(?P<short>[场次期篇条户])均(?![可为有被是衡])"
)
"""「平均一场有多少次观看」, 「平均每个部门多少项」: one number of a sentence divided by another."""


def without_operation(question: str) -> str:
    """The question without 「差多少」, 「对得上吗」, 「请问」: what it is about."""
    return _NOISE.sub("", _OPERATION.sub("", question)) or question


_ARITHMETIC = re.compile(
    rf"{_FASTEST}|{CHANGED_BY}|(?:还?是)?往[上下高低](?:走|掉|升|降|跑)(?:的)?|[翻查看算统数]计?下来[,，]?|历年累计|{ADDED}|总数|"
    r"平均|连续|一直|都在|[几多少\d]+倍|翻了?[几一两多]?番|减[去掉]|增长率|增速|[增降涨跌]幅|同比"
    r"|(?:增长|下降|增加|减少|上升|上涨)?了?百分之(?:几|多少)|百分比"
    r"|(?:增长|下降|增加|减少|上升|上涨)了?(?=多少|几)"
)


def without_arithmetic(question: str) -> str:
    """The question without 「加在一起」, 「总数」: no report need speak of them."""
    return _ARITHMETIC.sub("", question) or question


_SOURCE = re.compile(
    r"[那这]?[张份个]?(?:情况)?(?:统计)?(?:附)?(?<!代)表格?(?:里面?|[中上])的?[,，]?"
    r"|(?:贵单位|你们|你)?(?:掌握|手头|现有|收录)的?(?:材料|资料|年报|报告)[里中]的?[,，]?"
    r"|[填写印标][的着](?=是?(?:多少|几))|[一全]年(?:下来|到头)[,，]?|^请问一?下?|贵(?:单位|机关|部门|[省市区县局委厅办])的?"
)
_NOT_GRANTED = re.compile(r"(?:不|没有?)(?:同意|答应|给|让|准|许|肯)(?=公开)")


def without_source(question: str) -> str:
    """The question without 「统计表里」, 「写的是」: where the figure stands is not asked.

    「不同意公开」 is said as 不予公开, one word: cut apart it would read 同意公开.
    """
    return _NOT_GRANTED.sub("不予", _SOURCE.sub("", question)) or question


_OF_THE_FIELD = re.compile(
    r"(?:(?:因为?|由于|关于))?(?:政府)?信息公开(?:方面|工作|引起|引发|导致|产生|发生|[惹打])*(?:的|(?=行政(?:诉讼|复议)))"
    r"(?=官司|(?:行政)?诉讼|(?:行政)?复议|投诉|举报|案子)"
)
_TAKEN_IN = re.compile(
    r"(?:新收|收|接|受理)(?:到|的|了)*"
    r"(?=的?(?:政府)?(?:信息)?(?:公开)?申请(?:[中里][面头边]?|当中|之中)?[,，]?有(?:多少|几)[件条个宗份]?(?!比)[^,，。?？呢吗啊了]{2})"
)


def without_taken_in(question: str) -> str:
    """「收到的申请有多少被拒」 as 「申请有多少被拒」: what became of them is asked, not what came."""
    return _TAKEN_IN.sub("", question)


def without_field_of(question: str) -> str:
    """「有没有信息公开的官司」 as 「有没有官司」: reports tell of no others."""
    return _OF_THE_FIELD.sub("", question)


FASTEST = re.compile(_FASTEST)
"""「增长最快」 ranks changes, not figures."""
_GROWTH = re.compile(
    rf"(?:{CHANGING})[了掉去出]{{0,2}}百分|增长|下降|上升|同比|增幅|降幅"
    r"|涨幅|跌幅|增速|[降涨增减]了(?:多少|几|百分)|[多少]了(?:多少|几)"
)
_SHARE = re.compile(r"的?占.{0,14}?(?:比例|比重|多少|几成|百分之几|百分比)")


def without_share(question: str) -> str:
    """「予以公开占办理总数的比例」 → 「予以公开」: the whole is named, not asked for."""
    return _SHARE.sub("", question) or question


_FIELD = re.compile(r"(?:因为|因|由于|关于)?(?:(?:政府)?信息公开|政务公开)(?:工作|方面|事务)?的?")


def without_field(question: str) -> str:
    """The question without 「信息公开」, which every question here is about."""
    return _FIELD.sub("", question) or question


@dataclass(frozen=True, slots=True)
class Cues:
    """What the wording of a question shows.

    ``quantity``: asks for a number. ``how``: asks for an explanation. ``person``: asks for a
    name. ``plan``: asks about the future. ``percent``: wants a share. ``growth``: wants the
    change over the year before. ``times``: wants one figure as a multiple of another.
    ``streak``: asks whether a change goes on year after year.
    """

    check: bool
    trend: bool
    extreme: bool
    rank: bool
    sums: bool
    average: bool
    difference: bool
    percent: bool
    quantity: bool
    yes_no: bool
    how: bool
    plan: bool
    person: bool
    least: bool
    when: bool
    comparable: bool
    growth: bool
    times: bool
    streak: bool


def read_cues(question: str) -> Cues:
    """Cues of a folded question (bodies and years may still be in it)."""

    def has(pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(question))

    return Cues(
        check=has(_CHECK),
        trend=has(_TREND) or has(_TURNED),
        extreme=has(_EXTREME) and not has(_TURNED),
        rank=has(_RANK),
        sums=has(_SUM),
        average=has(_AVERAGE) and not any(map(has, (YEARLY, PER_TIME, PER_PIECE))),
        difference=has(_DIFFERENCE),
        percent=has(POINTS)
        or (
            has(_PERCENT) and not ((has(_GROWTH) or has(_CHANGED)) and not _SHARE.search(question))
        ),
        quantity=has(_QUANTITY),
        yes_no=has(_YES_NO),
        how=bool(_HOW.search(_CHOICE.sub("", question))),
        plan=has(_PLAN),
        person=has(_PERSON),
        growth=has(_GROWTH),
        times=has(_TIMES),
        streak=has(_STREAK) or has(_TURNED),
        comparable=has(_COMPARABLE),
        when=bool(
            re.search(
                r"哪一?年|什么时候|何时|哪天|哪日|哪(?:一|几)?个?月|几月|几号|几点|多久|多长时间|啥时候",
                question,
            )
        ),
        least=bool(re.search(r"最少|最低|最小", question)),
    )


def choose_intent(cues: Cues, places: int, top_kind: str | None) -> Intent:
    """The intent of a question.

    Args:
        cues: of its wording.
        places: how many body-years it asks about; several make a comparison.
        top_kind: kind of the concept it means, if one is clear.
    """
    if cues.check:
        return "check"
    if top_kind == "contact":
        return "contact"
    figure = top_kind in {"indicator", "derived", "column"}
    worked = cues.difference or cues.extreme or cues.rank or cues.sums
    several = places > 1 and (worked or (cues.trend and not cues.how))
    if figure or several or (cues.quantity and not cues.how):
        return _figure_intent(cues, places)
    return "section"


def _figure_intent(cues: Cues, places: int) -> Intent:
    if places > 1:
        if cues.extreme or cues.rank:
            return "rank"
        if cues.sums and not cues.difference:
            return "sum"
        if cues.trend and not cues.difference:
            return "trend"
        return "compare"
    return "value"
