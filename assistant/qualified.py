"""Questions about a part: 「各乡镇主动公开多少条」 is not answered by the whole's number."""

import re
from collections.abc import Sequence

from assistant.figures import Figure, spoken
from assistant.names import towns
from assistant.query import Query
from assistant.relevance import speaks_of_share, spent_on
from assistant.schema import Passage
from assistant.strangers import offices
from assistant.terms import Term, content, held, is_light
from corpus.normalise import fold
from index.search import Index

_PARTS = re.compile(r"乡镇|镇街|街道|村居|社区|[区县市省]直|分局|派出所|下属|直属")
_OF_OFFICES = re.compile("部门规范性文件|部门文件")
"""What offices issue is no part of what the table counts without more."""
_VILLAGE = re.compile("[\u4e00-\u9fff]{2,4}[镇乡村]")
"""「白塘镇」: a place within the reporting one."""
_FIELD = re.compile(
    r"(?:^|[的，,、])(?!政府|政务|主动|网站|微博|微信|全|公开|本年|当年)([\u4e00-\u9fff]{2,4}?)类?信息(?:主动)?(?:公开|发布|公布)了?(?:多少|几)"
)
"""「招生信息公开了几条」 asks for information of one field."""
CHANNELS = {
    "channel.website": ("网站", "门户"), "channel.weibo": ("微博",),
    "channel.wechat": ("微信", "公众号"), "channel.gazette": ("公报",),
}  # fmt: skip
"""Words for the channels that have a row of their own, by its key."""
_CHANNELS = (*CHANNELS.values(), ("客户端",), ("报刊",))
_OPEN, _CHANNEL = "active.", "channel."
"""What is open in all; each channel has a row of its own, or none."""


def asks_a_part(query: Query) -> bool:
    """Whether the question is about some of the bodies that a report speaks for."""
    return bool(_PARTS.search(query.text))


def qualifiers(text: str) -> tuple[tuple[str, ...], ...]:
    """The parts a folded question is about, each as the words any of which names it."""
    villages = (
        term.word
        for term in content(text)
        if _VILLAGE.fullmatch(term.word) and not _PARTS.search(term.word)
    )
    named = (
        *_PARTS.findall(text),
        *_OF_OFFICES.findall(text),
        *offices(text),
        *villages,
        *towns(text),
    )
    parts = tuple((word,) for word in dict.fromkeys(named))
    return parts + tuple(words for words in _CHANNELS if any(word in text for word in words))


def about_the_part(query: Query, figure: Figure, index: Index) -> bool:
    """Whether an indicator, or what is cited for it, is about the part that is asked for."""
    concept = figure.match.concept
    wording = "".join(fold(name) for name in (concept.name, *concept.variants))
    cited = [
        fold(index.text(row.report_id).text[row.indicator.row_start : row.indicator.row_end])
        for row in figure.result.cited[:1]
    ]
    said = "".join((wording, *cited))
    asked = qualifiers(query.text)
    if not concept.key.startswith(_OPEN):
        asked = tuple(words for words in asked if words not in _CHANNELS)
    fields = [Term(word, 1.0) for word in _FIELD.findall(query.text) if not is_light(word)]
    called = f"{spoken(figure.match, query.columns)}｜{said}"
    if not (spent_on(said, query) and speaks_of_share(called, query)):
        return False
    return all(any(word in said for word in words) for words in asked) and all(
        held(field, said) for field in fields
    )


def speaking_of_the_part(query: Query, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that name the part that is asked for.

    A channel must be named where its count is asked for; elsewhere it is a word like others.
    """
    best = query.matches[0].concept.key if query.matches else ""
    counted = query.cues.quantity and not query.cues.how
    of_channel = counted and best.startswith((_OPEN, _CHANNEL))
    asked = [words for words in qualifiers(query.text) if of_channel or words not in _CHANNELS]
    return tuple(p for p in passages if all(_names(p, words) for words in asked))


def _names(passage: Passage, words: Sequence[str]) -> bool:
    told = passage.chunk.text if words[0][-1] in "局厅" else passage.text
    said = fold("".join((*passage.chunk.path[-1:], told)))
    return any(word in said for word in words)
