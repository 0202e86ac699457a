"""What is kept beside the index: read while it fits, made anew when it does not."""

import os

import numpy as np
import pytest

from index.caches import Caches
from index.changes import State
from index.derived import Derived

STATE = State(generation=3, token="abc", model="topics-1", dimension=5)


def arrays(last="粉丝"):
    return {"words": np.array(["微博", last]), "rows": np.array([[1.5], [2.5]], np.float32)}


class Maker:
    """Counts how often it is asked."""

    def __init__(self, last="粉丝"):
        self.last, self.asked = last, 0

    def __call__(self):
        self.asked += 1
        return arrays(self.last)


@pytest.fixture
def kept(tmp_path):
    Derived(tmp_path, STATE).of_reports("kin", "1", Maker())
    Derived(tmp_path, STATE).of_program("phrases", "1", Maker())
    return tmp_path


def test_what_was_made_once_is_read_as_it_was(kept):
    make = Maker("别的")
    for found in (
        Derived(kept, STATE).of_reports("kin", "1", make),
        Derived(kept, STATE).of_program("phrases", "1", make),
    ):
        assert found["words"].tolist() == ["微博", "粉丝"]
        assert found["rows"].dtype == np.float32
        assert found["rows"].tolist() == [[1.5], [2.5]]
    assert make.asked == 0


@pytest.mark.parametrize(
    ("state", "version", "anew"),
    [
        (STATE, "1", (0, 0)),
        (STATE, "2", (1, 1)),
        (State(4, "abd", "topics-1", 5), "1", (1, 0)),
    ],
    ids=["same", "other code", "other reports"],
)
def test_only_what_a_change_touches_is_made_anew(kept, state, version, anew):
    reports, program = Maker("新的"), Maker("新的")
    assert Derived(kept, state).of_reports("kin", version, reports)["words"][1] == (
        "新的" if anew[0] else "粉丝"
    )
    Derived(kept, state).of_program("phrases", version, program)
    assert (reports.asked, program.asked) == anew


def test_a_damaged_file_is_made_anew_and_written_again(kept):
    path = kept / "cache" / "kin.arrays"
    whole = bytearray(path.read_bytes())
    whole[-1] ^= 1
    path.write_bytes(whole)
    make = Maker("新的")
    for _ in range(2):
        assert Derived(kept, STATE).of_reports("kin", "1", make)["words"][1] == "新的"
    assert make.asked == 1


def test_another_process_writing_there_is_not_waited_for(kept):
    make = Maker("新的")
    with Caches(kept).rebuilding():
        for _ in range(2):
            assert Derived(kept, STATE).of_reports("kin", "2", make)["words"][1] == "新的"
    assert make.asked == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_directory_costs_only_time(kept):
    (kept / "cache").chmod(0o500)
    try:
        assert Derived(kept, STATE).of_reports("kin", "2", Maker("新的"))["words"][1] == "新的"
    finally:
        (kept / "cache").chmod(0o700)
