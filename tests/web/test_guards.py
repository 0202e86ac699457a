"""Attacks on a running server, and what it answers."""

import base64

import httpx
import pytest
from starlette.responses import PlainTextResponse

from assistant.web.limits import Rate
from assistant.web.settings import WebSettings


@pytest.fixture(scope="module")
def client(site):
    with httpx.Client(base_url=site.url, timeout=30) as connected:
        yield connected


def test_every_response_carries_the_policy(client):
    for path in ("/", "/healthz", "/api/v1/reports", "/gradio_api/info", "/nowhere"):
        headers = client.get(path).headers
        assert "img-src 'self' data: blob:" in headers["content-security-policy"]
        assert "form-action 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=http://evil.example/",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://evil.example/",
        "/gradio_api/upload_progress?upload_id=1",
        "/gradio_api/runs",
        "/gradio_api/run-history/records",
        "/gradio_api/deep_link",
        "/gradio_api/vibe-code/",
        "/gradio_api/token",
        "/gradio_api/dev/reload",
        "/monitoring",
        "/monitoring/summary",
    ],
)
def test_routes_nobody_needs_are_shut(client, path):
    answer = client.get(path)
    assert answer.status_code == 403
    assert answer.json() == {"detail": "这个地址没有开放"}


@pytest.mark.parametrize(
    "path", ["/gradio_api/upload", "/gradio_api/process_recording", "/gradio_api/vibe-edit"]
)
def test_gradios_own_ways_in_are_shut(client, path):
    assert client.post(path, files={"files": ("x.txt", b"x")}).status_code == 403


def test_a_large_body_is_refused_whatever_length_it_claims(client):
    declared = client.post("/api/v1/ask", json={"question": "问" * 200_000})
    assert declared.status_code == 413

    def chunks():
        for _ in range(50):
            yield b" " * 20_000

    counted = client.post(
        "/api/v1/ask", content=chunks(), headers={"content-type": "application/json"}
    )
    assert counted.status_code == 413
    assert counted.json() == {"detail": "发来的内容超过上限 256 KB；请缩短问题或拆小文件后再试"}


def test_other_sites_and_borrowed_names_cannot_change_anything(client):
    address = "/api/v1/reports/没有"
    for headers in (
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"host": "evil.example"},
        {"x-forwarded-for": "10.0.0.9"},
    ):
        assert client.delete(address, headers=headers).status_code == 403
    assert client.delete(address).status_code == 400
    assert client.get("/api/v1/reports", headers={"host": "evil.example"}).status_code == 403
    proxied = {"x-forwarded-for": "10.0.0.9"}
    assert client.get("/api/v1/feedback.jsonl", headers=proxied).status_code == 403


def test_one_address_cannot_ask_without_end(client):
    headers = {"x-forwarded-for": "203.0.113.7"}
    answers = (client.get("/healthz", headers=headers) for _ in range(5000))
    refused = next(answer for answer in answers if answer.status_code != 200)
    assert refused.status_code == 429
    assert refused.json() == {"detail": "请求过于频繁，请稍等几秒再试"}
    assert client.get("/healthz", headers={"x-forwarded-for": "203.0.113.8"}).status_code == 200


def test_a_refused_address_gets_its_requests_back_by_and_by(run_async):
    now = [0.0]
    application = PlainTextResponse("好")
    limited = Rate(application, WebSettings(rate=2.0, burst=3), lambda: now[0])

    async def statuses(address, many):
        transport = httpx.ASGITransport(limited, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return [(await client.get("/")).status_code for _ in range(many)]

    assert run_async(statuses("203.0.113.7", 5)) == [200, 200, 200, 429, 429]
    now[0] = 1.0
    assert run_async(statuses("203.0.113.7", 3)) == [200, 200, 429]
    assert run_async(statuses("127.0.0.1", 5)) == [200] * 5


def test_an_account_is_asked_of_everything_but_the_health_check(built, launch):
    site = launch(built, env={"NIANBAO_AUTH": "科员:密码1"})
    right = base64.b64encode("科员:密码1".encode()).decode()
    for path in ("/", "/api/v1/reports", "/gradio_api/info", "/mcp/", "/page/x/page.js"):
        refused = httpx.get(site.url + path)
        assert refused.status_code == 401
        assert refused.json() == {"detail": "请输入用户名和密码"}
    wrong = {"authorization": "Basic " + base64.b64encode(b"a:b").decode()}
    assert httpx.get(site.url + "/", headers=wrong).status_code == 401
    allowed = httpx.get(site.url + "/", headers={"authorization": f"Basic {right}"})
    assert allowed.status_code == 200
    assert httpx.get(site.url + "/healthz").status_code == 200


def test_a_server_open_to_the_network_without_account_changes_nothing(built, launch):
    site = launch(built, "--host", "0.0.0.0")
    refused = httpx.post(site.url + "/api/v1/reports", files={"files": ("x.txt", b"x")})
    assert refused.status_code == 403
    assert "--auth" in refused.json()["detail"]
    assert httpx.get(site.url + "/api/v1/feedback.jsonl").status_code == 403
    assert httpx.get(site.url + "/api/v1/reports").status_code == 200


def test_errors_are_chinese(client):
    assert client.get("/没有").json() == {"detail": "没有这个地址；接口说明见 /api/docs"}
    assert client.post("/api/v1/ask", json={}).json() == {
        "detail": "参数不对：question；写法见 /api/docs"
    }
    unknown = client.get("/api/v1/check", params={"report": "没有"})
    assert unknown.status_code == 400
    assert "没有" in unknown.json()["detail"]


def test_a_taken_port_is_said_in_one_line(site, capsys):
    from assistant.cli import main

    port = site.url.rpartition(":")[2]
    assert main(["serve", "--port", port, "--index", str(site.index)]) == 2
    said = capsys.readouterr().err
    assert "请换一个端口" in said
    assert said.count("\n") == 1
