"""Which row of the statistics tables a question asks for, by a classifier of its wording."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.weighing.words import encoder
from corpus.segment import known_words
from index.static import read_tensors

SHIPPED = Path(__file__).with_name("indicators.safetensors")
BUCKETS = 1 << 15
_LONGEST = 3
_LEAST = 0.005
_MOST = 8


@dataclass(frozen=True, slots=True)
class Likely:
    """Probabilities that a question asks for a row, a rate or a contact fact.

    ``none``: that no row of any table answers it. ``keys``: catalogue keys, likeliest first.
    """

    none: float
    keys: tuple[tuple[str, float], ...]

    def of(self, key: str | None) -> float:
        """The probability of one key; 0 for one that is none or unlikely."""
        return next((p for k, p in self.keys if k == key), 0.0)

    @property
    def best(self) -> float:
        """The highest probability of any key."""
        return self.keys[0][1] if self.keys else 0.0


UNKNOWN = Likely(1.0, ())


@lru_cache(maxsize=16_384)
def buckets(text: str) -> tuple[int, ...]:
    """Hashed runs of one to three characters and words of a folded question."""
    marked = f"^{text}$"
    runs = [
        f"c{marked[i : i + length]}"
        for length in range(1, _LONGEST + 1)
        for i in range(len(marked) - length + 1)
    ]
    runs += [f"w{word}" for word in known_words(text)]
    return tuple(zlib.crc32(run.encode()) % BUCKETS for run in runs)


@dataclass(frozen=True, slots=True)
class IndicatorClassifier:
    """Mean of hashed features and the sentence vector → one hidden layer → softmax.

    ``rows``: (BUCKETS, e) int8 with ``scales`` (BUCKETS,). The layers are weight matrices of
    shape (in, out) and biases. ``keys``: what outputs 1, 2, … mean; output 0 is no row at all.
    """

    keys: tuple[str, ...]
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]
    layers: dict[str, NDArray[np.float32]]

    def probabilities(self, text: str) -> NDArray[np.float32]:
        """Of no row and of every key, shape (1 + len(keys),)."""
        found = list(buckets(text))
        said = (self.rows[found] * self.scales[found, None]).mean(axis=0)
        meant = encoder().queries([text])[0] @ self.layers["meaning"] + self.layers["meaning_bias"]
        both = np.concatenate((said, meant))
        hidden = np.maximum(both @ self.layers["hidden"] + self.layers["hidden_bias"], 0)
        odds = np.concatenate((both, hidden)) @ self.layers["output"] + self.layers["output_bias"]
        powers = np.exp(odds - odds.max())
        shares: NDArray[np.float32] = powers / powers.sum()
        return shares

    def likely(self, wordings: Sequence[str]) -> Likely:
        """What a question asks for, by the wording that fits some row best.

        Args:
            wordings: the question in folded forms, such as without the column it names.
        """
        each = [self.probabilities(text) for text in dict.fromkeys(wordings) if text]
        if not each:
            return UNKNOWN
        highest = np.max(each, axis=0)
        order = np.argsort(-highest[1:], kind="stable")[:_MOST]
        keys = tuple((self.keys[i], float(highest[i + 1])) for i in order)
        none = float(np.min([p[0] for p in each]))
        return Likely(none, tuple((k, p) for k, p in keys if p >= _LEAST))


@cache
def indicator_classifier() -> IndicatorClassifier:
    """The shipped classifier, trained by ``python -m assistant.training``."""
    tensors, about = read_tensors(SHIPPED)
    layers = {name: value for name, value in tensors.items() if name not in {"rows", "scales"}}
    return IndicatorClassifier(
        tuple(about["keys"].split()), tensors["rows"], tensors["scales"], layers
    )
