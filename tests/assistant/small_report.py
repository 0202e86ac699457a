"""A small report of a fictional body: any text, and the tables of 2021 filled as told."""

from collections.abc import Mapping, Sequence

from assistant.checks.operands import View, view_of
from corpus.catalogue import load_catalogue
from corpus.report import parse_report
from corpus.schema import Document

CATALOGUE = load_catalogue()
_APPLICATIONS = next(
    t for f in CATALOGUE.forms if f.id == "2021" for t in f.tables if t.id == "applications"
)
_ENDINGS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
ROWS = {
    "一、本年新收政府信息公开申请数量": 60,
    "二、上年结转政府信息公开申请数量": 2,
    "（一）予以公开": 20,
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": 1,
    "（七）总计": 58,
    "四、结转下年度继续办理": 4,
}
REMEDIES = (3, 0, 0, 0, 3, 2, 0, 0, 1, 3, 0, 0, 0, 0, 0)
_OPENING = (
    "本报告由云岫县人民政府办公室按照政府信息公开条例编制，内容包括总体情况、主动公开、申请办理、"
    "复议诉讼、问题和改进、其他事项六个部分，如有疑问请与办公室联系。"
)


def small_view(
    prose: str, rows: Mapping[str, int] = ROWS, remedies: Sequence[int] = REMEDIES
) -> View:
    """The report with ``prose`` as its first part; rows that are not named hold 0."""
    labels = [row.labels[0] for row in _APPLICATIONS.rows if row.has_cells]
    cells = [
        "\t".join((label, str(rows.get(label, 0)), *"00000", str(rows.get(label, 0))))
        for label in labels
    ]
    lines = (
        "云岫县人民政府2022年政府信息公开工作年度报告",
        _OPENING,
        "一、总体情况",
        prose,
        "三、收到和处理政府信息公开申请情况",
        *cells,
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议\t\t\t\t\t行政诉讼",
        "\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉",
        "\t".join(_ENDINGS * 3),
        "\t".join(map(str, remedies)),
    )
    return view_of(CATALOGUE, parse_report(Document("a.txt", "\n".join(lines), "0")))
