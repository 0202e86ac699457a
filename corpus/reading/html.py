"""HTML → lines. The string is decoded before: lxml never sees the page's own declaration."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import _Element

from corpus.errors import ReadError
from corpus.reading.blanks import cell_text, line_text
from corpus.reading.furniture import drop_furniture
from corpus.reading.grid import Cell, grid_lines

_DROPPED = re.compile(
    "script|style|nav|footer|aside|noscript|iframe|select|button|object|svg|head|textarea"
    "|template|audio|video|input|canvas|map"
)
_INLINE = re.compile(
    "a|abbr|b|bdo|big|cite|code|del|em|font|i|img|ins|label|mark|q|s|small|span|strike|strong"
    "|sub|sup|tt|u|wbr|ruby|[a-z0-9]+:[a-z]+"  # the last: Word's own tags, such as o:p
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_WORDLESS = re.compile(r"[\W_]")
_SITE_NAME = re.compile(r"\s*[_|].*$|\s+[-–—]\s.*$|[-–—][^-–—\d]*(?:网|政府|门户)[^-–—\d]*$")
_MAX_COLUMNS, _MAX_ROWS = 1_000, 5_000  # what browsers allow, or less
_LAYOUT_CELL = 400  # characters; with several paragraphs inside, the table only places blocks
_MAX_DEPTH = 200


@dataclass
class _Block:
    """Text of the block being read, and how much of it stood in links."""

    text: str = ""
    linked: int = 0
    lines: list[str] = field(default_factory=list)

    def close(self) -> None:
        """End the line; a line that is links only, and no sentence, was a menu."""
        line = line_text(self.text)
        menu = self.linked >= 0.9 * len(_WORDLESS.sub("", line)) and not re.search(
            "[，。；：]", line
        )
        if line and not (menu and "年度报告" not in line):
            self.lines.append(line)
        self.text, self.linked = "", 0


def html_lines(text: str) -> tuple[list[str], str | None]:
    """Lines of a page and its title.

    Raises:
        ReadError: the page holds no element at all, or is nested beyond reason.
    """
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(huge_tree=False))
    except (etree.ParserError, ValueError) as error:
        raise ReadError("HTML 里没有内容；请重新保存网页后再试") from error
    title = _title(root)
    block = _Block()
    body = root.find("body")
    _read_block(root if body is None else body, block, 0)
    block.close()
    return drop_furniture(block.lines), title


def _title(root: _Element) -> str | None:
    for path in (
        "//meta[translate(@name,'ARTICLETLE','articletle')='articletitle']/@content",
        "//h1",
        "//title",
    ):
        for found in root.xpath(path):
            text = cell_text(found if isinstance(found, str) else "".join(found.itertext()))
            if path == "//title":
                text = _SITE_NAME.sub("", text)
            if text:
                return text
    return None


def _is_hidden(element: _Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _read_block(element: _Element, block: _Block, depth: int) -> None:
    """Add the element's own text and its children's to ``block``."""
    if depth > _MAX_DEPTH:
        raise ReadError("HTML 嵌套过深，不像年报网页；请把正文另存为文本后再试")
    _add(block, element.text, element)
    for child in element:
        if isinstance(child.tag, str):
            _read_child(child, block, depth)
        _add(block, child.tail, element)


def _read_child(child: _Element, block: _Block, depth: int) -> None:
    tag = child.tag
    if _DROPPED.fullmatch(tag) or _is_hidden(child):
        return
    if tag == "br":
        block.close()
    elif tag == "table":
        block.close()
        _read_table(child, block, depth)
    elif _INLINE.fullmatch(tag):
        _read_block(child, block, depth + 1)
    else:
        block.close()
        if tag == "li" and child.getparent() is not None and child.getparent().tag == "ol":
            block.text = f"{child.getparent().index(child) + 1}."
        _read_block(child, block, depth + 1)
        block.close()


def _add(block: _Block, text: str | None, element: _Element) -> None:
    if not text:
        return
    block.text += text
    if any(e.tag == "a" for e in (element, *element.iterancestors())):
        block.linked += len(_WORDLESS.sub("", text))


def _read_table(table: _Element, block: _Block, depth: int) -> None:
    if _is_layout(table):
        for cell in _own_cells(table):
            _read_block(cell, block, depth + 1)
            block.close()
        return
    caption = table.find("caption")
    if caption is not None:
        _read_block(caption, block, depth + 1)
        block.close()
    rows = [[_cell(c) for c in _cells(row)] for row in _rows(table)]
    lines = grid_lines(rows)
    if not _is_menu(table, lines):
        block.lines += lines


def _is_layout(table: _Element) -> bool:
    """Whether the table only places blocks: it holds tables, or whole articles, or one cell."""
    if table.find(".//table") is not None or sum(1 for _ in _own_cells(table)) == 1:
        return True
    return any(
        len(cell.findall(".//p")) >= 3 and len("".join(cell.itertext())) > _LAYOUT_CELL
        for cell in _own_cells(table)
    )


def _is_menu(table: _Element, lines: list[str]) -> bool:
    linked = sum(len(cell_text("".join(a.itertext()))) for a in table.iter("a"))
    size = len("".join(lines).replace("\t", ""))
    return linked > 0.8 * size and not any(re.search(r"\d", line) for line in lines)


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr" and not _is_hidden(child):
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr" and not _is_hidden(row))


def _cells(row: _Element) -> Iterator[_Element]:
    return (c for c in row if c.tag in ("td", "th") and not _is_hidden(c))


def _own_cells(table: _Element) -> Iterator[_Element]:
    return (cell for row in _rows(table) for cell in _cells(row))


def _cell(element: _Element) -> Cell:
    inner = _Block()
    _read_block(element, inner, 0)
    inner.text, inner.linked = inner.text, 0
    inner.close()
    return Cell(
        "\n".join(inner.lines),
        _span(element, "colspan", _MAX_COLUMNS),
        _span(element, "rowspan", _MAX_ROWS),
    )


def _span(element: _Element, name: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,6})", element.get(name, ""))
    return min(max(int(found[1]), 1), most) if found else 1
