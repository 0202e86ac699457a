"""Which of the passages found support an answer, and which of them comes first."""

import re
from collections.abc import Sequence

from assistant.compose_contact import tells
from assistant.compose_prose import explains
from assistant.concepts import ConceptMatcher
from assistant.query import Query
from assistant.relevance import (
    defined,
    says_it_all,
    speaks_of_name,
    tells_how_long_of_it,
    tells_of_the_year,
    to_the_point,
)
from assistant.schema import Passage
from assistant.terms import content, held
from corpus.normalise import fold

_EACH_OF = re.compile("(?P<list>[^,，。;；:：]{2,}、[^,，。;；:：]{2,}?)的?(?:各|分别)")
_JOINED = re.compile("、|和|与|及")
_DEFINED = 1.5
"""Log odds granted to a passage that holds the very name whose meaning is asked."""
_SAYING_ALL = 2.5
"""Log odds granted to a passage that has a sentence with every word of the question."""
_TOPICAL = 0.5
_NOT_MUCH = 3.0
"""Log odds by which a passage elsewhere must be likelier than one under the topic's heading."""


def speaking(query: Query, found: Sequence[Passage], matcher: ConceptMatcher) -> Sequence[Passage]:
    """The passages that support an answer, best first.

    Another year's report speaks only where the asked year's own report is silent. What is said
    of a contact fact stands with the other contact facts: 「本单位不设传真」.
    """
    least = -_DEFINED if defined(query) else 0.0
    passages = [
        p for p in found
        if (
            p.belief >= 0
            or (p.belief >= least and speaks_of_name(p.text, query))
            or (p.belief >= -_SAYING_ALL and not p.aside and says_it_all(p.text, query))
        )
        and to_the_point(p.text, query, "".join(p.chunk.path[-1:]))
        and tells_how_long_of_it(p, query)
        and tells_of_the_year(p, query)
        and _of_the_account(query, p)
        and _of_the_listed(query, p)
    ]  # fmt: skip
    passages = [p for p in passages if not p.aside] or passages
    if query.intent == "contact":
        passages = [p for p in passages if tells(p, query)]
        passages.sort(
            key=lambda p: len(p.chunk.path) > 1 or p.chunk.path[0][:1] in "一二三四五六七八九十"
        )
    return _under_its_heading(query, passages, matcher)


def _of_the_account(query: Query, passage: Passage) -> bool:
    """Whether a passage stands where its report speaks of the account that is asked about."""
    its = [name for name, bodies in query.accounts if passage.chunk.body in bodies]
    said = fold(passage.chunk.text) if its else ""
    return not its or any(name in said for name in its)


def _of_the_listed(query: Query, passage: Passage) -> bool:
    """Whether a passage speaks of half at least of what 「网上、当面、信函的各多少」 lists."""
    listed = _EACH_OF.search(query.text) if query.cues.quantity else None
    if listed is None:
        return True
    said = fold(f"{'，'.join(passage.chunk.path[-1:])}，{passage.text}")
    parts = [terms for part in _JOINED.split(listed["list"]) if (terms := content(part))]
    spoken = [terms for terms in parts if any(held(term, said) for term in terms)]
    return 2 * len(spoken) >= len(parts)


def _under_its_heading(
    query: Query, passages: Sequence[Passage], matcher: ConceptMatcher
) -> Sequence[Passage]:
    """The passages, those under a heading for the very topic before others not much likelier.

    「存在什么问题」 is answered under 「存在的主要问题」, not by 「问题突出的部门」.
    """
    topic = next((m for m in query.matches if m.concept.kind == "section"), None)
    if not passages or topic is None or topic.score < _TOPICAL or not explains(query):
        return passages
    key = topic.concept.key
    least = passages[0].belief - _NOT_MUCH
    under = [
        p for p in passages
        if p.belief >= least and p.chunk.path
        and key == matcher.topic(fold(p.chunk.path[-1]))
    ]  # fmt: skip
    return (*under, *(p for p in passages if p not in under))
