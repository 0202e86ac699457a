import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.reading.word import word_lines


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def number(paragraph, list_id, depth):
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
        )
    )


def test_automatic_numbers_are_printed():
    document = docx.Document()
    root = document.part.numbering_part.element
    levels = [
        ("chineseCountingThousand", "%1、"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3."),
    ]
    xml = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    root.insert(
        0,
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{xml}</w:abstractNum>'),
    )
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    for depth, text in [(0, "概述"), (1, "机构"), (1, "制度"), (0, "公开"), (1, "网站"), (2, "甲")]:
        number(document.add_paragraph(text), 77, depth)
    assert word_lines(saved(document)) == [
        "一、概述",
        "（一）机构",
        "（二）制度",
        "二、公开",
        "（一）网站",
        "1.甲",
    ]


def test_deleted_text_goes_and_inserted_text_and_content_controls_stay():
    document = docx.Document()
    body = document.element.body
    w = nsdecls("w")
    body.insert(
        0,
        parse_xml(
            f"<w:p {w}><w:r><w:t>主动公开</w:t></w:r><w:del><w:r><w:delText>27</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>47</w:t></w:r></w:ins><w:r><w:t>条</w:t></w:r>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>"
        ),
    )
    body.insert(
        1,
        parse_xml(
            f"<w:sdt {w}><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t><w:br/><w:t>第二行</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    assert word_lines(saved(document)) == ["主动公开47条", "控件里的段落", "第二行"]


def test_a_table_of_one_cell_is_text_and_a_table_in_it_a_table():
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "一、概述"
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text = "规章"
    inner.cell(0, 1).text = "0"
    assert word_lines(saved(document)) == ["一、概述", "规章\t0"]


def test_table_of_contents_is_left_out():
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、概述\t1", style="toc 1")
    document.add_paragraph("一、概述")
    assert word_lines(saved(document)) == ["一、概述"]
