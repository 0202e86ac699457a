"""The command line of ../CONTRACT: results to stdout, problems to stderr, exit 0, 1 or 2."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NoReturn

from assistant.ask import Assistant, default_directory, open_assistant
from assistant.schema import Answer, Finding
from assistant.serialise import answer_json, finding_json, info_json, report_json
from corpus.errors import NianbaoError, UsageError
from index.schema import BuildOutcome

_HELP = """用中文向政府信息公开工作年度报告提问，答案带逐字引文，不联网、不用大模型。

示例：
  $ python -m assistant ask 金凤区科技局2018年微博发了几条
  金凤区科技局2018年政务微博公开政府信息数为 64 条。
  [1] 金凤区科技局 2018年 一、主动公开情况 > … > 3. 政务微博公开政府信息数
      3. 政务微博公开政府信息数	条	64

限制：只回答已收录年报里写着的内容；没有依据就说没有。
"""
_ACTIONS = {"added": "新增", "replaced": "替换", "skipped": "跳过", "failed": "失败"}


class _Parser(argparse.ArgumentParser):
    """argparse with Chinese one-line errors."""

    def error(self, message: str) -> NoReturn:
        print(f"用法错误：{message}；运行 python -m assistant --help 查看用法", file=sys.stderr)
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit status: 0 done, 1 could not be done, 2 wrong usage.
    """
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except UsageError as error:
        return _failed(error, options, 2)
    except NianbaoError as error:
        return _failed(error, options, 1)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("已中断；已写入索引的报告不受影响", file=sys.stderr)
        return 1


def _failed(error: NianbaoError, options: argparse.Namespace, status: int) -> int:
    if options.debug:
        raise error
    print(str(error).replace("\n", " "), file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m assistant",
        description=_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--debug", action="store_true", help="出错时打印完整回溯")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="命令", parser_class=_Parser
    )
    _add(
        commands,
        "build",
        _build,
        "读入年报，增量建索引",
        [
            ("paths", {"nargs": "*", "metavar": "文件或目录"}),
            ("--model", {"help": "另用一个 sentence-transformers 模型（名称或路径）"}),
        ],
    )
    _add(
        commands,
        "remove",
        _remove,
        "从索引删除报告",
        [("ids", {"nargs": "+", "metavar": "报告ID"})],
    )
    _add(commands, "list", _list, "列出已收录的报告", [_JSON])
    _add(commands, "show", _show, "一份报告的全部", [("id", {"metavar": "报告ID"}), _JSON])
    _add(
        commands,
        "ask",
        _ask,
        "回答一个问题",
        [
            ("question", {"nargs": "?", "metavar": "问题"}),
            _JSON,
            ("--history", {"action": "append", "default": [], "metavar": "上一问"}),
            ("--batch", {"type": Path, "metavar": "文件.jsonl"}),
            _MODEL,
        ],
    )
    _add(
        commands,
        "compare",
        _compare,
        "一个指标的逐年或跨机构比较",
        [
            ("indicator", {"metavar": "指标"}),
            ("--body", {"action": "extend", "nargs": "+", "default": [], "metavar": "机构"}),
            ("--years", {"default": "", "metavar": "2019-2025"}),
            _JSON,
            _MODEL,
        ],
    )
    _add(
        commands,
        "check",
        _check,
        "勾稽与一致性核对",
        [("ids", {"nargs": "*", "metavar": "报告ID"}), _JSON],
    )
    _add(
        commands,
        "evaluate",
        _evaluate,
        "检索与回答质量评测",
        [("questions", {"type": Path, "metavar": "题目.jsonl"}), _JSON, _MODEL],
    )
    _add(
        commands,
        "serve",
        _serve,
        "启动网页",
        [
            ("--host", {"default": "127.0.0.1"}),
            ("--port", {"type": int, "default": 7860}),
            ("--auth", {"metavar": "用户名:密码"}),
        ],
    )
    return parser


_JSON = ("--json", {"action": "store_true", "help": "输出 JSON"})
_MODEL = ("--model", {"help": "建索引时所用的模型，不给则用自带编码器"})


def _add(
    commands: Any,  # noqa: ANN401 - argparse has no public type for it
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
    arguments: Iterable[tuple[str, dict[str, Any]]],
) -> None:
    command = commands.add_parser(name, help=summary, description=summary)
    command.add_argument("--index", type=Path, metavar="目录", help="索引目录")
    command.add_argument(
        "--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
    )
    for flag, settings in arguments:
        command.add_argument(flag, **settings)
    command.set_defaults(run=run)


