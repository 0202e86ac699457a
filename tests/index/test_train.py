"""The training program: tokenizer, loop, export and figures, on tiny data."""

import json
import math
import re
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from corpus.catalogue import load_catalogue
from index import train as command
from index.static import load_static
from index.training import (
    agreement,
    charsmap,
    domain,
    everyday,
    export,
    fit,
    heldout,
    measure,
    shipped,
    table,
    vocabulary,
)
from index.training.network import WordNetwork, inverse_frequencies, spell
from index.training.pairs import Pair, build_table, load_table, read_pairs, save_table
from index.training.recipe import Recipe, kept, run


def listed(text):
    return tuple(text.split())


THINGS = listed(
    "苹果 香蕉 葡萄 西瓜 桌子 椅子 汽车 火车 飞机 轮船 学校 医院 图书馆 银行 公园 河流 高山 大海"
)
OTHERS = listed(
    "红的 黄的 紫的 绿的 家具 座位 公路 铁路 机场 港口 老师 医生 书籍 存款 散步 流水 登山 波浪"
)


@pytest.fixture(scope="module")
def normalizer():
    return vocabulary.build_normalizer()


@pytest.fixture(scope="module")
def tokenizer(normalizer):
    dictionary = vocabulary.read_dictionary(normalizer, ["放管服", "审计公开"])
    pieces = vocabulary.choose_pieces(dictionary, THINGS + OTHERS, normalizer, ["放管服"], 20_000)
    return vocabulary.build_tokenizer(normalizer, pieces)


@pytest.fixture(scope="module")
def tiny(tokenizer):
    return build_table(pairs(), tokenizer, 32)


def pairs():
    rows = zip(THINGS, OTHERS, strict=True)
    return [Pair(f"问{a}是什么", f"说到{b}", f"group{i % 2}/x", b) for i, (a, b) in enumerate(rows)]


def stage(**changes):
    base = fit.Stage("tiny", steps=30, batch=8, rate=0.05, dimensions=(16, 8), every=10)
    return replace(base, **changes)


def network(tokenizer, tiny, seed=3):
    torch.manual_seed(seed)
    words = [tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size())]
    return WordNetwork(spell(words), inverse_frequencies(tiny.right, len(words)), 16)


def silent(text):
    assert text


# Tokenizer


def test_every_folded_character_survives_the_table(normalizer):
    folding = charsmap.folding()
    assert {"國": "国", "Ａ": "a", "。": " ", "①": "1"}.items() <= folding.items()
    wrong = [c for c in map(chr, range(32, 0x3000)) if not "\ud800" <= c <= "\udfff"
             and normalizer.normalize_str(c) != folding.get(c, c)]  # fmt: skip
    wrong += [c for c, text in folding.items() if normalizer.normalize_str(c) != text]
    assert wrong == []


def test_cuts_are_jiebas(tokenizer):
    import jieba

    for text in ("图书馆在公园旁边", "政府信息公开工作", "研究生命的起源"):
        cut = tokenizer.encode(text, add_special_tokens=False).tokens
        assert cut == jieba.lcut(text, HMM=False)


def test_catalogue_words_are_added_only_where_jieba_tears_them(normalizer):
    known = vocabulary.read_dictionary(normalizer, ["放管服", "审计公开"]).counts
    assert "放管服" in known
    assert "审计公开" not in known


def test_spelling_shares_characters_and_words():
    spelling = spell(["公", "公开", "信息", "信息公开", "abc"])
    lengths = np.diff(spelling.starts).tolist()
    assert lengths == [2, 3, 3, 1 + 4 + 2, 1]
    assert spelling.size == 5 + len("公开信息abc")
    shares = spelling.shares[spelling.starts[3] : spelling.starts[4]]
    np.testing.assert_allclose(shares, [1, 0.25, 0.25, 0.25, 0.25, 0.5, 0.5])


# Pairs and batches


def test_pair_table_survives_saving(tiny, tmp_path):
    save_table(tiny, tmp_path / "t.npz")
    again = load_table(tmp_path / "t.npz")
    assert again.groups == tiny.groups == {"group0/x": (0, 9), "group1/x": (9, 18)}
    np.testing.assert_array_equal(again.right.ids, tiny.right.ids)
    np.testing.assert_array_equal(again.keys, tiny.keys)


def test_two_tables_in_one(tiny, tokenizer):
    other = build_table([Pair("甲", "乙", "other", "k")], tokenizer, 8)
    both = tiny.with_table(other)
    assert both.groups["other"] == (18, 19)
    np.testing.assert_array_equal(both.right.row(18), other.right.row(0))
    np.testing.assert_array_equal(both.left.row(5), tiny.left.row(5))
    with pytest.raises(ValueError, match="both tables"):
        both.with_table(other)


