"""Wordings for open counts, channels, responses, staff, money and training."""

from assistant.cue import (
    ARTICLES,
    MONEY,
    NEW_FORMS,
    OLD_FORMS,
    OPEN,
    PEOPLE,
    PIECES,
    PLACES,
    TAIL,
    TIMES,
    Cue,
)

_CHANNELS = r"网站|网络|平台|微博|微信|公众号|新媒体|公报|报刊|专栏|客户端|栏目"
_CHIEFS = "(?:负责同志|负责人|领导)(?:同志)?"
"""What they came to themselves is but a part."""
_REPLIES = "复文|复函|建议|提案|答复|回复"
"""What a website publishes beside the information that its channel counts."""
_NOT_ALL = r"其他|应(?:当)?主动公开|乡镇|街道|各部门|区直|县直|市直|各单位"

OPENNESS = (
    # Tables since 2019 count no channels, so a website's count is the report's own total.
    Cue(
        ("active.total",),
        rf"主动公开(?:的)?(?:各类|各种|各项)?(?:政府|政务)?信息{TAIL}"
        rf"|(?:公开|公布|发布)(?:了)?(?:各类)?政府信息{TAIL}",
        PIECES,
        barred=rf"{_NOT_ALL}|其中",
        forms=NEW_FORMS,
    ),
    Cue(
        ("channel.website",),
        rf"网站[^，；。]{{0,16}}{OPEN}[^，；。]{{0,6}}$|网站公开$",
        PIECES,
        barred=rf"微博|微信|公众号|新媒体|报刊|电视|新闻网站|客户端|解读|访谈|留言|公报|栏目由|{_REPLIES}"
        r"|等(?:多种|其他)?(?:方式|渠道|形式|途径|平台|媒体)",
        inside=("active.total",),
    ),
    Cue(
        ("channel.weibo",),
        rf"微博[^，；。]{{0,22}}{OPEN}(?!”)[^，；。”]{{0,6}}$",
        PIECES,
        barred="微信|网站|粉丝",
        inside=("active.total",),
    ),
    Cue(
        ("channel.wechat",),
        rf"微信[^，；。]{{0,22}}{OPEN}(?!”)[^，；。”]{{0,6}}$",
        PIECES,
        barred="微博|网站|粉丝",
        inside=("active.total",),
    ),
    Cue(
        ("channel.gazette",),
        rf"政府公报[^，；。]{{0,8}}{OPEN}[^，；。]{{0,6}}$",
        PIECES,
        barred="微博|微信|网站|等",
        inside=("active.total",),
    ),
    Cue(
        ("channel.other",),
        rf"(?:其他|等(?:其他)?)(?:方式|形式|渠道|途径)(?:共|主动)?{OPEN}(?:信息)?$",
        PIECES,
        barred="网站|微博|微信|公众号|公报|新媒体|客户端",
        inside=("active.total",),
    ),
    Cue(
        ("active.total",),
        rf"主动公开(?:的)?(?:各类|各种|各项)?(?:政府|政务)?信息{TAIL}"
        rf"|(?:公开|公布|发布)(?:了)?(?:各类)?政府信息{TAIL}",
        PIECES,
        barred=rf"{_CHANNELS}|{_NOT_ALL}|其中",
        forms=OLD_FORMS,
    ),
    Cue(
        ("active.normdoc",),
        rf"其中：?(?:主动公开)?(?:行政)?规范性文件{TAIL}",
        PIECES,
        inside=("active.total",),
        forms=OLD_FORMS,
    ),
    Cue(
        ("normdoc.in_force",), rf"现行有效(?:的)?(?:行政)?规范性文件{TAIL}", PIECES, forms=NEW_FORMS
    ),
    Cue(
        ("normdoc.in_force",),
        r"现行有效(?:的|共|有|为)*$",
        PIECES,
        topic=r"制发[^。]{0,4}规范性文件[^。]{0,40}现行有效",
        forms=NEW_FORMS,
    ),
    Cue(
        ("normdoc.made",),
        rf"(?:制发|新制定|制定出台)(?:的)?(?:行政)?规范性文件{TAIL}",
        PIECES,
    ),
    Cue(("normdoc.repealed",), rf"废止(?:的)?(?:行政)?规范性文件{TAIL}", PIECES, forms=NEW_FORMS),
)

