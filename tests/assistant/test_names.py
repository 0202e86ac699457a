"""How the names of public bodies are made up, and shortened."""

import pytest

from assistant.names import abbreviates, is_place, split_place

TECH = "金凤区科技局"
WAN = "澄湾区教育局"
HEALTH = "苍榆县卫生和计划生育局"
ZE = "澜泽县人民政府"
MARKET = "栎川市市场监督管理局"
ZONE = "平潭综合实验区"


@pytest.mark.parametrize(
    ("short", "body", "fits"),
    [
        ("卫计局", HEALTH, True),
        ("澄湾", WAN, True),
        ("澄湾区", WAN, True),
        ("科技局", TECH, True),
        ("澜泽县政府", ZE, True),
        ("平潭区", ZONE, True),
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