def test_batches_are_of_one_group_and_a_pass_repeats_nothing(tiny):
    sampler = fit.Sampler(tiny, stage(batch=3, mixture={"group1": 0.0}), seed=1)
    keys = np.concatenate([sampler.draw().keys for _ in range(3)])
    assert sorted(keys) == sorted(tiny.keys[:9])


def test_a_batch_larger_than_its_group_is_the_group(tiny):
    batch = fit.Sampler(tiny, stage(batch=100), seed=1).draw()
    assert len(batch.left) == len(batch.right) == len(batch.keys) == 9
    assert batch.group in tiny.groups


def test_xz_pair_files_are_read(tmp_path):
    import lzma

    row = {"a": "问", "b": "答", "source": "S", "kind": "k"}
    path = tmp_path / "p.jsonl.xz"
    path.write_bytes(lzma.compress((json.dumps(row) + "\n").encode()))
    assert list(read_pairs(path)) == [Pair("问", "答", "S/k", "答")]


# Loss and loop


def test_loss_by_hand():
    vectors = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    loss = fit.contrastive(vectors, vectors, torch.tensor([1, 2]), (2,), 1.0)
    assert float(loss) == pytest.approx(math.log(1 + math.exp(-1)), abs=1e-6)


def test_rows_with_one_key_are_not_negatives():
    vectors = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    same = fit.contrastive(vectors, vectors, torch.tensor([7, 7]), (2,), 20.0)
    other = fit.contrastive(vectors, vectors, torch.tensor([7, 8]), (2,), 20.0)
    assert float(same) == pytest.approx(0, abs=1e-6)
    assert float(other) == pytest.approx(math.log(2), abs=1e-6)


def test_training_lowers_the_loss_and_finds_the_pairs(tiny, tokenizer, tmp_path):
    net = network(tokenizer, tiny)
    before = recall(net, tokenizer)
    losses = fit.train(net, tiny, stage(steps=60), 1, tmp_path / "c.pt", silent)
    assert np.mean(losses[-10:]) < 0.5 * np.mean(losses[:10])
    assert recall(net, tokenizer) > before + 0.3


def recall(net, tokenizer):
    rows = net.folded()
    left, right = (
        np.stack(
            [rows[tokenizer.encode(text, add_special_tokens=False).ids].sum(0) for text in texts]
        )
        for texts in ([p.left for p in pairs()], [p.right for p in pairs()])
    )
    unit = [x / np.linalg.norm(x, axis=1, keepdims=True) for x in (left, right)]
    return float(np.mean((unit[0] @ unit[1].T).argmax(axis=1) == np.arange(len(left))))


def test_a_broken_run_goes_on_as_if_unbroken(tiny, tokenizer, tmp_path, monkeypatch):
    whole = network(tokenizer, tiny)
    losses = fit.train(whole, tiny, stage(), 1, tmp_path / "a.pt", silent)
    draws = iter(range(15))
    original = fit.Sampler.draw

    def breaking(self):
        if next(draws, None) is None:
            raise KeyboardInterrupt
        return original(self)

    broken = network(tokenizer, tiny)
    with monkeypatch.context() as patch:
        patch.setattr(fit.Sampler, "draw", breaking)
        with pytest.raises(KeyboardInterrupt):
            fit.train(broken, tiny, stage(), 1, tmp_path / "b.pt", silent)
    resumed = network(tokenizer, tiny, seed=9)
    assert fit.train(resumed, tiny, stage(), 1, tmp_path / "b.pt", silent) == losses
    np.testing.assert_array_equal(resumed.folded(), whole.folded())


def test_the_longest_prefix_decides_a_groups_factor():
    one = stage(mixture={"law": 2.0, "law/new": 0.5})
    assert [one.factor(name) for name in ("law/old", "law/newer", "wiki")] == [2.0, 0.5, 1.0]


def test_settings_that_cannot_train_are_refused():
    with pytest.raises(ValueError, match="steps ≥ 1"):
        stage(steps=0)


# The catalogue as pairs


def test_made_pairs_are_repeatable_and_keep_held_phrases_out():
    catalogue = load_catalogue()
    made = list(domain.domain_pairs(catalogue, 2000, ["无关文字"], 5, held=0.2))
    assert made == list(domain.domain_pairs(catalogue, 2000, ["无关文字"], 5, held=0.2))
    concept = catalogue.concept_by_key["lawsuit"]
    held = domain.held_out(concept, 0.2)
    assert 0 < len(held) < len(concept.aliases)
    mine = [pair for pair in made if pair.key == "lawsuit"]
    others = [a for a in concept.aliases if a not in held]
    alone = [h for h in held if not any(h in a for a in (*others, *concept.variants, concept.name))]
    assert mine
    assert not any(phrase in pair.left for pair in mine for phrase in alone)


