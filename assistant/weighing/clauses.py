"""Chunk → clauses and windows: what a question is met with, worked out once per chunk."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.weighing.words import encoder, folded_words, vectors
from corpus.chunk import sentences
from corpus.normalise import fold
from corpus.schema import Chunk

_BORDER = re.compile(r"[，。；;！？!?\n（）()]|[：:](?!\d)|,(?!\d)")
_REVIEWED = re.compile(r"被?申请(?=行政复议)")
"""「被申请行政复议5件」 speaks of no application for information."""
_PARTS = re.compile(
    r"概述|总体情况|主动公开(?:政府信息)?的?情况|申请(?:公开)?(?:政府信息)?的?(?:办理|工作|公开)*情况"
    r"|行政复议|行政诉讼|存在的?(?:主要)?(?:困难|问题)|改进(?:措施|情况)|其他(?:需要)?(?:报告)?的?(?:重要)?事项"
    r"|平台建设|监督保障|收费(?:及)?(?:减免)?情况|统计表|附表"
)
_LISTS = re.compile(r"组成|构成|部分|包括|包含|分为|涵盖")
_OUTLINED = 4
"""Parts named by a sentence that lists them; in 60 reports none with so many does anything else."""
_BREAK = "\x00"
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Window:
    """One sentence, two neighbours, or all of a chunk: clauses ``first`` to ``last`` - 1.

    ``start``/``end``: its span in the report. ``sentences``: numbers of the first sentence and
    of the one after the last. ``outline``: it names the parts of the report itself.
    """

    start: int
    end: int
    text: str
    first: int
    last: int
    sentences: tuple[int, int]
    whole: bool
    outline: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """c texts with their words.

    ``text``: the folded texts, a mark between each two that no word goes over; ``starts``: (c,)
    where in it each begins. ``words``: (u,) rows of the word vectors, distinct within a text.
    ``which``: numbers in ``words`` of all words of all texts end to end, those of text i from
    ``begins[i]`` on.
    """

    text: str
    starts: NDArray[np.int64]
    words: NDArray[np.int64]
    which: NDArray[np.int64]
    begins: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Clauses:
    """A chunk's clauses, windows and sentences (s of them), and its heading.

    ``texts``: the printed clauses. ``meanings``: (s + 1, d) unit vectors of its sentences and,
    last, of its heading.
    """

    texts: tuple[str, ...]
    wording: Wording
    windows: tuple[Window, ...]
    heading: Wording
    meanings: NDArray[np.float32]


def wording(texts: tuple[str, ...]) -> Wording:
    """Fold and cut texts, at least one."""
    cut = [folded_words(text) for text in texts]
    words: dict[str, int] = {}
    which: list[int] = []
    begins: list[int] = []
    for _, said in cut:
        begins.append(len(which))
        which += [words.setdefault(word, len(words)) for word in said or ("空",)]
    lengths = np.array([len(folded) + len(_BREAK) for folded, _ in cut])
    return Wording(
        _BREAK.join(folded for folded, _ in cut),
        np.cumsum(lengths) - lengths,
        vectors().rows(list(words)),
        np.array(which, np.int64),
        np.array(begins, np.int64),
    )


def together(parts: Sequence[Wording]) -> Wording:
    """The texts of all ``parts``, at least one, end to end."""
    text = said = known = 0
    starts, which, begins = [], [], []
    for part in parts:
        starts.append(part.starts + text)
        which.append(part.which + known)
        begins.append(part.begins + said)
        text += len(part.text) + len(_BREAK)
        said += len(part.which)
        known += len(part.words)
    return Wording(
        _BREAK.join(part.text for part in parts),
        np.concatenate(starts),
        np.concatenate([part.words for part in parts]),
        np.concatenate(which),
        np.concatenate(begins),
    )


def _is_outline(sentence: str) -> bool:
    """Whether a folded sentence lists the parts of a report: 「由概述、主动公开情况、…组成」."""
    parts = {found.group() for found in _PARTS.finditer(sentence)}
    return len(parts) >= _OUTLINED and _LISTS.search(sentence) is not None


headed = lru_cache(maxsize=_REMEMBERED)(wording)
"""``wording`` of headings and official names, which come again and again."""


@lru_cache(maxsize=_REMEMBERED)
def clauses_of(chunk: Chunk) -> Clauses:
    """Cut a chunk; it is met with by many questions."""
    text = chunk.text
    spans = [(a, b) for a, b in sentences(text, 0, len(text)) if text[a:b].strip()]
    texts: list[str] = []
    bounds = [0]
    for a, b in spans:
        texts += [part for part in _BORDER.split(text[a:b]) if part.strip()] or [text[a:b]]
        bounds.append(len(texts))
    outlines = [_is_outline(fold(text[a:b])) for a, b in spans]
    runs = [(i, i + 1) for i in range(len(spans))]
    runs += [(i, j + 1) for i, j in pairwise(range(len(spans)))]
    if len(spans) > 2:
        runs.append((0, len(spans)))
    windows = tuple(
        Window(
            chunk.start + spans[i][0],
            chunk.start + spans[j - 1][1],
            text[spans[i][0] : spans[j - 1][1]],
            bounds[i],
            bounds[j],
            (i, j),
            j - i == len(spans) > 2,
            any(outlines[i:j]),
        )
        for i, j in sorted(runs)
    )
    heading = chunk.path[-1] if chunk.path else ""
    said = [_REVIEWED.sub("", fold(text[a:b])) for a, b in spans]
    return Clauses(
        tuple(texts),
        wording(tuple(_REVIEWED.sub("", part) for part in texts)),
        windows,
        headed((heading, " ".join(chunk.path[:-1]))),
        encoder().documents([*said, fold(heading)]),
    )
