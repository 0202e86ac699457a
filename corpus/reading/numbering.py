"""Word's automatic paragraph numbers, which are not in the text: 「一、」, 「（二）」, 「3.」."""

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

_VAL = qn("w:val")
_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
    )
)
_SILENT = frozenset(("bullet", "none"))
_CONTENTS = re.compile(r"toc\s*\d", re.IGNORECASE)
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """The numbers of one document, counted in reading order: ask each paragraph once."""

    def __init__(self, document: WordDocument) -> None:
        """Read the numbering and style parts; a document may have neither."""
        self._lists: dict[str, str] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles = {s.get(qn("w:styleId"), ""): s for s in _styles(document)}
        root = _part(document, RELATIONSHIP_TYPE.NUMBERING)
        if root is not None:
            self._read(root)

    def label(self, paragraph: _Element) -> str:
        """The printed number of ``paragraph``, empty when it has none."""
        number, depth = self._place(paragraph)
        list_id = self._lists.get(number, "")
        level = self._levels.get((list_id, depth))
        if level is None or level.form in _SILENT:
            return ""
        counts = self._counts.setdefault(list_id, [0] * _LEVELS)
        counts[depth] = max(counts[depth] + 1, level.start)
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        return re.sub(r"%(\d)", lambda m: self._count(list_id, int(m[1]) - 1, counts), level.text)

    def is_contents(self, paragraph: _Element) -> bool:
        """Whether the paragraph is a line of the table of contents."""
        style = self._style(paragraph)
        name = None if style is None else style.find(qn("w:name"))
        return name is not None and _CONTENTS.match(name.get(_VAL, "")) is not None

    def _count(self, list_id: str, depth: int, counts: list[int]) -> str:
        level = self._levels.get((list_id, depth))
        if level is None:
            return ""
        return _printed(max(counts[depth], level.start), level.form)

    def _style(self, paragraph: _Element) -> _Element | None:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return None if named is None else self._styles.get(named.get(_VAL, ""))

    def _place(self, paragraph: _Element) -> tuple[str, int]:
        """(number id, depth) from the paragraph, else from its style or the one it is based on."""
        holder: _Element | None = paragraph
        following = self._style(paragraph)
        for _ in range(_LEVELS):
            if holder is None:
                break
            properties = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is not None:
                depth = _value(properties, "w:ilvl", "0")
                number = _value(properties, "w:numId", "")
                return number, min(int(depth), _LEVELS - 1) if depth.isdecimal() else 0
            holder = following
            base = None if holder is None else holder.find(qn("w:basedOn"))
            following = None if base is None else self._styles.get(base.get(_VAL, ""))
        return "", 0

    def _read(self, root: _Element) -> None:
        for abstract in root.findall(qn("w:abstractNum")):
            list_id = abstract.get(qn("w:abstractNumId"), "")
            for level in abstract.findall(qn("w:lvl")):
                depth = level.get(qn("w:ilvl"), "0")
                start = _value(level, "w:start", "1")
                self._levels[list_id, int(depth) if depth.isdecimal() else 0] = _Level(
                    _value(level, "w:numFmt", "decimal"),
                    _value(level, "w:lvlText", ""),
                    int(start) if start.isdecimal() else 1,
                )
        for number in root.findall(qn("w:num")):
            self._lists[number.get(qn("w:numId"), "")] = _value(number, "w:abstractNumId", "")


def _styles(document: WordDocument) -> list[_Element]:
    root = _part(document, RELATIONSHIP_TYPE.STYLES)
    return [] if root is None else root.findall(qn("w:style"))


def _part(document: WordDocument, kind: str) -> _Element | None:
    try:
        root: _Element = parse_xml(document.part.part_related_by(kind).blob)
    except KeyError:
        return None
    return root


def _value(parent: _Element, tag: str, default: str) -> str:
    found = parent.find(qn(tag))
    return default if found is None else found.get(_VAL, default)


def _printed(count: int, form: str) -> str:
    if form in _CHINESE and count < 100:
        tens, ones = divmod(count, 10)
        lead = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
        return lead + (_DIGITS[ones] if ones or not tens else "")
    if form.startswith("decimalEnclosedCircle") and count <= 20:
        return chr(0x245F + count)
    if form in ("lowerLetter", "upperLetter") and count <= 26:
        return chr((96 if form == "lowerLetter" else 64) + count)
    return str(count)
