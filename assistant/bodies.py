"""Which bodies a question names: in full, in short, several, or one that is not loaded."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_NAME = "[^\\W\\d_和与跟及的、，年去在向给对]"
_SUFFIX = (
    "管理委员会|委员会|人民政府|管委会|办公室|办事处|管理局|分局|总局|总队|支队|大队|大学|学院|中学|小学"
    "|医院|银行|法院|检察院|政府办|政府|科委|发改委|教委|国资委|卫健委|卫计委"
    f"|{_NAME}{{1,6}}(?:局|厅|委|署)|{_NAME}{{2,8}}(?:公司|集团)"
)
_PLACE = (
    f"{_NAME}{{2,8}}?(?:自治区|自治州|自治县|开发区|实验区|示范区|新区|省|市|区|县|州|旗|镇|乡)"
)
_ORG = re.compile(rf"(?:{_PLACE})?(?:{_SUFFIX})(?!长|机关|系统|务|员|托|派|会)")
_LOOSE_OF = re.compile(rf"(?<=[省市区县州旗镇乡])的(?={_NAME}{{1,6}}(?:局|委|厅|办))")
_REGION = re.compile(
    r"(?:综合|经济|技术|产业|高新|旅游|自由贸易)*(?:实验区|开发区|示范区|新区|保税区|管理区|园区)$"
    r"|(?:自治区|自治州|自治县|省|市|区|县|州|旗|镇|乡|盟)$"
)
_GOVERNMENT = re.compile(r"(?:党工委)?(?:管理委员会|管委会|人民政府|政府)$")
"""What people add to, or leave off, the name of a place that reports as a whole."""
_LEAD = re.compile(
    r"^(?:请问|问一?下|想问|我想|想知道|知道|查一?下|看看|告诉我|帮我|麻烦|那么?|还有|以及|和|与|跟|对比|比较|对|给|向|去|在|到|从|由"
    r"|关于|这个|该|各|两家|两个|哪个|哪家|年|的|是|为什么|为啥)+"
)
_NOT_ORG = re.compile(
    r"当局|结局|布局|格局|邮局|大局|全局|开局|原委|编委|党委|市委|区委|县委|省委|国务院|人大常委|业委|各部门|编办|党工委"
    r"|哪个.*(?:局|厅|委|部门)|(?:牵头|主管|上级|下属|有关|相关|其他|承办|负责)"
)


@dataclass(frozen=True, slots=True)
class BodyMention:
    """Bodies named in a question.

    ``bodies``: loaded bodies, in order of mention. ``unknown``: organisations named that are
    not loaded. ``ambiguous``: a short name fits several loaded bodies (all are in ``bodies``).
    ``rest``: the question without the mentions.
    """

    bodies: tuple[str, ...]
    unknown: tuple[str, ...]
    ambiguous: bool
    rest: str


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    bodies: tuple[str, ...]


def mention_bodies(question: str, loaded: Sequence[str], quoted: str = "") -> BodyMention:
    """Find the bodies a question names.

    Args:
        question: folded question.
        loaded: names of the loaded bodies, as printed.
        quoted: folded text of the loaded reports; an organisation that stands in it is part
            of what the question asks about, not another body's name.
    """
    question = _LOOSE_OF.sub("", question)
    spans = _known(question, sorted(set(loaded)))
    unknown = _unknown(question, spans, loaded, quoted)
    if unknown:
        gone = {name: question.find(name) for name in unknown}
        spans = [
            s for s in spans
            if not any(i <= s.start and s.end <= i + len(n) for n, i in gone.items())
        ]  # fmt: skip
    spans += _kinds(question, loaded, spans)
    denied = {b for s in spans if _DENIED.search(question[: s.start]) for b in s.bodies}
    named = (body for span in spans for body in span.bodies if body not in denied)
    bodies = tuple(dict.fromkeys(named))
    singled = {b for span in spans if len(span.bodies) == 1 for b in span.bodies}
    ambiguous = any(len(s.bodies) > 1 and not set(s.bodies) <= singled for s in spans)
    rest = _without(question, spans)
    for name in unknown:
        rest = rest.replace(name, "")
    return BodyMention(bodies, unknown, ambiguous, rest)


def _known(question: str, loaded: Sequence[str]) -> list[_Span]:
    """Longest non-overlapping runs that are an abbreviation of a loaded body's name."""
    ends = {char for body in loaded for char in (body[-1], split_place(body)[0][-1:], "会", "府")}
    ends |= {_REGION.sub("", split_place(body)[0])[-1:] for body in loaded}
    candidates = [
        _Span(start, end, bodies)
        for end in range(2, len(question) + 1)
        if question[end - 1] in ends
        if question[end : end + 1] not in tuple("省市区县州旗镇乡")
        for start in range(max(0, end - 24), end - 1)
        if (bodies := tuple(b for b in loaded if abbreviates(question[start:end], b)))
    ]
    candidates.sort(key=lambda s: (s.start - s.end, s.start))
    chosen: list[_Span] = []
    for span in candidates:
        if all(span.end <= c.start or c.end <= span.start for c in chosen):
            chosen.append(span)
    return _joined(question, sorted(chosen, key=lambda s: s.start))


