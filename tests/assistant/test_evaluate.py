"""Scoring: what fails counts zero, another body or year is told, no question drops out."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.evaluate import (
    CONFIGURATIONS,
    Evaluation,
    evaluate,
    evaluation_json,
    evaluation_text,
)
from corpus.errors import UsageError

RIGHT = {
    "id": "right",
    "kind": "fact",
    "question": "金凤区科技局2018年微博发了几条",
    "history": [],
    "answer_has": ["64"],
    "evidence": ["政务微博公开政府信息数"],
    "body": "金凤区科技局",
    "year": 2018,
    "status": "answered",
}
REFUSED = {
    "id": "refused",
    "kind": "none",
    "question": "金凤区科技局2012年微博发了几条",
    "year": 2012,
    "status": "not_found",
}


def scored(seed: Assistant, **changed: Any) -> Evaluation:
    return evaluate(seed, [{**RIGHT, **changed}])


def correct(evaluation: Evaluation) -> list[bool]:
    return [outcome.correct for outcome in evaluation.outcomes]


def test_all_right(seed: Assistant) -> None:
    done = evaluate(seed, [RIGHT, REFUSED])
    assert correct(done) == [True, True]
    assert list(done.quality) == ["fact", "none", "全部"]
    every = done.quality["全部"]
    assert (every.n, every.correct, every.verbatim, every.wrong_place) == (2, 1, 1, 0)
    assert (every.not_found_precision, every.not_found_recall) == (1, 1)
    assert 0 < every.p50_ms <= every.p99_ms
    assert {name: r.n for name, r in done.retrieval.items()} == dict.fromkeys(CONFIGURATIONS, 1)
    best = done.retrieval["fused+table"]
    assert (best.recall_1, best.mrr_10) == (1, 1)
    assert 0 < best.ndcg_10 <= 1


def test_a_row_found_by_table_and_by_search_counts_once(seed: Assistant) -> None:
    (outcome,) = scored(seed).outcomes
    for configuration in ("fused", "fused+table"):
        ranks = outcome.ranks[configuration]
        assert (len(ranks), ranks.index(True), sum(ranks)) == (10, 0, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"answer_has": ["65"]},
        {"answer_has": ["64", "65"]},
        {"evidence": ["这句话不在年报里"]},
        {"status": "not_found", "answer_has": [], "evidence": []},
        {"question": "金凤区科技局2018年微博粉丝多少"},
    ],
)
def test_a_question_that_fails_counts_zero_and_stays(
    seed: Assistant, changed: dict[str, Any]
) -> None:
    done = scored(seed, **changed)
    assert correct(done) == [False]
    assert (done.quality["全部"].n, done.quality["全部"].correct) == (1, 0)
    assert evaluation_json(done)["wrong"] == ["right"]


@pytest.mark.parametrize(
    "place",
    [{"body": "澄溪区教育局"}, {"year": 2017}, {"years": [2016, 2017]}, {"bodies": ["甲", "乙"]}],
)
def test_another_body_or_year_is_a_wrong_place(seed: Assistant, place: dict[str, Any]) -> None:
    done = scored(seed, **place)
    assert [o.wrong_place for o in done.outcomes] == [True]
    assert correct(done) == [False]
    assert done.quality["全部"].wrong_place == 1


def test_any_of_several_places_is_right(seed: Assistant) -> None:
    done = scored(seed, years=[2017, 2018], bodies=["澄溪区教育局", "金凤区科技局"])
    assert correct(done) == [True]


def test_one_right_of_two_is_a_half(seed: Assistant) -> None:
    done = evaluate(seed, [RIGHT, {**RIGHT, "id": "wrong", "kind": "section", "answer_has": ["9"]}])
    assert done.quality["全部"].correct == 0.5
    assert (done.quality["fact"].correct, done.quality["section"].correct) == (1, 0)


def test_refusals_have_precision_and_recall(seed: Assistant) -> None:
    answerable = {**RIGHT, "id": "lost", "question": "金凤区科技局2018年微博粉丝多少"}
    not_refused = {**REFUSED, "id": "guess", "question": RIGHT["question"], "year": 2018}
    done = evaluate(seed, [REFUSED, answerable, not_refused, RIGHT])
    every = done.quality["全部"]
    assert (every.not_found_precision, every.not_found_recall) == (0.5, 0.5)


def test_no_evidence_found_ranks_zero(seed: Assistant) -> None:
    done = scored(seed, evidence=["这句话不在年报里"])
    for retrieval in done.retrieval.values():
        assert (retrieval.n, retrieval.recall_10, retrieval.mrr_10, retrieval.ndcg_10) == (
            1,
            0,
            0,
            0,
        )


def test_questions_without_evidence_are_no_retrieval_questions(seed: Assistant) -> None:
    done = evaluate(seed, [REFUSED])
    assert {r.n for r in done.retrieval.values()} == {0}
    assert {r.mrr_10 for r in done.retrieval.values()} == {0.0}


def test_white_space_does_not_decide(seed: Assistant) -> None:
    assert correct(
        scored(seed, answer_has=["6 4条"], evidence=["政务微博 公开政府信息数\n条"])
    ) == [True]


@pytest.mark.parametrize("field", ["id", "kind", "question"])
def test_a_missing_field_is_named(seed: Assistant, field: str) -> None:
    item = {key: value for key, value in RIGHT.items() if key != field}
    with pytest.raises(UsageError, match=field):
        evaluate(seed, [RIGHT, item])


def test_no_questions_is_an_error(seed: Assistant) -> None:
    with pytest.raises(UsageError, match="没有题目"):
        evaluate(seed, [])


def test_optional_fields_may_be_left_out_or_null(seed: Assistant) -> None:
    item = {"id": 7, "kind": "fact", "question": RIGHT["question"]}
    assert correct(evaluate(seed, [item])) == [True]
    nulls = dict.fromkeys(("history", "answer_has", "evidence", "body", "year"))
    assert correct(evaluate(seed, [{**item, **nulls}])) == [True]


def test_the_history_is_used(seed: Assistant) -> None:
    done = scored(seed, question="那微信呢", history=[RIGHT["question"]], answer_has=["0"],
                  evidence=["政务微信公开政府信息数"])  # fmt: skip
    assert correct(done) == [True]


def test_text_and_json_show_every_kind_and_configuration(seed: Assistant) -> None:
    done = evaluate(seed, [RIGHT, REFUSED])
    text = evaluation_text(done)
    for name in ("fact", "none", "全部", *CONFIGURATIONS):
        assert [line for line in text.splitlines() if line.startswith(name + "\t")]
    assert "答错 0 题" in text
    said = evaluation_json(done)
    assert set(said) >= {"quality", "retrieval", "wrong"}
    assert said["quality"]["全部"]["n"] == 2


def test_warming_changes_no_answer(seed: Assistant) -> None:
    cold = Assistant(seed.index.current(), seed.catalogue)
    question = "金凤区科技局2018年存在哪些不足"
    before = cold.ask(question)
    cold.warm()
    assert replace(cold.ask(question), timing_ms=()) == replace(before, timing_ms=())
