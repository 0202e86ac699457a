"""Types of the catalogue: forms, tables, rows, relations and concepts."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

TableKind = Literal["list", "cells", "matrix", "record"]
"""list: one value a row, unit printed beside it; cells: rows × columns, each column its own
key; matrix: rows × columns of one dimension (applicants, year/cumulative); record: one row
of grouped columns."""

ConceptKind = Literal["indicator", "column", "section", "contact", "derived"]
Grade = Literal["可比", "近似", "不可比"]


@dataclass(frozen=True, slots=True)
class Column:
    """A value column. ``key`` completes the row key (cells) or is the key (record)."""

    label: str
    key: str | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form. ``key`` is None for a group heading nobody asks for by itself.

    ``labels`` are all printed forms, the official one first. ``has_cells`` is False for a
    group heading of a matrix, which has no figures of its own.
    """

    key: str | None
    labels: tuple[str, ...]
    unit: str
    depth: int
    has_cells: bool
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a form, rows in printed order."""

    id: str
    kind: TableKind
    heading: str | None
    corner: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str | None
    total_column: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """``sum(left) op sum(right)``; an operand is a key, ``-key`` or ``key@-1`` (year before).

    ``each_column``: holds in every column of a matrix. ``heading``: about a heading row that
    should be blank, judged only when it is filled. ``accumulate``: 历年累计(Y) =
    历年累计(Y−1) + 本年度(Y) in every row.
    """

    rule: str
    left: tuple[str, ...]
    op: Literal["=", ">=", "<="]
    right: tuple[str, ...]
    level: Literal["error", "warning", "info"]
    text: str
    each_column: bool = False
    heading: bool = False
    accumulate: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A table form and the years it was prescribed for (inclusive)."""

    form: Literal["2014", "2019", "2021", "local"]
    id: str
    name: str
    years: tuple[int, int]
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """Something people ask for: an indicator, a column, a section topic, a contact fact.

    ``variants`` are official wordings, ``aliases`` everyday ones; both are plain phrases.
    """

    key: str
    kind: ConceptKind
    name: str
    unit: str | None
    variants: tuple[str, ...]
    aliases: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Crossing:
    """How far a key compares between two forms; ``keys`` may end in ``*``."""

    keys: tuple[str, ...]
    forms: frozenset[str]
    grade: Grade
    reason: str

    def covers(self, key: str, one: str, other: str) -> bool:
        """Whether this crossing speaks of ``key`` between forms ``one`` and ``other``."""
        if self.forms != {one, other}:
            return False
        return any(k == key or (k.endswith("*") and key.startswith(k[:-1])) for k in self.keys)


@dataclass(frozen=True, slots=True)
class Merger:
    """Rows of an older form that ``forms`` have within the row ``into``."""

    keys: tuple[str, ...]
    forms: frozenset[str]
    into: str
    reason: str


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All forms, concepts and crossings; equal only to itself, so that it can key caches."""

    forms: tuple[Form, ...]
    concepts: tuple[Concept, ...]
    crossings: tuple[Crossing, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same in this field, for lexical query expansion."""
    thesaurus: tuple[tuple[str, ...], ...] = ()
    """The same of general words, everyday and official ones."""
    mergers: tuple[Merger, ...] = ()

    @cached_property
    def concept_by_key(self) -> dict[str, Concept]:
        """Concepts by key."""
        return {concept.key: concept for concept in self.concepts}

    def comparable(self, key: str, one: str, other: str) -> tuple[Grade, str | None]:
        """Grade and reason for comparing ``key`` between two forms; first match wins."""
        if one == other:
            return "可比", None
        for crossing in self.crossings:
            if crossing.covers(key, one, other):
                return crossing.grade, crossing.reason
        return "近似", "两份报告的表式不同，口径可能有变化"

    def merger(self, key: str, form: str) -> Merger | None:
        """Where a form counts what an older one has a row ``key`` for."""
        return next((m for m in self.mergers if key in m.keys and form in m.forms), None)
