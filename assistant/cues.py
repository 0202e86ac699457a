"""Wordings for applications, their results and disputes; all wordings in the order tried."""

import re

from assistant.cue import NEW_FORMS, OLD_FORMS, PIECES, TAIL, Cue
from assistant.cues_openness import DECISIONS, OPENNESS, RESOURCES, RESPONSES

_ABOUT_REQUESTS = r"依申请|信息公开[^，。；]{0,4}申请|申请(?:数量|办理|情况|公开)|收到和处理"
_ABOUT_DISPUTES = r"公开[^。]{0,40}(?:复议|诉讼|举报|投诉)|(?:复议|诉讼)[^。]{0,24}公开|依申请|公开[^。]{0,12}争议|争议"
_DISPUTED = r"(?:复议|诉讼|举报|投诉)"
_OTHER_REQUESTS = (
    r"复议|诉讼|传真|信函|来信|邮寄|当面|网络|网上|线上|再生育|许可|审批|补贴|救助|登记"
)
_OTHER_AFFAIRS = r"热线|诉求|留言|咨询|网民|提案|建议|问政|信箱|来电"
_MARKED = r"发文|公文|制文|属性|标注"
"""「发文214件，依申请公开71件、不予公开47件」 counts documents by how they are marked."""
_BOTH = (("apply.new", "apply.carried_in"),)


def _request(keys: tuple[str, ...], lead: str, **more: object) -> Cue:
    return Cue(keys, lead, PIECES, topic=_ABOUT_REQUESTS, inside=("*",), **more)  # type: ignore[arg-type]


REQUESTS = (
    _request(
        ("apply.carried_in",),
        rf"上(?:一)?年度?结转(?:[^，；。]{{0,10}}申请)?{TAIL}",
        unless=_DISPUTED,
    ),
    _request(
        ("apply.carried_out",),
        r"(?:结转(?:至|到|入)?(?:下|次)(?:一)?年度?|转(?:入)?下(?:一)?年度?|顺延(?:至|到)下(?:一)?年度?)"
        rf"(?:继续)?(?:办理|答复)*{TAIL}",
        unless=_DISPUTED,
    ),
    _request(
        ("apply.carried_out",), r"申请[^，。；]{0,16}(?:顺延|结转)[至到]?下(?:一)?年", after=True
    ),
    _request(("apply.new",), rf"新收(?:到)?[^，；。]{{0,12}}申请{TAIL}", barred=_OTHER_REQUESTS),
    _request(
        ("apply.new",),
        rf"(?:收到|受理|接收|接到)(?:的)?[^，；。]{{0,14}}(?:申请|依申请公开)件?{TAIL}",
        also=_BOTH,
        barred=_OTHER_REQUESTS,
    ),
    _request(
        ("result.total",),
        r"(?:办结|办理|答复|处理)(?:了)?(?:政府|政务|信息|公开|依申请|各类|有关|的)*"
        rf"(?:申请|依申请公开)件?{TAIL}",
        also=(("apply.closed",), *_BOTH, ("apply.new",)),
        barred=r"复议|诉讼|按[时期]|延期",
    ),
    _request(
        ("result.total",),
        rf"(?:^|共|共计|已|全年|依法|按[时期]|累计)答复{TAIL}",
        unless=rf"{_DISPUTED}|{_OTHER_AFFAIRS}",
    ),
    _request(("apply.closed_on_time",), rf"(?:按时|按期|如期)办结{TAIL}"),
    _request(("apply.closed_extended",), rf"(?:延期(?:办结|答复)?|延长答复期限){TAIL}"),
    _request(
        ("apply.closed",),
        rf"(?:^|共|当年|已|全年)办结{TAIL}",
        also=(("result.total",),),
        unless=rf"{_DISPUTED}|{_OTHER_AFFAIRS}",
    ),
    _request(("apply.in_person",), rf"当面(?:提交|申请|提出|递交)?{TAIL}"),
    _request(("apply.fax",), rf"传真(?:提交|申请|提出)?{TAIL}"),
    _request(
        ("apply.online",),
        rf"(?:网络|网上|线上|在线|互联网|网络平台)(?:平台)?(?:提交|申请|提出)?{TAIL}",
        barred="访谈|调查|办事",
    ),
    _request(
        ("apply.letter",),
        rf"(?:信函|来信|邮寄|书信)(?:提交|申请|提出)?{TAIL}",
        also=(("apply.letter_fax",),),
        barred="局长信箱|群众来信",
    ),
)

