"""The items of a list: labels, numbers, shares, and where the list ends."""

import pytest

from assistant.listing import Stream, parts_after, streams


def outer(text: str) -> Stream:
    return next(iter(streams(text, 0, len(text))))


def items(text: str, mark: str = "其中") -> list[tuple[str, str]]:
    stream = outer(text)
    begin = stream.shown.index(mark) + len(mark)
    total = stream.quantities[0]
    parts = parts_after(stream, begin, len(text), total.unit)
    return [(p.label, str(p.quantity.value)) for p in parts]


def test_items_between_commas_and_between_pauses() -> None:
    assert items("公开信息20条，其中文件12条，预算8条。") == [("文件", "12"), ("预算", "8")]
    assert items("公开信息20条，其中文件12条、预算8条。") == [("文件", "12"), ("预算", "8")]


def test_a_label_may_hold_the_mark_that_parts_weaker_lists() -> None:
    said = "公开信息30条，其中城乡建设、环保能源类10条，文教、卫生类20条。"
    assert items(said) == [("城乡建设、环保能源类", "10"), ("文教、卫生类", "20")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a new statement, a stronger mark, a comparison
        ("收到申请18件，其中网上10件，信函8件，办结17件。", ["10", "8"]),
        ("收到申请18件，其中网上10件、信函8件，回复17件。", ["10", "8"]),
        ("收到申请18件，其中网上10件、信函8件；走访17件。", ["10", "8"]),
        ("收到申请18件，其中比上年增加8件。", []),
        # 其他 closes the list even after a comma
        ("处理留言18件，其中咨询10件、求助5件，其他3件。", ["10", "5", "3"]),
        # counted in another unit: an attachment, not an item
        ("账号7个，其中微博3个，发布信息90条；公众号4个，发布信息80条。", ["3", "4"]),
        # verbs that the first label has too
        ("办理建议9件，其中按时办结7件，延期办结2件。", ["7", "2"]),
    ],
)
def test_where_a_list_ends(text: str, expected: list[str]) -> None:
    assert [value for _, value in items(text)] == expected


def test_a_share_belongs_to_the_item_before_it() -> None:
    stream = outer("公开20条，其中文件12条，占60%，预算8条，占40%。")
    parts = parts_after(stream, stream.shown.index("其中") + 2, len(stream.shown), "条")
    assert [str(p.share) for p in parts] == ["60", "40"]


def test_a_bracket_is_a_stream_of_its_own_with_the_number_before_it() -> None:
    text = "不予公开4件（其中内部信息3件、案卷1件），无法提供2件。"
    whole, inside = streams(text, 0, len(text))
    assert [str(q.value) for q in whole.quantities] == ["4", "2"]
    assert [str(q.value) for q in inside.quantities] == ["3", "1"]
    assert inside.total is not None
    assert (str(inside.total.value), inside.bracketed) == ("4", True)
