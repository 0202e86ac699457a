"""The shipped encoder without torch: ``tokenizers`` + numpy over memory-mapped int8 rows.

A text's vector is the sum of its words' rows, scaled to unit length; the same numbers as
``SentenceTransformer(directory)`` to 1e-5 (``tests/index/test_embed.py``).
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.errors import ModelError

_BATCH = 1024
"""Texts at once: 512 to 4,096 differ by less than a tenth in texts per second."""
_REMEMBERED = 64
"""Single texts whose vectors are kept."""
_TYPES: Mapping[str, type[np.generic]] = {"I8": np.int8, "F32": np.float32}


@dataclass(frozen=True)
class StaticEmbedder:
    """Word rows and factors of a static model; document and query side are the same."""

    directory: Path
    tokenizer: Tokenizer
    rows: NDArray[np.int8]
    """(vocabulary, at least ``dimension``), memory-mapped."""
    factors: NDArray[np.float32]
    """(vocabulary,)"""
    dimension: int
    by_pieces: bool = True

    @cached_property
    def name(self) -> str:
        """``nianbao-static-<dimension>@<first 12 hex digits of the weights' SHA-256>``."""
        with (self.directory / "model.safetensors").open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return f"nianbao-static-{self.dimension}@{digest[:12]}"

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension); a text without any word is a zero row."""
        if len(texts) == 1:
            return self._lately(texts[0]).copy()
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _BATCH):
            part = list(texts[start : start + _BATCH])
            encodings = self.tokenizer.encode_batch_fast(part, add_special_tokens=False)
            self._add(vectors[start:], [encoding.ids for encoding in encodings])
        return vectors

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension)."""
        return self.documents(texts)

    @cached_property
    def _lately(self) -> Callable[[str], NDArray[np.float32]]:
        """``_document`` with a memory: several steps ask for the vector of one question."""
        return lru_cache(maxsize=_REMEMBERED)(self._document)

    def _document(self, text: str) -> NDArray[np.float32]:
        """One text's row: half of the time for a question is bookkeeping for many texts."""
        (encoding,) = self.tokenizer.encode_batch_fast([text], add_special_tokens=False)
        if not encoding.ids:
            return np.zeros((1, self.dimension), np.float32)
        return self._units(encoding.ids, [0])

    def _add(self, vectors: NDArray[np.float32], ids: Sequence[Sequence[int]]) -> None:
        """Write the unit vector of each identifier list into the leading rows of ``vectors``."""
        lengths = np.fromiter(map(len, ids), np.int64, len(ids))
        filled = np.flatnonzero(lengths)
        if not len(filled):
            return
        flat = np.fromiter((word for row in ids for word in row), np.int64, int(lengths.sum()))
        starts = np.cumsum(lengths[filled]) - lengths[filled]
        vectors[filled] = self._units(flat, starts)

    def _units(
        self, words: Sequence[int] | NDArray[np.int64], starts: Sequence[int] | NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Unit vectors of runs of words, shape (len(starts), dimension)."""
        rows = self.rows[words, : self.dimension] * self.factors[words, None]
        sums = np.add.reduceat(rows, starts, axis=0)
        norms = np.sqrt(np.einsum("nd,nd->n", sums, sums))[:, None]
        units: NDArray[np.float32] = sums / np.maximum(norms, 1e-12)
        return units


def load_static(directory: Path, dimension: int | None = None) -> StaticEmbedder:
    """Open a model directory written by ``python -m index.train``.

    Args:
        directory: Holds ``model.safetensors`` and ``tokenizer.json``.
        dimension: Leading dimensions to use (64 and 128 were trained for); None for all.

    Raises:
        ModelError: a file is missing or damaged, or the two do not fit together.
    """
    for name in ("model.safetensors", "tokenizer.json"):
        if not (directory / name).is_file():
            raise ModelError(
                f"编码器目录 {directory} 里没有 {name}；请重新安装，或用 --model 另指模型"
            )
    tensors, _ = read_tensors(directory / "model.safetensors")
    try:
        rows, factors = tensors["embeddings"], tensors["weights"]
        tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    except KeyError as error:
        raise ModelError(
            f"{directory} 里的权重缺少 {error}，不是本项目的静态编码器；请重新安装"
        ) from error
    except Exception as error:  # tokenizers raises bare Exception for a file it cannot parse
        raise ModelError(f"{directory}/tokenizer.json 读不出：{error}；请重新安装") from error
    words = tokenizer.get_vocab_size()
    if len(rows) != words or factors.shape != (words,):
        raise ModelError(f"{directory} 的词表有 {words} 个词，权重却有 {len(rows)} 行；请重新安装")
    width = rows.shape[1] if dimension is None else dimension
    if not 1 <= width <= rows.shape[1]:
        raise ModelError(f"编码器只有 {rows.shape[1]} 维，不能取 {width} 维；请改用 64、128 或 256")
    return StaticEmbedder(directory, tokenizer, rows, factors, width)


def read_tensors(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """The arrays of a safetensors file, memory-mapped, and its metadata.

    The file is an 8-byte header length, a JSON header, and data.

    Raises:
        ModelError: missing or damaged.
    """
    try:
        with path.open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(size))
        arrays: dict[str, NDArray[Any]] = {}
        for name, entry in header.items():
            if name != "__metadata__":
                kind, shape = np.dtype(_TYPES[entry["dtype"]]), tuple(entry["shape"])
                offset = 8 + size + entry["data_offsets"][0]
                arrays[name] = np.asarray(np.memmap(path, kind, "r", offset, shape))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"权重文件 {path} 已损坏：{error}；请重新安装") from error
    return arrays, header.get("__metadata__", {})
