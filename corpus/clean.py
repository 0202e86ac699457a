"""Raw text → cleaned text: the text every offset in the product refers to.

Nothing is reworded. Lines are joined where a page break or hard wrap cut a sentence, and broken
before headings where a web page lost its paragraphs; table lines (with tabs) stay as they are.
"""

import re

from corpus.headings import heading_of, is_table_line, unfold

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_PAGE_NUMBER = re.compile(r"^[-—–\s]*(第\s*)?\d{1,3}(\s*页)?([/／共\s]*\d*\s*页?)?[-—–\s]*$")
_SENTENCE_END = "。！？；：!?;:…”）)》」"
_COMPLETE = re.compile(r"(年度报告|年报|统计表)$")
"""Title lines end without a mark and are complete all the same."""
_OPENS = re.compile(r"^(附件|附表|附[：:])|^\d{4}\s*年\s*\d+\s*月\s*\d+\s*日$")
_CONNECTS = "和及与、的或"
"""A heading that ends so goes on in the next line."""
_MIN_WRAPPED = 12
"""A shorter line that lacks an end mark is a heading or a signature, not half a sentence."""


def clean(raw: str) -> str:
    """Clean a document's text.

    Returns:
        Text without control characters, page numbers or sentence breaks; paragraphs separated
        by one newline.
    """
    text = _SPACES.sub(" ", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub("", text)
    lines = [line.strip(" ") for line in text.split("\n")]
    kept = [line for line in lines if line.strip() and not _is_page_number(line)]
    unfolded = [part for line in kept for part in unfold(line)]
    return "\n".join(_join_broken(unfolded))


def _is_page_number(line: str) -> bool:
    return "\t" not in line and bool(_PAGE_NUMBER.match(line))


def _join_broken(lines: list[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        if joined and _continues(joined[-1], line):
            space = " " if joined[-1][-1].isascii() and line[0].isascii() else ""
            joined[-1] += space + line
        else:
            joined.append(line)
    return joined


def _continues(before: str, after: str) -> bool:
    """Whether ``after`` is the rest of the sentence that ``before`` leaves open."""
    if is_table_line(before) or is_table_line(after):
        return False
    if before[-1] in _SENTENCE_END or len(before) < _MIN_WRAPPED:
        return False
    if _COMPLETE.search(before) or _OPENS.search(after):
        return False
    if heading_of(after) is not None:
        return False
    heading = heading_of(before)
    return heading is None or heading.end < len(before) or before[-1] in _CONNECTS
