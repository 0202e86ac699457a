"""Fits the evidence network to examples, and measures it on examples left out."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from assistant.training.examples import Example
from assistant.training.network import NARROW, Batch, EvidenceModule, NetworkSettings, exported
from assistant.weighing.evidence import CHANNELS
from assistant.weighing.network import EvidenceNetworks


@dataclass(frozen=True)
class FitSettings:
    """How the network is trained."""

    epochs: int = 12
    batch: int = 32
    rate: float = 2e-3
    decay: float = 1e-3
    clip: float = 1.0
    least_spread: float = 1e-2
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """Mean and spread of each candidate feature, shape (FEATURES,)."""

    mean: Tensor
    spread: Tensor


def scale_of(examples: Sequence[Example], settings: FitSettings = FitSettings()) -> Scale:
    """The scale of the examples' candidates."""
    features = np.concatenate([e.evidence.features for e in examples])
    spread = features.std(axis=0) + settings.least_spread
    return Scale(torch.from_numpy(features.mean(axis=0)), torch.from_numpy(spread))


def fit(
    examples: Sequence[Example],
    scale: Scale,
    settings: FitSettings = FitSettings(),
    widths: NetworkSettings = NARROW,
) -> EvidenceModule:
    """Train on the usable examples."""
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    module = EvidenceModule(widths)
    usable = [e for e in examples if e.usable]
    optimiser = torch.optim.AdamW(
        module.parameters(), lr=settings.rate, weight_decay=settings.decay
    )
    steps = settings.epochs * -(-len(usable) // settings.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.rate, total_steps=steps + 1)
    module.train()
    for _ in range(settings.epochs):
        chance.shuffle(usable)
        for first in range(0, len(usable), settings.batch):
            part = usable[first : first + settings.batch]
            loss = _loss(module, part, scale)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(module.parameters(), settings.clip)
            optimiser.step()
            schedule.step()
    return module.eval()


def _loss(module: EvidenceModule, examples: Sequence[Example], scale: Scale) -> Tensor:
    """Mean negative log probability of the right candidates together, or of none of them."""
    batch = batch_of(examples, scale)
    scores, none = module(batch)
    right = torch.from_numpy(np.concatenate([e.right for e in examples]))
    answerable = torch.tensor([e.answerable for e in examples])
    highest = none.detach().scatter_reduce(0, batch.of, scores.detach(), "amax")
    powers = torch.exp(scores - highest[batch.of])
    zero = torch.zeros_like(none)
    nothing = torch.exp(none - highest)
    wanted = torch.where(answerable, zero.index_add(0, batch.of, powers * right), nothing)
    total = zero.index_add(0, batch.of, powers) + nothing
    return -torch.log(wanted / total + 1e-9).mean()


def batch_of(examples: Sequence[Example], scale: Scale) -> Batch:
    """Examples side by side, words padded with zeros."""
    n = max(len(e.evidence.words) for e in examples)

    def padded(parts: Sequence[NDArray[np.float32]], axis: int) -> Tensor:
        return torch.from_numpy(np.stack([_lengthened(part, n, axis) for part in parts]))

    met = [_lengthened(e.evidence.met, n, 1) for e in examples]
    counts = [len(e.right) for e in examples]
    features = torch.from_numpy(np.concatenate([e.evidence.features for e in examples]))
    there = [np.ones(len(e.evidence.words), np.float32) for e in examples]
    return Batch(
        padded([e.evidence.words for e in examples], 0),
        padded([e.evidence.word_features for e in examples], 0),
        padded(there, 0),
        torch.from_numpy(np.stack([e.evidence.question for e in examples])),
        torch.from_numpy(np.repeat(np.arange(len(examples)), counts)),
        torch.from_numpy(np.concatenate(met).reshape(-1, n, CHANNELS)),
        (features - scale.mean) / scale.spread,
    )


def _lengthened(values: NDArray[np.float32], length: int, axis: int) -> NDArray[np.float32]:
    widths = [(0, 0)] * values.ndim
    widths[axis] = (0, length - values.shape[axis])
    return np.pad(values, widths)


@dataclass(frozen=True, slots=True)
class Score:
    """Of the questions that reports answer, how many rightly; of the others, how many refused."""

    answerable: int
    right: int
    unanswerable: int
    refused: int

    def __str__(self) -> str:
        """Shares with their counts, one line."""
        answered = self.right / max(1, self.answerable)
        refused = self.refused / max(1, self.unanswerable)
        return f"{answered:.3f} of {self.answerable}, refused {refused:.3f} of {self.unanswerable}"


def score(networks: EvidenceNetworks, examples: Sequence[Example], least: float = 0.0) -> Score:
    """Decide every example; an answerable one without right candidate is wrong."""
    counts = [0, 0, 0, 0]
    for example in examples:
        odds = networks.odds(example.evidence)
        best = int(np.argmax(odds)) if len(odds) else -1
        found = best >= 0 and odds[best] > least
        if example.answerable:
            counts[0] += 1
            counts[1] += bool(found and example.right[best])
        else:
            counts[2] += 1
            counts[3] += not found
    return Score(*counts)


def left_out(
    examples: Sequence[Example],
    always: Sequence[Example],
    folds: int = 4,
    settings: FitSettings = FitSettings(),
) -> list[tuple[str, Score]]:
    """Scores by source, each body's examples decided by a network that saw none of them."""
    groups = sorted({e.group for e in examples})
    random.Random(0).shuffle(groups)
    fold = {group: i % folds for i, group in enumerate(groups)}
    totals: dict[str, list[int]] = {}
    for number in range(folds):
        seen = [e for e in examples if fold[e.group] != number]
        rest = [e for e in examples if fold[e.group] == number]
        scale = scale_of([*seen, *always])
        module = fit([*seen, *always], scale, settings)
        network = EvidenceNetworks((exported(module, scale.mean, scale.spread),))
        for source in sorted({e.source for e in rest}):
            found = score(network, [e for e in rest if e.source == source])
            total = totals.setdefault(source, [0, 0, 0, 0])
            numbers = (found.answerable, found.right, found.unanswerable, found.refused)
            totals[source] = [a + b for a, b in zip(total, numbers, strict=True)]
    return [(source, Score(*total)) for source, total in sorted(totals.items())]
