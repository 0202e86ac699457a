"""Folded word vectors → a directory that ``SentenceTransformer(path)`` loads offline.

Rows are int8 with one float32 factor each (``embeddings`` and ``weights`` in the safetensors
file), which sentence-transformers' ``StaticEmbedding`` multiplies out when it loads.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MANIFEST = "training.json"


@dataclass(frozen=True, slots=True)
class Quantized:
    """Word vectors as stored: ``rows[i] * factors[i]`` is the vector of word i."""

    rows: NDArray[np.int8]
    """(vocabulary, dimension), -127 to 127."""
    factors: NDArray[np.float32]
    """(vocabulary,), never negative."""


def quantize(vectors: NDArray[np.float32]) -> Quantized:
    """Nearest int8 of each value, scaled by the row's largest magnitude."""
    largest = np.abs(vectors).max(axis=1)
    factors = np.asarray(largest / 127.0, np.float32)
    safe = np.where(factors > 0, factors, 1.0)[:, None]
    return Quantized(np.rint(vectors / safe).astype(np.int8), factors)


def save_model(
    vectors: NDArray[np.float32], tokenizer: Tokenizer, manifest: Mapping[str, Any], target: Path
) -> None:
    """Write the model beside ``target``, then move its files in; a model card there stays."""
    from safetensors.numpy import save_file
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    beside = target.with_name(target.name + ".partial")
    shutil.rmtree(beside, ignore_errors=True)
    module = StaticEmbedding(tokenizer, embedding_weights=vectors[:, :])
    model = SentenceTransformer(modules=[module, Normalize()], device="cpu")
    model.save_pretrained(str(beside), create_model_card=False)
    quantized = quantize(vectors)
    weights = next(beside.rglob("model.safetensors"))
    save_file({"embeddings": quantized.rows, "weights": quantized.factors}, weights)
    weights.chmod(0o644)
    tokenizer.save(str(weights.with_name("tokenizer.json")), pretty=False)
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (beside / MANIFEST).write_text(text + "\n", "utf-8")
    _move(beside, target)


def _move(source: Path, target: Path) -> None:
    """Replace the files of ``target`` by those of ``source``, keeping others (README.md)."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.rglob("*")):
        place = target / path.relative_to(source)
        if path.is_dir():
            place.mkdir(exist_ok=True)
        else:
            path.replace(place)
    shutil.rmtree(source)
