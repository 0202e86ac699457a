"""Which of several like rows a follow-up means: 「废止了几件」 after 「制发了几件规范性文件」."""

from dataclasses import replace

from assistant.concepts import Match
from assistant.meaning import SURE
from assistant.query import Query
from corpus.normalise import fold
from corpus.segment import known_words

_ALIKE = 0.15
"""Two rows that differ less are told apart by nothing the question says."""


def like_before(matches: tuple[Match, ...], before: Query, text: str) -> tuple[Match, ...]:
    """The matches, the row of what was asked before put first among its like.

    规章 and 行政规范性文件 are both 制发, 废止 and 现行有效; 「废止了几件」 names neither, and means
    the one that the conversation is about. 「主要负责同志参加了几次」 is a row under the row asked for.
    """
    top = before.top
    best = next((m for m in matches if m.concept.kind == "indicator"), None)
    if top is None or best is None:
        return matches
    asked = {m.concept.key for m in before.matches if m.score >= SURE}
    below = next(
        (m for m in matches if m.concept.parent in asked and m.concept.kind == "indicator"), None
    )
    if below is not None and best is not below and best.score - below.score <= _ALIKE:
        if _only(best, below, text):
            return matches
        rest = (m for m in matches if m is not below and m is not best)
        return (replace(below, score=max(best.score, SURE)), *rest)
    family, _, aspect = best.concept.key.rpartition(".")
    mine = top.concept.key.rpartition(".")[0]
    own = next((m for m in matches if m.concept.key == f"{mine}.{aspect}"), None)
    if not mine or mine == family or own is None or best.score - own.score > _ALIKE:
        return matches
    if _only(best, own, text):
        return matches
    first = replace(own, score=max(best.score, SURE))
    others = (m for m in matches if m is not own)
    return (first, *(m for m in others if not m.concept.key.endswith(f".{aspect}")))


def likely_before(query: Query, before: Query) -> Query:
    """The query, of rows alike in all but what they are of the one that the conversation is about.

    「还没审结的呢」 after 「行政复议维持几件」 means no lawsuits, though it names neither.
    """
    best = next((m.concept.key for m in query.matches if m.concept.kind == "indicator"), "")
    top, keys = before.top, query.likely.keys
    head, _, aspect = best.rpartition(".")
    if not head or top is None or top.concept.key.partition(".")[0] != head or not keys:
        return query
    if keys[0][0] == best or keys[0][0].rpartition(".")[2] != aspect:
        return query
    others = tuple((k, p) for k, p in keys if k.rpartition(".")[2] != aspect)
    likely = replace(query.likely, keys=((best, keys[0][1]), *others))
    matches = tuple(
        m for m in query.matches
        if m.concept.key == best or m.concept.key.rpartition(".")[2] != aspect
    )  # fmt: skip
    return replace(query, likely=likely, matches=matches)


def _only(best: Match, own: Match, text: str) -> bool:
    """Whether a text says a word of the one official name that the other does not."""
    other = fold(own.concept.name)
    words = (w for w in known_words(fold(best.concept.name)) if len(w) > 1 and w not in other)
    return any(word in text for word in words)
