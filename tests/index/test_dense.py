"""Inner products by hand; flat, filtered and inverted-file search agree."""

import numpy as np
import pytest

from corpus.errors import ModelError
from index.caches import Caches
from index.dense import DenseSettings, load_dense
from index.store import Store


def unit(rows):
    rows = np.asarray(rows, np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def filled(store, make_report, make_chunks):
    """Six chunks; ids 1–6 at 0°, 90°, 0°, 60°, 45°, 180°."""
    angles = np.radians([0, 90, 0, 60, 45, 180])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    for half, year in ((0, 2017), (3, 2018)):
        report = make_report(year=year)
        store.add(report, make_chunks(report), vectors[half : half + 3], "angles")
    return store


EAST = np.array([1, 0], np.float32)


def load(store, settings=DenseSettings()):  # noqa: B008 - frozen
    return load_dense(store, Caches(store.directory), settings, "memory")


def test_nearest_first_and_equal_ones_by_id(filled):
    top = load(filled).top(EAST, 4)
    assert top.ids.tolist() == [1, 3, 5, 4]
    assert top.scores.tolist() == pytest.approx([1, 1, 0.707107, 0.5], abs=1e-6)


def test_filtered_search_sees_only_its_rows(filled):
    top = load(filled).top(EAST, 4, np.array([1, 2, 3]))
    assert top.ids.tolist() == [3, 4, 2]
    assert top.scores.tolist() == pytest.approx([1, 0.5, 0], abs=1e-6)


def test_asking_for_more_than_there_is_gives_no_phantom_ids(filled):
    assert sorted(load(filled).top(EAST, 50).ids.tolist()) == [1, 2, 3, 4, 5, 6]


def test_scores_of_given_chunks(filled):
    assert load(filled).scores(EAST, np.array([6, 1, 4])).tolist() == pytest.approx([-1, 1, 0.5])


def test_a_query_of_another_dimension_is_a_chinese_error(filled):
    with pytest.raises(ModelError, match="问题向量是 3 维，索引是 2 维"):
        load(filled).top(np.array([1, 0, 0], np.float32), 4)


def test_an_empty_index_finds_nothing(directory):
    empty = load(Store(directory, create=True))
    assert len(empty) == 0


def test_a_cache_is_written_once_and_read_back(filled, directory):
    caches = Caches(directory)
    assert load_dense(filled, caches, DenseSettings(), "never") is None
    with caches.rebuilding() as writable:
        assert writable
        load_dense(filled, caches, DenseSettings(), "disk")
    again = load_dense(filled, caches, DenseSettings(), "never")
    assert again.top(EAST, 4).ids.tolist() == [1, 3, 5, 4]
    # Other settings choose another kind of index: not this cache.
    assert load_dense(filled, caches, DenseSettings(flat_limit=2), "never") is None


def test_the_inverted_file_finds_what_the_flat_index_finds(store, make_report, make_chunks):
    vectors = unit(np.random.default_rng(7).normal(size=(600, 8)))
    for n in range(200):
        report = make_report(year=n)
        store.add(report, make_chunks(report), vectors[3 * n : 3 * n + 3], "random")
    exact = load(store)
    inverted = load(store, DenseSettings(flat_limit=100, probes=1000, gathered=50))
    rows = np.arange(0, 600, 2)
    for query in vectors[:5]:
        for chosen in (None, rows, rows[:40]):
            a, b = exact.top(query, 10, chosen), inverted.top(query, 10, chosen)
            assert a.ids.tolist() == b.ids.tolist()
            np.testing.assert_allclose(a.scores, b.scores, atol=1e-5)
