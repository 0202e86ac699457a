"""Which number of a sentence is the asked one."""

from collections.abc import Callable
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("said", "question", "printed"),
    [
        (
            "其中微博29个，共发布信息1992条；微信公众号41个，共发布信息3404条。",
            "微信发了多少条", "3404条",
        ),
        (
            "其中微博29个，共发布信息1992条；微信公众号41个，共发布信息3404条。",
            "微信公众号发布了多少信息", "3404条",
        ),
        ("移动客户端5个，共发布信息872条；抖音号2个，刊发短视频66部。", "客户端发了几篇", "872条"),
        ("召开工作会议4次，举办业务培训3期，培训215人次。", "培训办了几次", "3期"),
        ("移动客户端5个，共发布信息872条；抖音号2个，刊发短视频66部。", "有几个客户端", "5个"),
        ("开展“局长谈水务”直播9期，观看42.6万人次。", "直播观看的人有多少", "42.6万人次"),
        ("对1件申请收取信息处理费260元。", "收了多少信息处理费", "260元"),
        ("全年共公开水价信息1,860条，微博互动12次。", "公开水价信息多少条", "1,860条"),
    ],
)  # fmt: skip
def test_the_number_of_the_asked_thing_is_the_answer(
    opened: Callable[..., Assistant], tmp_path: Path, said: str, question: str, printed: str
) -> None:
    path = tmp_path / "霁湖县水务局2018.txt"
    path.write_text(f"{TEXT}\n三、其他\n\n{said}\n", "utf-8")
    answer = opened(path).ask(f"霁湖县水务局2018年{question}")
    assert [fact.printed for fact in answer.facts] == [printed]
    assert answer.answer.startswith(f"{printed.replace(',', '')}。")
