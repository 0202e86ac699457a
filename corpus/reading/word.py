"""Word documents (.docx) → lines.

The XML is walked here, because python-docx leaves out text boxes, content controls and
automatic numbers: 「一、」 before a heading is often one.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from corpus.errors import ReadError
from corpus.reading.grid import slot_lines
from corpus.reading.numbering import Numbering

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _TR, _TC, _BOX = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:txbxContent")
_NOT_TEXT = frozenset((qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rt"), _FALLBACK, _BOX))
_MARKS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_VAL = qn("w:val")
_BLANKS = " \t\u3000\u00a0"


def word_lines(data: bytes) -> list[str]:
    """Lines of a .docx file in reading order; headers, footers and contents lists left out.

    Raises:
        ReadError: the package or its XML is damaged.
    """
    try:
        document = docx.Document(BytesIO(data))
        return list(_Reader(document).lines(document.element.body))
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
        etree.LxmlError,
    ) as error:
        raise ReadError("Word 文件不完整或已损坏；请用 Word 打开后另存，再导入") from error


class _Reader:
    """Walks one document; knows its numbering, which counts on from paragraph to paragraph."""

    def __init__(self, document: WordDocument) -> None:
        self._numbering = Numbering(document)

    def lines(self, parent: _Element) -> Iterator[str]:
        """Lines of all blocks below ``parent``, through content controls and insertions."""
        for child in parent:
            if child.tag == _P:
                yield from self._paragraph(child)
            elif child.tag == _TBL:
                yield from self._table(child)
            elif child.tag not in _NOT_TEXT:
                yield from self.lines(child)

    def _paragraph(self, paragraph: _Element) -> Iterator[str]:
        if not self._numbering.is_contents(paragraph):
            text = "".join(_text(paragraph))
            if text.strip():
                text = self._numbering.label(paragraph) + text.lstrip(_BLANKS)
            yield from (line.strip(_BLANKS) for line in text.split("\n") if line.strip())
        for box in paragraph.iter(_BOX):
            if not any(e.tag == _FALLBACK for e in box.iterancestors()):
                yield from self.lines(box)

    def _table(self, table: _Element) -> Iterator[str]:
        rows = list(_within(table, _TR))
        if len(rows) == 1 and len(only := list(_within(rows[0], _TC))) == 1:
            yield from self.lines(only[0])
            return
        for row in rows:
            slots = [self._slot(cell) for cell in _within(row, _TC) if not _is_joined(cell)]
            yield from slot_lines(slots)

    def _slot(self, cell: _Element) -> str | None:
        """Text of a cell, ``None`` for one that a merged cell above covers."""
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is not None and merge.get(_VAL, "continue") == "continue":
            return None
        return "\n".join(self.lines(cell))


def _within(parent: _Element, tag: str) -> Iterator[_Element]:
    """Children of ``tag``, also those inside content controls, not those of inner tables."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in (_TBL, _P, _TR, _TC) and child.tag not in _NOT_TEXT:
            yield from _within(child, tag)


def _is_joined(cell: _Element) -> bool:
    """Whether the cell is the covered part of a horizontal merge of the older kind."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:hMerge')}")
    return merge is not None and merge.get(_VAL, "continue") == "continue"


def _text(parent: _Element) -> Iterator[str]:
    for child in parent:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == qn("w:r") and child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None:
            continue
        elif child.tag not in _NOT_TEXT:
            yield from _text(child)
