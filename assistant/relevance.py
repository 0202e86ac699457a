"""Whether what was found speaks of the very thing a question asks for.

The networks weigh words; what is written here they have no eye for: how many so far and not how
many are aimed at, and, in particulars.py, whose name and which day.
"""

import re

from assistant.asked import REASON, Asked, counted
from assistant.intent import PER_PIECE
from assistant.names import towns
from assistant.particulars import SENTENCES, asks_which_most, tells_most, tells_particulars
from assistant.query import Query
from assistant.schema import Passage
from assistant.terms import Term, content, held, is_light
from corpus.normalise import fold
from corpus.segment import known_words

_TELLING = 0.35
"""Weight of a word by which a row differs from one like it."""
_OF_WEIGHT = 0.5
"""Weight of a word without which a text tells no share of it."""
_CERTAIN = 0.8
"""An indicator worded so like the question is meant beyond doubt."""
_ABROAD = re.compile(r"全国|全省|全市|全区|外省|兄弟(?:省|市|县|单位)")
_ASKING = re.compile(r"多少|几|怎么|什么|哪|一共|总共|了")
_PLACED = re.compile(r"排.{0,6}第?几|第几名?|名次|平均|均值")
_RANKED = re.compile(r"第[一二三四五六七八九十\d]+[名位]?|[名位]列|排名|前[一二三五十\d]")
_NUMBER_OR_NONE = re.compile(
    r"\d|[一二两三四五六七八九十百千万半]+(?:人?次|[个件条份场期人名家项篇部处种类成倍元天])|[无未没零不]"
)
_NUMBER_TO_CALL = re.compile(
    r"(?:电话|传真|热线|号码|邮政编码|邮编|邮箱)(?:号码)?[:：]?[\d()（）\-—、转 ]{5,}"
)
"""Where to ring or write, which counts nothing."""
_HOW_LONG = re.compile(r"(?:几|多少)(?:个?(?:天|工作日|小时|分钟|周(?!年))|个月)|多久|多长时间")
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号]")
_DURATION = re.compile(
    r"(?:\d|[一二两三四五六七八九十百半数几])个?(?:多|余)?个?(?:工作日|天|日|小时|分钟|个?月|周|星期|季度|年)"
    r"|[当即][天日时]|每[天日周月季年]|常年|全天|长期"
)
_AUDIENCE = re.compile(
    r"浏览|访问|点击|阅读|播放|[观收]看|下载|转发|点赞|关注|粉丝|流量|人[气次]|看|读|热度|用户"
)
_SEEN = re.compile(
    r"(?:浏览|访问|点击|阅读|播放|观看|下载|转发|点赞|关注|粉丝)[^,，。;；\d]{0,6}\d[\d.,]*[万亿]?余?(?:人次|次|人)?"
)
"""How many looked at something, which is not how much of it there is."""
_HOW_MANY_PEOPLE = re.compile(
    r"(?:多少|几)(?:个|名|位)?(?:人(?!次|家|大)|市民|群众|居民|村民|代表|观众|网[民友]|学生|家长|干部|职工|老人|患者|嘉宾|志愿者)"
    r"|(?:多少|几)[名位]|总?人数(?![占比])"
)
_PEOPLE = re.compile(
    r"(?:\d|[一二两三四五六七八九十百千万余多几近])个?(?:人|名|位|户|家)|无人|没有?人|人(?:数|员)?(?:达|为|共|有|约|超过)?\d|粉丝|用户|订阅|关注"
)
_VIEWS = "浏览|访问|点击|阅读|播放|[观收]看|点阅|流量"
_MEASURES = (
    (re.compile(f"(?:{_VIEWS})(?:总?量|总?数|人次|次数|率)"), re.compile(_VIEWS)),
    (
        re.compile("粉丝|(?:关注|订阅)(?:量|数|人数|用户)|订户"),
        re.compile("粉丝|关注|订阅|订户|用户"),
    ),
    (re.compile("下载(?:量|数|次数)"), re.compile("下载")),
    (re.compile("(?:转发|评论)(?:量|数|次数)"), re.compile("转发|评论")),
    (re.compile("点赞|(?:多少|几)个?赞|赞数"), re.compile("点赞")),
)
"""Ways of being noticed: how each is asked for, and what a text that counts it speaks of."""
_AIMED = re.compile(
    r"力争|争取|力求|目标[是为]|(?:拟|计划|预计|将|确保)[^,，。;；]{0,12}(?:达到?|提高到|增[至到])"
)
"""Before a number that is not reached yet."""
_BOUND = re.compile(r"(?:不足|不到|低于|少于|不低于|不少于|不超过|至少)(?:了)?\d[\d.,]*")
_ITEM = re.compile(r"(?:^|[;；。])\d{1,2}[.、．](?!\d)")
"""The number of an item in a list."""
_SAID, _NEARLY = 0.8, 0.9
_SOMETHING = 0.2
"""Weight from which a word says something."""
_REASONS = frozenset({"原因", "造成", "引起", "导致", "缘故", "理由"})
_OF_THE_FIELD = frozenset({"信息公开", "政务公开", "政府信息"})
"""What every report is about."""
_DENIED = re.compile("(?:没有?|未能?|尚未)([\u4e00-\u9fff]{2})")
_CHIEF = 0.9
"""Weight of a word that no text on the matter leaves out."""
_NAMING_WORD = 0.7
"""Words that weigh so much name things."""
_SCORED = re.compile("(?P<verb>扣|加)了?(?:多少|几)分")
"""「扣了几分」, which no score tells."""
_SPENT_ON = re.compile(
    r"(?:经费|资金|费用|预算|投入)(?:里[面头边]?|[当之]?中)[,，]?(?:用于|用在|花在)?"
    r"(?P<use>[^,，]{2,10}?)(?:方面|上)?(?:花|用|支出|占|是|有|投)"
)
_SUM_OF_MONEY = re.compile(r"(?P<clause>[^,，。;；、]*)\d[\d,.]*[万亿]?元")
_QUOTED_NAME = re.compile("“([^“”]{3,12})”")
_SO_MANY_PEOPLE = re.compile("(?:多少|几)万?(?:人次|人|次)")
_NONE_AT_ALL = re.compile("[未没无零]")
_STILL_THERE = re.compile(
    "(?:还|仍|正常|继续)在?(?:运行|运营|使用|更新)|现[有存]|在运行|在用|保留|剩下?|余下"
)
_GONE = re.compile("关停|注销|撤销|停用|关闭|停更|清理")
"""「关停5个」 is no number of those that still run."""
_DONE_LAST = re.compile(
    "(?:[里中][面头]?|当中|其中|最后|已经?)[,，]?(?:最后|最终|已经?)?(?P<verb>办结|办完|解决|采纳|整改|兑现|回复)了?(?:多少|几)"
)
"""「受理的申请里最后办结了多少」 is not told by how many came in."""
_PARTED = re.compile("[，,。；;\n]")
_SO_MANY = re.compile("(?:多少|(?<!第)几)(?:人次|人|次|场|期|个|件|条|家|篇|万)")
_A_RATE = re.compile(r"[\u4e00-\u9fff]{2}率[^，。；,;\d]{0,6}[\d.]+[%％]")
_RATE = re.compile(r"(?P<rate>[\u4e00-\u9fff]{2}率)(?:[是为有占达]|大概|到)*(?:多少|几|百分之)")
_SHARES = re.compile("[%％]|百分之|成以?[上下]?|全部|均|都")
_MEAN = re.compile("平均|均|每")
_PLANNING = re.compile(
    "^要|要(?=[\u4e00-\u9fff]{2,4}(?:多少|几))|计划|打算|准备|[拟将]|下一?[步年]|明年|力争|今后"
)
_AHEAD = re.compile(
    "(?<!规划)计划(?!文件|类|信息|生育)|[拟将]|力争|争取|目标|下一?步|今后|预计|明年|打算|确保|到20"
)
"""Begins what is not done yet."""
_PLANS = re.compile("改进|下一?步|计划|打算|努力方向|措施|安排|举措|展望")
"""Heads what is planned."""
_PROBLEMS = re.compile("问题|不足|困难|短板")
_OF_THEM = re.compile("有(?:多少|几)[件条个人份次起篇]是(?P<part>[^，,。？?]{2,12})")
_PART = re.compile("(?:[里中][头面]?|[,，]|^)的?(?P<part>[^,，里中占]{1,10})占")
"""「网站访问里手机端占几成」: what a share is asked of."""
_MEANING = re.compile(r"指的?是?(?:什么|啥|哪)|什么意思|是什么|包括|包含|有哪|具体(?:指|是)")


