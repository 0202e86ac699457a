"""Which body is meant: in full, in short, several, or one that is not loaded."""

import pytest

from assistant.bodies import mention_bodies

TECH = "金凤区科技局"
XI = "澄溪区教育局"
WAN = "澄湾区教育局"
WATER = "青岚县水利局"
HEALTH = "苍榆县卫生和计划生育局"
ZE = "澜泽县人民政府"
ZHOU = "澜洲县人民政府"
MARKET = "栎川市市场监督管理局"
LOADED = (TECH, XI, WAN, WATER, HEALTH, ZE, ZHOU, MARKET)


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("金凤区科技局微博发了几条", TECH),
        ("科技局微博发了几条", TECH),
        ("金凤科技局微博发了几条", TECH),
        ("金凤微博发了几条", TECH),
        ("金凤区微博发了几条", TECH),
        ("澄溪教育局微博发了几条", XI),
        ("苍榆县卫计局微博发了几条", HEALTH),
        ("卫计局微博发了几条", HEALTH),
        ("市监局微博发了几条", MARKET),
        ("栎川市监局微博发了几条", MARKET),
        ("栎川市场监管局微博发了几条", MARKET),
        ("澜泽县政府微博发了几条", ZE),
        ("澜泽微博发了几条", ZE),
        ("澜洲微博发了几条", ZHOU),
    ],
)
def test_full_and_short_names(question: str, body: str) -> None:
    found = mention_bodies(question, LOADED)
    assert (found.bodies, found.unknown, found.ambiguous) == ((body,), (), False)
    assert found.rest == "微博发了几条"


def test_a_short_name_of_several_bodies_is_ambiguous() -> None:
    found = mention_bodies("教育局公开了多少", LOADED)
    assert (set(found.bodies), found.ambiguous) == ({XI, WAN}, True)


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("澄溪和澄湾的教育局谁公开得多", {XI, WAN}),
        ("两家教育局(澄溪、澄湾)谁公开得多", {XI, WAN}),
        ("青岚县水利局和金凤区科技局谁公开得多", {WATER, TECH}),
        ("澜泽县、澜洲县谁公开得多", {ZE, ZHOU}),
    ],
)
def test_several_bodies_by_name(question: str, bodies: set[str]) -> None:
    found = mention_bodies(question, LOADED)
    assert (set(found.bodies), found.unknown, found.ambiguous) == (bodies, (), False)


def test_two_counties_without_a_name_are_all_counties_loaded() -> None:
    assert set(mention_bodies("两个县谁的申请多", (ZE, ZHOU, MARKET)).bodies) == {ZE, ZHOU}


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("两个县谁的申请多", {ZE, ZHOU}),
        ("各县的申请", {ZE, ZHOU}),
        ("哪个县申请多", {ZE, ZHOU}),
        ("三个局一共多少", {TECH, XI, WAN, WATER, HEALTH, MARKET}),
        ("各单位申请排名", set(LOADED)),
    ],
)
def test_a_kind_of_body_is_a_group(question: str, bodies: set[str]) -> None:
    found = mention_bodies(question, LOADED)
    assert (set(found.bodies), found.group, found.ambiguous) == (bodies, True, False)


@pytest.mark.parametrize("without", ["不算", "除了", "不包括"])
def test_all_but_one(without: str) -> None:
    found = mention_bodies(f"{without}澜泽县,申请各是多少", (ZE, ZHOU, MARKET))
    assert (found.bodies, found.group, found.rest) == ((ZHOU, MARKET), True, ",申请各是多少")


def test_townships_of_a_named_county_are_what_is_asked_about() -> None:
    assert mention_bodies("澜泽县各乡镇公开几条", LOADED).rest == "各乡镇公开几条"
    assert mention_bodies("澄湾区直部门公开几条", LOADED).rest == "区直部门公开几条"
    assert mention_bodies("金凤区教育局公开几条", LOADED).unknown == ("金凤区教育局",)


def test_a_body_that_is_denied_is_not_meant() -> None:
    found = mention_bodies("不是澄溪区教育局,是澄湾区教育局", LOADED)
    assert found.bodies == (WAN,)


@pytest.mark.parametrize(
    "name",
    [
        "金凤区教育局",
        "金凤区水利局",
        "霁川市财政局",
        "澜州县人民政府",
        "澄溪区人民政府",
        "青岚县交通运输局",
        "杭州市人民政府",
        "省水利厅",
        "腾讯公司",
    ],
)
def test_a_stranger_is_never_taken_for_a_neighbour(name: str) -> None:
    found = mention_bodies(f"{name}微博发了几条", LOADED)
    assert (found.bodies, found.unknown) == ((), (name,))
    assert found.rest == "微博发了几条"


@pytest.mark.parametrize(
    "question",
    [
        "微博发了几条",
        "向法院起诉的有几件",
        "局长是谁",
        "邮局在哪",
        "国务院办公厅怎么说",
        "结局如何",
        "",
    ],
)
def test_no_body_named(question: str) -> None:
    found = mention_bodies(question, LOADED)
    assert (found.bodies, found.unknown, found.ambiguous) == ((), (), False)
    assert found.rest == question


def test_an_organisation_the_reports_speak_of_is_a_topic_not_a_body() -> None:
    question = "区财政局安排了多少资金"
    assert mention_bodies(question, (TECH,)).unknown == ("区财政局",)
    quoted = "财政局安排2019年创新驱动发展预算资金700万元"
    assert mention_bodies(question, (TECH,), quoted).unknown == ()


def test_a_name_without_the_larger_place_around_it() -> None:
    building = "汀湖市临舟区住房和城乡建设局"
    assert mention_bodies("临舟区住建局 几件", (building,)).bodies == (building,)
    zone = "荻洲高新技术产业开发区管理委员会"
    assert mention_bodies("荻洲高新区管委会 几件", (zone,)).bodies == (zone,)


def test_every_office_of_a_place_is_no_group_of_bodies() -> None:
    found = mention_bodies("澜泽县县直各部门公开几条", LOADED)
    assert found.bodies == (ZE,)
    assert "各部门" in found.rest


def test_a_place_within_the_name_of_an_account_names_no_body() -> None:
    found = mention_bodies("“金凤发布”公众号发了几条", LOADED, "", {"金凤发布": None})
    assert (found.bodies, found.unknown) == ((), ())


def test_a_name_does_not_go_on_beyond_a_mark() -> None:
    found = mention_bodies("金凤发布的东西，金凤区科技局少发了几条", LOADED)
    assert [said for said, _ in found.said][-1] == TECH


def test_a_rank_after_a_rank_begins_another_word() -> None:
    found = mention_bodies("澜泽县县长信箱收到几封", LOADED)
    assert (found.bodies, found.rest) == ((ZE,), "县长信箱收到几封")
