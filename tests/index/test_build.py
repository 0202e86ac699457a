"""Files to index: every file its outcome, the good ones stored, nothing done twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import IndexUnavailableError, ModelError, ReportError, UsageError
from index import build, prepare
from index.build import build_index, ensure_index, remove_report, renew_index
from index.schema import Filter
from index.search import Index
from index.store import Store

REPORTS = Path(__file__).parents[1] / "data" / "reports"
CHENGXI = REPORTS / "澄溪区教育局2016.txt"
QINGLAN = REPORTS / "青岚县水利局2018.txt"


def actions(outcomes):
    return [(Path(o.source).name, o.action, o.report_id) for o in outcomes]


def test_reports_are_read_parsed_and_found(directory, embedder):
    told = []
    outcomes = build_index([CHENGXI, QINGLAN], directory, embedder, told.append)
    assert actions(outcomes) == [
        ("澄溪区教育局2016.txt", "added", "澄溪区教育局-2016"),
        ("青岚县水利局2018.txt", "added", "青岚县水利局-2018"),
    ]
    assert told == list(outcomes)
    assert "65 个指标值" in outcomes[0].message
    index = Index.open(directory, embedder)
    report = index.report("青岚县水利局-2018")
    for hit in index.search("微博发布信息", Filter(bodies=frozenset({"青岚县水利局"}))):
        assert report.text[hit.chunk.start : hit.chunk.end] == hit.chunk.text
    assert len(index.indicators(bodies=["青岚县水利局"])) == 65


def test_building_again_does_nothing(directory, embedder):
    build_index([CHENGXI, QINGLAN], directory, embedder)
    state = Store(directory).state()
    again = build_index([REPORTS / "澄溪区教育局2016.txt", QINGLAN], directory, embedder)
    assert [o.action for o in again] == ["skipped", "skipped"]
    assert [o.report_id for o in again] == ["澄溪区教育局-2016", "青岚县水利局-2018"]
    assert Store(directory).state() == state


def test_a_corrected_file_replaces_its_report(directory, embedder, tmp_path):
    file = tmp_path / "报告.txt"
    text = CHENGXI.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    build_index([file], directory, embedder)
    file.write_text(text + "\n本报告更正后重新发布。\n", encoding="utf-8")
    (outcome,) = build_index([file], directory, embedder)
    assert (outcome.action, outcome.report_id) == ("replaced", "澄溪区教育局-2016")
    assert "本报告更正后重新发布" in Store(directory).report("澄溪区教育局-2016").text


def test_a_new_parser_reads_unchanged_files_again(directory, embedder, monkeypatch):
    build_index([CHENGXI], directory, embedder)
    monkeypatch.setattr(build, "_pipeline", lambda: "newer")
    parse = prepare.parse_report
    monkeypatch.setattr(
        prepare, "parse_report", lambda d: replace(parse(d), warnings=("新解析器的疑点",))
    )
    (outcome,) = build_index([CHENGXI], directory, embedder)
    assert outcome.action == "replaced"
    assert Store(directory).report("澄溪区教育局-2016").warnings == ("新解析器的疑点",)
    assert build_index([CHENGXI], directory, embedder)[0].action == "skipped"


def test_bad_files_are_named_with_their_reason_and_good_ones_stored(directory, embedder, tmp_path):
    folder = tmp_path / "混合"
    folder.mkdir()
    (folder / "1空.txt").write_bytes(b"")
    (folder / "2二进制.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "3闲文.txt").write_text("今天天气很好，适合出门走走。" * 20, encoding="utf-8")
    (folder / "4好.txt").write_bytes(CHENGXI.read_bytes())
    (folder / "5国标.txt").write_bytes(QINGLAN.read_text(encoding="utf-8").encode("gb18030"))
    missing = tmp_path / "没有.txt"
    outcomes = build_index([folder, missing], directory, embedder)
    by_name = {Path(o.source).name: o for o in outcomes}
    assert {name: o.action for name, o in by_name.items()} == {
        "1空.txt": "failed",
        "2二进制.txt": "failed",
        "3闲文.txt": "failed",
        "4好.txt": "added",
        "5国标.txt": "added",
        "没有.txt": "failed",
    }
    for outcome in outcomes:
        assert "\n" not in outcome.message
        if outcome.action == "failed":
            assert outcome.report_id is None
            assert any("\u4e00" <= c <= "\u9fff" for c in outcome.message)
    assert [r.report_id for r in Store(directory).reports()] == [
        "澄溪区教育局-2016",
        "青岚县水利局-2018",
    ]


def test_a_parser_defect_costs_one_file(directory, embedder, monkeypatch):
    parse = prepare.parse_report

    def broken(document):
        if "澄溪" in document.source:
            raise IndexError("list index out of range")
        return parse(document)

    monkeypatch.setattr(prepare, "parse_report", broken)
    failed, added = build_index([CHENGXI, QINGLAN], directory, embedder)
    assert (failed.action, added.action) == ("failed", "added")
    assert "IndexError" in failed.message


def test_many_files_are_parsed_in_processes_and_stored_in_order(
    directory, embedder, tmp_path, monkeypatch
):
    folder = tmp_path / "年报"
    folder.mkdir()
    qinglan = QINGLAN.read_text(encoding="utf-8")
    for year in range(2010, 2019):
        text = qinglan.replace("2018", str(year))
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    (folder / "2013.txt").write_bytes(b"")
    (folder / "2014.html").write_text(f"<pre>{qinglan}</pre>", encoding="utf-8")
    serial = build_index([folder], tmp_path / "serial", embedder)
    monkeypatch.setattr(prepare, "MANY", 4)
    outcomes = build_index([folder], directory, embedder)
    assert outcomes == serial
    assert [o.action for o in outcomes].count("failed") == 1
    assert Store(directory).reports() == Store(tmp_path / "serial").reports()


def test_a_report_error_is_told_in_its_own_words(directory, embedder, monkeypatch):
    def unplaced(_):
        raise ReportError("看不出年度；请在文件名里写明")

    monkeypatch.setattr(prepare, "parse_report", unplaced)
    (outcome,) = build_index([CHENGXI], directory, embedder)
    assert (outcome.action, outcome.message) == ("failed", "看不出年度；请在文件名里写明")


def test_an_index_of_an_older_encoder_is_embedded_anew(directory, embedder):
    build_index([CHENGXI], directory, embedder)
    index = Index.open(directory, embedder)
    chunks = index.search("微博", mode="dense")
    index.close()
    newer = replace(embedder, name="topics-2", dimension=9)
    with pytest.raises(ModelError):
        Index.open(directory, newer)
    renew_index(directory, newer)
    index = Index.open(directory, newer)
    assert [h.chunk for h in index.search("微博", mode="dense")] == [h.chunk for h in chunks]
    index.close()


def test_another_encoder_embeds_every_stored_chunk_anew(directory, embedder):
    build_index([CHENGXI], directory, embedder)
    newer = replace(embedder, name="topics-2")
    (outcome,) = build_index([CHENGXI], directory, newer)
    assert outcome.action == "skipped"
    assert Store(directory).verify() == ()
    assert Index.open(directory, newer).search("微博", mode="dense")


def test_a_removed_report_is_gone_and_unknown_ones_are_refused(directory, embedder):
    build_index([CHENGXI, QINGLAN], directory, embedder)
    remove_report(directory, "澄溪区教育局-2016")
    index = Index.open(directory, embedder)
    assert {h.chunk.body for h in index.search("微博公开信息", limit=500)} == {"青岚县水利局"}
    with pytest.raises(UsageError, match="没有报告 澄溪区教育局-2016"):
        remove_report(directory, "澄溪区教育局-2016")


def test_the_shipped_corpus_is_built_once(directory, embedder, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_bytes(CHENGXI.read_bytes())
    assert [o.action for o in ensure_index(directory, corpus, embedder)] == ["added"]
    remove_report(directory, "澄溪区教育局-2016")
    assert ensure_index(directory, corpus, embedder) == ()  # what was removed stays removed
    # A build that was killed half-way is taken up again.
    (directory / "seeding").touch()
    assert [o.action for o in ensure_index(directory, corpus, embedder)] == ["added"]


def test_an_index_that_cannot_be_made_is_one_chinese_line(tmp_path, embedder):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnavailableError, match="不可写"):
        ensure_index(tmp_path / "file" / "index", REPORTS, embedder)


def test_two_builds_give_equal_ids_and_dense_caches(tmp_path, embedder):
    found = []
    for name in ("a", "b"):
        build_index([REPORTS], tmp_path / name, embedder)
        index = Index.open(tmp_path / name, embedder)
        cache = (tmp_path / name / "cache" / "dense.faiss").read_bytes()
        found.append((cache, index.search("微博公开信息", limit=100)))
    assert found[0] == found[1]
