"""How much a word says: its class and rarity in jieba's general dictionary."""

import math
from functools import cache, lru_cache
from pathlib import Path

_TOTAL = 60_101_967
"""Sum of frequencies in jieba 0.42.1's dictionary."""
_CLASS_WEIGHT = {
    "n": 1.0, "e": 1.0, "i": 0.8, "l": 0.8, "j": 1.0, "s": 0.7, "b": 0.6, "v": 0.5, "a": 0.4,
    "t": 0.3, "f": 0.2, "z": 0.3,
}  # fmt: skip
"""Weight of a word class in the question; particles, pronouns, numerals, adverbs say nothing."""


@cache
def _classes() -> dict[str, tuple[str, int]]:
    import jieba

    words: dict[str, tuple[str, int]] = {}
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, tag = line.split()
            words[word] = (tag, int(frequency))
    return words


def frequency(word: str) -> int:
    """Occurrences of ``word`` in jieba's general dictionary, 0 when it is not a word there."""
    return _classes().get(word, ("", 0))[1]


@lru_cache(maxsize=65_536)
def salience(word: str) -> float:
    """How much ``word`` must be answered for, in [0, 1].

    Class weight times rarity (log of the inverse frequency, 6 → 0.35, 17 → 1); words outside
    the dictionary count as rare nouns, single characters half.
    """
    if word.isdigit():
        return 0.0
    tag, count = _classes().get(word, ("n", 1))
    weight = 0.8 if tag == "vn" else _CLASS_WEIGHT.get(tag[0], 0.0)
    rarity = math.log(_TOTAL / max(count, 1))
    scaled = min(1.0, max(0.35, 0.35 + 0.65 * (rarity - 6) / 11))
    return weight * scaled * (0.5 if len(word) == 1 else 1.0)
