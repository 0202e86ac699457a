"""Sound-alike typos: 「微薄」 for 「微博」, 「行政复义」 for 「行政复议」."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from corpus.catalogue import Catalogue
from corpus.normalise import fold
from corpus.segment import known_words
from corpus.words import frequency

_COMMON = 400
"""A word this frequent in general Chinese is meant as written: 新建 is no typo of 信件."""
_FOLDED_SOUNDS = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"([aei])ng$"), r"\1n"))


def official_words(catalogue: Catalogue) -> tuple[str, ...]:
    """Official names of figures and contact facts, and the words they are made of, sorted."""
    names = {
        fold(name)
        for concept in catalogue.concepts
        if concept.kind != "section"
        for name in (concept.name, *concept.variants)
    }
    parts = {word for name in names for word in known_words(name) if len(word) > 1}
    return tuple(sorted(names | parts))


class Vocabulary:
    """Words a question may have meant, by sound.

    Args:
        words: folded words of the field and names of bodies, two to twelve characters.
        known: folded text of everything loaded; what stands in it is no typo.
    """

    def __init__(self, words: Sequence[str], known: str) -> None:
        self._words = frozenset(words)
        self._known = known

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], list[str]]:
        """Words by their sounds; made for the first question with a strange word in it."""
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for word in sorted(w for w in self._words if 2 <= len(w) <= 12 and _is_chinese(w)):
            sounds = _sounds(word)
            if len(word) > 2:
                sounds = tuple(_folded(sound) for sound in sounds)
            found[sounds].append(word)
        return found

    def correct(self, question: str) -> str:
        """The folded question with sound-alikes of known words replaced, longest first."""
        if not _is_chinese(question, some=True) or not self._strange(question):
            return question
        sounds = _char_sounds(question)
        folded = [_folded(sound) for sound in sounds]
        borders = _borders(question)
        position = 0
        while position < len(question):
            for length in range(min(12, len(question) - position), 1, -1):
                if not borders >= {position, position + length}:
                    continue
                wrong = question[position : position + length]
                if wrong in self._words:  # its parts are right too: 申请书 in 书信申请书
                    position += length - 1
                    break
                heard = (folded if length > 2 else sounds)[position : position + length]
                right = self._meant(wrong, tuple(heard))
                if right is not None:
                    question = question[:position] + right + question[position + length :]
                    position += length - 1
                    break
            position += 1
        return question

    def _strange(self, question: str) -> bool:
        """Whether any two neighbouring characters, or a word, stand in nothing that is known."""
        words = [w for w in known_words(question) if _is_chinese(w)]
        for word in words:
            if len(word) > 1 and self._unheard(word):
                return True
        pairs = (a + b for a, b in pairwise(words) if len(a) == 1 or len(b) == 1)
        return any(self._unheard(pair) for pair in pairs)

    def _unheard(self, word: str) -> bool:
        if word in self._words or word in self._known:
            return False
        return frequency(word) <= _COMMON

    def _meant(self, wrong: str, sounds: tuple[str, ...]) -> str | None:
        candidates = self._by_sound.get(sounds)
        if not candidates or wrong in self._words or wrong in self._known:
            return None
        if frequency(wrong) > _COMMON:
            return None
        # At least half of a longer word must be as printed; two-letter words share one.
        same = [
            w
            for w in candidates
            if sum(a == b for a, b in zip(w, wrong, strict=True)) * 2 >= len(w)
        ]
        return same[0] if same else None


def _borders(question: str) -> set[int]:
    """Where words begin and end: 「公地」 inside 「办公地点」 is no word."""
    places, position = {0}, 0
    for word in known_words(question):
        position += len(word)
        places.add(position)
    return places


def _is_chinese(text: str, *, some: bool = False) -> bool:
    found = re.search if some else re.fullmatch
    return bool(found(r"[\u4e00-\u9fff]+", text))


def _sounds(word: str) -> tuple[str, ...]:
    return tuple(_char_sounds(word))


def _char_sounds(text: str) -> list[str]:
    """Toneless sound of every character, read within its word: 薄 is bo in 微薄, bao alone."""
    return [sound for word in known_words(text) for sound in _word_sounds(word)]


@lru_cache(maxsize=16_384)
def _word_sounds(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word)) if _is_chinese(word) else tuple(word)


@lru_cache(maxsize=1024)
def _folded(sound: str) -> str:
    """Sounds many speakers do not tell apart: zh/z, ch/c, sh/s and ang/an, eng/en, ing/in."""
    for pattern, replacement in _FOLDED_SOUNDS:
        sound = pattern.sub(replacement, sound)
    return sound
