"""Matching questions to concepts, on a catalogue small enough to score by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.concepts import ConceptMatcher, MatchSettings
from corpus.catalogue import Catalogue, Concept, load_catalogue

AXES = ("微博", "微信", "小区")


@dataclass(frozen=True)
class Axes:
    """One axis a word; 围脖 points where 微博 does. A text of none of them is a zero row."""

    name: str = "axes"
    dimension: int = len(AXES)
    by_pieces: bool = False

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        said = [text.replace("围脖", "微博") for text in texts]
        rows = np.array([[t.count(a) for a in AXES] for t in said], np.float32)
        rows = rows.reshape(len(texts), self.dimension)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms == 0, 1, norms)

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.documents(texts)


def concept(key: str, kind: str, name: str, *aliases: str) -> Concept:
    return Concept(key, kind, name, "条", (), aliases)  # type: ignore[arg-type]


WEIBO = concept("weibo", "indicator", "微博公开数")
WECHAT = concept("wechat", "indicator", "微信公开数")
PERSON = concept("person", "column", "自然人", "个人")
SECRET = concept("secret", "indicator", "个人隐私")
PLAN = concept("section.plan", "section", "工作计划", "下一步打算")
SMALL = Catalogue((), (WEIBO, WECHAT, PERSON, SECRET, PLAN), ())


@pytest.fixture(scope="module")
def matcher() -> ConceptMatcher:
    return ConceptMatcher(SMALL, Axes())


def keys(matcher: ConceptMatcher, question: str, limit: int = 8) -> list[str]:
    return [m.concept.key for m in matcher.match(question, limit)]


def test_a_phrase_asked_word_for_word_scores_one(matcher: ConceptMatcher) -> None:
    best = matcher.match("微博公开数")[0]
    assert best.concept is WEIBO
    assert best.phrase == "微博公开数"
    assert best.exact
    assert best.lexical == pytest.approx(1.0)
    assert best.dense == pytest.approx(1.0)
    assert best.score == pytest.approx(1.0)


def test_wording_alone_cannot_tell_what_meaning_can(matcher: ConceptMatcher) -> None:
    question = "围脖"
    assert all(m.lexical == 0 for m in ConceptMatcher(SMALL).match(question))
    scores = {m.concept.key: m for m in matcher.match(question)}
    assert scores["weibo"].dense == pytest.approx(1.0)
    assert scores["wechat"].dense == 0.0
    assert keys(matcher, question)[0] == "weibo"


def test_dense_is_the_cosine_and_counts_four_tenths() -> None:
    matcher = ConceptMatcher(SMALL, Axes())
    best = matcher.match("围脖小区")[0]  # shares no word with any phrase
    assert best.concept is WEIBO
    assert best.lexical == 0.0
    assert best.dense == pytest.approx(2**-0.5)
    assert best.score == pytest.approx(0.4 * 2**-0.5)


def test_without_an_encoder_wording_stands_for_both() -> None:
    best = ConceptMatcher(SMALL).match("微博公开数")[0]
    assert (best.concept, best.lexical, best.dense) == (WEIBO, best.dense, best.lexical)


def test_a_phrase_that_says_more_than_the_question_loses(matcher: ConceptMatcher) -> None:
    matches = {m.concept.key: m for m in matcher.match("公开数")}
    weibo = matches["weibo"]
    assert weibo.score < 0.6 * weibo.lexical + 0.4 * weibo.dense


def test_a_phrase_of_two_characters_gets_no_floor_a_longer_one_does(
    matcher: ConceptMatcher,
) -> None:
    long = "工作计划,下一步打算,微信公开数,"
    scores = {m.concept.key: m for m in matcher.match(f"{long}自然人")}
    assert scores["person"].score >= MatchSettings().exact_floor
    scores = {m.concept.key: m for m in matcher.match(f"{long}个人")}
    assert scores["person"].score < MatchSettings().exact_floor


def test_each_concept_once_best_first_and_no_more_than_asked(matcher: ConceptMatcher) -> None:
    matches = matcher.match("微博公开数", 3)
    assert len(matches) == 3
    assert len({m.concept.key for m in matches}) == 3
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)


@pytest.mark.parametrize("question", ["", "。", "xyz"])
def test_nothing_said_means_nothing(matcher: ConceptMatcher, question: str) -> None:
    assert all(m.score == 0 for m in matcher.match(question))


def test_named_columns_stand_in_the_question(matcher: ConceptMatcher) -> None:
    assert matcher.named("自然人申请多少件", "column") == (PERSON,)
    assert matcher.named("个人申请多少件", "column") == (PERSON,)
    assert matcher.named("申请多少件", "column") == ()
    assert matcher.named("自然人申请多少件", "section") == ()


def test_a_column_inside_a_longer_name_or_a_measure_is_not_named(matcher: ConceptMatcher) -> None:
    assert matcher.named("涉及个人隐私几件", "column") == ()
    assert matcher.named("有几个人申请", "column") == ()
    assert matcher.named("个人申请涉及个人隐私几件", "column") == (PERSON,)


def test_the_topic_of_a_heading_ignores_its_number(matcher: ConceptMatcher) -> None:
    assert matcher.topic("十二、工作计划") == "section.plan"
    assert matcher.topic("(三)工作计划") == "section.plan"
    assert matcher.topic("一、概述") is None


def test_weights_must_sum_to_one() -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        MatchSettings(lexical=0.5, dense=0.6)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("政务微博公开政府信息数", "channel.weibo"),
        ("微博发了几条", "channel.weibo"),
        ("公众号推送了多少篇", "channel.wechat"),
        ("本年新收政府信息公开申请数量", "apply.new"),
    ],
)
def test_the_real_catalogue_means_what_it_says(question: str, key: str) -> None:
    matcher = ConceptMatcher(load_catalogue())
    assert keys(matcher, question)[0] == key
