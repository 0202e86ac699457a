"""Answers to the golden questions never get worse, and never state what no report says.

Floors are pinned in tests/data/golden/floors.json with the SHA-256 of every question file. To see
today's figures beside the floors, and a floors.json that would pin them, run

    python -m tests.assistant.test_quality

and copy what it prints. Raising a floor needs nothing more. Lowering one, or changing a question
file, needs its reason in the commit message.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Protocol

import pytest

from assistant.ask import Assistant
from assistant.evaluate import Evaluation, Outcome, Quality
from assistant.schema import Answer
from assistant.years import mention_years
from corpus.normalise import narrow
from tests.assistant.corpora import GOLDEN, corpus_of, opener

FLOORS: dict[str, dict[str, Any]] = json.loads((GOLDEN / "floors.json").read_text("utf-8"))
NAMES = tuple(sorted(p.stem for p in GOLDEN.glob("*.jsonl") if p.stem != "everyday"))
"""``paraphrase`` holds near misses on purpose: half of it asks for what stands just beside
something the report says. ``conflict`` asks for checks. ``real`` asks of reports that are not
always there, which nothing is trained on."""


class Golden(Protocol):
    def __getitem__(self, name: str) -> Evaluation: ...
    def assistant(self, name: str) -> Assistant: ...


def digest(name: str) -> str:
    return hashlib.sha256((GOLDEN / f"{name}.jsonl").read_bytes()).hexdigest()


def floors_of(name: str, quality: Quality) -> dict[str, Any]:
    """Today's figures of a question file as floors, rounded so that they hold."""
    return {
        "sha256": digest(name),
        "correct": int(quality.correct * 1000) / 1000,
        "wrong_place": -int(-quality.wrong_place * 1000 - 0.999) / 1000,
        "not_found_recall": int(quality.not_found_recall * 1000) / 1000,
    }


def test_every_question_file_has_a_floor() -> None:
    assert sorted(FLOORS) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_questions_are_the_ones_the_floor_was_measured_on(name: str) -> None:
    assert digest(name) == FLOORS[name]["sha256"]


@pytest.mark.parametrize("name", NAMES)
def test_quality_has_a_floor(golden: Golden, name: str) -> None:
    quality, floor = golden[name].quality["全部"], FLOORS[name]
    lines = (GOLDEN / f"{name}.jsonl").read_text("utf-8").splitlines()
    assert quality.n == len(lines)
    assert quality.correct >= floor["correct"]
    assert quality.wrong_place <= floor["wrong_place"]
    assert quality.not_found_recall >= floor["not_found_recall"]


@pytest.mark.parametrize("name", NAMES)
def test_every_citation_is_verbatim(golden: Golden, name: str) -> None:
    index = golden.assistant(name).index
    cited = 0
    for outcome in golden[name].outcomes:
        for citation in outcome.answer.citations:
            report = index.report(citation.report_id)
            assert report.text[citation.start : citation.end] == citation.text != ""
            assert (report.body, report.year) == (citation.body, citation.year)
            cited += 1
    assert cited > len(golden[name].outcomes) / 3
    assert golden[name].quality["全部"].verbatim == 1.0


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_rests_on_something_and_a_refusal_on_nothing(golden: Golden, name: str) -> None:
    for outcome in golden[name].outcomes:
        answer = outcome.answer
        assert answer.answer
        if answer.status == "not_found":
            assert (answer.facts, answer.citations, answer.comparison) == ((), (), None)
        else:
            assert answer.citations
        for fact in answer.facts:
            citation = answer.citations[fact.citation]
            assert (citation.body, citation.year) == (fact.body, fact.year)
            assert fact.printed in citation.text


@pytest.mark.parametrize("name", NAMES)
def test_every_compared_row_points_at_its_own_report(golden: Golden, name: str) -> None:
    for outcome in golden[name].outcomes:
        answer = outcome.answer
        for row in answer.comparison.rows if answer.comparison else ():
            citation = answer.citations[row.citation if row.citation is not None else -1]
            assert (citation.body, citation.year) == (row.body, row.year)


# --- no number out of nowhere ----------------------------------------------------------------

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SUM = re.compile(r"\d+(?:\.\d+)?(?:\s*[-+]\s*\d+(?:\.\d+)?)+")
_SHARE = re.compile(r"(?P<part>\d+(?:\.\d+)?) ÷ (?P<whole>\d+(?:\.\d+)?)")
_RELATION = re.compile(
    r"(?P<left>[\d.+\-\s]+?)\s*(?:≠|<|>|=|≥|≤)\s*(?P<right>[\d.+\-\s]*\d)(?=，|；|。|$|\s*=)"
)


def numbers(text: str) -> set[Decimal]:
    return {Decimal(n) for n in _NUMBER.findall(unicodedata.normalize("NFKC", text))}


def summed(text: str) -> Decimal:
    parts = re.findall(r"[-+]?\s*\d+(?:\.\d+)?", text)
    return sum((Decimal(re.sub(r"\s", "", p)) for p in parts), Decimal(0))


