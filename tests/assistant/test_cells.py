"""One report's cells by key and column."""

from assistant.cells import cells_of
from corpus.schema import Indicator
from index.schema import IndicatorRow


def row(key: str | None, column: str | None, printed: str) -> IndicatorRow:
    cell = Indicator((), key or "", key, column, None, None, printed, 0, 0, 0, 0)
    return IndicatorRow("甲县-2024", "甲县", 2024, "2021", cell)


def test_cells_are_told_apart_by_column() -> None:
    cells = cells_of([row("a", "总计", "3"), row("a", "自然人", "2"), row(None, None, "9")])
    assert [r.indicator.printed for r in cells.get(("a", "总计"))] == ["3"]
    assert [r.indicator.printed for r in cells.get(("a", None))] == ["3", "2"]
    assert (("a", "自然人") in cells, ("a", "其他") in cells, ("b", None) in cells) == (
        True, False, False,
    )  # fmt: skip
