"""Contact facts → answer."""

import re

from assistant.citing import Citations, answered
from assistant.question import Query
from assistant.schema import Answer, Passage
from assistant.terms import held
from corpus.chunk import CONTACT_NAMES
from corpus.normalise import fold
from corpus.schema import Contact, Report
from index.search import Index

_ADDRESSED = ("address", "postcode")
"""Whoever asks where to write needs both."""
_LEAST = 0.4
_RIVAL = 0.12
"""A contact fact matched so much worse than the best was not asked for."""
_TELLING = 0.35
"""Weight of a content word that an answer may not ignore."""

_FETCHED = re.compile("下载|查阅|查看|浏览|登载|电子版|电子板|看到|找到")
_PUBLISHED = re.compile(
    "发布|公布|发出|印发|挂[上到]?网|上网|落款|出炉|写的|写好|写完|编[写制]|完成"
)
_DATED = re.compile(
    r"(?P<year>\d{4}|[二〇○零一九][〇○零一二三四五六七八九]{3})\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月"
    r"\s*[\d一二三四五六七八九十]{1,3}\s*日(?=\s*$)",
    re.MULTILINE,
)
"""The date that stands alone under a report, or at its end."""
_SENTENCE_END = re.compile(r"[。；;\n]")
_DENIED = re.compile(r"不[设通受用]|没有|未设|未开|暂无|无传真|无电话")
_SIGNATURE = 40
"""Characters of the body's name before such a date."""
_VALUES = {
    "phone": r"\d{5}", "fax": r"\d{5}", "complaint": r"\d{5}", "duty": r"\d{5}",
    "postcode": r"\d{6}", "email": r"@", "hours": r"\d\s*[:：时点]",
}  # fmt: skip
"""What the value of a contact fact looks like; prose without one gives no such fact."""


_SAID = {
    "address": r"(?<!网)(?<!网上)(?<!邮箱)(?<!邮件)地址", "postcode": "邮编|邮政编码",
    "phone": r"(?<!举报)(?<!投诉)(?<!监督)(?<!值班)(?<!小时)电话", "fax": "传真",
    "email": "邮箱|邮件|e-?mail", "website": "网址",
}  # fmt: skip
"""The plain words for contact facts, by which a question lists several."""
_SPECIAL = {
    "complaint": r"(?:举报|投诉|监督)[^,，。]{0,4}(?:电话|热线|号码)",
    "duty": r"(?:值班|24小时)[^,，。]{0,4}(?:电话|热线|号码)",
}
"""Telephones that an office's own does not stand for."""

_CALLED = {"complaint": "举报|投诉|监督", "duty": "值班|24 ?小时"}
"""What stands with such a telephone, and not with an office's own."""
_HOTLINE = re.compile("热线|专线")


def tells(passage: Passage, query: Query) -> bool:
    """Whether a passage gives the asked contact fact, or says that there is none."""
    kind = next(iter(_kinds(query)), "")
    value = _VALUES.get(kind)
    called = _CALLED.get(kind, "")
    if re.search(called, query.text) and not re.search(called, passage.text):
        return False
    return not value or bool(re.search(value, passage.text) or _DENIED.search(passage.text))


def compose_contact(query: Query, index: Index, cite: Citations) -> Answer | None:
    """Answer from the contact facts of the newest asked report, of each where years are named.

    None when they lack them.
    """
    kinds, several = _kinds(query), len(_named(query)) > 1
    if kinds[:1] == ("phone",) and _HOTLINE.search(query.text):
        return None  # a hotline is told of in the running text
    if query.cues.when and not several and _PUBLISHED.search(query.text):
        kinds = ("dated",)
    said = []
    for info in reversed(index.reports):
        if info.body not in query.bodies or info.year not in query.years:
            continue
        report = index.report(info.report_id)
        parts = _parts(report, kinds, cite, fetched=bool(_FETCHED.search(query.text)))
        if parts and (several or _has(report, kinds[:1])):
            parts += _lacking(report, kinds) if several else []
            said.append(f"{report.body}（{report.year}年年报）{'；'.join(parts)}。")
            if query.body_named and not (query.year_named and len(query.years) > 1):
                break
    if not said:
        return None
    return answered(query, "".join(said), cite)


