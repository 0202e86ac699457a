"""The classifier of table questions, as shipped and as trained."""

import numpy as np
import pytest
import torch

from assistant.training.indicators import IndicatorModule, IndicatorSettings, exported
from assistant.training.wordings import (
    TableQuestion,
    Wording,
    keys_of,
    lexicon_wordings,
    question_wordings,
)
from assistant.weighing.likely import UNKNOWN, IndicatorClassifier, buckets, indicator_classifier
from assistant.weighing.words import encoder
from corpus.catalogue import load_catalogue
from corpus.normalise import fold

CATALOGUE = load_catalogue()
KEYS = keys_of(CATALOGUE)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("公众号上一年推了几条", "channel.wechat"),
        ("围脖发了多少", "channel.weibo"),
        ("有多少老百姓来要材料", "apply.new"),
        ("打了几场官司", "lawsuit"),
    ],
)
def test_everyday_wordings_mean_their_rows(question: str, key: str) -> None:
    likely = indicator_classifier().likely((fold(question),))
    family = key.split(".")[0]
    assert likely.best > 0.1
    assert likely.keys[0][0].split(".")[0] == family
    assert likely.none < 0.5


@pytest.mark.parametrize("question", ["局长叫什么名字", "为什么网站改版推迟了", "食堂几点开门"])
def test_what_no_table_answers_is_none_of_its_rows(question: str) -> None:
    assert indicator_classifier().likely((fold(question),)).none > 0.5


def test_it_tells_the_rows_of_this_catalogue() -> None:
    assert indicator_classifier().keys == KEYS


def test_the_best_of_several_wordings_counts() -> None:
    classifier = indicator_classifier()
    one, other = fold("网站发了几条"), fold("食堂几点开门")
    both = classifier.likely((other, one))
    assert both.best == pytest.approx(max(classifier.likely((t,)).best for t in (one, other)))
    assert both.none == pytest.approx(min(classifier.likely((t,)).none for t in (one, other)))
    assert classifier.likely(("",)) == UNKNOWN


def test_probabilities_are_those_of_torch_but_for_rounded_rows() -> None:
    torch.manual_seed(1)
    module = IndicatorModule(len(KEYS) + 1, IndicatorSettings()).eval()
    with torch.no_grad():
        module.output.weight *= 20
    classifier: IndicatorClassifier = exported(module, KEYS)
    text = fold("网站发了几条")
    with torch.no_grad():
        scores = module(
            torch.tensor(buckets(text)),
            torch.tensor([0]),
            torch.from_numpy(encoder().queries([text]).copy()),
        )
    expected = torch.softmax(scores[0], 0).numpy()
    assert np.allclose(classifier.probabilities(text), expected, atol=1e-2)
    assert expected.max() > 2 / len(expected)


def test_places_are_taken_out_of_training_questions() -> None:
    key = KEYS[3]
    asked = TableQuestion(key, "【机构】【年份】年网站发了几条？", True)
    near_miss = TableQuestion(key, "【年份】年网站谁管", False)
    assert question_wordings([asked, near_miss], KEYS) == [
        Wording("网站发了几条", 4),
        Wording("网站谁管", 0),
    ]
    assert asked.asked_of("云岫县", 2021) == "云岫县2021年网站发了几条？"


def test_section_topics_ask_for_no_row() -> None:
    wordings = set(lexicon_wordings(CATALOGUE, KEYS))
    section = next(c for c in CATALOGUE.concepts if c.kind == "section")
    assert Wording(fold(section.name), 0) in wordings
    row = next(c for c in CATALOGUE.concepts if c.key == KEYS[0])
    assert Wording(fold(row.name), 1) in wordings
