"""Whether a text tells the very name, day or thing that a question asks for.

「是哪家法院判的」 is told by no number of cases, 「几月几号」 by no year.
"""

import re

from assistant.asked import NAME, named_as
from assistant.query import Query
from assistant.terms import held
from corpus.normalise import fold

_TITLE = re.compile(
    r"副?(?:组长|局长|主任|区长|县长|市长|镇长|书记|处长|科长|秘书长|厅长)(?=是谁|是哪位|叫什么|叫啥|姓)"
)
"""「组长是谁」."""
_ROLE = "人大代表|政协委员|代表|委员|发言人|申请人|原告|投诉人|举报人|专家|律师"
_WHOSE_NAME = re.compile(
    rf"(?P<before>{_ROLE})(?:们|都)?(?:是谁|是哪[位几]|叫什么|叫啥|姓什么|姓甚|的?(?:名字|姓名))|(?:哪[位个名几]+|谁是)(?P<after>{_ROLE})"
)
"""「提建议的人大代表是谁」."""
_WHICH_ONES = re.compile(r"哪(?:几|[两二三四五六七八九十]|\d+)(?:个|家|位|名|份|条|所|座|项|件|处)")
"""「哪七家」, which a text that only counts them does not tell."""
_NAMED_ONES = re.compile("[、《“]|一是|分别")
_OFFICE_NAMES = re.compile(
    "(?:单位|部门|机构|乡镇|街道|学校|企业)(?:都|分别|各)?(?:叫(?:什么|啥)|的?(?:名字|名称))"
)
_FAMILY_NAME = re.compile("[姓叫](?:什么|啥)|姓名|名字")
_OFFICES_ASKED = re.compile("(?:单位|部门|机构|[局委办镇乡]|街道|学校)")
_REGIONS_ASKED = re.compile("[县区市](?![域别级])")
_NAMED_REGIONS = re.compile(
    "[\u4e00-\u9fff]{2}[县区市](?:[、和与及]|等)|(?:[\u4e00-\u9fff]{2,3}、){2}"
)
_NAMED_OFFICES = re.compile(
    "(?:[局委办厅镇乡院校站所社队处]|街道|中心|公司|集团|大学)[、和与及]|分别"
)
_WHICH_DAY = re.compile(r"哪一?[天日]|哪(?:一|几)?个?月|几月|几号|什么日子")
_DAY = re.compile(
    r"\d{1,2}月|\d{1,2}[日号]|[一二三四五六七八九十]月|[上中下]旬|月[底初中末]|每月|当[天日]"
)
_SPAN = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日起?[至到—-]+(?:\d{4}年)?\d{1,2}月\d{1,2}日")
"""The period that a report is about."""
_FIRMS = (
    (
        re.compile("(?:哪|什么)[一几]?(?:个|家|些)?(?:公司|企业|厂商|厂家)"),
        re.compile("公司|集团|厂|有限"),
    ),
    (
        re.compile("(?:哪|什么)[一几]?(?:个|家|所|些)?(?:学校|大学|中学|小学|高校)"),
        re.compile("学校|小学|中学|大学|学院|一中|幼儿园"),
    ),
    (
        re.compile("(?:哪|什么)[一几]?(?:个|家|些)?(?:医院|卫生院)"),
        re.compile("医院|卫生院|保健院"),
    ),
    (
        re.compile("哪[一几]?(?:个|家)第?三?方?机构"),
        re.compile("公司|大学|学院|研究[院所]|中心|事务所|协会|学会"),
    ),
    (re.compile("(?:哪|什么)[一几]?(?:个|家|些)?法院"), re.compile("法院")),
    (
        re.compile("(?:哪|什么)[一几]?(?:个|家|些)?(?:律所|律师事务所)"),
        re.compile("律所|律师事务所"),
    ),
)
_WHICH_MOST = re.compile(
    "哪(?:一?个|一?家)(?:下属)?(?:单位|部门|[局委办镇乡]|街道|乡镇|镇街|机关|村|社区)[^,，。?？]{0,16}?(?:最|比较|较)[多少高低大]"
)
_FIRST_ONE = re.compile("第一名?(?:又|那|呢)?(?:是|为)(?:哪|谁)")
_FIRST_NAMED = re.compile("(?:排名?|列|居|获)?第一名?(?:的)?(?:是|为)|[局委办县区市镇乡]排名?第一")
"""「第一名是哪个县」 is not told by who came second."""
_TOP_ONE = re.compile("最[多高大火](?:的|那)(?:那|一)*[条个篇场期]|单[条篇场]最")
_TOPS_ONE = re.compile("最|单[条篇场]")
_OF_WHAT = re.compile(
    "(?:要|申请|问|查|想看)的(?:都?是)?(?:什么|啥|哪方面|哪类|哪些)(?:方面的?|的)?(?:信息|内容|材料|东西|事)?(?=[?？呢]|$)"
)
_TELLS_OF_WHAT = re.compile("内容|涉及|关于|主要|方面|有关的?[^政]|类|[:：“《]")
"""「那个人要的是什么信息」 is not told by how many asked."""
_AREA = re.compile("面积(?:是|有|达|共)?(?:多[大少]|几)|(?:多少|几)(?:平方?米|亩|公顷|平)")
_AREAS = re.compile("[0-9一二三四五六七八九十百千万余多](?:平方|平米|亩|公顷|㎡|顷)")
_WHICH_ONE = re.compile(
    "(?:是|由|被)哪(?:一?[个家])?(?:法院|公司|平台|企业|学校|医院|机构|单位|部门|[县区市局])(?!.{0,12}[多少高低大])"
)
_TOPS = re.compile(
    "最[多高少低大]|居(?:首|前|全[区市县]第?一)|首位|第一|前[三五十两]|较[多高大][的,，]?"
)
_OFFICE = re.compile("[局委办镇乡村]|街道|社区|中心|公司|分局|大队")
_WHY = re.compile("为什么|为啥|为何|什么原因|怎么解释|凭什么")
_SO_MANY_FIRMS = re.compile("(?:多少|几)家")
_APPLYING = re.compile("申请|[提要来找告问诉]")
SENTENCES = re.compile(r"[。；;\n]")
_TOLD_BY = (
    (_FIRST_ONE, _FIRST_NAMED),
    (_TOP_ONE, _TOPS_ONE),
    (_OF_WHAT, _TELLS_OF_WHAT),
    (_AREA, _AREAS),
)
"""What is asked so, and what a text that tells it says."""


