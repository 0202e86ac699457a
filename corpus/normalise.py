"""Folding of text for matching: never for citing, since it may change its length."""

import unicodedata
from functools import cache
from pathlib import Path

import opencc


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _traditional() -> frozenset[str]:
    """Characters that conversion ever changes, alone or in a phrase, from opencc's own lists."""
    lists = Path(opencc.__file__).parent / "dictionary"
    changed: set[str] = set()
    for name in ("TSCharacters.txt", "TSPhrases.txt"):
        for line in (lists / name).read_text("utf-8").splitlines():
            written, simplified = line.split("\t")
            simplified = simplified.split(" ")[0]
            if len(written) == len(simplified):
                changed.update(a for a, b in zip(written, simplified, strict=True) if a != b)
            else:
                changed.update(written)
    return frozenset(changed)


def narrow(text: str) -> str:
    """Half-width, Simplified, lower case, spaces kept: 「２０１８ 微網誌」→「2018 微网志」."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if _traditional().isdisjoint(plain):  # nearly all text; converting costs 10 µs a character
        return plain
    converted: str = _to_simplified().convert(plain)
    return converted


def fold(text: str) -> str:
    """``narrow`` without white space."""
    return "".join(narrow(text).split())
