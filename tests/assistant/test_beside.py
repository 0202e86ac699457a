"""Contradictions beside a figure."""

import pytest

from assistant import beside
from assistant.ask import Assistant
from assistant.schema import Answer

STATED = "正文写 27 件"


def contradictions(answer: Answer) -> list[str]:
    return [n.text for n in answer.notices if n.kind == "conflict"]


def test_prose_against_table_is_told_first(seed: Assistant) -> None:
    answer = seed.ask("金凤区科技局2018年网站公开了多少条")
    assert STATED in contradictions(answer)[0]
    assert "注意：政府网站公开政府信息数：正文写 27 件" in answer.answer


def test_a_relation_in_columns_is_told_of_the_total(forms: Assistant) -> None:
    answer = forms.ask("栎川市监局2022年新收申请多少件")
    assert "总计列：130 + 5 ≠ 129 + 7" in contradictions(answer)[0]


def test_the_texts_own_sum_stands_beside_its_total(planted: Assistant) -> None:
    answer = planted.ask("霁川县自然资源局2022年主动公开了多少条信息")
    assert "1286 条" in answer.answer
    assert any("1286 ≠ 412 + 155 + 78 + 306 + 345" in n.text for n in answer.notices)


def test_a_figure_without_contradictions_has_no_notice(planted: Assistant) -> None:
    answer = planted.ask("皋平县财政局2023年收到多少件申请")
    assert contradictions(answer) == []


@pytest.mark.parametrize(
    "question",
    [
        "金凤区科技局2018年网站比微博多公开几条",
        "金凤区科技局2018年网站和微博一共公开几条",
        "金凤区科技局2018年网站公开的占主动公开的百分之几",
    ],
)
def test_figures_that_are_worked_with_bring_their_contradictions(
    seed: Assistant, question: str
) -> None:
    answer = seed.ask(question)
    assert STATED in contradictions(answer)[0]
    assert STATED in answer.answer


def test_compare_tells_contradictions(seed: Assistant) -> None:
    answer = seed.compare("政府网站公开政府信息数")
    assert STATED in contradictions(answer)[0]
    said = [c.text for c in answer.citations if c.kind == "section"]
    assert any("公开信息 27 件" in text for text in said)


def test_of_many_reports_the_first_are_checked_and_it_is_said(
    seed: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_ALL", 0)
    notices = seed.compare("政府网站公开政府信息数").notices
    assert [n.kind for n in notices][-1] == "scope"
    assert "只核对了列在最前面的几份" in notices[-1].text
    assert any(STATED in n.text for n in notices)


def test_what_the_text_counts_with_more_is_told_and_no_contradiction(planted: Assistant) -> None:
    answer = planted.ask("霁川县自然资源局2022年新收多少件申请")
    [scope] = [n.text for n in answer.notices if n.kind == "scope"]
    assert scope.startswith("本年新收政府信息公开申请数量：正文写 48 件")
    assert "不算矛盾" in scope
    assert "收到政府信息公开申请48件" in "".join(c.text for c in answer.citations)
    assert not any("正文写 48 件" in text for text in contradictions(answer))
