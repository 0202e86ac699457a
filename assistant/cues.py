"""How reports say a figure in running text: the words right before a number, per indicator.

Each cue is tried on the *lead*: the clause up to the number, begun anew after every earlier
number of the sentence. Precise rather than greedy: 「通过网站公开27件」 is a website count,
「其中部门文件18件」 is nothing we know.
"""

import re
from dataclasses import dataclass
from functools import cache

PIECES = frozenset({"件", "条", "份", "个", "宗", "起", "项"})
TIMES = frozenset({"次", "场", "期", "场次", "个", "起", "件", "班", "批"})
PEOPLE = frozenset({"人", "名", "位", "人次"})
MONEY = frozenset({"元", "万元"})
ARTICLES = frozenset({"篇", "条", "件", "份", "个", "次"})
PLACES = frozenset({"个", "处"})

_TAIL = (
    r"(?:答复|申请|信息|案件|数量|总数|总量|件数|的|数|了|共计|合计|总计|共|为|有|达|是|：|:|\s)*$"
)
_OPEN = r"(?:发布|公开|推送|刊登|刊发|登载|编发|公布)"


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording. ``keys`` are added up; ``also`` are other sums the same wording may mean.

    ``topic``: must stand in the lead, the sentence before it or the headings above.
    ``barred``: must not stand in the lead. ``after``: match behind the number instead.
    ``inside``: after 其中 the cue is only read when the figure divided has one of these keys
    (``*``: any, even unknown); without any it never is.
    """

    keys: tuple[str, ...]
    lead: str
    units: frozenset[str]
    also: tuple[tuple[str, ...], ...] = ()
    topic: str | None = None
    barred: str | None = None
    after: bool = False
    inside: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    """Keys one of which the sentence's figure just before must have."""
    unless: str | None = None
    """Must not stand in the sentence up to the number."""
    forms: frozenset[str] = frozenset()
    """Report forms the cue is for; empty: all."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled ``lead``."""
        return _compiled(self.lead)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_ABOUT_REQUESTS = r"依申请|信息公开[^，。；]{0,4}申请|申请(?:数量|办理|情况|公开)|收到和处理"
_ABOUT_DISPUTES = r"公开[^。]{0,40}(?:复议|诉讼|举报|投诉)|(?:复议|诉讼)[^。]{0,24}公开|依申请|公开[^。]{0,12}争议|争议"
_DISPUTED = r"(?:复议|诉讼|举报|投诉)"
_OTHER_REQUESTS = (
    r"复议|诉讼|传真|信函|来信|邮寄|当面|网络|网上|线上|再生育|许可|审批|补贴|救助|登记"
)
_BOTH = (("apply.new", "apply.carried_in"),)
_OLD = frozenset({"2014", "local"})
_NEW = frozenset({"2019", "2021"})
_CHANNELS = r"网站|网络|平台|微博|微信|公众号|新媒体|公报|报刊|专栏|客户端|栏目"
_NOT_ALL = r"其他|应(?:当)?主动公开|乡镇|街道|各部门|区直|县直|市直|各单位"


def _request(keys: tuple[str, ...], lead: str, **more: object) -> Cue:
    return Cue(keys, lead, PIECES, topic=_ABOUT_REQUESTS, inside=("*",), **more)  # type: ignore[arg-type]


