"""Measure a running server: ``python tests/web/load.py http://127.0.0.1:7860``.

Prints requests a second, errors and waiting times of REST asking (50 clients, each asking again
as soon as it is answered) and of 200 visitors who open the page and ask in its box every five
seconds. ``--questions`` takes a golden set or a text of one question a line, asked in turn, so
that no answer comes from memory before all were asked. Not a test: figures depend on the machine,
and this client takes a part of it.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

QUESTIONS = (
    "2018年政务微博公开了多少条信息", "网站公开多少条", "联系电话是多少", "存在哪些问题",
    "新收申请多少件", "2016年微博几条", "行政复议多少件", "规范性文件多少件",
)  # fmt: skip
THINKING = 5.0
"""Seconds between a visitor's answer and the next question."""


class Connection:
    """One kept-alive HTTP/1.1 connection: a lean client leaves the machine to the server."""

    def __init__(self, url: str) -> None:
        """Towards ``url``; opened at the first request."""
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def request(self, method: str, path: str, data: object = None) -> tuple[int, bytes]:
        """Status and body."""
        body = b"" if data is None else json.dumps(data).encode()
        head = f"{method} {path} HTTP/1.1\r\nhost: {self._host}:{self._port}\r\n"
        head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        writer.write(head.encode() + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
        size = next(int(x[15:]) for x in lines if x.startswith("content-length:"))
        return int(lines[0].split()[1]), await reader.readexactly(size)


class Tally:
    """What was measured."""

    def __init__(self, seconds: float) -> None:
        """Counts until ``seconds`` have passed."""
        self.seconds, self.until = seconds, time.perf_counter() + seconds
        self.waited: list[float] = []
        self.errors = 0

    def running(self) -> bool:
        """Whether there is time left."""
        return time.perf_counter() < self.until

    def note(self, started: float, good: bool) -> None:
        """One answer."""
        self.waited.append(time.perf_counter() - started)
        self.errors += not good

    def say(self, what: str) -> None:
        """Print one line."""
        waited = sorted(self.waited)
        half, most = (waited[int(len(waited) * part)] * 1000 for part in (0.5, 0.95))
        rate = len(waited) / self.seconds
        sys.stdout.write(
            f"{what}：{rate:.0f} 次/秒，错误 {self.errors}，p50 {half:.0f} ms，p95 {most:.0f} ms\n"
        )


async def rest(url: str, questions: Iterator[str], clients: int, tally: Tally) -> None:
    """Clients asking REST without a pause."""

    async def client() -> None:
        connection = Connection(url)
        while tally.running():
            started = time.perf_counter()
            path = f"/api/v1/ask?q={quote(next(questions))}"
            status, _ = await connection.request("GET", path)
            tally.note(started, status == 200)

    await asyncio.gather(*(client() for _ in range(clients)))


async def visitors(url: str, questions: Iterator[str], many: int, tally: Tally) -> None:
    """People who open the page, then ask in its box with a pause in between."""
    config = json.loads((await Connection(url).request("GET", "/config"))[1])
    arrive, ask = (_event(config, name) for name in ("load", "submit"))

    async def visitor(number: int) -> None:
        connection, session = Connection(url), f"load{number}"
        await asyncio.sleep(random.uniform(0, THINKING))
        opened = (await connection.request("GET", "/"))[0]
        arrived = (await connection.request("POST", *arrive([""], session)))[0]
        tally.errors += (opened, arrived) != (200, 200)
        while tally.running():
            started = time.perf_counter()
            data = [next(questions), None, None, None]
            status, body = await connection.request("POST", *ask(data, session))
            tally.note(started, status == 200 and b"nb-turn" in body)
            await asyncio.sleep(THINKING)

    await asyncio.gather(*(visitor(n) for n in range(many)))


def _event(config: Any, name: str) -> Callable[[list[Any], str], tuple[str, Any]]:
    """Path and body with which the page sends an event."""
    found = next(d for d in config["dependencies"] if any(t[1] == name for t in d["targets"]))

    def event(data: list[Any], session: str) -> tuple[str, Any]:
        body = {"data": data, "fn_index": found["id"], "session_hash": session}
        return f"/gradio_api/run/{found['api_name']}", body

    return event


def _questions(path: Path | None) -> Iterator[str]:
    lines = QUESTIONS if path is None else path.read_text(encoding="utf-8").splitlines()
    return cycle([json.loads(x)["question"] if x.startswith("{") else x for x in lines if x])


def main() -> None:
    """Measure REST, then the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    questions = _questions(options.questions)
    if options.clients:
        tally = Tally(options.seconds)
        asyncio.run(rest(options.url, questions, options.clients, tally))
        tally.say(f"接口，{options.clients} 个客户端")
    if options.visitors:
        tally = Tally(options.seconds)
        asyncio.run(visitors(options.url, questions, options.visitors, tally))
        tally.say(f"网页，{options.visitors} 人、每 {THINKING:.0f} 秒一问")


if __name__ == "__main__":
    main()
