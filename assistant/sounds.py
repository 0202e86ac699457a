"""How words sound: pypinyin, asked only where a word's characters can sound alike at all."""

import re
from collections import defaultdict
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from corpus.segment import known_words
from corpus.version import source_digest
from index.derived import Arrays

_FOLDED_SOUNDS = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"([aei])ng$"), r"\1n"))
_HAN = range(0x4E00, 0xA000)
_CHINESE = re.compile("[\u4e00-\u9fff]+")


@lru_cache(maxsize=256)
def heard(text: str) -> tuple[str, ...]:
    """Toneless sound of every character, read within its word: 薄 is bo in 微薄, bao alone."""
    return tuple(sound for word in known_words(text) for sound in _word_sounds(word))


@lru_cache(maxsize=4096)
def sounds(word: str) -> tuple[str, ...]:
    """Sounds of a word as they are compared."""
    return tolerant(heard(word))


def tolerant(heard_sounds: tuple[str, ...]) -> tuple[str, ...]:
    """Sounds of a longer word as many speakers hear them, of one or two letters exactly."""
    return tuple(map(_folded, heard_sounds)) if len(heard_sounds) > 2 else heard_sounds


class Readings:
    """Every way each character may be read, alone or in a word.

    pypinyin takes 0.2 s to import; most questions need no more than this.
    """

    def __init__(self, arrays: Arrays) -> None:
        """From ``reading_arrays``."""
        numbers, bounds = arrays["readings"].tolist(), arrays["bounds"].tolist()
        self._readings = {
            character: numbers[bounds[i] : bounds[i + 1]]
            for i, character in enumerate(arrays["characters"].tolist())
        }

    def may_agree(self, one: str, other: str) -> bool:
        """Whether two words of one length can sound alike; False only when they cannot."""
        return all(
            a == b or not set(self._readings.get(a, ())).isdisjoint(self._readings.get(b, ()))
            for a, b in zip(one, other, strict=True)
        )


def readings_version() -> str:
    """Stands for everything the arrays depend on."""
    package = find_spec("pypinyin")
    place = Path(package.origin).parent if package and package.origin else Path()
    # Its version would be asked of importlib.metadata, which takes longer than all of this.
    lists = sorted((path.name, path.stat().st_size) for path in place.glob("*_dict*"))
    digest = blake2b(repr(lists).encode(), digest_size=8).hexdigest()
    return f"{source_digest('assistant.sounds')} {digest}"


def reading_arrays() -> Arrays:
    """What ``Readings`` is made of, worked out from all of pypinyin's characters and phrases."""
    from pypinyin import Style, pinyin
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.tone_convert import to_normal

    normal = lru_cache(maxsize=None)(to_normal)
    found: dict[str, set[str]] = defaultdict(set)
    for character in map(chr, _HAN):
        found[character].update(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
    for phrase, readings in PHRASES_DICT.items():
        for character, ways in zip(phrase, readings, strict=False):
            found[character].update(normal(way) for way in ways)
    characters = sorted(found)
    rows = [sorted({_folded(sound) for sound in found[c]}) for c in characters]
    numbers = {sound: i for i, sound in enumerate(sorted({s for row in rows for s in row}))}
    return {
        "characters": np.array(characters, np.str_),
        "readings": np.array([numbers[s] for row in rows for s in row], np.int32),
        "bounds": np.cumsum([0, *map(len, rows)], dtype=np.int32),
    }


@lru_cache(maxsize=16_384)
def _word_sounds(word: str) -> tuple[str, ...]:
    if not _CHINESE.fullmatch(word):
        return tuple(word)
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))


@lru_cache(maxsize=1024)
def _folded(sound: str) -> str:
    """Sounds many speakers do not tell apart: zh/z, ch/c, sh/s and ang/an, eng/en, ing/in."""
    for pattern, replacement in _FOLDED_SOUNDS:
        sound = pattern.sub(replacement, sound)
    return sound