REQUESTS = (
    _request(
        ("apply.carried_in",),
        rf"上(?:一)?年度?结转(?:[^，；。]{{0,10}}申请)?{_TAIL}",
        unless=_DISPUTED,
    ),
    _request(
        ("apply.carried_out",),
        r"(?:结转(?:至|到|入)?(?:下|次)(?:一)?年度?|转(?:入)?下(?:一)?年度?|顺延(?:至|到)下(?:一)?年度?)"
        rf"(?:继续)?(?:办理|答复)*{_TAIL}",
        unless=_DISPUTED,
    ),
    _request(
        ("apply.carried_out",), r"申请[^，。；]{0,16}(?:顺延|结转)[至到]?下(?:一)?年", after=True
    ),
    _request(("apply.new",), rf"新收(?:到)?[^，；。]{{0,12}}申请{_TAIL}", barred=_OTHER_REQUESTS),
    _request(
        ("apply.new",),
        rf"(?:收到|受理|接收|接到)(?:的)?[^，；。]{{0,14}}(?:申请|依申请公开)件?{_TAIL}",
        also=_BOTH,
        barred=_OTHER_REQUESTS,
    ),
    _request(
        ("result.total",),
        r"(?:办结|办理|答复|处理)(?:了)?(?:政府|政务|信息|公开|依申请|各类|有关|的)*"
        rf"(?:申请|依申请公开)件?{_TAIL}",
        also=(("apply.closed",), *_BOTH, ("apply.new",)),
        barred=r"复议|诉讼|按[时期]|延期",
    ),
    _request(("apply.closed_on_time",), rf"(?:按时|按期|如期)办结{_TAIL}"),
    _request(("apply.closed_extended",), rf"(?:延期(?:办结|答复)?|延长答复期限){_TAIL}"),
    _request(
        ("apply.closed",),
        rf"(?:^|共|当年|已|全年)办结{_TAIL}",
        also=(("result.total",),),
        unless=rf"{_DISPUTED}|热线|诉求|留言|咨询|网民|提案|建议",
    ),
    _request(("apply.in_person",), rf"当面(?:提交|申请|提出|递交)?{_TAIL}"),
    _request(("apply.fax",), rf"传真(?:提交|申请|提出)?{_TAIL}"),
    _request(
        ("apply.online",),
        rf"(?:网络|网上|线上|在线|互联网|网络平台)(?:平台)?(?:提交|申请|提出)?{_TAIL}",
        barred="访谈|调查|办事",
    ),
    _request(
        ("apply.letter",),
        rf"(?:信函|来信|邮寄|书信)(?:提交|申请|提出)?{_TAIL}",
        also=(("apply.letter_fax",),),
        barred="局长信箱|群众来信",
    ),
)

RESULTS = (
    _request(("result.granted", "result.partial"), rf"予以公开[及和与、或]部分公开{_TAIL}"),
    _request(("result.partial",), rf"(?<![及和与、或])(?:同意)?部分公开{_TAIL}"),
    _request(("result.denied",), rf"(?:不予公开|不同意公开){_TAIL}"),
    _request(("result.granted",), rf"(?<!不)(?:同意公开|予以公开|全部公开){_TAIL}"),
    _request(("result.unavailable",), rf"无法提供{_TAIL}", forms=_NEW),
    _request(("result.refused",), rf"不予处理{_TAIL}", forms=_NEW),
    _request(("result.other",), rf"其他处理{_TAIL}", forms=_NEW),
    _request(("result.already_public",), rf"(?:已主动公开|主动公开)(?:范围)?{_TAIL}", forms=_OLD),
    _request(
        ("result.not_ours",),
        rf"不属于本(?:行政)?机关(?:公开|掌握|职权范围|职责范围)?{_TAIL}",
        forms=_OLD,
    ),
    _request(("result.not_exist",), rf"信息不存在{_TAIL}", forms=_OLD),
    _request(("result.amend",), rf"(?:更改|作出更改)、?补充{_TAIL}", forms=_OLD),
    _request(("denied.commercial",), rf"涉及商业秘密{_TAIL}", forms=_OLD),
    _request(("denied.privacy",), rf"涉及个人隐私{_TAIL}", forms=_OLD),
    _request(("denied.secret",), rf"涉及国家秘密{_TAIL}", forms=_OLD),
)

_CASES = frozenset({"件", "起", "宗", "例", "次"})


def _dispute(keys: tuple[str, ...], lead: str, **more: object) -> Cue:
    return Cue(keys, lead, _CASES, topic=_ABOUT_DISPUTES, inside=("*",), **more)  # type: ignore[arg-type]


