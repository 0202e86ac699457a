"""The training loop: contrastive, symmetric, on nested dimensions, resumable."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from index.training.network import WordNetwork
from index.training.pairs import Ids, PairTable


@dataclass(frozen=True, slots=True)
class Stage:
    """One run over pairs. Values were chosen on held-out question–passage pairs (README.md)."""

    name: str
    steps: int
    batch: int = 1024
    rate: float = 0.05
    """Peak step of Adam for the parts; weights move at a fifth of it."""
    scale: float = 30.0
    """Inverse temperature of the softmax over cosines."""
    span: float = 0.0
    """Share of rows whose left text is replaced by words drawn from the right text."""
    lengthen: float = 0.0
    """Share of rows whose right text gets two other rows' right texts around it."""
    drop: float = 0.0
    """Share of the words left out of every text at each draw, so that none is relied on."""
    dimensions: tuple[int, ...] = (256, 128, 64)
    mixture: Mapping[str, float] = field(default_factory=dict)
    """Group-name prefix → factor on that group's share of the batches (1 when not named)."""
    every: int = 400
    """Steps between checkpoints."""

    def __post_init__(self) -> None:
        """Reject settings that cannot train."""
        if self.steps < 1 or self.batch < 2 or not self.dimensions:
            raise ValueError(f"stage {self.name}: steps ≥ 1, batch ≥ 2, at least one dimension")

    def factor(self, group: str) -> float:
        """The group's factor: the longest prefix of its name in ``mixture``, else 1."""
        matches = [prefix for prefix in self.mixture if group.startswith(prefix)]
        return self.mixture[max(matches, key=len)] if matches else 1.0


def contrastive(
    left: Tensor, right: Tensor, keys: Tensor, dimensions: Sequence[int], scale: float
) -> Tensor:
    """Symmetric cross-entropy of cosines, mean over nested dimensions.

    Args:
        left: (n, d) vectors, row i belongs to row i of ``right``.
        right: (n, d) vectors.
        keys: (n,) rows with equal keys are not negatives of each other.
        dimensions: Leading dimensions that must each work alone.
        scale: Factor on the cosines.
    """
    target = torch.arange(len(left), device=left.device)
    same = (keys[:, None] == keys[None, :]) & ~torch.eye(
        len(left), dtype=torch.bool, device=left.device
    )
    total = left.new_zeros(())
    for dimension in dimensions:
        a = functional.normalize(left[:, :dimension], dim=1)
        b = functional.normalize(right[:, :dimension], dim=1)
        scores = (a @ b.T * scale).masked_fill(same, -1e4)
        total = total + functional.cross_entropy(scores, target)
        total = total + functional.cross_entropy(scores.T, target)
    return total / (2 * len(dimensions))


@dataclass(frozen=True, slots=True)
class Batch:
    """Token arrays of paired texts, their keys (n,) and the group they come from."""

    left: list[Ids]
    right: list[Ids]
    keys: NDArray[np.int64]
    group: str


