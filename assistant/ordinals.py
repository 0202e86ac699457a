"""「第三项是什么」: an item of a list that a report numbers."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.numerals import integer

Span = tuple[int, int]

_NUMBER = r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})"
_PIECE = r"(?:个方面|方面|[个项条点类种件])"
_THING = r"(?:问题|不足|困难|短板|措施|举措|做法|原因|任务|打算|工作|经验|内容|方面)"
_THING_END = "[题足难板施举法因务算作验容面]"
_ALONE = re.compile(
    rf"^(?:那么?|再|还有|其中的?|请问|说说|讲讲|看看)*[,，]?(?:{_NUMBER}|(?P<last>最后一))(?:{_PIECE}|(?={_THING}))"
    rf"的?{_THING}?(?:又|都|具体|分别)*(?:是|说的?|讲的?|写的?|指)?(?:是)?(?:什么|啥|哪个?|怎么[说写])?(?:内容)?[呢吗啊呀?？。]*$"
)
_IN = re.compile(rf"的?{_NUMBER}(?:{_PIECE}的?|大)(?=[\u4e00-\u9fff]{{0,4}}{_THING})")
_AFTER = re.compile(rf"(?<={_THING_END})[的中里]*{_NUMBER}{_PIECE}(?=[是说讲指什啥呢?？]|$)")
_STYLES = (
    re.compile(r"(?<![统单唯专同第万之])(?P<number>[一二三四五六七八九十]{1,3})[是要]"),
    re.compile(r"[（(](?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"),
    re.compile(r"(?<![\d.])(?P<number>\d{1,2})[.．、](?!\d)"),
    re.compile(r"第(?P<number>[一二三四五六七八九十]{1,3})(?:[,，、]|是)"),
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?")


def ordinal_alone(rest: str) -> int:
    """Which item a follow-up asks for that asks for nothing else; 0 for none, -1 for the last."""
    found = _ALONE.match(rest)
    if found is None:
        return 0
    return -1 if found["last"] else ordinal(found["number"])


def ordinal_in(rest: str) -> int:
    """Which of its problems or measures a question asks for; 0 for none."""
    found = _IN.search(rest) or _AFTER.search(rest)
    return ordinal(found["number"]) if found else 0


def without_ordinal(rest: str) -> str:
    """「存在的第二个问题」 → 「存在的问题」."""
    if _IN.search(rest):
        return _IN.sub("的", rest).removeprefix("的")
    return _AFTER.sub("", rest)


def numbered_items(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """Every list of two or more items in ``text[start:end]``, as the spans of its items.

    The last item ends with as many sentences as the longest of the others has, for nothing
    else tells where a list in running text is over.
    """
    for style in _STYLES:
        run: list[int] = []
        for found in style.finditer(text, start, end):
            if ordinal(found["number"]) == len(run) + 1:
                run.append(found.start())
            elif ordinal(found["number"]) == 1:
                yield from _items(text, run, found.start())
                run = [found.start()]
        yield from _items(text, run, end)


def _items(text: str, starts: Sequence[int], end: int) -> Iterator[tuple[Span, ...]]:
    if len(starts) < 2:
        return
    items = list(pairwise(starts))
    longest = max(len(_sentences(text, a, b)) for a, b in items)
    last = _sentences(text, starts[-1], end)[:longest]
    yield (*items, (starts[-1], last[-1] if last else end))


def _sentences(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of a stretch end."""
    found = _SENTENCE.finditer(text, start, end)
    return [m.end() for m in found if m.group().strip()]


def ordinal(printed: str) -> int:
    """The number that Chinese characters or digits say; 0 for none."""
    return int(printed) if printed.isdigit() else integer(printed) or 0
