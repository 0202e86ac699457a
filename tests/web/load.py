"""Measure a running server: ``python tests/web/load.py http://127.0.0.1:7860``.

Prints requests a second of REST asking (50 clients, 8 questions in turn), and what 200 visitors
who ask through the page's queue every five seconds wait. Not a test: figures depend on the
machine, and this client itself takes a good part of it (``wrk`` measures REST more fairly).
"""

import asyncio
import random
import sys
import time

import httpx

QUESTIONS = (
    "2018年政务微博公开了多少条信息", "网站公开多少条", "联系电话是多少", "存在哪些问题",
    "新收申请多少件", "2016年微博几条", "行政复议多少件", "规范性文件多少件",
)  # fmt: skip
SECONDS = 20.0


async def rest(url: str) -> None:
    """50 clients, each asking again as soon as it is answered."""
    done: list[float] = []
    wrong = 0
    until = time.perf_counter() + SECONDS

    async def client(number: int) -> None:
        nonlocal wrong
        async with httpx.AsyncClient(base_url=url, timeout=30) as http:
            while time.perf_counter() < until:
                started = time.perf_counter()
                question = QUESTIONS[(number + len(done)) % len(QUESTIONS)]
                answer = await http.get("/api/v1/ask", params={"q": question})
                wrong += answer.status_code != 200
                done.append(time.perf_counter() - started)

    await asyncio.gather(*(client(n) for n in range(50)))
    _say("接口，50 个客户端", done, wrong, SECONDS)


async def visitors(url: str) -> None:
    """200 visitors asking through Gradio's queue, thinking for five seconds in between."""
    done: list[float] = []
    wrong = 0
    until = time.perf_counter() + SECONDS

    async def visitor() -> None:
        nonlocal wrong
        async with httpx.AsyncClient(base_url=url, timeout=60) as http:
            await asyncio.sleep(random.uniform(0, 5))
            while time.perf_counter() < until:
                started = time.perf_counter()
                data = {"data": [random.choice(QUESTIONS), None, None]}
                joined = await http.post("/gradio_api/call/ask", json=data)
                event = joined.json().get("event_id")
                result = await http.get(f"/gradio_api/call/ask/{event}")
                wrong += "event: complete" not in result.text
                done.append(time.perf_counter() - started)
                await asyncio.sleep(5)

    await asyncio.gather(*(visitor() for _ in range(200)))
    _say("网页队列，200 人、每 5 秒一问", done, wrong, SECONDS)


def _say(what: str, done: list[float], wrong: int, seconds: float) -> None:
    done.sort()
    half, most = (done[int(len(done) * part)] * 1000 for part in (0.5, 0.95))
    sys.stdout.write(
        f"{what}：{len(done) / seconds:.0f} 次/秒，错误 {wrong}，p50 {half:.0f} ms，p95 {most:.0f} ms\n"
    )


if __name__ == "__main__":
    asyncio.run(rest(sys.argv[1]))
    asyncio.run(visitors(sys.argv[1]))
