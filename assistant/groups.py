"""「不予公开各项加起来」, 「各类申请人相加」: a group's rows, or a row's applicants, as a whole.

Both ask for one figure: of the group's heading, which is the sum of its rows, or of the row's
total. The words that say so name nothing in a report.
"""

import re

from assistant.concepts import Match
from assistant.intent import ADDED, TOTALLING
from assistant.layout import layout_of
from corpus.catalogue import load_catalogue

_COUNT = r"(?:(?:全部|所有|那|这)?(?:[几两二三四五六七八九]|\d)个?|各个?|各?分|各?小|全部|所有)"
_KIND = r"(?:[分小]?项|[种类]|情形|情况|理由|原因)"
_ROWS = re.compile(
    rf"[,，]?的?{_COUNT}{_KIND}(?:情形|情况|理由|原因|结果|数字|件数)?(?:全部|全都|都)?"
    rf"(?P<rest>[里中]?的?[^,，。]{{0,6}}?)(?:{ADDED}|(?P<total>{TOTALLING}|的?总数))"
)
_APPLICANTS = re.compile(
    rf"[,，]?(?:各|全部|所有|不同|几|七|每|这些)[种类个]?申请人(?:类[型别])?(?:的|全部|全都|都)?"
    rf"(?:{ADDED}|{TOTALLING})(?:起来)?"
)
_AGAIN = re.compile(rf"(?:{ADDED}|{TOTALLING})+(?={TOTALLING})")
_LEAST = 0.4
"""A group meant less plainly than this is not what its rows are left out for."""


def as_whole(text: str) -> tuple[str, bool]:
    """What is asked, said of the whole; whether a group's rows were to be added up."""
    text = _APPLICANTS.sub("", text)
    whole = _ROWS.sub(lambda m: f"{m['rest']}{m['total'] or '一共'}", text)
    if whole == text:
        return text, False
    whole = _AGAIN.sub("", whole)
    if len(re.findall(TOTALLING, whole)) > 1:
        whole = re.sub(rf"(?:{TOTALLING})$", "", whole)
    return (whole if re.search("[几多]", whole) else f"{whole}多少件"), True


def without_members(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The concepts that may be meant where a group is: its rows are not asked for one by one."""
    parts = layout_of(load_catalogue()).parts
    score = {m.concept.key: m.score for m in matches}
    members = {
        part
        for (_, key), made_of in parts.items()
        if score.get(key, 0.0) >= _LEAST
        for part in made_of
        if score.get(part, 0.0) <= score[key]
    }
    return tuple(m for m in matches if m.concept.key not in members)
