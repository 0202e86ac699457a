"""What is read from a URL and from what a browser kept."""

import json

from assistant.web.links import Kept, Place, attachment, read_kept, read_place


def test_nonsense_in_an_address_is_left_out():
    assert read_place({"q": " 问 ", "body": "甲", "year": "2018"}) == Place("问", "甲", 2018)
    assert read_place({"year": "20１8", "body": " "}) == Place("", None, None)


def test_the_last_kept_turns_are_read():
    rows = [["一", None, None, None], ["二", "甲", 2018, "right"]]
    assert read_kept(json.dumps(rows), 1) == (Kept("二", "甲", 2018, "right"),)


def test_nonsense_a_browser_sends_is_left_out():
    for text in (None, 5, "", "{", "[" * 5000, '{"a": 1}', '[1, ["x"], [2, null, null, null]]'):
        assert read_kept(text, 30) == ()
    forged = json.dumps([["问" * 999, 5, True, "maybe"]])
    assert read_kept(forged, 30) == (Kept("问" * 300, None, None, None),)


def test_a_download_keeps_its_chinese_name():
    assert attachment("对比/\r\n表.csv") == (
        "attachment; filename*=UTF-8''%E5%AF%B9%E6%AF%94%E8%A1%A8.csv"
    )