def worked_out(text: str) -> set[Decimal]:
    """What the sums shown in the text come to, and the difference of two sides set equal."""
    text = re.sub(r"\(([\d.+]+)\)", r"\1", text)  # a group's own sum, 20 ≠ 6 + (4+3) + …
    found = {abs(summed(m.group())) for m in _SUM.finditer(text)}
    for share in _SHARE.finditer(text):
        part, whole = Decimal(share["part"]), Decimal(share["whole"])
        found.add((part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))
    for relation in _RELATION.finditer(text):
        found.add(abs(summed(relation["left"]) - summed(relation["right"])))
    return found


def _shown(answer: Answer) -> Iterator[str]:
    for fact in answer.facts:
        yield f"{fact.value} {fact.printed} {fact.year} {fact.indicator} {' '.join(fact.path)}"
    for citation in answer.citations:
        yield f"{citation.text} {citation.year} {' '.join(citation.path)}"
    if answer.comparison is not None:
        comparison = answer.comparison
        yield f"{comparison.indicator} {comparison.formula} {comparison.missing}"
        yield comparison.why_not or ""
        for row in comparison.rows:
            yield f"{row.year} {row.value} {row.formula}"
        for change in comparison.changes:
            yield f"{abs(change.difference)} {change.formula}"
            if change.percent is not None:
                yield f"{abs(change.percent)}"


def _cut_from_runs(answer: Answer) -> set[Decimal]:
    """Every number a run-together row (456001052) may be cut into.

    What an uncertain cell may be is said in the answer where a difference is refused for it.
    """
    rows = "\n".join(c.text for c in answer.citations if c.kind == "indicator")
    runs = re.findall(r"\d{4,}", rows)
    return {
        Decimal(run[i:j])
        for run in runs
        for i in range(len(run))
        for j in range(i + 1, len(run) + 1)
    }


def baseless(answer: Answer, assistant: Assistant) -> set[Decimal]:
    """Numbers of the answer text that no fact, citation, comparison or shown sum gives.

    Years asked for or loaded are no figures. An answer that found nothing repeats the question.
    """
    known = set().union(*(numbers(text) for text in _shown(answer)))
    known |= numbers(answer.resolved_question) | numbers(answer.question)
    known |= set(map(Decimal, mention_years(narrow(answer.question)).years))  # 「二〇二〇年」
    # A year is said by its number if only to say that it is not loaded: 「上一年」 or one between.
    years = [r.year for r in assistant.index.reports]
    known |= set(map(Decimal, range(min(years) - 1, max(years) + 1)))
    said = unicodedata.normalize("NFKC", answer.answer).replace("没有当作 0", "")
    formulas = worked_out(answer.answer)
    if answer.comparison is not None and answer.comparison.formula:
        formulas |= numbers(answer.comparison.formula)
    return numbers(said) - known - formulas - _cut_from_runs(answer)


def _violations(golden: Golden, name: str) -> list[tuple[Outcome, set[Decimal]]]:
    assistant = golden.assistant(name)
    found = ((o, baseless(o.answer, assistant)) for o in golden[name].outcomes)
    return [(outcome, extra) for outcome, extra in found if extra]


@pytest.mark.parametrize("name", NAMES)
def test_no_number_comes_out_of_nowhere(golden: Golden, name: str) -> None:
    """Checks of the real tables are left out.

    Their cells run together and are cut by the relations of all rows: what a formula shows of
    them cannot be read off one citation.
    """
    violations = [
        (o.question.id, sorted(extra))
        for o, extra in _violations(golden, name)
        if not (name.startswith("real_") and o.question.kind == "conflict")
    ]
    assert violations == []


def test_a_number_out_of_nowhere_is_noticed(seed: Assistant) -> None:
    answer = seed.ask("金凤区科技局2018年微博发了几条")
    assert baseless(answer, seed) == set()

    invented = replace(answer, answer=answer.answer + "共 65 条，占 12.5%。")
    assert baseless(invented, seed) == {Decimal("65"), Decimal("12.5")}


def _print_figures() -> None:
    """Today's figures beside the floors, then a floors.json of today's."""
    import tempfile

    from assistant.evaluate import evaluate

    today = {}
    with tempfile.TemporaryDirectory() as directory:
        opened = opener(Path(directory))
        for name in NAMES:
            reports = corpus_of(name)
            if not reports:
                today[name] = FLOORS[name]  # asked of reports that are not there
                continue
            lines = (GOLDEN / f"{name}.jsonl").read_text("utf-8").splitlines()
            items = [json.loads(line) for line in lines]
            quality = evaluate(opened(reports), items).quality["全部"]
            today[name] = floors_of(name, quality)
            print(name, quality, "floor:", FLOORS.get(name))  # noqa: T201
    print(json.dumps(today, ensure_ascii=False, indent=2))  # noqa: T201


if __name__ == "__main__":
    _print_figures()
