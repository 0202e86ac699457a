"""「对」 and 「不对」, kept on this machine and exported as golden questions."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from assistant.schema import Answer
from assistant.wording import number
from corpus.errors import IndexUnavailableError

FILE = "feedback.jsonl"
LARGEST = 20_000_000
"""Bytes after which nothing more is noted: some 20,000 verdicts."""


class Feedback:
    """A JSON-lines file beside the index; one line a verdict."""

    def __init__(self, directory: Path) -> None:
        """Keep verdicts in ``directory``."""
        self.path = directory / FILE
        self._writing = threading.Lock()

    def note(self, answer: Answer, verdict: str) -> None:
        """Append one verdict.

        Raises:
            IndexUnavailableError: the file cannot be written or is full.
        """
        line = json.dumps(golden(answer, verdict), ensure_ascii=False) + "\n"
        try:
            with self._writing:
                if self.path.exists() and self.path.stat().st_size > LARGEST:
                    raise IndexUnavailableError(f"反馈文件 {self.path.name} 已满；请先导出再清空")
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(line)
        except OSError as error:
            raise IndexUnavailableError(
                f"反馈没有记下（{error.strerror}）；请检查索引目录是否可写"
            ) from error

    def lines(self, verdict: str | None = None) -> Iterator[str]:
        """Noted questions, oldest first; only those of ``verdict`` when given."""
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8") as file:
            for line in file:
                if verdict is None or json.loads(line)["verdict"] == verdict:
                    yield line


def golden(answer: Answer, verdict: str) -> dict[str, Any]:
    """A question in the contract's golden form.

    A right answer gives its values and sources as what is expected; a wrong one leaves them
    empty for a person to fill in, and keeps what was said.
    """
    right = verdict == "right"
    years = {fact.year for fact in answer.facts} | {c.year for c in answer.citations[:1]}
    digest = blake2b(answer.resolved_question.encode(), digest_size=6).hexdigest()
    return {
        "id": f"page-{digest}",
        "kind": _kind(answer),
        "question": answer.resolved_question,
        "history": [],
        "answer_has": [number(f.value) for f in answer.facts if f.value is not None]
        if right
        else [],
        "evidence": [c.path[-1] for c in answer.citations[:1] if c.path] if right else [],
        "year": years.pop() if len(years) == 1 else None,
        "status": answer.status if right else None,
        "verdict": verdict,
        "answered": answer.answer,
        "noted": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _kind(answer: Answer) -> str:
    if answer.status == "not_found":
        return "none"
    if any(notice.kind == "conflict" for notice in answer.notices):
        return "conflict"
    if answer.comparison is not None:
        return "compare"
    return "fact" if answer.facts else "section"
