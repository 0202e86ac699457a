"""Folding of text for matching: never for citing, since it may change its length."""

import re
import unicodedata
from functools import cache, lru_cache

import opencc


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=4096)
def narrow(text: str) -> str:
    """Half-width, Simplified, lower case, spaces kept: 「２０１８ 微網誌」→「2018 微网志」."""
    converted: str = _to_simplified().convert(unicodedata.normalize("NFKC", text).lower())
    return converted


def fold(text: str) -> str:
    """``narrow`` without white space."""
    return re.sub(r"\s+", "", narrow(text))
