import hashlib
import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.load import find_documents, read_document, read_documents
from corpus.reading.limits import Limits
from corpus.reading.sandbox import Sandbox
from corpus.schema import Document
from tests.corpus.reading import builders
from tests.corpus.reading.builders import BLOCKS, LINES

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
TEXT = "澄溪区水务局2018年政府信息公开工作年度报告\n一、概述\n全年主动公开政府信息47条。"
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="real reports are not here")
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_document(path, limits or Limits())
    message = str(caught.value)
    assert "\n" not in message
    assert "；" in message or "OCR" in message  # what happened; the next step
    return message


def test_a_document_names_its_file_and_digest(tmp_path):
    path = written(tmp_path, "年报.txt", TEXT)
    assert read_document(path) == Document(
        "年报.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest()
    )


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.txt", "a"])
def test_the_kind_is_told_by_content_not_by_name(tmp_path, name):
    for data in (builders.to_docx(BLOCKS), builders.to_html(BLOCKS)):
        text = read_document(written(tmp_path, name, data)).text
        assert text.split("\n") == LINES


def test_pages_declared_gb2312_are_read_to_their_end(tmp_path):
    page = builders.to_html([*BLOCKS, "经办人：喆䶮，电话0680-5550133。"])
    page = page.replace("<head>", '<head><meta charset="gb2312">')
    text = read_document(written(tmp_path, "a.html", page.encode("gb18030"))).text
    assert text.split("\n") == [*LINES, "经办人：喆䶮，电话0680-5550133。"]


def test_every_file_of_a_mixed_folder_comes_back(tmp_path):
    written(tmp_path, "1.txt", TEXT)
    written(tmp_path, "2.docx", builders.to_docx(BLOCKS)[:2000])
    written(tmp_path, "3.html", builders.to_html(BLOCKS))
    written(tmp_path, "4.txt", b"")
    written(tmp_path, "5.pdf", builders.to_pdf(BLOCKS))
    read = dict(read_documents(find_documents([tmp_path]).paths))
    kinds = {path.name: isinstance(result, Document) for path, result in read.items()}
    assert kinds == {"1.txt": True, "2.docx": False, "3.html": True, "4.txt": False, "5.pdf": True}


