"""Whose report it is and of which year: read from the title, checked against the text."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.errors import ReportError
from corpus.schema import Document

_DIGITS = str.maketrans(
    "〇○零一二三四五六七八九０１２３４５６７８９", "00012345678901234567" + "89"
)
_YEAR = r"(?:19|20)\s*\d\s*\d|[二一][〇○零九][〇○零一二三四五六七八九]{2}|２０[０-９]{2}"
_KIND = r"(?:的?政府信息公开|的?政务公开|的?信息公开)"
_TITLES = (
    re.compile(
        rf"(?P<body>[^\n《》“”：:。；，]{{2,40}}?)\s*(?P<year>{_YEAR})\s*年?\s*度?\s*{_KIND}"
    ),
    re.compile(
        rf"(?P<year>{_YEAR})\s*年\s*度?\s*(?P<body>[^\n《》“”：:。；，]{{2,40}}?)\s*{_KIND}"
    ),
)
_FILE_NAMES = (
    re.compile(rf"(?P<year>{_YEAR})[-_ ]*年?度?[-_ ]*(?P<body>[^\d_.\-]{{2,40}})"),
    re.compile(rf"(?P<body>[^\d_.\-]{{2,40}})[-_ ]*(?P<year>{_YEAR})"),
)
_PERIOD = re.compile(
    rf"(?:自|从|为|是|起于|[：:])?\s*(?P<y1>{_YEAR})\s*年\s*(?P<m1>\d{{1,2}})\s*月\s*(?P<d1>\d{{1,2}})\s*日\s*(?:起)?\s*"
    rf"(?:至|到|－|—|-|~)+\s*(?:(?P<y2>{_YEAR})\s*年)?\s*(?P<m2>\d{{1,2}})\s*月\s*(?P<d2>\d{{1,2}})\s*日"
)
_NOT_BODY = re.compile(r"^(关于|附件|本|我|根据|按照|及|和|的|《)+|[的和及]$")
_GENERIC = re.compile(r"^(政府|本机关|本单位|本部门|各级|全区|全市|全县|我[区市县局委])|的$")
_HEAD = 1_200
"""The title, where the text has one, stands within so many first characters."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Body, year, printed title and period of a report, and doubts about them."""

    body: str
    year: int
    title: str
    period: tuple[str, str] | None
    warnings: tuple[str, ...]


def identify(document: Document, text: str) -> Identity:
    """Find out whose report this is.

    Args:
        document: the file, for its metadata title and name.
        text: the cleaned text.

    Raises:
        ReportError: neither title, text nor file name gives a body and a year.
    """
    period = find_period(text)
    named = _from_titles(document, text)
    if named is None:
        named = _from_file_name(document.source, period)
    if named is None:
        raise ReportError(
            f"{Path(document.source).name}：认不出是哪个机构、哪一年的年报；"
            "请在首行写上“机构名称＋年度＋政府信息公开工作年度报告”再导入"
        )
    body, year, title = named
    warnings = []
    if period is not None and int(period[0][:4]) != year:
        warnings.append(f"标题年度为 {year} 年，正文写的统计期限为 {period[0]} 至 {period[1]}")
    return Identity(body, year, title, period, tuple(warnings))


def year_of(printed: str) -> int:
    """``2018``, ``２０１８`` or ``二〇一八`` as a number."""
    return int(re.sub(r"\s", "", printed).translate(_DIGITS))


def find_period(text: str) -> tuple[str, str] | None:
    """The statistics period printed in the text as ISO dates, if any."""
    found = _PERIOD.search(text)
    if found is None:
        return None
    first = year_of(found["y1"])
    last = year_of(found["y2"]) if found["y2"] else first
    return (
        f"{first}-{int(found['m1']):02}-{int(found['d1']):02}",
        f"{last}-{int(found['m2']):02}-{int(found['d2']):02}",
    )


def find_period_span(text: str) -> tuple[int, int] | None:
    """Where the statistics period is printed."""
    found = _PERIOD.search(text)
    return found.span() if found else None


def _from_titles(document: Document, text: str) -> tuple[str, int, str] | None:
    first_lines = [line for line in text[:_HEAD].split("\n") if "\t" not in line]
    broken = [a + b for a, b in pairwise(first_lines) if len(a) + len(b) <= 60]
    for line in (document.title or "", *first_lines, *broken):
        for pattern in _TITLES:
            found = pattern.search(line)
            if found is None:
                continue
            body = _NOT_BODY.sub("", re.sub(r"\s", "", found["body"]))
            if len(body) >= 3 and not _GENERIC.search(body):
                return body, year_of(found["year"]), _title(line, found.start())
    return None


def _title(line: str, start: int) -> str:
    """The printed title: the whole line when it is short, else up to 报告."""
    if len(line) <= 60:
        return line.strip()
    end = re.compile(r"年度报告|年报|报告").search(line, start)
    return line[start : end.end()].strip("《》 ") if end else line[start : start + 40]


def _from_file_name(source: str, period: tuple[str, str] | None) -> tuple[str, int, str] | None:
    stem = Path(source).stem
    found = next((m for pattern in _FILE_NAMES if (m := pattern.match(stem))), None)
    if found is None:
        return None
    body = re.sub(_KIND + r".*$", "", found["body"])
    year = year_of(found["year"])
    if len(body) < 2 or (period is not None and int(period[0][:4]) != year):
        return None
    return body, year, stem
