"""The shipped encoder: equal to sentence-transformers, honest about what it cannot open."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index.embed import SHIPPED, load_embedder
from index.static import load_static

TEXTS = [
    "",
    "   \n\t",
    "。，！？",
    "政务微博公开政府信息数",
    "官司输了几次",
    "查个资料要交钱吗？",
    "政府信息公開申請數量",
    "２０１８年ＡＢＣ　１２．５％",
    "金凤区科技局 2018年 一、主动公开情况 > 3. 政务微博公开政府信息数\n政务微博公开政府信息数\t条\t64",
    "𪚥龘𠮷 😀 한국어 Ελλάδα",
    "a" * 500,
    "本报告由办公室编制。" * 80,
]


@pytest.fixture(scope="module")
def shipped():
    return load_embedder()


@pytest.fixture(scope="module")
def reference():
    library = pytest.importorskip("sentence_transformers")
    return library.SentenceTransformer(str(SHIPPED), device="cpu")


def test_equal_to_sentence_transformers(shipped, reference):
    texts = TEXTS + [f"{text}{number}" for number in range(50) for text in TEXTS]
    ours = shipped.documents(texts)
    assert ours.shape == (len(texts), 256)
    assert ours.dtype == np.float32
    np.testing.assert_allclose(ours, reference.encode_document(texts), atol=1e-5)
    np.testing.assert_allclose(shipped.queries(texts), reference.encode_query(texts), atol=1e-5)


def test_unit_rows_and_zero_rows(shipped):
    norms = np.linalg.norm(shipped.documents(TEXTS), axis=1)
    np.testing.assert_allclose(norms[:3], 0)
    np.testing.assert_allclose(norms[3:], 1, atol=1e-5)


def test_no_text_gives_no_row(shipped):
    assert shipped.queries([]).shape == (0, 256)


def test_one_text_is_as_in_a_batch(shipped):
    together = shipped.documents(TEXTS * 200)
    alone = np.concatenate([shipped.queries([text]) for text in TEXTS])
    np.testing.assert_allclose(together[-len(TEXTS) :], alone, atol=1e-6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("政府資訊公開", "政府资讯公开"),
        ("ＡＰＰ　２０１８", "app 2018"),
        ("政府信息，公开！", "政府信息 公开"),
        ("「三公」经费", "三公 经费"),
    ],
)
def test_folding(shipped, one, other):
    a, b = shipped.queries([one, other])
    np.testing.assert_allclose(a, b, atol=1e-6)


def test_no_unknown_words(shipped):
    encoded = shipped.tokenizer.encode("𪚥龘𠮷 😀 한 ﷺ é ㊣", add_special_tokens=False)
    assert encoded.ids
    assert shipped.tokenizer.token_to_id("<unk>") not in encoded.ids


def test_digits_are_cut_singly_and_words_kept(shipped):
    tokens = shipped.tokenizer.encode("2018年收到申请12件", add_special_tokens=False).tokens
    assert tokens == ["2", "0", "1", "8", "年", "收到", "申请", "1", "2", "件"]


def test_nested_dimensions(shipped):
    small = load_static(SHIPPED, 64)
    full = shipped.documents(TEXTS)[:, :64]
    cut = full / np.maximum(np.linalg.norm(full, axis=1, keepdims=True), 1e-12)
    assert small.dimension == 64
    assert small.name.startswith("nianbao-static-64@")
    np.testing.assert_allclose(small.documents(TEXTS), cut, atol=1e-5)


def test_everyday_wording_is_nearer_than_an_unrelated_indicator(shipped):
    question = shipped.queries(["官司输了几次"])
    documents = shipped.documents(["行政诉讼 被依法纠错数", "政务微博公开政府信息数"])
    near, far = (question @ documents.T)[0]
    assert near > far + 0.1


def test_identity_names_the_weights(shipped):
    assert shipped.name.startswith("nianbao-static-256@")
    assert len(shipped.name.partition("@")[2]) == 12
    assert load_embedder(str(SHIPPED)).name == shipped.name


def test_torch_is_not_imported():
    code = (
        "import sys; from index.embed import load_embedder; load_embedder().queries(['申请数']);"
        "print({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=SHIPPED.parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "set()"


def test_files_fit_the_repository():
    sizes = [file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file()]
    assert max(sizes) <= 20_000_000
    assert sum(sizes) <= 24_000_000


@pytest.fixture
def copy(tmp_path):
    target = tmp_path / "model"
    shutil.copytree(SHIPPED, target)
    return target


def test_missing_weights_are_named(copy):
    (copy / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"没有 model\.safetensors；请重新安装"):
        load_embedder(str(copy))


def test_cut_off_weights_are_refused(copy):
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1_000_000])
    with pytest.raises(ModelError, match="已损坏"):
        load_embedder(str(copy))


def test_damaged_tokenizer_is_refused(copy):
    (copy / "tokenizer.json").write_text("{", "utf-8")
    with pytest.raises(ModelError, match=r"tokenizer\.json 读不出"):
        load_embedder(str(copy))


def test_weights_of_another_vocabulary_are_refused(copy):
    path = copy / "tokenizer.json"
    data = json.loads(path.read_text("utf-8"))
    data["model"]["vocab"].pop()
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(ModelError, match="行；请重新安装"):
        load_embedder(str(copy))


def test_too_many_dimensions_are_refused():
    with pytest.raises(ModelError, match="不能取 512 维"):
        load_static(SHIPPED, 512)


def test_missing_directory_is_refused(tmp_path):
    with pytest.raises(ModelError, match="不存在"):
        load_embedder(str(tmp_path / "nowhere"))


def test_missing_library_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match="pip install sentence-transformers"):
        load_embedder("BAAI/bge-small-zh-v1.5")


class FakeModel:
    """Stands for any sentence-transformers model: two numbers a text, not of unit length."""

    def __init__(self, name):
        if name == "offline/model":
            raise OSError("We couldn't connect to 'https://huggingface.co'\nmore")
        self.name, self.prompts, self.asked = name, {"query": ""}, []

    def __getitem__(self, number):
        return object()

    def encode_document(self, texts, **options):
        assert options["normalize_embeddings"]
        return (
            np.array([1.0, 0.0]) if isinstance(texts, str) else np.tile([1.0, 0.0], (len(texts), 1))
        )

    def encode_query(self, texts, prompt=None, **options):
        self.asked.append(prompt)
        return np.tile([0.0, 1.0], (len(texts), 1))


@pytest.fixture
def fake(monkeypatch):
    library = type(sys)("sentence_transformers")
    library.SentenceTransformer = FakeModel
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)


@pytest.mark.usefixtures("fake")
def test_other_models_get_their_query_prompt():
    embedder = load_embedder("BAAI/bge-small-zh-v1.5")
    assert embedder.dimension == 2
    assert embedder.name == "BAAI/bge-small-zh-v1.5@unknown"
    np.testing.assert_array_equal(embedder.queries(["申请数", " "]), [[0, 1], [0, 0]])
    assert embedder.model.asked == ["为这个句子生成表示以用于检索相关文章："]
    np.testing.assert_array_equal(embedder.documents(["", "申请数"]), [[0, 0], [1, 0]])


@pytest.mark.usefixtures("fake")
def test_model_that_cannot_be_fetched_is_one_chinese_line():
    with pytest.raises(ModelError, match="打不开") as caught:
        load_embedder("offline/model")
    assert "\n" not in str(caught.value)
    assert "本地模型目录" in str(caught.value)


def test_local_sentence_transformers_model(tmp_path, reference):
    target = tmp_path / "other"
    reference.save_pretrained(str(target), create_model_card=False)
    embedder = load_embedder(str(target))
    np.testing.assert_allclose(embedder.queries(TEXTS), load_embedder().queries(TEXTS), atol=1e-5)
    assert embedder.name.startswith("other@")


def test_shipped_directory_is_found_from_anywhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert load_embedder().dimension == 256
    assert Path(SHIPPED).is_absolute()