RESULTS = (
    _request(("result.granted", "result.partial"), rf"予以公开[及和与、或]部分公开{TAIL}"),
    _request(("result.partial",), rf"(?<![及和与、或])(?:同意)?部分公开{TAIL}", unless=_MARKED),
    _request(("result.denied",), rf"(?:不予公开|不同意公开){TAIL}", unless=_MARKED),
    _request(("result.granted",), rf"(?<!不)(?:同意公开|予以公开|全部公开){TAIL}", unless=_MARKED),
    _request(("result.unavailable",), rf"无法提供{TAIL}", forms=NEW_FORMS),
    _request(("result.refused",), rf"不予处理{TAIL}", forms=NEW_FORMS),
    _request(("result.other",), rf"其他处理{TAIL}", forms=NEW_FORMS),
    _request(
        ("result.already_public",),
        rf"(?:已主动公开|主动公开)(?:范围)?{TAIL}",
        unless=_MARKED,
        forms=OLD_FORMS,
    ),
    _request(
        ("result.not_ours",),
        rf"不属于本(?:行政)?机关(?:公开|掌握|职权范围|职责范围)?{TAIL}",
        forms=OLD_FORMS,
    ),
    _request(("result.not_exist",), rf"信息不存在{TAIL}", forms=OLD_FORMS),
    _request(("result.amend",), rf"(?:更改|作出更改)、?补充{TAIL}", forms=OLD_FORMS),
    _request(("denied.commercial",), rf"涉及商业秘密{TAIL}", forms=OLD_FORMS),
    _request(("denied.privacy",), rf"涉及个人隐私{TAIL}", forms=OLD_FORMS),
    _request(("denied.secret",), rf"涉及国家秘密{TAIL}", forms=OLD_FORMS),
)

_CASES = frozenset({"件", "起", "宗", "例", "次"})


def _dispute(keys: tuple[str, ...], lead: str, **more: object) -> Cue:
    return Cue(keys, lead, _CASES, topic=_ABOUT_DISPUTES, inside=("*",), **more)  # type: ignore[arg-type]


DISPUTES = (
    _dispute(("review", "lawsuit"), rf"复议[、和与及](?:被)?(?:提起)?(?:行政)?诉讼{TAIL}"),
    _dispute(("review.corrected",), rf"复议机关(?:依法)?(?:纠正|纠错){TAIL}"),
    _dispute(("review.upheld",), rf"复议机关(?:予以)?维持{TAIL}"),
    _dispute(("review",), rf"(?:行政复议|申请复议|被复议){TAIL}", barred="诉讼"),
    _dispute(("lawsuit",), rf"(?:行政诉讼|提起诉讼|^、?诉讼|被起诉){TAIL}", barred="复议"),
    _dispute(
        ("review",), r"(?:涉及|因|有关|与)[^，。；、]{0,20}行政复议(?!机关)(?![、和])", after=True
    ),
    _dispute(("complaint",), rf"(?:举报投诉|投诉举报|举报|投诉){TAIL}", barred="咨询|消费|诉求"),
)

CUES = (*REQUESTS, *RESULTS, *DISPUTES, *OPENNESS, *DECISIONS, *RESPONSES, *RESOURCES)
"""In the order tried; the first that fits names the figure."""

NONE_AT_ALL = (
    (
        "apply.new",
        r"(?:未|没有)(?:收到|接到|受理)[^，。；]{0,12}(?:信息公开|依申请公开)(?:的)?申请",
    ),
    (
        "complaint",
        r"(?:未|没有|无)(?:收到|接到|发生|出现|因)[^，。；]{0,16}公开[^，。；]{0,12}(?:举报|投诉)",
    ),
    ("review", r"(?:未|没有|无)[^，。；]{0,24}行政复议"),
    ("lawsuit", r"(?:未|没有|无)[^，。；]{0,36}行政诉讼"),
)
"""Sentences that say there was none, per key."""

NOT_NONE = re.compile(
    r"败诉|纠正|纠错|撤销|维持|审结|无正当|无法|无关|传真|信函|当面|网络|网上|书面|未经|未结|未按"
)
"""Words that make such a sentence say something else."""
