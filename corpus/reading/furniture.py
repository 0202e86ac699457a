"""What a web page or a printed page adds around a report, and is not report text."""

import re
from collections.abc import Iterator, Sequence

_GAP = r"[\s|｜:：>》、，,/·•\[\]【】（）()×+]*+"

_BUTTONS = """
    附件下载 文件下载 打印本页 打印此页 打印正文 打印 关闭窗口 关闭本页 关闭页面 关闭
    返回顶部 返回首页 返回列表 返回上一页 返回 回到顶部 分享到 分享至 分享 一键分享
    收藏本页 收藏 加入收藏 设为首页 复制链接 复制 下载 无障碍阅读 无障碍浏览 无障碍
    长者模式 长者助手 长者版 适老版 繁體中文 繁體 繁体 简体中文 简体 视力保护色
    新浪微博 腾讯微博 微信 微博 QQ空间 QQ好友 QQ 朋友圈 全真版 文字版 朗读 语音播报 收听
    我要纠错 纠错 字体大小 字体 字号 大 中 小 默认 网站地图 站点地图 联系我们 关于我们
    隐私声明 网站声明 相关链接 相关附件 相关文档 首页 登录 注册 -->
"""
# Longest first, and a token once matched is not given back: no exponential search.
_BUTTON = f"(?>{'|'.join(sorted(_BUTTONS.split(), key=len, reverse=True))})"
COUNTER = r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]?\s*\d+\s*次?"
"""How often a page was looked at."""
_WHOLE_LINE = re.compile(
    rf"""{_GAP}(?:
      您?(?:现在|当前)?(?:所在)?的?位置\s*[:：].*
    | 首页\s*[>›»＞].*
    | (?:(?:{_BUTTON}|{COUNTER}){_GAP})++
    | (?:扫一扫|扫码).{{0,30}}
    | (?:上一篇|下一篇|上一条|下一条)\s*[:：]?.*
    | (?:版权所有|主办单位|主办|承办单位|承办|技术支持|运行维护|建设维护)\s*[:：].*
    | .{{0,40}}(?:ICP备|ICP证|公网安备|网站标识码).*
    | (?:Copyright|©).*
    | 您?是第?\s*\d+\s*位访问者?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# Facts about the page; furniture only above the report, where 「时间：…」 is not a sentence.
_PAGE_FIELD = re.compile(
    r"\s*[\[【（(]?\s*(?:来源|信息来源|文章来源|稿源|作者|编辑|责任编辑|索引号|信息索引号|公开方式|公开范围|生成日期|成文日期"
    r"|主题分类|体裁分类|有效性|关键词|信息分类|栏目|发布时间|发布日期|更新时间|发文日期|时间|日期|浏览次数|浏览量|浏览"
    r"|阅读次数|阅读量|阅读|点击数|点击量|点击次数|访问量)\s*[:：].{0,80}"
)
_PAGE_TOOL = re.compile(
    "字号|字体|打印|关闭|分享|收藏|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:次数|数|量)"
)
_LEAD = re.compile(r"\s*您?(?:现在|当前)?(?:所在)?的?位置\s*[:：]")
_LEAD_TOKEN = re.compile(
    rf"""\s*+(?>
      (?:来源|信息来源|文章来源|作者|发布机构)\s*[:：]\s*\S{{0,40}}
    | (?:时间|发布时间|发布日期|日期|更新时间)\s*[:：]\s*
        \d{{4}}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}日?(?:\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?
    | {COUNTER}
    | {_BUTTON}(?:\s*[:：])?
    | [|\[\]【】]
    )(?=\s|$|[^\w])""",
    re.VERBOSE,
)
_LEAD_REACH = 500  # characters from 当前位置 to the article; the longest seen is 130
_TRAILING = re.compile(rf"(?:\s++{_BUTTON}(?:\s*[:：])?)+\s*$", re.VERBOSE)
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－_~·]+\s*\d{1,3}\s*[-—–－_~·]+|\d{1,3}|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
    r"|\d{1,3}\s*/\s*\d{1,3}|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?)\s*"
)
_LONGEST = 160
_TOP_LINES = 20


def is_furniture(line: str) -> bool:
    """Whether the whole line is a page's own text: breadcrumbs, share and print buttons, footer."""
    return (
        "\t" not in line
        and len(line) <= _LONGEST
        and "。" not in line
        and _WHOLE_LINE.fullmatch(line.strip()) is not None
    )


def is_page_number(line: str) -> bool:
    """Whether the line is 「- 3 -」, 「第3页」 or a bare number; ask only at a page's edge."""
    return _PAGE_NUMBER.fullmatch(line) is not None


def strip_lead(text: str) -> str:
    """Remove 「当前位置：首页… 时间：… 打印」 run on before the report on its first line."""
    lead = _LEAD.match(text)
    if lead is None:
        return text
    reach = text[: lead.start() + _LEAD_REACH].split("\n", 1)[0]
    for position in range(lead.end(), len(reach)):
        end = _run_end(reach, position)
        if end > position:
            return text[end:].lstrip()
    return text


def _run_end(line: str, position: int) -> int:
    """Where the run of page tokens starting at ``position`` stops."""
    while (token := _LEAD_TOKEN.match(line, position)) is not None:
        position = token.end()
    return position


def strip_trailing(text: str) -> str:
    """Remove buttons run on after the last sentence: 「… 件 0 0 附件下载」."""
    tail = text[-_LONGEST:]
    return text[: -len(tail)] + _TRAILING.sub("", tail) if tail else text


def drop_furniture(lines: Sequence[str]) -> list[str]:
    """The lines that are not furniture as a whole.

    Lines of page facts (来源：…, 发布时间：…) go too, above the first sentence or table row.
    """
    return [
        line
        for line, top in _from_the_top(lines)
        if not is_furniture(line) and not (top and _PAGE_FIELD.fullmatch(line))
    ]


def drop_page_facts(lines: Sequence[str]) -> list[str]:
    """The lines of a text saved off a page, without 「发布时间：… 字号：大 中 小 打印」 above it.

    A line of facts alone stays: in a text of unknown origin it may be the report's own.
    """
    return [
        line
        for line, top in _from_the_top(lines)
        if not (top and _PAGE_FIELD.fullmatch(line) and _PAGE_TOOL.search(line))
    ]


def _from_the_top(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether no sentence or table row stands before or in it."""
    top = True
    for number, line in enumerate(lines):
        top = top and number < _TOP_LINES and "。" not in line and "\t" not in line
        yield line, top
