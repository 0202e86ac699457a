"""The database: exact round trips, idempotence, refusals, damage found."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from corpus.errors import IndexUnavailableError, ModelError, UsageError
from index.store import Store


def run(directory, sql, *parameters):
    """Tamper with the file behind the store's back."""
    with closing(sqlite3.connect(directory / "nianbao.db")) as connection:
        connection.execute(sql, parameters)
        connection.commit()


def test_a_report_comes_back_exactly_as_parsed(store, directory, make_report, put):
    report = make_report()
    put(store, report)
    assert Store(directory).report("金凤区科技局-2018") == report
    kept = Store(directory).text("金凤区科技局-2018")
    assert (kept.body, kept.year, kept.title, kept.text) == (
        report.body, report.year, report.title, report.text,
    )  # fmt: skip
    cell, blank = store.indicators()
    assert (cell.indicator.value, blank.indicator.value) == (Decimal("64.00"), None)
    assert str(cell.indicator.value) == "64.00"


def test_chunks_and_vectors_come_back_in_id_order(store, make_report, make_chunks, put, embedder):
    report = make_report()
    put(store, report)
    assert list(store.chunks()) == list(enumerate(make_chunks(report), start=1))
    ids, vectors = store.vectors()
    assert ids.tolist() == [1, 2, 3]
    np.testing.assert_array_equal(
        vectors, embedder.documents([c.text for c in make_chunks(report)])
    )


def test_the_same_file_again_is_skipped_and_a_changed_one_replaces(store, make_report, put):
    first = make_report()
    assert put(store, first) == "added"
    before = store.state()
    assert put(store, first) == "skipped"
    assert store.state() == before
    changed = make_report(extra="又开展培训。")
    assert put(store, changed) == "replaced"
    assert store.report(first.report_id) == changed
    assert store.generation == 2
    assert [i for i, _ in store.chunks()] == [4, 5, 6]  # ids are never used again


def test_another_reading_of_the_same_file_replaces_it_even_under_another_id(
    store, make_report, put
):
    report = make_report()
    put(store, report)
    corrected = replace(report, body="金凤区科学技术局", report_id="金凤区科学技术局-2018")
    assert put(store, corrected) == "replaced"
    assert [info.report_id for info in store.reports()] == ["金凤区科学技术局-2018"]
    reread = replace(corrected, warnings=())
    assert put(store, reread) == "replaced"
    assert store.report("金凤区科学技术局-2018").warnings == ()


def test_a_removed_report_leaves_nothing(store, directory, make_report, put):
    put(store, make_report())
    put(store, make_report(year=2019))
    assert store.remove("金凤区科技局-2018") is True
    assert store.remove("金凤区科技局-2018") is False
    assert [info.year for info in store.reports()] == [2019]
    assert {row.year for row in store.indicators()} == {2019}
    with pytest.raises(UsageError, match="没有报告 金凤区科技局-2018"):
        store.report("金凤区科技局-2018")
    with pytest.raises(UsageError):
        store.text("金凤区科技局-2018")
    with closing(sqlite3.connect(directory / "nianbao.db")) as connection:
        for table in ("reports", "sections", "indicators", "chunks"):
            rows = connection.execute(f"SELECT DISTINCT report_id FROM {table}").fetchall()
            assert rows == [("金凤区科技局-2019",)]
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (3,)


def test_reports_are_listed_by_body_and_year_with_counts(store, make_report, put):
    for body, year in (("乙局", 2018), ("甲局", 2019), ("乙局", 2015)):
        put(store, make_report(body, year))
    listed = [(i.body, i.year, i.sections, i.indicators, i.warnings) for i in store.reports()]
    assert listed == [("乙局", 2015, 2, 2, 1), ("乙局", 2018, 2, 2, 1), ("甲局", 2019, 2, 2, 1)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"bodies": ["甲局"]}, [("甲局", 2017, "weibo"), ("甲局", 2017, None)]),
        ({"years": {2018}, "keys": ("weibo",)}, [("乙局", 2018, "weibo")]),
        ({"keys": ["weibo", "none such"]}, [("乙局", 2018, "weibo"), ("甲局", 2017, "weibo")]),
        ({"bodies": []}, []),
        ({"years": [1999]}, []),
    ],
)
def test_indicators_are_found_by_body_year_and_key(store, make_report, put, filters, expected):
    put(store, make_report("甲局", 2017))
    put(store, make_report("乙局", 2018))
    found = store.indicators(**filters)
    assert [(r.body, r.year, r.indicator.key) for r in found] == expected


def test_decoded_indicators_follow_a_replacement(store, make_report, put):
    report = make_report()
    put(store, report)
    assert store.indicators(keys=["weibo"])[0].indicator.value == 64
    weibo = replace(report.indicators[0], value=Decimal(46), printed="46")
    put(store, replace(report, indicators=(weibo,)))
    assert [r.indicator.value for r in store.indicators(keys=["weibo"])] == [Decimal(46)]


