"""The opened index: hand-computed scores, modes, freshness, threads."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from corpus.errors import ModelError, UsageError
from index.schema import Filter
from index.search import Index
from index.store import Store


@pytest.fixture
def index(store, directory, make_report, put, embedder):
    put(store, make_report("甲局", 2017))
    put(store, make_report("乙局", 2018))
    return Index.open(directory, embedder)


def test_a_hit_carries_chunk_and_both_scores(index, make_chunks, make_report):
    (hit, *_) = index.search("微博", Filter(years=frozenset({2018})), limit=1)
    # The prose and the row both say 微博 once; the row is shorter, so BM25 puts it first.
    assert hit.chunk == make_chunks(make_report("乙局", 2018))[1]
    assert hit.chunk_id == 5
    assert (hit.lexical, hit.dense) == (1.0, 1.0)
    assert hit.score == 1.0


def test_fused_weighs_both_by_coverage_and_modes_show_each(index):
    where = Filter(bodies=frozenset({"乙局"}))
    row, prose, phone = index.search("微博申请", where)
    # Attainable: 微博 stands in 4 of 6 chunks, idf ln(1 + 2.5/4.5) = 0.4418; 申请 and the pair
    # 博申 in none, ln(1 + 6.5/0.5) = 2.6391. As words 1, as pairs 0.5, times 2.2:
    # 2.2 · (0.4418 + 2.6391 + 0.5 · (0.4418 + 2 · 2.6391)) = 13.0699. The row's BM25 is 0.6524,
    # 0.0499 of that, so the lexical side weighs 2 · 0.0499 ÷ (1 + 2 · 0.0499) = 0.0908.
    assert (row.lexical, row.dense) == (1.0, pytest.approx(0.707107))
    assert row.score == pytest.approx(0.0908 + 0.9092 * 0.707107, abs=1e-4)
    assert prose.score == pytest.approx(0.0908 * 0.877786 + 0.9092 * 0.707107, abs=1e-4)
    assert phone.score == 0.0
    lexical = index.search("微博申请", where, mode="lexical")
    assert [h.score for h in lexical] == pytest.approx([h.lexical for h in lexical])
    assert {h.dense for h in lexical} == {0.0}
    dense = index.search("微博申请", where, mode="dense")
    # cos(微博申请, 微博) = 1/√2; the phone chunk shares no axis.
    assert [h.dense for h in dense] == pytest.approx([0.707107, 0.707107, 0.0], abs=1e-6)
    assert [h.chunk_id for h in dense] == [4, 5, 6]


def test_one_clause_may_answer_where_the_passage_is_about_more(
    store, directory, make_report, put, embedder
):
    put(store, make_report(extra="全年举办培训3期，受理申请5件。"))
    (whole, *_) = Index.open(directory, embedder).search("申请", mode="dense")
    (piece, *_) = Index.open(directory, replace(embedder, by_pieces=True)).search(
        "申请", mode="dense"
    )
    # 微博, 培训 and 申请 once each in the passage, 申请 alone in its last clause.
    assert (whole.chunk_id, whole.dense) == (1, pytest.approx(3**-0.5))
    assert (piece.chunk_id, piece.dense) == (1, 1.0)


def test_filters_hold_in_every_mode(index):
    where = Filter(bodies=frozenset({"甲局"}), kinds=frozenset({"indicator", "contact"}))
    for mode in ("lexical", "dense", "fused"):
        hits = index.search("微博电话", where, mode=mode)
        assert {h.chunk_id for h in hits} == {2, 3}
        assert index.search("微博", Filter(years=frozenset({1999})), mode=mode) == ()


def test_without_an_encoder_it_is_lexical_until_one_is_attached(index, directory, embedder):
    plain = Index.open(directory)
    assert plain.search("微博") == plain.search("微博", mode="lexical") != ()
    with pytest.raises(ModelError, match="还没有载入"):
        plain.search("微博", mode="dense")
    assert plain.with_embedder(embedder).search("微博") == index.search("微博")


def test_another_encoder_is_refused_with_the_way_out(index, directory, embedder):
    with pytest.raises(ModelError, match=r"topics-1.*topics-2.*python -m assistant build"):
        Index.open(directory, replace(embedder, name="topics-2"))
    with pytest.raises(ModelError, match=r"topics-1（5 维）.*（9 维）"):
        Index.open(directory, replace(embedder, dimension=9))


def test_results_repeat_exactly(index, directory, embedder):
    asked = [("微博发了多少条", ("政务微博",)), ("2018年申请", ()), ("电话", ())]
    first = [index.search(q, expansions=e) for q, e in asked]
    again = Index.open(directory, embedder)
    assert [again.search(q, expansions=e) for q, e in asked] == first


def test_a_removed_report_is_never_found_again(index, store):
    assert any(h.chunk.body == "甲局" for h in index.search("微博"))
    store.remove("甲局-2017")
    # The index opened before does not return deleted text either.
    assert {h.chunk.body for h in index.search("微博")} == {"乙局"}
    now = index.current()
    assert now.generation == index.generation + 1
    assert [r.report_id for r in now.reports] == ["乙局-2018"]
    assert {h.chunk.body for h in now.search("微博")} == {"乙局"}
    assert {r.body for r in now.indicators()} == {"乙局"}
    with pytest.raises(UsageError, match="没有报告 甲局-2017"):
        now.report("甲局-2017")


def test_current_is_the_same_object_until_something_changes(index, store, make_report, put):
    assert index.current() is index
    put(store, make_report("丙局", 2019))
    newer = index.current()
    assert newer is not index
    assert newer.search("微博", Filter(bodies=frozenset({"丙局"})))
    assert newer.current() is newer
    assert index.current() is newer  # loaded once, also for who still holds the old one


def test_many_threads_share_one_index(index, store, make_report, put):
    def ask(n):
        current = index.current()
        hits = current.search("微博", Filter(bodies=frozenset({"乙局"})))
        rows = current.indicators(bodies=["乙局"], keys=["weibo"])
        return [h.chunk_id for h in hits][:2], [r.year for r in rows], current.report("乙局-2018")

    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(ask, range(200)))
    assert all(run[0] == [5, 4] and run[1] == [2018] for run in runs)
    assert {run[2] for run in runs} == {make_report("乙局", 2018)}


def test_an_empty_index_finds_nothing(tmp_path, embedder):
    Store(tmp_path / "empty", create=True).close()
    empty = Index.open(tmp_path / "empty", embedder)
    assert (empty.search("微博"), empty.reports, empty.indicators()) == ((), (), ())
