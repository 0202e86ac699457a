"""Labelled questions → examples: what was found for each, and which of it is right."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.ask import Assistant
from assistant.citing import Citations
from assistant.compose_figure import compose_figure
from assistant.compose_prose import explains, widened
from assistant.evaluate import Question, holds, misplaced_first, read_question, says
from assistant.figures import Figure
from assistant.query import Query
from assistant.retrieve import Candidates, find_candidates, passage_of
from assistant.training.wordings import TableQuestion
from assistant.weighing.evidence import Evidence, Sighting
from index import load_embedder
from index.build import build_index
from index.search import Index


@dataclass(frozen=True, slots=True)
class Example:
    """One question: its evidence, which candidates are right (c,), whether any report answers.

    ``group``: the body asked about, by which examples are left out together; ``source``: the
    file they come from.
    """

    evidence: Evidence
    right: NDArray[np.bool_]
    answerable: bool
    group: str
    source: str

    @property
    def usable(self) -> bool:
        """Whether the outcome wanted is among the candidates."""
        return bool(self.right.any()) or not self.answerable


def read_questions(path: Path) -> list[Question]:
    """All lines of a question file."""
    lines = path.read_text("utf-8").splitlines()
    return [read_question(json.loads(line)) for line in lines if line.strip()]


def assistant_over(reports: Sequence[Path], place: Path) -> Assistant:
    """An assistant over an index of ``reports`` built at ``place``."""
    build_index(reports, place, load_embedder())
    return Assistant(Index.open(place, load_embedder()))


def examples_of(
    assistant: Assistant, questions: Iterable[Question], source: str
) -> Iterator[Example]:
    """Ask every question, and label what is found by its evidence."""
    for question in questions:
        query, found = _found(assistant, question.question, question.history)
        right = [_window_right(question, query, s, assistant) for s in found.sightings]
        right += [_figure_right(question, query, f, assistant) for f in found.figures]
        group = question.bodies[0] if question.bodies else ""
        answerable = question.status == "answered"
        yield Example(found.evidence, np.array(right, bool), answerable, group, source)


def table_examples(
    assistants: Sequence[Assistant], questions: Sequence[TableQuestion], seed: int
) -> Iterator[Example]:
    """Ask every table question of a report that has the row, where there is one."""
    chance = random.Random(seed)
    rows = [{r.indicator.key for r in a.index.indicators()} for a in assistants]
    kinds = {c.key: c.kind for c in assistants[0].catalogue.concepts}
    for question in questions:
        kind = kinds[question.key]
        having = [a for a, keys in zip(assistants, rows, strict=True) if question.key in keys]
        assistant = chance.choice(having or assistants)
        info = assistant.index.reports[0]
        _, found = _found(assistant, question.asked_of(info.body, info.year), ())
        answerable = question.answerable and (bool(having) or kind == "derived")
        right = [False] * len(found.sightings)
        right += [answerable and f.match.concept.key == question.key for f in found.figures]
        yield Example(found.evidence, np.array(right, bool), answerable, "", "tables")


def _found(assistant: Assistant, question: str, history: Sequence[str]) -> tuple[Query, Candidates]:
    query = assistant.reader.understand(question, history)
    index, catalogue = assistant.index, assistant.catalogue
    return query, find_candidates(query, index, catalogue, assistant.checked)


def _window_right(
    question: Question, query: Query, sighting: Sighting, assistant: Assistant
) -> bool:
    """Whether what an answer would quote for the window holds the evidence."""
    passage = passage_of(sighting, 0.0)
    chunk = passage.chunk
    if explains(query):
        passage = widened(passage, query, assistant.index)
    return (
        question.status == "answered"
        and (not question.years or chunk.year in question.years)
        and (not question.bodies or chunk.body in question.bodies)
        and holds(question, passage.text)
    )


def _figure_right(question: Question, query: Query, figure: Figure, assistant: Assistant) -> bool:
    answer = compose_figure(query, figure, Citations(assistant.index))
    return (
        question.status == "answered"
        and not misplaced_first(question, answer)
        and says(question, answer)
        and any(holds(question, citation.text) for citation in answer.citations)
    )
