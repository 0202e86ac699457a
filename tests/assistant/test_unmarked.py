"""Divisions without an introducing word."""

import pytest

from assistant.listing import streams
from assistant.unmarked import closed, implied


def stream(text: str):
    return next(iter(streams(text, 0, len(text))))


def test_the_parts_before_a_closing_total() -> None:
    (found,) = closed(stream("确认行政权力2项、其他类别2项共4项。"))
    assert (found.result, [str(p.quantity.value) for p in found.parts]) == ("pass", ["2", "2"])


def test_only_parts_linked_as_a_list_contradict_it() -> None:
    (wrong,) = closed(stream("确认行政权力2项、其他类别2项共5项。"))
    assert wrong.result == "fail"
    assert list(closed(stream("上年公开20条，本年网站30条，微博40条，共75条。"))) == []


def test_after_commas_only_the_parts_that_fit_are_the_list() -> None:
    (found,) = closed(stream("上年公开20条，网站30条，微博40条，共70条。"))
    assert [str(p.quantity.value) for p in found.parts] == ["30", "40"]


@pytest.mark.parametrize(
    "text", ["收到诉求348件，现场解决162件，跟进解决180件。", "召开会议5次，培训2次，检查3次。"]
)
def test_nothing_is_implied_by_other_numbers_or_by_small_ones(text: str) -> None:
    assert list(implied(stream(text))) == []


def test_numbers_that_add_up_imply_a_division() -> None:
    (found,) = implied(stream("收到诉求348件，现场解决162件，跟进解决186件。"))
    assert found.result == "pass"
