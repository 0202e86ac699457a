"""More visitors than can be answered: everyone is told so, in Chinese."""

import threading

import httpx

BUSY = "现在提问的人太多，请稍等几秒再试"
NARROW = """
import sys
from pathlib import Path
import uvicorn
from assistant.web.server import create_app
from assistant.web.settings import WebSettings
port, index = int(sys.argv[2]), Path(sys.argv[4])
app = create_app(WebSettings(port=port, directory=index, line=1))
uvicorn.run(app, port=port, log_level="warning")
"""
"""A server before which only one question may stand."""
CROWD = 6
TRIES = 100
"""The line is free for a moment after each answer, so one try may slip in."""


def test_a_full_line_is_said_in_chinese(browser, built, launch):
    site, over = launch(built, program=("-c", NARROW)), threading.Event()
    refused = []

    def push(number: int) -> None:
        asked = 0
        with httpx.Client(base_url=site.url, timeout=60) as client:
            while not over.is_set():
                asked += 1
                question = f"金凤区科技局第{number}次{asked}问网站公开了多少条"
                answer = client.get("/api/v1/ask", params={"q": question})
                if answer.status_code != 200:
                    refused.append((answer.status_code, answer.json()))

    page = browser.new_page()
    page.goto(site.url)
    page.wait_for_selector(".nb-loaded b")
    threads = [threading.Thread(target=push, args=(n,)) for n in range(CROWD)]
    for thread in threads:
        thread.start()
    try:
        toast = page.locator(".nb-toast[role=alert]")
        for number in range(TRIES):
            page.locator("#box textarea").fill(f"澜泽县人民政府第{number}次问新收申请多少件")
            page.keyboard.press("Enter")
            page.wait_for_function(
                "document.querySelector('.nb-toast')"
                " || document.querySelector('#box textarea').value === ''"
            )
            if toast.count():
                break
        assert BUSY in toast.inner_text()
    finally:
        over.set()
        for thread in threads:
            thread.join()
        page.close()
    assert refused[0] == (503, {"detail": BUSY})
