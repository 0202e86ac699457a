"""Row labels of a form located in a text, in the form's order.

The text may have lost every cell border (「…数量713000074二、上年结转…」), so labels are
what holds a table together: hits of every wording are collected, then the best increasing
chain of hits is the table.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from corpus.catalogue.schema import Row
from corpus.tables.fold import Folded, Numbering, fold_label, numbering, plain

UNITS = "万元|亿元|人次|美元|元|条|件|次|篇|个|人|项|份|期|起|场|家|宗|户"
Follow = Literal["tab", "same", "next", "none"]

_CLOSERS = re.compile(r"[)\]”\"’'》」』]*")
_NOTE = r"(?:[^\S\n]*\n?[^\S\n]*\([^()\n]{4,80}\))?"
_FOLLOW = re.compile(
    rf"{_NOTE}(?:(?P<tab>[^\S\n\t]*\t)"
    rf"|[^\S\n]*(?:(?:{UNITS})[^\S\n]*)?(?P<same>[-—–/]|\d)"
    rf"|\s*(?:(?:{UNITS})\s*)?(?P<next>[-—–/]|\d))"
)
_UNIT_AHEAD = re.compile(rf"(?:{UNITS})(?!\w)|(?:{UNITS})(?=\d)")
UNIT_FIGURE = re.compile(rf"\s*(?:{UNITS})\s*\d")
"""Unit before figure: how tables are printed, and prose is not."""
_UNIT_BEFORE = re.compile(rf"(?:{UNITS})$")
_ANY_NUMBER = r"(?:\(\s*[一二三四五六七八九十]+\s*\)|[一二三四五六七八九十]+\s*[、.,]|\d\s*[.、])"
_AMONG = r"(?:其\s*中\s*[:,、]?\s*)?"
_ANY_LEAD = re.compile(rf"{_AMONG}(?P<number>{_ANY_NUMBER})?\s*{_AMONG}$")
_SHORT = 3
"""Labels this short (其他, 总计, 规章) are words of the prose too: only with their numbering."""
_REACH = 600
"""Characters between two rows of one table, at most: the widest gap seen, around a page break
of an extracted PDF, is some 180."""
_WEIGHT: dict[Follow, float] = {"tab": 3.0, "same": 3.0, "next": 1.5, "none": 0.7}


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of the form to be found: its place in the order and its folded wordings."""

    row: Row
    order: int
    cores: tuple[str, ...]
    numbering: Numbering | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A label in the text: ``text[start:end]``, numbering included."""

    slot: int
    start: int
    end: int
    core: int
    """Where the label begins after its numbering."""
    follow: Follow
    score: float


def slots(rows: Sequence[Row]) -> tuple[Slot, ...]:
    """Rows in printed order, a replacement right after the row it replaces."""
    ordered: list[Row] = []
    for row in rows:
        if row.replaces is None:
            ordered.append(row)
        else:
            ordered.insert(1 + next(i for i, r in enumerate(ordered) if r.key == row.replaces), row)
    return tuple(
        Slot(row, i, _cores(row.labels), numbering(plain(row.labels[0])))
        for i, row in enumerate(ordered)
    )


def _cores(labels: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(fold_label(label) for label in labels)
    for label in labels:
        # 「专职人员数（不包括…）」 is also printed without its bracket, which is then a note.
        found.setdefault(fold_label(re.sub(r"(?<!^)（[^（）]{4,}）$", "", label)))
    return tuple(sorted(found, key=len, reverse=True))


def find_hits(text: str, folded: Folded, wanted: Sequence[Slot]) -> list[Hit]:
    """Every place where a wanted label stands as a label; ``text`` is plain."""
    raw: dict[tuple[int, int], tuple[int, int]] = {}
    for slot in wanted:
        for core in slot.cores:
            at = folded.text.find(core)
            while at >= 0:
                raw.setdefault((slot.order, at), (at, at + len(core)))
                at = folded.text.find(core, at + 1)
    spans = [(slot, folded.at[a], folded.at[b - 1] + 1) for (slot, _), (a, b) in raw.items()]
    starts = {_lead(text, core)[0] for _, core, _ in spans}
    hits = (_judge(text, wanted[slot], core, end, starts) for slot, core, end in spans)
    return sorted((h for h in hits if h is not None), key=lambda h: (h.start, -h.end))


# Forms share most of their labels: the same place is looked at once a form.
@lru_cache(maxsize=4096)
def _lead(text: str, core: int) -> tuple[int, str]:
    """(start with numbering, printed number) of a label whose words begin at ``core``."""
    window = text[max(0, core - 14) : core]
    match = _ANY_LEAD.search(window)
    if match is None:
        return core, ""
    start = core - len(window) + match.start()
    if text[start:core].strip() == "":
        return core, ""
    while text[start].isspace():
        start += 1
    return start, match["number"] or ""


def _judge(text: str, slot: Slot, core: int, end: int, starts: set[int]) -> Hit | None:
    start, number = _lead(text, core)
    same_number = _agrees(slot.numbering, number)
    length = end - core
    end = _close(text, core, end)
    alone = _alone(text, start, end)
    if length <= _SHORT and not ((same_number and slot.numbering) or alone):
        return None
    if start == core and not _free_before(text, start) and not UNIT_FIGURE.match(text, end):
        return None
    if end not in starts and not _free_after(text, end):
        return None
    follow = _follow(text, end)
    score = _WEIGHT[follow] + (1.0 if same_number else 0.0) + min(length, 12) / 12
    return Hit(slot.order, start, end, core, follow, score)


def _agrees(wanted: Numbering | None, number: str) -> bool:
    if wanted is None or wanted.depth == 0:
        return number == ""
    return bool(number) and numbering(number) == wanted


def _close(text: str, core: int, end: int) -> int:
    """Take a closing bracket or quotation mark that belongs to the label."""
    match = _CLOSERS.match(text, end)
    if match is None or match.end() == end:
        return end
    opened = any(c in text[core:end] for c in "([“\"‘'《「『")
    return match.end() if opened or _FOLLOW.match(text, match.end()) else end


def _alone(text: str, start: int, end: int) -> bool:
    """Whether the label is a whole cell or line, or starts one and a figure follows."""
    before = start == 0 or text[start - 1] in "\t\n"
    return before and _FOLLOW.match(text, end) is not None


def _free_before(text: str, start: int) -> bool:
    if start == 0 or not text[start - 1].isalpha():
        return True
    return _UNIT_BEFORE.search(text[max(0, start - 2) : start]) is not None


def _free_after(text: str, end: int) -> bool:
    if end >= len(text) or not text[end].isalpha():
        return True
    return _UNIT_AHEAD.match(text, end) is not None


def _follow(text: str, end: int) -> Follow:
    match = _FOLLOW.match(text, end)
    if match is None:
        return "none"
    return "tab" if match["tab"] else "same" if match["same"] else "next"


def rehit(text: str, slot: Slot, start: int, end: int) -> Hit:
    """A hit for a misprinted label found at ``text[start:end]``."""
    return Hit(slot.order, start, end, start, _follow(text, end), 0.0)


def best_chain(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The increasing chain of hits with the highest score, gaps counted against it."""
    best: list[float] = []
    back: list[int] = []
    for i, hit in enumerate(hits):
        score, link = hit.score, -1
        for j in range(i - 1, -1, -1):
            gap = hit.start - hits[j].end
            if gap > _REACH:
                break
            if gap < 0 or hits[j].slot >= hit.slot:
                continue
            cost = gap / 300 + 0.05 * (hit.slot - hits[j].slot - 1)
            if best[j] - cost + hit.score > score:
                score, link = best[j] - cost + hit.score, j
        best.append(score)
        back.append(link)
    if not best:
        return ()
    chain: list[Hit] = []
    at = max(range(len(best)), key=lambda k: best[k])
    while at >= 0:
        chain.append(hits[at])
        at = back[at]
    return tuple(reversed(chain))


def closest(piece: str, wanted: Sequence[Slot], missing: frozenset[int]) -> Slot | None:
    """The missing row a misprinted label stands for, or ``None`` when that is not certain.

    ``piece`` is a whole printed label in plain text. 「危机」 for 「危及」 and a lost word
    pass (ratio ≥ 84 with the right number, ≥ 90 without any); a label that is nearer to a row
    found elsewhere, or bears another row's number, does not.
    """
    core = fold_label(piece)
    if len(core) <= _SHORT:
        return None
    ranked = sorted(
        ((max(fuzz.ratio(core, c) for c in slot.cores), -slot.order, slot) for slot in wanted),
        key=lambda r: r[:2],
        reverse=True,
    )
    ratio, _, slot = ranked[0]
    printed = numbering(piece)
    if slot.order not in missing or (printed and printed.depth and printed != slot.numbering):
        return None
    return slot if ratio >= (84 if printed and printed.depth else 90) else None
