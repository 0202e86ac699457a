"""Sounds of words."""

import subprocess
import sys

import pytest

from assistant.sounds import Readings, heard, reading_arrays, sounds
from assistant.typos import Vocabulary


@pytest.fixture(scope="module")
def readings():
    return Readings(reading_arrays())


def test_a_character_sounds_as_in_its_word():
    assert heard("微薄") == ("wei", "bo")
    assert heard("薄") == ("bao",)
    assert heard("2018年") == ("2", "0", "1", "8", "nian")


def test_longer_words_are_heard_as_many_say_them():
    assert sounds("申请") == ("shen", "qing")
    assert sounds("申请书") == ("sen", "qin", "su")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("微博", "微薄", True),  # 薄 is bao alone, bo in a word
        ("复议", "复义", True),
        ("申请书", "深情叔", True),
        ("微博", "微信", False),
        ("发了", "发布", False),
        ("微博2", "微博二", False),
    ],
)
def test_words_that_cannot_sound_alike_are_told_apart(readings, one, other, agree):
    assert readings.may_agree(one, other) is agree
    assert readings.may_agree(other, one) is agree


def test_a_typo_is_found_with_and_without_readings(readings):
    for known in (None, readings):
        vocabulary = Vocabulary(("微博", "行政复议"), "", known)
        assert vocabulary.correct("微薄发了几条") == "微博发了几条"
        assert vocabulary.correct("行政复义几件") == "行政复议几件"


def test_a_question_without_a_sound_alike_does_not_ask_pypinyin():
    code = (
        "import sys; from assistant.sounds import *; from assistant.typos import Vocabulary;"
        "arrays = reading_arrays(); [sys.modules.pop(m) for m in list(sys.modules) if 'pypinyin' in m];"
        "v = Vocabulary(('微博', '发布', '行政复议'), '', Readings(arrays));"
        "v.correct('2018年微博发了几条'); before = 'pypinyin' in sys.modules;"
        "v.correct('微薄发了几条'); print(before, 'pypinyin' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
