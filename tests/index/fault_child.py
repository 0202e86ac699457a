"""Run as a process of its own by test_faults: works on an index until something stops it.

Usage: fault_child.py write|fill|read|nobody DIRECTORY BODY
"""

# ruff: noqa: T201 - the parent reads what is printed
import os
import resource
import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from conftest import TopicEmbedder, make_report, put  # noqa: E402

from corpus.errors import IndexUnavailableError  # noqa: E402
from index.search import Index  # noqa: E402
from index.store import Store  # noqa: E402


def write(directory: Path, body: str) -> None:
    """Add reports for ever, name each once it is acknowledged, bring caches up to date."""
    store = Store(directory, create=True)
    print("ready", flush=True)
    for year in count(1000):
        report = make_report(body, year)
        put(store, report)
        print(report.report_id, flush=True)
        if year % 3 == 0:
            Index.open(directory, TopicEmbedder())


def fill(directory: Path, body: str) -> None:
    """The same until no file may grow any more; then search what is there."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        write(directory, body)
    except IndexUnavailableError as error:
        print("stopped", error, flush=True)
    print("found", len(Index.open(directory, TopicEmbedder()).search("微博")), flush=True)


def read(directory: Path, body: str) -> None:
    """Open and search again and again: every answer must be whole."""
    print("ready", flush=True)
    for _ in range(12):
        index = Index.open(directory, TopicEmbedder())
        stored = {info.report_id for info in index.reports}
        hits = index.search("微博", limit=1000)
        found = {hit.chunk.report_id for hit in hits if hit.chunk.kind == "indicator"}
        assert found == stored, (found ^ stored, body)
    print("whole", flush=True)


def nobody(directory: Path, body: str) -> None:
    """Search, then try to write, without the rights to write."""
    with TemporaryDirectory() as other:  # load everything while that is still allowed
        put(Store(Path(other), create=True), make_report("丁局"))
        Index.open(Path(other), TopicEmbedder()).search("微博")
    os.setgid(65534)
    os.setuid(65534)
    print("found", len(Index.open(directory, TopicEmbedder()).search("微博")), flush=True)
    try:
        put(Store(directory), make_report(body))
    except IndexUnavailableError as error:
        print("stopped", error, flush=True)


if __name__ == "__main__":
    {"write": write, "fill": fill, "read": read, "nobody": nobody}[sys.argv[1]](
        Path(sys.argv[2]), sys.argv[3]
    )
