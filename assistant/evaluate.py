"""Labelled questions → scores, by kind and in all; a question that fails counts zero."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from time import perf_counter
from typing import Any

from assistant.ask import Assistant
from assistant.figures import Figure
from assistant.measures import ndcg_at, percentile, recall_at, reciprocal_rank
from assistant.question import Query
from assistant.schema import Answer
from corpus.errors import UsageError
from index.schema import Filter, SearchMode

DEPTH = 10
CONFIGURATIONS = ("lexical", "dense", "fused", "fused+table")


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question of the contract; ``bodies``/``years`` when several are right."""

    id: str
    kind: str
    question: str
    history: tuple[str, ...]
    answer_has: tuple[str, ...]
    evidence: tuple[str, ...]
    years: tuple[int, ...]
    bodies: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Mean retrieval scores of one configuration over ``n`` questions with evidence."""

    n: int
    recall_1: float
    recall_5: float
    recall_10: float
    mrr_10: float
    ndcg_10: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares over ``n`` questions; ``wrong_place``: cites another body or year first."""

    n: int
    correct: float
    verbatim: float
    wrong_place: float
    not_found_precision: float
    not_found_recall: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question."""

    question: Question
    answer: Answer
    correct: bool
    verbatim: bool
    wrong_place: bool
    milliseconds: float
    ranks: dict[str, tuple[bool, ...]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by kind (and 「全部」), the ablation, and every outcome."""

    quality: dict[str, Quality]
    retrieval: dict[str, Retrieval]
    outcomes: tuple[Outcome, ...]


def evaluate(assistant: Assistant, items: Sequence[dict[str, Any]]) -> Evaluation:
    """Ask every question and score the answers and the retrieval behind them.

    Raises:
        UsageError: no questions, or one lacks a required field.
    """
    questions = [read_question(item) for item in items]
    if not questions:
        raise UsageError("题目文件里没有题目；每行一题，格式见 CONTRACT")
    assistant.warm()
    # One after the other, as they are asked: the ablation below would cool the caches between.
    asked = [_asked(assistant, question) for question in questions]
    outcomes = tuple(
        _outcome(assistant, question, *answered)
        for question, answered in zip(questions, asked, strict=True)
    )
    kinds = list(dict.fromkeys(o.question.kind for o in outcomes))
    quality = {kind: _quality([o for o in outcomes if o.question.kind == kind]) for kind in kinds}
    retrieval = {name: _retrieval(name, outcomes) for name in CONFIGURATIONS}
    return Evaluation(quality | {"全部": _quality(outcomes)}, retrieval, outcomes)


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """Scores as JSON, with the ids of wrong answers."""
    return {
        "quality": {kind: asdict(q) for kind, q in evaluation.quality.items()},
        "retrieval": {name: asdict(r) for name, r in evaluation.retrieval.items()},
        "wrong": [o.question.id for o in evaluation.outcomes if not o.correct],
    }


def evaluation_text(evaluation: Evaluation) -> str:
    """Scores as two tables."""
    lines = ["类别\t题数\t答对\t逐字\t张冠李戴\t拒答准确\t拒答召回\tp50毫秒\tp99毫秒"]
    lines += [_line(kind, quality) for kind, quality in evaluation.quality.items()]
    lines += ["", "检索配置\t题数\tR@1\tR@5\tR@10\tMRR@10\tnDCG@10"]
    lines += [_line(name, scores) for name, scores in evaluation.retrieval.items()]
    wrong = [o.question.id for o in evaluation.outcomes if not o.correct]
    return "\n".join([*lines, "", f"答错 {len(wrong)} 题：{'、'.join(wrong)}"])


def _line(name: str, scores: Quality | Retrieval) -> str:
    values = [getattr(scores, f.name) for f in fields(scores)]
    shown = [f"{v:.3f}" if isinstance(v, float) else str(v) for v in values]
    return "\t".join([name, *shown])


def read_question(item: dict[str, Any]) -> Question:
    """One line of a question file.

    Raises:
        UsageError: a required field is missing.
    """
    try:
        year, body = item.get("year"), item.get("body")
        return Question(
            id=str(item["id"]),
            kind=str(item["kind"]),
            question=str(item["question"]),
            history=tuple(item.get("history") or ()),
            answer_has=tuple(map(str, item.get("answer_has") or ())),
            evidence=tuple(item.get("evidence") or ()),
            years=tuple(item.get("years") or ([] if year is None else [year])),
            bodies=tuple(item.get("bodies") or ([] if body is None else [body])),
            status=str(item.get("status", "answered")),
        )
    except KeyError as error:
        raise UsageError(f"题目缺少字段 {error}；每题须有 id、kind、question") from error


