"""Folding of text for matching: never for citing, since it may change its length."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import opencc

_CLAUSE = re.compile(r"([\s，。、；：,.]+)")
_SHORT = 200
"""Characters; wordings of the catalogue and questions come again and again."""


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
    return _converted(plain)


def simplified(text: str) -> str:
    """``text`` in Simplified characters, same length; as it is where that is not possible."""
    converted = _converted(text)
    return converted if len(converted) == len(text) else text


def _converted(text: str) -> str:
    """``text`` in Simplified characters."""
    traditional = _traditional()
    if traditional.isdisjoint(text):  # nearly all text; converting costs 10 µs a character
        return text
    # Phrases end at these marks, so only the clauses concerned are converted.
    convert = _to_simplified().convert
    clauses = _CLAUSE.split(text)
    return "".join(c if traditional.isdisjoint(c) else convert(c) for c in clauses)


def fold(text: str) -> str:
    """``narrow`` without white space."""
    return _short(text) if len(text) <= _SHORT else _long(text)


@lru_cache(maxsize=16_384)
def _short(text: str) -> str:
    return "".join(narrow(text).split())


_long = lru_cache(maxsize=64)(_short.__wrapped__)
"""Whole reports, which are looked through again and again."""
