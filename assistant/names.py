"""How the names of public bodies are made up, and shortened."""

import re
from functools import lru_cache

NAME = "[^\\W\\d_和与跟及的、，年去在向给对]"
PLACE = f"{NAME}{{2,8}}?(?:自治区|自治州|自治县|开发区|实验区|示范区|新区|省|市|区|县|州|旗|镇|乡)"
REGION = re.compile(
    r"(?:综合|经济|技术|产业|高新|旅游|自由贸易)*(?:实验区|开发区|示范区|新区|保税区|管理区|园区)$"
    r"|(?:自治区|自治州|自治县|省|市|区|县|州|旗|镇|乡|盟)$"
)
GOVERNMENT = re.compile(r"(?:党工委)?(?:管理委员会|管委会|人民政府|政府)$")
"""What people add to, or leave off, the name of a place that reports as a whole."""


def abbreviates(mention: str, body: str) -> bool:
    """Whether ``mention`` is a usual short form of ``body``.

    It is a subsequence of the name that either ends in the name's last character and keeps at
    least two characters of its own kind (「卫计局」, 「金凤科技局」), or is the place without its
    suffix (「澄湾」, 「澄湾区」).
    """
    if mention == body:
        return True
    place, organ = split_place(body)
    if place and mention in {place, REGION.sub("", place)} and len(REGION.sub("", place)) >= 2:
        return mention != body
    if len(core := REGION.sub("", place)) >= 2 and mention == core + place[-1:]:
        return True  # 「平潭区」 of 平潭综合实验区
    if place == body and GOVERNMENT.sub("", mention) in {place, REGION.sub("", place)}:
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
    found = re.match(rf"(?:{PLACE})+", body)
    if found is None or found.end() >= len(body):
        return (body, body) if found else ("", body)
    return body[: found.end()], body[found.end() :]


def _after_place(mention: str, place: str) -> list[str]:
    """What may follow the place; 「栎川市监局」 reads 栎川市 + 监局 and 栎川 + 市监局."""
    prefixes = [p for p in (place, REGION.sub("", place)) if p and mention.startswith(p)]
    return [mention[len(p) :] for p in prefixes] or [mention]


def _subsequence(short: str, name: str) -> bool:
    position = 0
    for char in short:
        position = name.find(char, position) + 1
        if not position:
            return False
    return True


def is_place(mention: str, bodies: tuple[str, ...]) -> bool:
    """Whether a mention is but the place of its bodies: 「澄湾」."""
    return all(mention in {(p := split_place(b)[0]), REGION.sub("", p)} for b in bodies)


def names_place(mention: str, bodies: tuple[str, ...]) -> bool:
    """Whether a mention says the place of its bodies itself: 「金凤区科技局」, not 「科技局」."""
    return all(
        (place := split_place(body)[0]) and mention.startswith(REGION.sub("", place))
        for body in bodies
    )