def test_a_ratio_is_answered_by_its_figures_chunk():
    catalogue = load_catalogue()
    made = domain.domain_pairs(catalogue, len(catalogue.concepts), [], 5)
    keys = {pair.key for pair in made}
    assert "rate.granted" not in keys
    assert "result.granted" in keys


def test_rows_carry_their_path_and_made_up_figures():
    catalogue = load_catalogue()
    concept = catalogue.concept_by_key["channel.weibo"]
    import random

    writer = domain.writer_for(catalogue, concept, random.Random(2), [])
    rows = [writer.document(concept) for _ in range(40)]
    assert any("年 一、主动公开情况 > " in row and "\t条\t" in row for row in rows)
    assert not any("{" in row for row in rows)


def test_topics_are_sections_of_the_catalogue_and_reach_the_passages():
    sections = {c.key for c in load_catalogue().concepts if c.kind == "section"}
    assert domain.topics().keys() <= sections
    made = domain.domain_pairs(load_catalogue(), 3000, [], 5)
    told = domain.topics()["section.hotline"]
    assert any(told[-1] in pair.right for pair in made if pair.key == "section.hotline")


def test_thinned_texts_keep_their_order_and_are_never_empty(tiny):
    sampler = fit.Sampler(tiny, stage(drop=0.9), seed=1)
    text = np.arange(6, dtype=np.int32)
    thinned = [sampler._thinned(text).tolist() for _ in range(50)]
    assert all(thinned)
    assert all(words == sorted(set(words)) for words in thinned)
    assert min(map(len, thinned)) < 3


# Figures


def bench():
    documents = ("苹果 很 甜", "香蕉 很 黄", "苹果 苹果 树")
    return measure.Bench(
        "b", documents, ("苹果", "香蕉", "没有"), (frozenset({2}), frozenset({1}), frozenset())
    )


def test_bm25_by_hand():
    scores = measure.bm25_scores(bench(), str.split)
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    assert scores.shape == (3, 3)
    assert scores[0, 2] == pytest.approx(idf * 2 * 2.5 / (2 + 1.5), rel=1e-5)
    assert scores[0, 0] == pytest.approx(idf * 2.5 / 2.5, rel=1e-5)
    assert scores[2].tolist() == [0, 0, 0]


def test_ranks_break_ties_by_place_and_a_missed_question_counts():
    ranked = measure.ranks(np.array([[1, 1, 1], [0, 2, 1], [3, 2, 1]], np.float32), bench())
    assert ranked == [3, 1, math.inf]
    found = measure.figures(ranked)
    assert (found.n, found.first, found.five) == (3, 1 / 3, 2 / 3)
    assert found.reciprocal == pytest.approx((1 / 3 + 1) / 3)


def test_fusion_divides_each_side_by_its_best():
    a, b = np.array([[2.0, 1.0]], np.float32), np.array([[0.0, 50.0]], np.float32)
    fused = measure.fused_scores([(a, 0.5), (b, 0.5)])
    np.testing.assert_allclose(fused, [[0.5, 0.75]])


def test_the_products_search_reads_a_context_but_compares_the_text_by_itself(trained):
    contexts = ("某局 2018年 概述", "某局 2018年 收费")
    texts = ("苹果和香蕉，桌子和椅子，汽车和火车。", "医院没有图书馆")
    documents = tuple(f"{c}\n{t}" for c, t in zip(contexts, texts, strict=True))
    questions, relevant = ("汽车", "收费", "图书馆"), (frozenset({0}), frozenset({1}), frozenset())
    asked = measure.Bench("b", documents, questions, relevant, contexts)
    ranks = shipped.product_ranks(asked, load_static(trained[1]))
    # 「收费」 stands in the second context only; nothing is relevant to 「图书馆」.
    assert ranks["产品 词面"] == [1.0, 1.0, math.inf]
    assert ranks["产品 融合"] == [1.0, 1.0, math.inf]


def test_a_column_counts_the_kept_questions_only():
    ranked = {"甲": [1.0, 2.0, math.inf]}
    assert table.column(ranked, [True, False, True])["甲"] == measure.Figures(2, 0.5, 0.5, 0.5)


def test_questions_without_a_catalogue_phrase():
    known = everyday.phrases(load_catalogue())
    assert not everyday.without_phrase("请问政务微博公开政府信息数是多少", known)
    assert everyday.without_phrase("猫吃鱼", known)


