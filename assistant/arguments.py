"""The command line's words: parser, help and usage errors, all in Chinese."""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from corpus.errors import UsageError

HELP = """用中文向政府信息公开工作年度报告提问，答案带逐字引文，不联网、不用大模型。

示例：
  $ python -m assistant ask 金凤区科技局2018年培训了多少人次
  金凤区科技局2018年接受培训人员数为 6 人次。
  [1] 金凤区科技局 2018年 九、政府信息公开会议和培训情况 > (三) 接受培训人员数
      (三) 接受培训人员数	人次	6

限制：只回答已收录年报里写着的内容；没有依据就说没有。"""
_ERRORS = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument 命令: invalid choice: '?(.+?)'? \(choose from (.+)\)", r"没有命令 \1，可用 \2"),
    (r"argument (.+?): invalid int value: '(.*)'", r"\1 要写整数，不是“\2”"),
    (r"argument (.+?): expected .*argument.*", r"\1 后面要写内容"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 后面不写内容，“\2”多余"),
)
"""What argparse says → Chinese."""

Argument = tuple[str, dict[str, Any]]

_JSON: Argument = ("--json", {"action": "store_true", "help": "输出 JSON"})
_MODEL: Argument = (
    "--model",
    {"metavar": "模型", "help": "建索引时所用的模型，不给则用自带编码器"},
)
_COMMANDS: dict[str, tuple[str, tuple[Argument, ...]]] = {
    "build": (
        "读入年报，增量建索引；不给文件时收录自带语料",
        (
            ("paths", {"nargs": "*", "metavar": "文件或目录", "type": Path}),
            (
                "--model",
                {"metavar": "模型", "help": "另用一个 sentence-transformers 模型（名称或路径）"},
            ),
        ),
    ),
    "remove": ("从索引删除报告", (("ids", {"nargs": "+", "metavar": "报告ID"}),)),
    "list": ("列出已收录的报告", (_JSON,)),
    "show": ("一份报告的全部：正文、章节、指标行", (("id", {"metavar": "报告ID"}), _JSON)),
    "ask": (
        "回答一个问题，或用 --batch 逐行回答一个文件",
        (
            ("question", {"nargs": "?", "metavar": "问题"}),
            _JSON,
            (
                "--history",
                {"action": "extend", "nargs": "+", "default": [], "metavar": "上一问"},
            ),
            ("--batch", {"type": Path, "metavar": "文件.jsonl"}),
            _MODEL,
        ),
    ),
    "compare": (
        "一个指标的逐年或跨机构比较",
        (
            ("indicator", {"metavar": "指标"}),
            ("--body", {"action": "extend", "nargs": "+", "default": [], "metavar": "机构"}),
            ("--years", {"default": "", "metavar": "2019-2025"}),
            _JSON,
            _MODEL,
        ),
    ),
    "check": ("勾稽与一致性核对", (("ids", {"nargs": "*", "metavar": "报告ID"}), _JSON)),
    "evaluate": (
        "检索与回答质量评测",
        (("questions", {"type": Path, "metavar": "题目.jsonl"}), _JSON, _MODEL),
    ),
    "serve": (
        "启动网页，同 python app.py",
        (
            ("--host", {"default": "127.0.0.1", "metavar": "地址"}),
            ("--port", {"type": int, "default": 7860, "metavar": "端口"}),
            ("--auth", {"metavar": "用户名:密码"}),
        ),
    ),
}


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """argparse's help with a Chinese usage line."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """See argparse; ``prefix`` stands before the usage."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse with Chinese help and one-line Chinese errors."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - handed on to argparse
        settings |= {"formatter_class": _Formatter, "add_help": False, "allow_abbrev": False}
        super().__init__(**settings)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one Chinese line and leave with 2."""
        for pattern, chinese in _ERRORS:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, chinese, message, flags=re.DOTALL)
                break
        line = " ".join(f"用法错误：{message}；运行 {self.prog} --help 查看用法".split())
        self.exit(2, line + "\n")


def parser() -> argparse.ArgumentParser:
    """The parser of ``python -m assistant``; ``command`` holds the command's name."""
    root = _Parser(prog="python -m assistant", description=HELP)
    root.add_argument("--index", type=Path, metavar="目录", help=_INDEX_HELP)
    root.add_argument("--debug", action="store_true", help="出错时打印完整回溯")
    commands = root.add_subparsers(
        dest="command", required=True, metavar="命令", title="命令", parser_class=_Parser
    )
    for name, (summary, arguments) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        # Both also stand before the command: without SUPPRESS its default would win there.
        command.add_argument(
            "--index", type=Path, metavar="目录", default=argparse.SUPPRESS, help=_INDEX_HELP
        )
        command.add_argument(
            "--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
        for flag, settings in arguments:
            command.add_argument(flag, **settings)
    return root


_INDEX_HELP = "索引目录；不给则用环境变量 NIANBAO_INDEX，再没有就用用户缓存目录"


def year_range(printed: str) -> tuple[int, ...]:
    """``2019-2025`` or ``2019,2021`` → years; empty for all.

    Raises:
        UsageError: not years.
    """
    years: list[int] = []
    for part in printed.replace("，", ",").split(","):
        first, _, last = re.sub(r"\s*(?:年|[—–~至到]+)\s*", "-", part.strip()).partition("-")
        last = last.strip("-") or first
        if not first:
            continue
        plain = re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{4}", last)
        if not plain or not 1990 <= int(first) <= int(last) <= 2100:
            raise UsageError(f"年度“{printed}”看不懂；请写成 2019-2025 或 2019,2021")
        years += range(int(first), int(last) + 1)
    return tuple(years)


def no_traceback(kind: type[BaseException], error: BaseException, _trace: object) -> None:
    """A ``sys.excepthook``: a defect of ours in one Chinese line."""
    what = " ".join(f"{kind.__name__} {error}".split())
    sys.stderr.write(f"程序内部出错：{what}；请加 --debug 重新运行，并把输出发给开发者\n")