RESPONSES = (
    Cue(
        ("response.press_lead",),
        rf"主要负责(?:同志|人)(?:出席|参加){TAIL}",
        TIMES,
        inside=("response.press",),
        follows=("response.press",),
    ),
    Cue(
        ("response.interview_lead",),
        rf"主要负责(?:同志|人)(?:出席|参加){TAIL}",
        TIMES,
        inside=("response.interview",),
        follows=("response.interview",),
    ),
    Cue(
        ("response.press_lead",),
        rf"{_CHIEFS}(?:出席|参加|带头参加)[^，；。]{{0,6}}新闻发布会{TAIL}",
        TIMES,
        inside=("response.press",),
    ),
    Cue(
        ("response.press",),
        rf"(?:举办|参加|召开)[^，；。]{{0,8}}新闻发布会{TAIL}",
        TIMES,
        barred=_CHIEFS,
    ),
    Cue(
        ("response.interview",),
        rf"(?:在线访谈|网上访谈|网站访谈){TAIL}",
        TIMES,
        barred="系列",
        unless=rf"{_CHIEFS}(?:出席|参加)新闻发布会",
    ),
    Cue(
        ("response.articles",),
        rf"解读(?:稿件|稿|文章|材料){TAIL}|(?:发布|刊发|编发|制作)[^，；。]{{0,6}}解读{TAIL}",
        ARTICLES,
        barred="其中|图解",
    ),
    Cue(
        ("response.hot",),
        r"回应(?:公众|社会|群众)?(?:关注|关切|热点|舆情|重大|问题|或|的)+$|全年回应$",
        TIMES,
    ),
)

_DONE = r"(?:作出|做出|办理|办结|审批|核发|实施|查处|完成)(?:各类|各项|有关|的|了)*"
_KINDS = {"license": "许可", "penalty": "处罚", "coercion": "强制"}
"""What is decided; one verb may stand for all: 「作出行政许可决定8件、行政处罚决定3件」."""

_PUT_ONLINE = "公开|公示|公布|发布|上网|录入|归集|报送"
"""What is put online is not what is decided."""

DECISIONS = (
    Cue(
        ("license.decisions",),
        rf"(?:{_DONE}行政许可(?:决定|事项|审批)?|行政许可处理决定)(?:数量)?{TAIL}",
        PIECES,
        barred=_NOT_ALL,
        forms=NEW_FORMS,
    ),
    Cue(
        ("penalty.decisions",),
        rf"(?:{_DONE}行政处罚(?:决定|案件)?|行政处罚处理决定)(?:数量)?{TAIL}",
        PIECES,
        barred=_NOT_ALL,
        forms=NEW_FORMS,
    ),
    Cue(
        ("coercion.decisions",),
        rf"(?:{_DONE}行政强制(?:决定|措施)?|行政强制处理决定)(?:数量)?{TAIL}",
        PIECES,
        barred=_NOT_ALL,
        forms=NEW_FORMS,
    ),
    Cue(
        ("charge.amount",),
        rf"行政事业性收费(?:金额|收入|总额)?{TAIL}",
        MONEY,
        barred=_NOT_ALL,
        forms=NEW_FORMS,
    ),
    *(
        Cue(
            (f"{kind}.decisions",),
            rf"^(?:全年|年内|本年)?行政{said}(?:处理)?决定{TAIL}",
            PIECES,
            barred=_NOT_ALL,
            forms=NEW_FORMS,
            unless=_PUT_ONLINE,
        )
        for kind, said in _KINDS.items()
    ),
    *(
        Cue(
            (f"{kind}.decisions",),
            rf"^[、和及]*(?:行政)?{said}(?:决定|案件|措施){TAIL}",
            PIECES,
            barred=_NOT_ALL,
            forms=NEW_FORMS,
            follows=tuple(f"{other}.decisions" for other in _KINDS if other != kind),
        )
        for kind, said in _KINDS.items()
    ),
    Cue(
        ("procurement.items",),
        rf"政府集中采购(?:的)?项目{TAIL}",
        PIECES,
        barred=_NOT_ALL,
        forms=frozenset({"2019"}),
    ),
)

RESOURCES = (
    Cue(
        ("org.staff",),
        rf"从事[^，；。]{{0,12}}公开[^，；。]{{0,6}}人员{TAIL}",
        PEOPLE,
        barred="专职|兼职",
    ),
    Cue(
        ("org.fulltime",),
        rf"专职(?:工作)?(?:人员)?{TAIL}",
        PEOPLE,
        topic=r"公开[^。]{0,60}专职",
        inside=("org.staff",),
    ),
    Cue(
        ("org.parttime",),
        rf"兼职(?:工作)?(?:人员)?{TAIL}",
        PEOPLE,
        topic=r"公开[^。]{0,60}兼职",
        inside=("org.staff",),
    ),
    Cue(
        ("org.offices",),
        rf"专门(?:工作)?机构(?:填报为|设置)?{TAIL}",
        frozenset({"个"}),
        topic="公开[^。]{0,60}机构",
    ),
    Cue(("org.points",), r"信息(?:公开)?查阅(?:点|场所)$|设查阅点$", PLACES),
    Cue(
        ("org.budget",),
        rf"(?:专项|工作)经费{TAIL}",
        MONEY,
        topic=r"公开[^。]{0,40}经费|(?:人员|机构)[^。]{0,6}经费",
        barred="科研|科技|办案|项目",
    ),
    Cue(("fee",), r"(?:检索|复制|邮寄|工本)费[^，；。]{0,8}$", MONEY, topic="申请|收费|收取"),
    Cue(
        ("training.meetings",),
        r"召开(?:[^，；。]{0,10}(?:信息|政务|政府)公开[^，；。]{0,6})?(?:工作|专题|专门)*会议?$",
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