def tells_particulars(said: str, text: str, query: Query) -> bool:
    """Whether a text may tell which, whose, when or how large, where that is asked.

    Args:
        said: the text, folded.
        text: the same as printed, in which names are told by their letters.
        query: the question.
    """
    if asks_which_most(query) and not tells_most(said):
        return False
    if any(asks.search(fold(query.question)) and not t.search(said) for asks, t in _TOLD_BY):
        return False
    return _tells_who(said, text, query) and _tells_firm(said, query) and _tells_when(said, query)


def asks_how_many_firms(query: Query) -> bool:
    """「登记了多少家企业」: tables count what firms applied for, and no firms."""
    return bool(_SO_MANY_FIRMS.search(query.text)) and not _APPLYING.search(query.text)


def asks_who(query: Query) -> bool:
    """「复议是谁提起的」: no number is asked for."""
    return query.cues.person and not query.cues.quantity


def asks_why(query: Query) -> bool:
    """「为什么翻了一倍」: figures do not tell why they are what they are."""
    return bool(_WHY.search(query.question)) and not query.cues.quantity


def asks_which_one(query: Query) -> bool:
    """「是哪家法院判的」: a name is asked for, not a number."""
    cues = query.cues
    asked = _WHICH_ONE.search(fold(query.question))
    return bool(asked) and not (cues.quantity or cues.extreme or cues.difference or cues.rank)


def asks_which_most(query: Query) -> bool:
    """「哪个单位收到的申请最多」, of the offices and towns that one report tells of."""
    asked = _WHICH_MOST.search(fold(query.question))
    return bool(asked) and len(query.asked_places) == 1


def tells_most(said: str) -> bool:
    """Whether a clause names the office or town with most: 「申请居前三位的是区国土分局」."""
    return any(_TOPS.search(s) and _OFFICE.search(s) for s in SENTENCES.split(said))


def _tells_who(said: str, text: str, query: Query) -> bool:
    """Whether a text may name the person or the things whose names are asked for."""
    if query.cues.person and any(title not in said for title in _TITLE.findall(query.text)):
        return False
    if (ones := _WHICH_ONES.search(fold(query.question))) is not None:
        offices = _OFFICES_ASKED.match(query.question, ones.end())
        regions = _REGIONS_ASKED.match(query.question, ones.end())
        named = _NAMED_OFFICES if offices else _NAMED_REGIONS if regions else _NAMED_ONES
        if not named.search(said):
            return False
    if _OFFICE_NAMES.search(fold(query.question)) and not _NAMED_OFFICES.search(said):
        return False
    if query.cues.person and _FAMILY_NAME.search(query.text) and not NAME.search(text):
        return False
    asked = _WHOSE_NAME.search(query.text)
    return asked is None or named_as(asked["before"] or asked["after"], said)


def asks_which_day(query: Query) -> bool:
    """Whether a day or month is asked for."""
    return query.cues.when and bool(_WHICH_DAY.search(query.text))


def _tells_when(said: str, query: Query) -> bool:
    """Whether a text tells a day or month, the period of the report aside, where one is asked for."""
    if not asks_which_day(query):
        return True
    dated = [s for s in SENTENCES.split(_SPAN.sub("", said)) if _DAY.search(s)]
    return any(held(t, s) for t in query.terms for s in dated) if query.terms else bool(dated)


def _tells_firm(said: str, query: Query) -> bool:
    """Whether a text may name the firm, school or paper that is asked for."""
    question = fold(query.question)  # the text asked lacks 「哪家」
    asked = (names for asking, names in _FIRMS if asking.search(question))
    return all(names.search(said) for names in asked)
