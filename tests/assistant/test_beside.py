"""Contradictions beside a figure."""

from assistant.ask import Assistant


def test_prose_against_table_is_told_first(seed: Assistant) -> None:
    answer = seed.ask("金凤区科技局2018年网站公开了多少条")
    conflicts = [n.text for n in answer.notices if n.kind == "conflict"]
    assert "正文写 27 件" in conflicts[0]
    assert "注意：政府网站公开政府信息数：正文写 27 件" in answer.answer


def test_a_relation_in_columns_is_told_of_the_total(forms: Assistant) -> None:
    answer = forms.ask("栎川市监局2022年新收申请多少件")
    conflicts = [n.text for n in answer.notices if n.kind == "conflict"]
    assert "总计列：130 + 5 ≠ 129 + 7" in conflicts[0]


def test_the_texts_own_sum_stands_beside_its_total(planted: Assistant) -> None:
    answer = planted.ask("霁川县自然资源局2022年主动公开了多少条信息")
    assert "1286 条" in answer.answer
    assert any("1286 ≠ 412 + 155 + 78 + 306 + 345" in n.text for n in answer.notices)


def test_a_figure_without_contradictions_has_no_notice(planted: Assistant) -> None:
    answer = planted.ask("皋平县财政局2023年收到多少件申请")
    assert [n for n in answer.notices if n.kind == "conflict"] == []
