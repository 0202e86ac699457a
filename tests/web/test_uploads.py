"""Reports in and out: in the browser, and with hostile names."""

import re
import shutil
from pathlib import Path

import httpx
import pytest

from assistant.web.uploads import visible_name

ROOT = Path(__file__).parents[2]
REPORT = next((ROOT / "tests" / "data" / "reports").glob("青岚县水利局2018.txt"))


@pytest.fixture(scope="module")
def own(built, launch, tmp_path_factory):
    """A server whose index may be changed."""
    index = tmp_path_factory.mktemp("own") / "index"
    shutil.copytree(built, index)
    return launch(index)


def test_good_and_bad_files_each_get_their_outcome(browser, own, tmp_path):
    scan = tmp_path / "扫描件.pdf"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    empty = tmp_path / "空.txt"
    empty.touch()
    page = browser.new_page()
    page.goto(own.url)
    page.wait_for_selector(".nb-example")
    page.get_by_role("tab", name="报告管理", exact=True).click()
    page.locator("[data-files]").set_input_files([str(REPORT), str(scan), str(empty)])
    page.locator(".nb-uploads li.nb-good, .nb-uploads li.nb-bad").nth(2).wait_for()
    outcomes = page.locator(".nb-uploads li").all_inner_texts()
    assert "新增" in outcomes[0]
    assert "65 个指标值" in outcomes[0]
    assert "没有收录" in outcomes[1]
    assert "图片" in outcomes[1]
    assert "空" in outcomes[2]
    page.locator("#manage td", has_text="青岚县水利局").first.wait_for()
    assert "青岚县水利局" in own_bodies(own)

    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="删除青岚县水利局2018年年报").click()
    page.get_by_role("button", name="删除青岚县水利局2018年年报").wait_for(state="detached")
    assert "青岚县水利局" not in own_bodies(own)
    answer = httpx.get(own.url + "/api/v1/ask", params={"q": "青岚县水利局2018年网站公开多少条"})
    assert answer.json()["status"] == "not_found"
    page.close()


def test_a_report_uploaded_again_replaces_the_old_which_nothing_cites_any_more(
    browser, own, tmp_path
):
    text = next((ROOT / "corpus" / "reports").glob("*.txt")).read_text(encoding="utf-8")
    assert text.count("3. 政务微博公开政府信息数") == 1
    newer = re.sub(r"(3\. 政务微博公开政府信息数\D+)64", r"\g<1>65", text)
    assert newer != text
    (tmp_path / "更正.txt").write_text(newer, encoding="utf-8")
    ask = {"q": "金凤区科技局2018年政务微博公开了多少条"}
    before = httpx.get(own.url + "/api/v1/ask", params=ask).json()
    page = browser.new_page()
    page.goto(own.url)
    page.wait_for_selector(".nb-loaded b")
    page.get_by_role("tab", name="报告管理", exact=True).click()
    page.locator("[data-files]").set_input_files(str(tmp_path / "更正.txt"))
    page.locator(".nb-uploads li.nb-good", has_text="已替换").wait_for()
    page.locator("#manage td", has_text="更正.txt").wait_for()
    page.close()
    after = httpx.get(own.url + "/api/v1/ask", params=ask).json()
    assert [a["facts"][0]["value"] for a in (before, after)] == ["64", "65"]
    assert [a["citations"][0]["text"][-2:] for a in (before, after)] == ["64", "65"]
    assert not any("条\t64" in citation["text"] for citation in after["citations"])


def test_declining_the_question_deletes_nothing(browser, own):
    page = browser.new_page()
    page.goto(own.url)
    page.wait_for_selector(".nb-example")
    page.get_by_role("tab", name="报告管理", exact=True).click()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="删除金凤区科技局2018年年报").click()
    page.wait_for_timeout(500)
    page.close()
    assert "不能恢复" in asked[0]
    assert "金凤区科技局" in own_bodies(own)


def test_hostile_names_never_leave_their_folder(own, tmp_path_factory):
    names = ["../../逃.txt", "..\\..\\逃.txt", "CON.txt", "长" * 300 + ".txt", "<b>x</b>.txt", "."]
    files = [("files", (name, b"not a report", "text/plain")) for name in names]
    outcomes = httpx.post(own.url + "/api/v1/reports", files=files, timeout=60).json()
    assert [outcome["action"] for outcome in outcomes] == ["failed"] * len(names)
    assert outcomes[0]["source"] == "逃.txt"
    assert outcomes[1]["source"] == "逃.txt"
    assert not list(tmp_path_factory.getbasetemp().parent.rglob("逃.txt"))


def test_names_are_cut_and_cleaned():
    assert visible_name("a/b\\c\x00d.txt") == "cd.txt"
    assert visible_name(None) == "未命名文件"
    assert len(visible_name("长" * 300 + ".txt")) == 124


def own_bodies(own):
    return {report["body"] for report in httpx.get(own.url + "/api/v1/reports").json()}
