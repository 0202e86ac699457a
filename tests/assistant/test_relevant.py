"""Which findings a question is about."""

from decimal import Decimal

from assistant.checking import CheckAsk
from assistant.concepts import Match
from assistant.relevant import Subject, amounts, relevant, shared_numbers
from assistant.schema import Citation, Finding
from assistant.terms import content
from corpus.catalogue import load_catalogue

CONCEPTS = load_catalogue().concept_by_key
PROSE = Citation("section", "a-2018", "a", 2018, (), "正文", 0, 2, 1.0)
ROW = Citation("indicator", "a-2018", "a", 2018, (), "行", 3, 4, 1.0)


def finding(rule: str, result: str, text: str, *keys: str, cited: Citation = ROW) -> Finding:
    return Finding(
        "a-2018",
        rule,
        "warning",
        result,
        "",
        None,
        None,
        None,
        text,
        (cited,),
        keys,  # type: ignore[arg-type]
    )


def ask(said: str, kind: str = "any", *numbers: str) -> CheckAsk:
    ranges = tuple((Decimal(n), Decimal(n)) for n in numbers)
    return CheckAsk(kind, said, said, "", said, ranges, True)  # type: ignore[arg-type]


def subject(words: str, **scores: float) -> Subject:
    matches = tuple(
        Match(CONCEPTS[key.replace("__", ".")], s, s, s, "", False) for key, s in scores.items()
    )
    return Subject(matches, content(words))


WEBSITE = finding(
    "正文与统计表", "fail", "政府网站公开政府信息数：正文写 27 件（“网站27件”），统计表写 47 条",
    "channel.website", cited=PROSE,
)  # fmt: skip
WEIBO = finding(
    "正文与统计表", "pass", "政务微博公开政府信息数：正文写 64 件（“微博64件”），与统计表 64 条一致",
    "channel.weibo", cited=PROSE,
)  # fmt: skip
SUM = finding("正文的合计", "pass", "正文“留言85条，其中…”：85 = 50 + 35，成立")


def test_the_indicator_meant_decides() -> None:
    found = relevant([WEBSITE, WEIBO, SUM], ask("微博一致吗"), subject("微博", channel__weibo=0.7))
    assert found == (WEIBO,)


def test_numbers_decide_where_no_indicator_is_meant() -> None:
    found = relevant([WEBSITE, WEIBO, SUM], ask("85条对吗", "sum", "85"), subject(""))
    assert found == (SUM,)


def test_nothing_is_better_than_something_else() -> None:
    assert relevant([WEBSITE, WEIBO, SUM], ask("抖音一致吗"), subject("抖音")) == ()


def test_what_fails_is_not_diluted_by_what_holds() -> None:
    holds = finding("其中项不大于总数", "pass", "网站 47 ≥ 1，成立", "channel.website")
    found = relevant([holds, WEBSITE], ask("网站一致吗"), subject("网站", channel__website=0.9))
    assert found == (WEBSITE,)


def test_of_a_relation_in_columns_the_total_is_told_first() -> None:
    text = "新收应等于各项之和；{}列：135 ≠ 136，不成立"
    columns = [
        finding("结转衔接", "fail", text.format(c), "apply.new", "apply.carried_in")
        for c in ("自然人", "总计")
    ]
    columns.append(finding("结转衔接", "pass", text.format("其他"), "apply.new"))
    found = relevant(columns, ask("新收对吗"), subject("新收", apply__new=0.9))
    assert ["总计" in f.text for f in found] == [True, False]


def test_shared_numbers() -> None:
    assert shared_numbers(WEBSITE, ask("", "any", "27"))
    assert not shared_numbers(WEBSITE, ask("", "any", "27"), both=True)
    assert shared_numbers(WEBSITE, ask("", "any", "27", "47"), both=True)
    assert not shared_numbers(WEBSITE, ask("", "any", "2"))
    assert amounts(ask("", "any", "2", "27")) == (Decimal(27),)