def test_folders_are_searched_and_what_is_passed_over_is_named(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.TXT", "1.pdf", "~$1.docx", ".x.txt", "a.zip", "README", ".git/c.txt"):
        written(tmp_path, name, TEXT)
    odd = written(tmp_path, "given.dat", TEXT)
    found = find_documents([odd, tmp_path, tmp_path / "1.pdf", tmp_path / "none.txt"])
    assert [p.name for p in found.paths] == ["given.dat", "1.pdf", "2.TXT", "none.txt"]
    assert {s.path.name: s.reason.split("；")[0] for s in found.skipped} == {
        "~$1.docx": "隐藏或临时文件",
        ".x.txt": "隐藏或临时文件",
        "a.zip": "不支持的类型 .zip",
        "README": "不支持的类型 （无后缀）",
        "given.dat": "不支持的类型 .dat",
    }


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        (b" \n\t\r\n\xe3\x80\x80", "只有空白"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "压缩包"),
        (bytes(range(256)) * 50, "不是可读的文本"),
        (b"PK\x03\x04" + bytes(1000), "压缩结构读不出"),
        ("<html><body><script>x</script></body></html>", "没有文字"),
        ("<html></html>", "没有文字"),
        (b"%PDF-1.7\n%%EOF\n", "PDF 已损坏"),
        (builders.to_pdf(BLOCKS)[:3000], "PDF 不完整"),
        (builders.to_docx(BLOCKS)[:-500], "压缩结构读不出"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "已加密"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path, data, message):
    assert message in refused(written(tmp_path, "a.txt", data))


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_archives_that_are_no_document(tmp_path):
    def message(parts):
        return refused(written(tmp_path, "a.docx", packed(parts)))

    assert "压缩包" in message({"a.txt": b"x"})
    assert "OFD" in message({"OFD.xml": b"x"})
    assert "压缩炸弹" in message({"word/document.xml": bytes(30_000_000)})
    assert "部件" in message({f"word/{n}": b"" for n in range(2_001)})
    assert "损坏" in message({"word/document.xml": b"<w:document"})
    assert "损坏" in message({"xl/workbook.xml": b"<workbook"})


def test_entities_in_a_docx_are_not_expanded(tmp_path):
    with zipfile.ZipFile(io.BytesIO(builders.to_docx(["甲"]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9)
    )
    document = parts["word/document.xml"].decode().split("?>", 1)[1]
    parts["word/document.xml"] = (bomb + "]>" + document.replace("甲", "甲&a;")).encode()
    try:
        text = read_document(written(tmp_path, "a.docx", packed(parts))).text
    except ReadError:
        return
    assert "ha" not in text


def test_fifty_megabytes_on_one_line(tmp_path):
    path = written(tmp_path, "a.txt", "年报".encode() * 8_400_000)
    assert refused(path).startswith("文本有 50.4 MB，超过上限 10 MB")


def test_nine_megabytes_on_one_line(tmp_path):
    assert "超过上限 3000000 字" in refused(written(tmp_path, "a.txt", "公开" * 1_600_000))
    for piece in ("# ", "[甲](", "| --", "当前位置：", " ", "打印 ", "(", "\t"):
        line = piece * (8_000_000 // len(piece.encode()))
        with pytest.raises(ReadError):  # decided at once, not after hours of backtracking
            read_document(written(tmp_path, "a.md", line + "。"), Limits(characters=1_000))


def test_files_over_every_limit(tmp_path):
    path = written(tmp_path, "a.pdf", bytes(3_000))
    assert "超过上限" in refused(path, Limits(binary_bytes=2_000))
    path = written(tmp_path, "a.txt", TEXT)
    assert "超过上限 10 字" in refused(path, Limits(characters=10))


def test_paths_that_are_no_files(tmp_path):
    assert "不存在" in refused(tmp_path / "none.txt")
    assert "不是普通文件" in refused(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert "不是普通文件" in refused(tmp_path / "pipe.txt")


@pytest.mark.parametrize("limits", [Limits(memory=150_000_000), Limits(cpu_seconds=1)])
def test_a_file_that_kills_its_parser_does_not_stop_the_next(tmp_path, limits):
    heavy = written(tmp_path, "a.html", "<p>1</p>" * 1_200_000)
    good = written(tmp_path, "b.html", builders.to_html(BLOCKS))
    with Sandbox(limits) as sandbox:
        (_, first), (_, second) = read_documents([heavy, good], sandbox)
    assert isinstance(first, ReadError)
    assert isinstance(second, Document)
    assert second.text.split("\n") == LINES


def test_a_file_that_takes_too_long_is_given_up(tmp_path):
    slow = written(tmp_path, "a.pdf", builders.to_pdf([BLOCKS[5]] * 40))
    assert "仍未完成" in refused(slow, Limits(wall_seconds=0.3))


def test_without_libreoffice_a_doc_file_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    path = written(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    assert "需要 LibreOffice" in refused(path)


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_older_word_files_through_libreoffice(tmp_path, suffix):
    source = written(tmp_path, "a.docx", builders.to_docx(BLOCKS))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert read_document(tmp_path / f"a.{suffix}").text.split("\n") == LINES


@needs_reports
def test_the_real_pdf():
    document = read_document(REPORTS / "2023_淮安市洪泽区人民政府.pdf")
    lines = document.text.split("\n")
    assert lines[:2] == ["洪泽区人民政府", "2023 年政府信息公开工作年度报告"]
    assert "行政规范性文件\t0\t5\t5" in lines
    assert lines[lines.index("第二十条第（六）项") + 1] == "信息内容\t本年处理决定数量"
    assert "行政事业性收费\t7730.28" in lines
    assert "一、本年新收政府信息公开申请数量\t21\t0\t0\t0\t0\t0\t21" in lines
    assert "\t\t3.补正后申请内容仍不明确\t0\t0\t0\t0\t0\t0\t0" in lines
    assert "10\t1\t0\t0\t0\t0\t0\t0\t0\t0\t5\t0\t0\t0\t0" in lines
    assert not any(line.strip() == "- 3 -" for line in lines)
    assert len([line for line in lines if "\t" in line]) == 40


@needs_reports
def test_the_real_page():
    lines = read_document(REPORTS / "2019_上海市人民政府办公厅.html").text.split("\n")
    assert lines[0] == "2019年上海市人民政府办公厅政府信息公开工作年度报告"
    assert "规章\t13\t13\t524" in lines
    assert "政府集中采购\t6\t251000元" in lines
    assert "三、本年度办理结果\t（一）予以公开\t258\t12\t\t\t1\t1\t" in lines
    assert "\t（七）总计\t767\t35\t\t\t2\t1\t805" in lines
    assert "5\t\t\t2\t7\t8\t\t\t1\t9\t\t\t\t\t" in lines


@needs_reports
def test_the_blank_form():
    lines = read_document(REPORTS / "空白模板_2021格式.docx").text.split("\n")
    assert "规章\t\t\t" in lines
    assert "行政许可\t" in lines
    assert "\t\t2.其他法律行政法规禁止公开\t\t\t\t\t\t\t" in lines
    assert "\t" * 14 in lines
    assert not any(c.isdigit() for line in lines if line.startswith("\t\t\t") for c in line)


@needs_reports
def test_the_real_archive_texts():
    document = read_document(REPORTS / "2014_平潭综合实验区.txt")
    assert document.title == "平潭综合实验区管委会2014年度政府信息公开工作年度报告"
    assert document.text.startswith("平潭综合实验区 2014年度政府信息公开工作年度报告 根据")
    assert document.text.endswith("行政诉讼数 件 0 0")
    text = read_document(REPORTS / "2024_上海市科学技术委员会_抽取文本.md").text
    assert text.startswith("2024 年上海市科委政府信息公开工作\n年度报告\n")
    assert "\n4.保护第三方合法权益\t0\t0\t0\t0\t0\t0\t0\n" in text
    assert "\n四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t\n" in text
