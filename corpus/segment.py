"""Text → words, with one jieba tokenizer of our own (``jieba.add_word`` would be global)."""

import logging
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from corpus.normalise import fold
from corpus.terms import domain_words

if TYPE_CHECKING:
    from corpus.tokenizer import Tokenizer

_WORD = re.compile(r"\w")
_SHORT = 100
"""Characters of a text whose words are remembered."""
_STOP = frozenset(
    re.split(
        r"\s+",
        """的 了 是 在 和 与 及 或 有 吗 呢 吧 啊 么 什么 多少 几 哪 哪些 哪个 怎么 怎样 如何 请问
        一下 这 那 个 年 度 年度 我 你 他 她 它 们 我们 你们 他们 就 都 也 还 被 把 给 对 从 到
        为 以 等 请 告诉 想 知道 情况 是不是 有没有 多 少""",
    )
)


@cache
def _tokenizer() -> "Tokenizer":
    import jieba

    from corpus.tokenizer import Tokenizer

    jieba.setLogLevel(logging.WARNING)
    return Tokenizer(domain_words())


def cut(text: str) -> list[str]:
    """Words of ``text`` in order, nothing dropped: ``"".join(cut(t)) == t``."""
    return list(_tokenizer().cut(text))


def known_words(text: str) -> list[str]:
    """Dictionary words of ``text``; what is between them comes as single characters.

    Unlike ``cut`` it does not let the hidden Markov model invent words such as 「微博发」.
    """
    return list(_known_words(text) if len(text) <= _SHORT else _known_words.__wrapped__(text))


def search_terms(text: str) -> list[str]:
    """Folded words for lexical search, sub-words of long words included, stop words dropped."""
    return list(_search_terms(text) if len(text) <= _SHORT else _search_terms.__wrapped__(text))


# A question is cut by every step that reads it; official wordings with every question they fit.
@lru_cache(maxsize=4096)
def _known_words(text: str) -> tuple[str, ...]:
    return tuple(_tokenizer().cut(text, HMM=False))


@lru_cache(maxsize=4096)
def _search_terms(text: str) -> tuple[str, ...]:
    words = _tokenizer().cut_for_search(fold(text))
    return tuple(w for w in words if w not in _STOP and _WORD.search(w))
