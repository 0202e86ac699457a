"""Words and pairs, filters, weights, threads, and updates that equal a rebuild."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from index import lexical_cache
from index.caches import Caches
from index.lexical import LexicalSettings, pairs
from index.lexical_cache import load_lexical
from index.schema import Filter
from index.store import Store

ALL = Filter()


def load(store, build="memory", settings=LexicalSettings()):  # noqa: B008 - frozen
    return load_lexical(store, Caches(store.directory), settings, build)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政务微博64条", ["政务", "务微", "微博", "条"]),
        ("２０１８ 微網誌", ["微网", "网志"]),
        ("abc 123", []),
        ("", []),
    ],
)
def test_pairs_of_folded_han_characters(text, expected):
    assert pairs(text) == expected


def test_only_chunks_sharing_a_term_are_found(store, make_report, put):
    put(store, make_report())
    assert set(load(store).top("电话", (), ALL, 10).ids.tolist()) == {3}
    assert load(store).top("龙舟", (), ALL, 10).ids.tolist() == []
    assert load(store).top("的了吗？！", (), ALL, 10).ids.tolist() == []


def test_filters_are_exact_and_come_before_ranking(store, make_report, put):
    for body in ("甲局", "乙局"):
        for year in (2017, 2018):
            put(store, make_report(body, year))  # chunks 1–3, 4–6, 7–9, 10–12
    index = load(store)

    def found(**where):
        return sorted(index.top("微博", (), Filter(**where), 10).ids.tolist())

    assert found(bodies=frozenset({"乙局"}), years=frozenset({2018})) == [10, 11]
    assert found(years=frozenset({2017}), kinds=frozenset({"indicator"})) == [2, 8]
    assert found(bodies=frozenset({"乙"})) == []
    assert found(years=frozenset()) == []


def test_a_filter_does_not_change_scores(store, make_report, put):
    put(store, make_report())
    free = load(store).top("微博", (), ALL, 10)
    held = load(store).top("微博", (), Filter(years=frozenset({2018})), 10)
    assert free.scores.tolist() == held.scores.tolist()


def test_equal_scores_come_by_id(store, make_report, put):
    for year in range(2010, 2030):
        put(store, make_report(year=year))
    found = load(store).top("电话", (), ALL, 5)
    assert found.ids.tolist() == [3, 6, 9, 12, 15]
    assert len(set(found.scores.tolist())) == 1


def test_expansions_find_what_the_words_do_not_but_weigh_less(store, make_report, put):
    put(store, make_report())
    index = load(store)
    assert index.top("热线", (), ALL, 10).ids.tolist() == []
    expanded = index.top("热线", ("电话",), ALL, 10)
    asked = index.top("电话", (), ALL, 10)
    assert expanded.ids.tolist() == [3]
    assert 0 < expanded.scores[0] < asked.scores[0]
    # A word the asker used keeps its full weight when the lexicon names it too.
    assert index.top("电话", ("电话",), ALL, 10).scores.tolist() == asked.scores.tolist()


def test_attainable_is_the_limit_of_endless_repetition_with_unknown_words_the_rarest(
    store, make_report, put
):
    put(store, make_report())
    index = load(store)
    # 电话 stands in 1 of 3 chunks: ln(1 + 2.5/1.5) = 0.98083, as word 1 and as pair 0.5, k1 + 1
    # = 2.2. 龙舟 in none: ln(1 + 3.5/0.5) = 2.07944.
    assert index.attainable("电话") == pytest.approx(2.2 * 1.5 * 0.98083, abs=1e-4)
    assert index.attainable("龙舟") == pytest.approx(2.2 * 1.5 * 2.07944, abs=1e-4)
    assert index.attainable("？") == 0.0
    assert index.top("电话", (), ALL, 1).scores[0] < index.attainable("电话")


def test_many_threads_get_one_answer(store, make_report, put):
    for year in range(2000, 2030):
        put(store, make_report(year=year))
    index = load(store)
    expected = index.top("2018年微博", (), ALL, 10).ids.tolist()
    with ThreadPoolExecutor(8) as pool:
        runs = pool.map(lambda _: index.top("2018年微博", (), ALL, 10).ids.tolist(), range(400))
        assert all(run == expected for run in runs)


@pytest.fixture
def _incremental(monkeypatch):
    monkeypatch.setattr(lexical_cache, "REBUILT_BELOW", 0)


@pytest.mark.usefixtures("_incremental")
def test_an_update_from_the_index_before_finds_what_a_rebuild_finds(
    store, directory, tmp_path, make_report, put
):
    caches = Caches(directory)
    for year in range(2010, 2016):
        put(store, make_report(year=year))
    with caches.rebuilding():
        load(store, "disk")
    (before,) = directory.glob("cache/lexical-*")
    segment = next(before.glob("*.idx")).name
    store.remove("金凤区科技局-2011")
    put(store, make_report(year=2012, extra="又开展培训。"))
    put(store, make_report(year=2020))
    with caches.rebuilding():
        updated = load(store, "disk")
    (after,) = directory.glob("cache/lexical-*")
    assert (after / segment).exists()  # linked, not built again
    assert not before.exists()
    assert len(updated) == len(list(store.chunks())) == 18
    rebuilt = load(store)
    for question in ("微博", "培训", "2020年信息", "2011年", "电话"):
        a, b = (i.top(question, (), ALL, 50).ids.tolist() for i in (updated, rebuilt))
        assert sorted(a) == sorted(b)
    assert updated.top("微博", (), Filter(years=frozenset({2011})), 9).ids.tolist() == []


def test_other_catalogue_words_make_another_index(store, directory, monkeypatch, make_report, put):
    put(store, make_report())
    caches = Caches(directory)
    with caches.rebuilding():
        load(store, "disk")
    assert load(store, "never") is not None
    monkeypatch.setattr(lexical_cache, "domain_words", lambda: ("政务微博",))
    assert load(store, "never") is None


def test_an_empty_store_gives_an_empty_index(tmp_path):
    index = load(Store(tmp_path / "empty", create=True))
    assert len(index) == 0
    assert index.top("微博", (), ALL, 10).ids.tolist() == []
