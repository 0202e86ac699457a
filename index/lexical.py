"""Lexical retrieval: tantivy's BM25 over jieba words and character pairs."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import fold
from corpus.segment import search_terms
from index.ranking import EMPTY, Ranking, settled
from index.schema import Filter

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_TOKENIZER = "spaces"
_MOST = 2.2
"""A term's BM25 ÷ its inverse document frequency stays below k1 + 1; tantivy's k1 is 1.2."""


@dataclass(frozen=True, slots=True)
class LexicalSettings:
    """Weights of a query's terms."""

    pair_weight: float = 0.5
    """Character pairs against words: they bridge words that were cut differently."""
    expansion_weight: float = 0.3
    """Words the lexicon added against words the asker used."""

    def __post_init__(self) -> None:
        """Refuse weights that would rank backwards."""
        if min(self.pair_weight, self.expansion_weight) < 0:
            raise ValueError(f"lexical weights must not be negative: {self}")


def pairs(text: str) -> list[str]:
    """Neighbouring Han characters, two and two; a lone one stands for itself."""
    return [run[i : i + 2] for run in _HAN.findall(fold(text)) for i in range(max(len(run) - 1, 1))]


# A question is cut twice, and the lexicon's phrases come again with every other question.
@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(search_terms(text))


def lexical_schema() -> Any:  # noqa: ANN401 - tantivy object
    """Fields: words and pairs to rank by; body, year, kind to filter by; report to delete by."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("chunk", fast=True)
    builder.add_unsigned_field("year", indexed=True)
    for exact in ("report", "body", "kind"):
        builder.add_text_field(exact, tokenizer_name="raw", index_option="basic")
    for ranked in ("words", "pairs"):
        builder.add_text_field(ranked, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


def register_tokenizer(index: Any) -> None:  # noqa: ANN401 - tantivy object
    """Text arrives cut into words; tantivy only splits at the spaces between them."""
    import tantivy

    spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_TOKENIZER, spaces)


class LexicalIndex:
    """BM25 over all chunks of one state. Immutable, safe for threads."""

    def __init__(self, index: Any, settings: LexicalSettings) -> None:  # noqa: ANN401
        """Take over a committed tantivy index."""
        # One fixed searcher: a later commit in the same place must not change the answers.
        index.config_reader("manual")
        self._searcher = index.searcher()
        self._schema = index.schema
        self._settings = settings

    def __len__(self) -> int:
        """Number of chunks."""
        return int(self._searcher.num_docs)

    def top(self, question: str, expansions: Sequence[str], where: Filter, depth: int) -> Ranking:
        """The ``depth`` best chunks by BM25, then chunk id; only chunks sharing a term.

        Args:
            question: the asker's words.
            expansions: further phrases for the same thing, weighted lower.
            where: exact restrictions, applied before ranking.
            depth: most chunks returned.
        """
        query = self._query(question, expansions, where)
        if query is None:
            return EMPTY

        def best(k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
            hits = self._searcher.search(query, k, count=False).hits
            ids = self._searcher.fast_field_values("chunk", [address for _, address in hits])
            scores = np.fromiter((score for score, _ in hits), np.float32, len(hits))
            return np.array(ids, dtype=np.int64), scores

        return settled(best, depth, len(self))

    def attainable(self, question: str) -> float:
        """What no chunk's score for the asker's own words can exceed; 0 without any word.

        Words that no chunk has count as the rarest: a score far below this says that the
        question is asked in other words than the chunks use.
        """
        chunks = len(self)
        total = 0.0
        for (field, term), weight in self._weights(question, ()).items():
            having = self._searcher.doc_freq(field, term)
            total += weight * math.log(1 + (chunks - having + 0.5) / (having + 0.5))
        return _MOST * total

    def _query(self, question: str, expansions: Sequence[str], where: Filter) -> Any:  # noqa: ANN401
        import tantivy

        must, should, query = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Query
        terms = [
            query.boost_query(query.term_query(self._schema, field, term, "freq"), weight)
            for (field, term), weight in self._weights(question, expansions).items()
        ]
        if not terms:
            return None
        restrictions = [
            query.const_score_query(query.term_set_query(self._schema, field, sorted(values)), 0.0)
            for field, values in (
                ("body", where.bodies),
                ("year", where.years),
                ("kind", where.kinds),
            )
            if values is not None
        ]
        anything = query.boolean_query([(should, term) for term in terms])
        return query.boolean_query([(must, q) for q in (anything, *restrictions)])

    def _weights(self, question: str, expansions: Sequence[str]) -> dict[tuple[str, str], float]:
        """(field, term) → weight; a term the asker used is not weakened by an expansion."""
        weights = {("words", w): 1.0 for w in _words(question)}
        weights |= {("pairs", p): self._settings.pair_weight for p in pairs(question)}
        for phrase in expansions:
            for word in _words(phrase):
                weights.setdefault(("words", word), self._settings.expansion_weight)
        return {key: weight for key, weight in weights.items() if weight > 0}
