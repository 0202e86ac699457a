"""REST, downloads, Gradio's typed endpoints and MCP against a running server."""

import csv
import io
import re

import httpx
import pytest

WEIBO = "金凤区科技局2018年政务微博公开了多少条信息？"
NEW = "本年新收政府信息公开申请数量"


@pytest.fixture(scope="module")
def client(site):
    with httpx.Client(base_url=site.url, timeout=30) as connected:
        yield connected


def test_ask_gives_the_contracts_answer(client):
    answer = client.post("/api/v1/ask", json={"question": WEIBO}).json()
    assert answer["status"] == "answered"
    assert answer["facts"][0]["value"] == "64"
    citation = answer["citations"][0]
    report = client.get(f"/api/v1/reports/{citation['report_id']}").json()
    assert report["text"][citation["start"] : citation["end"]] == citation["text"]


def test_a_follow_up_uses_its_history(client):
    body = {"question": "那2020年呢？", "history": ["澜泽县人民政府2021年新收申请多少件？"]}
    assert client.post("/api/v1/ask", json=body).json()["facts"][0]["value"] == "47"


def test_the_same_question_is_answered_the_same_from_memory(client):
    first, second = (client.get("/api/v1/ask", params={"q": WEIBO}).json() for _ in range(2))
    assert first == second


def test_nonsense_is_not_answered(client):
    for question in ("🙂🙂", "x" * 2000, "食堂预算是多少"):
        answer = client.post("/api/v1/ask", json={"question": question}).json()
        assert answer["status"] == "not_found", question
    assert client.post("/api/v1/ask", json={"question": "   "}).status_code == 400


def test_compare_and_its_csv(client):
    where = {"indicator": NEW, "body": "澜泽县人民政府"}
    rows = client.get("/api/v1/compare", params=where).json()["comparison"]["rows"]
    assert [row["value"] for row in rows][:3] == ["17", "23", "29"]
    download = client.get("/api/v1/compare.csv", params=where)
    assert download.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert download.content.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(download.content.decode("utf-8-sig"))))
    assert [(r["年度"], r["数值"]) for r in table[:2]] == [("2016", "17"), ("2017", "23")]
    assert (table[1]["增减"], table[1]["增减幅度"]) == ("6", "35.29%")
    assert "17" in table[0]["引文"]


def test_the_word_document_holds_table_and_sources(client):
    from docx import Document

    where = {"indicator": NEW, "body": "澜泽县人民政府", "year": ["2016", "2017"]}
    download = client.get("/api/v1/compare.docx", params=where)
    document = Document(io.BytesIO(download.content))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["澜泽县人民政府", "2016年", "17 件", "", "[1]"]
    sources = [p.text for p in document.paragraphs if p.text.startswith("[1] ")]
    assert "澜泽县人民政府2016年年报" in sources[0]
    assert "17" in sources[0]


def test_the_indicator_table_downloads_every_cell(client):
    download = client.get("/api/v1/reports/金凤区科技局-2018/indicators.csv")
    table = list(csv.DictReader(io.StringIO(download.content.decode("utf-8-sig"))))
    assert len(table) == 65
    weibo = [row for row in table if row["指标"].endswith("政务微博公开政府信息数")]
    assert [(row["数值"], row["单位"]) for row in weibo] == [("64", "条")]


def test_check_lists_findings_with_their_cells(client):
    found = client.get("/api/v1/check", params={"report": "金凤区科技局-2018"}).json()
    failed = [finding for finding in found if finding["result"] == "fail"]
    assert failed
    assert all(finding["cited"] for finding in failed)
    assert client.get("/api/v1/check.csv").content.startswith(b"\xef\xbb\xbf")


def test_the_documentation_is_chinese_and_fetches_nothing(client):
    page = client.get("/api/docs").text
    assert "POST /api/v1/ask" in page
    assert "提一个问题，得到带逐字引文的答案" in page
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/ask", "/api/v1/compare", "/api/v1/check", "/api/v1/reports"} <= set(paths)


def test_gradios_typed_endpoints(site):
    from gradio_client import Client

    connected = Client(site.url, verbose=False)
    assert connected.predict(WEIBO, api_name="/ask")["facts"][0]["value"] == "64"
    assert "金凤区科技局-2018" in {
        report["report_id"] for report in connected.predict(api_name="/list_reports")
    }
    described = connected.view_api(return_format="dict")["named_endpoints"]
    assert set(described) == {"/ask", "/compare", "/check", "/list_reports"}


def test_a_real_mcp_client_lists_and_calls_the_tools(site, run_async):
    mcp = pytest.importorskip("mcp")

    async def talk():
        async with mcp.Client(f"{site.url}/mcp/") as connected:
            tools = (await connected.list_tools()).tools
            answer = await connected.call_tool("ask", {"question": WEIBO})
            wrong = await connected.call_tool("check", {"report_ids": ["没有"]})
            return tools, answer, wrong

    tools, answer, wrong = run_async(talk())
    assert {tool.name for tool in tools} == {"ask", "compare", "check", "list_reports"}
    assert '"value": "64"' in answer.content[0].text
    assert wrong.is_error
    assert "没有" in wrong.content[0].text