def beyond_reports(query: Query) -> bool:
    """「排全省第几」, 「比全国平均」: no table of one body can tell."""
    return bool(_ABROAD.search(query.text) and _PLACED.search(query.text))


def counted_elsewhere(query: Query) -> bool:
    """Whether a number of an indicator is asked for that the question names beyond doubt.

    Where the asked report has no such row, only a sentence that counts it is an answer.
    """
    top = query.top
    asked = query.cues.quantity and not query.cues.how
    return bool(asked and top and top.concept.kind == "indicator" and top.lexical >= _CERTAIN)


def to_the_point(text: str, query: Query, heading: str = "") -> bool:
    """Whether a passage speaks of every word by which the asked figure differs from others.

    「当面申请几件」 is not answered by 「收到申请60件」, nor 「排全省第几」 by any count. All that stands
    under the ``heading`` of what is planned is still to be done.
    """
    said = fold(text)
    if not speaks_of_share(said, query):
        return False
    scored = _SCORED.search(query.text)
    if scored and not re.search(rf"{scored['verb']}[^,，。;；]{{0,6}}\d", said):
        return False
    if _only_of_the_field(fold(heading) + said, query):
        return False
    if not (_tells_of_town(said, query) and _tells_of_quoted(said, query)):
        return False
    if not tells_particulars(said, text, query):
        return False
    if beyond_reports(query):
        return bool(_RANKED.search(said)) and all(w in said for w in _ABROAD.findall(query.text))
    tells = (_tells_people, _tells_audience, _tells_rate)
    planned = bool(_PLANS.search(heading)) and not _PROBLEMS.search(heading)
    if not (spent_on(said, query) and _tells_count(said, query, planned=planned)):
        return False
    if not all(told(said, query) for told in tells):
        return False
    if not counted_elsewhere(query) or query.top is None:
        return True
    words = [w for w in known_words(query.top.phrase) if len(w) > 1 and w in query.text]
    return all(held(Term(word, 1.0), said) > 0 for word in words if not _ASKING.search(word))