class Sampler:
    """Draws batches of one group each, without replacement within a pass of the group."""

    def __init__(self, table: PairTable, stage: Stage, seed: int) -> None:
        """Prepare the groups' shares: size × mixture factor."""
        self.table, self.stage = table, stage
        self.random = np.random.default_rng(seed)
        self.names = sorted(table.groups)
        sizes = np.array([table.groups[n][1] - table.groups[n][0] for n in self.names], float)
        self.shares = sizes * np.array([stage.factor(name) for name in self.names])
        self.shares /= self.shares.sum()
        self.orders: dict[str, NDArray[np.int64]] = {n: np.zeros(0, np.int64) for n in self.names}

    def draw(self) -> Batch:
        """One batch of one group."""
        name = self.names[int(self.random.choice(len(self.names), p=self.shares))]
        rows = self._rows(name)
        left = [self.table.left.row(row) for row in rows]
        right = [self.table.right.row(row) for row in rows]
        chance = self.random.random((2, len(rows)))
        long_enough = np.array([len(text) >= 12 for text in right])
        for i in np.flatnonzero((chance[0] < self.stage.span) & long_enough):
            left[i] = self._span(right[i])
        if self.stage.lengthen:
            original = list(right)
            for i in np.flatnonzero((chance[1] < self.stage.lengthen) & long_enough):
                before, after = self.random.integers(0, len(rows), 2)
                right[i] = np.concatenate([original[before], original[i], original[after]])
        if self.stage.drop:
            left, right = [self._thinned(t) for t in left], [self._thinned(t) for t in right]
        return Batch(left, right, self.table.keys[rows], name)

    def _thinned(self, text: Ids) -> Ids:
        """The text without a random share of its words, never empty."""
        stays = self.random.random(len(text)) >= self.stage.drop
        return text[stays] if stays.any() else text

    def _rows(self, name: str) -> NDArray[np.int64]:
        """The next rows of a group; a new shuffled pass when fewer than a batch are left."""
        start, end = self.table.groups[name]
        take = min(self.stage.batch, end - start)
        if len(self.orders[name]) < take:
            self.orders[name] = start + self.random.permutation(end - start)
        rows, self.orders[name] = np.split(self.orders[name], [take])
        return rows

    def _span(self, text: Ids) -> Ids:
        """Three to ten words of a stretch of the text, in order."""
        stretch = min(len(text), int(self.random.integers(6, 24)))
        start = int(self.random.integers(0, len(text) - stretch + 1))
        count = min(stretch, int(self.random.integers(3, 11)))
        chosen = np.sort(self.random.permutation(stretch)[:count])
        return text[start : start + stretch][chosen]


def train(
    network: WordNetwork,
    table: PairTable,
    stage: Stage,
    seed: int,
    checkpoint: Path,
    report: Callable[[str], None],
) -> list[float]:
    """Train in place; returns the loss of every step. Resumes from ``checkpoint`` when it exists.

    The sampler's draws are replayed up to the checkpoint, so a resumed run sees the same
    batches as an unbroken one.
    """
    optimizer = torch.optim.SparseAdam(
        [{"params": network.parts.weight}, {"params": network.gains.weight}], lr=stage.rate
    )
    sampler = Sampler(table, stage, seed)
    losses = _resume(network, optimizer, sampler, checkpoint)
    device = network.parts.weight.device
    began = time.perf_counter()
    first = len(losses)
    for step in range(first, stage.steps):
        rate = stage.rate * min((step + 1) / 50, 1.0) * (1.0 - step / stage.steps)
        for group, factor in zip(optimizer.param_groups, (1.0, 0.2), strict=True):
            group["lr"] = max(rate * factor, 1e-6)
        batch = sampler.draw()
        a, b = network([batch.left, batch.right])
        keys = torch.from_numpy(batch.keys).to(device)
        loss = contrastive(a, b, keys, stage.dimensions, stage.scale)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()  # type: ignore[no-untyped-call]
        losses.append(float(loss.detach()))
        if (step + 1) % 50 == 0 or step + 1 == stage.steps:
            pace = (time.perf_counter() - began) / (step + 1 - first)
            left_over = pace * (stage.steps - step - 1)
            report(
                f"{stage.name} {step + 1}/{stage.steps} 损失 {np.mean(losses[-50:]):.4f} "
                f"每步 {pace:.2f} 秒 剩余 {left_over / 60:.1f} 分钟"
            )
        if (step + 1) % stage.every == 0 or step + 1 == stage.steps:
            _save(network, optimizer, losses, checkpoint)
    return losses


def _save(
    network: WordNetwork, optimizer: torch.optim.Optimizer, losses: list[float], path: Path
) -> None:
    beside = path.with_suffix(".partial")
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "losses": losses}
    torch.save(state, beside)
    beside.replace(path)


def _resume(
    network: WordNetwork, optimizer: torch.optim.Optimizer, sampler: Sampler, path: Path
) -> list[float]:
    """Restore a checkpoint and replay the draws made before it."""
    if not path.is_file():
        return []
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    losses: list[float] = state["losses"]
    for _ in losses:
        sampler.draw()
    return losses
