"""Figures of the prose that may settle how a run-together row is cut.

「现行有效行政规范性文件698件」 speaks of a cell by name; nothing is taken from a clause about
part of the body, another year, or more than one figure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.numbers import find_quantities
from corpus.tables.schema import Expectation, Term

_SUBJECT = re.compile(r"规范性文件|规章|主动公开")
_CLAUSE = re.compile(r"[^，,。；;：:！？\n（）()、]+")
_BARE = re.compile(
    r"\s*(?:本年度?|全年|年内|当年|年[末底]|截至年底|目前|共|新)*"
    r"(?:制发|制定|出台|印发|废止|失效|宣布失效|现行有效|新公开)(?:的|了|为|有|共)*\d+\s*[件份部]\s*$"
)
"""A count without its subject: 「清理规范性文件，本年制发16件，废止11件」."""
_OTHER_SCOPE = re.compile(
    r"其中|本级|牵头|名义|拟|计划|乡镇|街道|累计|部门|每|平均|同比|增长|上年|去年"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")


@dataclass(frozen=True, slots=True)
class _Notion:
    """A cell and the words that must all be in a clause about it."""

    key: str
    words: tuple[str, ...]
    without: str
    units: frozenset[str]
    column: str | None = None


_PAPERS = frozenset({"件", "份", "部"})
_PAPER_CELLS = (
    ("made", "制发|制定|新制作|出台|印发", "废止|失效|有效|清理|修改|备案|审查"),
    ("repealed", "废止|失效", "现行|有效|修改"),
    ("in_force", "现行有效", "废止|失效|制发"),
    ("published", "新公开|本年公开", "废止|有效"),
    ("public", "对外公开总|累计公开", "废止"),
)
_DISCLOSED = "主动公开(?:政府)?(?:信息|文件)"
_NOTIONS = (
    _Notion("active.total", (_DISCLOSED,), "规范|类|网站", frozenset({"条"}), "本年度"),
    *(
        _Notion(f"{key}.{column}", (words, name), without, _PAPERS)
        for key, name in (("normdoc", "规范性文件"), ("regulation", "规章"))
        for column, words, without in _PAPER_CELLS
    ),
)


def expectations(text: str, start: int, end: int, year: int) -> tuple[Expectation, ...]:
    """What the clauses of ``text[start:end]`` say about single cells of the year's tables."""
    found = []
    subject, stop = "", start
    for clause in _CLAUSE.finditer(text, start, end):
        if text[stop : clause.start()].strip("，,；; "):
            subject = ""  # another sentence, or words in brackets
        stop = clause.end()
        named = _SUBJECT.search(clause[0])
        said = clause[0] if named else f"{subject}{clause[0]}" if _BARE.match(clause[0]) else ""
        subject = named[0] if named else subject
        notions = [n for n in _NOTIONS if said and _speaks_of(said, n)]
        if not notions or _OTHER_SCOPE.search(clause[0]) or _of_other_year(clause[0], year):
            continue
        quantities = [q for q in find_quantities(clause[0]) if q.unit not in ("年", "年度", "月")]
        if len(quantities) != 1 or quantities[0].approximate:
            continue
        quantity = quantities[0]
        found += [
            Expectation(
                (Term(n.key, n.column),), quantity.value, f"据正文“{clause[0].strip()}”切分"
            )
            for n in notions
            if quantity.unit in n.units
        ]
    return tuple(found)


def outside(text: str, tables: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The stretches of ``text`` between the tables' spans."""
    found = []
    at = 0
    for start, end in sorted(tables):
        if start > at:
            found.append((at, start))
        at = max(at, end)
    found.append((at, len(text)))
    return tuple(found)


def _speaks_of(clause: str, notion: _Notion) -> bool:
    if re.search(notion.without, clause):
        return False
    return all(re.search(word, clause) for word in notion.words)


def _of_other_year(clause: str, year: int) -> bool:
    return any(int(y) != year for y in _YEAR.findall(clause))
