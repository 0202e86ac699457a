"""Bytes of one file → lines, after the cheap checks and before anything reads the content.

Text is read here; formats whose parsers are large are left to :mod:`corpus.reading.sandbox`.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from corpus.errors import ReadError
from corpus.reading.decode import decode_text
from corpus.reading.limits import MB, Limits
from corpus.reading.plain import plain_lines
from corpus.reading.sniff import ENCRYPTED_STREAM, OLE, Kind, binary_kind, refusal, text_kind


@dataclass(frozen=True, slots=True)
class Content:
    r"""What a file says: its lines joined by ``\n``, and a title from its metadata."""

    text: str
    title: str | None = None


def sort_out(data: bytes, suffix: str, limits: Limits) -> tuple[Kind, bytes]:
    """The kind of a file by its content, and the bytes to parse (text recoded as UTF-8).

    Raises:
        ReadError: empty, too large, encrypted, an archive, a picture or otherwise not a document.
    """
    if not data:
        raise ReadError("文件是空的（0 字节）；请检查是否下载完整")
    refused = refusal(data)
    if refused == "图片":
        raise ReadError("这是图片，没有文字；请先 OCR 成文本再导入")
    if refused is not None:
        raise ReadError(f"这是{refused}，不是年报；请解压或另存为 PDF、Word、网页或文本后再导入")
    container = binary_kind(data)
    if container == "zip":
        return _zip_kind(data, limits), data
    if container == "office" and data.startswith(OLE) and ENCRYPTED_STREAM in data:
        raise ReadError("文件已加密；请用 Word 打开并去掉密码后另存，再导入")
    if container is not None:
        return container, data
    if len(data) > limits.text_bytes:
        raise ReadError(
            f"文本有 {len(data) / MB:.1f} MB，超过上限 {limits.text_bytes // MB} MB，不像一份年报；"
            "请拆成一份年报一个文件"
        )
    text = decode_text(data)
    if not text.strip():
        raise ReadError("文件里没有文字，只有空白；请检查是否保存完整")
    return text_kind(text, suffix), text.encode("utf-8")


def read_plain(data: bytes) -> Content:
    """Content of a text or Markdown file already recoded as UTF-8."""
    lines, title = plain_lines(data.decode("utf-8"))
    return Content("\n".join(lines), title)


def checked(content: Content, limits: Limits) -> Content:
    """``content`` when there is a sensible amount of it.

    Raises:
        ReadError: no text at all, or far more than a report holds.
    """
    if not content.text.strip():
        raise ReadError("文件里没有文字；若内容是图片，需先 OCR")
    if len(content.text) > limits.characters:
        raise ReadError(
            f"文字有 {len(content.text)} 字，超过上限 {limits.characters} 字，不像一份年报；"
            "请拆开后再导入"
        )
    return content


def _zip_kind(data: bytes, limits: Limits) -> Kind:
    """Word or Excel, by the parts inside, once the archive is known to be harmless."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadError("文件不完整或已损坏（压缩结构读不出）；请重新下载或另存") from error
    _refuse_bomb(parts, limits)
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError("文件已加密；请去掉密码后另存，再导入")
    names = {part.filename for part in parts}
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "OFD.xml" in names:
        raise ReadError("这是 OFD 版式文件，暂不能读；请用阅读器另存为 PDF 或 Word 后再导入")
    raise ReadError("这是压缩包，不是 Word 或 Excel 文件；请解压后再导入")


def _refuse_bomb(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if len(parts) > limits.zip_entries:
        raise ReadError(
            f"文件内含 {len(parts)} 个部件，超过上限 {limits.zip_entries}；请另存后再导入"
        )
    # Small parts of nothing but tags pack very well, so the ratio counts only above 1 MB.
    if total > limits.zip_total or (total > MB and total > packed * limits.zip_ratio):
        raise ReadError(
            f"文件解压后有 {total / MB:.0f} MB（压缩比 {total // packed}），可能是压缩炸弹；"
            "请删去大图后另存，再导入"
        )
