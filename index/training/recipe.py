"""The whole training: pair files and the catalogue in, a model directory out.

Every step leaves its result in a work directory, so that a broken run goes on where it was.
Files there are named after a digest of all that went into them; nothing stale is picked up.
"""

import hashlib
import json
import platform
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.catalogue import Catalogue
from corpus.terms import domain_words
from index.training import domain, export, vocabulary
from index.training.fit import Stage, train
from index.training.network import WordNetwork, inverse_frequencies, spell
from index.training.pairs import (
    Pair,
    PairTable,
    build_table,
    file_digest,
    load_table,
    read_pairs,
    save_table,
)

_LIBRARIES = (
    "jieba",
    "numpy",
    "opencc-python-reimplemented",
    "sentence-transformers",
    "tokenizers",
    "torch",
)
_COUNTED = 300_000
"""Texts the vocabulary is chosen on; all of them changes few words and takes four times as long."""
MIXTURE = {
    "DRCD-dev/question": 5.0,
    "xquad-zh/question": 5.0,
    "cmrc2018-trial/question": 5.0,
    "STARD": 5.0,
    "kong0107": 0.5,
    "MS": 0.5,
    "pingcap": 0.5,
}
"""Questions five times as often as their number; Taiwan's laws and software manuals half."""
_FILLERS = ("gov-work-reports-2026/ict", "city-policies/ict", "city-policies/heading-article")
"""Groups whose right sides serve as unrelated prose in made-up report passages."""

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything the result depends on besides the data files and the libraries."""

    size: int = 75_000
    """Words, characters and bytes of the vocabulary: 19.5 MB of weights at 256 dimensions."""
    dimension: int = 256
    words: int = 256
    """Longest text in training, in words."""
    general: Stage = field(
        default_factory=lambda: Stage("general", 1200, drop=0.2, mixture=MIXTURE)
    )
    adapt: Stage | None = field(
        default_factory=lambda: Stage("adapt", 600, rate=0.03, drop=0.15, mixture=MIXTURE)
    )
    made: int = 120_000
    """Pairs written from the catalogue."""
    catalogue_share: float = 0.4
    """Share of the adaptation's batches that come from the catalogue."""
    held: float = 0.0
    """Share of every concept's everyday phrases left out, to choose settings on."""
    left_out: Mapping[str, float] = field(default_factory=dict)
    """Source → share of its right texts left out, to choose settings on."""
    seed: int = 20240131
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Prepared:
    """Tokenizer and general pairs, ready for training."""

    tokenizer: Tokenizer
    table: PairTable
    fillers: tuple[str, ...]


