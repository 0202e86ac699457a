"""The items of a list in running text: label, number, and what stands between two of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.numbers import Quantity, find_quantities

_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_PIECES = re.compile(r"[，,；;。]")
_RANKS = {"、": 0, "和": 0, "及": 0, "与": 0, "以": 0, "，": 1, ",": 1, "。": 1, "；": 2, ";": 2}
_SHARE = re.compile(r"^\s*(?:约)?占[^，。；]{0,16}?(\d{1,3}(?:\.\d+)?)\s*[%％]\s*$")
_SHARE_AFTER = re.compile(r"\s*[，,]?\s*(?:约)?占[^，。；\d]{0,12}(\d{1,3}(?:\.\d+)?)\s*[%％]")
_ASIDE = re.compile(r"^\s*(?:约?占|[较比]|同比|环比|增|减|上升|下降|均|全部|都|已)")
_LEAD = re.compile(r"^[\s：:，,、；;。和及与以有为是]+")
_BEGINS = re.compile(
    r"^(?:按[时期])?(办结|办理|答复|收到|受理|接到|召开|举办|开展|组织(?=.)|完成|整改|累计|全年|共|另|此外|同时|并|还"
    r"|上年|去年|公开|发布|处置|推送|均|已)"
)
"""Words that begin a new statement, unless the list's first label has them too."""
_SAYS = re.compile(
    r"办结|答复|收到|受理|召开|举办|开展|增加|减少|增长|下降|达$|发布|公开|回应|处置|培训"
)
"""Words that make one, unless the label ends as a name does."""
_NAMES = re.compile(r"(?:类|信息|文件|材料|项目|事项|稿件|公开|组织|处理)$")
_CHANGED = re.compile(r"[较比]|同比|增加|减少|增长|下降|上升")
_RESIDUE = ("其他", "其它", "其余", "剩余")
_LONGEST = 40
"""Characters of a label."""


@dataclass(frozen=True, slots=True)
class Part:
    """One item: 「咨询21件」. ``share``: the percentage printed after it."""

    label: str
    quantity: Quantity
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Stream:
    """A sentence without its brackets, or the inside of one bracket, which ``total`` precedes.

    ``shown`` is ``text[start:...]`` with nested brackets blanked, offsets kept.
    """

    text: str
    start: int
    shown: str
    quantities: tuple[Quantity, ...]
    total: Quantity | None = None
    bracketed: bool = False


def streams(text: str, start: int, end: int) -> Iterator[Stream]:
    """The sentence ``text[start:end]`` and each of its brackets."""
    said = text[start:end]
    brackets = list(_BRACKET.finditer(said))
    shown = _BRACKET.sub(lambda b: " " * len(b[0]), said)
    all_of = tuple(find_quantities(text, start, end))
    inside = [(start + b.start(), start + b.end()) for b in brackets]
    outer = tuple(q for q in all_of if not any(a <= q.start < b for a, b in inside))
    yield Stream(text, start, shown, outer)
    for first, last in inside:
        held = tuple(q for q in all_of if first <= q.start < last)
        total = next((q for q in reversed(outer) if q.unit_end <= first), None)
        if total is not None and text[total.unit_end : first].strip():
            total = None
        if held and total is not None and not total.approximate:
            yield Stream(text, first + 1, text[first + 1 : last - 1], held, total, True)


def parts_after(stream: Stream, begin: int, stop: int, unit: str | None) -> tuple[Part, ...]:
    """The items from ``begin`` on, offsets into ``stream.shown``; all of one unit.

    The list ends where a stronger mark than that between its first items begins something
    else, or where a label makes a new statement.
    """
    found: list[Part] = []
    at, rank, verbs = stream.start + begin, -1, ""
    for quantity in stream.quantities:
        if quantity.start < at or quantity.unit_end > stream.start + stop:
            continue
        unit = unit or quantity.unit
        if quantity.unit != unit:
            continue
        between = stream.shown[at - stream.start : quantity.start - stream.start]
        read = _read(between, bool(found))
        if read is None:
            break
        label, share, mark = read
        if found:
            residue = label.startswith(_RESIDUE)
            if not label or mark < 0 or (rank >= 0 and mark > rank and not residue):
                break
            if not residue and _new_statement(label, verbs):
                break
            rank = rank if residue and rank >= 0 else max(rank, mark)
            found[-1] = Part(found[-1].label, found[-1].quantity, share)
        elif _CHANGED.search(label):
            break
        else:
            verbs = label
        found.append(Part(label, quantity, None))
        at = quantity.unit_end
    if found:
        rest = stream.text[at : at + 24]
        printed = _SHARE_AFTER.match(rest)
        if printed:
            found[-1] = Part(found[-1].label, found[-1].quantity, Decimal(printed[1]))
    return tuple(found)


def _new_statement(label: str, first: str) -> bool:
    """Whether a label says something new instead of naming one more item."""
    begins = _BEGINS.match(label)
    if begins and begins[1] not in first:
        return True
    said = [] if _NAMES.search(label) else _SAYS.findall(label)
    return any(verb not in first for verb in said)


def _read(between: str, later: bool) -> tuple[str, Decimal | None, int] | None:
    """Label, the share of the item before, and the rank of the mark between the two."""
    share, labels = None, []
    marks = [_RANKS[c] for c in between if c in "，,；;。"]
    first = between.lstrip()[:1]
    mark = max(marks, default=_RANKS.get(first, -1)) if later else 0
    for piece in _PIECES.split(between):
        percent = _SHARE.match(piece)
        if percent:
            share = Decimal(percent[1])
        elif piece.strip() and not (later and (_ASIDE.match(piece) or _counts(piece))):
            labels.append(_LEAD.sub("", piece))
    if len(labels) > 1 or any(len(label) > _LONGEST for label in labels):
        return None
    return (labels[0].strip() if labels else ""), share, mark


def _counts(piece: str) -> bool:
    """Whether a piece counts something else of the item before: 「共发布信息1992条」."""
    return any(True for _ in find_quantities(piece))
