"""Whose report it is and of which year: read from the title, checked against the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ReportError
from corpus.period import YEAR, find_period, find_period_span, year_of
from corpus.reading.furniture import COUNTER
from corpus.schema import Document

__all__ = ["Identity", "find_period", "find_period_span", "identify", "year_of"]

_KIND = r"(?:的?政府信息公开|的?政务公开|的?信息公开)"
_BODY = r"(?P<body>[^\n《》“”：:。；，（）()]{2,40}?)"
_TITLES = (
    re.compile(rf"(?P<year>{YEAR})\s*年?\s*度?\s*{_BODY}\s*{_KIND}"),
    re.compile(rf"{_BODY}\s*[（(]?\s*(?P<year>{YEAR})\s*年?\s*度?\s*[）)]?\s*{_KIND}"),
    re.compile(
        rf"{_BODY}\s*{_KIND}[^\d\n。，]{{0,12}}?[（(]?\s*(?P<year>{YEAR})\s*年?\s*度?\s*[）)]?"
        r"(?=.{0,10}(?:报告|年报|$))"
    ),
)
_YEARLESS = re.compile(rf"{_BODY}\s*{_KIND}[^\n。，]{{0,8}}(?:报告|年报)")
_NAMED_YEAR = re.compile(rf"(?P<year>{YEAR})\s*年?\s*度?")
_REPORT = re.compile(r"报告|年报|总结")
_FILE_NAMES = (
    re.compile(rf"(?P<year>{YEAR})[-_ ]*年?度?[-_ ]*(?P<body>[^\d_.\-]{{2,40}})"),
    re.compile(rf"(?P<body>[^\d_.\-]{{2,40}})[-_ ]*(?P<year>{YEAR})"),
)
_BEFORE_TITLE = re.compile("^.*(?:[>›»＞\\]】]|年报|年度报告)")
"""「首页 > 政务公开 >」, 「[大中小]」: a page's own text, which a title may run on from."""
_COUNTED_VISITS = re.compile(rf"^.*{COUNTER}")
"""「打印 关闭 浏览次数：2076」, which a title may run on from."""
_LEAD = re.compile(r"^(?:附件\d?|关于|印发|公布|发布|转发|现公布|现将|根据|按照|[、：:的])+")
_TRAIL = re.compile(r"(?:关于|印发|公布|发布|开展|编制|[的和及、])+$")
_ORGANISATION = re.compile(
    r"(?:局|委|委员会|办|办公室|办公厅|厅|院|政府|管委会|街道|办事处|中心|公司|集团|学校|大学|医院|"
    r"银行|法院|检察院|公安|支队|大队|总队|队|站|所|处|科|协会|联合会|总会|社|省|市|区|县|旗|州|盟|镇|乡|"
    r"村|开发区|园区|实验区|新区|部|署|会|馆|台|行)$"
)
_PLACE = re.compile(r"[^\W\d_]{1,12}?(?<!实验)(?<!开发)(?<!示范)(?<!新)(?<!园)[省市县区旗州镇乡]")
"""A place that has a 人民政府; a zone has a 管委会 and reports under its own name."""
_GENERIC = re.compile(
    r"^(?:(?:县|市|区|省|镇|乡)?(?:人民)?政府(?:办公室)?|本(?:机关|单位|部门|局|级|市|县|区|镇)|各(?:级|部门|单位)|全[区市县省局]"
    r"|我[区市县局委省厅办镇乡院](?:.{0,4})|机关|部门|单位|年度|依申请|主动公开|基层)$"
)
_AUTHORS = (
    re.compile(
        r"(?P<body>[^\n，。；：、《》（）()\s]{3,30})(?=\s*\n?\s*[\d二]{4}\s*年.{1,3}月.{1,3}日\s*$)"
    ),
    re.compile(
        r"由\s*(?P<body>[^\n，。；：、《》（）()]{3,30}?)(?:办公室)?(?:负责|汇总|组织)?(?:编制|编写)"
    ),
)
_HEAD = 1_200
"""The title, where the text has one, stands within so many first characters."""
_TITLE_LINE = 60
"""A longer line is a paragraph, or a whole report that lost its line ends."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Body, year, printed title and period of a report, and doubts about them."""

    body: str
    year: int
    title: str
    period: tuple[str, str] | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """What one line names; the year is missing from some titles."""

    body: str
    year: int | None
    title: str


def identify(document: Document, text: str) -> Identity:
    """Find out whose report this is.

    Titles printed in the text come first, then the title in the file's metadata, the file
    name, and who signs or compiled the report.

    Args:
        document: the file, for its metadata title and name.
        text: the cleaned text.

    Raises:
        ReportError: neither title, text nor file name gives a body and a year.
    """
    period = find_period(text)
    stem = Path(document.source).stem
    printed = list(_printed_names(text))
    stated = list(_names_of(document.title)) if document.title else []
    filed = list(_file_names(stem))
    year = _year(stated, printed, period, filed)
    body = _body(text, year, (printed, stated, filed))
    if body is None or year is None:
        raise ReportError(
            f"{Path(document.source).name}：认不出是哪个机构、哪一年的年报；"
            "请在首行写上“机构名称＋年度＋政府信息公开工作年度报告”再导入"
        )
    warnings = []
    if period is not None and int(period[0][:4]) != year:
        warnings.append(f"标题年度为 {year} 年，正文写的统计期限为 {period[0]} 至 {period[1]}")
    return Identity(body, year, _title(printed, stated, year, stem), period, tuple(warnings))


