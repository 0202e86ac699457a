"""Train all networks: ``python -m assistant.training [--measure]``.

First the classifier of table questions, then the evidence networks on what the product itself
finds for labelled questions, with the classifier's opinion on questions it was not trained on.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.ask import Assistant
from assistant.training.examples import (
    Example,
    assistant_over,
    examples_of,
    read_questions,
    table_examples,
)
from assistant.training.fit import FitSettings, fit, left_out, scale_of, score
from assistant.training.indicators import exported as exported_classifier
from assistant.training.indicators import save_indicators, train_indicators
from assistant.training.network import NARROW, NetworkSettings, exported, save_networks
from assistant.training.wordings import (
    TableQuestion,
    Wording,
    keys_of,
    lexicon_wordings,
    question_wordings,
    read_table_questions,
)
from assistant.weighing import likely, network
from assistant.weighing.likely import IndicatorClassifier
from assistant.weighing.network import EvidenceNetwork, EvidenceNetworks
from corpus.catalogue import load_catalogue

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).with_name("data")
GOLDEN = ROOT / "tests" / "data"
_FOLDS = 5
_WIDER = NetworkSettings(word=48, asked=32, answer=(160, 64))
_LONGER = FitSettings(epochs=18, seed=1)
"""Of the network that learns from near misses too, nearly half as many examples more."""
_MOST_TABLES = 600
"""Table questions that the evidence network learns from; the classifier learns from all.

With 2,500 of them it answered 7 in 100 fewer of the other questions.
"""
CORPORA = (
    ("seed_", (ROOT / "corpus" / "reports",)),
    ("multi_", (GOLDEN / "multi" / "reports",)),
    ("years_", (GOLDEN / "years" / "reports",)),
    ("", (ROOT / "corpus" / "reports", GOLDEN / "reports")),
)
"""First letters of the golden files, and the reports that they ask about; first fit decides."""
NEVER = ("blind", "everyday", "conflict", "real_")
"""Question files that no training sees."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training", description=__doc__)
    parser.add_argument("--measure", action="store_true", help="print scores of bodies left out")
    options = parser.parse_args(arguments)
    keys = keys_of(load_catalogue())
    questions = [q for q in read_table_questions(DATA / "tables.jsonl") if q.key in keys]
    with tempfile.TemporaryDirectory() as place:
        tables = list(_table_examples(questions, keys, Path(place) / "folds"))
        save_indicators(_classifier(questions, keys), likely.SHIPPED)
        likely.indicator_classifier.cache_clear()
        golden = list(_golden(Path(place)))
        told, missed = _told(Path(place))
    asked = [*golden, *told, *missed]
    _say(f"{len(asked)} questions, {len(tables)} table questions")
    if options.measure:
        for source, found in left_out(asked, tables):
            _say(f"{source}\t{found}")
    # Near misses are so many that the rest counts twice beside them.
    trusting = _member([*golden, *told, *tables], FitSettings(), NARROW)
    both = [*golden, *golden, *told, *missed, *tables, *tables]
    wary = _member(both, _LONGER, _WIDER)
    trained = EvidenceNetworks((trusting, wary))
    save_networks(trained, network.SHIPPED)
    _say(f"as trained: {score(trained, asked)}")
    return 0


def _member(
    examples: Sequence[Example], settings: FitSettings, widths: NetworkSettings
) -> EvidenceNetwork:
    scale = scale_of(examples)
    return exported(fit(examples, scale, settings, widths), scale.mean, scale.spread)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _classifier(questions: Sequence[TableQuestion], keys: tuple[str, ...]) -> IndicatorClassifier:
    wordings = _wordings(questions, keys)
    return exported_classifier(train_indicators(wordings, len(keys) + 1), keys)


def _wordings(questions: Sequence[TableQuestion], keys: tuple[str, ...]) -> list[Wording]:
    return [*question_wordings(questions, keys), *lexicon_wordings(load_catalogue(), keys)]


def _table_examples(
    questions: Sequence[TableQuestion], keys: tuple[str, ...], place: Path
) -> Iterator[Example]:
    """Table questions with the opinion of a classifier that has not seen them."""
    reports = [*_reports((DATA / "reports",)), *_reports((GOLDEN / "reports",))]
    reports += _reports((GOLDEN / "multi" / "reports",))
    indexes = [assistant_over([r], place / r.stem).index for r in reports]
    spread = [q for q in questions if not q.key.startswith("contact.")]
    share = -(-len(spread) // _MOST_TABLES)
    for number in range(_FOLDS):
        rest = [q for i, q in enumerate(spread) if i % _FOLDS == number]
        held = set(rest)
        classifier = _classifier([q for q in questions if q not in held], keys)
        assistants = [Assistant(index, classifier=classifier) for index in indexes]
        yield from table_examples(assistants, rest[::share], number)


def _golden(place: Path) -> Iterator[Example]:
    for number, (prefix, folders) in enumerate(CORPORA):
        assistant = assistant_over(_reports(folders), place / str(number))
        for path in sorted((GOLDEN / "golden").glob("*.jsonl")):
            belongs = next(p for p, _ in CORPORA if path.stem.startswith(p)) == prefix
            if belongs and not any(word in path.stem for word in NEVER):
                yield from examples_of(assistant, read_questions(path), path.stem)


def _told(place: Path) -> tuple[list[Example], list[Example]]:
    """Questions on the reports made up for training, and near misses beside what is told."""
    found: tuple[list[Example], list[Example]] = ([], [])
    files = [read_questions(DATA / f"{name}.jsonl") for name in ("questions", "near_misses")]
    for report in _reports((DATA / "reports",)):
        assistant = assistant_over([report], place / report.stem)
        info = assistant.index.reports[0]
        for examples, asked in zip(found, files, strict=True):
            own = [q for q in asked if info.body in q.bodies and info.year in q.years]
            examples += examples_of(assistant, own, "reports")
    return found


def _reports(folders: Sequence[Path]) -> list[Path]:
    return sorted(path for folder in folders for path in folder.iterdir() if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
