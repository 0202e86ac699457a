"""Which number of a sentence is the asked one."""

from collections.abc import Callable
from pathlib import Path

from assistant.ask import Assistant

TEXT = """霁湖县水务局2018年政府信息公开工作年度报告

一、概述

2018年，霁湖县水务局认真落实政府信息公开条例，各项工作有序开展。

二、平台建设

全局充分发挥新媒体作用，开设政务新媒体账号31个，其中微博29个，共发布信息1992条；召开座谈会3场。
"""


def test_the_number_in_the_asked_unit_is_the_answer(
    opened: Callable[..., Assistant], tmp_path: Path
) -> None:
    path = tmp_path / "霁湖县水务局2018.txt"
    path.write_text(TEXT, "utf-8")
    answer = opened(path).ask("霁湖县水务局2018年微博发布了多少条信息")
    assert [(fact.printed, fact.unit) for fact in answer.facts] == [("1992条", "条")]
    assert "微博29个，共发布信息1992条" in answer.citations[0].text
