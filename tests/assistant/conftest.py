"""Real indexes of the shipped and the fictional reports, built once a session."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.evaluate import Evaluation, evaluate
from index.build import build_index
from index.embed import Embedder, load_embedder
from index.search import Index

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
GOLDEN = DATA / "golden"
AGENCIES = (ROOT / "corpus" / "reports", DATA / "reports")
FORMS = (DATA / "multi" / "reports",)
PLANTED = (DATA / "planted" / "reports",)
YEARS = (DATA / "years" / "reports",)
DISTRICT = (DATA / "district" / "reports",)
BUREAUS = (DATA / "bureaus" / "reports",)
REAL = ROOT.parent / "shared" / "reports"
"""Real reports, beside the checkout where there are any."""

Opened = Callable[..., Assistant]


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Opened:
    """Builds an index of files and opens it."""

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
    return opened(*FORMS)


@pytest.fixture(scope="session")
def seed(opened: Opened) -> Assistant:
    """The shipped report alone."""
    return opened(AGENCIES[0])


@pytest.fixture(scope="session")
def planted(opened: Opened) -> Assistant:
    """Three bodies whose text contradicts itself or the tables, or is said not to."""
    return opened(*PLANTED)


@pytest.fixture(scope="session")
def years(opened: Opened) -> Assistant:
    """One body, 2017–2023, three forms, eight contradictions."""
    return opened(*YEARS)


@pytest.fixture(scope="session")
def district(opened: Opened) -> Assistant:
    """One district 2016–2022 without 2017, three forms in four kinds of file, and a bureau."""
    return opened(*DISTRICT)


@pytest.fixture(scope="session")
def bureaus(opened: Opened) -> Assistant:
    """Five bodies of five levels, 2015–2023, each with headings of its own."""
    return opened(*BUREAUS)


@dataclass
class Golden:
    """Evaluations of the question files, each made once."""

    seed: Assistant
    agencies: Assistant
    forms: Assistant
    planted: Assistant
    years: Assistant
    district: Assistant
    bureaus: Assistant
    real: Assistant | None
    made: dict[str, Evaluation] = field(default_factory=dict)

    def assistant(self, name: str) -> Assistant:
        """What a question file is asked of, by the beginning of its name; else the agencies."""
        own = {
            "seed": self.seed, "planted": self.planted, "years": self.years, "multi": self.forms,
            "district": self.district, "bureaus": self.bureaus,
        }  # fmt: skip
        if name.startswith("real_"):
            if self.real is None:
                pytest.skip("真实年报不在")
            return self.real
        return own.get(name.partition("_")[0], self.agencies)

    def items(self, name: str) -> list[dict[str, Any]]:
        lines = (GOLDEN / f"{name}.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def __getitem__(self, name: str) -> Evaluation:
        if name not in self.made:
            self.made[name] = evaluate(self.assistant(name), self.items(name))
        return self.made[name]


@pytest.fixture(scope="session")
def real(opened: Opened) -> Assistant | None:
    """Nine real reports of four bodies and an empty template; None where they are not there."""
    files = sorted(f for f in REAL.iterdir() if f.name != "SOURCES.md") if REAL.is_dir() else []
    return opened(*files) if files else None


@pytest.fixture(scope="session")
def golden(
    seed: Assistant, agencies: Assistant, forms: Assistant, planted: Assistant, years: Assistant,
    district: Assistant, bureaus: Assistant, real: Assistant | None,
) -> Golden:  # fmt: skip
    return Golden(seed, agencies, forms, planted, years, district, bureaus, real)
