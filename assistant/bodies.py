"""Which bodies a question names: in full, in short, several, or one that is not loaded."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.names import (
    NAME,
    REGION,
    abbreviates,
    beginnings,
    is_place,
    speaks_for_place,
    split_place,
)
from assistant.strangers import Span, unknown_names

_VERSUS = re.compile(r"(?<![a-z])(?:vs\.?|pk)(?![a-z])", re.IGNORECASE)
_LONGEST = 24
"""Characters of a body's name as people say it, at most."""
_MARK = re.compile("[，,。；;！!？?“”「」]")
"""No name goes on beyond one."""
_AROUND = 8
"""Characters around a place that may make a longer name of it."""
_LOOSE_OF = re.compile(rf"(?<=[省市区县州旗镇乡])的(?={NAME}{{1,6}}(?:局|委|厅|办))")


@dataclass(frozen=True, slots=True)
class BodyMention:
    """Bodies named in a question.

    ``bodies``: loaded bodies, in order of mention. ``unknown``: organisations named that are
    not loaded. ``short``: a short name that fits several loaded bodies (all are in ``bodies``).
    ``group``: the bodies were not named but meant as a kind: 「各县」. ``rest``: the question
    with a blank for every mention. ``said``: every mention as typed, with what it stands for.
    """

    bodies: tuple[str, ...]
    unknown: tuple[str, ...]
    rest: str
    short: str = ""
    group: bool = False
    said: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether a short name fits several loaded bodies."""
        return bool(self.short)


def mention_bodies(
    question: str, loaded: Sequence[str], quoted: str = "", named: Collection[str] = ()
) -> BodyMention:
    """Find the bodies a question names.

    Args:
        question: folded question.
        loaded: names of the loaded bodies, as printed.
        quoted: folded text of the loaded reports; an organisation that stands in it is part
            of what the question asks about, not another body's name.
        named: names that the reports put in quotes; the place in 「上海科技」 names no body.
    """
    question = _LOOSE_OF.sub("", question)
    found = _known(question, sorted(set(loaded)))
    named_after = [s for s in found if _in_name(question, s, named)]
    spans = [s for s in found if s not in named_after]
    unknown = unknown_names(question, spans, loaded, quoted)
    spans, unknown = _apart(question, spans, unknown)
    kinds = _kinds(question, loaded, spans)
    spans += kinds
    denied = {b for s in spans if _DENIED.search(question[: s.start]) for b in s.bodies}
    meant = (body for span in spans for body in span.bodies if body not in denied)
    bodies = tuple(dict.fromkeys(meant))
    others = not bodies and bool(denied)  # 「除了澜泽县，各是多少」
    if others:
        bodies = tuple(body for body in loaded if body not in denied)
    singled = {b for span in spans if len(span.bodies) == 1 for b in span.bodies}
    vague = [s for s in spans if len(s.bodies) > 1 and not set(s.bodies) <= singled]
    # What is asked of 「上海科技」 is asked of 科技: every sentence of that report is on 上海.
    rest = _VERSUS.sub("和", _blanked(question, spans + named_after))
    if denied:
        rest = re.sub(rf"{_DENYING}\s", " ", rest)
    for name in unknown:
        rest = rest.replace(name, " ")
    return BodyMention(
        bodies,
        unknown,
        re.sub(r"\s+", " ", _SEVERAL.sub(_blank, rest)).strip()
        if spans or named_after
        else rest.strip(),
        short=_short(question, vague, kinds),
        group=bool(kinds) or others,
        said=tuple((question[s.start : s.end], s.bodies) for s in spans if s not in kinds),
    )


def _in_name(question: str, span: Span, named: Collection[str]) -> bool:
    """Whether a mention of a place is part of a longer name, of an account or a campaign."""
    if not named or not is_place(question[span.start : span.end], span.bodies):
        return False
    return any(
        question[start:end] in named
        for start in range(max(0, span.start - _AROUND), span.start + 1)
        for end in range(span.end, min(len(question), span.end + _AROUND) + 1)
        if end - start > span.end - span.start
    )


def _apart(
    question: str, spans: list[Span], unknown: Sequence[str]
) -> tuple[list[Span], tuple[str, ...]]:
    """Loaded names that begin within no unknown one, and the unknown names in full.

    「杭州市人民政府办公厅」 is no 「人民政府办公厅」 that is loaded.
    """
    names = []
    for name in unknown:
        start = question.find(name)
        within = [s for s in spans if start <= s.start < start + len(name)]
        end = max([start + len(name), *(s.end for s in within)])
        spans = [s for s in spans if s not in within]
        names.append(question[start:end])
    return spans, tuple(dict.fromkeys(names))


def _blank(several: re.Match[str]) -> str:
    """Nothing of 「两个县」; 「各乡镇」 of a named county are what is asked about."""
    return several.group() if several["kind"] in {"乡", "镇", "街道"} else " "


def _short(question: str, vague: list[Span], kinds: list[Span]) -> str:
    """The short name that fits several bodies, unless several are asked for: 「两家教育局」."""
    if not vague or kinds or re.search(_PLURAL, question[: vague[0].start]):
        return ""
    return question[vague[0].start : vague[0].end]


def _known(question: str, loaded: Sequence[str]) -> list[Span]:
    """Longest non-overlapping runs that are an abbreviation of a loaded body's name."""
    begun, ends = _edges(tuple(loaded))
    starts = [
        start
        for start, char in enumerate(question)
        if char in begun and not _INSIDE.fullmatch(question[max(0, start - 1) : start + 1])
    ]
    marks = [m.start() for m in _MARK.finditer(question)]
    candidates = [
        Span(start, end, bodies)
        for end in range(2, len(question) + 1)
        if question[end - 1] in ends
        if not _GOING_ON.match(question, end - 1)
        for start in starts
        if end - _LONGEST <= start < end - 1
        if not any(start < mark < end for mark in marks)
        if (
            bodies := tuple(
                b for b in begun[question[start]] if abbreviates(question[start:end], b)
            )
        )
    ]
    candidates.sort(key=lambda s: (s.start - s.end, s.start))
    chosen: list[Span] = []
    for span in candidates:
        if all(span.end <= c.start or c.end <= span.start for c in chosen):
            chosen.append(span)
    return _joined(question, sorted(chosen, key=lambda s: s.start))


