"""What of a report is only its form."""

import pytest

from corpus.chunk import chunk_report
from corpus.skeleton import is_skeleton
from tests.generator.documents import parsed
from tests.generator.layout import run_together, tabbed
from tests.generator.reports import reports


@pytest.mark.parametrize(
    "text",
    [
        "第二十条第（五）项信息内容本年处理决定数量",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人法人或其他组织",
        "（五）不予处理",
        "指标名称 计量单位 2018年度 历年累计",
        "行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉",
    ],
)
def test_labels_without_a_figure(text: str) -> None:
    assert is_skeleton(text)


@pytest.mark.parametrize(
    "text",
    [
        "2018年未收到有关政府信息公开申请。",
        "2018年未收到政府信息公开申请",
        "全年不予公开3件",
        "本年度没有其他需要报告的事项。",
        "存在的主要问题：部分单位主动公开不够及时",
    ],
)
def test_what_says_something(text: str) -> None:
    assert not is_skeleton(text)


@pytest.mark.parametrize("write", [tabbed, run_together])
def test_no_passage_is_a_form_without_figures(write) -> None:
    for generated in reports(2, (2016, 2019, 2022)):
        chunks = chunk_report(parsed(generated, write(generated.blocks)))
        said = [c.text for c in chunks if c.kind == "section"]
        assert said
        assert [text for text in said if "勾稽关系" in text or text == "（三）不予公开"] == []
