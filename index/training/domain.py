"""The catalogue as training pairs: what people ask ↔ how a report's chunk says it.

Every pair's key is the concept asked for, so that other concepts of the batch, siblings among
them, are negatives and the same concept's other texts are not. Bodies, years and numbers are
drawn at random on both sides independently: they carry no signal and training finds that out.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.catalogue import Catalogue, Concept, Form, Table
from index.training import phrasing
from index.training.pairs import Pair

GROUP = "catalogue"


@dataclass(frozen=True, slots=True)
class Place:
    """One spot of a form that a concept's figures are printed at."""

    path: tuple[str, ...]
    line: str
    """The printed row; ``{n}`` stands for each figure."""


def held_out(concept: Concept, share: float) -> frozenset[str]:
    """The everyday phrases of a concept kept out of training to choose settings on."""
    ordered = sorted(concept.aliases, key=lambda alias: random.Random(f"held {alias}").random())
    return frozenset(ordered[: round(len(ordered) * share)])


def domain_pairs(
    catalogue: Catalogue, count: int, fillers: Sequence[str], seed: int, held: float = 0.0
) -> Iterator[Pair]:
    """``count`` pairs, concepts in turn.

    Args:
        catalogue: Concepts and forms.
        count: How many pairs.
        fillers: Unrelated passages of government prose, mixed into passages as noise.
        seed: Of every choice.
        held: Share of each concept's aliases left out.
    """
    places = _places(catalogue)
    draw = random.Random(seed)
    concepts = sorted(catalogue.concepts, key=lambda concept: concept.key)
    by_key = catalogue.concept_by_key
    for number in range(count):
        concept = concepts[number % len(concepts)]
        without = held_out(concept, held)
        asked = [alias for alias in concept.aliases if alias not in without]
        phrase = draw.choice(asked if draw.random() < 0.8 and asked else [*_official(concept)])
        shown = by_key.get(concept.parent or "", concept) if concept.kind == "derived" else concept
        writer = Writer(draw, fillers, places.get(shown.key, ()), topics().get(shown.key, ()))
        right = writer.document(shown) if draw.random() < 0.9 else writer.phrase(asked, concept)
        yield Pair(
            writer.filled(draw.choice(phrasing.QUESTION_FRAMES), phrase), right, GROUP, shown.key
        )


def writer_for(
    catalogue: Catalogue, concept: Concept, draw: random.Random, fillers: Sequence[str]
) -> "Writer":
    """A writer of chunks about ``concept``."""
    places = _places(catalogue).get(concept.key, ())
    return Writer(draw, fillers, places, topics().get(concept.key, ()))


@cache
def topics() -> Mapping[str, tuple[str, ...]]:
    """Section key → clauses of typical content, from ``topics.toml``."""
    data = tomllib.loads((files("index.training") / "topics.toml").read_text("utf-8"))
    return {key: tuple(re.split("[，。]", text)) for key, text in data.items()}


def _official(concept: Concept) -> tuple[str, ...]:
    return (concept.name, *concept.variants)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one chunk about a concept, shaped like :mod:`corpus.chunk`'s."""

    draw: random.Random
    fillers: Sequence[str]
    places: Sequence[Place]
    clauses: Sequence[str] = ()
    """What a passage about the topic usually says."""

    def document(self, concept: Concept) -> str:
        """A table row, a contact line or a passage; sometimes without its context line."""
        if concept.kind == "contact":
            path, text = self._contact(concept)
        elif self.places and self.draw.random() < 0.5:
            path, text = self._row()
        else:
            path, text = self._passage(concept)
        context = self.filled("{b} {y}年 ", "") + " > ".join(path)
        return text if self.draw.random() < 0.15 else f"{context}\n{text}"

    def phrase(self, asked: Sequence[str], concept: Concept) -> str:
        """Another way to ask for the same."""
        return self.draw.choice([*asked, *_official(concept)])

    def filled(self, frame: str, phrase: str, unit: str = "") -> str:
        """The frame with a random body, year and numbers; each ``{n}`` is drawn anew."""
        body = self.draw.choice(phrasing.PLACES) + self.draw.choice(("", *phrasing.OFFICES))
        text = frame.replace("{p}", phrase).replace("{b}", body).replace("{u}", unit)
        text = text.replace("{y}", str(self.draw.randint(2011, 2026)))
        while "{n}" in text:
            text = text.replace("{n}", self._number(), 1)
        return text

    def _number(self) -> str:
        return str(int(10 ** self.draw.uniform(0, 4)) - 1)

    def _row(self) -> tuple[tuple[str, ...], str]:
        place = self.draw.choice(self.places)
        return place.path, self.filled(place.line, "")

    def _contact(self, concept: Concept) -> tuple[tuple[str, ...], str]:
        text = phrasing.CONTACT_PROSE[concept.key]
        if self.draw.random() < 0.3:
            text = phrasing.CONTACT_LEAD.replace("{p}", text)
        return (concept.name,), self.filled(text, "")

    def _passage(self, concept: Concept) -> tuple[tuple[str, ...], str]:
        """A heading with a sentence or two that name the concept, and unrelated prose."""
        official = _official(concept)
        heading = self._heading(self.draw.choice(official))
        unit = concept.unit or "件"
        frames = phrasing.INDICATOR_PROSE if concept.unit else phrasing.SECTION_PROSE
        chosen = self.draw.sample(frames, self.draw.randint(1, 2))
        parts = [self.filled(frame, self.draw.choice(official), unit) for frame in chosen]
        if self.clauses and self.draw.random() < 0.8:
            parts = [*parts[1:], self._said()]
        if self.fillers and self.draw.random() < 0.7:
            filler = self.draw.choice(self.fillers)
            parts.insert(self.draw.randint(0, len(parts)), filler[: self.draw.randint(20, 180)])
        if self.draw.random() < 0.6:
            parts.insert(0, f"{heading}\n")
        return (heading,), "".join(parts)

    def _said(self) -> str:
        """Some clauses of the topic's typical content, in any order."""
        count = self.draw.randint(1, len(self.clauses))
        return self.filled("，".join(self.draw.sample(self.clauses, count)) + "。", "")

    def _heading(self, phrase: str) -> str:
        mark = self.draw.choice(phrasing.MARKS)
        return mark.replace("{i}", self.draw.choice(phrasing.NUMERALS)) + phrase


def _places(catalogue: Catalogue) -> dict[str, list[Place]]:
    """Concept key → every place it is printed at, over all forms."""
    places: dict[str, list[Place]] = {}
    for form in catalogue.forms:
        for table in form.tables:
            for key, place in _table_places(form, table):
                places.setdefault(key, []).append(place)
    return places


def _table_places(form: Form, table: Table) -> Iterator[tuple[str, Place]]:
    head = (table.heading,) if table.heading else ()
    if table.kind == "record":
        line = "\t".join("{n}" for _ in table.columns)
        for column in table.columns:
            if column.key:
                yield column.key, Place((*head, *column.groups, column.label), line)
        return
    trail: list[str] = list(head)
    for row in table.rows:
        trail[len(head) + row.depth - 1 :] = [row.labels[0]]
        for label in row.labels:
            path = (*trail[:-1], label)
            if table.kind == "list":
                line = f"{label}\t{row.unit}\t{{n}}"
            else:
                line = "\t".join([label, *["{n}"] * len(table.columns)])
            if row.key:
                yield row.key, Place(path, line)
            for column in table.columns if table.kind == "cells" else ():
                if row.key and column.key:
                    yield f"{row.key}.{column.key}", Place((*path, column.label), line)
