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
    ("question", "name"),
    [
        ("澜泽县人民法院 行政诉讼几件", "澜泽县人民法院"),
        ("澄溪区教育局执法大队 罚了几件", "澄溪区教育局执法大队"),
        ("澄溪区教育局城东分局 新收几件", "澄溪区教育局城东分局"),
        ("澜泽县委 新收几件", "澜泽县委"),
        ("澜泽县教育委员会 新收几件", "澜泽县教育委员会"),
        ("澄溪科创办 新收几件", "澄溪科创办"),
        ("澜泽县科学技术协会 新收几件", "澜泽县科学技术协会"),
    ],
)
def test_a_name_that_goes_on_is_anothers(question: str, name: str) -> None:
    found = mention_bodies(question, LOADED)
    assert (found.bodies, found.unknown) == ((), (name,))


@pytest.mark.parametrize(
    "question",
    [
        "澜泽县被法院判败诉几件",
        "澜泽县举办 培训几期",
        "澜泽县公司申请几件",
        "澜泽县人大代表建议几件",
        "澜泽县两家单位公开几件",
    ],
)
def test_what_a_body_did_is_no_name(question: str) -> None:
    found = mention_bodies(question, LOADED)
    assert (found.bodies, found.unknown) == ((ZE,), ())


def test_a_quoted_title_names_no_government() -> None:
    quoted = "按照澜湖市人民政府信息公开规定的要求"
    assert mention_bodies("澜湖市人民政府 新收几件", LOADED, quoted).unknown == ("澜湖市人民政府",)


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
