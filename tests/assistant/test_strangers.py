"""Places and schools that are not loaded, where a body's name may stand."""

import pytest

from assistant.bodies import mention_bodies
from assistant.strangers import before_year, offices

ZE = "澜泽县人民政府"
LOADED = (ZE, "澜洲县人民政府", "澄溪区教育局")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("澜湖县 新收多少申请", "澜湖县"),
        ("北京大学 微博公开多少条", "北京大学"),
        ("海淀区 新收申请", "海淀区"),
        ("教委2024年收到几件申请", "教委"),
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


REPORT = "区行政审批局公开立项信息123件。刊登《上海市人民政府公报》24期。福州市企业来访2次。"


def test_a_place_right_before_a_year_is_a_body_whatever_reports_say_of_it() -> None:
    assert mention_bodies("福州市 行政处罚几件", LOADED, REPORT).unknown == ("福州市",)
    assert mention_bodies("福州市企业来访几次", LOADED, REPORT).unknown == ()


def test_a_loaded_organ_after_a_strange_place_is_no_loaded_body() -> None:
    found = mention_bodies("杭州市人民政府办公厅 诉讼几件", ("上海市人民政府办公厅",))
    assert (found.bodies, found.unknown) == ((), ("杭州市人民政府办公厅",))


def test_a_name_in_a_title_is_part_of_the_title() -> None:
    asked = "《上海市人民政府公报》编发了几期"
    assert mention_bodies(asked, LOADED, REPORT).unknown == ()
    assert mention_bodies(asked, LOADED, "").unknown == ("上海市人民政府",)


def test_an_office_that_the_report_of_its_place_speaks_of_is_a_topic() -> None:
    asked = "平潭区行政审批局公开的立项信息几件"
    told = mention_bodies(asked, ("平潭综合实验区",), REPORT)
    assert (told.bodies, told.unknown) == (("平潭综合实验区",), ())
    untold = mention_bodies(asked, ("平潭综合实验区",), "")
    assert untold.unknown == ("平潭区行政审批局",)


def test_an_office_of_the_inner_place_is_another_body() -> None:
    found = mention_bodies("云汀区水利局 结转几件", ("澜川市云汀区人民政府",), "区水利局开放日")
    assert (found.bodies, found.unknown) == ((), ("云汀区水利局",))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("行政审批局公开的立项信息几件", ("行政审批局",)),
        ("向区财政局转了几件", ("财政局",)),
        ("活归局里哪个部门", ()),
        ("信息公开的布局和结局", ()),
    ],
)
def test_offices_named_besides_the_body(text: str, named: tuple[str, ...]) -> None:
    assert offices(text) == named


def test_a_verb_before_a_place_is_no_part_of_its_name() -> None:
    assert mention_bodies("旁听杭州市政府常务会议的有谁", LOADED).unknown == ("杭州市政府",)


def test_an_occasion_of_the_places_government_is_a_topic() -> None:
    found = mention_bodies("都请了谁列席澜泽县政府常务会议", ("澜泽县水利局",))
    assert found.unknown == ()
    assert mention_bodies("都请了谁列席澜湖县政府常务会议", ("澜泽县水利局",)).unknown


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("请问临岚市科技局 发了几条微博", "临岚市科技局"),
        ("临岚市科技局 发了几条微博", "临岚市科技局"),
        ("请问砚泉县住建局 作出了多少件处罚", "砚泉县住建局"),
        ("淮安清江浦区 的行政处罚数量", "淮安清江浦区"),
    ],
)
def test_a_strange_place_in_any_wording(question: str, name: str) -> None:
    assert mention_bodies(question, ("金凤区科技局", "云岫市住房和城乡建设局")).unknown == (name,)


def test_a_place_without_its_rank_before_a_year() -> None:
    assert before_year("福清 2022 行政处罚 件数", "") == ("福清",)
    assert before_year("福清2022年行政处罚件数", "福清来的客商") == ()
    assert before_year("网站 2018 发了几条", "") == ()
    assert before_year("正文 统计表 不一致", "") == ()


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("澜岭市自然资源和规划局2022年收到多少申请", "澜岭市自然资源和规划局"),
        ("澜岭市文化和旅游局2022年复议几件", "澜岭市文化和旅游局"),
    ],
)
def test_an_office_of_two_fields_is_named_in_full(question: str, name: str) -> None:
    found = mention_bodies(question, ["澜岭市住房和城乡建设局"])
    assert (found.bodies, found.unknown) == ((), (name,))


def test_two_things_asked_of_a_place_are_no_office() -> None:
    loaded = ["澜岭市住房和城乡建设局"]
    assert mention_bodies("澜岭市2022年申请和复议是哪个局办的", loaded).bodies == tuple(loaded)


def test_a_short_office_that_its_places_report_names_is_a_topic() -> None:
    quoted = "中心划入新组建的区数据局,12月18日搬入市民中心"
    found = mention_bodies("芦汀区数据局几号搬的", ["芦汀区人民政府"], quoted)
    assert found.bodies == ("芦汀区人民政府",)
