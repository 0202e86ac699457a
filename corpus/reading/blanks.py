"""Blanks: which stand between words, and which only spread or wrap Chinese characters."""

import re

_BLANKS = "[ \\t\\r\\n\\u00a0\\u2002-\\u200b\\u3000\\ufeff]+"
_MARKS = "，。、；：？！（）《》〈〉「」『』【】〔〕“”‘’"
_HAN = "\u2e80-\u2fff\u3005-\u3007\u3021-\u9fff\uf900-\ufaff"
_CJK = f"{_HAN}{_MARKS}\uff00-\uffef—…·"

_BLANK = re.compile(_BLANKS)
_BLANK_IN_CJK = re.compile(f"(?<=[{_CJK}]){_BLANKS}(?=[{_CJK}])")
_WRAP_IN_CJK = re.compile(f"(?<=[{_CJK}])[ \\t]*[\\r\\n]+[ \\t]*(?=[{_CJK}])")
_BESIDE_MARK = re.compile(
    f"(?<=[{_CJK}]){_BLANKS}(?=[{_MARKS}])|(?<=[{_MARKS}]){_BLANKS}(?=[{_CJK}])"
)
_SPREAD = re.compile(f"(?<![^ \\u3000])[{_HAN}](?:{_BLANKS}[{_HAN}])+(?![^ \\u3000{_MARKS}])")


def cell_text(text: str) -> str:
    """A table cell as one line: no blanks inside Chinese, one space for any other run."""
    return _BLANK.sub(" ", _BLANK_IN_CJK.sub("", text)).strip()


def line_text(text: str) -> str:
    """A line of prose: blanks between Chinese words stay, as they may have been cells.

    Those at punctuation go, and those that spread single characters: 「邮 编 ： 223100」.
    """
    text = _BLANK.sub(" ", _WRAP_IN_CJK.sub("", text)).strip()
    text = _SPREAD.sub(lambda found: _BLANK.sub("", found[0]), text)
    return _BESIDE_MARK.sub("", text)
