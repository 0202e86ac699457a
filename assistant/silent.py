"""The asked bodies and years that an answer from the running text says nothing of."""

from dataclasses import replace

from assistant.query import Query
from assistant.schema import Answer

_MOST = 6
"""More places than this were not asked for one by one."""


def with_silence(query: Query, answer: Answer) -> Answer:
    """The answer, and whose number of those asked for by name was not found."""
    places = query.asked_places
    named = query.body_named and query.year_named and not query.grouped and not query.short
    cited = {(c.body, c.year) for c in answer.citations}
    lacking = [f"{body}{year}年" for body, year in places if (body, year) not in cited]
    counted = query.cues.quantity and not query.cues.how
    if not (named and counted and cited and lacking) or len(places) > _MOST:
        return answer
    return replace(answer, answer=f"{answer.answer}{'、'.join(lacking)}的年报里没有找到这个数。")
