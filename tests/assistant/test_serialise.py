"""Every key of the contract, decimals as strings, what is absent as null."""

import json
from decimal import Decimal

from assistant.schema import (
    Answer,
    Change,
    Citation,
    Comparison,
    ComparisonRow,
    Fact,
    Finding,
    Notice,
)
from assistant.serialise import (
    answer_json,
    citation_json,
    compare_json,
    comparison_json,
    decimal_text,
    finding_json,
    info_json,
    report_json,
)
from corpus.schema import Contact, Indicator, Report, Section
from index.schema import ReportInfo

CITATION = Citation(
    "indicator", "甲局-2018", "甲局", 2018, ("一、主动公开",), "微博\t条\t64", 12, 19, 0.87
)
FACT = Fact("甲局", 2018, "微博", ("一、主动公开",), Decimal("64"), "条", "64", 0)
BLANK = Fact("甲局", 2018, "公报", ("一、主动公开",), None, "条", "/", 0, "总计")
ZERO = Fact("甲局", 2018, "传真", ("三、依申请",), Decimal("0"), "件", "0", 0)
CHANGE = Change(2024, 2025, "甲局", "甲局", Decimal(-64), Decimal("-29.36"), "(154-218)/218")
FROM_ZERO = Change(2023, 2024, "甲局", "甲局", Decimal(218), None, "218-0")
COMPARISON = Comparison(
    "新收",
    "件",
    "总计",
    (
        ComparisonRow("甲局", 2024, Decimal("218"), "218", 0),
        ComparisonRow("甲局", 2025, None, "—", None),
    ),
    (CHANGE, FROM_ZERO),
    (2015,),
    comparable=True,
    why_not=None,
)
ANSWER = Answer(
    "微博几条",
    "甲局2018年微博几条",
    "answered",
    "64 条",
    (FACT, BLANK, ZERO),
    COMPARISON,
    (CITATION,),
    (Notice("conflict", "正文写 27 件，统计表写 47 条"),),
    (("understand", 0.2), ("retrieve", 1.1), ("compose", 0.1), ("total", 1.4)),
)


def test_an_answer_has_every_key_in_the_contracts_spelling() -> None:
    said = answer_json(ANSWER)
    expected = {
        "question": "微博几条",
        "resolved_question": "甲局2018年微博几条",
        "status": "answered",
        "answer": "64 条",
        "notices": [{"kind": "conflict", "text": "正文写 27 件，统计表写 47 条"}],
        "timing_ms": {"understand": 0.2, "retrieve": 1.1, "compose": 0.1, "total": 1.4},
    }
    assert {key: said[key] for key in expected} == expected
    assert {"facts", "comparison", "citations"} <= said.keys()


def test_a_fact_is_a_decimal_string_or_null_and_never_a_number() -> None:
    facts = answer_json(ANSWER)["facts"]
    assert facts[0] == {
        "body": "甲局",
        "year": 2018,
        "indicator": "微博",
        "path": ["一、主动公开"],
        "column": None,
        "value": "64",
        "unit": "条",
        "printed": "64",
        "citation": 0,
    }
    assert [(f["value"], f["printed"]) for f in facts] == [("64", "64"), (None, "/"), ("0", "0")]


def test_a_citation() -> None:
    assert citation_json(CITATION) == {
        "kind": "indicator",
        "report_id": "甲局-2018",
        "body": "甲局",
        "year": 2018,
        "path": ["一、主动公开"],
        "text": "微博\t条\t64",
        "start": 12,
        "end": 19,
        "score": 0.87,
    }


def test_a_comparison_spells_changes_from_and_to() -> None:
    said = comparison_json(COMPARISON)
    keys = ("body", "year", "value", "citation")
    assert [tuple(row[k] for k in keys) for row in said["rows"]] == [
        ("甲局", 2024, "218", 0),
        ("甲局", 2025, None, None),
    ]
    keys = ("from", "to", "difference", "percent", "formula")
    assert [tuple(change[k] for k in keys) for change in said["changes"]] == [
        (2024, 2025, "-64", "-29.36", "(154-218)/218"),
        (2023, 2024, "218", None, "218-0"),
    ]
    assert (said["indicator"], said["unit"], said["column"]) == ("新收", "件", "总计")
    assert (said["missing"], said["comparable"], said["why_not"]) == ([2015], True, None)


