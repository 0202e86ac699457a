"""Fit the weights of assistant/figure_belief.py to the golden questions.

    PYTHONPATH=. python tests/assistant/fit_figures.py

Prints how many figures are believed rightly when each question file is left out of the fit in
turn, then the weights of the fit to all. The blind files take no part.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.ask import Assistant
from assistant.citing import Citations
from assistant.compose_figure import compose_figure
from assistant.evaluate import Question, holds, misplaced_first, read_question
from assistant.figure_belief import FigureJudge
from assistant.figures import Figure, figures_near
from assistant.question import Query
from index.build import build_index
from index.embed import load_embedder
from index.search import Index

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
SHIPPED, AGENCIES, FORMS = ROOT / "corpus" / "reports", DATA / "reports", DATA / "multi" / "reports"
SOURCES = {"seed_": (SHIPPED,), "multi_": (FORMS,), "": (SHIPPED, AGENCIES)}
UNANSWERABLE = 2.0
"""Weight of a question that no report answers: a wrong answer is worse than none."""
STRENGTH = 0.3
"""Inverse of the L2 penalty on standardised traits."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question: the traits and rightness of the figures near it."""

    file: str
    answerable: bool
    traits: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]


def _right(question: Question, query: Query, figure: Figure, assistant: Assistant) -> bool:
    answer = compose_figure(query, figure, Citations(assistant.index))
    return (
        question.status == "answered"
        and not misplaced_first(question, answer)
        and any(holds(question, citation.text) for citation in answer.citations)
    )


def _examples(assistant: Assistant, path: Path) -> Iterator[Example]:
    for line in path.read_text("utf-8").splitlines():
        question = read_question(json.loads(line))
        query = assistant.reader.understand(question.question, question.history)
        if not query.years or query.intent in {"section", "contact", "check"}:
            continue
        near = [
            f
            for f in figures_near(query, assistant.index, assistant.catalogue, assistant.checked)
            if isinstance(f, Figure)
        ]
        judge = FigureJudge(query, assistant.index.embedder)
        traits = tuple(astuple(judge.traits(f)) for f in near)
        right = tuple(_right(question, query, f, assistant) for f in near)
        if near:
            yield Example(path.stem, question.status == "answered", traits, right)


def _fit(examples: list[Example]) -> Any:
    rows = [t for e in examples for t in e.traits]
    labels = [r for e in examples for r in e.right]
    weights = [1.0 if e.answerable else UNANSWERABLE for e in examples for _ in e.right]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=3000))
    return model.fit(rows, labels, logisticregression__sample_weight=weights)


def _score(model: Any, examples: list[Example]) -> tuple[int, int, int, int]:
    """Questions with a right figure, those answered by it, unanswerable ones, those refused."""
    found = [0, 0, 0, 0]
    for example in examples:
        odds = model.decision_function(example.traits)
        best = int(np.argmax(odds))
        if any(example.right):
            found[0] += 1
            found[1] += bool(odds[best] > 0 and example.right[best])
        elif not example.answerable:
            found[2] += 1
            found[3] += bool(odds[best] <= 0)
    return found[0], found[1], found[2], found[3]


def _gathered() -> list[Example]:
    embedder, examples = load_embedder(), []
    with tempfile.TemporaryDirectory() as directory:
        for prefix, paths in SOURCES.items():
            place = Path(directory) / (prefix or "agencies")
            build_index(paths, place, embedder)
            assistant = Assistant(Index.open(place, embedder))
            for path in sorted((DATA / "golden").glob("*.jsonl")):
                belongs = next(p for p in SOURCES if path.stem.startswith(p)) == prefix
                if belongs and "blind" not in path.stem and path.stem != "everyday":
                    examples += list(_examples(assistant, path))
    return examples


def _main() -> None:
    examples = _gathered()
    groups = {e.file: e.file.removeprefix("seed_").removeprefix("multi_") for e in examples}
    for group in sorted(set(groups.values())):
        model = _fit([e for e in examples if groups[e.file] != group])
        print(group, *_score(model, [e for e in examples if groups[e.file] == group]))  # noqa: T201
    model = _fit(examples)
    scale, regression = model[0], model[1]
    weights = regression.coef_[0] / scale.scale_
    print("weights", [round(float(w), 3) for w in weights])  # noqa: T201
    print("bias", round(float(regression.intercept_[0] - weights @ scale.mean_), 3))  # noqa: T201


if __name__ == "__main__":
    _main()
