"""How the names of public bodies are made up, and shortened."""

import re
from collections.abc import Iterable
from functools import lru_cache

NAME = "[^\\W\\d_和与跟及比的、，年去在向给对]"
PLACE = f"{NAME}{{2,8}}?(?:自治区|自治州|自治县|开发区|实验区|示范区|新区|省|市|区|县|州|旗|镇|乡)"
_TOWN = re.compile(
    r"(?:^|(?<=[，,、的和与及比在对跟\s\d年]))(?![各全本该某哪每这那两三几下所辖属多少个]|.?(?:个|家|直))"
    r"(?P<town>[^\W\d_a-z年月日我你他她是的在有和了到从把给让与跟及比为这那想看去]{2,3}(?:镇|乡|街道))(?![镇村域])"
)
_NO_TOWN = re.compile("[小新大老]城镇|建制镇|特色镇|中心镇|重点镇|统筹城乡|[回下离]家乡")
REGION = re.compile(
    r"(?:综合|经济|技术|产业|高新|旅游|自由贸易)*(?:实验区|开发区|示范区|新区|保税区|管理区|园区)$"
    r"|(?:自治区|自治州|自治县|省|市|区|县|州|旗|镇|乡|盟)$"
)
_ZONE = re.compile("(?:实验区|开发区|示范区|保税区|管理区|园区)$")
GOVERNMENT = re.compile(r"(?:党工委)?(?:管理委员会|管委会|人民政府|政府)$")
"""What people add to, or leave off, the name of a place that reports as a whole."""
_SEAT = re.compile(r"(?:人民政府|政府|府)(?:办公[室厅]|办)?$")
_ZONE_SEAT = re.compile(r"(?:党工委)?(?:管理委员会|管委会|人民政府|政府|府)(?:办公[室厅]|办)?$")
"""Whoever governs a place, or their office, which writes the report of the place."""
_RANKS = frozenset("省市区县州旗镇乡")


def abbreviates(mention: str, body: str) -> bool:
    """Whether ``mention`` is a usual short, or long, form of ``body``.

    The place alone, with or without its suffix (「澄湾」); the place with the word for whoever
    governs it or for their office (「平潭管委会」, 「洪泽区政府办」), where ``body`` reports for the
    place as a whole; or the place, or its rank (「市科委」), with a short or long form of the
    organ (「卫计局」, 「金凤科技局」, 「上海市科学技术委员会」 of 「上海市科委」).
    """
    if mention == body:
        return True
    inner = inside(body)
    if inner and abbreviates(mention, inner):
        return True
    place, organ = split_place(body)
    if place and (_means_place(mention, place) or mention in _zone(place)):
        return True
    if speaks_for_place(body):
        zone = place == body or organ.endswith("委员会")
        seat = (_ZONE_SEAT if zone else _SEAT).search(mention)
        if seat and _means_place(mention[: seat.start()], place):
            return True
    if len(mention) < 3:
        # 「科委」: no other body is called by two characters without its place.
        begins = mention[1:] == "委" and mention[0] == organ[0]
        return begins and _short_organ(mention, organ, placed=True)
    return any(
        _short_organ(rest, organ, placed=placed) or _long_organ(rest, organ, placed=placed)
        for rest, placed in _after_place(mention, place, organ)
    )


@lru_cache(maxsize=65_536)
def beginnings(body: str) -> frozenset[str]:
    """First characters of whatever ``abbreviates`` the name; nothing else needs to be tried."""
    place, organ = split_place(body)
    begun = {body[:1], place[:1], organ[:1], organ.removeprefix("人民")[:1]}
    begun |= {zone[:1] for zone in _zone(place)}
    if place and place[-1] in _RANKS:
        begun.add(place[-1])
    inner = inside(body)
    return frozenset(begun - {""}) | (beginnings(inner) if inner else frozenset())


@lru_cache(maxsize=65_536)
def _zone(place: str) -> tuple[str, ...]:
    """「综合实验区」, 「实验区」 of 「平潭综合实验区」: people there say no more."""
    kind = REGION.search(place)
    if kind is None or len(kind.group()) < 3:
        return ()
    ends = _ZONE.search(kind.group())
    return (kind.group(), ends.group()) if ends else ()


@lru_cache(maxsize=65_536)
def inside(body: str) -> str:
    """The name without the larger place around its own: 「临舟区住建局」 of 「汀湖市临舟区住建局」."""
    place, _ = split_place(body)
    around = re.match(PLACE, place)
    if around is None or around.end() >= len(place):
        return ""
    return body[around.end() :] if re.fullmatch(f"(?:{PLACE})+", place[around.end() :]) else ""


def speaks_for_place(body: str) -> bool:
    """Whether a body reports for all of a place, as its government does."""
    place, organ = split_place(body)
    return place == body or GOVERNMENT.sub("", organ) == ""


def _means_place(said: str, place: str) -> bool:
    """「平潭」, 「平潭区」, 「平潭实验区」 of 「平潭综合实验区」."""
    core = REGION.sub("", place)
    if len(core) < 2 or not said.startswith(core):
        return False
    return said in {place, core} or (said[-1] == place[-1] and _subsequence(said, place))


