"""What a question is about, and how far a text speaks of it."""

import pytest

from assistant.terms import (
    Term,
    content,
    content_or_light,
    coverage,
    held,
    key_phrase,
    missing,
    synonyms,
)


def words(question: str) -> list[str]:
    return [term.word for term in content(question)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("微博发了几条", ["微博"]),
        ("粉丝有多少", ["粉丝"]),
        ("抖音发了多少条", ["抖音"]),  # not in the dictionary: two characters make one word
        ("微博粉丝有多少", ["微博", "粉丝"]),
        ("请问一下一共收到了多少件", []),
        ("收到的申请问得最多的是什么", ["申请"]),  # no 「请问」 in it
        ("清理了多少份文件", ["清理", "文件"]),  # 份 is the measure
        ("微博(含转发)发了几条", ["微博"]),
        ("2018", []),
        ("，。！？", []),
        ("", []),
    ],
)
def test_content_words(question: str, expected: list[str]) -> None:
    assert words(question) == expected


def test_light_words_count_where_there_is_nothing_else() -> None:
    assert [t.word for t in content_or_light("收到的申请问得最多的是什么")] == ["申请", "收到"]
    assert [t.word for t in content_or_light("微博收到多少留言")] == ["微博", "留言"]


def test_each_word_counts_once_and_weighs_at_most_one() -> None:
    terms = content("微博微博微博粉丝")
    assert [t.word for t in terms] == ["微博", "粉丝"]
    assert all(0 < t.weight <= 1 for t in terms)


def test_rare_words_weigh_more_than_common_ones() -> None:
    weights = {t.word: t.weight for t in content("粉丝申请")}
    assert weights["粉丝"] > weights["申请"]


WEIBO = Term("微博", 1.0)
FANS = Term("粉丝", 0.5)


def test_coverage_is_the_weighted_share_spoken_of() -> None:
    both = (WEIBO, FANS)
    assert coverage(both, "政务微博粉丝2.3万人") == 1.0
    assert coverage(both, "政务微博发布信息64条") == pytest.approx(1 / 1.5)
    assert coverage(both, "粉丝2.3万人") == pytest.approx(0.5 / 1.5)
    assert coverage(both, "召开会议2次") == 0.0
    assert coverage((), "政务微博") == 0.0


def test_missing_is_the_heaviest_word_not_spoken_of() -> None:
    both = (WEIBO, FANS)
    assert missing(both, "政务微博粉丝2.3万人") == 0.0
    assert missing(both, "政务微博发布信息64条") == 0.5
    assert missing(both, "召开会议2次") == 1.0
    assert missing((), "任何话") == 0.0


def test_a_synonym_nearly_holds_a_word() -> None:
    word = next(w for w in ("微信", "网站", "申请", "投诉", "电话", "邮箱") if synonyms(w))
    other = sorted(synonyms(word))[0]
    assert word in synonyms(other)
    assert held(Term(word, 1.0), f"某某{other}某某") in {0.9, 1.0}


def test_kin_hold_a_word_less_than_the_word_itself() -> None:
    term = Term("规矩", 1.0, frozenset({"规范"}))
    assert held(term, "规范15件") == 0.8
    assert held(term, "规矩15件") == 1.0
    assert held(Term("规矩", 1.0), "规范15件") == 0.0


def test_parts_of_a_long_word_count_for_less() -> None:
    term = Term("法律顾问", 1.0)  # 法律 and 顾问
    assert held(term, "聘请法律顾问") == 1.0
    assert held(term, "聘请顾问2名") == pytest.approx(0.45)
    assert held(term, "公报6条") == 0.0


def test_a_short_form_is_held_by_the_long_one() -> None:
    assert (
        held(Term("公车", 1.0), "公务用车运行费下降18.6%") == 0.9
    )  # the thesaurus has them as one
    assert held(Term("河长牌", 1.0), "竖立河长公示牌163块") == 0.8
    assert held(Term("公车", 1.0), "公开了班线和停车的信息") == 0.0


def test_a_strange_word_of_verbs_weighs_as_a_verb() -> None:
    weights = {t.word: t.weight for t in content("费用降到多少")}
    assert weights["降到"] < 0.5 < weights["费用"]


def test_key_phrase_is_the_longest_naming_run() -> None:
    assert key_phrase("部门文件公开了几件").startswith("部门文件")
    assert key_phrase("微博发了几条") == "微博"
    assert key_phrase("") == ""