def kept(pair: Pair, left_out: Mapping[str, float]) -> bool:
    """Whether a pair is trained on, by a hash of its right text."""
    share = left_out.get(pair.group.split("/")[0], left_out.get(pair.group, 0.0))
    digest = hashlib.blake2b(pair.key.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32 >= share


def prepare(
    files: Sequence[Path], recipe: Recipe, catalogue: Catalogue | None, work: Path, report: Report
) -> Prepared:
    """Vocabulary and tokenised pairs, from the work directory when already there."""
    words = domain_words() if catalogue else ()
    source = [file_digest(file) for file in files]
    mark = digest_of([source, recipe.size, recipe.words, dict(recipe.left_out), words])[:16]
    tokens, arrays = work / f"{mark}.tokenizer.json", work / f"{mark}.npz"
    prose = work / f"{mark}.prose.json"
    if not (tokens.is_file() and arrays.is_file() and prose.is_file()):
        report("读取配对文件")
        pairs = [pair for file in files for pair in read_pairs(file) if kept(pair, recipe.left_out)]
        report(f"{len(pairs)} 对；选词")
        tokenizer = _vocabulary(pairs, words, recipe)
        report("切词")
        save_table(build_table(pairs, tokenizer, recipe.words), arrays)
        fillers = sorted({pair.right for pair in pairs if pair.group in _FILLERS})
        prose.write_text(json.dumps(fillers, ensure_ascii=False), "utf-8")
        tokenizer.save(str(tokens), pretty=False)
    fillers = json.loads(prose.read_text("utf-8"))
    return Prepared(Tokenizer.from_file(str(tokens)), load_table(arrays), tuple(fillers))


def _vocabulary(pairs: Sequence[Pair], words: Sequence[str], recipe: Recipe) -> Tokenizer:
    normalizer = vocabulary.build_normalizer()
    dictionary = vocabulary.read_dictionary(normalizer, words)
    draw = random.Random(recipe.seed)
    chosen = draw.sample(range(len(pairs)), min(len(pairs), _COUNTED // 2))
    texts = (text for i in sorted(chosen) for text in (pairs[i].left, pairs[i].right))
    size = recipe.size - 1 - 256
    pieces = vocabulary.choose_pieces(dictionary, texts, normalizer, words, size)
    return vocabulary.build_tokenizer(normalizer, pieces)


def fit(
    prepared: Prepared, recipe: Recipe, catalogue: Catalogue | None, work: Path, report: Report
) -> tuple[NDArray[np.float32], dict[str, list[float]]]:
    """Train all stages; returns the folded word vectors and each stage's losses."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    tokenizer = prepared.tokenizer
    pieces = [str(tokenizer.id_to_token(i)) for i in range(tokenizer.get_vocab_size())]
    idf = inverse_frequencies(prepared.table.right, len(pieces))
    network = WordNetwork(spell(pieces), idf, recipe.dimension)
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    stages = [(recipe.general, prepared.table)]
    if recipe.adapt and catalogue:
        table = adapted(prepared, recipe, catalogue)
        stages.append((_with_catalogue(recipe.adapt, table, recipe.catalogue_share), table))
    losses: dict[str, list[float]] = {}
    trail: list[object] = [recipe.seed, recipe.dimension, recipe.threads, pieces]
    for stage, table in stages:
        trail += [asdict(stage), table.digest()]
        path = work / f"{digest_of(trail)[:16]}.{stage.name}.pt"
        losses[stage.name] = train(network, table, stage, recipe.seed, path, report)
    return network.folded(), losses


def adapted(prepared: Prepared, recipe: Recipe, catalogue: Catalogue) -> PairTable:
    """The general table and, behind it, the pairs written from the catalogue."""
    made = domain.domain_pairs(
        catalogue, recipe.made, prepared.fillers, recipe.seed, held=recipe.held
    )
    return prepared.table.with_table(build_table(list(made), prepared.tokenizer, recipe.words))


def _with_catalogue(stage: Stage, table: PairTable, share: float) -> Stage:
    """The stage with the factor that gives the catalogue its share of the batches."""
    general = sum(
        (end - start) * stage.factor(name)
        for name, (start, end) in table.groups.items()
        if name != domain.GROUP
    )
    start, end = table.groups[domain.GROUP]
    factor = general * share / (1 - share) / (end - start)
    return replace(stage, mixture={**stage.mixture, domain.GROUP: factor})


def digest_of(value: object) -> str:
    """SHA-256 of a JSON value, hex."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def run(
    files: Sequence[Path],
    recipe: Recipe,
    catalogue: Catalogue | None,
    folders: tuple[Path, Path],
    report: Report,
) -> dict[str, Any]:
    """Train and write the model; ``folders`` are the work and the model directory.

    Returns:
        The manifest written beside the weights.
    """
    work, target = folders
    work.mkdir(parents=True, exist_ok=True)
    prepared = prepare(files, recipe, catalogue, work, report)
    vectors, losses = fit(prepared, recipe, catalogue, work, report)
    manifest = {
        "format": 1,
        "recipe": asdict(recipe),
        "data": {file.name: file_digest(file) for file in files},
        "catalogue": digest_of([asdict(c) for c in catalogue.concepts]) if catalogue else None,
        "topics": digest_of(dict(domain.topics())),
        "pairs": {name: end - start for name, (start, end) in prepared.table.groups.items()},
        "loss": {name: round(float(np.mean(values[-50:])), 4) for name, values in losses.items()},
        "versions": {name: version(name) for name in _LIBRARIES},
        "python": platform.python_version(),
    }
    report(f"写入 {target}")
    export.save_model(vectors, prepared.tokenizer, manifest, target)
    return manifest
