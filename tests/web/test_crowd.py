"""More visitors than can be answered: everyone is told so, in Chinese."""

import threading
from collections.abc import Iterator

import httpx
import pytest

BUSY = "现在提问的人太多，请稍等几秒再试"
CROWD = 250
"""More than stand in line (``WebSettings.line``)."""


@pytest.fixture
def crowd(built, launch) -> Iterator[tuple[str, threading.Event]]:
    """A server whose line is kept full of new questions, and the sign that it is."""
    site, full, over = launch(built), threading.Event(), threading.Event()

    def push(number: int) -> None:
        with httpx.Client(base_url=site.url, timeout=60) as client:
            asked = 0
            while not over.is_set():
                asked += 1
                question = f"金凤区科技局第{number}次{asked}问网站公开了多少条"
                answer = client.get("/api/v1/ask", params={"q": question})
                if answer.status_code == 503:
                    assert answer.json() == {"detail": BUSY}
                    full.set()
                    over.wait(0.02)

    threads = [threading.Thread(target=push, args=(n,)) for n in range(CROWD)]
    for thread in threads:
        thread.start()
    yield site.url, full
    over.set()
    for thread in threads:
        thread.join()


def test_a_full_line_is_a_chinese_toast_and_the_question_is_kept(browser, crowd):
    url, full = crowd
    page = browser.new_page()
    page.set_default_timeout(60_000)
    assert full.wait(60)
    page.goto(url)
    toast = page.locator(".nb-toast[role=alert], .nb-problem")
    for _ in range(20):  # a place in the line may just have become free
        if toast.count():
            break
        page.locator("#box textarea").fill("澜泽县人民政府2021年新收申请多少件？")
        page.keyboard.press("Enter")
        page.wait_for_timeout(1000)
    assert BUSY in toast.first.inner_text()
    page.close()
