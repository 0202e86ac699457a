"""Contact facts of a report: address, telephones, e-mail, website, office, hours, compiler."""

import re

from corpus.schema import Contact, ContactKind

_MARK = r"\s*[：:]\s*"
_IS = r"\s*(?:[：:为是]\s*)?"
_END = r"(?=\s*(?:[；;。，,、（(）)\n]|邮\s*编|邮政|电\s*话|联系|传\s*真|$))"
_DIGITS = (
    r"(?:[（(]\s*[0０]\d{2,3}\s*[）)]\s*[-—–－]?\s*|[0０]\d{2,3}\s*[-—–－一]+\s*|[0０]\d{2,3}\s+)?"
    r"(?:\d{7,8}|\d{3,4}[- ]\d{4})"
    r"(?:\s*[-—转]\s*\d{1,5})?(?!\d)|[1１]\d{10}(?!\d)|[0０]\d{9,11}(?!\d)"
)
_NUMBER = rf"(?P<value>{_DIGITS})"
_TEL = r"(?<![投举监诉报督传])(?:联\s*系|咨\s*询|办\s*公|值\s*班|服\s*务)?\s*电\s*话(?:号\s*码)?"
_FAX = r"传\s*真(?:号\s*码|电\s*话)?"
_AND = r"\s*[/／、及和兼与（(]*\s*(?:兼|含|及|带)?\s*"
_SHUT = r"\s*[）)]?"
_BODY = r"[^，。；、：:《》（）()“”\n\s]"
_OFFICE = rf"{_BODY}{{0,36}}?(?:局|委员会|委|办公室|办公厅|办|厅|政府|街道|中心|处|科室|科|股|院|所|站|队|公司|学校)"
_PLACE = r"[^；;。，,（）()\n：:]{2,40}?(?:路|街|巷|道|号|室|层|楼|村)[^；;。，,（）()\n：:]{0,20}?"
_HOST = r"[A-Za-z0-9\-]{1,63}"

