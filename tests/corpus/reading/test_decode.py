import codecs

import pytest

from corpus.errors import ReadError
from corpus.reading.decode import decode_text

SIMPLE = "澄溪区水务局2018年政府信息公开工作年度报告\n全年主动公开政府信息 47 条，均按时办结。\n"
TRADITIONAL = "本局一百零七年度政府資訊公開工作年度報告，全年主動公開政府資訊 47 條。\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (SIMPLE.encode("utf-8"), SIMPLE),
        (codecs.BOM_UTF8 + SIMPLE.encode("utf-8"), SIMPLE),
        (SIMPLE.encode("utf-16"), SIMPLE),
        (SIMPLE.encode("utf-16-le"), SIMPLE),
        (SIMPLE.encode("utf-16-be"), SIMPLE),
        (codecs.BOM_UTF16_BE + SIMPLE.encode("utf-16-be"), SIMPLE),
        (SIMPLE.encode("gb18030"), SIMPLE),
        (SIMPLE.encode("gb2312"), SIMPLE),
        (TRADITIONAL.encode("big5"), TRADITIONAL),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL),
        (SIMPLE.encode("utf-32"), SIMPLE),
    ],
)
def test_encodings_are_told_apart_by_content(data, text):
    assert decode_text(data) == text


def test_characters_outside_gb2312_survive():
    text = SIMPLE + "经办人：喆䶮𠮷"
    assert decode_text(text.encode("gb18030")) == text


def test_utf16_without_a_single_ascii_character_is_found():
    text = "全年主动公开政府信息，均按时办结，没有收取费用。本报告由办公室编制。"
    assert decode_text(text.encode("utf-16-le")) == text


def test_line_ends_become_newlines():
    assert (
        decode_text("一、概述\r\n二、公开\r三、申请\x0c四".encode())
        == "一、概述\n二、公开\n三、申请\n四"
    )


def test_one_bad_byte_is_shown_not_dropped_silently():
    data = (SIMPLE * 100).encode("gb18030") + b"\xff" + "完。".encode("gb18030")
    assert decode_text(data) == SIMPLE * 100 + "\ufffd完。"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x00\x01\x02\x03" * 100,
        bytes((i * 7919 + i // 251) % 256 for i in range(20_000)),
        SIMPLE.encode("utf-8")[:-1] + b"\xff\xfe\xfd" * 20,
    ],
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(ReadError, match="不是可读的文本"):
        decode_text(data)
