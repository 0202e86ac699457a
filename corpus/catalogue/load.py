"""Reads the catalogue's TOML files, once per process."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast

from corpus.catalogue.schema import (
    Catalogue,
    Column,
    Concept,
    Crossing,
    Form,
    Merger,
    Relation,
    Row,
    Table,
)
from corpus.errors import CatalogueError


@cache
def load_catalogue() -> Catalogue:
    """The shipped catalogue.

    Raises:
        CatalogueError: a data file is missing a field or repeats a concept key.
    """
    root = files("corpus.catalogue")
    crosswalk = _read(root / "crosswalk.toml")
    lexicon = [_read(f) for _, f in _tomls(root / "lexicon")]
    return Catalogue(
        forms=tuple(_form(name, _read(f)) for name, f in _tomls(root / "forms")),
        concepts=_concepts(lexicon),
        crossings=tuple(
            Crossing(tuple(c["keys"]), frozenset(c["forms"]), c["grade"], c["reason"])
            for c in crosswalk["pair"]
        ),
        synonyms=tuple(tuple(s["words"]) for data in lexicon for s in data.get("synonym", [])),
        thesaurus=_groups(root / "thesaurus.txt"),
        mergers=tuple(
            Merger(tuple(m["keys"]), frozenset(m["forms"]), m["into"], m["reason"])
            for m in crosswalk["merged"]
        ),
    )


def _tomls(directory: Traversable) -> list[tuple[str, Traversable]]:
    found = [f for f in directory.iterdir() if f.name.endswith(".toml")]
    return [(f.name.removesuffix(".toml"), f) for f in sorted(found, key=lambda f: f.name)]


def _read(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"目录数据 {file.name} 读不出：{error}；请重新安装") from error


def _groups(file: Traversable) -> tuple[tuple[str, ...], ...]:
    """Lines of words that mean the same, one group a line; # begins a remark."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"目录数据 {file.name} 读不出：{error}；请重新安装") from error
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))


def _form(name: str, data: dict[str, Any]) -> Form:
    return Form(
        form=data["form"],
        id=name,
        name=data["name"],
        years=(data["years"][0], data["years"][1]),
        tables=tuple(_table(t) for t in data["table"]),
        relations=tuple(_relation(r) for r in data["relation"]),
    )


def _table(data: dict[str, Any]) -> Table:
    kind = data["kind"]
    variants: dict[str, list[str]] = data.get("variants", {})
    rows = [_row(kind, r, variants) for r in data.get("rows", [])]
    rows += [
        _row(kind, r["row"], variants, replaces=r["replaces"]) for r in data.get("replacement", [])
    ]
    return Table(
        id=data["id"],
        kind=kind,
        heading=data.get("heading"),
        corner=data.get("corner"),
        columns=tuple(_column(kind, c) for c in data.get("columns", [])),
        rows=tuple(rows),
        unit=data.get("unit"),
        total_column=data.get("total_column"),
    )


def _row(
    kind: str, row: list[Any], variants: dict[str, list[str]], replaces: str | None = None
) -> Row:
    depth, key, label, unit = cast("tuple[int, str, str, str]", tuple(row))
    has_cells = kind != "matrix" or unit != ""
    labels = (label, *variants.get(key, ()))
    return Row(key or None, labels, unit, depth, has_cells, replaces)


def _column(kind: str, cells: list[str]) -> Column:
    if kind == "record":
        *groups, label, key = cells
        return Column(label, key, tuple(groups))
    return Column(cells[0], cells[1] if kind == "cells" else None)


def _relation(data: dict[str, Any]) -> Relation:
    return Relation(
        rule=data["rule"],
        left=tuple(data["left"]),
        op=data["op"],
        right=tuple(data["right"]),
        level=data["level"],
        text=data["text"],
        each_column=data.get("each_column", False),
        heading=data.get("heading", False),
        accumulate=data.get("accumulate", False),
    )


def _concepts(datas: Iterable[dict[str, Any]]) -> tuple[Concept, ...]:
    concepts: dict[str, Concept] = {}
    for data in datas:
        for c in data.get("concept", []):
            if c["key"] in concepts:
                raise CatalogueError(f"目录里的概念 {c['key']} 出现两次；请重新安装")
            concepts[c["key"]] = Concept(
                key=c["key"],
                kind=c["kind"],
                name=c["name"],
                unit=c.get("unit"),
                variants=tuple(c.get("variants", ())),
                aliases=tuple(c.get("aliases", ())),
                parent=c.get("parent"),
            )
    return tuple(concepts.values())