_ADDRESS = (
    rf"地\s*[址点]{_MARK}(?P<value>[^；;。，,\n]{{4,60}}?){_END}",
    rf"(?:寄|送)\s*[至往到]\s*(?P<value>{_PLACE}){_END}",
    rf"[（(，,；;]\s*(?P<value>{_PLACE})\s*[，,；;、]\s*(?:邮\s*编|邮政编码|联系电话|电\s*话)",
)
_POSTCODE = (rf"(?:邮\s*政\s*编\s*码|邮\s*编){_IS}(?P<value>\d(?:\s?\d){{5}})(?!\d)",)
_PHONE = (
    rf"{_TEL}(?:{_AND}{_FAX}{_SHUT})?{_IS}{_NUMBER}",
    rf"{_FAX}{_AND}电\s*话{_SHUT}{_IS}{_NUMBER}",
    rf"(?:拨打|致电)[^，。；\n\d]{{0,24}}{_NUMBER}",
)
_FAX_NUMBER = (
    rf"{_FAX}(?:{_AND}电\s*话)?{_SHUT}{_IS}{_NUMBER}",
    rf"电\s*话(?:号\s*码)?{_IS}{_NUMBER}\s*[（(，,；;]?\s*(?:[兼含带及]传真|传\s*真{_IS}同)",
)
_EMAIL = (
    rf"(?<![A-Za-z0-9._\-])(?P<value>[A-Za-z0-9][A-Za-z0-9._\-]{{0,63}}\s*[@＠]\s*"
    rf"{_HOST}(?:\s*[.．]\s*{_HOST})+)",
)
_WEBSITE = (
    rf"(?P<value>(?:https?://)?www\s*\.\s*{_HOST}(?:\s*\.\s*{_HOST})+/?|https?://[\w./\-]{{4,200}})",
    rf"(?:网\s*址|网站地址|门户网站){_MARK}(?P<value>{_HOST}(?:\.{_HOST})+/?)",
)
_COMPILED = r"(?:编制|编写|起草|撰写)"
_COMPILER = (
    rf"由\s*(?P<value>{_OFFICE})(?:负责|牵头|会同|统一|汇总|组织|根据|整理|结合|按照|依照|具体)"
    rf"[^。；（(\n]{{0,30}}?{_COMPILED}",
    rf"由\s*(?P<value>{_BODY}{{2,36}}?)(?:负责)?{_COMPILED}",
    rf"(?:^|[，。；\n])\s*(?P<value>(?![我本由]){_OFFICE})(?:[依按]照|根据)?(?:《[^》\n]{{2,40}}》)?"
    r"(?:的?规定|的?要求)?(?:组织)?编制(?:完成|了|而成|本|\d{4})",
)
_OFFICE_NAMED = (
    rf"(?:直接与|[请可]以?[与向]|欢迎与|请联系|请咨询)\s*(?P<value>{_OFFICE})\s*"
    r"(?=联系|咨询|反映|反馈|垂询|[（(]\s*(?:联系)?(?:地址|电话|邮编))",
    rf"(?:(?:联系|咨询|受理|承办)(?:单位|部门|机构|方式|科室)|(?:^|\n)\s*单位){_MARK}(?P<value>{_OFFICE})"
    r"(?=\s*[，。；,;（(\n]|\s*$)",
    rf"(?:请(?:直接)?联系|请咨询)[：:]?\s*(?P<value>{_OFFICE})(?=\s*[，。；,;（(\n]|\s*$)",
)
_COMPLAINING = r"(?:投\s*诉|举\s*报|监\s*督|纪\s*检|督\s*查)"
_COMPLAINT = (
    rf"{_COMPLAINING}[^，。；、：:\n\d]{{0,6}}?(?:电\s*话|热\s*线|专\s*线)(?:号\s*码)?{_IS}{_NUMBER}",
    rf"(?P<value>1[23]\d{{3}})(?!\d)[”」’]?[^，。；、\n\d]{{0,8}}{_COMPLAINING}[^，。；、\n\d]{{0,4}}(?:电话|热线)",
)
_ON_DUTY = r"(?:值\s*班|24\s*小时|昼夜|夜间|全天)"
_DUTY = (
    rf"{_ON_DUTY}[^，。；：:\n\d]{{0,6}}电\s*话(?:号\s*码)?{_IS}{_NUMBER}",
    rf"{_NUMBER}\s*[（(][^（）()\n]{{0,12}}{_ON_DUTY}",
)
_DAYS = r"(?:(?:每?周|每?星期)[一二三四五六日]\s*[至到—–-]+\s*(?:周|星期)?[一二三四五六日]|(?:法定)?工作日)"
_CLOCK = r"\d{1,2}\s*[:：时点](?:\s*\d{2})?(?:\s*分)?"
_HOURS = (
    rf"(?:办公|接待|工作|受理|服务|咨询|上班|开放)时间{_MARK}(?P<value>[^。；;\n]{{0,40}}?{_CLOCK}[^。；;\n]{{0,40}})",
    rf"(?P<value>{_DAYS}(?:[^。；;\n\d]{{0,8}}{_CLOCK}){{2,4}}(?:\s*[（(][^（）()\n]{{0,20}}[）)]|[）)])?)",
)
_SOURCES: tuple[tuple[ContactKind, tuple[str, ...]], ...] = (
    ("address", _ADDRESS),
    ("postcode", _POSTCODE),
    ("phone", _PHONE),
    ("fax", _FAX_NUMBER),
    ("email", _EMAIL),
    ("website", _WEBSITE),
    ("compiler", _COMPILER),
    ("office", _OFFICE_NAMED),
    ("complaint", _COMPLAINT),
    ("duty", _DUTY),
    ("hours", _HOURS),
)
# Web and e-mail addresses are ASCII; full-width digits of a telephone number are digits too.
_PATTERNS = tuple(
    (kind, tuple(re.compile(s, re.ASCII if kind == "website" else 0) for s in sources))
    for kind, sources in _SOURCES
)


def find_contacts(text: str) -> tuple[Contact, ...]:
    """The first printed fact of each kind, in order of place.

    Reports give them in the preamble, some at the end. A fact that is denied (「不设传真」) or
    left blank is absent. A fax that 「同电话」 has the telephone's number and place.
    """
    found: list[Contact] = []
    for kind, patterns in _PATTERNS:
        match = next((m for pattern in patterns if (m := pattern.search(text))), None)
        if match is not None:
            start, end = match.span("value")
            found.append(Contact(kind, text[start:end], start, end))
    return tuple(sorted(found, key=lambda contact: (contact.start, contact.kind)))
