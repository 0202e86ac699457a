"""The text's own totals against the parts it gives, in whole reports."""

from collections.abc import Mapping

import pytest

from assistant.checks.sums import check_sums
from assistant.schema import Finding
from tests.assistant.small_report import ROWS, small_view


def findings(prose: str, rows: Mapping[str, int] = ROWS) -> list[Finding]:
    return list(check_sums(small_view(prose, rows)))


def test_a_contradiction_shows_its_sum_and_quotes_the_sentence() -> None:
    (found,) = findings("全年主动公开政府信息1286条，其中征地41条、规划15条、其他信息1240条。")
    assert (found.result, found.level, found.rule) == ("fail", "warning", "正文的合计")
    assert (found.left, found.right, found.difference) == ("1286", "1296", "-10")
    assert "1286 ≠ 41 + 15 + 1240，不成立，即 1286 ≠ 1296，相差 -10" in found.text
    assert found.keys == ("active.total",)
    assert found.citations[0].text.startswith("全年主动公开政府信息1286条，其中")


def test_a_sum_that_holds() -> None:
    (found,) = findings("清理文件46件，其中保留33件、修改5件、废止8件。")
    assert (found.result, found.difference) == ("pass", "0")
    assert "46 = 33 + 5 + 8，成立" in found.text


def test_parts_that_need_not_be_all_decide_nothing_but_are_added_up() -> None:
    (found,) = findings("公开信息902条，其中预算信息210条、采购信息330条。")
    assert (found.result, found.level) == ("unknown", "info")
    assert "210 + 330 = 540" in found.text
    assert "902 - 540 = 362" in found.text


KINDS = "主动公开政府信息的主要类别有：机构类5条，规划类7条，其他信息9条。"


@pytest.mark.parametrize(
    ("prose", "result"),
    [
        (f"全年主动公开政府信息20条。\n{KINDS}", "fail"),
        (f"全年主动公开政府信息21条。\n{KINDS}", "pass"),
        ("全年主动公开政府信息20条。\n按内容分，甲类5条，乙类7条，丙类8条。", "pass"),
        # what was classified is not said here, so another total may be meant
        ("全年主动公开政府信息20条。\n按内容分，甲类5条，乙类7条，丙类9条。", "unknown"),
        (KINDS, "unknown"),
    ],
)
def test_a_list_by_kinds_is_of_the_total_stated_before_it(prose: str, result: str) -> None:
    (found,) = findings(prose)
    assert found.result == result


def test_a_total_that_counts_what_is_carried_over_too_is_no_contradiction() -> None:
    said = "全年办理政府信息公开申请90件，其中予以公开50件，其他36件。"
    counted = ROWS | {"（七）总计": 86}
    assert [f.result for f in findings(said)] == ["fail"]
    assert [f.result for f in findings(said, counted)] == []
