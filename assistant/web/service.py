"""The assistant behind the page: loaded in the background, swapped whole, asked by everyone."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.ask import Assistant, open_assistant
from assistant.schema import Answer
from assistant.web.settings import WebSettings
from assistant.web.workers import Workers
from corpus.errors import IndexUnavailableError, NianbaoError, UsageError
from index.schema import BuildOutcome, IndicatorRow

ANSWERS_KEPT = 4096
"""Answers remembered for one state of the index; some 5 KB each."""
PATIENCE = 120.0
"""Seconds a question waits for the assistant to load before it is told to come back."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything an answer depends on beside the index."""

    question: str
    history: tuple[str, ...] = ()
    body: str | None = None
    year: int | None = None


class NotReadyError(NianbaoError):
    """The reports are still being read."""


class Service:
    """One index directory, opened in the background and reopened when it changes.

    Readers take ``assistant()`` once and keep it for their whole request: a change swaps in a
    new one and never alters the old. Changes come one at a time.
    """

    def __init__(self, settings: WebSettings) -> None:
        """Nothing is loaded before ``start``."""
        self.settings = settings
        self._assistant: Assistant | None = None
        self._failure: NianbaoError | None = None
        self._loaded = threading.Event()
        self._swap = threading.Lock()
        self._change = threading.Lock()
        self._answers: OrderedDict[tuple[int, Asked], Answer] = OrderedDict()
        self.workers = Workers(line=settings.line)

    def start(self) -> None:
        """Start loading in the background; returns at once."""
        threading.Thread(target=self._load, name="nianbao-load", daemon=True).start()

    @property
    def state(self) -> Literal["loading", "ready", "failed"]:
        """For ``/healthz`` and the page's first paint."""
        if self._failure is not None:
            return "failed"
        return "ready" if self._loaded.is_set() else "loading"

    @property
    def failure(self) -> str | None:
        """Why loading failed, one Chinese line."""
        return None if self._failure is None else str(self._failure)

    def assistant(self, patience: float = PATIENCE) -> Assistant:
        """The present assistant, newer when another process changed the index.

        Raises:
            NotReadyError: still loading after ``patience`` seconds.
            NianbaoError: loading failed, or the index became unreadable.
        """
        if not self._loaded.wait(patience):
            raise NotReadyError("正在读入年报和模型，请过几秒再试")
        if self._failure is not None:
            raise self._failure
        assistant = self._assistant
        if assistant is None:
            raise IndexUnavailableError("索引没有打开；请重新启动")
        if assistant.index.current() is assistant.index:
            return assistant
        if not self._change.acquire(blocking=False):
            return assistant  # the change under way swaps when it is done
        try:
            return self._refresh()
        finally:
            self._change.release()

    def ask(self, asked: Asked) -> Answer:
        """Answer, from memory when the same was asked of the same index."""
        assistant = self.assistant()
        key = (assistant.index.generation, asked)
        found = self._remembered(key)
        if found is not None:
            return found
        text = asked.question[: self.settings.question_characters].strip()
        if not text:
            raise UsageError("问题是空的；请输入想问的内容")
        answer = assistant.ask(text, asked.history, body=asked.body, year=asked.year)
        with self._swap:
            self._answers[key] = answer
            while len(self._answers) > ANSWERS_KEPT:
                self._answers.popitem(last=False)
        return answer

    async def answer(self, asked: Asked) -> Answer:
        """Like ``ask``, for the event loop: at once from memory, else on a worker.

        Raises:
            BusyError: too many wait already.
        """
        assistant = self._assistant
        if assistant is not None:
            found = self._remembered((assistant.index.current().generation, asked))
            if found is not None:
                return found
        return await self.workers.run(lambda: self.ask(asked))

    def add(self, paths: Sequence[Path], names: Callable[[str], str]) -> tuple[BuildOutcome, ...]:
        """Read files into the index; ``names`` turns a path into what the visitor called it.

        Raises:
            IndexUnavailableError: the index cannot be written.
        """
        from index.build import build_index
        from index.embed import load_embedder

        assistant = self.assistant()
        embedder = assistant.index.embedder or load_embedder()
        with self._change:
            outcomes = build_index(paths, self.settings.directory, embedder)
            self._refresh()
        return tuple(replace(o, source=names(o.source)) for o in outcomes)

    def remove(self, report_id: str) -> None:
        """Delete a report; nothing cites it once this returns.

        Raises:
            UsageError: it is not stored.
        """
        from index.build import remove_report

        self.assistant()
        with self._change:
            remove_report(self.settings.directory, report_id)
            self._refresh()

    def rows(self, report_id: str) -> tuple[IndicatorRow, ...]:
        """The indicator cells of one report, in printed order."""
        index = self.assistant().index
        info = next((r for r in index.reports if r.report_id == report_id), None)
        if info is None:
            raise UsageError(f"没有收录报告 {report_id}；请在列表里选择")
        rows = index.indicators(bodies=(info.body,), years=(info.year,))
        return tuple(row for row in rows if row.report_id == report_id)

    def _remembered(self, key: tuple[int, Asked]) -> Answer | None:
        with self._swap:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def _load(self) -> None:
        try:
            assistant = open_assistant(self.settings.directory)
            if assistant.index.reports:
                assistant.warm()
            self._assistant = assistant
        except NianbaoError as error:
            self._failure = error
        finally:
            if self._assistant is None and self._failure is None:  # a defect; its trace is logged
                self._failure = IndexUnavailableError("读入年报时出错，详情见日志；请重新启动")
            self._loaded.set()

    def _refresh(self) -> Assistant:
        """Swap in an assistant over the present index, ready before anyone sees it."""
        with self._swap:
            old = self._assistant
        if old is None:
            raise IndexUnavailableError("索引没有打开；请重新启动")
        fresh = Assistant(old.index.current(), old.catalogue)
        if fresh.index.reports:
            fresh.warm()
        with self._swap:
            self._assistant = fresh
            self._answers.clear()
        return fresh