def _year(
    stated: Sequence[_Name],
    printed: Sequence[_Name],
    period: tuple[str, str] | None,
    filed: Sequence[_Name],
) -> int | None:
    """The metadata's year where the text prints it too, since pages link to other years' titles.

    Else that of the first title, of several the one whose figures the report covers.
    """
    years = [n.year for n in printed if n.year]
    meant = next((n.year for n in stated if n.year), None)
    covered = int(period[0][:4]) if period is not None else None
    if meant is not None and (not years or meant in (*years, covered)):
        return meant
    if years:
        return covered if covered in years else years[0]
    if covered is not None:
        return covered
    return next((n.year for n in filed if n.year), None)


def _body(text: str, year: int | None, named: Sequence[Sequence[_Name]]) -> str | None:
    for names in named:
        bodies = [n.body for n in names if n.body and n.year in (year, None)]
        if bodies:
            return _governed(bodies[0], text)
    author = next(_authors(text), None)
    return _governed(author, text) if author else None


def _governed(body: str, text: str) -> str:
    """The government of a bare place, where the report names it.

    One year's title says 「汐原市」 and the next year's 「汐原市人民政府」: both report for the city.
    """
    government = f"{body}人民政府"
    return government if _PLACE.fullmatch(body) and government in text else body


def _title(printed: Sequence[_Name], stated: Sequence[_Name], year: int | None, stem: str) -> str:
    """The title as printed; the metadata's or the file's name where none is."""
    names = [n for n in (*printed, *stated) if n.year in (year, None)]
    return next((n.title for n in names if n.body), names[0].title if names else stem)


def _printed_names(text: str) -> Iterator[_Name]:
    """Titles among the first lines, also one broken over two or three lines."""
    lines = [line for line in text[:_HEAD].split("\n") if "\t" not in line]
    for i, line in enumerate(lines[:12]):
        if len(line) > _TITLE_LINE:
            yield from _names_in_run(line)
            continue
        for more in (0, 1, 2):
            whole = "".join(lines[i : i + more + 1])
            if len(whole) <= _TITLE_LINE and _REPORT.search(whole):
                found = list(_names_of(whole))
                yield from found
                if any(n.body and n.year for n in found):
                    break


def _names_in_run(line: str) -> Iterator[_Name]:
    """The title in front of a run-on line's first sentence, the last one printed there."""
    lead = re.search(r"(?=根据《|按照《|依照《|依据《|本报告|为了?(?:保障|贯彻)|[。，；])", line)
    head = line[: lead.start()] if lead else line[:_TITLE_LINE]
    ends = [m.end() for m in re.finditer(r"年度报告|年报(?!告)|报告", head)]
    starts = [0, *ends]
    for start, end in reversed(list(zip(starts, ends, strict=False))):
        words = head[start:end].split()
        # The furniture of a page stands before the title: take as few words as name a body.
        for first in range(len(words) - 1, -1, -1):
            found = [n for n in _names_of(" ".join(words[first:])) if n.body and n.year]
            if found:
                yield from found
                return


def _names_of(line: str) -> Iterator[_Name]:
    title = line.strip().strip("《》 ")
    title = _COUNTED_VISITS.sub("", title)
    title = re.sub(r"^附件\s*\d?\s*[：:]?\s*", "", title)
    # 「…年度报告 根据《条例》…」: a run-on first line holds the first sentence too.
    title = re.sub(r"(?<=报告|年报)\s+\S.*[。，].*$", "", title)
    for pattern in _TITLES:
        found = pattern.search(title)
        if found is not None and (body := _named_body(found["body"])):
            yield _Name(body, year_of(found["year"]), title)
            return
    years = _NAMED_YEAR.search(title)
    year = year_of(years["year"]) if years else None
    found = _YEARLESS.search(title)
    body = _named_body(found["body"]) if found else None
    if (body or year) and _REPORT.search(title) and re.search("公开", title):
        yield _Name(body or "", year, title)


def _named_body(printed: str) -> str | None:
    body = "".join(printed.split()).strip("—-－")
    body = re.sub(rf"(?:{YEAR})年?度?", "", body)
    body = _TRAIL.sub("", _LEAD.sub("", _BEFORE_TITLE.sub("", body)))
    if len(body) < 3 or _GENERIC.match(body):
        return None
    return body


def _file_names(stem: str) -> Iterator[_Name]:
    for pattern in _FILE_NAMES:
        found = pattern.search(stem)
        if found is not None:
            body = _named_body(re.sub(_KIND + r".*$", "", found["body"]))
            if body:
                yield _Name(body, year_of(found["year"]), stem)
                return
    years = _NAMED_YEAR.search(stem)
    if years is not None:
        yield _Name("", year_of(years["year"]), stem)


def _authors(text: str) -> Iterator[str]:
    """Who signs the report, or compiled it."""
    for pattern in _AUTHORS:
        for found in pattern.finditer(text[:3_000] if pattern is _AUTHORS[1] else text[-200:]):
            body = _named_body(found["body"])
            if body and _ORGANISATION.search(body):
                yield body
