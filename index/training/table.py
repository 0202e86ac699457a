"""The comparison table: lexical, LSA, our encoder, fusions and the product's search, with n."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from index.embed import Embedder
from index.training.measure import (
    Bench,
    Cut,
    Figures,
    Scores,
    bigrams,
    bm25_scores,
    figures,
    fused_scores,
    lsa_scores,
    ranks,
)
from index.training.shipped import product_ranks

DENSE_SHARES = (0.5, 0.7)
"""Shares of the encoder in the plain fusions that the product's is compared with."""
NESTED = (128, 64)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Part:
    """The score matrices of one bench that every system of the table is made of."""

    words: Scores
    pairs: Scores
    latent: Scores
    ours: Mapping[int, Scores]
    """Dimension → cosines."""


def word_cut() -> Cut:
    """Words by jieba, signs left out: a question mark is rare in passages and would weigh much."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    return lambda text: [word for word in jieba.lcut(text.lower()) if _WORD.search(word)]


def score(bench: Bench, embedder: Embedder, cut: Cut) -> Part:
    """All parts of one bench; nested dimensions are cut from the full vectors."""
    a, b = embedder.queries(bench.questions), embedder.documents(bench.documents)
    ours = {d: _cosines(a[:, :d], b[:, :d]) for d in (embedder.dimension, *NESTED)}
    return Part(bm25_scores(bench, cut), bm25_scores(bench, bigrams), lsa_scores(bench, cut), ours)


def _cosines(a: Scores, b: Scores) -> Scores:
    unit = [x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12) for x in (a, b)]
    return np.asarray(unit[0] @ unit[1].T, np.float32)


def systems(part: Part, shares: Sequence[float]) -> dict[str, Scores]:
    """Name → scores, in the order of the table; three fusions for each share of the encoder."""
    full = max(part.ours)
    table = {
        "BM25 词": part.words,
        "BM25 二字": part.pairs,
        "BM25 词+二字": fused_scores([(part.words, 0.5), (part.pairs, 0.5)]),
        "LSA 256（就段落拟合）": part.latent,
    }
    table |= {f"本编码器 {d}": part.ours[d] for d in sorted(part.ours, reverse=True)}
    dense = part.ours[full]
    for share in shares:
        rest = 1 - share
        table[f"{share} 编码器 + 词"] = fused_scores([(dense, share), (part.words, rest)])
        table[f"{share} 编码器 + 二字"] = fused_scores([(dense, share), (part.pairs, rest)])
        table[f"{share} 编码器 + 词 + 二字"] = three(part, share)
    return table


def three(part: Part, share: float) -> Scores:
    """The encoder with ``share``, the rest in halves to word and character-pair BM25."""
    rest = (1 - share) / 2
    dense = part.ours[max(part.ours)]
    return fused_scores([(dense, share), (part.words, rest), (part.pairs, rest)])


def first_ranks(
    benches: Sequence[Bench], embedder: Embedder, shares: Sequence[float] = DENSE_SHARES
) -> dict[str, list[float]]:
    """System → rank of the first relevant document of every question of ``benches``, in order."""
    cut = word_cut()
    ranked: dict[str, list[float]] = {}
    for bench in benches:
        found = {
            name: ranks(scores, bench)
            for name, scores in systems(score(bench, embedder, cut), shares).items()
        }
        for name, values in (found | product_ranks(bench, embedder)).items():
            ranked.setdefault(name, []).extend(values)
    return ranked


def column(ranked: Mapping[str, Sequence[float]], kept: Sequence[bool]) -> dict[str, Figures]:
    """System → figures over the questions that are ``kept``."""
    return {name: figures(list(compress(values, kept))) for name, values in ranked.items()}


def render(columns: Mapping[str, Mapping[str, Figures]]) -> str:
    """A Markdown table: R@1 R@5 MRR@10 in percent, n in the head."""
    names = list(next(iter(columns.values())))
    heads = [f"{title}（n={next(iter(c.values())).n}）" for title, c in columns.items()]
    lines = ["| R@1 R@5 MRR@10 | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    for name in names:
        cells = " | ".join(str(column[name]) for column in columns.values())
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)
