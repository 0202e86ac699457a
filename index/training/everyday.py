"""The everyday bench: spoken questions, each searched among the chunks of one report."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.chunk import chunk_report
from corpus.load import read_document
from corpus.normalise import fold
from corpus.report import parse_report
from index.training.measure import Bench


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the report file it is about, and words its answer's chunk must contain."""

    question: str
    report: str
    evidence: str


def load_everyday(path: Path, directories: Iterable[Path]) -> tuple[Bench, ...]:
    """One bench a report; a question without any matching chunk stays and counts as missed.

    Args:
        path: jsonl with ``question``, ``report`` (file name) and ``evidence``.
        directories: Where the report files are.
    """
    lines = path.read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    asked = [Asked(row["question"], row["report"], row["evidence"]) for row in rows]
    files = {file.name: file for place in directories for file in sorted(place.iterdir())}
    names = dict.fromkeys(one.report for one in asked)
    return tuple(
        _bench(files[name], [one for one in asked if one.report == name]) for name in names
    )


def _bench(file: Path, asked: Sequence[Asked]) -> Bench:
    chunks = chunk_report(parse_report(read_document(file)))
    texts = [fold(chunk.text) for chunk in chunks]
    wanted = [fold(one.evidence) for one in asked]
    return Bench(
        f"everyday/{file.name}",
        tuple(f"{chunk.context}\n{chunk.text}" for chunk in chunks),
        tuple(one.question for one in asked),
        tuple(frozenset(i for i, text in enumerate(texts) if want in text) for want in wanted),
        tuple(chunk.context for chunk in chunks),
    )


def phrases(catalogue: Catalogue) -> frozenset[str]:
    """Every name, official wording and everyday phrase of the catalogue, folded."""
    return frozenset(
        fold(phrase)
        for concept in catalogue.concepts
        for phrase in (concept.name, *concept.variants, *concept.aliases)
    )


def without_phrase(question: str, known: frozenset[str]) -> bool:
    """Whether no catalogue phrase of two or more characters occurs in the question."""
    text = fold(question)
    longest = max(map(len, known), default=0)
    return not any(
        text[a:b] in known
        for a in range(len(text))
        for b in range(a + 2, min(len(text), a + longest) + 1)
    )
