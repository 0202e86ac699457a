"""Two views of a text that labels and figures are looked for in.

Both keep the way back to the text: ``plain`` has the same length, ``Folded`` an offset map.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.normalise import simplified

_SAME_LENGTH = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_SAME_LENGTH |= dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009), " ")
_SAME_LENGTH |= {ord("−"): "-", ord("﹣"): "-", ord("‐"): "-", ord("‑"): "-"}

_NUMERAL = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"\s*(?:\(\s*([{_NUMERAL}]+)\s*\)|([{_NUMERAL}]+)\s*[、.,]|(\d)\s*[.、](?!\d)|\(\s*(\d)\s*\))"
)
_AMONG = re.compile(r"\s*其\s*中\s*[:,、]?")
_BRACKET = re.compile(r"\([^()]*\)")


def plain(text: str) -> str:
    """``text`` with full-width digits, letters and punctuation as ASCII, same length."""
    return text.translate(_SAME_LENGTH)


@dataclass(frozen=True, slots=True)
class Folded:
    """Letters and digits only; ``at[i]`` is the offset of ``text[i]`` in the source."""

    text: str
    at: tuple[int, ...]

    def index(self, offset: int) -> int:
        """First folded position at or after the source offset."""
        low, high = 0, len(self.at)
        while low < high:
            middle = (low + high) // 2
            if self.at[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low


def fold(text: str) -> Folded:
    """Drop spaces, line ends, punctuation and brackets of ``plain(text)``."""
    at = tuple([i for i, c in enumerate(text) if c.isalnum()])
    return Folded("".join([text[i] for i in at]), at)


@dataclass(frozen=True, slots=True)
class Source:
    """A cleaned text and its two views; spans mean the same place in ``text`` and ``bare``."""

    text: str
    bare: str
    folded: Folded

    @classmethod
    def of(cls, text: str) -> "Source":
        """Make the views once per text."""
        bare = plain(simplified(text))
        return cls(text, bare, fold(bare))


# The labels of a form come again in every report of it.
@lru_cache(maxsize=4096)
def fold_label(label: str) -> str:
    """A label as ``fold`` would leave it, without its numbering."""
    bare = plain(label)
    return "".join(c for c in bare[numbering_end(bare) :] if c.isalnum())


@dataclass(frozen=True, slots=True)
class Numbering:
    """（一） is depth 2 number 1; 一、 depth 1; 1. depth 3; (1) depth 4; 其中： alone depth 0."""

    depth: int
    number: str


def numbering_end(label: str) -> int:
    """Offset behind 「（一）」, 「1.」, 「其中：」 or both at the start of a plain label."""
    end = 0
    for pattern in (_AMONG, _NUMBERING, _AMONG):
        if match := pattern.match(label, end):
            end = match.end()
    return end


@lru_cache(maxsize=4096)
def numbering(label: str) -> Numbering | None:
    """The numbering a plain label starts with, ``None`` when it has none."""
    start = among.end() if (among := _AMONG.match(label)) else 0
    match = _NUMBERING.match(label, start)
    if match is None:
        return Numbering(0, "") if start else None
    for depth, group in ((2, 1), (1, 2), (3, 3), (4, 4)):
        if match[group]:
            return Numbering(depth, match[group])
    return None


@lru_cache(maxsize=4096)
def strip_label(label: str) -> tuple[str, str | None]:
    """Printed label → (name without numbering and brackets, the bracketed note or None)."""
    bare = plain(label)
    start = numbering_end(bare)
    notes = [label[start + m.start() : start + m.end()] for m in _BRACKET.finditer(bare[start:])]
    name = label[start:]
    for note in notes:
        name = name.replace(note, "")
    return "".join(name.split()), notes[0] if notes else None


def printed_label(text: str) -> str:
    """A label as printed, line breaks inside it removed, runs of spaces made one."""
    return " ".join(text.replace("\n", "").split())
