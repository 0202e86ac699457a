"""How far the encoder's cuts agree with jieba's."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass

from tokenizers import Tokenizer

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Word boundaries inside runs of Chinese characters, counted over n runs."""

    runs: int
    same_runs: int
    """Runs cut in exactly the same places."""
    shared: int
    ours: int
    jiebas: int

    @property
    def f1(self) -> float:
        """Harmonic mean of the shares of boundaries that the other also has, 0–1."""
        return 2 * self.shared / max(1, self.ours + self.jiebas)


def agreement(tokenizer: Tokenizer, texts: Iterable[str], *, hmm: bool = False) -> Agreement:
    """Compare cuts of every run of Chinese characters, ends of runs not counted.

    Args:
        tokenizer: The encoder's.
        texts: Any texts, folded here.
        hmm: Whether jieba also guesses words it does not list.
    """
    import jieba

    jieba.setLogLevel(logging.WARNING)
    runs = [run for text in texts for run in _HAN.findall(tokenizer.normalizer.normalize_str(text))]
    same = shared = ours = theirs = 0
    for run, encoding in zip(runs, tokenizer.encode_batch(runs), strict=True):
        mine = {end for _, end in encoding.offsets} - {len(run)}
        other: set[int] = set()
        for word in jieba.lcut(run, HMM=hmm):
            other.add(max(other, default=0) + len(word))
        other -= {len(run)}
        same += mine == other
        shared += len(mine & other)
        ours += len(mine)
        theirs += len(other)
    return Agreement(len(runs), same, shared, ours, theirs)