def says_it_all(text: str, query: Query) -> bool:
    """Whether one sentence has every word of a question, and denies or explains as it asks.

    「那件为什么被纠正」, 「哪件没完成」: the networks were not taught such.
    """
    question = fold(query.question)
    why = any(t.word in _REASONS for t in query.terms)
    denied = _DENIED.findall(question)
    idle = _REASONS | _OF_THE_FIELD
    telling = [t for t in query.terms if t.weight >= _SOMETHING and t.word not in idle]
    named = any(t.weight >= _CHIEF for t in telling)
    first = asks_which_most(query)
    if not first and (query.cues.quantity or not named or not (why or denied)):
        return False
    return any(
        all(held(t, sentence) >= _NEARLY for t in telling)
        and not (first and not tells_most(sentence))
        and all(re.search(f"[未没不无]有?{verb}", sentence) for verb in denied)
        and not (why and not REASON.search(sentence))
        for sentence in SENTENCES.split(fold(text))
    )


def _only_of_the_field(said: str, query: Query) -> bool:
    """Whether a text speaks of 政务公开 and of nothing else that is asked: 「有没有政务公开的投诉」."""
    own = [t for t in query.terms if t.word not in _OF_THE_FIELD]
    asked = (query.cues.yes_no or query.cues.quantity) and not query.cues.how
    return 0 < len(own) < len(query.terms) and asked and not any(held(t, said) for t in own)


def _tells_of_town(said: str, query: Query) -> bool:
    """Whether a number is of the town that is asked about, where the text names it at all.

    「各乡镇公开477条，公开量较大的乡镇是敖东镇」 tells none of 敖东镇.
    """
    if not query.cues.quantity or query.cues.how:
        return True
    if any(name in said for name in _QUOTED_NAME.findall(fold(query.question))):
        return True  # 「砚桥街道“板凳会”开了几场」
    named = [town for town in towns(query.text) if town in said]
    clauses = [c for c in re.split("[。；;]|，(?=其中)", said) if any(t in c for t in named)]
    told = any(re.search(rf"{t}[^，,。；;]{{0,14}}\d", c) for c in clauses for t in named)
    return not named or told