def _build(options: argparse.Namespace) -> int:
    from index.build import build_index
    from index.embed import load_embedder

    directory = options.index or default_directory()
    done: list[BuildOutcome] = []

    def report(outcome: BuildOutcome) -> None:
        done.append(outcome)
        stream = sys.stderr if outcome.action == "failed" else sys.stdout
        print(
            f"[{len(done)}] {_ACTIONS[outcome.action]} {Path(outcome.source).name}：{outcome.message}",
            file=stream,
        )

    embedder = load_embedder(options.model)
    if options.paths:
        outcomes = build_index([Path(p) for p in options.paths], directory, embedder, report)
    else:
        with as_file(files("corpus") / "reports") as shipped:
            outcomes = build_index([shipped], directory, embedder, report)
    counts = {action: sum(o.action == action for o in outcomes) for action in _ACTIONS}
    print("小结：" + "，".join(f"{_ACTIONS[a]} {n} 份" for a, n in counts.items()))
    for outcome in outcomes:
        if outcome.action == "failed":
            print(f"  失败：{outcome.source}：{outcome.message}")
    return (
        1
        if counts["failed"] and not (counts["added"] or counts["replaced"] or counts["skipped"])
        else 0
    )


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
        return 0
    for info in reports:
        counts = f"章节 {info.sections}  指标行 {info.indicators}"
        print(
            f"{info.report_id}  {info.body}  {info.year}  表式 {info.form}  {counts}  {info.source}"
        )
    return 0


def _show(options: argparse.Namespace) -> int:
    report = _open(options).index.report(options.id)
    if options.json:
        _print_json(report_json(report))
        return 0
    print(f"{report.title}\n机构 {report.body}  年度 {report.year}  表式 {report.form}\n")
    for section in report.sections:
        print(f"{'  ' * section.level}{section.path[-1]}")
    print()
    for i in report.indicators:
        column = f"（{i.column}）" if i.column else ""
        print(f"{' > '.join(i.path)}{column}\t{i.unit or ''}\t{i.printed}")
    for warning in report.warnings:
        print(f"注意：{warning}")
    print(f"\n{report.text}")
    return 0


def _ask(options: argparse.Namespace) -> int:
    if options.batch is None and not options.question:
        raise UsageError("没有问题；请写成 python -m assistant ask 问题，或用 --batch 文件.jsonl")
    assistant = _open(options)
    if options.batch is not None:
        for item in read_lines(options.batch):
            if not isinstance(item.get("question"), str):
                raise UsageError(
                    f"{options.batch}：有一行没有 question 字段；每行应是含 question 的 JSON 对象"
                )
            answer = assistant.ask(item["question"], item.get("history") or ())
            print(json.dumps(answer_json(answer, str(item.get("id", ""))), ensure_ascii=False))
        return 0
    answer = assistant.ask(options.question, options.history)
    if options.json:
        print(json.dumps(answer_json(answer), ensure_ascii=False))
    else:
        _print_answer(answer)
    return 0


def _compare(options: argparse.Namespace) -> int:
    answer = _open(options).compare(options.indicator, options.body, year_range(options.years))
    if options.json:
        print(json.dumps(answer_json(answer), ensure_ascii=False))
    else:
        _print_answer(answer)
    return 0 if answer.status == "answered" else 1


def _check(options: argparse.Namespace) -> int:
    findings = _open(options).check(options.ids)
    for finding in findings:
        print(
            json.dumps(finding_json(finding), ensure_ascii=False)
            if options.json
            else _finding_line(finding)
        )
    return 0


def _finding_line(finding: Finding) -> str:
    mark = {"pass": "通过", "fail": "不符", "unknown": "无法判断"}[finding.result]
    return f"{mark}\t{finding.report_id}\t{finding.rule}\t{finding.text}"


def _evaluate(options: argparse.Namespace) -> int:
    from assistant.evaluate import evaluate, evaluation_json, evaluation_text

    report = evaluate(_open(options), list(read_lines(options.questions)))
    if options.json:
        _print_json(evaluation_json(report))
    else:
        print(evaluation_text(report))
    return 0


def _serve(options: argparse.Namespace) -> int:
    from assistant.web import serve

    serve(host=options.host, port=options.port, directory=options.index, auth=options.auth)
    return 0


def _open(options: argparse.Namespace) -> Assistant:
    return open_assistant(options.index, getattr(options, "model", None))


def read_lines(path: Path) -> Iterable[dict[str, Any]]:
    """JSON objects of a .jsonl file.

    Raises:
        UsageError: the file is missing, not UTF-8 or holds a line that is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不出 {path}；请检查路径，文件应为 UTF-8 编码的 jsonl") from error
    items = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path} 第 {number} 行不是 JSON；请逐行写一个 JSON 对象") from error
        if not isinstance(item, dict):
            raise UsageError(f'{path} 第 {number} 行不是 JSON 对象；请写成 {{"question": …}}')
        items.append(item)
    return items


def year_range(printed: str) -> tuple[int, ...]:
    """``2019-2025`` or ``2019,2021`` → years; empty for all.

    Raises:
        UsageError: not years.
    """
    years: list[int] = []
    for part in printed.replace("，", ",").split(","):
        first, _, last = part.strip().replace("—", "-").replace("至", "-").partition("-")
        if not first and not last:
            continue
        if not (
            first.isdigit()
            and (last or first).isdigit()
            and 1990 <= int(first) <= int(last or first) <= 2100
        ):
            raise UsageError(f"年度“{printed}”看不懂；请写成 2019-2025 或 2019,2021")
        years += range(int(first), int(last or first) + 1)
    return tuple(years)


def _print_answer(answer: Answer) -> None:
    print(answer.answer)
    for notice in answer.notices:
        print(f"注意：{notice.text}")
    for number, citation in enumerate(answer.citations, 1):
        print(f"[{number}] {citation.body} {citation.year}年 {' > '.join(citation.path)}")
        print("    " + citation.text.replace("\n", "\n    "))


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
