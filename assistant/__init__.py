"""Questions in, cited answers out."""

from typing import TYPE_CHECKING

from assistant.schema import Answer, Citation, Comparison, Fact, Finding, Notice
from corpus.late import late_names

if TYPE_CHECKING:
    from assistant.ask import Assistant, default_directory, open_assistant
    from assistant.serialise import answer_json, compare_json, finding_json, report_json

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "Comparison",
    "Fact",
    "Finding",
    "Notice",
    "answer_json",
    "compare_json",
    "default_directory",
    "finding_json",
    "open_assistant",
    "report_json",
]

__getattr__ = late_names(
    __name__,
    {
        "Assistant": "assistant.ask",
        "answer_json": "assistant.serialise",
        "compare_json": "assistant.serialise",
        "default_directory": "assistant.ask",
        "finding_json": "assistant.serialise",
        "open_assistant": "assistant.ask",
        "report_json": "assistant.serialise",
    },
)
