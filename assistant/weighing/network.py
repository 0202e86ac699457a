"""The evidence networks: how much more likely each candidate answers than that nothing does.

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

LEANING = 0.8
"""Log odds added to every candidate: the questions trained on are unanswerable more often than
people's are, nearly one in two."""
_MOST = 4.0
"""Log odds, either way, that a network counts for in full: beyond it is surer than right."""
_BEYOND_FOR, _BEYOND_AGAINST = np.float32(0.25), np.float32(0.02)
"""Share of what is beyond that counts all the same, so that the likeliest stays the likeliest."""


@dataclass(frozen=True, slots=True)
class EvidenceNetwork:
    """Weights by name: matrices have shape (in, out).

    ``mean``, ``spread``: (FEATURES,) of the training candidates; features are standardised.
    """

    weights: dict[str, Array]

    @np.errstate(invalid="ignore")  # OpenBLAS may flag lanes of a product that nobody asked for
    def odds(self, evidence: Evidence) -> Array:
        """Log odds of each candidate against none of them, as trained, shape (c,)."""
        words = self._linear("project", evidence.words)
        context = self._context(np.concatenate((words, evidence.word_features), axis=1))
        gates = _sigmoid(self._linear("gate", context, evidence.word_features))[:, 0]
        asked = _relu(self._linear("asked", context.max(axis=0)))
        none = self._layers("none", evidence.question, asked)[0]
        if not len(evidence.met):
            return np.zeros(0, np.float32)
        features = (evidence.features - self.weights["mean"]) / self.weights["spread"]
        shares = self._shares(evidence.met, context, gates)
        scores = self._layers("answer", features, evidence.question, asked, shares)[:, 0]
        odds: Array = scores - none
        return odds

    def _context(self, words: Array) -> Array:
        """A convolution over three neighbouring words, shape (n, d)."""
        outside = np.zeros_like(words[:1])
        before = np.concatenate((outside, words[:-1]))
        after = np.concatenate((words[1:], outside))
        return _relu(self._linear("context", before, words, after))

    def _shares(self, met: Array, context: Array, gates: Array) -> Array:
        """Gated shares of the question that candidates speak of, shape (c, 6)."""
        spoken = _sigmoid(self._layers("spoken", met, context))[..., 0]
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

    def _linear(self, name: str, *parts: Array) -> Array:
        """One layer on parts side by side; what is the same for all rows is multiplied once."""
        weights, values, at = self.weights[name], self.weights[f"{name}_bias"], 0
        for part in parts:
            values = values + part @ weights[at : at + part.shape[-1]]
            at += part.shape[-1]
        return values

    def _layers(self, name: str, *parts: Array) -> Array:
        """Linear layers ``name.0``, ``name.1``, … with a rectifier between."""
        values, number = self._linear(f"{name}.0", *parts), 1
        while f"{name}.{number}" in self.weights:
            values = self._linear(f"{name}.{number}", _relu(values))
            number += 1
        return values


@dataclass(frozen=True, slots=True)
class EvidenceNetworks:
    """Networks taught with different questions, each of which says as much.

    One has met few near misses and trusts evidence easily, one has met many and does not.
    """

    members: tuple[EvidenceNetwork, ...]

    def odds(self, evidence: Evidence) -> Array:
        """Log odds of each candidate against none of them, leaning included, shape (c,)."""
        each = np.stack([member.odds(evidence) for member in self.members])
        kept = np.clip(each, -_MOST, _MOST)
        share = np.where(each > 0, _BEYOND_FOR, _BEYOND_AGAINST)
        odds: Array = (kept + share * (each - kept)).mean(axis=0) + LEANING
        return odds


def read_networks(path: Path) -> EvidenceNetworks:
    """Networks as ``assistant.training`` saves them: the weights of member n as ``n/name``.

    Raises:
        ModelError: missing or damaged.
    """
    members: dict[str, dict[str, Array]] = {}
    for whole, values in read_tensors(path)[0].items():
        number, _, name = whole.partition("/")
        members.setdefault(number, {})[name] = values
    return EvidenceNetworks(tuple(EvidenceNetwork(members[number]) for number in sorted(members)))


@cache
def evidence_networks() -> EvidenceNetworks:
    """The shipped networks."""
    return read_networks(SHIPPED)


def _relu(values: Array) -> Array:
    positive: Array = np.maximum(values, 0)
    return positive


def _sigmoid(values: Array) -> Array:
    squashed: Array = np.reciprocal(1 + np.exp(-np.clip(values, -30, 30)), dtype=np.float32)
    return squashed