def _tells_of_quoted(said: str, query: Query) -> bool:
    """Whether a number of the asked measure follows the name in quotes that is asked about.

    「“政策计算器”增至137项。关注用户46.3万人」 tells of no 人次 that used it.
    """
    if query.cues.how or not _SO_MANY_PEOPLE.search(query.text):
        return True
    names = [name for name in _QUOTED_NAME.findall(fold(query.question)) if name in said]
    if not names:
        return True
    behind = [s.partition(name)[2] for s in SENTENCES.split(said) for name in names if name in s]
    counts = any(_counts_as_asked(text, query) for text in behind)
    return counts or bool(_NONE_AT_ALL.search("".join(behind)))


def tells_how_long_of_it(passage: Passage, query: Query) -> bool:
    """Whether a duration is told of the very thing: how soon 留言 are answered is not how soon 申请 are.

    Its heading may say what it is of.
    """
    if not _HOW_LONG.search(query.text):
        return True
    said = fold("".join((*passage.chunk.path[-1:], passage.text)))
    if "申请" in query.text and "申请" not in said:
        return False
    return all(held(term, said) >= _SAID for term in query.terms if term.weight >= _CHIEF)


def tells_of_the_year(passage: Passage, query: Query) -> bool:
    """Whether another year's report tells the number asked of a year.

    「收到71件，加上2019年结转4件」 tells what was carried over from 2019, not what came in then.
    """
    if not passage.aside or not query.cues.quantity or query.cues.how:
        return True
    years = [f"{year}年" for year in query.absent_years + query.years]
    clauses = [c for c in re.split("[,;。、]", fold(passage.text)) if any(y in c for y in years)]
    telling = [t for t in query.terms if not is_light(t.word)] or query.terms
    counted_in = [c for c in clauses if re.search(r"\d(?!\d*[年月日])", c)]
    return not counted_in or any(held(t, c) >= _SAID for t in telling for c in counted_in)


def defined(query: Query) -> bool:
    """Whether it is asked what a name in quotes means: 「“四个一”指什么」."""
    return bool(_MEANING.search(query.text)) and not query.cues.quantity


def speaks_of_name(text: str, query: Query) -> bool:
    """Whether a text holds every name in quotes of the question."""
    said = fold(text)
    names = re.findall("[“《]([^”》]{2,20})[”》]", query.text)
    return bool(names) and all(name in said for name in names)


def unsaid_beside(text: str, query: Query) -> bool:
    """Whether a passage leaves out a telling word of the question."""
    said = fold(text)
    return any(t.weight >= _TELLING and held(t, said) == 0 for t in query.terms)


def _tells_count(said: str, query: Query, *, planned: bool = False) -> bool:
    """Whether a text can answer 「多少」: by a number that is reached, or by saying there is none."""
    cues = query.cues
    if not cues.quantity or query.intent == "contact":
        return True
    if _STILL_THERE.search(query.text) and _GONE.search(said) and not _STILL_THERE.search(said):
        return False
    if _GONE.search(query.text) and not (_STILL_THERE.search(query.text) or cues.how):
        # 「关停了几个」 is not told by 「关停了一些，对现存的33个加强监管」.
        gone = "，".join(c for c in _PARTED.split(said) if not _STILL_THERE.search(c))
        if not _counts_as_asked(gone, query):
            return False
    if cues.plan:
        if not (_SO_MANY.search(query.text) and _PLANNING.search(query.text)):
            return True
        ahead = "。".join(s for s in SENTENCES.split(said) if planned or _AHEAD.search(s))
        return _counts_as_asked(ahead, query)
    said = _NUMBER_TO_CALL.sub("", said)
    if _HOW_LONG.search(query.text) and not _DURATION.search(_DATE.sub("", said)):
        return False
    if not _AUDIENCE.search(query.text) and _SEEN.search(said):
        said = _SEEN.sub("", said)
        if not _counts_as_asked(said, query):
            return False
    if PER_PIECE.search(query.text) and not _MEAN.search(said):
        return False
    if (verb := _DONE_LAST.search(query.text)) is not None and not cues.how:
        counting = [c for c in _PARTED.split(said) if _NUMBER_OR_NONE.search(c)]
        if not any(held(Term(verb["verb"], 1.0), c) for c in counting):
            return False
    if _only_aimed_at(said, query) or _only_bounded(said, query):
        return False
    return cues.how or bool(_NUMBER_OR_NONE.search(said))


