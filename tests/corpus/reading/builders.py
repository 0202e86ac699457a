"""One report of the 2021 form, written as HTML, Word, PDF, Excel and CSV.

``BLOCKS`` is a fictional body's report: a string is a paragraph, a list is a table whose rows
hold the cells that begin in them. ``LINES`` is what every format must be read as.
"""

import csv
import html
import io
from collections.abc import Iterator

import docx
import openpyxl
from openpyxl.styles import Border, Side
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from corpus.reading.grid import Cell

Rows = list[list[Cell]]


def cells(*texts: str | Cell) -> list[Cell]:
    return [t if isinstance(t, Cell) else Cell(t) for t in texts]


ACTIVE = [
    cells(Cell("第二十条第（一）项", 4)),
    cells("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    cells("规章", "0", "0", "0"),
    cells("行政规范性文件", "3", "1", "12"),
    cells(Cell("第二十条第（五）项", 4)),
    cells("信息内容", Cell("本年处理决定数量", 3)),
    cells("行政许可", Cell("208", 3)),
    cells(Cell("第二十条第（八）项", 4)),
    cells("信息内容", Cell("本年收费金额（单位：万元）", 3)),
    cells("行政事业性收费", Cell("16.50", 3)),
]
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLY_HEAD = [
    cells(Cell(CORNER, 3, 3), Cell("申请人情况", 7)),
    cells(Cell("自然人", 1, 2), Cell("法人或其他组织", 5), Cell("总计", 1, 2)),
    cells("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
]
APPLY_TOP = [
    cells(Cell("一、本年新收政府信息公开申请数量", 3), "14", "2", "0", "0", "1", "0", "17"),
    cells(Cell("二、上年结转政府信息公开申请数量", 3), "1", "0", "0", "0", "0", "0", "1"),
]
RESULTS = [
    [Cell("（一）予以公开", 2), *cells("9", "1", "", "", "1", "", "11")],
    [Cell("（三）不予公开", 1, 2), *cells("1.属于国家秘密", "0", "0", "0", "0", "0", "0", "0")],
    cells("2.其他法律行政法规禁止公开", "2", "1", "0", "0", "0", "0", "3"),
    [Cell("（四）无法提供", 1, 2), *cells("1.本机关不掌握相关政府信息", *"3000003")],
    cells("2.没有现成信息需要另行制作", "", "", "", "", "", "", ""),
    cells(Cell("（七）总计", 2), "14", "2", "0", "0", "1", "0", "17"),
]
APPLY_END = [cells(Cell("四、结转下年度继续办理", 3), "1", "0", "0", "0", "0", "0", "1")]
REMEDIES = [
    cells(Cell("行政复议", 5), Cell("行政诉讼", 10)),
    [
        *(Cell(t, 1, 2) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")),
        Cell("未经复议直接起诉", 5),
        Cell("复议后起诉", 5),
    ],
    cells(*("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 2),
    cells("1", "0", "0", "1", "2", "0", "0", "0", "0", "0", "", "", "", "", ""),
]


def results(rows: Rows, label: str = "三、本年度办理结果") -> Rows:
    return [[Cell(label, 1, len(rows)), *rows[0]], *rows[1:]]


BLOCKS: list[str | Rows] = [
    "澄溪区水务局2023年政府信息公开工作年度报告",
    "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
    "如有疑问，请与澄溪区水务局办公室联系（电话：0680-5550133）。",
    "二、主动公开政府信息情况",
    ACTIVE,
    "三、收到和处理政府信息公开申请情况",
    [*APPLY_HEAD, *APPLY_TOP, *results(RESULTS), *APPLY_END],
    "四、政府信息公开行政复议、行政诉讼情况",
    REMEDIES,
    "五、存在的主要问题及改进情况",
    "部分科室公开意识不强，下一步将加强培训。",
]

LINES = [
    "澄溪区水务局2023年政府信息公开工作年度报告",
    "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
    "如有疑问，请与澄溪区水务局办公室联系（电话：0680-5550133）。",
    "二、主动公开政府信息情况",
    "第二十条第（一）项",
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
    "规章\t0\t0\t0",
    "行政规范性文件\t3\t1\t12",
    "第二十条第（五）项",
    "信息内容\t本年处理决定数量",
    "行政许可\t208",
    "第二十条第（八）项",
    "信息内容\t本年收费金额（单位：万元）",
    "行政事业性收费\t16.50",
    "三、收到和处理政府信息公开申请情况",
    f"{CORNER}\t申请人情况",
    "\t自然人\t法人或其他组织\t总计",
    "\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t",
    "一、本年新收政府信息公开申请数量\t14\t2\t0\t0\t1\t0\t17",
    "二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1",
    "三、本年度办理结果\t（一）予以公开\t9\t1\t\t\t1\t\t11",
    "\t（三）不予公开\t1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0",
    "\t\t2.其他法律行政法规禁止公开\t2\t1\t0\t0\t0\t0\t3",
    "\t（四）无法提供\t1.本机关不掌握相关政府信息\t3\t0\t0\t0\t0\t0\t3",
    "\t\t2.没有现成信息需要另行制作\t\t\t\t\t\t\t",
    "\t（七）总计\t14\t2\t0\t0\t1\t0\t17",
    "四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1",
    "四、政府信息公开行政复议、行政诉讼情况",
    "行政复议\t行政诉讼",
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉",
    "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
    "1\t0\t0\t1\t2\t0\t0\t0\t0\t0\t\t\t\t\t",
    "五、存在的主要问题及改进情况",
    "部分科室公开意识不强，下一步将加强培训。",
]


def placed(rows: Rows) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell, counted from 0."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.columns)}
            yield r, c, cell
            c += cell.columns


def width(rows: Rows) -> int:
    return sum(cell.columns for cell in rows[0])


def to_html(blocks: list[str | Rows]) -> str:
    parts = [_html_table(b) if isinstance(b, list) else f"<p>{html.escape(b)}</p>" for b in blocks]
    return f"<html><head><title>年报</title></head><body>{''.join(parts)}</body></html>"


def _html_table(rows: Rows) -> str:
    lines = [
        "".join(
            f'<td colspan="{c.columns}" rowspan="{c.rows}"><p>{c.text or "&nbsp;"}</p></td>'
            for c in row
        )
        for row in rows
    ]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def to_docx(blocks: list[str | Rows]) -> bytes:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), width(block))
        for r, c, cell in placed(block):
            end = table.cell(r + cell.rows - 1, c + cell.columns - 1)
            table.cell(r, c).merge(end).text = cell.text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def to_pdf(blocks: list[str | Rows | None], footer: str = "- {} -") -> bytes:
    """``None`` begins a new page; ``footer`` is printed on each."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK")
    small = ParagraphStyle("cell", fontName="STSong-Light", fontSize=7, leading=9, wordWrap="CJK")
    flow = []
    for block in blocks:
        if block is None:
            flow.append(PageBreak())
        elif isinstance(block, str):
            flow.append(Paragraph(block, body))
        else:
            flow += [_pdf_table(block, small), Spacer(1, 6)]
    out = io.BytesIO()

    def number(canvas, _document):
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(A4[0] / 2, 30, footer.format(canvas.getPageNumber()))

    SimpleDocTemplate(out, pagesize=A4).build(flow, onFirstPage=number, onLaterPages=number)
    return out.getvalue()


def _pdf_table(rows: Rows, style: ParagraphStyle) -> Table:
    data: list[list[object]] = [[""] * width(rows) for _ in rows]
    commands: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    commands.append(("VALIGN", (0, 0), (-1, -1), "MIDDLE"))
    for r, c, cell in placed(rows):
        data[r][c] = Paragraph(cell.text, style)
        commands.append(("SPAN", (c, r), (c + cell.columns - 1, r + cell.rows - 1)))
    return Table(data, colWidths=[440 / width(rows)] * width(rows), style=commands)


def to_xlsx(blocks: list[str | Rows], *, borders: bool = True) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    line = Side(style="thin")
    at = 1
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(at, 1, block)
            at += 1
            continue
        for r, c, cell in placed(block):
            value: object = int(cell.text) if cell.text.isdecimal() else cell.text or None
            sheet.cell(at + r, c + 1, value)
            if cell.rows * cell.columns > 1:
                sheet.merge_cells(None, at + r, c + 1, at + r + cell.rows - 1, c + cell.columns)
        if borders:
            for r in range(len(block)):
                for c in range(width(block)):
                    sheet.cell(at + r, c + 1).border = Border(line, line, line, line)
        at += len(block)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_csv(blocks: list[str | Rows]) -> str:
    """As Excel saves it: merged cells as blanks, every line padded to the widest."""
    table: list[list[str]] = []
    for block in blocks:
        if isinstance(block, str):
            table.append([block])
            continue
        start = len(table)
        table += [[""] * width(block) for _ in block]
        for r, c, cell in placed(block):
            table[start + r][c] = cell.text
    widest = max(map(len, table))
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (widest - len(row))] for row in table)
    return out.getvalue()
