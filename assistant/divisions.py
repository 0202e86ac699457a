"""Totals that running text divides: 「留言64件，其中咨询21件、求助30件、其他11件」.

A list is read as a division only where an introducing word, a bracket or a closing 共 ties it
to a total counted in the same unit. Whether the parts are all there is (``whole``) and whether
one thing may be counted in two of them (``overlapping``) is read off the wording; without
either a smaller sum proves nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.division import NO_TOTALS, Division, spans_of
from assistant.listing import Part, Stream, parts_after, streams
from assistant.sentences import sentences
from assistant.unmarked import closed, implied
from corpus.numbers import Quantity
from corpus.schema import Report

_INTRODUCED = re.compile(
    r"其中(?:包括|包含|有)?|(?<!不)包括|包含|分别(?:为|是)|(?:分为|分成)(?:[^，。；\d]{0,8}[类种]：?)?"
    r"|涉及|按[^，。；\d]{2,8}分(?!别)[，：:]?|(?:主要)?(?:类别|类型|种类|构成|来源)(?:有|为|包括|如下)?[：:]"
)
_BY_KIND = re.compile(r"类别|类型|种类|构成|来源|^按")
_APPLICANT = re.compile(r"自然人|个人|公民|法人|企业|组织")
_ALL = re.compile(r"分别|分为|分成|按.+分")
_RESIDUE = re.compile(r"^(?:其他|其它|其余|剩余|余下)")
_PAIRS = (
    ("自然人|个人|公民", "法人|单位|组织|企业"),
    ("按[时期]|如期", "延期|延长"),
    ("专职", "兼职"),
    ("线上|网上|网络", "线下|现场|窗口"),
    ("^已|办结", "^未|正在|在办"),
)
_CHANNEL = re.compile(
    r"网站|微博|微信|公众号|公报|新媒体|客户端|报纸|报刊|电视|广播|公开栏|公示栏|渠道|方式|平台|抖音|视频号"
)
_TWICE = re.compile(r"新增|注销|关停|停用|原创|转载|转发|首发|涉及|出席|参加|采用|使用|运用")
"""Marks of parts that one thing may fall into twice, or of changes rather than parts."""
_NOT_ALL = re.compile(r"\s*(?:等|左右)")
_SIDE_BY_SIDE = re.compile(r"\s*(?:、|和|及|以及|与)[^，；。]*$")
_LASTING = re.compile(r"占\s*[\d.]+\s*[%％]\s*。?$")
_LASTED = re.compile(r"[^，。；\d]{2,40}\d[\d,]*\s*[件条个份项篇次人]，占")
_CHANGED = re.compile(
    r"[比较同][^，。；]{0,14}(?:增加|减少|增长|下降|上升|提高|降低|多|少)了?约?\s*$"
)
"""「比上年增加26件，其中自然人138件」 divides no 26."""
_NEAR = 60
"""Characters between a total and the word that begins its list."""


def divisions(report: Report) -> tuple[Division, ...]:
    """Every division of the running text, in the order of the text."""
    found: list[Division] = []
    before: Stream | None = None
    for start, end in _joined(report):
        for stream in streams(report.text, start, end):
            listed = [*_introduced(stream, before), *closed(stream)]
            found += listed or implied(stream)
            before = stream if not stream.bracketed else before
    return tuple(sorted(found, key=lambda d: d.spans))


def _joined(report: Report) -> Iterator[tuple[int, int]]:
    """Sentences; 「其中甲5件，占50%。乙5件，占50%。」 is one list."""
    held: tuple[int, int] | None = None
    for start, end in sentences(report):
        if held and _LASTED.match(report.text[start:end].lstrip()):
            held = held[0], end
            if _LASTING.search(report.text[start:end]):
                continue
            yield held
            held = None
            continue
        if held:
            yield held
        held = (start, end) if _LASTING.search(report.text[start:end]) else None
        if held is None:
            yield start, end
    if held:
        yield held


def _introduced(stream: Stream, before: Stream | None) -> Iterator[Division]:
    marks = list(_INTRODUCED.finditer(stream.shown))
    for at, mark in enumerate(marks):
        total = _total_before(stream, mark.start(), before)
        by_kind = bool(_BY_KIND.search(mark[0]))
        if total is None and not by_kind:
            continue
        unit = total.unit if total and not by_kind else None
        stop = marks[at + 1].start() if at + 1 < len(marks) else len(stream.shown)
        parts = parts_after(stream, mark.end(), stop, unit)
        if mark[0] == "涉及" and not (parts and _APPLICANT.search(parts[0].label)):
            continue
        kind = stream.shown[max(0, mark.start() - _NEAR) : mark.start()] if by_kind else ""
        division = _made(stream, None if by_kind else total, parts, mark[0])
        if division is not None:
            yield replace(division, kind=kind)
    if stream.bracketed and not marks and stream.total is not None:
        parts = parts_after(stream, 0, len(stream.shown), stream.total.unit)
        division = _made(stream, stream.total, parts, "") if len(parts) > 1 else None
        if division is not None:
            yield division


def _total_before(stream: Stream, at: int, before: Stream | None) -> Quantity | None:
    """The number a list divides: the last one before it, or the only one of the sentence before."""
    place = stream.start + at
    counted = [q for q in stream.quantities if q.unit_end <= place and q.unit not in NO_TOTALS]
    counted = [q for q in counted if not _CHANGED.search(stream.text, stream.start, q.start)]
    if counted:
        near = place - counted[-1].unit_end <= _NEAR
        return counted[-1] if near and not counted[-1].approximate else None
    if stream.total is not None:
        return stream.total
    if before is None or stream.shown[:at].strip():
        return None
    counted = [q for q in before.quantities if q.unit not in NO_TOTALS]
    near = bool(counted) and stream.start - counted[-1].unit_end <= _NEAR
    return counted[0] if len(counted) == 1 and near else None


def _made(
    stream: Stream, total: Quantity | None, parts: Sequence[Part], mark: str
) -> Division | None:
    parts = _fitting(stream, total, _within_clauses(stream, total, parts))
    if not parts or any(p.quantity.approximate for p in parts):
        return None
    if total is not None:
        total = _same_sum(stream, total, parts)
        if _parallel(stream, total, parts):
            return None
        if len(parts) == 1 and parts[0].quantity.value <= total.value:
            return None
    elif len(parts) < 3:
        return None
    end = parts[-1].quantity.unit_end
    cut_off = bool(_NOT_ALL.match(stream.text, end)) or parts[-1].label.endswith("等")
    labels = [p.label for p in parts]
    rest = bool(_RESIDUE.match(labels[-1])) and not _apart(stream, parts)
    said = bool(_ALL.search(mark)) or rest
    whole = (said or _pair(labels) or _full(parts)) and not cut_off and not _mixed(stream, parts)
    channels = sum(bool(_CHANNEL.search(label)) for label in labels) > 1
    overlapping = channels or any(_TWICE.search(label) for label in labels)
    return Division(total, tuple(parts), whole, overlapping, spans_of(stream, total, end))


def _within_clauses(
    stream: Stream, total: Quantity | None, parts: Sequence[Part]
) -> Sequence[Part]:
    """The list without what another clause counts and divides again.

    「项目116个，其中开工107个；公示方案64个，采纳意见的9个」 divides 116 into one part.
    """
    if total is None:
        return parts
    gaps = [stream.text[a.quantity.unit_end : b.quantity.start] for a, b in pairwise(parts)]
    for at, gap in enumerate(gaps):
        if "；" in gap and any("；" not in later for later in gaps[at + 1 :]):
            return parts[: at + 1]
    return parts


def _apart(stream: Stream, parts: Sequence[Part]) -> bool:
    """Whether a stronger mark than any other of the list stands before its last part.

    「收到83件。办结81件，其中延期办结5件；其余2件」: the rest is of what was counted before.
    """
    ends = [p.quantity.unit_end for p in parts]
    gaps = [stream.text[a : p.quantity.start] for a, p in zip(ends, parts[1:], strict=False)]
    return bool(gaps) and "；" in gaps[-1] and not any("；" in gap for gap in gaps[:-1])


def _fitting(stream: Stream, total: Quantity | None, parts: Sequence[Part]) -> Sequence[Part]:
    """The list without what follows it: it ends where the total is reached."""
    if total is None:
        return parts
    so_far = Decimal(0)
    for at, part in enumerate(parts):
        if at and part.quantity.value > total.value:
            return parts[:at]  # 「网上5件，信函4件，办结20件」
        so_far += part.quantity.value
        if at and so_far == total.value:
            return parts[: at + 1]
    return parts


def _same_sum(stream: Stream, total: Quantity, parts: Sequence[Part]) -> Quantity:
    """Another number of the sentence that the parts add up to, else the one given."""
    added = sum((p.quantity.value for p in parts), Decimal(0))
    first = parts[0].quantity.start
    earlier = [q for q in stream.quantities if q.unit_end <= first and q.unit == total.unit]
    return next((q for q in earlier if q.value == added), total)


def _parallel(stream: Stream, total: Quantity, parts: Sequence[Part]) -> bool:
    """Whether the list may divide several totals together: 「建议42件、提案57件，其中…」.

    It may where the last two are linked, or where its sum exceeds the last total but not all.
    """
    added = sum((p.quantity.value for p in parts), Decimal(0))
    before = [q for q in stream.quantities if q.unit_end <= total.start and q.unit == total.unit]
    if not before or added == total.value:
        return False
    linked = _SIDE_BY_SIDE.match(stream.text[before[-1].unit_end : total.start]) is not None
    together = total.value + sum((q.value for q in before), Decimal(0))
    return linked or total.value < added <= together


def _mixed(stream: Stream, parts: Sequence[Part]) -> bool:
    """Whether things counted in another unit stand among the parts: 「文件12件、图解5条」."""
    first, last = parts[0].quantity, parts[-1].quantity
    return any(
        first.end < q.start < last.start and q.unit not in NO_TOTALS and q.unit != first.unit
        for q in stream.quantities
    )


def _pair(labels: Sequence[str]) -> bool:
    """Whether two parts exclude and complete each other: 按时, 延期."""
    if len(labels) != 2:
        return False
    first, second = labels
    return any(
        (re.search(a, first) and re.search(b, second))
        or (re.search(b, first) and re.search(a, second))
        for a, b in _PAIRS
    )


def _full(parts: Sequence[Part]) -> bool:
    """Whether the printed shares of the parts make 100 %."""
    shares = [p.share for p in parts if p.share is not None]
    return len(shares) == len(parts) and abs(sum(shares, Decimal(0)) - 100) <= 1
