"""How far a sentence answers: coverage, what is left unsaid, and the kind of thing asked for."""

import pytest

from assistant.judge import Judge, PassageSettings
from assistant.schema import Passage
from corpus.schema import Chunk
from index.schema import Hit
from tests.assistant.readers import BODY, MATCHER, READER


def judged(question: str, text: str, heading: str = "二、其他", score: float = 0.5) -> Passage:
    query = READER.understand(f"{BODY}2018年{question}")
    place = (f"{BODY}-2018", BODY, 2018)
    chunk = Chunk(*place, "section", (heading,), "", text, 0, len(text))
    passage = Judge(query, MATCHER).best(Hit(0, chunk, score, score, score), aside=False)
    assert passage is not None
    return passage


def test_the_sentence_that_says_it_is_chosen() -> None:
    text = "全年召开会议2次。微博粉丝3.1万人。没有其他事项。"
    passage = judged("微博粉丝有多少", text)
    assert passage.text == "微博粉丝3.1万人。"
    assert text[passage.start : passage.end] == passage.text
    assert passage.coverage == pytest.approx(1.0)
    assert passage.gap == 0.0
    assert passage.fits


def test_a_sentence_without_the_asked_thing_leaves_a_gap() -> None:
    passage = judged("微博粉丝有多少", "政务微博发布信息64条。")
    assert passage.coverage < 0.9
    assert passage.gap > 0.5


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("河长公示牌竖了多少块", "竖立河长公示牌163块。", True),
        ("河长公示牌竖了多少块", "竖立河长公示牌若干。", False),
        ("河长公示牌竖了多少块", "2018年9月竖立河长公示牌。", False),
        ("培训了多少人", "举办培训2期。", False),
        ("培训了多少人", "培训38人次。", True),
        ("水利资金有多少钱", "下达水利资金2360万元。", True),
        ("水利资金有多少钱", "下达水利资金9批。", False),
        ("建议由谁负责", "该建议由马春芳副局长牵头负责。", True),
        ("建议由谁负责", "该建议已经办结。", False),
        ("目录编制什么时候完成", "目录编制于9月底前完成。", True),
        ("目录编制什么时候完成", "目录编制已经完成。", False),
        ("主要问题是什么", "主要问题是内容不够丰富。", True),
    ],
)
def test_the_kind_of_thing_asked_for(question: str, text: str, fits: bool) -> None:
    assert judged(question, text).fits is fits


def test_the_count_must_be_of_the_noun_asked() -> None:
    assert judged("走访多少家企业", "走访企业37家。").fits
    assert not judged("走访多少家企业", "为企业举办培训37期。").fits


def test_what_is_retrieved_better_scores_higher() -> None:
    text = "微博粉丝3.1万人。"
    low, high = (judged("微博粉丝有多少", text, score=s) for s in (0.2, 0.8))
    assert high.score - low.score == pytest.approx(0.6 * PassageSettings().retrieval)


def test_a_heading_on_the_asked_topic_scores_higher() -> None:
    text = "内容不够丰富。"
    on = judged("存在的主要问题是什么", text, heading="十一、存在的主要问题及改进措施")
    off = judged("存在的主要问题是什么", text, heading="九、加强平台建设")
    assert on.score > off.score
    assert on.coverage > off.coverage


def test_weights_must_sum_to_one() -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        PassageSettings(coverage=0.7)


def test_a_window_filter_may_leave_nothing() -> None:
    query = READER.understand("微博粉丝有多少")
    chunk = Chunk("x", BODY, 2018, "section", (), "", "微博粉丝3.1万人。", 0, 11)
    hit = Hit(0, chunk, 1, 1, 1)
    assert Judge(query, MATCHER).best(hit, aside=True, only=lambda w, c: False) is None
