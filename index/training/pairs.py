"""Pair files → token arrays, and batches of them.

A pair file has one JSON object a line, ``{"a", "b", "source", "kind"}``: two texts that belong
together; ``.xz`` files are read as they are. Rows of one batch come from one source, so that
the other rows' texts are negatives of the same domain.
"""

import hashlib
import json
import lzma
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together. Pairs with equal ``key`` are never each other's negatives."""

    left: str
    right: str
    group: str
    key: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Token identifiers of n texts: text i is ``ids[starts[i]:starts[i + 1]]``."""

    ids: Ids
    starts: NDArray[np.int64]

    def row(self, index: int) -> Ids:
        """The identifiers of one text, shape (length,)."""
        return self.ids[self.starts[index] : self.starts[index + 1]]

    def with_texts(self, other: "Texts") -> "Texts":
        """These texts, then the others."""
        ids = np.concatenate([self.ids, other.ids])
        return Texts(ids, np.concatenate([self.starts, other.starts[1:] + self.starts[-1]]))

    def __len__(self) -> int:
        """How many texts."""
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class PairTable:
    """Tokenised pairs, sorted by group: ``groups[name]`` is the rows' range."""

    left: Texts
    right: Texts
    keys: NDArray[np.int64]
    groups: Mapping[str, tuple[int, int]]

    def digest(self) -> str:
        """SHA-256 of all arrays, hex."""
        arrays = (self.left.ids, self.left.starts, self.right.ids, self.right.starts, self.keys)
        return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()

    def with_table(self, other: "PairTable") -> "PairTable":
        """Both tables in one; they must not share a group."""
        first = len(self.keys)
        moved = {name: (a + first, b + first) for name, (a, b) in other.groups.items()}
        if moved.keys() & self.groups.keys():
            raise ValueError(f"groups in both tables: {sorted(moved.keys() & self.groups.keys())}")
        return PairTable(
            self.left.with_texts(other.left),
            self.right.with_texts(other.right),
            np.concatenate([self.keys, other.keys]),
            {**self.groups, **moved},
        )


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a jsonl or jsonl.xz file; a repeated right text is one key."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            group = f"{row.get('source', path.stem)}/{row.get('kind', '')}"
            yield Pair(row["a"], row["b"], group, str(row.get("key", row["b"])))


def file_digest(path: Path) -> str:
    """SHA-256 of the file's bytes, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tokenise(tokenizer: Tokenizer, texts: Sequence[str], limit: int) -> Texts:
    """Token identifiers of each text, at most ``limit`` of them."""
    parts: list[Ids] = []
    lengths: list[NDArray[np.int64]] = []
    for start in range(0, len(texts), 8192):
        encodings = tokenizer.encode_batch_fast(
            list(texts[start : start + 8192]), add_special_tokens=False
        )
        rows = [encoding.ids[:limit] for encoding in encodings]
        parts.append(np.array([token for row in rows for token in row], np.int32))
        lengths.append(np.array([len(row) for row in rows], np.int64))
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.concatenate(lengths), out=starts[1:])
    return Texts(np.concatenate(parts), starts)


def build_table(pairs: Sequence[Pair], tokenizer: Tokenizer, limit: int) -> PairTable:
    """The pairs as arrays; pairs with an empty side are dropped."""
    ordered = sorted(
        (pair for pair in pairs if pair.left.strip() and pair.right.strip()),
        key=lambda pair: pair.group,
    )
    names = [pair.group for pair in ordered]
    bounds = [i for i in range(len(names)) if i == 0 or names[i] != names[i - 1]] + [len(names)]
    groups = {names[a]: (a, b) for a, b in pairwise(bounds)}
    return PairTable(
        left=tokenise(tokenizer, [pair.left for pair in ordered], limit),
        right=tokenise(tokenizer, [pair.right for pair in ordered], limit),
        keys=np.array([_key(pair.key) for pair in ordered], np.int64),
        groups=groups,
    )


def _key(text: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True
    )


def save_table(table: PairTable, path: Path) -> None:
    """Write the table beside its final place, then rename."""
    beside = path.with_suffix(".partial.npz")
    np.savez(
        beside,
        left=table.left.ids,
        left_starts=table.left.starts,
        right=table.right.ids,
        right_starts=table.right.starts,
        keys=table.keys,
        groups=np.array(json.dumps(dict(table.groups), ensure_ascii=False)),
    )
    beside.replace(path)


def load_table(path: Path) -> PairTable:
    """The table :func:`save_table` wrote."""
    with np.load(path) as data:
        return PairTable(
            left=Texts(data["left"], data["left_starts"]),
            right=Texts(data["right"], data["right_starts"]),
            keys=data["keys"],
            groups={k: (v[0], v[1]) for k, v in json.loads(str(data["groups"])).items()},
        )
