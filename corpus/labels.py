"""Printed labels the catalogue knows: table rows that look like headings, usual titles."""

import re
from functools import cache
from typing import Literal

from corpus.catalogue import load_catalogue

_CELL = re.compile(r"[\d/／—－\-+]|[（(][一1]|(?:条|件|次|个|篇|人次|人|元|万元)(?:[\d/／—－\-]|$)")
"""What stands behind a row's label: a figure, a dash, a unit, or the first sub-row."""
_SHORTEST = 5
"""A line cut after fewer characters of a label is not recognised as that label."""


def squeeze(text: str) -> str:
    """Text without white space, brackets and punctuation unified, for matching labels."""
    return "".join(text.split()).translate(str.maketrans("()．,:;", "（）.，：；"))


def row_label(line: str) -> Literal["row", "whole"] | None:
    """Whether a numbered line is a row of a statistics table.

    ``"row"``: a label with its cells behind it. ``"whole"``: nothing but a label, or the
    beginning of one cut by a line end; it may be a heading all the same.
    """
    start = re.sub(r"^(\d)、", r"\1.", squeeze(line[:160]))
    for label in _row_labels().get(start[:3], ()):
        if start.startswith(label):
            rest = start[len(label) :]
            if not rest:
                return "whole"
            if _CELL.match(rest):
                return "row"
        elif len(start) >= _SHORTEST and label.startswith(start):
            return "whole"
    return None


@cache
def _row_labels() -> dict[str, tuple[str, ...]]:
    """Numbered row labels of every form by their first three characters, longest first."""
    labels: set[str] = set()
    for form in load_catalogue().forms:
        for table in form.tables:
            for row in table.rows:
                for label in map(squeeze, row.labels):
                    labels |= {label, re.sub(r"(?<=.)（[^（）]{4,}）$", "", label)}
    numbered = sorted(
        (label for label in labels if re.match(r"[（\d一二三四五六七八九]", label)),
        key=lambda label: (-len(label), label),
    )
    found: dict[str, tuple[str, ...]] = {}
    for label in numbered:
        found[label[:3]] = (*found.get(label[:3], ()), label)
    return found


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    """Usual section titles of four characters or more by their first two, longest first."""
    names = {
        squeeze(title)
        for concept in load_catalogue().concepts
        if concept.kind == "section"
        for title in (concept.name, *concept.variants)
    }
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted((n for n in names if len(n) >= 4), key=lambda n: (-len(n), n)):
        found[name[:2]] = (*found.get(name[:2], ()), name)
    return found


def known_title(text: str) -> int | None:
    """End of a usual section title that opens ``text``, white space ignored."""
    squeezed = squeeze(text[:80])
    for title in _titles().get(squeezed[:2], ()):
        if squeezed.startswith(title):
            rest = squeezed[len(title) :]
            # 「主动公开」 must not cut 「主动公开和解读情况」: a title ends where its words end.
            goes_on = re.match("[和及与、的以并，（]|情况|工作|方面", rest)
            return None if goes_on else _advance(text, len(title))
    return None


def _advance(text: str, count: int) -> int:
    position = 0
    while count and position < len(text):
        count -= not text[position].isspace()
        position += 1
    return position