DISPUTES = (
    _dispute(("review", "lawsuit"), rf"复议[、和与及](?:被)?(?:提起)?(?:行政)?诉讼{_TAIL}"),
    _dispute(("review.corrected",), rf"复议机关(?:依法)?(?:纠正|纠错){_TAIL}"),
    _dispute(("review.upheld",), rf"复议机关(?:予以)?维持{_TAIL}"),
    _dispute(("review",), rf"(?:行政复议|申请复议|被复议){_TAIL}", barred="诉讼"),
    _dispute(("lawsuit",), rf"(?:行政诉讼|提起诉讼|^、?诉讼|被起诉){_TAIL}", barred="复议"),
    _dispute(
        ("review",), r"(?:涉及|因|有关|与)[^，。；、]{0,20}行政复议(?!机关)(?![、和])", after=True
    ),
    _dispute(("complaint",), rf"(?:举报投诉|投诉举报|举报|投诉){_TAIL}", barred="咨询|消费|诉求"),
)

OPENNESS = (
    # Tables since 2019 count no channels, so a website's count is the report's own total.
    Cue(
        ("active.total",),
        rf"主动公开(?:的)?(?:各类|各种|各项)?(?:政府|政务)?信息{_TAIL}"
        rf"|(?:公开|公布|发布)(?:了)?(?:各类)?政府信息{_TAIL}",
        PIECES,
        barred=rf"{_NOT_ALL}|其中",
        forms=_NEW,
    ),
    Cue(
        ("channel.website",),
        rf"网站[^，；。]{{0,16}}{_OPEN}[^，；。]{{0,6}}$|网站公开$",
        PIECES,
        barred=r"微博|微信|公众号|新媒体|报刊|电视|新闻网站|客户端|解读|访谈|留言|公报|栏目由"
        r"|等(?:多种|其他)?(?:方式|渠道|形式|途径|平台|媒体)",
        inside=("active.total",),
    ),
    Cue(
        ("channel.weibo",),
        rf"微博[^，；。]{{0,22}}{_OPEN}(?!”)[^，；。”]{{0,6}}$",
        PIECES,
        barred="微信|网站|粉丝",
        inside=("active.total",),
    ),
    Cue(
        ("channel.wechat",),
        rf"微信[^，；。]{{0,22}}{_OPEN}(?!”)[^，；。”]{{0,6}}$",
        PIECES,
        barred="微博|网站|粉丝",
        inside=("active.total",),
    ),
    Cue(
        ("channel.gazette",),
        rf"政府公报[^，；。]{{0,8}}{_OPEN}[^，；。]{{0,6}}$",
        PIECES,
        barred="微博|微信|网站|等",
        inside=("active.total",),
    ),
    Cue(
        ("channel.other",),
        rf"(?:其他|等(?:其他)?)(?:方式|形式|渠道|途径)(?:共|主动)?{_OPEN}(?:信息)?$",
        PIECES,
        barred="网站|微博|微信|公众号|公报|新媒体|客户端",
        inside=("active.total",),
    ),
    Cue(
        ("active.total",),
        rf"主动公开(?:的)?(?:各类|各种|各项)?(?:政府|政务)?信息{_TAIL}"
        rf"|(?:公开|公布|发布)(?:了)?(?:各类)?政府信息{_TAIL}",
        PIECES,
        barred=rf"{_CHANNELS}|{_NOT_ALL}|其中",
        forms=_OLD,
    ),
    Cue(
        ("active.normdoc",),
        rf"其中：?(?:主动公开)?(?:行政)?规范性文件{_TAIL}",
        PIECES,
        inside=("active.total",),
        forms=_OLD,
    ),
    Cue(("normdoc.in_force",), rf"现行有效(?:的)?(?:行政)?规范性文件{_TAIL}", PIECES, forms=_NEW),
    Cue(
        ("normdoc.made",),
        rf"(?:制发|新制定|制定出台)(?:的)?(?:行政)?规范性文件{_TAIL}",
        PIECES,
    ),
    Cue(("normdoc.repealed",), rf"废止(?:的)?(?:行政)?规范性文件{_TAIL}", PIECES, forms=_NEW),
)

