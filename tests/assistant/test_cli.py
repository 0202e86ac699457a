"""The contract's command line on a real index: every command, key, exit status and bad input."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.cli import main

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests" / "data" / "reports"
SEED = "金凤区科技局-2018"
WEIBO = "金凤区科技局2018年微博发了几条"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def _run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Ran(status, *capsys.readouterr())

    return _run


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped report and two years of another body; read only."""
    directory = tmp_path_factory.mktemp("shared") / "index"
    mine = [REPORTS / "澄溪区教育局2016.txt", REPORTS / "澄溪区教育局2017.txt"]
    assert main(["build", "--index", str(directory)]) == 0
    assert main(["build", "--index", str(directory), *map(str, mine)]) == 0
    return directory


@pytest.fixture(autouse=True)
def nobody_elses_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_INDEX", str(tmp_path / "default"))


def one_chinese_line(text: str) -> str:
    lines = text.splitlines()
    assert len(lines) == 1, text
    assert CHINESE.search(lines[0]), text
    assert "Traceback" not in text
    return lines[0]


# --- build, remove, list ---------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Good and bad files of every kind in one folder."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    good = (REPORTS / "青岚县水利局2018.txt").read_text("utf-8")
    wide = (REPORTS / "苍榆县卫生和计划生育局2014.txt").read_text("utf-8")
    prose = "一、概述\n\n全年高度重视政府信息公开工作，认真贯彻落实条例，不断加强组织领导。\n"
    (folder / "国标码.txt").write_bytes(good.encode("gb18030"))
    (folder / "宽码.txt").write_bytes(wide.encode("utf-16"))
    (folder / "空文件.txt").write_bytes(b"")
    (folder / "二进制.txt").write_bytes(bytes(range(256)) * 400)
    (folder / "一行五十兆.txt").write_bytes("公开".encode() * (50 * 1024 * 1024 // 6))
    (folder / "没有年度.txt").write_text(
        "澄溪区教育局政府信息公开工作年度报告\n" + prose * 9, "utf-8"
    )
    (folder / "没有正文机构.txt").write_text("政府信息公开工作年度报告\n" + prose * 9, "utf-8")
    (folder / "附件.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    return folder


REASONS = {
    "空文件.txt": "空",
    "二进制.txt": "二进制",
    "一行五十兆.txt": "上限",
    "没有年度.txt": "年",
    "没有正文机构.txt": "机构",
}


def test_build_takes_the_good_and_names_each_bad_file(
    run: Run, tmp_path: Path, mixed: Path
) -> None:
    index = tmp_path / "index"
    ran = run("build", mixed, "--index", index)
    assert ran.status == 0
    assert "小结：新增 2 份，替换 0 份，跳过 1 份，失败 5 份" in ran.out
    failed = ran.err.splitlines()
    assert len(failed) == len(REASONS)
    for name, reason in REASONS.items():
        (line,) = [line for line in failed if name in line]
        assert reason in line.split(name, 1)[1]
        assert CHINESE.search(line)
        assert [s for s in ran.out.splitlines() if s.startswith("  失败：") and name in s]
    listed = run("list", "--json", "--index", index).json
    assert [(r["report_id"], r["source"]) for r in listed] == [
        ("苍榆县卫生和计划生育局-2014", "宽码.txt"),
        ("青岚县水利局-2018", "国标码.txt"),
    ]


@pytest.mark.parametrize("name", REASONS)
def test_build_of_one_bad_file_cannot_be_done(
    run: Run, tmp_path: Path, mixed: Path, name: str
) -> None:
    ran = run("build", mixed / name, "--index", tmp_path / "index")
    assert ran.status == 1
    assert REASONS[name] in one_chinese_line(ran.err)
    assert "失败 1 份" in ran.out


def test_build_of_a_missing_file_and_of_an_empty_folder(run: Run, tmp_path: Path) -> None:
    ran = run("build", tmp_path / "没有.txt", "--index", tmp_path / "index")
    assert (ran.status, "不存在" in one_chinese_line(ran.err)) == (1, True)
    (tmp_path / "空").mkdir()
    ran = run("build", tmp_path / "空", "--index", tmp_path / "index")
    assert (ran.status, "没有文件" in one_chinese_line(ran.err)) == (1, True)


def test_build_skips_what_is_unchanged_and_replaces_what_is_not(run: Run, tmp_path: Path) -> None:
    index, file = tmp_path / "index", tmp_path / "年报.txt"
    text = (REPORTS / "青岚县水利局2018.txt").read_text("utf-8")
    file.write_text(text, "utf-8")
    assert (
        "小结：新增 1 份，替换 0 份，跳过 0 份，失败 0 份"
        in run("build", file, "--index", index).out
    )
    assert (
        "小结：新增 0 份，替换 0 份，跳过 1 份，失败 0 份"
        in run("build", file, "--index", index).out
    )
    assert "量子计算" not in run("show", "青岚县水利局-2018", "--index", index).out
    file.write_text(text.rstrip() + "\n\n另附说明：新设量子计算专栏。\n", "utf-8")
    assert (
        "小结：新增 0 份，替换 1 份，跳过 0 份，失败 0 份"
        in run("build", file, "--index", index).out
    )
    assert len(run("list", "--json", "--index", index).json) == 1
    assert "量子计算" in run("show", "青岚县水利局-2018", "--index", index).out


def test_removed_report_is_never_cited_again(run: Run, tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert run("build", "--index", index).status == 0
    assert run("build", REPORTS / "澄溪区教育局2016.txt", "--index", index).status == 0
    before = run("ask", WEIBO, "--json", "--index", index).json
    assert {c["report_id"] for c in before["citations"]} == {SEED}
    ran = run("remove", SEED, "--index", index)
    assert (ran.status, ran.out, ran.err) == (0, f"已删除 {SEED}\n", "")
    assert [r["report_id"] for r in run("list", "--json", "--index", index).json] == [
        "澄溪区教育局-2016"
    ]
    after = run("ask", WEIBO, "--json", "--index", index).json
    assert (after["status"], after["facts"], after["citations"]) == ("not_found", [], [])
    for question in ("微博发了几条", "主要问题是什么", "电话多少"):
        cited = run("ask", question, "--json", "--index", index).json["citations"]
        assert SEED not in {c["report_id"] for c in cited}
    again = run("remove", SEED, "--index", index)
    assert again.status == 2
    assert SEED in one_chinese_line(again.err)


def test_list(run: Run, shared: Path) -> None:
    ran = run("list", "--json", "--index", shared)
    assert ran.status == 0
    assert ran.err == ""
    seed = next(r for r in ran.json if r["report_id"] == SEED)
    expected = {
        "report_id": SEED,
        "body": "金凤区科技局",
        "year": 2018,
        "form": "2014",
        "indicators": 65,
        "source": "000_3992432264c18549.txt",
    }
    assert expected.items() <= seed.items()
    assert seed["sections"] > 13
    text = run("list", "--index", shared).out.splitlines()
    assert len(text) == 3
    assert any("金凤区科技局-2018" in line and "指标行 65" in line for line in text)


# --- show ------------------------------------------------------------------------------------


def test_show_gives_every_key_of_the_contract(run: Run, shared: Path) -> None:
    ran = run("show", SEED, "--json", "--index", shared)
    assert ran.status == 0
    report = ran.json
    assert {
        "report_id", "body", "year", "form", "title", "source", "text", "sections",
        "indicators", "warnings",
    } <= report.keys()  # fmt: skip
    assert (report["body"], report["year"], report["form"]) == ("金凤区科技局", 2018, "2014")
    text = report["text"]
    for section in report["sections"]:
        assert {"path", "level", "start", "end"} <= section.keys()
        assert 0 <= section["start"] < section["end"] <= len(text)
        if section["path"]:
            assert text[section["start"] : section["end"]].startswith(section["path"][-1][:4])
    for cell in report["indicators"]:
        assert {
            "path", "name", "key", "column", "value", "unit", "printed", "start", "end", "note",
        } <= cell.keys()  # fmt: skip
        assert text[cell["start"] : cell["end"]] == cell["printed"]
        assert cell["value"] is None or re.fullmatch(r"-?\d+(\.\d+)?", cell["value"])
    assert len(report["indicators"]) == 65
    weibo = next(c for c in report["indicators"] if c["name"] == "政务微博公开政府信息数")
    assert (weibo["value"], weibo["unit"], weibo["printed"]) == ("64", "条", "64")


def test_show_as_text_has_headings_rows_and_the_text(run: Run, shared: Path) -> None:
    out = run("show", SEED, "--index", shared).out
    assert "政务微博公开政府信息数\t条\t64" in out
    assert "2018 年，科技局通过政务微博发布信息 64 件。" in out


# --- ask -------------------------------------------------------------------------------------

ANSWER = {
    "question": str, "resolved_question": str, "status": str, "answer": str, "facts": list,
    "comparison": (dict, type(None)), "citations": list, "notices": list, "timing_ms": dict,
}  # fmt: skip
FACT = {
    "body": str, "year": int, "indicator": str, "path": list, "value": (str, type(None)),
    "unit": (str, type(None)), "printed": str, "citation": int,
}  # fmt: skip
CITATION = {
    "kind": str, "report_id": str, "body": str, "year": int, "path": list, "text": str,
    "start": int, "end": int, "score": float,
}  # fmt: skip
ROW = {"body": str, "year": int, "value": (str, type(None)), "citation": (int, type(None))}
CHANGE = {"from": int, "to": int, "difference": str, "percent": (str, type(None)), "formula": str}
COMPARISON = {
    "indicator": str, "unit": (str, type(None)), "column": (str, type(None)), "rows": list,
    "changes": list, "missing": list, "comparable": bool, "why_not": (str, type(None)),
}  # fmt: skip
FINDING = {
    "report_id": str, "rule": str, "level": str, "result": str, "formula": str,
    "left": (str, type(None)), "right": (str, type(None)), "difference": (str, type(None)),
    "text": str, "citations": list,
}  # fmt: skip


def has(value: dict[str, Any], keys: dict[str, Any]) -> None:
    for key, kind in keys.items():
        assert isinstance(value[key], kind), f"{key}: {value[key]!r}"


def check_answer(answer: dict[str, Any], run: Run, index: Path) -> None:
    """Shape of an answer, and its citations word for word in the reports."""
    has(answer, ANSWER)
    assert answer["status"] in {"answered", "not_found"}
    for citation in answer["citations"]:
        has(citation, CITATION)
        assert citation["kind"] in {"section", "indicator"}
        text = run("show", citation["report_id"], "--json", "--index", index).json["text"]
        assert text[citation["start"] : citation["end"]] == citation["text"] != ""
    for fact in answer["facts"]:
        has(fact, FACT)
        assert fact["citation"] in range(len(answer["citations"]))
    for notice in answer["notices"]:
        has(notice, {"kind": str, "text": str})
        assert notice["kind"] in {"conflict", "not_comparable", "scope", "ambiguous"}
    if answer["comparison"] is not None:
        check_comparison(answer["comparison"])
    assert set(answer["timing_ms"]) >= {"understand", "retrieve", "compose", "total"}


def check_comparison(comparison: dict[str, Any]) -> None:
    has(comparison, COMPARISON)
    for row in comparison["rows"]:
        has(row, ROW)
    for change in comparison["changes"]:
        has(change, CHANGE)


def test_ask_json_is_one_line_and_follows_the_contract(run: Run, shared: Path) -> None:
    ran = run("ask", WEIBO, "--json", "--index", shared)
    assert (ran.status, ran.err, ran.out.count("\n")) == (0, "", 1)
    answer = ran.json
    check_answer(answer, run, shared)
    assert answer["question"] == WEIBO
    assert (answer["status"], answer["comparison"]) == ("answered", None)
    fact = answer["facts"][0]
    expected = {
        "body": "金凤区科技局",
        "year": 2018,
        "indicator": "政务微博公开政府信息数",
        "value": "64",
        "unit": "条",
        "printed": "64",
        "citation": 0,
    }
    assert expected.items() <= fact.items()
    assert fact["path"][-1] == "3. 政务微博公开政府信息数"
    assert "64" in answer["citations"][0]["text"]
    assert "64 条" in answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "金凤区科技局的电话是多少",
        "金凤区科技局2018年网站公开了多少条",
        "金凤区科技局2018年存在哪些问题",
        "澄溪区教育局2016年和2017年微博信息数差多少",
        "澄溪区教育局2023年微博发了几条",
        "今天天气怎么样",
        "",
    ],
)
def test_every_kind_of_answer_has_the_contracts_shape(
    run: Run, shared: Path, question: str
) -> None:
    if not question:
        question = "？"
    ran = run("ask", question, "--json", "--index", shared)
    assert ran.status == 0
    check_answer(ran.json, run, shared)


def test_not_found_is_an_answer_that_says_what_is_loaded(run: Run, shared: Path) -> None:
    ran = run("ask", "澄溪区教育局2023年微博发了几条", "--json", "--index", shared)
    answer = ran.json
    assert (ran.status, answer["status"], answer["facts"]) == (0, "not_found", [])
    assert "2023" in answer["answer"]
    assert "2016" in answer["answer"]
    assert "2017" in answer["answer"]


def test_blank_value_is_null_and_never_zero(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "年报.txt"
    text = (REPORTS / "澄溪区教育局2017.txt").read_text("utf-8")
    lines = text.splitlines()
    place = next(i for i, line in enumerate(lines) if "政务微博公开政府信息数" in line)
    printed = re.sub(r"\d+\s*$", "—", lines[place])
    assert printed != lines[place]
    lines[place] = printed
    file.write_text("\n".join(lines), "utf-8")
    index = tmp_path / "index"
    assert run("build", file, "--index", index).status == 0
    cells = run("show", "澄溪区教育局-2017", "--json", "--index", index).json["indicators"]
    weibo = next(c for c in cells if c["name"] == "政务微博公开政府信息数")
    assert (weibo["value"], weibo["printed"]) == (None, "—")
    answer = run("ask", "2017年政务微博公开政府信息数是多少", "--json", "--index", index).json
    assert [f["value"] for f in answer["facts"] if f["indicator"] == weibo["name"]] in ([], [None])
    assert "0 条" not in answer["answer"]


def test_history_completes_the_question(run: Run, shared: Path) -> None:
    ran = run("ask", "微信呢", "--history", WEIBO, "--json", "--index", shared)
    answer = ran.json
    assert answer["question"] == "微信呢"
    assert "金凤区科技局" in answer["resolved_question"]
    assert "2018" in answer["resolved_question"]
    assert answer["facts"][0]["indicator"] == "政务微信公开政府信息数"


def test_history_takes_several_questions_in_order(run: Run, shared: Path) -> None:
    several = ["--history", "澄溪区教育局2016年微博发了几条", WEIBO]
    once = run("ask", "微信呢", *several, "--json", "--index", shared).json
    twice = run(
        "ask", "微信呢", "--history", several[1], "--history", WEIBO, "--json", "--index", shared
    ).json
    assert once["facts"] == twice["facts"]
    assert once["facts"][0]["body"] == "金凤区科技局"
    last = run("ask", "--index", shared, "--json", *several, "微信呢").json
    assert last["question"] == "微信呢"
    assert last["facts"] == once["facts"]


def test_text_answer_numbers_its_citations_and_says_nothing_twice(run: Run, shared: Path) -> None:
    out = run("ask", "金凤区科技局2018年网站公开了多少条", "--index", shared).out
    assert "47 条" in out
    assert re.search(r"^\[1\] 金凤区科技局 2018年 一、主动公开情况 > ", out, re.M)
    assert "\n    2. 政府网站公开政府信息数\t条\t47\n" in out
    answer, *rest = out.splitlines()
    assert [line for line in rest if line.startswith("注意：") and line[3:] in answer] == []


def test_batch_answers_line_by_line_with_the_ids_as_given(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    file = tmp_path / "题.jsonl"
    items = [
        {"id": "a-1", "question": WEIBO},
        {"id": 7, "question": "微信呢", "history": [WEIBO]},
        {"question": "今天天气怎么样"},
    ]
    file.write_text(
        "\ufeff" + "\n\n".join(json.dumps(i, ensure_ascii=False) for i in items), "utf-8"
    )
    ran = run("ask", "--batch", file, "--json", "--index", shared)
    assert ran.status == 0
    assert [line["id"] for line in ran.lines] == ["a-1", 7, None]
    assert [line["status"] for line in ran.lines] == ["answered", "answered", "not_found"]
    for line in ran.lines:
        check_answer(line, run, shared)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"id": 1, "question": "x"}\n{oops\n', "第 2 行不是 JSON"),
        (b"[1, 2]\n", "第 1 行不是 JSON 对象"),
        (b'{"id": 1}\n', "第 1 题没有文字的 question"),
        (b'{"id": 1, "question": 5}\n', "第 1 题没有文字的 question"),
        (b'{"id": 1, "question": "x", "history": "y"}\n', "第 1 题的 history"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_bad_batch_file_is_refused_before_anything_is_answered(
    run: Run, shared: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "题.jsonl"
    file.write_bytes(content)
    ran = run("ask", "--batch", file, "--index", shared)
    assert (ran.status, ran.out) == (2, "")
    assert said in one_chinese_line(ran.err)


# --- compare, check, evaluate ----------------------------------------------------------------


def test_compare_json_holds_the_answer_and_the_comparison(run: Run, shared: Path) -> None:
    ran = run(
        "compare", "政务微博公开政府信息数", "--body", "澄溪区教育局", "--years", "2015-2017",
        "--json", "--index", shared,
    )  # fmt: skip
    assert (ran.status, ran.err) == (0, "")
    answer = ran.json
    check_comparison(answer)
    check_comparison(answer["comparison"])
    assert answer["indicator"] == "政务微博公开政府信息数"
    assert [row["year"] for row in answer["rows"]] == [2016, 2017]
    assert answer["missing"] == [2015]
    before, after = (int(row["value"]) for row in answer["rows"])
    (change,) = answer["changes"]
    assert (change["from"], change["to"]) == (2016, 2017)
    assert change["difference"] == str(after - before)
    for row in answer["rows"]:
        assert row["value"] in answer["citations"][row["citation"]]["text"]


def test_compare_of_several_bodies(run: Run, shared: Path) -> None:
    ran = run(
        "compare", "政务微博公开政府信息数", "--body", "金凤区科技局", "澄溪区教育局",
        "--json", "--index", shared,
    )  # fmt: skip
    assert {row["body"] for row in ran.json["rows"]} == {"金凤区科技局", "澄溪区教育局"}


def test_check_finds_the_seeds_contradictions(run: Run, shared: Path) -> None:
    ran = run("check", SEED, "--json", "--index", shared)
    assert ran.status == 0
    for finding in ran.lines:
        has(finding, FINDING)
        assert finding["level"] in {"error", "warning", "info"}
        assert finding["result"] in {"pass", "fail", "unknown"}
        assert finding["report_id"] == SEED
    failed = [f["text"] for f in ran.lines if f["result"] == "fail"]
    for part in ("28 + 47 + 64", "111", "28 < 64", "27 件"):
        assert any(part in text for text in failed), part
    everything = run("check", "--json", "--index", shared)
    assert {f["report_id"] for f in everything.lines} > {SEED}


def test_check_as_text(run: Run, shared: Path) -> None:
    lines = run("check", SEED, "--index", shared).out.splitlines()
    assert [line for line in lines if line.startswith("不符\t" + SEED)]


def test_evaluate_prints_the_contracts_figures(run: Run, shared: Path, tmp_path: Path) -> None:
    file = tmp_path / "题.jsonl"
    file.write_text(
        json.dumps({
            "id": "q1", "kind": "fact", "question": WEIBO, "history": [], "answer_has": ["64"],
            "evidence": ["政务微博公开政府信息数"], "year": 2018, "status": "answered",
        }, ensure_ascii=False)
        + "\n"
        + json.dumps({
            "id": "q2", "kind": "none", "question": "金凤区科技局2012年微博发了几条",
            "answer_has": [], "evidence": [], "year": 2012, "status": "not_found",
        }, ensure_ascii=False),
        "utf-8",
    )  # fmt: skip
    ran = run("evaluate", file, "--json", "--index", shared)
    assert ran.status == 0
    scores = ran.json
    assert scores["wrong"] == []
    assert list(scores["quality"]) == ["fact", "none", "全部"]
    every = scores["quality"]["全部"]
    assert (every["n"], every["correct"], every["verbatim"], every["wrong_place"]) == (2, 1, 1, 0)
    assert (every["not_found_precision"], every["not_found_recall"]) == (1, 1)
    assert 0 < every["p50_ms"] <= every["p99_ms"]
    assert len(scores["retrieval"]) == 4
    for scored in scores["retrieval"].values():
        assert {"recall_1", "recall_5", "recall_10", "mrr_10", "ndcg_10"} <= scored.keys()
    text = run("evaluate", file, "--index", shared).out
    assert "张冠李戴" in text
    assert "nDCG@10" in text


# --- usage, errors, environment --------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", "缺少 命令"),
        ("bogus", "没有命令 bogus"),
        ("show", "缺少 报告ID"),
        ("remove", "缺少 报告ID"),
        ("ask", "没有问题"),
        ("ask '  '", "没有问题"),
        ("ask x --nothing", "不认识 --nothing"),
        ("ask --batch", "--batch 后面要写内容"),
        ("serve --port 八", "--port 要写整数，不是“八”"),
        ("list --json=1", "--json 后面不写内容"),
        ("compare 微博 --years 去年", "年度“去年”看不懂"),
        ("compare 微博 --years 2025-2019", "年度“2025-2019”看不懂"),
        ("evaluate 没有这个文件.jsonl", "读不出 没有这个文件.jsonl"),
        ("show 没有这份", "索引里没有报告 没有这份"),
        ("check 没有这份", "没有这份"),
    ],
)
def test_wrong_usage_is_2_and_one_chinese_line(run: Run, arguments: str, said: str) -> None:
    ran = run(*shlex.split(arguments))
    assert (ran.status, ran.out) == (2, "")
    assert said in one_chinese_line(ran.err)


@pytest.mark.parametrize("command", ["list", "show 甲", "ask 微博", "check", "compare 微博"])
def test_named_index_that_is_missing_is_not_built_from_something_else(
    run: Run, tmp_path: Path, command: str
) -> None:
    missing = tmp_path / "没有"
    ran = run(*command.split(), "--index", missing)
    assert (ran.status, ran.out) == (1, "")
    line = one_chinese_line(ran.err)
    assert str(missing) in line
    assert "python -m assistant build" in line
    assert not missing.exists()


def test_index_that_is_a_file_or_foreign(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "文件"
    file.write_text("x", "utf-8")
    for command in (["build"], ["list"]):
        ran = run(*command, "--index", file)
        assert ran.status == 1
        assert "文件" in one_chinese_line(ran.err)
    foreign = tmp_path / "别的"
    foreign.mkdir()
    (foreign / "nianbao.db").write_bytes(b"not a database at all" * 100)
    ran = run("list", "--index", foreign)
    assert ran.status == 1
    assert "nianbao.db" in one_chinese_line(ran.err)


def test_first_use_builds_the_shipped_corpus_where_the_environment_says(
    run: Run, tmp_path: Path
) -> None:
    ran = run("list", "--json")
    assert [r["report_id"] for r in ran.json] == [SEED]
    assert (tmp_path / "default" / "nianbao.db").is_file()


def test_index_option_stands_before_or_after_the_command(run: Run, shared: Path) -> None:
    assert run("--index", shared, "list").out == run("list", "--index", shared).out != ""


def test_help_is_chinese_and_its_example_is_real(run: Run, shared: Path) -> None:
    ran = run("--help")
    assert ran.status == 0
    for word in ("usage", "options", "positional", "show this"):
        assert word not in ran.out
    example = re.search(r"\$ python -m assistant ask (\S+)\n((?:  .*\n)+)", ran.out)
    assert example is not None
    said = "".join(line[2:] + "\n" for line in example[2].splitlines())
    assert run("ask", example[1], "--index", shared).out == said


def test_answer_in_the_readme_is_real(run: Run) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    example = re.search(r"\$ python -m assistant ask (\S+)\n(.*?)```", readme, re.S)
    assert example is not None
    assert run("ask", example[1]).out == example[2]


def spawn(*arguments: str | bytes | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_as_a_process_in_a_plain_locale(shared: Path) -> None:
    done = spawn("ask", WEIBO, "--json", "--index", shared, LC_ALL="C", PYTHONUTF8="1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["facts"][0]["value"] == "64"
    done = spawn("show", "没有这份", "--index", shared)
    assert done.returncode == 2
    assert "没有这份" in one_chinese_line(done.stderr.decode())


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
def test_bytes_of_another_encoding_are_no_traceback(shared: Path) -> None:
    done = spawn("ask", "微博发了几条".encode("gb18030"), "--index", shared)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    done = spawn("ask", WEIBO, "--index", shared, PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"64" in done.stdout


def test_reader_that_stops_reading_is_no_error(shared: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "show", SEED, "--json", "--index", shared],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait() == 0


def test_defect_of_ours_is_one_line_unless_debug(shared: Path) -> None:
    """A library that fails in an unforeseen way stands for a defect."""
    broken = "import runpy, sys, tomllib; tomllib.loads = lambda text: 1 // 0;"
    code = broken + "sys.argv[1:] = {}; runpy.run_module('assistant', run_name='__main__')"

    def failed(*arguments: str) -> str:
        asked = ["ask", WEIBO, "--index", str(shared), *arguments]
        done = subprocess.run(
            [sys.executable, "-c", code.format(asked)], cwd=ROOT, capture_output=True, check=False
        )
        assert (done.returncode, done.stdout) == (1, b"")
        return done.stderr.decode()

    line = one_chinese_line(failed())
    assert "ZeroDivisionError" in line
    assert "--debug" in line
    assert "Traceback" in failed("--debug")
