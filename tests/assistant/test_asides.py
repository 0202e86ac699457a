"""What may answer at all: not the outline of a report, not last year's plans."""

import pytest

from assistant.ask import Assistant
from assistant.retrieve import retrieve
from assistant.weighing.clauses import clauses_of
from corpus.schema import Chunk

OUTLINE = (
    "本报告由总体情况、主动公开情况、行政复议和行政诉讼情况、存在的主要问题及改进情况六部分组成。"
)


def windows(text: str) -> list[bool]:
    chunk = Chunk("x", "云岫县", 2021, "section", ("报告",), "", text, 0, len(text))
    return [window.outline for window in clauses_of(chunk).windows]


def test_a_sentence_that_lists_the_parts_of_the_report_is_an_outline() -> None:
    assert windows(OUTLINE) == [True]
    assert windows("主要问题包括行政复议答复慢。") == [False]


@pytest.mark.parametrize("question", ["2019年微博公开多少条", "2019年政务微博公开政府信息数"])
def test_plans_for_the_next_year_hold_no_figure_of_it(seed: Assistant, question: str) -> None:
    assert seed.ask(question).status == "not_found"


def test_plans_for_the_next_year_answer_what_is_planned(seed: Assistant) -> None:
    answer = seed.ask("金凤区科技局2019年有什么打算")
    assert answer.status == "answered"
    assert {c.year for c in answer.citations} == {2018}
    assert any("2019 年的年报" in notice.text for notice in answer.notices)


def test_windows_of_the_same_sentences_are_believed_together(seed: Assistant) -> None:
    query = seed.reader.understand("2018年座谈会开了几次，谁来参加")
    found = retrieve(query, seed.index, seed.catalogue, seed.checked).passages
    assert [p.belief for p in found] != []
    by_span = {(p.start, p.end): p.belief for p in found}
    for (start, end), belief in by_span.items():
        inner = [
            b for (s, e), b in by_span.items() if start <= s and e <= end and (s, e) != (start, end)
        ]
        assert all(belief >= b - 1e-6 for b in inner) or not inner
