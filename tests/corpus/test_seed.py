"""The report that ships with the product, figure by figure where it matters."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.chunk import chunk_report
from corpus.load import read_document
from corpus.report import parse_report

(SEED,) = sorted((Path(__file__).parents[2] / "corpus/reports").iterdir())
REPORT = parse_report(read_document(SEED))
TEXT = REPORT.text
SECTIONS = [
    "一、概述",
    "二、政府信息主动公开情况",
    "三、重点领域政府信息公开情况",
    "四、推进“互联网+政务服务”工作",
    "五、人大代表建议和政协提案办理结果情况",
    "六、开展政策解读情况",
    "七、回应社会关切情况",
    "八、政府信息依申请公开情况",
    "九、加强平台建设，拓展公开渠道",
    "十、公开制度机制建设情况",
    "十一、政府信息公开存在的主要问题及改进措施",
    "十二、2019 年政务公开工作计划",
    "十三、其他需要报告的事项",
]


def test_whose_report_it_is():
    assert REPORT.report_id == "金凤区科技局-2018"
    assert (REPORT.body, REPORT.year, REPORT.form) == ("金凤区科技局", 2018, "2014")
    assert REPORT.title == "金凤区科技局 2018 年政府信息公开工作年度报告"
    assert REPORT.period == ("2018-01-01", "2018-12-31")
    assert REPORT.warnings == ()


def test_the_total_of_the_first_row_is_printed_139():
    (cell,) = [i for i in REPORT.indicators if i.path == ("一、主动公开情况",)]
    assert (cell.value, cell.printed) == (Decimal(139), "139")


def test_its_sections():
    assert [s.path[0] for s in REPORT.sections if s.level == 1] == [*SECTIONS, "附件："]
    preamble = REPORT.sections[0]
    assert (preamble.level, preamble.path, preamble.start) == (0, (REPORT.title,), 0)
    assert [s.path for s in REPORT.sections if s.level == 2] == [
        ("一、概述", "(一) 加强组织领导，健全工作机制"),
        ("一、概述", "(二) 完善工作制度，夯实公开基础"),
        ("一、概述", "(三) 政务公开基本目录编制情况"),
        ("二、政府信息主动公开情况", "(一) 通过网站主动公开情况"),
        ("二、政府信息主动公开情况", "(二) 通过政务微博微信主动公开情况"),
        (
            "二、政府信息主动公开情况",
            "(三) 通过报刊、电视、新闻网站、手机客户端等渠道公开政府信息情况",
        ),
        ("附件：", "金凤区科技局 2018 政府信息公开情况统计表"),
    ]
    assert max(s.level for s in REPORT.sections) == 2


def test_sections_tile_the_text():
    tops = [s for s in REPORT.sections if s.level <= 1]
    assert [s.start for s in tops[1:]] == [s.end for s in tops[:-1]]
    assert tops[-1].end == len(TEXT)
    for section in REPORT.sections[1:]:
        assert TEXT.startswith(section.path[-1], section.start)


def test_a_page_break_inside_a_sentence_is_mended():
    assert "科普周" not in TEXT
    assert "科普日、知识产权活动周" in TEXT
    assert "正在拨付给项目承担企业" in TEXT
    assert "协调、高效推进。" in TEXT


def test_it_has_65_rows_each_at_its_place():
    assert len(REPORT.indicators) == 65
    for cell in REPORT.indicators:
        assert TEXT[cell.start : cell.end] == cell.printed
        assert cell.row_start <= cell.start <= cell.end <= cell.row_end
        assert cell.status == "printed"


@pytest.mark.parametrize(
    ("path", "value", "unit", "printed"),
    [
        (("四、行政复议数量",), 0, "件", "0"),
        (("一、主动公开情况", "（一）主动公开政府信息数"), 28, "条", "28"),
        (
            (
                "一、主动公开情况",
                "（二）通过不同渠道和方式公开政府信息的情况",
                "2. 政府网站公开政府信息数",
            ),
            47,
            "条",
            "47",
        ),
        (
            (
                "一、主动公开情况",
                "（二）通过不同渠道和方式公开政府信息的情况",
                "3. 政务微博公开政府信息数",
            ),
            64,
            "条",
            "64",
        ),
        (
            ("三、依申请公开情况", "（三）申请答复数", "4. 不同意公开答复数", "其中：涉及国家秘密"),
            0,
            "件",
            "0",
        ),
        (("七、依申请公开信息收取的费用",), 0, "万元", "0"),
        (("九、政府信息公开会议和培训情况", "(二) 举办各类培训班数"), 2, "次", "2"),
        (("九、政府信息公开会议和培训情况", "(三) 接受培训人员数"), 6, "人次", "6"),
    ],
)
def test_rows_to_the_letter(path, value, unit, printed):
    (cell,) = [i for i in REPORT.indicators if i.path == path]
    assert (cell.value, cell.unit, cell.printed) == (Decimal(value), unit, printed)


def test_its_contacts():
    assert {c.kind: c.value for c in REPORT.contacts} == {
        "compiler": "金凤区科技局办公室",
        "website": "www. ycjinfeng. gov. cn/",
        "office": "金凤区科技局办公室",
        "address": "银川市金凤区尹家渠南街 4 号",
        "postcode": "750001",
        "phone": "0951—5035245",
        "fax": "0951—5035245",
        "email": "jqkjj@163.com",
    }
    for contact in REPORT.contacts:
        assert TEXT[contact.start : contact.end] == contact.value


def test_chunks_tile_the_prose_and_split_no_sentence():
    chunks = chunk_report(REPORT)
    prose = [c for c in chunks if c.kind == "section"]
    assert len([c for c in chunks if c.kind == "indicator"]) == 65
    assert len([c for c in chunks if c.kind == "contact"]) == len(REPORT.contacts)
    assert all(TEXT[c.start : c.end] == c.text for c in chunks)
    assert all(a.end <= b.start for a, b in pairwise(prose))
    covered = bytearray(len(TEXT))
    for c in chunks:
        covered[c.start : c.end] = b"\1" * len(c.text)
    for s in REPORT.sections:
        covered[s.start : s.body_start] = b"\1" * (s.body_start - s.start)
    lost = "".join(c for c, kept in zip(TEXT, covered, strict=True) if not kept).split()
    # The header and the two notes inside the table are no prose.
    assert "".join(lost) == (
        "统计指标单位统计数（不同渠道和方式公开相同信息计1条）（不同方式回应同一热点或舆情计1次）"
    )
    for c in prose:
        follows = TEXT[c.end : c.end + 1]
        assert c.text[-1] in "。！？；”" or follows in ("\n", ""), c.text[-20:]


def test_no_chunk_cuts_a_figure():
    for chunk in chunk_report(REPORT):
        for border in (chunk.start, chunk.end):
            around = TEXT[max(0, border - 1) : border + 1]
            assert not all(c.isdigit() or c == "." for c in around) or len(around) < 2
    assert any("289.18 万元" in c.text for c in chunk_report(REPORT))
