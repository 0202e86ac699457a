"""Question words × texts: how far each text speaks of each word, by spelling and by meaning."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.terms import held_each
from assistant.weighing.clauses import Wording
from assistant.weighing.words import AskedWords, vectors

_STRANGE = 0.5
"""A word whose best cosine with any asked word is less says something of its own."""
_UNRELATED = 0.35
"""Cosine of words that have nothing to do with each other, at most."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """n asked words met with c texts.

    ``held``: (n, c) by spelling, in [0, 1]. ``alike``: (n, c) cosine of the nearest word.
    ``spoken``: (n, c) how far each text speaks of each word either way, in [0, 1].
    ``new``, ``words``: (c,) how many words of a text no asked word is near to, of how many.
    """

    held: NDArray[np.float32]
    alike: NDArray[np.float32]
    spoken: NDArray[np.float32]
    new: NDArray[np.float32]
    words: NDArray[np.float32]

    def part(self, first: int, last: int) -> "Meeting":
        """The texts from ``first`` to ``last`` - 1, as views."""
        part = slice(first, last)
        return Meeting(
            self.held[:, part], self.alike[:, part], self.spoken[:, part],
            self.new[part], self.words[part],
        )  # fmt: skip


def meet(asked: AskedWords, said: Wording) -> Meeting:
    """Meet the words of a question with texts; words that only ask are met by nothing."""
    shape = len(asked.terms), len(said.starts)
    by_spelling, by_meaning = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    sizes = np.diff(said.begins, append=len(said.which)).astype(np.float32)
    if not asked.telling:
        return Meeting(by_spelling, by_meaning, by_spelling, sizes, sizes)
    rows = list(asked.telling)
    for i in rows:
        by_spelling[i] = held_each(asked.terms[i], said.text, said.starts)
    cosines = asked.vectors[rows] @ vectors().of(said.words).T
    by_meaning[rows] = np.maximum.reduceat(cosines[:, said.which], said.begins, axis=1)
    strange = (cosines.max(axis=0) < _STRANGE).astype(np.float32)
    meant = np.clip((by_meaning - _UNRELATED) / (1 - _UNRELATED), 0, 1)
    return Meeting(
        by_spelling,
        by_meaning,
        np.maximum(by_spelling, meant),
        np.add.reduceat(strange[said.which], said.begins),
        sizes,
    )
