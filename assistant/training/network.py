"""The evidence network in torch: the computation of assistant/weighing/network.py, trainable."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from assistant.weighing.evidence import CHANNELS, FEATURES, QUESTION
from assistant.weighing.network import EvidenceNetwork, EvidenceNetworks
from assistant.weighing.words import WORD_FEATURES, encoder

_SHARES = 6


@dataclass(frozen=True)
class NetworkSettings:
    """Widths of the layers, and the share of numbers left out in training.

    On bodies left out, narrower layers with less dropout answered 1 to 2 questions in 100 less.
    """

    word: int = 32
    asked: int = 24
    spoken: int = 16
    answer: tuple[int, int] = (96, 48)
    none: int = 16
    dropout: float = 0.3


NARROW = NetworkSettings()


@dataclass(frozen=True, slots=True)
class Batch:
    """b questions of at most n words with all their candidates (c) one after the other.

    ``words``: (b, n, d), ``word_features``: (b, n, WORD_FEATURES), ``there``: (b, n) 1 where a
    question has a word, ``question``: (b, QUESTION), ``of``: (c,) the question of each candidate,
    ``met``: (c, n, CHANNELS), ``features``: (c, FEATURES), standardised.
    """

    words: Tensor
    word_features: Tensor
    there: Tensor
    question: Tensor
    of: Tensor
    met: Tensor
    features: Tensor


class EvidenceModule(nn.Module):
    """Scores of candidates, and of the outcome that none answers."""

    def __init__(self, settings: NetworkSettings = NARROW) -> None:
        super().__init__()
        word, asked = settings.word, settings.asked
        self.project = nn.Linear(encoder().dimension, word)
        self.context = nn.Linear(3 * (word + WORD_FEATURES), word)
        self.gate = nn.Linear(word + WORD_FEATURES, 1)
        self.asked = nn.Linear(word, asked)
        self.spoken = _layers((CHANNELS + word, settings.spoken, 1))
        self.answer = _layers(
            (FEATURES + QUESTION + asked + _SHARES, *settings.answer, 1), settings.dropout
        )
        self.none = _layers((QUESTION + asked, settings.none, 1))
        self.dropout = nn.Dropout(settings.dropout)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the candidates (c,), and of none of them (b,)."""
        words = self.dropout(self.project(batch.words)) * batch.there[..., None]
        each = torch.cat((words, batch.word_features), dim=2)
        beside = nn.functional.pad(each, (0, 0, 1, 1))
        three = torch.cat((beside[:, :-2], beside[:, 1:-1], beside[:, 2:]), dim=2)
        context = torch.relu(self.context(three)) * batch.there[..., None]
        gates = torch.sigmoid(self.gate(torch.cat((context, batch.word_features), dim=2)))
        gates = gates[..., 0] * batch.there
        asked = torch.relu(self.asked(self.dropout(context.max(dim=1).values)))
        of = batch.of
        shares = self._shares(batch.met, context[of], gates[of])
        features = torch.cat((batch.features, batch.question[of], asked[of], shares), dim=1)
        scores = self.answer(features)[:, 0]
        none = self.none(torch.cat((batch.question, asked), dim=1))[:, 0]
        return scores, none

    def _shares(self, met: Tensor, context: Tensor, gates: Tensor) -> Tensor:
        spoken = torch.sigmoid(self.spoken(torch.cat((met, context), dim=2)))[..., 0]
        total = gates.sum(dim=1) + 1e-3
        nearest = torch.maximum(met[..., 0], met[..., 1])
        return torch.stack(
            (
                (spoken * gates).sum(dim=1) / total,
                ((1 - spoken) * gates).max(dim=1).values,
                (met[..., 4] * gates).sum(dim=1) / total,
                (met[..., 5] * gates).sum(dim=1) / total,
                ((1 - nearest) * gates).max(dim=1).values,
                ((1 - spoken) * gates).sum(dim=1),
            ),
            dim=1,
        )


def _layers(widths: Sequence[int], dropout: float = 0.0) -> nn.Sequential:
    parts: list[nn.Module] = []
    for number, (inside, outside) in enumerate(pairwise(widths)):
        if number:
            parts.append(nn.ReLU())
            if number == 1 and dropout:
                parts.append(nn.Dropout(dropout))
        parts.append(nn.Linear(inside, outside))
    return nn.Sequential(*parts)


def exported(module: EvidenceModule, mean: Tensor, spread: Tensor) -> EvidenceNetwork:
    """The trained network as the product computes it."""
    weights = {"mean": mean.numpy(), "spread": spread.numpy()}
    for name, part in module.named_children():
        linear = [layer for layer in part.modules() if isinstance(layer, nn.Linear)]
        for number, layer in enumerate(linear):
            whole = name if isinstance(part, nn.Linear) else f"{name}.{number}"
            weights[whole] = np.ascontiguousarray(layer.weight.detach().numpy().T)
            weights[f"{whole}_bias"] = layer.bias.detach().numpy()
    return EvidenceNetwork(weights)


def save_networks(networks: EvidenceNetworks, path: Path) -> None:
    """Write the weights as assistant/weighing/network.py reads them."""
    from safetensors.numpy import save_file

    weights = {
        f"{number}/{name}": values
        for number, network in enumerate(networks.members)
        for name, values in network.weights.items()
    }
    save_file(weights, path)
