"""Fit the weights of assistant/checkodds.py to the golden questions.

    python -m tests.assistant.fit_checking

Prints how many questions for a check are heard, and how many others are taken for one, when each
question file is left out of the fit in turn; then the module's weights from the fit to all. The
blind files and those about reports that are not shipped take no part. A question of kind conflict
that only asks for the figure is no question for a check: it counts for neither side unless the
file is one of checks.
"""

import json
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.ask import Assistant
from assistant.checking import read_check, said_of
from assistant.checkodds import LONGEST, masked
from tests.assistant.corpora import GOLDEN, corpus_of, opener

LEFT_OUT = ("blind", "everyday", "real_")
STRENGTH = 0.5
"""Inverse of the L1 penalty: about a hundred runs of characters keep a weight."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question without body and year, and whether it asks for a check."""

    file: str
    text: str
    checks: bool


def _examples(assistant: Assistant, path: Path) -> Iterator[Example]:
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        query = assistant.reader.understand(item["question"], item.get("history", []))
        conflict = item["kind"] == "conflict"
        known = bool(query.years) and read_check(query) is not None
        if not conflict or known or path.stem.endswith("_conflict"):
            yield Example(path.stem, masked(said_of(query)), conflict)


def _gathered() -> list[Example]:
    examples = []
    with tempfile.TemporaryDirectory() as directory:
        opened = opener(Path(directory))
        for path in sorted(GOLDEN.glob("*.jsonl")):
            if not any(word in path.stem for word in LEFT_OUT):
                examples += list(_examples(opened(corpus_of(path.stem)), path))
    return examples


def _fit(examples: list[Example]) -> tuple[CountVectorizer, Any]:
    runs = CountVectorizer(analyzer="char", ngram_range=(1, LONGEST), binary=True, min_df=3)
    counted = runs.fit_transform([e.text for e in examples])
    model = LogisticRegression(C=STRENGTH, solver="liblinear", penalty="l1", random_state=0)
    return runs, model.fit(counted, [e.checks for e in examples])


def _main() -> None:
    warnings.simplefilter("ignore")
    examples = _gathered()
    for file in sorted({e.file for e in examples}):
        runs, model = _fit([e for e in examples if e.file != file])
        left = [e for e in examples if e.file == file]
        heard = model.predict(runs.transform([e.text for e in left]))
        right = sum(bool(h) for h, e in zip(heard, left, strict=True) if e.checks)
        wrong = sum(bool(h) for h, e in zip(heard, left, strict=True) if not e.checks)
        checks = sum(e.checks for e in left)
        print(f"{file}: {right} of {checks} heard, {wrong} of {len(left) - checks} taken for one")  # noqa: T201
    runs, model = _fit(examples)
    names, weights = runs.get_feature_names_out(), model.coef_[0]
    order = np.argsort(-weights)
    kept = {str(names[i]): round(float(weights[i]), 2) for i in order if abs(weights[i]) >= 0.005}
    print("BIAS =", round(float(model.intercept_[0]), 2))  # noqa: T201
    print("WEIGHTS =", json.dumps(kept, ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    _main()
