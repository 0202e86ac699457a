"""Percentages of the text against the counts beside them."""

import pytest

from assistant.checks.shares import check_shares
from tests.assistant.small_report import small_view


def findings(prose: str) -> list[tuple[str, str | None, str | None]]:
    return [(f.result, f.left, f.right) for f in check_shares(small_view(prose))]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # 20 ÷ 58 = 34.4827…: rounded or cut off
        ("答复申请58件，其中予以公开20件，占34.5%。", [("pass", "34.5", "34.48")]),
        ("答复申请58件，其中予以公开20件，占34.4%。", [("pass", "34.4", "34.48")]),
        ("予以公开20件（占办理总数的34%）。", [("pass", "34", "34.48")]),
        # 20 ÷ 60 = 33.3 of what was newly received, 20 ÷ 62 = 32.3 of both
        ("予以公开20件，占33.3%。", [("pass", "33.3", "33.33")]),
        ("予以公开20件，占32.3%。", [("pass", "32.3", "32.26")]),
        ("予以公开20件，占39.1%。", [("fail", "39.1", "34.48")]),
        ("开展培训20次，占39.1%。", []),
    ],
)
def test_a_share_is_of_what_was_handled_or_received(said, found):
    assert findings(f"全年办理政府信息公开申请58件。{said}") == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("占76.9%。各乡镇477条，占23.1%", [("pass", "76.9", "76.95"), ("pass", "23.1", "23.05")]),
        ("占77%。各乡镇477条，占33%", [("pass", "77", "76.95"), ("fail", "33", "23.05")]),
    ],
)
def test_a_share_of_a_total_that_the_text_divides(said, found):
    assert findings(f"主动公开政府信息2069条。其中，县直部门1592条，{said}。") == found
