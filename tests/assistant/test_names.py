"""How the names of public bodies are made up, and shortened."""

import pytest

from assistant.names import (
    abbreviates,
    is_place,
    place_names,
    speaks_for_place,
    split_place,
    towns,
)

TECH = "金凤区科技局"
WAN = "澄湾区教育局"
HEALTH = "苍榆县卫生和计划生育局"
ZE = "澜泽县人民政府"
MARKET = "栎川市市场监督管理局"
ZONE = "平潭综合实验区"
COMMISSION = "霁川市科学技术委员会"


@pytest.mark.parametrize(
    ("short", "body", "fits"),
    [
        ("卫计局", HEALTH, True),
        ("澄湾", WAN, True),
        ("澄湾区", WAN, True),
        ("科技局", TECH, True),
        ("澜泽县政府", ZE, True),
        ("平潭区", ZONE, True),
        ("平潭实验区", ZONE, True),
        ("平潭管委会", ZONE, True),
        ("平潭综合实验区管委会办公室", ZONE, True),
        ("平潭县", ZONE, False),
        ("澜泽县府办", ZE, True),
        ("澜泽县人民政府办公室", ZE, True),
        ("澜泽县委", ZE, False),
        ("霁川科委", COMMISSION, True),
        ("市科委", COMMISSION, True),
        ("科委", COMMISSION, True),
        ("科委", "霁川市科委", True),
        ("技委", COMMISSION, False),
        ("教委", COMMISSION, False),
        ("县委", ZE, False),
        ("霁川市科学技术委员会", "霁川市科委", True),
        ("霁川市科学技术委员会", COMMISSION, True),
        ("霁川市教育委员会", "霁川市科委", False),
        ("霁川市发改委", "霁川市发展和改革委员会", True),
        ("市府办公厅", "霁川市人民政府办公厅", True),
        ("霁川市府办", "霁川市人民政府办公厅", True),
        ("霁川市政府", "霁川市人民政府办公厅", False),
        ("澄湾区教育体育局", WAN, False),
        ("金凤区科学技术局", TECH, True),
        ("科技局局", TECH, False),
        ("县政府", ZE, False),
        ("局", TECH, False),
        ("教育局", TECH, False),
        ("政府", ZE, False),
        ("澄溪", WAN, False),
    ],
)
def test_abbreviates(short: str, body: str, fits: bool) -> None:
    assert abbreviates(short, body) is fits


def test_split_place() -> None:
    assert split_place(TECH) == ("金凤区", "科技局")
    assert split_place(MARKET) == ("栎川市", "市场监督管理局")
    assert split_place("科技局") == ("", "科技局")


def test_a_place_alone() -> None:
    assert is_place("澄湾", (WAN,))
    assert not is_place("教育局", (WAN,))


def test_who_speaks_for_a_place() -> None:
    assert [speaks_for_place(body) for body in (ZE, ZONE, WAN)] == [True, True, False]


def test_places_are_called_with_and_without_their_kind() -> None:
    assert place_names((ZONE, WAN)) == {"平潭综合实验区", "平潭", "澄湾区", "澄湾"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("岚城乡主动公开了多少条", ("岚城乡",)),
        ("2018年潭城镇一个镇公开了多少", ("潭城镇",)),
        ("敖东镇和澳前镇谁多", ("敖东镇", "澳前镇")),
        ("砚桥街道的申请几件", ("砚桥街道",)),
        ("各乡镇公开几条", ()),
        ("我是乡里的干部", ()),
        ("全镇的新媒体", ()),
        ("三个镇加起来", ()),
    ],
)
def test_towns_that_a_question_names(text: str, named: tuple[str, ...]) -> None:
    assert towns(text) == named
