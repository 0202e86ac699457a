"""Caches: whole or absent, checked to the last bit, rebuilt whatever happens to them."""

import os
import random

import pytest

from index import caches as caches_module
from index.caches import Caches, header_for
from index.changes import State
from index.search import Index

STATE = State(generation=3, token="abc", model="topics-1", dimension=5)
WANTED = header_for("dense", STATE, "topics-1")


def payload(caches, wanted=WANTED):
    with caches.open_file("one", wanted) as file:
        return None if file is None else file.read()


@pytest.fixture
def written(tmp_path):
    caches = Caches(tmp_path)
    with caches.rebuilding() as writable:
        assert writable
        assert caches.write_file("one", WANTED, lambda f: f.write(b"payload " * 500) and None)
    return caches


def test_what_was_written_is_read(written):
    assert payload(written) == b"payload " * 500
    assert sorted(p.name for p in written.directory.iterdir()) == ["one", "rebuild.lock"]


@pytest.mark.parametrize(
    "other",
    [
        header_for("lexical", STATE, "topics-1"),
        header_for("dense", STATE, "topics-2"),
        header_for("dense", State(4, "abc", "topics-1", 5), "topics-1"),
        header_for("dense", State(3, "abd", "topics-1", 5), "topics-1"),
        header_for("dense", State(3, "abc", "topics-1", 6), "topics-1"),
    ],
    ids=["kind", "model", "generation", "token", "dimension"],
)
def test_a_cache_of_anything_else_is_not_used(written, other):
    assert payload(written, other) is None


def test_another_format_is_not_used(written, monkeypatch):
    monkeypatch.setattr(caches_module, "FORMAT", 2)
    assert payload(written, header_for("dense", STATE, "topics-1")) is None


def test_every_truncation_and_flipped_bit_is_noticed(written):
    path = written.directory / "one"
    whole = path.read_bytes()
    chance = random.Random(11)
    for length in (0, 1, 100, 511, 512, 513, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert payload(written) is None
    # Spaces after the header's JSON carry nothing; every other bit counts.
    places = [*range(whole.index(b"}") + 1), *range(512, len(whole))]
    for place in chance.sample(places, 200):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        assert payload(written) is None, place


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_disk_that_refuses_leaves_the_old_cache(written, monkeypatch, call):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        assert not written.write_file("one", WANTED, lambda f: f.write(b"new") and None)
    assert payload(written) == b"payload " * 500
    assert not list(written.directory.glob("*.tmp-*"))


def test_temporary_entries_are_swept_by_the_next_rebuild(written):
    (written.directory / "one.tmp-999").write_bytes(b"half")
    (written.directory / "lexical-3.tmp-xyz").mkdir()
    (written.directory / "lexical-3.tmp-xyz" / "a.idx").write_bytes(b"half")
    with written.rebuilding():
        assert sorted(p.name for p in written.directory.iterdir()) == ["one", "rebuild.lock"]


@pytest.fixture
def index(store, directory, make_report, put, embedder):
    for year in range(2010, 2014):
        put(store, make_report(year=year))
    return Index.open(directory, embedder)


def files_of(directory):
    found = sorted(p for p in (directory / "cache").rglob("*") if p.is_file())
    return [p for p in found if p.suffix != ".lock"]


def test_damage_to_any_cache_file_is_repaired_on_opening(index, directory, embedder):
    expected = index.search("微博电话", limit=50)
    chance = random.Random(5)
    kinds = sorted({p.suffix or p.name for p in files_of(directory)})
    assert {".faiss", ".idx", ".term", ".fast", ".json"} <= set(kinds)
    for kind in kinds:
        for damage in ("flip", "cut", "delete"):
            path = next(p for p in files_of(directory) if (p.suffix or p.name) == kind)
            content = bytearray(path.read_bytes())
            place = chance.randrange(min(len(content), 200))
            content[place] ^= 1 << chance.randrange(8)
            if damage == "delete":
                path.unlink()
            else:
                # By renaming: cutting a file that open indexes have mapped is a bus error.
                damaged = path.with_name("damaged")
                damaged.write_bytes(content if damage == "flip" else content[: len(content) // 2])
                damaged.replace(path)
            assert Index.open(directory, embedder).search("微博电话", limit=50) == expected
            assert path.suffix != ".faiss" or path.read_bytes() != content


def test_stale_temporary_files_are_swept_on_opening(index, directory, embedder):
    stale = directory / "cache" / "dense.faiss.tmp-999"
    stale.write_bytes(b"half")
    Index.open(directory, embedder)
    assert not stale.exists()


@pytest.mark.parametrize("call", ["replace", "fsync", "link"])
def test_searching_works_when_no_cache_can_be_written(
    store, directory, make_report, put, embedder, monkeypatch, call
):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    put(store, make_report())
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        found = Index.open(directory, embedder).search("微博")
    assert found
    assert not list((directory / "cache").glob("*.tmp-*"))
    assert Index.open(directory, embedder).search("微博") == found
    assert (directory / "cache" / "dense.faiss").exists()


def test_only_the_caches_of_the_present_state_are_kept(
    index, store, directory, make_report, put, embedder
):
    put(store, make_report(year=2014))
    index.current()
    names = sorted(p.name.split("-")[0] for p in (directory / "cache").iterdir())
    assert names == ["dense.faiss", "lexical", "rebuild.lock"]


def test_equal_histories_make_equal_dense_caches(tmp_path, make_report, put, embedder):
    from index.store import Store

    contents = []
    for name in ("a", "b"):
        store = Store(tmp_path / name, create=True)
        for year in (2017, 2018):
            put(store, make_report(year=year))
        Index.open(tmp_path / name, embedder)
        contents.append((tmp_path / name / "cache" / "dense.faiss").read_bytes())
    assert contents[0] == contents[1]