def test_quantised_rows_are_within_half_a_step():
    vectors = np.random.default_rng(1).normal(size=(50, 16)).astype(np.float32)
    vectors[3] = 0
    stored = export.quantize(vectors)
    back = stored.rows * stored.factors[:, None]
    assert (np.abs(back - vectors) <= stored.factors[:, None] * 0.5001).all()
    assert not stored.rows[3].any()


# The whole


@pytest.fixture(scope="module")
def recipe():
    general = fit.Stage("general", steps=20, batch=16, rate=0.05, dimensions=(32, 16))
    adapt = replace(general, name="adapt", steps=10, batch=64)
    return Recipe(
        size=8000, dimension=32, words=32, general=general, adapt=adapt, made=700, held=0.1,
        left_out={"S": 0.3}, threads=1,
    )  # fmt: skip


@pytest.fixture(scope="module")
def pair_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("pairs") / "p.jsonl"
    rows = [
        {"a": f"问{a}", "b": f"关于{b}{n}", "source": "S", "kind": "question-passage"}
        for a, b in zip(THINGS, OTHERS, strict=True)
        for n in "甲乙丙"
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def trained(recipe, pair_file, tmp_path_factory):
    folders = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("out") / "model"
    return run([pair_file], recipe, load_catalogue(), folders, silent), folders[1]


def test_two_runs_are_equal_byte_for_byte(trained, recipe, pair_file, tmp_path):
    folders = tmp_path / "work", tmp_path / "model"
    assert run([pair_file], recipe, load_catalogue(), folders, silent) == trained[0]
    for name in ("model.safetensors", "tokenizer.json", "training.json"):
        assert (trained[1] / name).read_bytes() == (folders[1] / name).read_bytes()


def test_manifest_says_what_went_in(trained):
    manifest = json.loads((trained[1] / export.MANIFEST).read_text("utf-8"))
    assert manifest["recipe"]["seed"] == Recipe().seed
    assert len(manifest["data"]["p.jsonl"]) == 64
    assert set(manifest["loss"]) == {"general", "adapt"}
    assert manifest["versions"]["torch"]


def test_model_loads_both_ways(trained):
    library = pytest.importorskip("sentence_transformers")
    texts = ["官司输了几次", "", "問蘋果"]
    ours = load_static(trained[1]).documents(texts)
    theirs = library.SentenceTransformer(str(trained[1]), device="cpu").encode_document(texts)
    assert ours.shape == (3, 32)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_left_out_texts_make_the_benches_settings_are_chosen_on(recipe, pair_file, trained):
    rows = list(read_pairs(pair_file))
    assert 0 < sum(not kept(pair, recipe.left_out) for pair in rows) < len(rows)
    (left_out,) = heldout.left_out_benches(rows, recipe)
    made = heldout.phrase_bench(load_catalogue(), recipe, ["无关"])
    assert all(left_out.relevant)
    assert all(made.relevant)
    curve = shipped.gain_curve([left_out, made], load_static(trained[1]), (0.0, 2.0))
    assert [gain for gain, _ in curve] == [0.0, 2.0]
    for _, found in curve:
        assert [f.n for f in found] == [len(left_out.questions), len(made.questions)]
    dense = shipped.product_ranks(left_out, load_static(trained[1]))[
        "产品 编码器（整段与各句取高）"
    ]
    assert curve[0][1][0] == measure.figures(dense)  # without gain the encoder decides


def test_command_evaluates_and_prints_n(trained, tmp_path, capsys):
    data = {"docs": THINGS, "queries": ["苹果", "汽车"], "rel": [[0], [6]]}
    path = tmp_path / "eval_small.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    arguments = ["--evaluate", "--model", str(trained[1]), "--bench", str(path)]
    assert command.main(arguments) == 0
    out = capsys.readouterr().out
    assert "small（n=2）" in out
    assert "BM25 词 | 100.0 100.0 100.0" in out
    assert "产品 融合 | 100.0 100.0 100.0" in out
    assert re.search(
        r"载入 [\d.]+ 秒；短文本每秒 [\d,]+ 条（平均 2 字）；一个问题 [\d.]+ 毫秒", out
    )


def test_command_refuses_missing_files_in_chinese(capsys):
    assert command.main(["nowhere.jsonl"]) == 2
    assert capsys.readouterr().err == "配对文件不存在：nowhere.jsonl；请检查路径\n"
    assert command.main(["--evaluate", "--model", "./nowhere", "--bench", "x.json"]) == 1
    assert "模型目录 ./nowhere 不存在" in capsys.readouterr().err


def test_agreement_counts_boundaries_inside_runs(tokenizer):
    found = agreement.agreement(tokenizer, ["图书馆在公园旁边，2018年", "審計"])
    assert (found.runs, found.same_runs) == (2, 2)
    assert (found.shared, found.ours, found.jiebas) == (3, 3, 3)
    assert found.f1 == 1.0
