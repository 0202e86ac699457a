"""Real indexes of the shipped and the fictional reports, built once a session."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.evaluate import Evaluation, evaluate
from index.build import build_index
from index.embed import Embedder, load_embedder
from index.search import Index
from tests.assistant.corpora import AGENCIES, CORPORA, GOLDEN, corpus_of

Opened = Callable[..., Assistant]


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Opened:
    """Builds an index of files, once, and opens it."""

    @cache
    def _opened(*paths: Path) -> Assistant:
        directory = tmp_path_factory.mktemp("index")
        outcomes = build_index(paths, directory, embedder)
        assert [o for o in outcomes if o.action != "added"] == []
        return Assistant(Index.open(directory, embedder))

    return _opened


@pytest.fixture(scope="session")
def agencies(opened: Opened) -> Assistant:
    """Seven reports of six agencies on the form of 2014–2018, the shipped one among them."""
    return opened(*AGENCIES)


@pytest.fixture(scope="session")
def forms(opened: Opened) -> Assistant:
    """Three bodies, 2016–2024, three forms."""
    return opened(*CORPORA["multi"])


@pytest.fixture(scope="session")
def seed(opened: Opened) -> Assistant:
    """The shipped report alone."""
    return opened(*CORPORA["seed"])


@pytest.fixture(scope="session")
def planted(opened: Opened) -> Assistant:
    """Three bodies whose text contradicts itself or the tables, or is said not to."""
    return opened(*CORPORA["planted"])


@pytest.fixture(scope="session")
def years(opened: Opened) -> Assistant:
    """One body, 2017–2023, three forms, eight contradictions."""
    return opened(*CORPORA["years"])


@pytest.fixture(scope="session")
def district(opened: Opened) -> Assistant:
    """One district 2016–2022 without 2017, three forms in four kinds of file, and a bureau."""
    return opened(*CORPORA["district"])


@pytest.fixture(scope="session")
def bureaus(opened: Opened) -> Assistant:
    """Five bodies of five levels, 2015–2023, each with headings of its own."""
    return opened(*CORPORA["bureaus"])


@dataclass
class Golden:
    """Evaluations of the question files, each made once."""

    opened: Opened
    made: dict[str, Evaluation] = field(default_factory=dict)

    def assistant(self, name: str) -> Assistant:
        """What a question file is asked of."""
        reports = corpus_of(name)
        if not reports:
            pytest.skip("真实年报不在")
        return self.opened(*reports)

    def items(self, name: str) -> list[dict[str, Any]]:
        lines = (GOLDEN / f"{name}.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def __getitem__(self, name: str) -> Evaluation:
        if name not in self.made:
            self.made[name] = evaluate(self.assistant(name), self.items(name))
        return self.made[name]


@pytest.fixture(scope="session")
def golden(opened: Opened) -> Golden:
    return Golden(opened)
