"""Contact facts in the phrasings of real and of made-up reports."""

import pytest

from corpus.contacts import find_contacts


def facts(text):
    found = find_contacts(text)
    assert all(text[c.start : c.end] == c.value for c in found)
    assert [c.start for c in found] == sorted(c.start for c in found)
    return {c.kind: c.value for c in found}


def test_the_usual_parenthesis():
    assert facts(
        "本报告由云岭县林业局办公室编制而成，电子版可在云岭县人民政府网站"
        "（www. yunling. example/）查阅。如有疑问，请直接与云岭县林业局办公室联系（地址：云岭县"
        "松涛路 8 号；邮编：697203；电话：0670—5551234，传真：0670—5551235；"
        "电子邮箱：lyj@yunling.example）。"
    ) == {
        "compiler": "云岭县林业局办公室",
        "website": "www. yunling. example/",
        "office": "云岭县林业局办公室",
        "address": "云岭县松涛路 8 号",
        "postcode": "697203",
        "phone": "0670—5551234",
        "fax": "0670—5551235",
        "email": "lyj@yunling.example",
    }


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("电话/传真：0670-5551234", "0670-5551234"),
        ("联系电话及传真：0670—5551234", "0670—5551234"),
        ("联系电话（传真）：0670-5551234", "0670-5551234"),
        ("传真（电话）：0670-5551234", "0670-5551234"),
        ("电 话：0670-5551234（兼传真）", "0670-5551234"),
        ("电话：0670-5551234；传真：同上", "0670-5551234"),
        ("电话、传 真：（０６７０）５５５１２３４", "（０６７０）５５５１２３４"),
    ],
)
def test_a_number_shared_by_telephone_and_fax(text, number):
    assert facts(text) == {"phone": number, "fax": number}


@pytest.mark.parametrize(
    "text",
    [
        "本单位不设传真。电话：0670 5551234",
        "不设传真；咨询电话：0670 5551234",
        "传真：无；电话：0670 5551234",
    ],
)
def test_a_denied_fax_is_no_fax(text):
    assert facts(text) == {"phone": "0670 5551234"}


def test_complaints_have_another_number():
    assert facts("投诉电话：0670-5550000\n联系电话：0670-5551111") == {
        "complaint": "0670-5550000",
        "phone": "0670-5551111",
    }
    assert facts("通过“12328”交通服务监督电话收到投诉3件。") == {"complaint": "12328"}
    assert facts("公示牌公布监督电话。") == {}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("值班电话：0670-5550000", "0670-5550000"),
        ("0670-5551111（法规股）、0670-5550000（局值班室，24小时）", "0670-5550000"),
        ("24小时服务电话0670-5550000", "0670-5550000"),
    ],
)
def test_a_number_that_is_always_answered(text, number):
    assert facts(text)["duty"] == number


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        (
            "接待时间：每周一至周五9:00—17:00（法定节假日除外）",
            "每周一至周五9:00—17:00（法定节假日除外）",
        ),
        (
            "可在工作日（上午8:30至12:00，下午14:30至18:00）来访",
            "工作日（上午8:30至12:00，下午14:30至18:00）",
        ),
    ],
)
def test_office_hours(text, hours):
    assert facts(text) == {"hours": hours}


def test_a_time_of_day_alone_is_no_office_hours():
    assert facts("汛期每日8时、20时两次发布水情信息") == {}


def test_wide_characters_and_spaces_inside():
    assert facts(
        "邮 编：６９７２０３；电子邮箱：lyj ＠ yunling . example；网址：yunling.example"
    ) == {
        "postcode": "６９７２０３",
        "email": "lyj ＠ yunling . example",
        "website": "yunling.example",
    }


def test_facts_without_labels_or_colons():
    assert facts(
        "拨打县水利局水政水资源股值班电话0680—5551206，或者来信寄至青岚县城关镇河堤路66号县水利局"
        "（邮政编码698312）。"
    ) == {
        "phone": "0680—5551206",
        "duty": "0680—5551206",
        "address": "青岚县城关镇河堤路66号县水利局",
        "postcode": "698312",
    }
    assert facts("联系单位：澜泽县人民政府办公室（澜泽县泽川镇人民路1号，邮编697100）。") == {
        "office": "澜泽县人民政府办公室",
        "address": "澜泽县泽川镇人民路1号",
        "postcode": "697100",
    }


@pytest.mark.parametrize(
    ("text", "compiler"),
    [
        ("由局政策法规股编写。", "局政策法规股"),
        ("由澜泽县人民政府办公室汇总各乡镇、各部门数据编制。", "澜泽县人民政府办公室"),
        ("按照要求，区管委会办公室编制完成了本报告。", "区管委会办公室"),
        ("栎川市市场监督管理局依照《条例》编制2022年报告。", "栎川市市场监督管理局"),
    ],
)
def test_who_compiled_it(text, compiler):
    assert facts(text) == {"compiler": compiler}


@pytest.mark.parametrize(
    "text",
    [
        "我区编制完成了本报告。",
        "加强与人大代表和政协委员的沟通与联系，积极接受他们的批评。",
        "当面申请2件，传真、网络、信函各1件。",
        "请与会人员反映意见。",
    ],
)
def test_running_text_has_no_contacts(text):
    assert facts(text) == {}


def test_a_long_run_of_letters_is_read_once():
    assert find_contacts("a" * 300_000 + "。电话：0670-5551234")[0].value == "0670-5551234"


def test_an_address_on_the_web_ends_before_chinese_words():
    assert facts("报告可从门户网站https://a.example/x下载") == {"website": "https://a.example/x"}
