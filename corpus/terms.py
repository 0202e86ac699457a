"""Words of the field that jieba's dictionary lacks, taken from the catalogue."""

import re
from functools import cache

from corpus.catalogue import load_catalogue
from corpus.normalise import fold

_LONGEST = 4
"""Longer official names are phrases; as one word they would match nothing else."""

_CORE = frozenset(["公开", "申请", "复议", "诉讼", "年报", "政务公开", "信息公开"])
"""What every report is about, though no name of the catalogue is that short."""


@cache
def domain_words() -> tuple[str, ...]:
    """Names and official wordings of up to four characters, and synonym words, sorted."""
    catalogue = load_catalogue()
    phrases = {p for c in catalogue.concepts for p in (c.name, *c.variants)}
    words = {fold(p) for p in phrases} | {fold(w) for group in catalogue.synonyms for w in group}
    words |= _CORE
    return tuple(sorted(w for w in words if 2 <= len(w) <= _LONGEST and re.fullmatch(r"\w+", w)))