@lru_cache(maxsize=16)
def _edges(loaded: tuple[str, ...]) -> tuple[dict[str, list[str]], frozenset[str]]:
    """The bodies by the characters their names may begin with, and those they may end with."""
    begun: dict[str, list[str]] = {}
    ends = set("会委府办室厅")
    for body in loaded:
        place = split_place(body)[0]
        ends |= {body[-1], place[-1:], REGION.sub("", place)[-1:]}
        for char in beginnings(body):
            begun.setdefault(char, []).append(body)
    return begun, frozenset(ends)


def _joined(question: str, spans: list[Span]) -> list[Span]:
    """A place name narrows the short name it belongs to: 「两家教育局（澄溪、澄湾）」.

    Neighbours that share no body (「金凤区」「教育局」) name one organisation that is not loaded;
    both are dropped, so that ``_unknown`` sees it.
    """
    strangers = {
        span
        for one, two in pairwise(spans)
        if one.end == two.start and not set(one.bodies) & set(two.bodies)
        if question[one.start : two.end] not in one.bodies
        if not all(is_place(question[s.start : s.end], s.bodies) for s in (one, two))
        for span in (one, two)
    }
    spans = [s for s in spans if s not in strangers]
    singled = {b for s in spans if len(s.bodies) == 1 for b in s.bodies}
    return [
        Span(s.start, s.end, tuple(b for b in s.bodies if b in singled) or s.bodies)
        if len(s.bodies) > 1
        else s
        for s in spans
    ]


_INSIDE = re.compile(r"[^\W\d_和与跟及对向给在去从由比的年问查][省市区县州旗]")
"""A rank that ends a place's name, 「金凤区」, begins none of its own."""
_GOING_ON = re.compile(
    r"[^省市区县州旗镇](?:[省市区县州旗镇](?![直级])|乡(?![镇村]))|[省市区县](?=直)"
)
"""What goes on after the last character of a place: 「金凤」 of 「金凤区」, 「区直部门」."""
_DENYING = "(?:不[是要含算计]|不包[括含]|而非|除了?|除开|排除|扣除|刨除|撇开|去掉)"
_DENIED = re.compile(f"{_DENYING}$")
_PLURAL = r"(?:[两三四五六七八九十几各]|所有|全部|哪)(?:个|家|区|县|市)?$"
_SEVERAL = re.compile(
    r"(?:[两三四五六七八九十几各哪]|所有)家(?!单位|机构|部门|[省市区县局])"
    r"|(?<![省市区县镇]直)(?<![下直]属)(?:[两三四五六七八九十几]|各个?|每个?|所有|全部|哪一?|哪几)(?:个|家)?"
    r"(?P<kind>省|市|区|县|局|镇|乡|街道|单位|机构|部门)(?!域|别|里|内|长|级|直)"
)


def _kinds(question: str, loaded: Sequence[str], spans: list[Span]) -> list[Span]:
    """「两个县」: all loaded bodies of that kind, when the question names none.

    A county is a body that reports for the county as a whole, not one of its offices.
    """
    found = _SEVERAL.search(question)
    if found is None or spans:
        return []
    kind = found["kind"] or "单位"
    bodies = tuple(b for b in loaded if _is_kind(b, kind))
    return [Span(found.start(), found.end(), bodies)] if len(bodies) > 1 else []


def _is_kind(body: str, kind: str) -> bool:
    if kind in {"单位", "机构", "部门"}:
        return True
    whole = speaks_for_place(body)
    return (split_place(body)[0] if whole else body).endswith(kind)


def _blanked(question: str, spans: list[Span]) -> str:
    rest, position = [], 0
    for span in sorted(spans, key=lambda s: s.start):
        rest.append(question[position : span.start])
        position = span.end
    return " ".join([*rest, question[position:]])
