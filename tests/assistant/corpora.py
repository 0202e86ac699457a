"""The reports that questions are asked of, by the beginning of a question file's name."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from assistant.ask import Assistant
from index.build import build_index
from index.embed import load_embedder
from index.search import Index

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
GOLDEN = DATA / "golden"
REAL = ROOT.parent / "shared" / "reports"
"""Real reports, beside the checkout where there are any."""
SHIPPED = ROOT / "corpus" / "reports"

AGENCIES = (SHIPPED, DATA / "reports")
"""Asked of by every file whose name begins with none of the names below."""
CORPORA = {
    "seed": (SHIPPED,),
    "multi": (DATA / "multi" / "reports",),
    "planted": (DATA / "planted" / "reports",),
    "years": (DATA / "years" / "reports",),
    "district": (DATA / "district" / "reports",),
    "bureaus": (DATA / "bureaus" / "reports",),
    "county": (DATA / "county" / "reports",),
    "city": (DATA / "city" / "reports",),
    "harbor": (DATA / "harbor" / "reports",),
    "valley": (DATA / "valley" / "reports",),
    "plain": (DATA / "plain" / "reports",),
    "hill": (DATA / "hill" / "reports",),
    "lake": (DATA / "lake" / "reports",),
    "islet": (DATA / "islet" / "reports",),
    "field": (DATA / "field" / "reports",),
    "cove": (DATA / "cove" / "reports",),
    "grove": (DATA / "grove" / "reports",),
    "mesa": (DATA / "mesa" / "reports",),
    "dune": (DATA / "dune" / "reports",),
    "fen": (DATA / "fen" / "reports",),
    "moor": (DATA / "moor" / "reports",),
    "delta": (DATA / "delta" / "reports",),
    "glen": (DATA / "glen" / "reports",),
    "strand": (DATA / "strand" / "reports",),
    "gorge": (DATA / "glen" / "reports", DATA / "strand" / "reports"),
    "bank": (DATA / "fen" / "reports", DATA / "grove" / "reports"),
    "valleys": (DATA / "valley" / "reports", DATA / "district" / "reports"),
    "coast": (DATA / "city" / "reports", DATA / "lake" / "reports"),
    "ridge": (DATA / "hill" / "reports", DATA / "plain" / "reports"),
    "real": tuple(
        sorted(f for f in REAL.iterdir() if f.name != "SOURCES.md") if REAL.is_dir() else ()
    ),
}


def corpus_of(name: str) -> tuple[Path, ...]:
    """The reports that a question file is asked of; () where they are not there."""
    return CORPORA.get(name.partition("_")[0], AGENCIES)


def opener(directory: Path) -> Callable[[tuple[Path, ...]], Assistant]:
    """Builds an index of reports below ``directory``, each set once, and opens it."""
    embedder = load_embedder()

    @cache
    def opened(reports: tuple[Path, ...]) -> Assistant:
        place = Path(mkdtemp(dir=directory))
        build_index(reports, place, embedder)
        return Assistant(Index.open(place, embedder))

    return opened
