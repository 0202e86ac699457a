"""The reports that questions are asked of, by the beginning of a question file's name."""

from pathlib import Path

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
    "real": tuple(
        sorted(f for f in REAL.iterdir() if f.name != "SOURCES.md") if REAL.is_dir() else ()
    ),
}


def corpus_of(name: str) -> tuple[Path, ...]:
    """The reports that a question file is asked of; () where they are not there."""
    return CORPORA.get(name.partition("_")[0], AGENCIES)
