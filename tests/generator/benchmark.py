"""Measure building, cutting and comparing: ``python -m tests.generator.benchmark [bodies]``.

Ten years of each body (100 unless told) are written as text, every fifth body's run together,
and built with an encoder that does no work. Prints reports a second, what cutting a run-together
table takes, and what ``compare`` over all of it takes. Not a test: figures depend on the machine
and on what else it does, so the CPU time of all processes is printed beside the wall clock.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from assistant.ask import Assistant
from assistant.compare import ComparisonRequest, compare_rows, measured_keys
from corpus.catalogue import load_catalogue
from corpus.tables import resolve as resolving
from index.build import build_index
from index.search import Index
from index.store import Store
from tests.generator.documents import parsed
from tests.generator.layout import run_together, tabbed
from tests.generator.reports import Generated, reports

YEARS = range(2014, 2024)
EVERY_FIFTH = 5
CALLS = 20


class Idle:
    """Vectors without meaning at no cost."""

    name = "idle"
    dimension = 256

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), self.dimension), 1 / 16, np.float32)

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.documents(texts)


def build(made: Sequence[Generated], folder: Path, index: Path) -> None:
    """Write the files, build, and say how fast."""
    bodies = list(dict.fromkeys(report.body for report in made))
    together = set(bodies[::EVERY_FIFTH])
    for report in made:
        write = run_together if report.body in together else tabbed
        path = folder / f"{report.body}{report.year}.txt"
        path.write_text(write(report.blocks), encoding="utf-8")
    stored: list[float] = []
    cpu, started = _cpu(), time.perf_counter()
    outcomes = build_index([folder], index, Idle(), lambda _: stored.append(time.perf_counter()))
    wall, cpu = time.perf_counter() - started, _cpu() - cpu
    rest = time.perf_counter() - stored[-1]
    assert {outcome.action for outcome in outcomes} == {"added"}
    _say(
        f"建库 {len(made)} 份：{len(made) / wall:.0f} 份/秒（墙钟 {wall:.1f} s，其中检索缓存 {rest:.1f} s；"
        f"全部进程 CPU {cpu:.1f} s，合每份 {1000 * cpu / len(made):.1f} ms；本机 {os.cpu_count()} 核）"
    )


def cut(made: Sequence[Generated]) -> None:
    """Time every table that is cut while run-together reports are parsed."""
    spent: list[float] = []
    solve = resolving.resolve

    def timed(problem: resolving.Problem) -> resolving.Resolution:
        cpu = time.process_time()
        found = solve(problem)
        if any(row.runs for row in problem.rows):
            spent.append(1000 * (time.process_time() - cpu))
        return found

    from corpus.tables import articles, grids, remedies

    for reader in (articles, grids, remedies):
        reader.resolve = timed
    for report in made:
        parsed(report, run_together(report.blocks))
    _say(
        f"连写表 {len(spent)} 张：中位 {statistics.median(spent):.2f} ms，"
        f"p99 {statistics.quantiles(spent, n=100)[-1]:.1f} ms，最慢 {max(spent):.1f} ms（CPU）"
    )


def compare(index: Path) -> None:
    """Compare one indicator over every body and year, cells read from the store each time.

    First the comparison alone, then the whole answer: its text, facts and citations.
    """
    catalogue = load_catalogue()
    assistant = Assistant(Index.open(index))
    _say(f"第一次回答前读入：{_ms(assistant.warm):.0f} ms")
    for key in ("apply.new", "result.denied", "rate.granted"):
        wanted = ComparisonRequest(key)
        keys = measured_keys(catalogue, wanted)
        store = Store(index)

        def once(store: Store = store, wanted: ComparisonRequest = wanted, keys=keys) -> None:
            compare_rows(catalogue, store.indicators(keys=keys), wanted)

        first = _ms(once)
        times = [_ms(once) for _ in range(CALLS)]
        rows = len(compare_rows(catalogue, store.indicators(keys=keys), wanted).comparison.rows)
        _say(
            f"比较 {key}，{rows} 份：首次 {first:.0f} ms，再问中位 {statistics.median(times):.1f} ms"
        )
        first = _ms(lambda key=key: assistant.compare(key))
        times = [_ms(lambda key=key: assistant.compare(key)) for _ in range(CALLS)]
        _say(f"  连同答案和引文：首次 {first:.0f} ms，再问中位 {statistics.median(times):.1f} ms")


def _ms(call: Callable[[], None]) -> float:
    started = time.process_time()
    call()
    return 1000 * (time.process_time() - started)


def _cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    return sum(u.ru_utime + u.ru_stime for u in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(bodies: int) -> None:
    """Run all three."""
    made = list(reports(bodies, YEARS))
    with TemporaryDirectory() as name:
        folder, index = Path(name, "年报"), Path(name, "索引")
        folder.mkdir()
        build(made, folder, index)
        compare(index)
    cut(made)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
