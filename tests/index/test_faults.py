"""Processes killed, disks full, logs lost, rights missing: acknowledged reports survive all."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from index.search import Index
from index.store import Store

CHILD = Path(__file__).with_name("fault_child.py")


def start(task, directory, body="甲局"):
    return subprocess.Popen(
        [sys.executable, str(CHILD), task, str(directory), body],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def acknowledged(process):
    """What the child said until it ended."""
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    return [line for line in out.splitlines() if "-" in line]


def assert_sound(directory, reports, embedder, make_report):
    """Every acknowledged report is stored whole, and found through fresh caches."""
    store = Store(directory)
    assert store.verify() == ()
    stored = {info.report_id for info in store.reports()}
    assert set(reports) <= stored
    for report_id in sorted(stored)[:3]:
        body, year = report_id.split("-")
        assert store.report(report_id) == make_report(body, int(year))
    hits = Index.open(directory, embedder).search("微博", limit=3 * len(stored) + 10)
    assert {h.chunk.report_id for h in hits if h.chunk.kind == "indicator"} == stored
    assert not list((directory / "cache").glob("*.tmp-*"))


@pytest.mark.parametrize("writers", [1, 2])
def test_no_acknowledged_report_is_lost_to_a_kill(directory, writers, embedder, make_report):
    reports, killed = set(), 0
    for round_number in range(6):
        bodies = [f"第{round_number}轮{n}局" for n in range(writers)]
        children = [start("write", directory, body) for body in bodies]
        for child in children:
            assert child.stdout.readline() == "ready\n"
        time.sleep(0.05 + 0.13 * round_number)
        for child in children:
            child.send_signal(signal.SIGKILL)
        for child in children:
            reports.update(acknowledged(child))
            killed += child.returncode == -signal.SIGKILL
        assert_sound(directory, reports, embedder, make_report)
    assert killed == 6 * writers
    assert len(reports) > 6


def test_a_full_disk_is_one_clear_error_and_costs_nothing(directory, embedder, make_report, put):
    child = start("fill", directory)
    out, err = child.communicate(timeout=120)
    assert "Traceback" not in err, err
    *reports, stopped, found = out.splitlines()[1:]
    assert stopped.startswith("stopped 索引")
    assert "已写入的年报完好" in stopped
    assert found == "found 10"
    assert len(reports) > 5
    assert_sound(directory, reports, embedder, make_report)
    assert put(Store(directory), make_report("乙局")) == "added"


def test_a_lost_log_takes_reports_but_never_shows_other_ones(
    directory, tmp_path, embedder, make_report, put
):
    store = Store(directory, create=True)
    put(store, make_report(year=2017))
    store.close()
    kept = (directory / "nianbao.db").read_bytes()
    store = Store(directory)
    put(store, make_report(year=2018))
    Index.open(directory, embedder)
    store.close()
    # The database as it was before the log was folded in: as if ``-wal`` had been deleted.
    (directory / "nianbao.db").write_bytes(kept)
    put(Store(directory), make_report(year=2019))  # the same generation as the lost 2018
    index = Index.open(directory, embedder)
    assert [r.year for r in index.reports] == [2017, 2019]
    assert {h.chunk.year for h in index.search("微博", limit=50)} == {2017, 2019}


def test_a_deleted_log_leaves_a_sound_database(directory, embedder, make_report, put):
    child = start("write", directory)
    while "-" not in child.stdout.readline():
        pass
    child.send_signal(signal.SIGKILL)
    acknowledged(child)
    for log in directory.glob("nianbao.db-*"):
        log.unlink()
    store = Store(directory, create=True)  # what had not reached the main file is gone
    assert store.verify() == ()
    put(store, make_report("乙局"))
    stored = {info.report_id for info in store.reports()}
    hits = Index.open(directory, embedder).search("微博", limit=1000)
    assert {h.chunk.report_id for h in hits} == stored


def test_readers_see_whole_states_while_another_process_writes(directory, make_report, put):
    put(Store(directory, create=True), make_report("丙局"))
    writer, readers = start("write", directory), [start("read", directory) for _ in range(2)]
    try:
        for reader in readers:
            out, err = reader.communicate(timeout=120)
            assert out == "ready\nwhole\n", err
    finally:
        writer.kill()
        writer.communicate()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
@pytest.mark.parametrize("caches", [True, False])
def test_a_read_only_index_is_searched_and_writing_is_refused(embedder, make_report, put, caches):
    directory = Path(tempfile.mkdtemp()) / "index"
    try:
        directory.parent.chmod(0o755)
        store = Store(directory, create=True)
        put(store, make_report("甲局"))
        if caches:
            Index.open(directory, embedder).close()
        store.close()
        out, err = start("nobody", directory, "乙局").communicate(timeout=120)
        assert "Traceback" not in err, err
        found, stopped = out.splitlines()
        assert found == "found 3"
        assert stopped.startswith("stopped 索引")
        assert "不可写" in stopped
    finally:
        shutil.rmtree(directory.parent)
