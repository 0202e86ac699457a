"""Benches made of what a recipe leaves out of training: settings are chosen on these alone."""

import random
from collections.abc import Iterable, Sequence

from corpus.catalogue import Catalogue
from index.training.domain import held_out, writer_for
from index.training.measure import Bench
from index.training.pairs import Pair
from index.training.recipe import Recipe, kept

_DISTRACTORS = 12_000


def left_out_benches(pairs: Sequence[Pair], recipe: Recipe) -> tuple[Bench, ...]:
    """One bench a source left out: its questions among its own and other sources' texts."""
    benches = []
    for source in sorted(recipe.left_out):
        mine = [
            pair for pair in pairs if pair.group.startswith(source) and "question-" in pair.group
        ]
        asked = [p for p in mine if not kept(p, recipe.left_out) and "sentence" not in p.group]
        kinds = {pair.group.split("/")[1] for pair in asked}
        others = (p.right for p in pairs if p.group.split("/")[-1] in kinds | {"clause-rest"})
        documents = list(dict.fromkeys([p.right for p in mine if p.group.split("/")[1] in kinds]))
        documents += list(dict.fromkeys(others))[:_DISTRACTORS] if source == "STARD" else []
        benches.append(_bench(source, documents, asked))
    return tuple(benches)


def _bench(name: str, documents: Sequence[str], asked: Iterable[Pair]) -> Bench:
    number = {text: i for i, text in enumerate(documents)}
    relevant: dict[str, set[int]] = {}
    for pair in asked:
        relevant.setdefault(pair.left, set()).add(number[pair.right])
    return Bench(
        name,
        tuple(documents),
        tuple(relevant),
        tuple(frozenset(numbers) for numbers in relevant.values()),
    )


def phrase_bench(catalogue: Catalogue, recipe: Recipe, fillers: Sequence[str]) -> Bench:
    """Held-out everyday phrases, each among two made-up chunks of every concept.

    The phrase alone is asked: a body or year in it would match other chunks' bodies and years,
    which a search inside one report never does.
    """
    draw = random.Random(recipe.seed + 1)
    concepts = [c for c in catalogue.concepts if c.kind not in {"derived", "column"}]
    documents: list[str] = []
    owners: list[str] = []
    for concept in concepts:
        writer = writer_for(catalogue, concept, draw, fillers)
        documents += [writer.document(concept), writer.document(concept)]
        owners += [concept.key, concept.key]
    questions, relevant = [], []
    for concept in concepts:
        for phrase in sorted(held_out(concept, recipe.held)):
            questions.append(phrase)
            relevant.append(frozenset(i for i, key in enumerate(owners) if key == concept.key))
    return Bench("catalogue", tuple(documents), tuple(questions), tuple(relevant))
