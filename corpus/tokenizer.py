"""jieba's tokenizer over the dictionary as far as it is needed."""

from collections import defaultdict
from collections.abc import Iterable

import jieba

from corpus.dictionary import TOTAL, frequencies

WORD_FREQUENCY = 20_000
"""Least frequency of the words added, as common as 公司: 复议案 is 复议 and 案, not 复 and 议案.
jieba's own guess walks its whole graph for every word."""


class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """Cuts as ``jieba.Tokenizer`` does with ``words`` added; reads, writes and shares no cache.

    Safe for threads: a text's characters are looked up before it is cut.
    """

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        self._words: dict[str, list[str]] = defaultdict(list)
        self._met: set[str] = set()
        for word in words:
            self._words[word[0]].append(word)
            self.total += WORD_FREQUENCY
        self.total += TOTAL
        self.initialized = True

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802 - jieba's name
        """The words of the dictionary that begin at each place, as jieba lists them."""
        if not self._met.issuperset(sentence):
            for character in set(sentence) - self._met:
                self._meet(character)
        words: dict[int, list[int]] = super().get_DAG(sentence)
        return words

    def _meet(self, character: str) -> None:
        known = frequencies(character)
        for word in self._words.get(character, ()):
            known[word] = max(WORD_FREQUENCY, known.get(word, 0))
            for length in range(1, len(word)):
                known.setdefault(word[:length], 0)
        self.FREQ.update(known)
        self._met.add(character)
