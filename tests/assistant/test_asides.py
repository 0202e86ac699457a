"""What may answer at all: not the outline of a report, not last year's plans."""

from collections.abc import Callable

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


def test_what_went_over_into_a_loaded_year_is_no_number_of_it(
    opened: Callable[..., Assistant], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("over")
    for year, text in (
        (2020, "全年新收申请88件，尚有3件结转2021年办理。88件新收申请中，网络渠道63件。"),
        (2021, "全年主动公开信息2405条。"),
    ):
        path = folder / f"霁湖县水利局{year}.txt"
        title = f"霁湖县水利局{year}年政府信息公开工作年度报告\n一、总体情况\n"
        path.write_text(title + text + "举办业务培训，完善工作制度。" * 5 + "\n", encoding="utf-8")
    answer = opened(folder).ask("霁湖县水利局2021年网上提交的申请有多少")
    assert {c.year for c in answer.citations} <= {2021}
