"""The character folding of the encoder as one precompiled table: NFKC, lower case, Simplified.

``tokenizers.normalizers.Precompiled`` reads SentencePiece's format: a darts double-array trie
over the UTF-8 bytes of each character to be replaced, then the replacements, zero-terminated.
A table costs one trie walk a character; a list of 4,000 ``Replace`` normalizers would cost
4,000 passes over the text.
Format: https://github.com/s-yata/darts-clone (unit layout) and SentencePiece's ``normalizer.cc``.
"""

import struct
import sys
import unicodedata
from collections.abc import Iterator, Mapping

_HAS_LEAF = 1 << 8
_LEAF = 1 << 31
_WORD_SIGNS = frozenset("%‰")
"""Signs that carry meaning in a report and stay; every other sign becomes a space."""


def folding() -> dict[str, str]:
    """Character → folded text, for every character that folding changes.

    Signs and control characters become one space, so that a word is never glued to a sign.
    Traditional → Simplified is OpenCC's character table (Apache-2.0), first choice.
    """
    simplified = _simplified()
    table: dict[str, str] = {}
    for code in range(1, sys.maxunicode + 1):
        char = chr(code)
        category = unicodedata.category(char)
        if category in {"Cs", "Cn", "Co"}:
            continue
        folded = unicodedata.normalize("NFKC", char).lower()
        folded = "".join(_plain(simplified.get(part, part)) for part in folded)
        if folded != char:
            table[char] = folded
    return table


def _plain(char: str) -> str:
    """``char``, or a space when it is a sign, a separator or a control character."""
    if char in _WORD_SIGNS:
        return char
    return " " if unicodedata.category(char)[0] in "PSZC" else char


def _simplified() -> dict[str, str]:
    """Traditional character → Simplified character, from OpenCC's ``TSCharacters``."""
    from pathlib import Path

    import opencc

    path = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs = (line.split("\t") for line in path.read_text("utf-8").splitlines() if "\t" in line)
    return {source: targets.split()[0] for source, targets in pairs}


def compile_charsmap(table: Mapping[str, str]) -> bytes:
    """The table in the form ``normalizers.Precompiled`` takes."""
    texts: dict[str, int] = {}
    blob = bytearray()
    for target in sorted(set(table.values())):
        texts[target] = len(blob)
        blob += target.encode() + b"\0"
    units = _double_array({char.encode(): texts[target] for char, target in table.items()})
    trie = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(trie)) + trie + bytes(blob)


def _double_array(keys: Mapping[bytes, int]) -> list[int]:
    """A darts double array: unit ``base ^ byte`` of a node is its child, ``base ^ 0`` its value.

    Branching nodes are placed first, near the growing end; nodes that hold only a value then
    fill the gaps, so that both searches stay short.
    """
    used, bases = {0}, set[int]()
    units: dict[int, int] = {}
    branching: list[tuple[int, int, dict[int, object]]] = [(0, 0, _trie(keys))]
    ending: list[tuple[int, int, dict[int, object]]] = []
    floor, high = 1, 1
    while branching or ending:
        position, label, children = branching.pop() if branching else ending.pop()
        while not branching and (floor in used or floor in bases):
            floor += 1
        start = floor if set(children) == {0} else max(1, high - 64)
        base = _free_base(children, used, bases, start)
        bases.add(base)
        units[position] = label | ((position ^ base) << 10) | (_HAS_LEAF if 0 in children else 0)
        for byte, child in sorted(children.items()):
            slot = base ^ byte
            used.add(slot)
            high = max(high, slot)
            if isinstance(child, dict):
                (branching if set(child) != {0} else ending).append((slot, byte, child))
            elif isinstance(child, int):
                units[slot] = _LEAF | child
    return [units.get(position, 0) for position in range((high | 0xFF) + 1)]


def _trie(keys: Mapping[bytes, int]) -> dict[int, object]:
    """Nested byte → node; byte 0 holds the value of the key that ends there."""
    root: dict[int, object] = {}
    for key, value in sorted(keys.items()):
        node = root
        for byte in key:
            child = node.setdefault(byte, {})
            if not isinstance(child, dict):
                raise TypeError(key)
            node = child
        node[0] = value
    return root


def _free_base(children: Mapping[int, object], used: set[int], bases: set[int], floor: int) -> int:
    """The first base no other node has, whose child slots are all free."""
    first = min(children)
    for base in _candidates(first, floor):
        if base and base not in bases and all(base ^ byte not in used for byte in children):
            return base
    raise AssertionError("unreachable: candidates never end")


def _candidates(first: int, floor: int) -> Iterator[int]:
    """Bases that put the first child at ``floor`` or later."""
    slot = floor
    while True:
        yield slot ^ first
        slot += 1
