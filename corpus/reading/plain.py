"""Plain text and Markdown → lines; the header a web archive puts before an article."""

import re

from corpus.reading.furniture import (
    drop_page_facts,
    is_furniture,
    strip_lead,
    strip_trailing,
)

_ARCHIVE_FIELD = re.compile(
    r"(标题|发布时间|文号|发布机构|栏目|原文链接|本地目录|来源|作者|索引号)[:：][ \t]*(.*)"
)
_ARCHIVE_NOTE = re.compile(r"页面链接与图片详见.*")
_BODY_MARK = re.compile(r"[=＝\-—]{3,}\s*正文\s*[=＝\-—]{3,}")
_HEADER_LINES = 30

_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")
_LINK = re.compile(
    r"!?\[([^\[\]]*)\]\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[\"'][^\"']*[\"'])?\)"
)
_PIPE_RULE = re.compile(r"\|?(?:\s?:?-{2,}:?\s?\|)+(?:\s?:?-{2,}:?\s?)?")
_STRONG = re.compile(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*")
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


def plain_lines(text: str) -> tuple[list[str], str | None]:
    """Lines of a text or Markdown file, and the title its archive header states."""
    title, body = split_archive_header(text)
    lines = strip_trailing(strip_lead(body.lstrip("\n"))).split("\n")
    lines = drop_page_facts(_skip_leading(lines))
    return [plain_line(line) for line in lines if not _is_rule(line)], title


def split_archive_header(text: str) -> tuple[str | None, str]:
    """Cut 「标题: … 发布时间: … ==== 正文 ====」 off the top: (title, the rest).

    Without the 正文 rule, the field lines are cut only when 标题 is among them and they come
    first, so that a report's own 「来源：…」 line is never taken for a header.
    """
    lines = text.split("\n")
    fields: dict[str, str] = {}
    end = 0
    for number, line in enumerate(lines[:_HEADER_LINES]):
        if _BODY_MARK.fullmatch(line.strip()):
            return fields.get("标题") or None, "\n".join(lines[number + 1 :])
        field = _ARCHIVE_FIELD.fullmatch(line.strip())
        if field is not None:
            fields[field[1]] = field[2].strip()
        elif line.strip() and not _ARCHIVE_NOTE.fullmatch(line.strip()):
            break
        end = number + 1
    if "标题" not in fields or len(fields) < 2:
        return None, text
    return fields["标题"] or None, "\n".join(lines[end:])


def plain_line(line: str) -> str:
    """One line without Markdown's heading marks, bold marks, link targets and pipes."""
    row = line.strip()
    if len(row) > 1 and row.startswith("|") and row.endswith("|"):
        cells = _UNESCAPED_PIPE.split(row[1:-1])
        return "\t".join(_LINK.sub(r"\1", c).replace("\\|", "|").strip() for c in cells)
    if _HEADING.match(line):
        line = line.strip().strip("#").strip()
    return _STRONG.sub(r"\1", _LINK.sub(r"\1", line)).rstrip(" \u00a0\u3000")


def _is_rule(line: str) -> bool:
    """Whether the line is 「|---|---|」, which only Markdown needs."""
    return "--" in line and _PIPE_RULE.fullmatch(line.strip()) is not None


def _skip_leading(lines: list[str]) -> list[str]:
    """Drop the furniture, blank lines and a lone 「正文」 before the first line of the report."""
    for number, line in enumerate(lines):
        if line.strip() and line.strip() != "正文" and not is_furniture(line):
            return lines[number:]
    return lines
