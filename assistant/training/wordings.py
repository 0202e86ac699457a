"""Questions for the rows of the statistics tables, and near misses no row answers."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.normalise import fold

KINDS = frozenset({"indicator", "derived", "contact"})
"""Concepts that the classifier tells apart."""
_PLACES = re.compile(r"【机构】|【年份】年?度?")
"""Where a question of tables.jsonl names a body or year."""


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A question written for ``key``; one that is not ``answerable`` only sounds like it."""

    key: str
    text: str
    answerable: bool

    def asked_of(self, body: str, year: int) -> str:
        """The question with its places filled in."""
        return self.text.replace("【机构】", body).replace("【年份】", str(year))


@dataclass(frozen=True, slots=True)
class Wording:
    """A folded wording and the class it stands for; 0 is no row of any table."""

    text: str
    label: int


def keys_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Keys the classifier tells apart, in catalogue order; the class of key i is i + 1."""
    return tuple(c.key for c in catalogue.concepts if c.kind in KINDS)


def read_table_questions(path: Path) -> list[TableQuestion]:
    """Lines ``{"key", "q", "y"}`` of tables.jsonl."""
    lines = path.read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines if line.strip()]
    return [TableQuestion(i["key"], i["q"], bool(i["y"])) for i in items]


def question_wordings(questions: Sequence[TableQuestion], keys: tuple[str, ...]) -> list[Wording]:
    """The questions as the classifier meets them: folded, places taken out."""
    labels = {key: i + 1 for i, key in enumerate(keys)}
    return [
        Wording(
            fold(_PLACES.sub(" ", q.text)).strip("的,，。？?"), labels[q.key] if q.answerable else 0
        )
        for q in questions
    ]


def lexicon_wordings(catalogue: Catalogue, keys: tuple[str, ...]) -> Iterator[Wording]:
    """The lexicon's own phrases; those of section topics ask for no row."""
    labels = {key: i + 1 for i, key in enumerate(keys)}
    for concept in catalogue.concepts:
        if concept.kind not in KINDS and concept.kind != "section":
            continue
        for phrase in (concept.name, *concept.variants, *concept.aliases):
            yield Wording(fold(phrase), labels.get(concept.key, 0))
