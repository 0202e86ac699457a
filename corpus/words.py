"""How much a word says: its class and rarity in jieba's general dictionary."""

import math
from functools import lru_cache

from corpus.dictionary import TOTAL, entry

_CLASS_WEIGHT = {
    "n": 1.0, "e": 1.0, "i": 0.8, "l": 0.8, "j": 1.0, "s": 0.7, "b": 0.6, "v": 0.5, "a": 0.4,
    "t": 0.3, "f": 0.2, "z": 0.3,
}  # fmt: skip
"""Weight of a word class in the question; particles, pronouns, numerals, adverbs say nothing."""


def frequency(word: str) -> int:
    """Occurrences of ``word`` in jieba's general dictionary, 0 when it is not a word there."""
    known = entry(word)
    return known[0] if known else 0


def is_verb(word: str) -> bool:
    """Whether ``word`` is foremost a verb in jieba's general dictionary."""
    known = entry(word)
    return known is not None and known[1].startswith("v")


def is_name(word: str) -> bool:
    """Whether ``word`` is foremost a proper name in jieba's general dictionary."""
    known = entry(word)
    return known is not None and known[1] in {"nr", "ns", "nt", "nz", "nrt"}


@lru_cache(maxsize=65_536)
def salience(word: str) -> float:
    """How much ``word`` must be answered for, in [0, 1].

    Class weight times rarity (log of the inverse frequency, 6 → 0.35, 17 → 1); words outside
    the dictionary count as rare nouns, single characters 0.3.
    """
    if word.isdigit():
        return 0.0
    count, tag = entry(word) or (1, "n")
    weight = 0.8 if tag == "vn" else _CLASS_WEIGHT.get(tag[0], 0.0)
    rarity = math.log(TOTAL / max(count, 1))
    scaled = min(1.0, max(0.35, 0.35 + 0.65 * (rarity - 6) / 11))
    return weight * scaled * (0.3 if len(word) == 1 else 1.0)