def _counts_as_asked(said: str, query: Query) -> bool:
    """Whether a text has a number in a unit that may be asked for."""
    asked = Asked(query)
    return any(asked.counts_in(quantity.unit or "") for quantity in counted(said))


def _tells_people(said: str, query: Query) -> bool:
    """Whether a text counts people where they are asked for: no 场 and no 件 tell how many came."""
    return not _HOW_MANY_PEOPLE.search(query.text) or bool(_PEOPLE.search(said))


def _tells_audience(said: str, query: Query) -> bool:
    """Whether a text counts the visits, readers or followers that are asked for.

    Where it speaks of several things, in the part that speaks of the asked one: what 直播 are
    liked tells nothing of 短视频.
    """
    asked = measures_asked(query)
    if not all(said_as.search(said) and re.search(r"\d", said) for said_as in asked):
        return False
    things = [
        t for t in query.terms
        if t.weight >= _NAMING_WORD and not any(said_as.search(t.word) for said_as in asked)
    ]  # fmt: skip
    parts = re.split("[；;。]", said)
    naming = [part for part in parts if any(t.word in part for t in things)]
    return all(any(said_as.search(p) for p in naming or parts) for said_as in asked)


def speaks_of_share(said: str, query: Query) -> bool:
    """Whether a folded text leaves out nothing whose share is asked: 手机端 of 「手机端占几成」."""
    part = (_PART if query.cues.percent else _OF_THEM).search(query.text)
    asked = content(part["part"]) if part else ()
    return all(held(term, said) > 0 for term in asked if term.weight >= _OF_WEIGHT)


def spent_on(said: str, query: Query) -> bool:
    """Whether a sum of money in a folded text is that of the use asked about.

    「专项经费里，人员培训花了多少」 is not told by 「专项经费38.5万元，主要用于人员培训」.
    """
    asked = _SPENT_ON.search(query.text)
    terms = content(asked["use"]) if asked else ()
    return not terms or any(
        all(held(term, sum_["clause"]) for term in terms) for sum_ in _SUM_OF_MONEY.finditer(said)
    )


def _tells_rate(said: str, query: Query) -> bool:
    """Whether the sentence with the rate asked for speaks of all that the passage speaks of.

    「县长信箱的满意率」 is not told by 「12345…满意率96.7%。县长信箱受理来信1574件」.
    """
    asked = _RATE.search(query.text)
    if asked is None:
        return True
    done = f"全部{asked['rate'][:-1]}"
    rates = [s for s in SENTENCES.split(said) if asked["rate"] in s or done in s]
    others = [t for t in query.terms if t.weight >= _OF_WEIGHT and not t.word.endswith("率")]
    others = [t for t in others if held(t, said)]
    if not rates:
        return bool(_SHARES.search(_A_RATE.sub("", said)))
    return any(all(held(t, s) for t in others) for s in rates)


def measures_asked(query: Query) -> list[re.Pattern[str]]:
    """What a text must speak of that counts the readers, followers or likes asked for."""
    return [said_as for asking, said_as in _MEASURES if asking.search(query.text)]


def _only_aimed_at(said: str, query: Query) -> bool:
    """Whether all numbers of a text are what somebody wants to come to."""
    aim = _AIMED.search(said)
    if aim is None or re.search("目标|力争|争取|计划", query.text):
        return False
    return not re.search(r"\d(?!\d*年)", said[: aim.start()])


def _only_bounded(said: str, query: Query) -> bool:
    """Whether all numbers of a text are bounds: 「个别专区月接待不足20人次」."""
    if _BOUND.search(query.text):
        return False
    plain = _ITEM.sub("", said)
    free = _BOUND.sub("", plain)
    return free != plain and not re.search(r"\d(?!\d*年)", free)
