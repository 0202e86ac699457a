"""Whether what was found speaks of the very thing a question asks for."""

import re

from assistant.query import Query
from assistant.terms import Term, held
from corpus.normalise import fold
from corpus.segment import known_words

_CERTAIN = 0.8
"""An indicator worded so like the question is meant beyond doubt."""
_ABROAD = re.compile(r"全国|全省|全市|全区|外省|兄弟(?:省|市|县|单位)")
_ASKING = re.compile(r"多少|几|怎么|什么|哪|一共|总共|了")
_PLACED = re.compile(r"排.{0,6}第?几|第几名?|名次|平均|均值")
_RANKED = re.compile(r"第[一二三四五六七八九十\d]+[名位]?|[名位]列|排名|前[一二三五十\d]")


def beyond_reports(query: Query) -> bool:
    """「排全省第几」, 「比全国平均」: no table of one body can tell."""
    return bool(_ABROAD.search(query.text) and _PLACED.search(query.text))


def counted_elsewhere(query: Query) -> bool:
    """Whether a number of an indicator is asked for that the question names beyond doubt.

    Where the asked report has no such row, only a sentence that counts it is an answer.
    """
    top = query.top
    asked = query.cues.quantity and not query.cues.how
    return bool(asked and top and top.concept.kind == "indicator" and top.lexical >= _CERTAIN)


def to_the_point(text: str, query: Query) -> bool:
    """Whether a passage speaks of every word by which the asked figure differs from others.

    「当面申请几件」 is not answered by 「收到申请60件」, nor 「排全省第几」 by any count.
    """
    said = fold(text)
    if beyond_reports(query):
        return bool(_RANKED.search(said)) and all(w in said for w in _ABROAD.findall(query.text))
    if not counted_elsewhere(query) or query.top is None:
        return True
    words = [w for w in known_words(query.top.phrase) if len(w) > 1 and w in query.text]
    return all(held(Term(word, 1.0), said) > 0 for word in words if not _ASKING.search(word))