def _short_organ(short: str, organ: str, *, placed: bool) -> bool:
    """「卫计局」 of 「卫生和计划生育局」, 「政府」 of 「人民政府」, 「科委」 of 「科学技术委员会」.

    After the place (``placed``) less is enough: 「上海科委」, 「上海办公厅」 of 「上海市人民政府办公厅」.
    """
    if short == organ.removeprefix("人民") and short != organ:
        return True
    if not _same_kind(short, organ) or not _subsequence(short, organ):
        return False
    return len(short) >= 2 if placed else len(short) >= 3 and short[0] == organ[0]


def _long_organ(said: str, organ: str, *, placed: bool) -> bool:
    """「科学技术委员会」 of 「科委」: what ``organ`` is contracted from.

    Not 「教育体育局」 of 「教育局」: a name that says one word in full and another not at all is
    another body's.
    """
    if len(said) <= len(organ) or (not placed and len(said) < 4):
        return False
    if re.search("[局厅委署]", _TAIL.sub("", said)):
        return False  # 「科技局局」 of 「科技局局长」, 「科技局和水利局」
    if said[0] != organ[0] or not _same_kind(organ, said) or not _subsequence(organ, said):
        return False
    kept = _kept(_words(said), organ)
    return not (2 in kept and 0 in kept)


def _same_kind(short: str, full: str) -> bool:
    """Whether both names are of one kind of body: 委 and 委员会, 办 and 办公室, 局 and 局."""
    if short[-1:] == full[-1:]:
        return True
    return any(short.endswith(s) and re.search(f, full) for s, f in _KINDS)


_KINDS = (("委", "委员会$"), ("办", "办公[室厅]$"))
_TAIL = re.compile(r"(?:管理)?(?:委员会|办公[室厅]|[局厅委署办])$")


def _words(organ: str) -> list[str]:
    """The words of a name, nearly always of two characters: 科学, 技术."""
    named = re.sub(r"[和与及、]", "", _TAIL.sub("", organ))
    return [named[i : i + 2] for i in range(0, len(named) - 1, 2)]


def _kept(words: list[str], short: str) -> list[int]:
    """How many characters of each word the short form keeps, read in order."""
    kept, position = [0] * len(words), 0
    for at, char in enumerate("".join(words)):
        if short[position : position + 1] == char:
            kept[at // 2] += 1
            position += 1
    return kept


@lru_cache(maxsize=65_536)
def split_place(body: str) -> tuple[str, str]:
    """「金凤区科技局」→ (「金凤区」, 「科技局」); no place → ("", body)."""
    found = re.match(rf"(?:{PLACE})+", body)
    if found is None or found.end() >= len(body):
        return (body, body) if found else ("", body)
    return body[: found.end()], body[found.end() :]


def _after_place(mention: str, place: str, organ: str) -> list[tuple[str, bool]]:
    """What may follow the place, and whether the place, or its rank, was said.

    「栎川市监局」 reads 栎川市 + 监局 and 栎川 + 市监局. The 「市政府」 is spoken of in many a report of
    others, so that a rank alone names no government.
    """
    prefixes = [p for p in (place, REGION.sub("", place)) if p and mention.startswith(p)]
    if place and mention[0] == place[-1] in _RANKS and not organ.endswith("政府"):
        prefixes.append(mention[0])
    return [(mention[len(p) :], True) for p in prefixes] or [(mention, False)]


def _subsequence(short: str, name: str) -> bool:
    position = 0
    for char in short:
        position = name.find(char, position) + 1
        if not position:
            return False
    return True


def place_names(bodies: Iterable[str]) -> frozenset[str]:
    """The places of bodies, in full and without what kind of place they are: 平潭."""
    names = [name for body in bodies for name in (body, inside(body)) if name]
    places = {split_place(name)[0] for name in names}
    return frozenset(p for p in places | {REGION.sub("", p) for p in places} if len(p) > 1)


def contracts(name: str, body: str) -> bool:
    """Whether a name is the place of a body with some characters of its organ: 「澄溪教育」."""
    inner = inside(body)
    if inner and contracts(name, inner):
        return True
    place, organ = split_place(body)
    core = REGION.sub("", place)
    rest = name.removeprefix(place) if name.startswith(place) else name.removeprefix(core)
    return bool(core) and rest != name and _subsequence(rest, organ or place)


def is_place(mention: str, bodies: tuple[str, ...]) -> bool:
    """Whether a mention is but the place of its bodies: 「澄湾」."""
    if all((place := split_place(b)[0]) and _means_place(mention, place) for b in bodies):
        return True
    return all((inner := inside(b)) and is_place(mention, (inner,)) for b in bodies)


def names_place(mention: str, bodies: tuple[str, ...]) -> bool:
    """Whether a mention says the place of its bodies itself: 「金凤区科技局」, not 「科技局」."""
    return all(
        (place := split_place(body)[0]) and mention.startswith(REGION.sub("", place))
        for body in bodies
    )


def towns(text: str) -> tuple[str, ...]:
    """Towns that a folded text names where a name may begin: 岚城乡, 潭城镇; no 乡镇, no 全镇."""
    named = (found["town"] for found in _TOWN.finditer(text))
    return tuple(dict.fromkeys(n for n in named if len(n) > 2 and not _NO_TOWN.fullmatch(n)))
