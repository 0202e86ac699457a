"""Chunks by id: remembered, but never beyond what is stored."""

import pytest

from index import passages


def test_chunks_asked_for_are_those_stored_under_their_ids(store, make_report, make_chunks, put):
    report = make_report()
    put(store, report)
    first, second, third = make_chunks(report)
    assert store.passages([3, 1]) == {1: first, 3: third}
    assert store.passages([2, 1, 99]) == {1: first, 2: second}
    assert store.passages([1])[1] is store.passages([1])[1]
    assert store.passages([]) == {}


@pytest.mark.parametrize("kept", [1, 20_000])
def test_a_chunk_removed_or_replaced_is_not_remembered(store, make_report, put, monkeypatch, kept):
    monkeypatch.setattr(passages, "KEPT", kept)
    put(store, make_report())
    assert sorted(store.passages([1, 2, 3])) == [1, 2, 3]
    changed = make_report(extra="又开展培训。")
    put(store, changed)
    found = store.passages([1, 2, 3, 4, 5, 6])
    assert sorted(found) == [4, 5, 6]
    assert "又开展培训" in found[4].text
    store.remove(changed.report_id)
    assert store.passages([4, 5, 6]) == {}
