"""Contact facts of a report: address, postcode, phone, fax, e-mail, website, office."""

import re

from corpus.schema import Contact, ContactKind

_SEP = r"\s*[：:为是]\s*"
_END = r"(?=[；;，,。）)\]】\n]|$)"
_PHONE = r"(?P<value>\(?（?\d{3,4}[）)]?\s*[-—–－一]+\s*\d{7,8}(?:[-—转]\d+)?|\d{7,12})"
_PATTERNS: tuple[tuple[ContactKind, re.Pattern[str]], ...] = (
    (
        "address",
        re.compile(
            rf"(?:联系地址|通讯地址|办公地址|邮寄地址|地\s*址){_SEP}(?P<value>[^；;。）)\n]{{4,60}}?)\s*(?=[；;。，,）)\n]\s*(?:邮|电|联|传|$)|[；;。）)\n]|$)"
        ),
    ),
    ("postcode", re.compile(rf"(?:邮政编码|邮\s*编){_SEP}(?P<value>\d{{6}})")),
    (
        "phone",
        re.compile(
            rf"(?:联系电话|咨询电话|办公电话|电\s*话(?:\s*[/／、及和]\s*传\s*真)?){_SEP}{_PHONE}"
        ),
    ),
    (
        "fax",
        re.compile(rf"(?:传\s*真(?:号码|电话)?|电\s*话\s*[/／、及和]\s*传\s*真){_SEP}{_PHONE}"),
    ),
    (
        "email",
        re.compile(
            r"(?P<value>[A-Za-z0-9][\w.\-]*\s*[@＠]\s*[A-Za-z0-9\-]+(?:\s*\.\s*[A-Za-z0-9\-]+)+)"
        ),
    ),
    (
        "website",
        re.compile(
            r"(?P<value>(?:https?://)?www\s*\.\s*[A-Za-z0-9\-]+(?:\s*\.\s*[A-Za-z0-9\-]+)+/?|https?://[\w./\-]+)"
        ),
    ),
    (
        "compiler",
        re.compile(
            r"由(?P<value>[^，。；（(\n]{2,40}?)(?:负责|统一|汇总|组织)*(?:编制|编写|起草|撰写)"
        ),
    ),
    (
        "office",
        re.compile(
            r"(?:直接与|请与|请向|可与|敬请与|欢迎与|请联系|联系单位[：:]|联系部门[：:])\s*(?P<value>[^，。；（(\n]{3,40}?)\s*(?:联系|咨询|反映|反馈)?(?=[，。；（(\n]|联系|咨询)"
        ),
    ),
)


def find_contacts(text: str) -> tuple[Contact, ...]:
    """The first printed fact of each kind, in order of place.

    Reports give them in the preamble; some at the end.
    """
    found: list[Contact] = []
    for kind, pattern in _PATTERNS:
        match = pattern.search(text)
        if match is not None:
            start, end = match.span("value")
            found.append(Contact(kind, text[start:end], start, end))
    return tuple(sorted(found, key=lambda contact: contact.start))