def beyond_contacts(query: Query) -> bool:
    """Whether the question asks for more than a plain contact fact: 「24小时电话」."""
    wording = "".join(
        fold(p)
        for m in query.matches
        if m.concept.kind == "contact"
        for p in (m.concept.name, *m.concept.variants, *m.concept.aliases)
    )
    return any(t.weight * (1 - held(t, wording)) > _TELLING for t in query.terms)


def _kinds(query: Query) -> tuple[str, ...]:
    """Asked kinds, best first; 「怎么联系」 asks for all, 「传真和邮箱」 for both."""
    if len(named := _named(query)) > 1:
        return named
    special = [kind for kind, word in _SPECIAL.items() if re.search(word, query.text)]
    if special:
        return tuple(special)
    near = [m for m in query.matches if m.concept.kind == "contact"]
    least = near[0].score - _RIVAL if near else 0.0
    found = [
        m.concept.key.removeprefix("contact.")
        for m in near
        if m.score >= least or (m.exact and m.score >= _LEAST)
    ]
    if "address" in found[:1]:
        return tuple(dict.fromkeys([*_ADDRESSED, *found]))
    if found[:1] in (["office"], ["phone"]) and ("联系" in query.text or "找谁" in query.text):
        return tuple(dict.fromkeys([*found, *CONTACT_NAMES]))
    return tuple(found)


def _named(query: Query) -> tuple[str, ...]:
    """Kinds that the question names by a plain word, in order."""
    found = {kind: re.search(word, query.text) for kind, word in _SAID.items()}
    places = {kind: word.start() for kind, word in found.items() if word}
    return tuple(sorted(places, key=places.__getitem__))


def _lacking(report: Report, kinds: tuple[str, ...]) -> list[str]:
    """Which of several asked facts the report does not give."""
    names = [CONTACT_NAMES[kind] for kind in kinds if _find(report, kind) is None]
    return [f"联系方式里没有{'、'.join(names)}"] if names else []


def _has(report: Report, kinds: tuple[str, ...]) -> bool:
    """The fact asked for first must be there; others do not make up for it."""
    return any(kind in {"period", "dated"} or _find(report, kind) for kind in kinds)


def _parts(
    report: Report, kinds: tuple[str, ...], cite: Citations, *, fetched: bool = False
) -> list[str]:
    """The asked facts; ``fetched``: where to get the report is asked, the sentence tells it."""
    parts = []
    for kind in kinds:
        if kind == "period":
            from corpus.identity import find_period_span  # patterns of all of parsing

            span = find_period_span(report.text)
            if span is not None:
                start = max(report.text.rfind(m, 0, span[0]) for m in "。；，,\n") + 1
                cite.place(report.report_id, (report.title,), start, span[1])
                printed = report.text[slice(*span)].strip("为是从自：: ")
                parts.append(f"统计期限：{printed}")
            continue
        if kind == "dated":
            if (dated := _signed(report)) is not None:
                cite.place(report.report_id, (report.title,), *dated)
                parts.append(f"落款日期：{report.text[slice(*dated)]}")
            continue
        contact = _find(report, kind)
        if contact is not None and kind == "website" and fetched:
            parts.append(_whereabouts(report, contact, cite))
        elif contact is not None:
            cite.contact(report.report_id, contact)
            parts.append(f"{CONTACT_NAMES[kind]}：{contact.value.strip()}")
    return parts


def _whereabouts(report: Report, contact: Contact, cite: Citations) -> str:
    """「本报告电子版可在某网站（网址）查阅或下载」, up to the end of the sentence."""
    start = max(report.text.rfind(mark, 0, contact.start) for mark in "。；;\n") + 1
    stop = _SENTENCE_END.search(report.text, contact.end)
    end = stop.start() if stop else contact.end
    printed = report.text[start:end]
    start += len(printed) - len(printed.lstrip())
    cite.place(report.report_id, (report.title,), start, end)
    return f"“{report.text[start:end]}”"


def _signed(report: Report) -> tuple[int, int] | None:
    """Where the date under a report stands: of that year or the next, on a line of its own."""
    from corpus.period import year_of  # patterns of parsing

    for found in _DATED.finditer(report.text):
        line = report.text.rfind("\n", 0, found.start()) + 1
        alone = found.start() - line <= _SIGNATURE
        if alone and year_of(found["year"]) in (report.year, report.year + 1):
            return found.span()
    return None


def _find(report: Report, kind: str) -> Contact | None:
    return next((c for c in report.contacts if c.kind == kind), None)
