"""The evidence network: numpy and torch compute the same, and it learns which evidence counts."""

from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.training.examples import Example
from assistant.training.fit import FitSettings, batch_of, fit, left_out, scale_of, score
from assistant.training.network import EvidenceModule, NetworkSettings, exported, save_networks
from assistant.weighing.evidence import CHANNELS, FEATURES, QUESTION, Evidence
from assistant.weighing.network import EvidenceNetworks, read_networks
from assistant.weighing.words import WORD_FEATURES, encoder

TELLING = 5
"""The feature that tells the right candidate in ``example``."""


def example(seed: int, words: int = 4, candidates: int = 3, group: str = "甲") -> Example:
    """A question of random numbers; one candidate is right unless the seed is even."""
    chance = np.random.default_rng(seed)

    def random(*shape: int) -> np.ndarray:
        return chance.normal(scale=0.1, size=shape).astype(np.float32)

    answerable = bool(seed % 2) and candidates > 0
    right = np.zeros(candidates, bool)
    features = random(candidates, FEATURES)
    features[:, TELLING] = 0
    if answerable:
        right[seed % candidates] = True
        features[right, TELLING] = 5
    evidence = Evidence(
        random(words, encoder().dimension),
        random(words, WORD_FEATURES),
        random(QUESTION),
        random(candidates, words, CHANNELS),
        features,
    )
    return Example(evidence, right, answerable, group, "made up")


@pytest.fixture(scope="module")
def module() -> EvidenceModule:
    torch.manual_seed(3)
    return EvidenceModule().eval()


def test_numpy_computes_what_torch_was_trained_with(module: EvidenceModule) -> None:
    examples = [example(1), example(2, words=9, candidates=5), example(3, words=1, candidates=1)]
    scale = scale_of(examples)
    network = exported(module, scale.mean, scale.spread)
    with torch.no_grad():
        batch = batch_of(examples, scale)
        scores, none = module(batch)
    trained = (scores - none[batch.of]).numpy()
    computed = np.concatenate([network.odds(e.evidence) for e in examples])
    assert np.allclose(computed, trained, atol=1e-3)
    assert np.abs(computed).max() > 0.01


def test_a_question_without_candidates_has_no_odds(module: EvidenceModule) -> None:
    scale = scale_of([example(1)])
    network = exported(module, scale.mean, scale.spread)
    assert network.odds(example(2, candidates=0).evidence).shape == (0,)


def test_saved_weights_are_read_back(module: EvidenceModule, tmp_path: Path) -> None:
    scale = scale_of([example(1)])
    torch.manual_seed(4)
    members = (module, EvidenceModule(NetworkSettings(word=8)).eval())
    networks = EvidenceNetworks(tuple(exported(m, scale.mean, scale.spread) for m in members))
    save_networks(networks, tmp_path / "n.safetensors")
    again = read_networks(tmp_path / "n.safetensors")
    assert np.array_equal(networks.odds(example(5).evidence), again.odds(example(5).evidence))


def test_a_network_that_is_very_sure_does_not_outvote_the_other(module: EvidenceModule) -> None:
    scale = scale_of([example(1)])
    network = exported(module, scale.mean, scale.spread)
    sure = exported(module, scale.mean, scale.spread)
    sure.weights["none.1_bias"] = sure.weights["none.1_bias"] + 100  # 「都答不上」
    doubtful = EvidenceNetworks((network, sure)).odds(example(1).evidence)
    alone = EvidenceNetworks((network,)).odds(example(1).evidence)
    assert (alone - doubtful < 5).all()
    assert np.argmax(doubtful) == np.argmax(network.odds(example(1).evidence))


def test_it_learns_what_tells_the_right_candidate_and_that_none_is_right() -> None:
    examples = [example(i, group="甲乙丙丁"[i // 2 % 4]) for i in range(320)]
    settings = FitSettings(epochs=10, batch=4)
    ((source, found),) = left_out(examples, (), settings=settings)
    assert source == "made up"
    assert (found.answerable, found.unanswerable) == (160, 160)
    assert found.right > 145
    assert found.refused > 145


def test_the_same_seed_gives_the_same_weights() -> None:
    examples = [example(i) for i in range(16)]
    scale = scale_of(examples)
    settings = FitSettings(epochs=1)
    one, two = (fit(examples, scale, settings) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))


def test_an_answerable_question_without_right_candidate_is_no_example_but_counts() -> None:
    lost = example(1)
    lost.right[:] = False
    assert not lost.usable
    scale = scale_of([lost])
    network = EvidenceNetworks((exported(EvidenceModule().eval(), scale.mean, scale.spread),))
    assert (score(network, [lost]).answerable, score(network, [lost]).right) == (1, 0)
