"""Sound-alike typos: 「微薄」 for 「微博」, 「行政复义」 for 「行政复议」."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, pairwise
from operator import add

from assistant.sounds import Readings, heard, sounds, tolerant
from corpus.catalogue import Catalogue
from corpus.normalise import fold
from corpus.segment import known_words
from corpus.words import frequency

ASKING = ("平均", "总共", "一共", "合计", "比例", "百分之")
"""Words of questions that are mistyped too: 平钧."""
_COMMON = 400
"""A word this frequent in general Chinese is meant as written: 新建 is no typo of 信件."""


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
        readings: spare most questions asking pypinyin.
        places: names of places; a word of the language, however rare, is none of them: 平摊
            is not 平潭.
    """

    def __init__(
        self,
        words: Sequence[str],
        known: str,
        readings: Readings | None = None,
        places: frozenset[str] = frozenset(),
    ) -> None:
        self._words = frozenset(words) | places
        self._known = known
        self._readings = readings
        self._places = places

    @cached_property
    def _by_letter(self) -> dict[tuple[int, int, str], list[str]]:
        """Words by (length, place, character at that place), in order."""
        found: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        for word in sorted(w for w in self._words if 2 <= len(w) <= 12 and _is_chinese(w)):
            for place, letter in enumerate(word):
                found[len(word), place, letter].append(word)
        return found

    @cached_property
    def _pairs(self) -> frozenset[str]:
        """Every two neighbouring characters of what is loaded."""
        return frozenset(map(add, self._known, self._known[1:]))

    def correct(self, question: str) -> str:
        """The folded question with sound-alikes of known words replaced, longest first."""
        if not _is_chinese(question, some=True) or not self._strange(question):
            return question
        asked = question
        borders = _borders(question)
        position = 0
        while position < len(question):
            longest = min(12, len(question) - position) if position in borders else 0
            for length in range(longest, 1, -1):
                if position + length not in borders:
                    continue
                wrong = question[position : position + length]
                if wrong in self._words:  # its parts are right too: 申请书 in 书信申请书
                    position += length - 1
                    break
                if self._is_told_of(wrong, question[position + length :]):
                    continue
                right = self._meant(wrong, asked, position)
                if right is not None:
                    question = question[:position] + right + question[position + length :]
                    position += length - 1
                    break
            position += 1
        return question

    def misheard(self, typed: str, corrected: str) -> tuple[tuple[str, str], ...]:
        """Places that were typed otherwise, each with the loaded one it was taken for."""
        new = [place for place in self._places if place in corrected and place not in typed]
        longest = [p for p in sorted(new) if not any(p != q and p in q for q in new)]
        found = [(corrected.find(place), place) for place in longest]
        return tuple((typed[at : at + len(place)], place) for at, place in found)

    def _is_told_of(self, run: str, after: str) -> bool:
        """Whether a run is a word of the field and what became of it: 输 of 「行政诉讼输了」."""
        verb = run[-1]
        told = after[:1] in ("了", "过", "掉") and frequency(verb) > _COMMON
        return told and run[:-1] in self._words

    def _strange(self, question: str) -> bool:
        """Whether any two neighbouring characters, or a word, stand in nothing that is known."""
        words = [w for w in known_words(question) if _is_chinese(w)]
        for word in words:
            if len(word) > 1 and self._unheard(word):
                return True
        pairs = (a + b for a, b in pairwise(words) if len(a) == 1 or len(b) == 1)
        return any(self._unheard(pair) for pair in pairs)

    def _unheard(self, word: str) -> bool:
        return word not in self._words and not self._stands(word) and frequency(word) <= _COMMON

    def _stands(self, word: str) -> bool:
        """Whether ``word`` stands in what is loaded, looking through all of it only for long ones."""
        pairs = self._pairs
        if any([word[i : i + 2] not in pairs for i in range(len(word) - 1)]):
            return False
        return len(word) == 2 or word in self._known

    def _meant(self, wrong: str, asked: str, position: int) -> str | None:
        """The word that ``wrong``, at ``position`` of what was asked, sounds like."""
        alike = self._alike(wrong)
        if not alike or not self._unheard(wrong):
            return None
        said = tolerant(heard(asked)[position : position + len(wrong)])
        strange = not frequency(wrong)
        fitting = (word for word in alike if strange or word not in self._places)
        return next((word for word in fitting if sounds(word) == said), None)

    def _alike(self, wrong: str) -> list[str]:
        """Words written like ``wrong`` for at least half that may sound so too, in order."""
        length, by_letter = len(wrong), self._by_letter
        sharing = [
            words
            for place, letter in enumerate(wrong)
            if (words := by_letter.get((length, place, letter)))
        ]
        if 2 * len(sharing) < length:
            return []
        same = Counter(chain.from_iterable(sharing))
        half = sorted([word for word, count in same.items() if count * 2 >= length])
        readings = self._readings
        return [w for w in half if readings is None or readings.may_agree(w, wrong)]


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
