"""A chunk's sentences, its pairs of sentences, and the numbers that count something."""

from assistant.windows import Count, Window, windows_of
from corpus.schema import Chunk

SENTENCES = (
    "2018年，科技局通过政务微博发布信息64件。",
    "召开会议2次。",
    "无其他事项。",
)
PATH = ("二、主动公开情况", "（二）微博公开")


def chunk(text: str, start: int = 100, path: tuple[str, ...] = PATH) -> Chunk:
    return Chunk(
        "金凤区科技局-2018",
        "金凤区科技局",
        2018,
        "section",
        path,
        "",
        text,
        start,
        start + len(text),
    )


def texts(windows: tuple[Window, ...]) -> list[str]:
    return [w.text for w in windows]


def test_one_sentence_is_one_window_placed_in_the_report() -> None:
    (window,) = windows_of(chunk(SENTENCES[0]))
    assert (window.start, window.end, window.text) == (100, 100 + len(SENTENCES[0]), SENTENCES[0])
    assert window.heading == "(二)微博公开"
    assert window.said == "二、主动公开情况(二)微博公开2018年,科技局通过政务微博发布信息64件。"
    assert not window.whole


def test_sentences_pairs_and_the_whole() -> None:
    one, two, three = SENTENCES
    windows = windows_of(chunk("".join(SENTENCES)))
    assert texts(windows) == [one, one + two, one + two + three, two, two + three, three]
    assert [w.whole for w in windows] == [False, False, True, False, False, False]
    for window in windows:
        whole = "".join(SENTENCES)
        assert whole[window.start - 100 : window.end - 100] == window.text


def test_two_sentences_are_a_pair_not_a_whole() -> None:
    windows = windows_of(chunk(SENTENCES[0] + SENTENCES[1]))
    assert len(windows) == 3
    assert not any(w.whole for w in windows)


def test_blank_text_has_no_windows() -> None:
    assert windows_of(chunk("\n \n")) == ()


def test_numbers_come_with_their_clause_and_dates_count_nothing() -> None:
    (window,) = windows_of(chunk(SENTENCES[0]))
    (count,) = window.counts
    assert isinstance(count, Count)
    assert count.unit == "件"
    assert "政务微博发布信息64件" in count.clause
    assert "2018年" in count.before
    (dated,) = windows_of(chunk("2018年9月30日前完成。"))
    assert dated.counts == ()


def test_every_number_of_a_list_has_its_own_clause() -> None:
    (window,) = windows_of(chunk("公开信息27件，其中部门文件18件，政策解读2件。"))
    assert [(c.unit, c.clause.strip("，,")) for c in window.counts] == [
        ("件", "公开信息27件"),
        ("件", "其中部门文件18件"),
        ("件", "政策解读2件"),
    ]


def test_a_chunk_without_a_heading() -> None:
    (window,) = windows_of(chunk("无其他事项。", path=()))
    assert (window.heading, window.said) == ("", "无其他事项。")
