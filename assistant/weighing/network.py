"""The evidence network: how much more likely each candidate answers than that nothing does.

A gate learnt from each word and its neighbours says how much the word must be spoken of; a small
layer says how far a candidate speaks of it. Their weighted shares, the kinds of things asked for
and held, and what retrieval found go through two more layers; the log odds are against an
outcome of their own, that no candidate answers. ``python -m assistant.training`` makes the
weights; the same computation in torch is in assistant/training/network.py.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.weighing.evidence import Evidence
from index.static import read_tensors

SHIPPED = Path(__file__).with_name("evidence.safetensors")

Array = NDArray[np.float32]

LEANING = 1.0
"""Log odds added to every candidate: the questions trained on are unanswerable more often than
people's are, nearly one in two."""


@dataclass(frozen=True, slots=True)
class EvidenceNetwork:
    """Weights by name: matrices have shape (in, out).

    ``mean``, ``spread``: (FEATURES,) of the training candidates; features are standardised.
    """

    weights: dict[str, Array]

    @np.errstate(invalid="ignore")  # OpenBLAS may flag lanes of a product that nobody asked for
    def odds(self, evidence: Evidence) -> Array:
        """Log odds of each candidate against none of them, shape (c,)."""
        words = self._linear("project", evidence.words)
        context = self._context(np.concatenate((words, evidence.word_features), axis=1))
        gates = _sigmoid(
            self._linear("gate", np.concatenate((context, evidence.word_features), axis=1))
        )[:, 0]
        asked = _relu(self._linear("asked", context.max(axis=0)))
        none = self._layers("none", np.concatenate((evidence.question, asked)))[0]
        if not len(evidence.met):
            return np.zeros(0, np.float32)
        features = (evidence.features - self.weights["mean"]) / self.weights["spread"]
        shares = self._shares(evidence.met, context, gates)
        same = np.broadcast_to(
            np.concatenate((evidence.question, asked)),
            (len(features), len(evidence.question) + len(asked)),
        )
        scores = self._layers("answer", np.concatenate((features, same, shares), axis=1))[:, 0]
        odds: Array = scores - none + LEANING
        return odds

    def _context(self, words: Array) -> Array:
        """A convolution over three neighbouring words, shape (n, d)."""
        padded = np.pad(words, ((1, 1), (0, 0)))
        beside = np.concatenate((padded[:-2], padded[1:-1], padded[2:]), axis=1)
        return _relu(self._linear("context", beside))

    def _shares(self, met: Array, context: Array, gates: Array) -> Array:
        """Gated shares of the question that candidates speak of, shape (c, 6)."""
        around = np.broadcast_to(context, (len(met), *context.shape))
        spoken = _sigmoid(self._layers("spoken", np.concatenate((met, around), axis=2)))[..., 0]
        total = gates.sum() + 1e-3
        nearest = np.maximum(met[..., 0], met[..., 1])
        return np.stack(
            (
                spoken @ gates / total,
                ((1 - spoken) * gates).max(axis=1),
                met[..., 4] @ gates / total,
                met[..., 5] @ gates / total,
                ((1 - nearest) * gates).max(axis=1),
                (1 - spoken) @ gates,
            ),
            axis=1,
        )

    def _linear(self, name: str, values: Array) -> Array:
        result: Array = values @ self.weights[name] + self.weights[f"{name}_bias"]
        return result

    def _layers(self, name: str, values: Array) -> Array:
        """Linear layers ``name.0``, ``name.1``, … with a rectifier between."""
        number = 0
        while f"{name}.{number}" in self.weights:
            values = self._linear(f"{name}.{number}", _relu(values) if number else values)
            number += 1
        return values


@cache
def evidence_network() -> EvidenceNetwork:
    """The shipped network."""
    return EvidenceNetwork(read_tensors(SHIPPED)[0])


def _relu(values: Array) -> Array:
    positive: Array = np.maximum(values, 0)
    return positive


def _sigmoid(values: Array) -> Array:
    squashed: Array = np.reciprocal(1 + np.exp(-np.clip(values, -30, 30)), dtype=np.float32)
    return squashed
