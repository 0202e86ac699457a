"""A part's number is not the whole's."""

from collections.abc import Callable

import pytest

from assistant.ask import Assistant
from assistant.qualified import qualifiers
from tests.assistant.corpora import CORPORA


def test_what_names_a_part() -> None:
    assert qualifiers("各乡镇主动公开多少条") == (("乡镇",),)
    assert qualifiers("县直部门公开多少条") == (("县直",),)
    assert qualifiers("通过微信公开多少条") == (("微信", "公众号"),)
    assert qualifiers("新收申请多少件") == ()


@pytest.mark.parametrize(
    "question",
    [
        "澜泽县各乡镇2018年主动公开政府信息多少条",
        "澜泽县各乡镇公开的政府信息2018年比2017年多几条",
        "澜洲县县直部门2024年主动公开了多少条政府信息",
        "澜泽县2024年网站主动公开政府信息多少条",
    ],
)
def test_the_whole_does_not_answer_for_a_part(forms: Assistant, question: str) -> None:
    assert forms.ask(question).status == "not_found"


def test_a_share_is_of_the_part_that_is_asked(opened: Callable[..., Assistant]) -> None:
    field = opened(*CORPORA["field"])
    assert field.ask("禾汀县农业农村局2021年公开信息里网站的占几成").status == "not_found"
    answer = field.ask("禾汀县农业农村局2021年申请里企业的占几成")
    assert "19.40%（13/67）" in answer.answer


def test_a_part_that_the_report_counts(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2019年县政府网站公开了多少条")
    assert [str(f.value) for f in answer.facts][:1] == ["6930"]
    assert "乡镇公开专区12个" in forms.ask("澜泽县2020年乡镇公开专区建成几个").citations[0].text


def test_information_of_one_field_is_not_all_information(agencies: Assistant) -> None:
    assert agencies.ask("澄溪区教育局2016年招生信息公开了几条").status == "not_found"
    assert [str(f.value) for f in agencies.ask("澄溪区教育局2016年信息公开了几条").facts] == ["412"]


def test_documents_of_offices_are_a_kind_of_their_own() -> None:
    assert ("部门规范性文件",) in qualifiers("登了多少件部门规范性文件")
    assert ("部门规范性文件",) not in qualifiers("部门制发的规范性文件有几件")