def _asked(assistant: Assistant, question: Question) -> tuple[Answer, float]:
    """The answer and the milliseconds it took."""
    started = perf_counter()
    answer = assistant.ask(question.question, question.history)
    return answer, (perf_counter() - started) * 1000


def _outcome(assistant: Assistant, question: Question, answer: Answer, elapsed: float) -> Outcome:
    verbatim = all(
        assistant.index.text(c.report_id).text[c.start : c.end] == c.text for c in answer.citations
    )
    misplaced = misplaced_first(question, answer)
    correct = (
        answer.status == question.status
        and says(question, answer)
        and (not question.evidence or any(holds(question, c.text) for c in answer.citations))
        and not misplaced
        and verbatim
    )
    query = assistant.reader.understand(question.question, question.history)
    ranks = {name: _relevance(assistant, query, question, name) for name in CONFIGURATIONS}
    return Outcome(question, answer, correct, verbatim, misplaced, elapsed, ranks)


def misplaced_first(question: Question, answer: Answer) -> bool:
    """Whether the first citation stands in another body's or year's report than was asked."""
    if answer.status == "not_found" or not answer.citations:
        return False
    first = answer.citations[0]
    wrong_year = bool(question.years) and first.year not in question.years
    wrong_body = bool(question.bodies) and first.body not in question.bodies
    return wrong_year or wrong_body


def says(question: Question, answer: Answer) -> bool:
    """Whether the answer's text has all that a right one says; white space aside."""
    said = _squeezed(answer.answer)
    return all(_squeezed(part) in said for part in question.answer_has)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def holds(question: Question, text: str) -> bool:
    """Whether ``text`` gives any of the evidence a right answer cites; white space aside."""
    squeezed = _squeezed(text)
    return any(_squeezed(part) in squeezed for part in question.evidence)


def _relevance(
    assistant: Assistant, query: Query, question: Question, configuration: str
) -> tuple[bool, ...]:
    """Relevance of the candidates of one configuration, ranked, before any is cited."""
    if not question.evidence or question.status != "answered":
        return ()
    found: dict[tuple[str, int, int], tuple[str, int, str]] = {}
    if configuration == "fused+table":
        figure = assistant.retrieve(query).figure
        if isinstance(figure, Figure):
            for row in figure.result.cited:
                start, end = row.indicator.row_start, row.indicator.row_end
                cell = assistant.index.text(row.report_id).text[start:end]
                text = " ".join((*row.indicator.path, cell))
                found.setdefault((row.report_id, start, end), (row.body, row.year, text))
    mode: SearchMode = "lexical" if configuration == "lexical" else "fused"
    mode = "dense" if configuration == "dense" else mode
    where = Filter(frozenset(query.bodies), frozenset(query.years or query.absent_years))
    for hit in assistant.index.search(query.text, where, limit=DEPTH, mode=mode):
        chunk = hit.chunk
        # A row the table has already given is one place, not two.
        text = " ".join((*chunk.path, chunk.text))
        place = (chunk.report_id, chunk.start, chunk.end)
        found.setdefault(place, (chunk.body, chunk.year, text))
    return tuple(
        (not question.years or year in question.years)
        and (not question.bodies or body in question.bodies)
        and holds(question, text)
        for body, year, text in found.values()
    )


def _quality(outcomes: Sequence[Outcome]) -> Quality:
    n = len(outcomes)
    refused = [o for o in outcomes if o.answer.status == "not_found"]
    should = [o for o in outcomes if o.question.status == "not_found"]
    rightly = [o for o in refused if o.question.status == "not_found"]
    times = [o.milliseconds for o in outcomes]
    return Quality(
        n,
        sum(o.correct for o in outcomes) / n,
        sum(o.verbatim for o in outcomes) / n,
        sum(o.wrong_place for o in outcomes) / n,
        len(rightly) / len(refused) if refused else 1.0,
        len(rightly) / len(should) if should else 1.0,
        percentile(times, 0.5),
        percentile(times, 0.99),
    )


def _retrieval(name: str, outcomes: Sequence[Outcome]) -> Retrieval:
    lists = [
        o.ranks[name] for o in outcomes if o.question.evidence and o.question.status == "answered"
    ]
    n = len(lists)

    def mean(values: Sequence[float]) -> float:
        return sum(values) / n if n else 0.0

    return Retrieval(
        n,
        mean([recall_at(r, 1) for r in lists]),
        mean([recall_at(r, 5) for r in lists]),
        mean([recall_at(r, 10) for r in lists]),
        mean([reciprocal_rank(r) for r in lists]),
        mean([ndcg_at(r) for r in lists]),
    )
