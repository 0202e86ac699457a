"""The stored readings follow from the reports that are stored, whatever happened before."""

from itertools import permutations
from pathlib import Path
from random import Random

import numpy as np
import pytest

from corpus.chunk import chunk_report
from corpus.schema import Report
from index.store import Store
from tests.generator.documents import cells, parsed
from tests.generator.layout import run_together
from tests.generator.reports import reports

SOURCES = {
    (r.body, r.year): (r, parsed(r, run_together(r.blocks))) for r in reports(3, range(2018, 2024))
}


def add(store: Store, report: Report) -> str:
    chunks = chunk_report(report)
    return store.add(report, chunks, np.ones((len(chunks), 4), np.float32), "m")


def built(directory: Path, order: list[Report]) -> Store:
    store = Store(directory, create=True)
    for report in order:
        add(store, report)
    return store


def contents(store: Store) -> dict[str, Report]:
    return {info.report_id: store.report(info.report_id) for info in store.reports()}


@pytest.fixture(scope="module")
def alone() -> list[Report]:
    return [report for _, report in SOURCES.values()]


@pytest.fixture(scope="module")
def whole(alone, tmp_path_factory) -> dict[str, Report]:
    return contents(built(tmp_path_factory.mktemp("whole"), alone))


def test_neighbours_settle_cells_and_none_of_them_wrongly(whole, alone):
    settled = 0
    for generated, report in SOURCES.values():
        before, after = cells(report), cells(whole[report.report_id])
        for at, value in generated.truth.items():
            if before[at].status == "ambiguous" and after[at].status == "recovered":
                settled += 1
                assert after[at].value == value
                assert "据相邻年度报告切分" in (after[at].note or "")
            elif before[at].status != "ambiguous":
                assert (before[at].value, before[at].status) == (after[at].value, after[at].status)
    assert settled > 10


def test_the_order_of_files_does_not_matter(whole, alone, tmp_path):
    for number in range(3):
        order = Random(number).sample(alone, len(alone))
        store = built(tmp_path / str(number), order)
        assert contents(store) == whole
        assert store.verify() == ()


def test_a_removed_neighbour_takes_its_reason_back(whole, alone, tmp_path):
    store = built(tmp_path / "a", alone)
    gone = [report.report_id for report in alone][1::2]
    for report_id in gone:
        store.remove(report_id)
    kept = [report for report in alone if report.report_id not in gone]
    assert contents(store) == contents(built(tmp_path / "b", kept))
    assert store.verify() == ()
    assert contents(store) != {r.report_id: whole[r.report_id] for r in kept}


def test_a_replaced_neighbour_is_believed_instead(alone, tmp_path):
    """A corrected year, then the first again: as if it had been there from the start."""
    body = [report for report in alone if report.body == alone[0].body]
    store = built(tmp_path, body)
    first = contents(store)
    for report in body[1:3]:
        generated = SOURCES[report.body, report.year][0]
        text = run_together(generated.blocks).replace("上一年项目数量", "去年数量")
        assert add(store, parsed(generated, text)) == "replaced"
    assert contents(store) != first
    for report in body[1:3]:
        assert add(store, report) == "replaced"
    assert contents(store) == first


def test_the_same_file_again_is_skipped_although_its_cells_were_settled(alone, tmp_path):
    store = built(tmp_path, alone)
    state = store.state()
    assert {add(store, report) for report in alone} == {"skipped"}
    assert store.state() == state


def test_every_order_of_three_years(alone, tmp_path):
    body = [r for r in alone if r.body == alone[0].body and r.year in (2019, 2020, 2021)]
    stored = [
        contents(built(tmp_path / str(i), list(order)))
        for i, order in enumerate(permutations(body))
    ]
    assert all(one == stored[0] for one in stored)
