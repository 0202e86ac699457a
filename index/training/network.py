"""The network that is trained: word vectors made of shared parts, folded into one row at export.

A word's vector is exp(weight) × (own + mean of its characters + mean of the listed words inside
it). Rare words thus start near words that share their characters, and weights start at the
word's inverse document frequency, which is already a fair retriever before any training.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from index.training.pairs import Texts


@dataclass(frozen=True, slots=True)
class Spelling:
    """Which shared parts each word is made of: part p of word w is ``parts[starts[w] + p]``.

    Part numbers below the vocabulary size are words, the rest are characters.
    """

    parts: NDArray[np.int64]
    starts: NDArray[np.int64]
    shares: NDArray[np.float32]
    """Factor of each part, same shape as ``parts``."""
    size: int
    """How many rows the shared table has: words + characters."""

    def of(self, words: NDArray[np.int64]) -> tuple[Tensor, Tensor, Tensor]:
        """Flat parts, offsets and factors for ``words``, as ``embedding_bag`` takes them."""
        lengths = self.starts[words + 1] - self.starts[words]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        flat = np.arange(lengths.sum()) + np.repeat(self.starts[words] - offsets, lengths)
        return (
            torch.from_numpy(self.parts[flat]),
            torch.from_numpy(offsets),
            torch.from_numpy(self.shares[flat]),
        )


def spell(pieces: Sequence[str]) -> Spelling:
    """Parts of every piece: itself, its characters, the listed words inside it."""
    number = {piece: index for index, piece in enumerate(pieces)}
    characters = {char: i for i, char in enumerate(sorted({c for p in pieces for c in p}))}
    parts: list[int] = []
    shares: list[float] = []
    starts = [0]
    for index, piece in enumerate(pieces):
        chars = [len(pieces) + characters[char] for char in piece]
        inside = [number[word] for word in _inside(piece) if word in number]
        if piece.isascii():
            chars, inside = [], []
        parts += [index, *chars, *inside]
        shares += [1.0, *[1 / max(1, len(chars))] * len(chars)]
        shares += [1 / max(1, len(inside))] * len(inside)
        starts.append(len(parts))
    return Spelling(
        np.array(parts, np.int64),
        np.array(starts, np.int64),
        np.array(shares, np.float32),
        len(pieces) + len(characters),
    )


def _inside(piece: str) -> list[str]:
    """Every proper substring of two or more characters, once, in order."""
    length = len(piece)
    spans = [piece[a:b] for a in range(length) for b in range(a + 2, length + 1) if b - a < length]
    return list(dict.fromkeys(spans))


def inverse_frequencies(texts: Texts, vocabulary: int, limit: int = 200_000) -> NDArray[np.float32]:
    """Smoothed log(N ÷ document frequency) of every word, shape (vocabulary,), at least 0.1.

    Counted on at most ``limit`` texts, evenly spaced.
    """
    frequency = np.zeros(vocabulary, np.int64)
    chosen = range(0, len(texts), -(-len(texts) // limit))
    for index in chosen:
        frequency[np.unique(texts.row(index))] += 1
    idf = np.log((len(chosen) + 1.0) / (frequency + 0.5))
    return np.asarray(np.maximum(idf, 0.1), np.float32)


class WordNetwork(nn.Module):
    """Shared parts and per-word weights; ``forward`` turns ragged token batches into vectors."""

    def __init__(self, spelling: Spelling, weights: NDArray[np.float32], dimension: int) -> None:
        """Random parts of unit variance; ``weights`` are the starting factors of the words."""
        super().__init__()
        self.spelling = spelling
        self.parts = nn.Embedding(spelling.size, dimension, sparse=True)
        self.gains = nn.Embedding(len(weights), 1, sparse=True)
        with torch.no_grad():
            self.gains.weight[:, 0] = torch.from_numpy(np.log(weights))

    def rows(self, words: NDArray[np.int64]) -> Tensor:
        """Folded vectors of ``words``, shape (n, dimension)."""
        parts, offsets, shares = self.spelling.of(words)
        device = self.parts.weight.device
        vectors = nn.functional.embedding_bag(
            parts.to(device),
            self.parts.weight,
            offsets.to(device),
            mode="sum",
            sparse=True,
            per_sample_weights=shares.to(device),
        )
        gains: Tensor = self.gains(torch.from_numpy(words).to(device))
        return vectors * gains.exp()

    def forward(self, batches: Sequence[Sequence[NDArray[np.int32]]]) -> list[Tensor]:
        """For each batch of texts (token arrays, none empty): sums of rows, (n, dimension)."""
        flat = [np.concatenate(batch) for batch in batches]
        words, inverse = np.unique(np.concatenate(flat), return_inverse=True)
        rows = self.rows(words.astype(np.int64))
        result, start = [], 0
        for batch, ids in zip(batches, flat, strict=True):
            lengths = np.array([len(text) for text in batch])
            offsets = torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]]))
            picked = torch.from_numpy(inverse[start : start + len(ids)]).to(rows.device)
            bag = nn.functional.embedding_bag(picked, rows, offsets.to(rows.device), mode="mean")
            result.append(bag)
            start += len(ids)
        return result

    def folded(self) -> NDArray[np.float32]:
        """The vector of every word, shape (vocabulary, dimension)."""
        size = self.gains.num_embeddings
        with torch.no_grad():
            blocks = [
                self.rows(np.arange(a, min(size, a + 8192), dtype=np.int64)).cpu().numpy()
                for a in range(0, size, 8192)
            ]
        return np.concatenate(blocks)
