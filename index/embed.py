"""Texts → unit vectors: the seam between the index and any sentence encoder."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from index.static import load_static

SHIPPED = Path(__file__).parent / "encoder"
"""The project's own encoder."""
_PROMPTS = {
    ("bge-", "-zh"): "为这个句子生成表示以用于检索相关文章：",
    ("e5-", ""): "query: ",
}
"""Query prompts that model cards prescribe but their files do not carry: parts of the name →
prompt (BAAI/bge-*-zh* and intfloat/*e5-* on the Hugging Face hub)."""


class Embedder(Protocol):
    """Anything that turns documents and questions into comparable unit vectors."""

    @property
    def name(self) -> str:
        """Identity of the model and its weights, stored in the index."""

    @property
    def dimension(self) -> int:
        """Width d of the vectors."""

    @property
    def by_pieces(self) -> bool:
        """Whether a passage's clauses are compared with the question too (index/pieces.py).

        For sums of word vectors, which a long passage waters down; a transformer has read the
        passage as a whole, and would take seconds over its clauses.
        """

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, shape (n, d), float32; a zero row for an empty text."""

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, shape (n, d), float32; a zero row for an empty text."""


@dataclass(frozen=True, slots=True)
class TransformersEmbedder:
    """Any sentence-transformers model, with its own query prompt."""

    name: str
    dimension: int
    model: Any
    prompt: str | None
    """Prompt for questions when the model's files carry none."""
    by_pieces: bool = False

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, shape (n, d); a zero row for an empty text."""
        return self._blanked(texts, self.model.encode_document(list(texts), **_OPTIONS))

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, shape (n, d), made with the query prompt."""
        options = _OPTIONS | ({"prompt": self.prompt} if self.prompt else {})
        return self._blanked(texts, self.model.encode_query(list(texts), **options))

    def _blanked(self, texts: Sequence[str], vectors: Any) -> NDArray[np.float32]:  # noqa: ANN401
        rows = np.array(vectors, np.float32).reshape(len(texts), self.dimension)
        rows[[not text.strip() for text in texts]] = 0.0
        return rows


_OPTIONS: dict[str, Any] = {"normalize_embeddings": True, "show_progress_bar": False}


def load_embedder(model: str | None = None) -> Embedder:
    """The shipped encoder, or any sentence-transformers model by name or path.

    Args:
        model: None for the shipped encoder. A directory written by ``python -m index.train`` is
            opened without torch; anything else goes to sentence-transformers.

    Raises:
        ModelError: the model is missing, damaged or cannot be fetched.
    """
    directory = SHIPPED if model is None else Path(model)
    if model is None or (directory / "training.json").is_file():
        return load_static(directory)
    return _load_transformers(model)


def _load_transformers(model: str) -> TransformersEmbedder:
    try:
        library = import_module("sentence_transformers")
    except ImportError as error:
        raise ModelError(
            f"使用模型 {model} 需要 sentence-transformers；请运行 pip install sentence-transformers"
        ) from error
    if model.startswith((".", "/", "~")) and not Path(model).expanduser().is_dir():
        raise ModelError(f"模型目录 {model} 不存在；请检查路径，或不给 --model 以使用自带编码器")
    loaded = _open(library, str(Path(model).expanduser()) if model.startswith("~") else model)
    dimension = len(loaded.encode_document("维数", **_OPTIONS))
    prompt = None if loaded.prompts.get("query") else _prompt(model)
    return TransformersEmbedder(_identity(model, loaded), dimension, loaded, prompt)


def _open(library: Any, model: str) -> Any:  # noqa: ANN401 - typed only when installed
    """The model, with whatever its loading raises told in one line."""
    try:
        return library.SentenceTransformer(model)
    except Exception as error:  # hub, network, safetensors and config errors share no base
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(
            f"模型 {model} 打不开：{reason}；请给出本地模型目录，或联网后重试，"
            "或不给 --model 以使用自带编码器"
        ) from error


def _prompt(model: str) -> str | None:
    name = model.rstrip("/").rsplit("/", 1)[-1].lower()
    found = (text for parts, text in _PROMPTS.items() if all(part in name for part in parts))
    return next(found, None)


def _identity(model: str, loaded: Any) -> str:  # noqa: ANN401
    """Name and the weights' digest (a local copy) or revision (from the hub)."""
    files = sorted(Path(model).expanduser().rglob("*.safetensors"))
    if files:
        digest = hashlib.sha256()
        for file in files:
            digest.update(file.read_bytes())
        return f"{Path(model).resolve().name}@{digest.hexdigest()[:12]}"
    config = getattr(getattr(loaded[0], "auto_model", None), "config", None)
    revision = getattr(config, "_commit_hash", None) or "unknown"
    return f"{model}@{revision[:12]}"
