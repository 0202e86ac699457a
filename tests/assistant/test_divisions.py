"""Totals and parts of running text: what adds up, what does not, and what proves nothing."""

import pytest

from assistant.division import Division
from assistant.divisions import divisions
from corpus.schema import Report, Section


def read(text: str) -> tuple[Division, ...]:
    body = f"一、总体情况\n\n{text}"
    section = Section(("一、总体情况",), 1, 0, len(body), 6)
    return divisions(
        Report(
            "云岫县-2023", "云岫县", 2023, "2021", "", "", "", body, None, (section,), (), (), ()
        )
    )


def results(text: str) -> list[tuple[str, str, str]]:
    return [
        (d.result, str(d.total.value) if d.total else "", str(d.sum))
        for d in read(text)
        if d.total is not None
    ]


@pytest.mark.parametrize(
    ("text", "total", "added"),
    [
        ("留言64件，其中咨询21件、求助30件、其他11件。", "64", "62"),
        ("公开信息128条，其中征地41条、规划15条、采矿78条。", "128", "134"),
        ("公布信息60条(其中机构类20条，规划类30条，其他15条)。", "60", "65"),
        ("清理文件30件，分为保留20件、废止5件、修改4件。", "30", "29"),
        ("收到申请20件，其中自然人12件、法人或其他组织7件。", "20", "19"),
        ("办结9件，其中按时办结6件，延期办结2件。", "9", "8"),
        ("公开信息90条。其中，县直部门50条，占60%。各乡镇33条，占40%。", "90", "83"),
        ("确认权力2项、其他类别2项共5项。", "5", "4"),
        ("主动公开信息10条，其中文件12条。", "10", "12"),
    ],
)
def test_contradictions(text: str, total: str, added: str) -> None:
    assert results(text) == [("fail", total, added)]


@pytest.mark.parametrize(
    "text",
    [
        "文件530份，其中有效310份、失效96份、废止124份。",
        "留言85条，其中咨询类50条（其中网站30条、热线20条），投诉类20条，建议类15条。",
        "新媒体7个。其中微博3个，共发布信息1992条；公众号4个，共发布信息3404条。",
        "收到群众诉求348件，现场解决162件，跟进解决186件。",
        "收到申请18件，办结17件，其中网上10件、信函8件。",
        "收到申请18件，其中网上10件，信函8件，均已办结18件。",
        "最终确认权力2项、其他类别2项共4项。",
    ],
)
def test_sums_that_hold(text: str) -> None:
    found = results(text)
    assert found
    assert {result for result, _, _ in found} == {"pass"}


@pytest.mark.parametrize(
    "text",
    [
        # parts that need not be all
        "公开信息902条，其中预算信息210条、采购信息330条。",
        "公开项目12个，其中教育3个、交通2个等。",
        "发现问题27个，其中内容类11个、格式类9个，均已整改。",
        # one thing counted in two channels, or of two kinds at once
        "公开信息350条，其中网站320条，微信88条，其他方式15条。",
        "开设账号8个，其中新增5个、注销6个。",
        "文章60篇，其中原创40篇、图解30篇。",
        # other units among the parts
        "发布解读20件，其中文字12件，视频5条，其他3件。",
    ],
)
def test_what_proves_nothing(text: str) -> None:
    assert {result for result, _, _ in results(text)} == {"unknown"}


@pytest.mark.parametrize(
    "text",
    [
        "收到申请20件，较上年增加4件，办结19件。",
        "发布信息860条，较上年增加40条，增长4.9%；推送196条，比上年减少12条。",
        "受理申请约300件，其中网上200件，信函80件。",
        "公开文件12件，其中部分文件征求了意见。",
        "2022年公开信息20条，2023年公开信息25条。",
        "收到申请20件，其中2件转交其他机关。",
        "培训2期、76人次，其中领导干部12人次。",
        "收到申请18件，其中1件撤回。",
        # several totals divided together, one event attended by several
        "办理建议42件、提案57件，其中主办62件、会办37件。",
        "公开教育信息34条，医疗信息18条，其中通过网站公开40条。",
        "召开新闻发布会12场，其中主要负责同志出席5场，部门负责人出席10场。",
    ],
)
def test_other_sentences_divide_nothing(text: str) -> None:
    assert [r for r in results(text) if r[0] == "fail"] == []


def test_the_words_that_say_so_are_the_span() -> None:
    text = "设专栏；办理留言64件，其中咨询21件、求助30件、其他11件；全部答复。"
    body = f"一、总体情况\n\n{text}"
    (found,) = read(text)
    ((start, end),) = found.spans
    assert body[start:end] == "办理留言64件，其中咨询21件、求助30件、其他11件"


def test_a_list_by_kinds_waits_for_its_total() -> None:
    (found,) = read("主动公开政府信息的主要类别有：机构类5条，规划类7条，其他8条。")
    assert found.total is None
    assert found.whole
    assert str(found.sum) == "20"


def test_a_rest_after_a_stronger_mark_is_of_what_was_counted_before() -> None:
    assert all(
        r[0] != "fail" for r in results("收到83件。办结81件，其中延期办结5件；其余2件在办。")
    )
    assert ("fail", "81", "79") in results("办结81件，其中延期办结5件，其余74件。")
