"""Figures of the text against each other."""

from collections.abc import Mapping

import pytest

from assistant.checks.stated import check_stated
from tests.assistant.small_report import ROWS, small_view


def findings(
    prose: str, rows: Mapping[str, int] = ROWS
) -> list[tuple[str, str, str | None, str | None]]:
    return [(f.result, f.rule, f.left, f.right) for f in check_stated(small_view(prose, rows))]


RESULTS = "予以公开及部分公开20件，占40%；不予公开8件；无法提供12件；不予处理3件；其他处理0件。"


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("50", [("fail", "正文的办理结果合计", "50", "43")]),
        ("43", [("pass", "正文的办理结果合计", "43", "43")]),
    ],
)
def test_all_results_told_make_the_total(total: str, expected: list[object]) -> None:
    said = f"答复政府信息公开申请{total}件，均在法定期限内。{RESULTS}"
    assert findings(said) == expected


def test_some_results_may_be_less_but_never_more_than_the_total() -> None:
    assert findings("答复政府信息公开申请50件。予以公开20件；不予公开8件。") == []
    said = "答复政府信息公开申请25件。予以公开20件；不予公开8件。"
    assert findings(said) == [("fail", "正文的办理结果合计", "25", "28")]


def test_what_the_table_confirms_is_told_of_another_total() -> None:
    counted = ROWS | {"（七）总计": 43}
    assert findings(f"全年办理政府信息公开申请50件。{RESULTS}", counted) == []


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("全年共主动公开政府信息1301条。", [("fail", "正文前后", "1310", "1301")]),
        ("全年共主动公开政府信息1310条。", [("pass", "正文前后", "1310", "1310")]),
        ("全年在重点领域主动公开政府信息301条。", []),
        ("通过网站全年主动公开政府信息1200条。", []),
        ("其中各乡镇主动公开政府信息477条。", []),
    ],
)
def test_one_total_told_twice(second: str, expected: list[object]) -> None:
    said = f"全年主动公开政府信息1310条。\n二、主动公开政府信息情况\n{second}"
    assert findings(said) == expected
