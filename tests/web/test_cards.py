"""What a card of the conversation shows at once, and what it folds away."""

from html import unescape

import pytest

from assistant.ask import Assistant
from assistant.web.dialogue import Dialogue
from assistant.web.render.answers import cards
from index.build import build_index
from index.embed import load_embedder
from index.search import Index

TEXT = """霁岭县人民政府{year}年政府信息公开工作年度报告

二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件{cells}
第二十条第（五）项信息内容本年处理决定数量行政许可{license}三、收到和处理政府信息公开申请情况
"""
FOLDED = "逐项变化和算式"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("county")
    told = ((2022, "8 5 698", 3000), (2023, "9 4 703", 3900), (2024, "62 33440", 4529))
    for year, cells, number in told:
        text = TEXT.format(year=year, cells=cells, license=number)
        (folder / f"霁岭县人民政府{year}.txt").write_text(text, encoding="utf-8")
    directory, embedder = tmp_path_factory.mktemp("index"), load_embedder()
    build_index([folder], directory, embedder)
    return Assistant(Index.open(directory, embedder))


def card(county: Assistant, question: str) -> str:
    return cards(Dialogue().with_answer(county.ask(question), None, None).turns, 0)


def test_what_each_reading_of_a_cell_comes_to_is_shown(county: Assistant) -> None:
    html = card(county, "霁岭县现行有效的规范性文件，2024年比2022年少多少件")
    assert "若为 440 件，2024年比2022年少 258 件" in html
    assert FOLDED not in html


def test_a_long_run_of_changes_is_folded_away(county: Assistant) -> None:
    assert FOLDED in card(county, "霁岭县行政许可历年变化")


def test_figures_of_one_report_carry_their_names(county: Assistant) -> None:
    html = unescape(card(county, "霁岭县2022年制发的规范性文件比废止的多几件"))
    assert "<td>行政规范性文件（本年制发件数）</td>" in html
    assert "<td>行政规范性文件（本年废止件数）</td>" in html


def test_figures_of_one_indicator_need_no_names(county: Assistant) -> None:
    assert "指标</th>" not in unescape(card(county, "霁岭县行政许可历年变化"))
