"""Sound-alike typos are put right; real words, numbers and quoted words stay."""

import pytest

from assistant.ask import Assistant
from assistant.typos import Vocabulary, official_words
from corpus.catalogue import load_catalogue

OFFICIAL = official_words(load_catalogue())
VOCABULARY = Vocabulary((*OFFICIAL, "金凤区科技局"), "全县开展政务公开,设微播台一个")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("2018年微薄发了几条", "2018年微博发了几条"),
        ("行政复义多少件", "行政复议多少件"),
        ("行政素送多少件", "行政诉讼多少件"),
        ("政务微勃公开几条", "政务微博公开几条"),
        ("规范性文建几件", "规范性文件几件"),
        ("依身请公开几件", "依申请公开几件"),
        ("涉及商业米密几件", "涉及商业秘密几件"),
        ("金风区科技局微博", "金凤区科技局微博"),
    ],
)
def test_sound_alikes_are_corrected(wrong: str, right: str) -> None:
    assert VOCABULARY.correct(wrong) == right


@pytest.mark.parametrize(
    "question",
    [
        "微博发了几条",
        "行政复议多少件",
        "新建项目多少",  # a common word that sounds like 信件
        "信件多少",
        "办公地点在哪",  # 公地 is no word in it
        "行政诉讼输了几件",  # no 诉讼数
        "微播台有几个",  # stands in the reports
        "hello",
        "123",
        "",
        "。！？",
    ],
)
def test_what_is_right_stays(question: str) -> None:
    assert VOCABULARY.correct(question) == question


def test_a_right_sentence_of_official_names_stays() -> None:
    for name in OFFICIAL:
        assert VOCABULARY.correct(name) == name


def test_official_words_hold_names_and_their_parts_sorted() -> None:
    assert {"政务微博公开政府信息数", "微博", "邮编"} <= set(OFFICIAL)
    assert list(OFFICIAL) == sorted(set(OFFICIAL))


@pytest.mark.parametrize(
    ("said", "meant"),
    [("平谭2022年处罚几件", "平潭2022年处罚几件"), ("平摊到每年几件", "平摊到每年几件")],
)
def test_a_place_is_meant_only_by_what_is_no_word(said: str, meant: str) -> None:
    places = Vocabulary(OFFICIAL, "平潭综合实验区", places=frozenset({"平潭"}))
    assert places.correct(said) == meant


def test_a_place_typed_otherwise_is_told(seed: Assistant) -> None:
    heard = seed.ask("金风区科技局2018年微博发了几条")
    assert heard.notices[0].kind == "ambiguous"
    assert "：“金风区”按读音当作“金凤区”；" in heard.notices[0].text
    plain = seed.ask("金凤区科技局2018年微搏发了几条")
    assert all("读音" not in notice.text for notice in plain.notices)
