"""The page as a visitor meets it, in a real browser."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest

WEIBO = "金凤区科技局2018年政务微博公开了多少条信息？"
CANARY = "<img src=x onerror=window.__canary=1>"
READY = ".nb-example"


class Visit:
    """One visitor's page; remembers every request and every script error."""

    def __init__(self, browser, site, **options):
        options.setdefault("viewport", {"width": 1366, "height": 900})
        self.context = browser.new_context(locale="en-US", **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.requests, self.errors = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.site = site

    def open(self, query="", ready=READY):
        self.page.goto(self.site.url + "/" + query)
        self.page.wait_for_selector(ready)
        self.page.wait_for_selector(".nb-loaded b")  # the tabs' choices come with this line
        return self

    def ask(self, question):
        turns = self.page.locator(".nb-turn").count()
        self.page.locator("#box textarea").fill(question)
        self.page.keyboard.press("Enter")
        self.page.locator(".nb-turn").nth(turns).wait_for()
        self.page.wait_for_function("document.querySelector('#box textarea').value === ''")
        return self.page.locator(".nb-last")

    def tab(self, name):
        self.page.get_by_role("tab", name=name, exact=True).click()

    def parameters(self):
        return parse_qs(urlsplit(self.page.url).query)


@pytest.fixture
def visit(browser, site) -> Iterator[Visit]:
    visitor = Visit(browser, site)
    yield visitor
    visitor.context.close()
    assert visitor.errors == []


def test_the_number_comes_first_with_unit_year_and_body(visit):
    card = visit.open().ask(WEIBO)
    assert card.locator(".nb-number").inner_text() == "64"
    assert card.locator(".nb-unit").inner_text() == "条"
    assert (
        card.locator(".nb-caption").inner_text() == "金凤区科技局 · 2018年 · 政务微博公开政府信息数"
    )
    assert visit.parameters()["q"] == [WEIBO]


def test_on_a_conflict_both_figures_are_large_and_each_leads_to_its_place(visit):
    card = visit.open().ask("金凤区科技局2018年网站公开了多少条")
    assert card.locator(".nb-figure").all_inner_texts() == ["47\n条\n1", "27\n件\n2"]
    assert card.locator(".nb-where").all_inner_texts() == ["统计表", "正文"]
    tops = [card.locator(".nb-figure").nth(i).bounding_box()["y"] for i in range(2)]
    assert tops[0] == tops[1]
    card.locator(".nb-figure .nb-cite").nth(1).click()
    visit.page.locator("#evidence mark", has_text="公开信息 27 件").wait_for()


def test_a_citation_opens_its_section_with_the_words_marked(visit):
    card = visit.open().ask("金凤区科技局2018年存在哪些问题？")
    visit.tab("核对")
    card.locator(".nb-cite").first.click()
    mark = visit.page.locator("#evidence mark").first
    mark.wait_for()
    assert "一是主动公开政务信息内容还不够丰富" in mark.inner_text()
    assert "存在的主要问题" in visit.page.locator(".nb-crumbs").inner_text()
    visit.page.wait_for_function(
        "() => { const box = q => document.querySelector(q).getBoundingClientRect();"
        " const [text, mark] = [box('.nb-source-text'), box('#evidence mark')];"
        " return text.top <= mark.bottom && mark.top <= text.bottom; }"
    )


def test_walking_to_the_neighbouring_section_and_the_indicator_row(visit):
    visit.open().ask(WEIBO)
    visit.page.get_by_role("button", name="在指标表中查看").click()
    hit = visit.page.locator("#table tr.nb-hit")
    hit.wait_for()
    assert re.sub(r"\s+", " ", hit.inner_text()) == "3. 政务微博公开政府信息数 64 条"
    hit.locator("button").click()
    visit.page.locator("#evidence mark", has_text="64").wait_for()
    visit.page.get_by_role("button", name="上一节").click()
    visit.page.wait_for_function("!document.querySelector('#evidence mark')")


def test_nothing_found_is_said_and_offers_the_nearest(visit):
    card = visit.open().ask("金凤区科技局2016年政务微博公开了多少条信息？")
    assert card.locator(".nb-verdict-none").inner_text() == "没有找到依据"
    assert "2016" in card.locator(".nb-text").inner_text()
    assert card.locator(".nb-number").count() == 0
    card.locator(".nb-chip").first.click()
    visit.page.locator(".nb-turn").nth(1).wait_for()
    assert "2018" in visit.page.locator(".nb-last .nb-question").inner_text()


def test_a_follow_up_inherits_body_and_indicator(visit):
    visit.open().ask("澜泽县人民政府2021年新收申请多少件？")
    card = visit.ask("那2020年呢？")
    assert card.locator(".nb-number").inner_text() == "47"
    assert "2020" in card.locator(".nb-resolved").inner_text()
    assert "澜泽县人民政府" in visit.parameters()["q"][0]
    card.locator("[data-edit]").click()
    assert "2020" in visit.page.locator("#box textarea").input_value()


def test_a_copied_link_reopens_question_and_filters(visit):
    query = f"?q={quote('新收申请多少件')}&body={quote('澜泽县人民政府')}&year=2021"
    visit.open(query, ready=".nb-number")
    assert visit.page.locator(".nb-number").inner_text() == "60"
    assert visit.page.locator("#body input").input_value() == "澜泽县人民政府"
    assert visit.page.locator("#year input").input_value() == "2021"


def test_a_link_to_a_year_that_is_not_loaded_finds_nothing(visit):
    query = f"?q={quote('新收申请多少件')}&body={quote('澜泽县人民政府')}&year=2012"
    card = visit.open(query, ready=".nb-turn").page.locator(".nb-last")
    assert card.locator(".nb-verdict-none").count() == 1
    assert "2012" in card.locator(".nb-text").inner_text()


def test_choosing_a_filter_is_mirrored_and_obeyed(visit):
    visit.open().page.locator("#year input").click()
    visit.page.get_by_role("option", name="2020").click()
    visit.page.wait_for_url("**/*year=2020*")
    card = visit.ask("澜泽县人民政府新收申请多少件？")
    assert card.locator(".nb-number").inner_text() == "47"
    assert visit.parameters()["year"] == ["2020"]


def test_examples_answer_at_a_click(visit):
    visit.open().page.locator(READY).first.click()
    visit.page.locator(".nb-turn").wait_for()
    assert visit.page.locator(".nb-turn .nb-sources, .nb-turn .nb-cite").count() > 0


def test_a_draft_survives_a_reload(visit):
    visit.open().page.locator("#box textarea").fill("写了一半的问")
    visit.page.reload()
    visit.page.wait_for_selector(READY)
    visit.page.wait_for_function("document.querySelector('#box textarea').value === '写了一半的问'")


def test_a_reload_restores_the_conversation_and_its_verdicts(visit):
    card = visit.open().ask("澜泽县人民政府2021年新收申请多少件？")
    card.get_by_role("button", name="不对", exact=True).click()
    visit.page.locator(".nb-judge", has_text="答错了").wait_for()
    visit.ask("那2020年呢？")
    visit.page.locator("#box textarea").fill("再问一句")
    visit.page.reload()
    visit.page.locator(".nb-turn").nth(1).wait_for()
    assert visit.page.locator(".nb-number").all_inner_texts() == ["60", "47"]
    assert "答错了" in visit.page.locator(".nb-judge").first.inner_text()
    visit.page.locator("#evidence mark", has_text="47").wait_for()
    visit.page.wait_for_function("document.querySelector('#box textarea').value === '再问一句'")
    card = visit.ask("那2019年呢？")
    assert card.locator(".nb-number").inner_text() == "36"
    lines = visit.context.request.get(visit.site.url + "/api/v1/feedback.jsonl?verdict=wrong")
    assert lines.text().count("2021年新收申请") == 1  # asked again, not noted again


def test_another_link_starts_another_conversation(visit):
    visit.open().ask(WEIBO)
    visit.open(f"?q={quote('澜泽县人民政府2021年新收申请多少件？')}", ready=".nb-turn")
    assert visit.page.locator(".nb-number").all_inner_texts() == ["60"]


def test_a_verdict_is_noted_and_exported_as_a_golden_question(visit):
    card = visit.open().ask(WEIBO)
    card.get_by_role("button", name="对", exact=True).click()
    visit.page.locator(".nb-judge", has_text="答对了").wait_for()
    lines = visit.context.request.get(visit.site.url + "/api/v1/feedback.jsonl?verdict=right")
    question = next(line for line in lines.text().splitlines() if WEIBO in line)
    assert '"answer_has": ["64"]' in question
    assert '"status": "answered"' in question


def test_the_indicator_table_is_searchable_and_shows_blanks(visit):
    visit.open()
    visit.tab("指标表")
    visit.page.locator("#report input").click()
    visit.page.get_by_role("option", name="金凤区科技局 2018年").click()
    visit.page.locator("#table .nb-report", has_text="金凤区科技局").wait_for()
    visit.page.locator("[data-filter]").fill("政务微博公开")
    shown = visit.page.locator("#table tbody tr:not([hidden])")
    assert shown.count() == 1
    cell = shown.locator("td.nb-right")
    assert cell.inner_text() == "64"
    assert cell.evaluate("e => getComputedStyle(e).textAlign") == "right"
    visit.page.locator("[data-filter]").fill("没有这种")
    assert shown.count() == 0


def test_a_comparison_is_drawn_from_zero_with_its_gap(visit):
    visit.open()
    visit.tab("年度对比")
    _pick(visit, "#indicator", "本年新收政府信息公开申请数量")
    _pick(visit, "#bodies", "澜泽县人民政府")
    visit.page.locator("#compare-go").click()
    visit.page.locator("#plot .bars .point").first.wait_for()
    drawn = visit.page.evaluate(
        "() => { const p = document.querySelector('#plot .js-plotly-plot');"
        " return {low: p.layout.yaxis.range[0], x: p.data[0].x, y: p.data[0].y,"
        " text: p.data[0].text, said: p.layout.annotations.map(a => a.text)}; }"
    )
    assert drawn["low"] == 0
    assert drawn["x"] == [str(year) for year in range(2016, 2025)]
    assert drawn["text"] == ["17", "23", "29", "36", "47", "60", "", "84", "82"]
    assert drawn["said"] == ["缺"]
    visit.page.locator("#compared .nb-cite").first.click()
    assert visit.page.locator("#evidence mark").first.inner_text()


def test_a_break_in_what_is_counted_is_drawn_and_nothing_crosses_it(visit):
    visit.open()
    visit.tab("年度对比")
    _pick(visit, "#indicator", "主动公开政府信息数")
    _pick(visit, "#bodies", "澜泽县人民政府")
    visit.page.locator("#compare-go").click()
    visit.page.locator("#plot .shapelayer path").wait_for(state="attached")  # it has no width
    drawn = visit.page.evaluate(
        "() => { const p = document.querySelector('#plot .js-plotly-plot');"
        " const middle = r => (r.left + r.right) / 2;"
        " const bars = [...p.querySelectorAll('.bars .point path')].map(b => b.getBoundingClientRect());"
        " return {kinds: p.data.map(d => d.type), years: p.data[0].x, shapes: p.layout.shapes.length,"
        " line: middle(p.querySelector('.shapelayer path').getBoundingClientRect()),"
        " left: bars.map(b => b.left), right: bars.map(b => b.right),"
        " said: [...p.querySelectorAll('.annotation-text')].map(t => t.textContent)}; }"
    )
    assert drawn["kinds"] == ["bar"]
    assert drawn["shapes"] == 1
    before = drawn["years"].index("2018")
    assert drawn["right"][before] < drawn["line"] < drawn["left"][before + 1]
    assert "口径不可比" in drawn["said"]
    change = visit.page.locator("#compared tr", has_text="2019年").locator("td").nth(3)
    assert change.inner_text() == ""
    visit.page.locator("#compared .nb-not_comparable").first.wait_for()


def test_findings_lead_to_their_cells(visit):
    visit.open()
    visit.tab("核对")
    visit.page.locator(".nb-level-error").wait_for()
    visit.page.locator(".nb-finding .nb-action").first.click()
    visit.page.locator("#evidence mark").first.wait_for()


def test_everything_works_from_the_keyboard(visit):
    visit.open().page.locator("#box textarea").focus()
    visit.page.keyboard.type(WEIBO)
    visit.page.keyboard.press("Enter")
    visit.page.locator(".nb-number").wait_for()
    visit.tab("核对")
    visit.page.locator(".nb-last .nb-cite").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("document.activeElement.classList.contains('nb-evidence')")
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_function("document.activeElement.classList.contains('nb-cite')")


def test_no_request_leaves_the_machine(visit):
    visit.open().ask(WEIBO)
    for name in ("指标表", "年度对比", "核对", "报告管理"):
        visit.tab(name)
    _pick_compare_from_answer(visit)
    outside = [u for u in visit.requests if not u.startswith((visit.site.url, "data:", "blob:"))]
    assert outside == []


def test_hostile_reports_stay_text(visit):
    visit.open()
    for question in ("毒草县林业局2018年概述写了什么", "毒草县林业局2018年科普月活动怎么样"):
        visit.ask(question)
    for name in ("指标表", "核对", "报告管理"):
        visit.tab(name)
    visit.ask("<img src=x onerror=window.__canary=5> ${eval('window.__canary=6')} {{value}}")
    visit.page.locator(".nb-question", has_text="onerror").wait_for()
    assert visit.page.evaluate("window.__canary") is None
    assert visit.page.locator("#desk img, #desk form[action]").count() == 0
    assert [u for u in visit.requests if "evil" in u] == []
    # The canary does fire where markup is not escaped.
    visit.page.evaluate("c => document.body.insertAdjacentHTML('beforeend', c)", CANARY)
    visit.page.wait_for_function("window.__canary === 1")


def test_hostile_text_is_shown_in_full_in_its_section(visit):
    visit.open(f"?q={quote('毒草县林业局2018年的联系电话是多少')}", ready="#evidence mark")
    evidence = visit.page.locator("#evidence .nb-evidence")
    last = int(re.search(r"共 (\d+) 节", evidence.inner_text())[1]) - 1
    for position in range(int(evidence.get_attribute("data-position")), last):
        if "onerror" in evidence.inner_text():
            break
        visit.page.get_by_role("button", name="下一节").click()
        visit.page.locator(f"#evidence [data-position='{position + 1}']").wait_for()
    assert "<img src=x onerror=window.__canary=1>" in evidence.inner_text()
    assert visit.page.evaluate("window.__canary") is None


NAMES = re.compile(r"CSV|Word|PDF|Excel|[\w.-]+\.(?:txt|md|html|pdf|docx|xlsx)|[\w.]+@[\w.]+")


def test_every_word_on_the_page_is_chinese(visit):
    visit.open().ask(WEIBO)
    seen = []
    for name in ("原文依据", "指标表", "年度对比", "核对", "报告管理"):
        visit.tab(name)
        visit.page.wait_for_timeout(400)
        seen.append(visit.page.locator("body").inner_text())
        seen += visit.page.evaluate(
            "() => [...document.querySelectorAll('#head *, #desk *')].flatMap(e =>"
            " ['aria-label', 'title', 'placeholder'].map(a => e.getAttribute(a) || ''))"
        )
    words = set(re.findall(r"[A-Za-z]{2,}", NAMES.sub("", "\n".join(seen))))
    assert words - {"onerror", "img", "src", "window", "canary"} == set()
    assert visit.page.evaluate("document.documentElement.lang") == "zh-CN"


def test_the_page_is_up_before_the_reports_are_read(browser, built, launch):
    early = launch(built, early=True)
    visit = Visit(browser, early)
    visit.page.goto(early.url)
    visit.page.locator("#box textarea").fill(WEIBO)  # written while the reports are read
    visit.page.wait_for_selector(READY, timeout=60_000)
    visit.page.keyboard.press("Enter")
    visit.page.locator(".nb-number", has_text="64").wait_for()
    visit.context.close()


def test_an_error_is_a_chinese_toast(visit):
    visit.open()
    visit.tab("年度对比")
    visit.page.locator("#compare-go").click()
    toast = visit.page.locator(".nb-toast[role=alert]")
    toast.wait_for()
    assert toast.inner_text().split() == ["请先选一个指标。", "知道了"]
    toast.get_by_role("button", name="知道了").click()
    toast.wait_for(state="detached")


@pytest.mark.parametrize("width", [360, 390])
def test_a_phone_never_scrolls_sideways(browser, site, width):
    phone = {"width": width, "height": 844}
    visit = Visit(browser, site, viewport=phone, is_mobile=True, has_touch=True)
    card = visit.open().ask("澜泽县人民政府历年新收申请多少件")
    widths = [_sideways(visit)]
    for name in ("原文依据", "指标表", "年度对比", "核对", "报告管理"):
        visit.tab(name)
        visit.page.wait_for_timeout(300)
        widths.append(_sideways(visit))
    card.locator(".nb-cite").first.click()
    visit.page.wait_for_function("document.activeElement.classList.contains('nb-evidence')")
    visit.page.wait_for_function(
        "() => { const b = document.querySelector('#evidence mark').getBoundingClientRect();"
        " return b.top >= 0 && b.bottom <= innerHeight; }"
    )
    visit.page.locator("#evidence [data-back]").click()
    visit.page.wait_for_function("document.activeElement.classList.contains('nb-cite')")
    card.get_by_role("button", name="画图、导出").click()
    visit.page.wait_for_function("document.activeElement.classList.contains('nb-compare')")
    top = "document.querySelector('#look-side').getBoundingClientRect().top"
    visit.page.wait_for_function(f"Math.abs({top}) < 120")
    visit.context.close()
    assert widths == [0] * 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser, site, scheme):
    from axe_playwright_python.sync_playwright import Axe

    visit = Visit(browser, site, color_scheme=scheme)
    visit.open().ask("澜泽县人民政府历年新收申请多少件")
    visit.ask(WEIBO)
    found = {}
    for name in ("原文依据", "指标表", "年度对比", "核对", "报告管理"):
        visit.tab(name)
        visit.page.wait_for_timeout(500)
        for problem in Axe().run(visit.page).response["violations"]:
            if problem["impact"] in ("serious", "critical"):
                found[problem["id"]] = [node["html"][:200] for node in problem["nodes"][:3]]
    visit.context.close()
    assert found == {}


def test_dark_mode_turns_the_ground_dark_and_the_ink_light(browser, site):
    visit = Visit(browser, site, color_scheme="dark")
    card = visit.open().ask(WEIBO)
    ink = card.locator(".nb-number").evaluate("e => getComputedStyle(e).color")
    ground = visit.page.locator("#ask-side").evaluate("e => getComputedStyle(e).backgroundColor")
    visit.context.close()
    assert min(_rgb(ink)) > 200
    assert max(_rgb(ground)) < 60


def _rgb(colour):
    return [int(part) for part in re.findall(r"\d+", colour)[:3]]


def _sideways(visit):
    return visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")


def _pick(visit, selector, name):
    visit.page.locator(f"{selector} input").click()
    visit.page.locator(f"{selector} input").press_sequentially(name[:6])
    visit.page.get_by_role("option", name=name, exact=True).click()


def _pick_compare_from_answer(visit):
    card = visit.ask("澜泽县人民政府历年新收申请多少件")
    card.get_by_role("button", name="画图、导出").click()
    visit.page.locator("#plot .bars .point").first.wait_for()
