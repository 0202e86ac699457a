"""What the forms say about sums: which keys a row is made of, and in which columns it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from corpus.catalogue import Catalogue, Column, Table

_SUMS: Mapping[str, tuple[str, ...]] = {
    "apply.handled": ("apply.new", "apply.carried_in"),
    "remedies.total": ("review", "lawsuit"),
}


_SAME: Mapping[str, str] = {"apply.closed": "result.total"}
"""A row that other forms lack, and the row there that says the same: 办结 and 三（七）总计."""
_TOTAL = "总计"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a matrix row's figures stand: its columns, and the one meant by default."""

    columns: tuple[str, ...]
    total: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The arithmetic of all forms, by (form, key)."""

    places: Mapping[tuple[str, str], Place]
    parts: Mapping[tuple[str, str], tuple[str, ...]]
    members: Mapping[tuple[str, str], tuple[str, ...]]
    """The rows or columns that stand under a row or beside its total, whether they add up or not."""
    same: Mapping[tuple[str, str], str]
    """The row of a form that stands for a key the form lacks."""
    keys: frozenset[tuple[str, str]]
    """Every key a form has a row or column for."""
    groups: Mapping[str, tuple[str, ...]]
    """The columns that a head over several stands for: those of 法人或其他组织, which has no cells."""


def stands_under(key: str, group: str) -> bool:
    """Whether a row belongs to a group by its key: refused.petition to result.refused."""
    return key.startswith(f"{group.rpartition('.')[2]}.")


@lru_cache(maxsize=4)
def layout_of(catalogue: Catalogue) -> Layout:
    """Read rows, columns and groups off the forms."""
    places: dict[tuple[str, str], Place] = {}
    parts: dict[tuple[str, str], tuple[str, ...]] = {}
    members: dict[tuple[str, str], tuple[str, ...]] = {}
    keys: set[tuple[str, str]] = set()
    for form in catalogue.forms:
        parts.update({(form.form, key): made_of for key, made_of in _SUMS.items()})
        for table in form.tables:
            keys.update((form.form, key) for key in _keys(table))
            parts.update({(form.form, key): made_of for key, made_of in _groups(table)})
            members.update({(form.form, key): below for key, below in _members(table)})
            if table.kind == "matrix":
                place = Place(tuple(c.label for c in table.columns), table.total_column)
                places.update({(form.form, row.key): place for row in table.rows if row.key})
    forms = {form.form for form in catalogue.forms}
    same: dict[tuple[str, str], str] = {
        (form, key): other
        for form in forms
        for key, other in _SAME.items()
        if (form, key) not in keys and (form, other) in keys
    }
    return Layout(places, parts, members, same, frozenset(keys), _column_groups(catalogue))


def needed_keys(layout: Layout, key: str) -> frozenset[str]:
    """``key`` and every key it may be summed from, in any form."""
    todo, seen = [key], set[str]()
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += [other for (_, k), other in layout.same.items() if k == one]
            todo += [p for (_, k), made_of in layout.parts.items() if k == one for p in made_of]
    return frozenset(seen)


def _column_groups(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    printed = {c.label for form in catalogue.forms for table in form.tables for c in table.columns}
    below: dict[str, list[str]] = {}
    for concept in catalogue.concepts:
        if concept.kind == "column" and concept.parent:
            above = catalogue.concept_by_key[concept.parent].name
            below.setdefault(above, []).append(concept.name)
    return {above: tuple(names) for above, names in below.items() if above not in printed}


def _keys(table: Table) -> Iterator[str]:
    for row in table.rows:
        if row.key and table.kind == "cells":
            yield from (f"{row.key}.{c.key}" for c in table.columns)
        elif row.key:
            yield row.key
    if table.kind == "record":
        yield from (c.key for c in table.columns if c.key)


def _members(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    if table.kind == "record":
        yield from _record_members(tuple(c.key for c in table.columns if c.key))
        return
    for at, row in enumerate(table.rows):
        if row.key is None:
            continue
        below = _directly_below(table, at)
        if not below and _TOTAL in row.labels[0]:
            above = next(i for i in range(at, -1, -1) if table.rows[i].depth < row.depth)
            below = tuple(key for key in _directly_below(table, above) if key != row.key)
        if below:
            yield row.key, below


def _directly_below(table: Table, at: int) -> tuple[str, ...]:
    """Keys of the rows one level under a row."""
    row, below = table.rows[at], []
    for other in table.rows[at + 1 :]:
        if other.depth <= row.depth:
            break
        if other.depth == row.depth + 1 and other.key and other.replaces is None:
            below.append(other.key)
    return tuple(below)


def _record_members(keys: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """``review`` has ``review.upheld`` …, ``lawsuit`` the sums over its two groups."""
    for head, group in groupby(keys, key=lambda key: key.partition(".")[0]):
        own = list(group)
        deepest = max(key.count(".") for key in own)
        ends = dict.fromkeys(k.rpartition(".")[2] for k in own if k.count(".") == deepest)
        yield head, tuple(f"{head}.{end}" for end in ends)


def _groups(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    if table.kind == "record":
        yield from _record_groups(table.columns)
        return
    for at, row in enumerate(table.rows):
        if row.key is None or row.has_cells:
            continue
        if below := _directly_below(table, at):
            yield row.key, below


def _record_groups(columns: Sequence[Column]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """``lawsuit.direct.upheld`` + ``lawsuit.after.upheld`` = ``lawsuit.upheld``."""

    def head(column: Column) -> tuple[str, str]:
        return column.groups[0], column.label

    for _, same in groupby(sorted(columns, key=head), key=head):
        keys = [c.key for c in same if c.key]
        if len(keys) > 1:
            first, second, *tail = keys[0].split(".")
            if all(k.split(".")[0] == first and k.split(".")[1] != second for k in keys[1:]):
                yield ".".join((first, *tail)), tuple(keys)