def test_compare_carries_the_comparison_at_the_top() -> None:
    assert compare_json(ANSWER)["rows"] == comparison_json(COMPARISON)["rows"]
    nothing = compare_json(Answer("x", "x", "not_found", "没有"))
    assert (nothing["rows"], nothing["comparable"], nothing["why_not"]) == ([], False, "没有")


def test_nothing_found_is_empty_lists_and_null() -> None:
    said = answer_json(Answer("x", "x", "not_found", "没有"))
    assert (said["facts"], said["citations"], said["notices"]) == ([], [], [])
    assert said["comparison"] is None


def test_decimals_are_plain_strings() -> None:
    shown = [
        decimal_text(d) for d in map(Decimal, ("64", "0", "9116.36", "3E+1", "-29.360", "0.0"))
    ]
    assert shown == ["64", "0", "9116.36", "30", "-29.36", "0"]
    assert decimal_text(None) is None
    assert decimal_text(Decimal("100")) == "100"


def test_a_report() -> None:
    cell = Indicator(
        ("一、主动公开",), "微博", "channel.weibo", None, Decimal(64), "条", "64", 5, 7, 0, 7
    )
    blank = Indicator(("一、主动公开",), "公报", None, "总计", None, "条", "", 7, 7, 7, 7, "空白")
    report = Report(
        "甲局-2018", "甲局", 2018, "2014", "年报", "甲.txt", "0", "全文",
        ("2018-01-01", "2018-12-31"), (Section(("一、概述",), 1, 0, 2, 1),), (cell, blank),
        (Contact("phone", "0951-5550000", 0, 12),), ("疑点",),
    )  # fmt: skip
    said = report_json(report)
    for key in ("report_id", "body", "year", "form", "title", "source", "text"):
        assert said[key] == getattr(report, key)
    assert said["sections"] == [{"path": ["一、概述"], "level": 1, "start": 0, "end": 2}]
    assert said["warnings"] == ["疑点"]
    first, second = said["indicators"]
    expected = {
        "path": ["一、主动公开"], "name": "微博", "key": "channel.weibo", "column": None,
        "value": "64", "unit": "条", "printed": "64", "start": 5, "end": 7, "note": None,
    }  # fmt: skip
    assert expected.items() <= first.items()
    assert (second["key"], second["column"], second["value"]) == (None, "总计", None)
    assert (second["printed"], second["note"]) == ("", "空白")


def test_a_line_of_the_list() -> None:
    info = ReportInfo("甲局-2018", "甲局", 2018, "2014", "年报", "甲.txt", "0", 9, 65, 1)
    said = info_json(info)
    assert (said["report_id"], said["sections"], said["indicators"]) == ("甲局-2018", 9, 65)
    assert (said["body"], said["year"], said["form"], said["source"]) == (
        "甲局", 2018, "2014", "甲.txt",
    )  # fmt: skip


def test_a_finding_numbers_its_citations() -> None:
    finding = Finding(
        "甲局-2022", "rule", "error", "pass", "一 + 二 = 三（七）+ 四", "75", "75", "0", "相符",
        (CITATION, CITATION),
    )  # fmt: skip
    said = finding_json(finding)
    expected = {
        "report_id": "甲局-2022", "rule": "rule", "level": "error", "result": "pass",
        "formula": "一 + 二 = 三（七）+ 四", "left": "75", "right": "75", "difference": "0",
        "text": "相符", "citations": [0, 1],
    }  # fmt: skip
    assert expected.items() <= said.items()
    unknown = Finding("甲", "r", "info", "unknown", "a = b", None, None, None, "缺", ())
    assert finding_json(unknown)["left"] is None


def test_everything_is_json() -> None:
    text = json.dumps(answer_json(ANSWER), ensure_ascii=False)
    assert "\n" not in text
    assert json.loads(text) == answer_json(ANSWER)
