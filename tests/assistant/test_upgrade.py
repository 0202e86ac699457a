"""An index that an older version's encoder made."""

from pathlib import Path

import numpy as np

from assistant.ask import open_assistant
from index.build import build_index
from index.embed import load_embedder
from index.store import Store

REPORT = Path(__file__).parents[1] / "data" / "reports" / "青岚县水利局2018.txt"


def test_questions_are_answered_after_the_encoder_changed(tmp_path, caplog):
    build_index([REPORT], tmp_path, load_embedder())
    store = Store(tmp_path)
    store.replace_vectors(np.ones((sum(1 for _ in store.chunks()), 7), np.float32), "older")
    store.close()
    answer = open_assistant(tmp_path).ask("青岚县水利局2018年网站公开了多少条")
    assert answer.status == "answered"
    assert "编码器换成了" in caplog.text
    caplog.clear()
    open_assistant(tmp_path)
    assert caplog.text == ""