def _joined(question: str, spans: list[_Span]) -> list[_Span]:
    """A place name narrows the short name it belongs to: 「两家教育局（澄溪、澄湾）」.

    Neighbours that share no body (「金凤区」「教育局」) name one organisation that is not loaded;
    both are dropped, so that ``_unknown`` sees it.
    """
    strangers = {
        span
        for one, two in pairwise(spans)
        if one.end == two.start and not set(one.bodies) & set(two.bodies)
        if question[one.start : two.end] not in one.bodies
        if not all(_is_place(question[s.start : s.end], s.bodies) for s in (one, two))
        for span in (one, two)
    }
    spans = [s for s in spans if s not in strangers]
    singled = {b for s in spans if len(s.bodies) == 1 for b in s.bodies}
    return [
        _Span(s.start, s.end, tuple(b for b in s.bodies if b in singled) or s.bodies)
        if len(s.bodies) > 1
        else s
        for s in spans
    ]


_DENIED = re.compile(r"(?:不是|而非|不要|除了|不含)$")
_SEVERAL = re.compile(
    r"(?:两|三|四|几|各|所有)(?:个|家)?(?P<kind>省|市|区|县|局|镇|乡|街道|单位|机构|部门)"
)


def _kinds(question: str, loaded: Sequence[str], spans: list[_Span]) -> list[_Span]:
    """「两个县」: all loaded bodies of that kind, when the question names none."""
    found = _SEVERAL.search(question)
    if found is None or spans:
        return []
    kind = found["kind"]
    bodies = tuple(
        b
        for b in loaded
        if kind in {"单位", "机构", "部门"} or split_place(b)[0].endswith(kind) or b.endswith(kind)
    )
    return [_Span(found.start(), found.end(), bodies)] if len(bodies) > 1 else []


def _is_place(mention: str, bodies: tuple[str, ...]) -> bool:
    return all(mention in {(p := split_place(b)[0]), _REGION.sub("", p)} for b in bodies)


def abbreviates(mention: str, body: str) -> bool:
    """Whether ``mention`` is a usual short form of ``body``.

    It is a subsequence of the name that either ends in the name's last character and keeps at
    least two characters of its own kind (「卫计局」, 「金凤科技局」), or is the place without its
    suffix (「澄湾」, 「澄湾区」).
    """
    if mention == body:
        return True
    place, organ = split_place(body)
    if place and mention in {place, _REGION.sub("", place)} and len(_REGION.sub("", place)) >= 2:
        return mention != body
    if place == body and _GOVERNMENT.sub("", mention) in {place, _REGION.sub("", place)}:
        return True
    if len(mention) < 3 or mention[-1] != body[-1]:
        return False
    return any(
        _short_organ(rest, organ, placed=rest != mention) for rest in _after_place(mention, place)
    )


def _short_organ(short: str, organ: str, *, placed: bool) -> bool:
    """「卫计局」 of 「卫生和计划生育局」, 「政府」 of 「人民政府」.

    After the place (``placed``) less is enough: 「上海科委」, 「上海办公厅」 of 「上海市人民政府办公厅」.
    """
    if short == organ.removeprefix("人民") and short != organ:
        return True
    if placed:
        return len(short) >= 2 and short[-1] == organ[-1] and _subsequence(short, organ)
    return len(short) >= 3 and short[0] == organ[0] and _subsequence(short, organ)


@lru_cache(maxsize=65_536)
def split_place(body: str) -> tuple[str, str]:
    """「金凤区科技局」→ (「金凤区」, 「科技局」); no place → ("", body)."""
    found = re.match(rf"(?:{_PLACE})+", body)
    if found is None or found.end() >= len(body):
        return (body, body) if found else ("", body)
    return body[: found.end()], body[found.end() :]


def _after_place(mention: str, place: str) -> list[str]:
    """What may follow the place; 「栎川市监局」 reads 栎川市 + 监局 and 栎川 + 市监局."""
    prefixes = [p for p in (place, _REGION.sub("", place)) if p and mention.startswith(p)]
    return [mention[len(p) :] for p in prefixes] or [mention]


def _subsequence(short: str, name: str) -> bool:
    position = 0
    for char in short:
        position = name.find(char, position) + 1
        if not position:
            return False
    return True


def _names_place(mention: str, bodies: tuple[str, ...]) -> bool:
    """Whether a mention says the place of its bodies itself: 「金凤区科技局」, not 「科技局」."""
    return all(
        (place := split_place(body)[0]) and mention.startswith(_REGION.sub("", place))
        for body in bodies
    )


def _unknown(
    question: str, spans: list[_Span], loaded: Sequence[str], quoted: str
) -> tuple[str, ...]:
    """Organisations in the question that no loaded body's name explains."""
    names = []
    for found in _ORG.finditer(question):
        name = _LEAD.sub("", found.group())
        name = _LEAD.sub("", re.sub(r"^\d+年?度?", "", name))
        end = found.end()
        start = end - len(name)
        covered = any(s.start <= start and end <= s.end for s in spans)
        if (
            covered
            or re.match(r"[哪两几各每某该本我原]", name)
            or len(name) < 3
            or _NOT_ORG.search(name)
            or name.lstrip("省市区县我本该") in quoted
        ):
            continue
        organ = next((s for s in spans if start < s.start and s.end == end), None)
        before = question[start : organ.start] if organ else ""
        if organ and not re.search(_PLACE, before):
            continue  # only words such as 「两家」 stand before a known name
        if organ and before in quoted and _names_place(question[organ.start : end], organ.bodies):
            continue  # 「银川市金凤区科技局」: the report itself says where it is
        if any(abbreviates(name, body) for body in loaded):
            continue
        names.append(name)
    return tuple(dict.fromkeys(names))


def _without(question: str, spans: list[_Span]) -> str:
    rest, position = [], 0
    for span in spans:
        rest.append(question[position : span.start])
        position = span.end
    return "".join([*rest, question[position:]])
