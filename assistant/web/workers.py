"""The few threads that answer, and the bounded line before them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from corpus.errors import NianbaoError

_T = TypeVar("_T")


class BusyError(NianbaoError):
    """More is asked at once than can be answered in bearable time."""


class Workers:
    """Work beside the event loop: page, REST and MCP stand in one line."""

    def __init__(self, threads: int = 2, line: int = 200) -> None:
        """Answering is mostly Python: more threads would only queue for the interpreter.

        Args:
            threads: pieces of work done at a time.
            line: pieces under way or waiting; one more is refused.
        """
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="nianbao-work")
        self._line = line
        self._standing = 0  # only the event loop's thread counts

    async def run(self, work: Callable[[], _T]) -> _T:
        """The result of ``work``, done on a thread.

        Raises:
            BusyError: the line is full.
        """
        if self._standing >= self._line:
            raise BusyError("现在提问的人太多，请稍等几秒再试")
        self._standing += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._standing -= 1