RESPONSES = (
    Cue(
        ("response.press_lead",),
        rf"主要负责(?:同志|人)(?:出席|参加){_TAIL}",
        TIMES,
        inside=("response.press",),
        follows=("response.press",),
    ),
    Cue(
        ("response.interview_lead",),
        rf"主要负责(?:同志|人)(?:出席|参加){_TAIL}",
        TIMES,
        inside=("response.interview",),
        follows=("response.interview",),
    ),
    Cue(("response.press",), rf"(?:举办|参加|召开)[^，；。]{{0,8}}新闻发布会{_TAIL}", TIMES),
    Cue(("response.interview",), rf"(?:在线访谈|网上访谈|网站访谈){_TAIL}", TIMES, barred="系列"),
    Cue(
        ("response.articles",),
        rf"解读(?:稿件|稿|文章|材料){_TAIL}|(?:发布|刊发|编发|制作)[^，；。]{{0,6}}解读{_TAIL}",
        ARTICLES,
        barred="其中|图解",
    ),
    Cue(
        ("response.hot",),
        r"回应(?:公众|社会|群众)?(?:关注|关切|热点|舆情|重大|问题|或|的)+$|全年回应$",
        TIMES,
    ),
)

RESOURCES = (
    Cue(
        ("org.staff",),
        rf"从事[^，；。]{{0,12}}公开[^，；。]{{0,6}}人员{_TAIL}",
        PEOPLE,
        barred="专职|兼职",
    ),
    Cue(
        ("org.fulltime",),
        rf"专职(?:工作)?(?:人员)?{_TAIL}",
        PEOPLE,
        topic=r"公开[^。]{0,60}专职",
        inside=("org.staff",),
    ),
    Cue(
        ("org.parttime",),
        rf"兼职(?:工作)?(?:人员)?{_TAIL}",
        PEOPLE,
        topic=r"公开[^。]{0,60}兼职",
        inside=("org.staff",),
    ),
    Cue(
        ("org.offices",),
        rf"专门(?:工作)?机构(?:填报为|设置)?{_TAIL}",
        frozenset({"个"}),
        topic="公开[^。]{0,60}机构",
    ),
    Cue(("org.points",), r"信息(?:公开)?查阅(?:点|场所)$|设查阅点$", PLACES),
    Cue(
        ("org.budget",),
        rf"(?:专项|工作)经费{_TAIL}",
        MONEY,
        topic=r"公开[^。]{0,40}经费|(?:人员|机构)[^。]{0,6}经费",
        barred="科研|科技|办案|项目",
    ),
    Cue(("fee",), r"(?:检索|复制|邮寄|工本)费[^，；。]{0,8}$", MONEY, topic="申请|收费|收取"),
    Cue(
        ("training.meetings",),
        r"召开(?:[^，；。]{0,10}公开[^，；。]{0,6})?(?:工作|专题|专门)*会议?$",
        TIMES,
        barred="发布会|听证",
    ),
    Cue(
        ("training.courses",),
        r"(?:举办|组织|开展)(?:[^，；。]{0,10}公开[^，；。]{0,8}|各类)?培训(?:班)?$",
        TIMES,
    ),
    Cue(
        ("training.people",),
        r"(?:受训|参训|接受培训|^，?培训[^，；。]{0,16})(?:人员)?$",
        PEOPLE,
        follows=("training.courses", "training.meetings"),
    ),
)

CUES = (*REQUESTS, *RESULTS, *DISPUTES, *OPENNESS, *RESPONSES, *RESOURCES)
"""In the order tried; the first that fits names the figure."""

NONE_AT_ALL = (
    (
        "apply.new",
        r"(?:未|没有)(?:收到|接到|受理)[^，。；]{0,12}(?:信息公开|依申请公开)(?:的)?申请",
    ),
    ("review", r"(?:未|没有|无)[^，。；]{0,24}行政复议"),
    ("lawsuit", r"(?:未|没有|无)[^，。；]{0,36}行政诉讼"),
)
"""Sentences that say there was none, per key."""

NOT_NONE = re.compile(
    r"败诉|纠正|纠错|撤销|维持|审结|无正当|无法|无关|传真|信函|当面|网络|网上|书面|未经|未结|未按"
)
"""Words that make such a sentence say something else."""
