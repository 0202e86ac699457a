"""The README's two pictures: ``python tests/web/screenshots.py``.

Starts the page over the shipped corpus and writes ``tests/web/screenshots/desktop.png`` and
``phone.png`` there.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
QUESTION = "2018年政务微博公开了多少条信息？"


def main() -> None:
    """Start, wait, shoot, stop."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as index:
        command = [sys.executable, "app.py", "--port", str(port), "--index", index]
        server = subprocess.Popen(command, cwd=ROOT)
        try:
            _wait(f"http://127.0.0.1:{port}/healthz")
            with sync_playwright() as playwright:
                chromium = shutil.which("chromium")
                flags = ["--headless", "--no-sandbox", "--disable-gpu"]
                browser = playwright.chromium.launch(executable_path=chromium, args=flags)
                _shoot(browser, port, "desktop", 1366, 800)
                _shoot(browser, port, "phone", 390, 844)
        finally:
            server.terminate()
            server.wait(10)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address) as answer:
                if b"ready" in answer.read():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.2)
    raise SystemExit("页面没有在一分钟内就绪")


def _shoot(browser: Browser, port: int, name: str, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height}, is_mobile=width < 800)
    page.goto(f"http://127.0.0.1:{port}/")
    page.wait_for_selector(".nb-example")
    page.locator("#box textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#evidence mark").first.wait_for()
    page.locator("#box textarea").blur()
    page.wait_for_timeout(800)
    target = Path(__file__).with_suffix("") / f"{name}.png"
    target.parent.mkdir(exist_ok=True)
    page.screenshot(path=target)
    Image.open(target).convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
        target, optimize=True
    )
    page.close()


if __name__ == "__main__":
    main()
