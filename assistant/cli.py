"""The command line of ../CONTRACT: results to stdout, problems to stderr, exit 0, 1 or 2."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from assistant.arguments import parser, year_range
from assistant.ask import Assistant, default_directory, open_assistant
from assistant.plain import (
    answer_text,
    finding_text,
    list_text,
    outcome_text,
    report_text,
    summary_lines,
)
from assistant.schema import Answer
from assistant.serialise import answer_json, compare_json, finding_json, info_json, report_json
from corpus.errors import NianbaoError, UsageError
from index.schema import BuildOutcome
from index.store import Store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit status: 0 done, 1 could not be done, 2 wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What the terminal cannot show (another locale, broken bytes in a question) must
            # not end in a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        options = parser().parse_args(arguments)
    except SystemExit as left:  # argparse has said why; --help leaves with 0
        return int(left.code or 0)
    try:
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except NianbaoError as error:
        if options.debug:
            raise
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:
        # The reader of our output has enough (``| head``); Python flushes once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("已中断；已写入索引的报告不受影响", file=sys.stderr)
        return 1
    return status


def _build(options: argparse.Namespace) -> int:
    from index.build import build_index
    from index.embed import load_embedder
    from index.search import Index

    directory = options.index or default_directory()
    done: list[BuildOutcome] = []

    def report(outcome: BuildOutcome) -> None:
        done.append(outcome)
        stream = sys.stderr if outcome.action == "failed" else sys.stdout
        print(outcome_text(len(done), outcome), file=stream, flush=True)

    embedder = load_embedder(options.model)
    if options.paths:
        outcomes = build_index(options.paths, directory, embedder, report)
    else:
        with as_file(files("corpus") / "reports") as shipped:
            outcomes = build_index([shipped], directory, embedder, report)
    for line in summary_lines(outcomes):
        print(line)
    Assistant(Index.open(directory, embedder)).prepare()
    if not outcomes:
        print("给出的目录里没有文件；请给出年报文件或所在目录", file=sys.stderr)
    # A bad file does not spoil the good ones: done when at least one report is in the index.
    return 0 if any(outcome.report_id is not None for outcome in outcomes) else 1


def _remove(options: argparse.Namespace) -> int:
    from index.build import remove_report

    directory = options.index or default_directory()
    for report_id in options.ids:
        remove_report(directory, report_id)
        print(f"已删除 {report_id}")
    return 0


def _list(options: argparse.Namespace) -> int:
    reports = _open(options).index.reports
    if options.json:
        _print_json([info_json(info) for info in reports])
    else:
        print(list_text(reports))
    return 0


def _show(options: argparse.Namespace) -> int:
    report = _open(options).index.report(options.id)
    if options.json:
        _print_json(report_json(report))
    else:
        print(report_text(report))
    return 0


def _ask(options: argparse.Namespace) -> int:
    if options.batch is not None:
        return _batch(options)
    question, history = options.question, options.history
    if question is None and len(history) > 1:
        *history, question = history  # ``ask --history 上一问 问题``
    if question is None or not question.strip():
        raise UsageError("没有问题；请写成 python -m assistant ask 问题，或用 --batch 文件.jsonl")
    answer = _open(options).ask(_text(question), [_text(before) for before in history])
    _print_answer(answer, options)
    return 0


def _batch(options: argparse.Namespace) -> int:
    items = read_lines(options.batch)
    for number, item in enumerate(items, 1):
        history = item.get("history") or []
        if not isinstance(item.get("question"), str):
            raise UsageError(
                f"{options.batch} 第 {number} 题没有文字的 question；"
                '每行请写成 {"id": …, "question": …, "history": […]}'
            )
        if not isinstance(history, list) or not all(isinstance(h, str) for h in history):
            raise UsageError(f"{options.batch} 第 {number} 题的 history 应是文字的列表")
    assistant = _open(options)
    for item in items:
        history = [_text(before) for before in item.get("history") or []]
        answer = assistant.ask(_text(item["question"]), history)
        line = {"id": item.get("id")} | answer_json(answer)
        print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


def _text(typed: str) -> str:
    """Bytes of another encoding come as lone surrogates, which no library takes: as 「?」."""
    return typed.encode("utf-8", "replace").decode()


def _compare(options: argparse.Namespace) -> int:
    years = year_range(options.years)
    answer = _open(options).compare(options.indicator, options.body, years)
    if options.json:
        print(json.dumps(compare_json(answer), ensure_ascii=False))
    else:
        _print_answer(answer, options)
    return 0


def _check(options: argparse.Namespace) -> int:
    findings = _open(options).check(options.ids)
    for finding in findings:
        if options.json:
            print(json.dumps(finding_json(finding), ensure_ascii=False))
        else:
            print(finding_text(finding))
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from assistant.evaluate import evaluate, evaluation_json, evaluation_text

    items = read_lines(options.questions)
    report = evaluate(_open(options), items)
    if options.json:
        _print_json(evaluation_json(report))
    else:
        print(evaluation_text(report))
    return 0


def _serve(options: argparse.Namespace) -> int:
    from assistant.web import serve

    serve(host=options.host, port=options.port, directory=options.index, auth=options.auth)
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "remove": _remove,
    "list": _list,
    "show": _show,
    "ask": _ask,
    "compare": _compare,
    "check": _check,
    "evaluate": _evaluate,
    "serve": _serve,
}


def _open(options: argparse.Namespace) -> Assistant:
    """The index to ask. The shipped corpus is built only where no directory was named.

    A mistyped ``--index`` must not be answered from another corpus.
    """
    if options.index is not None:
        Store(options.index).close()
    return open_assistant(options.index, getattr(options, "model", None))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """JSON objects of a .jsonl file.

    Raises:
        UsageError: the file is missing, not UTF-8 or holds a line that is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不出 {path}；请检查路径，文件应为 UTF-8 编码的 jsonl") from error
    items = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path} 第 {number} 行不是 JSON；请逐行写一个 JSON 对象") from error
        if not isinstance(item, dict):
            raise UsageError(f'{path} 第 {number} 行不是 JSON 对象；请写成 {{"question": …}}')
        items.append(item)
    return items


def _print_answer(answer: Answer, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(answer_json(answer), ensure_ascii=False))
    else:
        print(answer_text(answer))


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