def test_vectors_of_another_encoder_or_shape_are_refused(store, make_report, make_chunks, put):
    put(store, make_report())
    other = make_report(year=2019)
    chunks = make_chunks(other)
    with pytest.raises(ModelError, match=r"编码器 topics-1（5 维）.*new（5 维）.*build"):
        store.add(other, chunks, np.zeros((3, 5), np.float32), "new")
    with pytest.raises(ModelError, match="topics-1（7 维）"):
        store.add(other, chunks, np.zeros((3, 7), np.float32), "topics-1")
    with pytest.raises(ModelError, match="应为 3 行"):
        store.add(other, chunks, np.zeros((2, 5), np.float32), "topics-1")
    assert len(store.reports()) == 1


def test_replaced_vectors_change_model_and_state(store, make_report, put):
    put(store, make_report())
    before = store.state()
    store.replace_vectors(np.eye(3, 4, dtype=np.float32), "new-4")
    after = store.state()
    assert (after.model, after.dimension) == ("new-4", 4)
    assert after.token != before.token
    assert store.vectors()[1].tolist() == np.eye(3, 4).tolist()
    with pytest.raises(ModelError, match="给出 2 个向量，索引有 3 个片段"):
        store.replace_vectors(np.eye(2, 4, dtype=np.float32), "new-4")


def test_two_histories_never_share_a_token(tmp_path, make_report, put):
    tokens = []
    for name, years in (("a", (2017, 2018)), ("b", (2017, 2018)), ("c", (2017, 2019))):
        store = Store(tmp_path / name, create=True)
        for year in years:
            put(store, make_report(year=year))
        tokens.append(store.state().token)
    assert tokens[0] == tokens[1] != tokens[2]


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("reports", "UPDATE reports SET text = replace(text, '64', '65')"),
        ("sections", "UPDATE sections SET level = 2 WHERE position = 1"),
        ("indicators", "UPDATE indicators SET value = '65' WHERE position = 0"),
        ("chunks", "UPDATE chunks SET text = text || '。' WHERE chunk_id = 1"),
        ("vectors", "UPDATE vectors SET vector = zeroblob(20) WHERE chunk_id = 1"),
        ("reports", "DELETE FROM indicators WHERE position = 1"),
        ("vectors", "DELETE FROM vectors WHERE chunk_id = 3"),
    ],
)
def test_changed_and_lost_rows_are_found(store, directory, make_report, put, table, statement):
    put(store, make_report())
    assert store.verify() == ()
    run(directory, statement)
    assert [damage.table for damage in store.verify()] == [table]


def test_a_backup_is_a_whole_index(store, directory, tmp_path, make_report, put):
    put(store, make_report())
    copy = tmp_path / "copy" / "nianbao.db"
    copy.parent.mkdir()
    store.backup(copy)
    assert Store(copy.parent).report("金凤区科技局-2018") == make_report()
    with pytest.raises(UsageError, match="已存在"):
        store.backup(copy)


def test_a_missing_index_names_the_build_command(tmp_path):
    with pytest.raises(IndexUnavailableError, match=r"里没有索引；请先运行 python -m assistant"):
        Store(tmp_path / "none")


@pytest.mark.parametrize(("version", "advice"), [(0, "删除该目录"), (2, "升级程序")])
def test_other_versions_are_refused(store, directory, version, advice):
    store.close()
    run(directory, f"PRAGMA user_version={version}")
    with pytest.raises(IndexUnavailableError, match=advice):
        Store(directory)
    with pytest.raises(IndexUnavailableError, match=advice):
        Store(directory, create=True)


def test_foreign_files_are_refused_and_left_alone(tmp_path):
    run(tmp_path, "CREATE TABLE theirs (x)")
    before = (tmp_path / "nianbao.db").read_bytes()
    with pytest.raises(IndexUnavailableError, match="不是年报问答的索引"):
        Store(tmp_path, create=True)
    assert (tmp_path / "nianbao.db").read_bytes() == before


def test_rubbish_and_half_made_files_are_told_apart(tmp_path):
    (tmp_path / "nianbao.db").write_bytes(b"rubbish " * 1000)
    with pytest.raises(IndexUnavailableError, match="不是 SQLite 文件"):
        Store(tmp_path)
    (tmp_path / "nianbao.db").write_bytes(b"")
    with pytest.raises(IndexUnavailableError, match="没有建完"):
        Store(tmp_path)
    assert Store(tmp_path, create=True).reports() == ()


def test_a_file_in_place_of_the_directory_is_reported(tmp_path):
    (tmp_path / "index").write_text("not a directory")
    with pytest.raises(IndexUnavailableError, match="打不开"):
        Store(tmp_path / "index", create=True)
