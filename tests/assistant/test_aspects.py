"""The like row of what the conversation is about."""

from assistant.aspects import like_before
from tests.assistant.readers import BODY, READER


def asked(*questions: str) -> str:
    *history, question = questions
    query = READER.understand(question, history)
    return query.matches[0].concept.key


def test_a_figure_named_alone_is_of_the_row_before() -> None:
    first = f"{BODY}2018年制发了多少件行政规范性文件"
    assert asked(first, "那一年废止了几件") == "normdoc.repealed"
    assert asked(first, "那一年废止了几件", "现行有效的呢") == "normdoc.in_force"
    assert asked(f"{BODY}2018年制发了几件规章", "废止了几件") == "regulation.repealed"


def test_a_row_that_is_named_is_meant() -> None:
    first = f"{BODY}2018年制发了多少件行政规范性文件"
    assert asked(first, "规章废止了几件") == "regulation.repealed"


def test_without_a_row_before_nothing_changes() -> None:
    before = READER.understand(f"{BODY}2018年存在哪些问题")
    matches = READER.understand(f"{BODY}2018年废止了几件规章").matches
    assert like_before(matches, before, "废止了几件规章") == matches
