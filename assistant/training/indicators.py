"""Trains the classifier of table questions (assistant/weighing/likely.py)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from assistant.training.wordings import Wording
from assistant.weighing.likely import BUCKETS, IndicatorClassifier, buckets
from assistant.weighing.words import encoder


@dataclass(frozen=True)
class IndicatorSettings:
    """How the classifier is trained. Found on a fifth of the questions left out."""

    width: int = 64
    dropout: float = 0.3
    epochs: int = 25
    batch: int = 128
    rate: float = 4e-3
    decay: float = 1e-4
    smoothing: float = 0.05
    dropped: float = 0.15
    """Share of a question's hashed features left out each time."""

    def __post_init__(self) -> None:
        """Check the shares.

        Raises:
            ValueError: one is not in [0, 1).
        """
        if not all(0 <= s < 1 for s in (self.dropout, self.smoothing, self.dropped)):
            raise ValueError("shares must lie in [0, 1)")


class IndicatorModule(nn.Module):
    """The classifier in torch."""

    def __init__(self, classes: int, settings: IndicatorSettings) -> None:
        super().__init__()
        width = settings.width
        self.rows = nn.EmbeddingBag(BUCKETS, width, mode="mean", sparse=True)
        nn.init.normal_(self.rows.weight, 0, 0.3)
        self.meaning = nn.Linear(encoder().dimension, width)
        self.hidden = nn.Linear(2 * width, 2 * width)
        self.output = nn.Linear(4 * width, classes)
        self.dropout = nn.Dropout(settings.dropout)

    def forward(self, found: Tensor, begins: Tensor, meanings: Tensor) -> Tensor:
        """Scores, shape (n, classes), of n texts with their features end to end."""
        both = torch.cat((self.rows(found, begins), self.meaning(meanings)), dim=1)
        both = self.dropout(both)
        hidden = torch.relu(self.hidden(both))
        scores: Tensor = self.output(self.dropout(torch.cat((both, hidden), dim=1)))
        return scores


def train_indicators(
    wordings: Sequence[Wording],
    classes: int,
    settings: IndicatorSettings = IndicatorSettings(),
    seed: int = 0,
) -> IndicatorModule:
    """Fit the classifier; the same seed gives the same weights on one machine."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    module = IndicatorModule(classes, settings)
    dense = [p for name, p in module.named_parameters() if name != "rows.weight"]
    sparse_optimiser = torch.optim.SparseAdam([module.rows.weight], lr=settings.rate)
    optimiser = torch.optim.AdamW(dense, lr=settings.rate, weight_decay=settings.decay)
    steps = settings.epochs * -(-len(wordings) // settings.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.rate, total_steps=steps + 1)
    meanings = encoder().queries([w.text for w in wordings])
    order = list(range(len(wordings)))
    module.train()
    for _ in range(settings.epochs):
        chance.shuffle(order)
        for start in range(0, len(order), settings.batch):
            part = order[start : start + settings.batch]
            scores = module(*_inputs([wordings[i].text for i in part], meanings[part], chance))
            labels = torch.tensor([wordings[i].label for i in part])
            loss = functional.cross_entropy(scores, labels, label_smoothing=settings.smoothing)
            optimiser.zero_grad()
            sparse_optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            sparse_optimiser.step()  # type: ignore[no-untyped-call]
            schedule.step()
    return module.eval()


def _inputs(
    texts: Sequence[str], meanings: NDArray[np.float32], chance: random.Random | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    kept = IndicatorSettings().dropped
    found: list[int] = []
    begins = []
    for text in texts:
        begins.append(len(found))
        own = buckets(text)
        found += [b for b in own if chance is None or chance.random() > kept] or own
    return torch.tensor(found), torch.tensor(begins), torch.from_numpy(meanings.copy())


def exported(module: IndicatorModule, keys: Sequence[str]) -> IndicatorClassifier:
    """The trained classifier as the product computes it, its rows in int8."""
    rows = module.rows.weight.detach().numpy()
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-12).astype(np.float32) / 127
    layers = {}
    for name in ("meaning", "hidden", "output"):
        layer = getattr(module, name)
        layers[name] = np.ascontiguousarray(layer.weight.detach().numpy().T)
        layers[f"{name}_bias"] = layer.bias.detach().numpy()
    quantised = np.round(rows / scales[:, None]).astype(np.int8)
    return IndicatorClassifier(tuple(keys), quantised, scales, layers)


def save_indicators(classifier: IndicatorClassifier, path: Path) -> None:
    """Write the classifier as assistant/weighing/likely.py reads it."""
    from safetensors.numpy import save_file

    tensors: dict[str, NDArray[Any]] = {
        "rows": classifier.rows,
        "scales": classifier.scales,
        **classifier.layers,
    }
    save_file(tensors, path, {"keys": " ".join(classifier.keys)})
