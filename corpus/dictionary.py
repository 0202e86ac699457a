"""jieba's general dictionary, read where it lies: only words that begin with characters met.

As a Python dictionary its 349,046 words and their beginnings take half a second to load and
some 90 MB; a question and a report need a few thousand of them.
"""

from functools import cache, lru_cache
from pathlib import Path

TOTAL = 60_101_967
"""Sum of all frequencies in jieba 0.42.1's dictionary."""
_FIRST = b"\n\xe4\xb8\x80 "
"""From the entry 「一」 on, entries are grouped by first character in ascending order; the few
before it (AT&T, T恤, 大S …) stand in no order."""


@lru_cache(maxsize=65_536)
@lru_cache(maxsize=65_536)
def entry(word: str) -> tuple[int, str] | None:
    """(frequency, word class) of a dictionary word, else None."""
    if not word:
        return None
    block = _block(word[0])
    at = block.find(f"\n{word} ".encode("utf-8", "replace"))
    if at < 0:
        return None
    frequency, tag = block[block.index(b" ", at) + 1 : block.index(b"\n", at + 1)].split(b" ")
    return int(frequency), tag.decode()


def frequencies(character: str) -> dict[str, int]:
    """Frequency of every word that begins with ``character``, and 0 for beginnings of words.

    The part of jieba's prefix dictionary (``jieba.Tokenizer.gen_pfdict``) under one character.
    """
    fields = _block(character).decode().split()
    words = fields[::3]
    found = dict(zip(words, map(int, fields[1::3]), strict=True))
    for word in words:
        for length in range(1, len(word)):
            found.setdefault(word[:length], 0)
    return found


@lru_cache(maxsize=16_384)
def _block(character: str) -> bytes:
    """The entries that begin with a character, each between line ends."""
    data, body = _data()
    first = character.encode("utf-8", "replace")
    start = _line(data, body, first)
    end = _line(data, body, first + b"\xff")
    head = [line for line in data[1:body].split(b"\n") if line.startswith(first)]
    return b"\n".join((b"", *head, data[start:end]))


def _line(data: bytes, low: int, wanted: bytes) -> int:
    """Start of the first line at or after ``low`` that is not less than ``wanted``.

    Compares only as many bytes as one character has: further lines of it are in any order.
    """
    high = len(data)
    while low < high:
        start = max(low, data.rfind(b"\n", 0, (low + high) // 2) + 1)
        if data[start : start + len(wanted)] < wanted:
            low = data.index(b"\n", start) + 1
        else:
            high = start
    return low


@cache
def _data() -> tuple[bytes, int]:
    """The file with a line end before it, and where the ordered entries start."""
    import jieba

    data = b"\n" + (Path(jieba.__file__).parent / "dict.txt").read_bytes()
    return data, data.index(_FIRST) + 1
