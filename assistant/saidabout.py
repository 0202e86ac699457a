"""Sentences of a report that speak of a thing, by the words and numbers they hold."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.sentences import sentences
from assistant.terms import Term, coverage
from corpus.normalise import fold
from corpus.numbers import find_quantities
from corpus.schema import Report

_SPOKEN = 0.5
"""Least share of the words that a sentence must hold."""
_NUMBER = 0.7


def said_about(
    report: Report, terms: Sequence[Term], numbers: Sequence[Decimal] = (), most: int = 1
) -> list[tuple[int, int]]:
    """The spans of the sentences that say most of it, in the order of the text."""
    scored = []
    for start, end in sentences(report):
        text = report.text[start:end]
        if "\t" in text:
            continue  # the heads of a table
        held = {q.value for q in find_quantities(report.text, start, end)}
        named = sum(_NUMBER for number in numbers if number in held)
        worth = coverage(tuple(terms), fold(text)) + named
        if worth >= _SPOKEN:
            start += len(text) - len(text.lstrip())
            scored.append((-worth, start, end))
    best = sorted(scored)[:most]
    return sorted((start, end) for _, start, end in best)
