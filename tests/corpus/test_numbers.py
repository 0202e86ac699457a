from decimal import Decimal

import pytest

from corpus.numbers import Quantity, find_quantities, parse_number, parse_quantity


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("28", "28"),
        ("1,234", "1234"),
        ("1，234", "1234"),
        ("７０", "70"),
        ("－15", "-15"),
        ("−15", "-15"),
        ("9116.36", "9116.36"),
        ("3万", "30000"),
        ("1.3万", "13000"),
        ("十二", "12"),
        ("一百零五", "105"),
        ("两", "2"),
        ("251000元", "251000"),
        (" 7 ", "7"),
    ],
)
def test_a_cell_is_read_as_the_number_it_prints(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", " ", "/", "—", "-", "无", "1.2.3", "713 000", "12a"])
def test_a_cell_without_one_number_has_no_value(printed: str) -> None:
    # 「713 000」 could be two cells; joining digits over a space would invent a number.
    assert parse_number(printed) is None


def test_a_cell_keeps_its_unit_and_place() -> None:
    assert parse_quantity("251000元") == Quantity(Decimal(251000), "元", 0, 6, 7, False)
    assert parse_quantity("3.5万元") == Quantity(Decimal("3.5"), "万元", 0, 4, 5, False)


def _read(text: str) -> list[tuple[str, str, str | None, bool]]:
    return [
        (text[q.start : q.end], str(q.value), q.unit, q.approximate) for q in find_quantities(text)
    ]


def test_counts_in_a_sentence() -> None:
    text = "全年公开信息 27 件，其中部门文件 18 件，占66.7%，举办培训班三期，回应两起舆情。"
    assert _read(text) == [
        ("27", "27", "件", False),
        ("18", "18", "件", False),
        ("66.7", "66.7", "%", False),
        ("三", "3", "期", False),
        ("两", "2", "起", False),
    ]


def test_scales_and_money() -> None:
    text = "阅读1.6万次，收费9116.36万元，另有三万元和2千万元，占百分之十二点五"
    assert _read(text) == [
        ("1.6万", "16000", "次", False),
        ("9116.36万", "9116.36", "万元", False),
        ("三万", "3", "万元", False),
        ("2千万", "2000", "万元", False),
        ("百分之十二点五", "12.5", "%", False),
    ]


def test_vague_numbers_are_marked() -> None:
    text = "收集近1000条，办结70余件，发布约300篇，参加20人以上，公开12条"
    assert [(v, about) for _, v, _, about in _read(text)] == [
        ("1000", True),
        ("70", True),
        ("300", True),
        ("20", True),
        ("12", False),
    ]


def test_units_of_fields_calls_and_batches() -> None:
    said = "抽检1206批次，建成高标准农田2.4万亩，接到来电3519通，回收农膜86吨。"
    assert [(value, unit) for _, value, unit, _ in _read(said)] == [
        ("1206", "批次"), ("24000", "亩"), ("3519", "通"), ("86", "吨"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "根据《条例》第三十一条、第三十二条的规定",
        "电话：0951—5035245",
        "传真0591-23165385",
        "统一项目编码，实行一次性告知，建成“一件件有着落”机制",
        "“十三五”规划、“双随机、一公开”监管、IPv6部署",
    ],
)
def test_ordinals_telephones_and_phrases_are_no_counts(text: str) -> None:
    assert _read(text) == []


def test_a_document_number_is_no_count_of_documents() -> None:
    assert _read("（国办公开办函〔2021〕30号）") == [("30", "30", "号", False)]


def test_offsets_hold_inside_a_window() -> None:
    text = "2018年收到申请２３件，办结20件。"
    found = list(find_quantities(text, 6, 12))
    assert [(text[q.start : q.unit_end], q.value) for q in found] == [("２３件", Decimal(23))]
