"""PDF → lines: the text layer only, tables by their ruling lines."""

import struct
import zlib
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from corpus.errors import ReadError
from corpus.reading.decode import frequent_share
from corpus.reading.limits import Limits
from corpus.reading.pdf_join import joined_lines
from corpus.reading.pdf_page import Block, page_blocks

_TAIL = 4_096  # bytes in which the end mark must stand; Acrobat asks for 1,024
_FEW = 10  # characters; a page with fewer beside a picture is a scanned page
_GARBLED = 0.05  # share of frequent characters; running Chinese text has about 0.4
_SCAN = "扫描件，需先 OCR：PDF 里没有文字层；请用 OCR 软件转成可复制文字的 PDF 或 Word 后再导入"


def pdf_lines(data: bytes, limits: Limits) -> list[str]:
    """Lines of a PDF in reading order, without page numbers and running heads.

    Raises:
        ReadError: damaged, incomplete, encrypted, too long, a scan, or a font without
            character codes.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise ReadError("PDF 不完整（缺结尾）；请重新下载")
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > limits.pages:
                raise ReadError(
                    f"PDF 有 {len(document.pages)} 页，超过上限 {limits.pages} 页，不像一份年报；"
                    "请拆开后再导入"
                )
            pages = [_read_page(page) for page in document.pages]
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise ReadError("PDF 已加密；请去掉打开密码后另存，再导入") from error
        raise _damaged() from error
    except (PSException, MalformedPDFException, struct.error, zlib.error) as error:
        raise _damaged() from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        # pdfminer trusts the objects of a file to have the types the standard asks for.
        raise _damaged() from error
    if 2 * sum(scanned for scanned, _ in pages) > len(pages):
        raise ReadError(_SCAN)
    lines = joined_lines([blocks for _, blocks in pages])
    _refuse_garbled("".join(lines))
    return lines


def _damaged() -> ReadError:
    return ReadError("PDF 已损坏，读不出；请重新下载，或用阅读器打开后另存再导入")


def _read_page(page: Page) -> tuple[bool, tuple[Block, ...]]:
    """Whether the page is without text, and its blocks; frees the page's objects."""
    characters = sum(not char["text"].isspace() for char in page.chars)
    scanned = characters == 0 or (characters < _FEW and bool(page.images))
    blocks = () if scanned else page_blocks(page)
    page.close()
    return scanned, blocks


def _refuse_garbled(text: str) -> None:
    private = sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text) + 6 * text.count(
        "(cid:"
    )
    if len(text) > 200 and (private > 0.1 * len(text) or frequent_share(text) < _GARBLED):
        raise ReadError("PDF 的文字层是乱码（字体没有对应的字符），需先 OCR；或换 Word、网页版导入")
