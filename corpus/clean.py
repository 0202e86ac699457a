"""Raw text → cleaned text: the text every offset in the product refers to.

Nothing is reworded. Lines are joined where a page break or hard wrap cut a sentence, and broken
before headings where a web page lost its paragraphs; table lines (with tabs) stay as they are.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.headings import heading_of
from corpus.unfold import unfold
from corpus.wrap import continues, wrap_width

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_MARKED_PAGE = re.compile(
    r"[-—–]\s*\d{1,3}\s*[-—–]|第\s*\d{1,3}\s*页.{0,8}|\d{1,3}\s*[/／]\s*\d{1,3}"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_STRUCTURED = 3
"""So many level-1 headings at line starts show that the document kept its lines."""


def clean(raw: str) -> str:
    """Clean a document's text.

    Returns:
        Text without control characters, page numbers or sentence breaks; paragraphs separated
        by one newline.
    """
    text = _SPACES.sub(" ", _CONTROL.sub("", _LINE_ENDS.sub("\n", raw)))
    lines = _without_page_numbers([line.strip(" ") for line in text.split("\n")])
    paragraphs = _joined([line for line in lines if line.strip()])
    headings = (heading_of(p) for p in paragraphs)
    structured = sum(h is not None and h.level == 1 for h in headings) >= _STRUCTURED
    return "\n".join(part for p in paragraphs for part in unfold(p, structured=structured))


def _without_page_numbers(lines: Sequence[str]) -> list[str]:
    bare = _bare_page_numbers(lines)
    return [
        line
        for i, line in enumerate(lines)
        if i not in bare and not (len(line) < 20 and _MARKED_PAGE.fullmatch(line))
    ]


def _bare_page_numbers(lines: Sequence[str]) -> set[int]:
    """Lines that hold nothing but the number of their page.

    A cell may stand on a line of its own too: page numbers stand between blank lines and
    go up one by one through the document.
    """
    found = [
        i
        for i, line in enumerate(lines)
        if _BARE_NUMBER.fullmatch(line)
        and (i == 0 or not lines[i - 1])
        and (i + 1 == len(lines) or not lines[i + 1])
    ]
    numbers = [int(lines[i]) for i in found]
    counts_up = all(b == a + 1 for a, b in pairwise(numbers))
    return set(found) if counts_up and numbers and numbers[0] <= 2 else set()


def _joined(lines: Sequence[str]) -> list[str]:
    """Paragraphs: each the lines that a wrap or page end has cut it into."""
    width = wrap_width(lines)
    paragraphs: list[list[str]] = []
    for line in lines:
        if paragraphs and continues(paragraphs[-1], line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return ["".join(_spaced(parts)) for parts in paragraphs]


def _spaced(parts: Sequence[str]) -> list[str]:
    """The parts with a space where two Latin words met at the line end."""
    spaced = [parts[0]]
    for before, after in pairwise(parts):
        latin = before[-1].isascii() and before[-1].isalnum()
        space = " " if latin and after[0].isascii() and after[0].isalnum() else ""
        spaced.append(space + after)
    return spaced
