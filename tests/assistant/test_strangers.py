"""Places and schools that are not loaded, where a body's name may stand."""

import pytest

from assistant.bodies import mention_bodies

ZE = "澜泽县人民政府"
LOADED = (ZE, "澜洲县人民政府", "澄溪区教育局")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("澜湖县 新收多少申请", "澜湖县"),
        ("北京大学 微博公开多少条", "北京大学"),
        ("海淀区 新收申请", "海淀区"),
    ],
)
def test_a_strange_place_or_school_is_no_topic(question: str, name: str) -> None:
    found = mention_bodies(question, LOADED)
    assert (found.bodies, found.unknown) == ((), (name,))


def test_a_stranger_beside_a_loaded_body_is_named() -> None:
    found = mention_bodies("澜泽县和澜湖县 新收申请对比", LOADED)
    assert (found.bodies, found.unknown) == ((ZE,), ("澜湖县",))


@pytest.mark.parametrize(
    "question",
    [
        "城市更新公开了几件",
        "社区建了几个专区",
        "公开专区建了几个",
        "全县公开多少条",
        "中小学招生公开几条",
        "收到的申请里公司提的几件",
        "后来是局里谁牵头的",
    ],
)
def test_a_general_word_names_no_place(question: str) -> None:
    assert mention_bodies(question, LOADED).unknown == ()
