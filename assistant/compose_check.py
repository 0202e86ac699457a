"""Findings → answer to a question for a check."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.beside import weight
from assistant.checked import Checked
from assistant.checking import CheckAsk
from assistant.citing import Citations, answered
from assistant.question import Query
from assistant.relevant import SUMMED, Subject, relevant
from assistant.schema import Answer, Comparison, Finding

_SHOWN = 12
"""More failures than this are a list for the check page."""
_EXAMPLES = 3
_FAMILIES = (
    (
        "申请|办理|答复",
        frozenset({"apply", "result", "denied", "unavailable", "refused", "other"}),
    ),
    ("复议|诉讼", frozenset({"review", "lawsuit"})),
    ("主动公开|渠道", frozenset({"active", "channel", "normdoc", "regulation"})),
)
"""First parts of the keys that stand in one table, and how the table is called."""
_TOLD = ("章节完整",)
"""Rules whose findings say all themselves."""
RULES = {
    "blank": ("空白格", "连写的格"),
    "parts": ("章节完整",),
    "copied": ("与上年文字重复",),
    "dates": ("统计期限的年度", "统计表标题的年度", "其他事项的年度", "正文数字的年度"),
    "years": ("衔接",),
}
"""Rules by which a kind of question is answered, by what their names hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """One asked report, how the reader knows it, and the findings on it that are asked for."""

    year: int
    where: str
    findings: tuple[Finding, ...]


def places_of(query: Query, checked: Checked) -> tuple[Place, ...]:
    """The asked reports with all their findings."""
    found = []
    for body in query.bodies:
        for year in query.years:
            report_id = checked.report_id(body, year)
            if report_id is not None:
                where = f"{body}{year}年年报"
                found.append(Place(year, where, checked.findings(report_id)))
    return tuple(found)


def asked_places(places: Sequence[Place], ask: CheckAsk, subject: Subject) -> tuple[Place, ...]:
    """The reports with the findings the question is about; those without any left out."""
    chosen = list(places)
    if ask.kind in RULES:
        rules = RULES[ask.kind]
        chosen = [_only(p, lambda f: any(r in f.rule for r in rules)) for p in places]
    if ask.kind not in RULES or (ask.kind == "years" and subject.named):
        chosen = [replace(p, findings=relevant(p.findings, ask, subject)) for p in chosen]
    years = {p.year for p in places}
    if len(years) > 1:
        # Of two years asked for, only the later one's carrying over is between them.
        chosen = [p if p.year - 1 in years else _only(p, _within) for p in chosen]
    if ask.kind in RULES and any(_fails(p) for p in chosen):
        chosen = [p for p in chosen if _fails(p)]
    return tuple(p for p in chosen if p.findings)


def _fails(place: Place) -> bool:
    return any(f.result == "fail" for f in place.findings)


def copied_places(query: Query, checked: Checked) -> tuple[Place, ...]:
    """The later of two asked reports, with what it repeats of the earlier one."""
    if len(query.bodies) != 1 or len(query.years) != 2:
        return ()
    body, (earlier, later) = query.bodies[0], sorted(query.years)
    before, after = checked.report_id(body, earlier), checked.report_id(body, later)
    if before is None or after is None:
        return ()
    return (Place(later, f"{body}{later}年年报", checked.copied(after, before)),)


def in_family(places: Sequence[Place], ask: CheckAsk) -> tuple[Place, ...]:
    """The reports with what is checked in the table the question names; all where it does not."""
    kin = [keys for words, keys in _FAMILIES if re.search(words, ask.said)]
    if not kin:
        return tuple(places)
    heads = frozenset[str]().union(*kin)
    return tuple(
        _only(p, lambda f: bool(heads & {k.partition(".")[0] for k in f.keys})) for p in places
    )


def sums_of(places: Sequence[Place]) -> tuple[Place, ...]:
    """The reports with the checks of sums alone."""
    return tuple(_only(p, lambda f: SUMMED.search(f.rule) is not None) for p in places)


def _only(place: Place, wanted: Callable[[Finding], bool]) -> Place:
    return replace(place, findings=tuple(f for f in place.findings if wanted(f)))


def _within(finding: Finding) -> bool:
    """Whether only one report is looked at."""
    return not any(rule in finding.rule for rule in (*RULES["years"], *RULES["copied"]))


def compose_findings(query: Query, places: Sequence[Place], cite: Citations) -> Answer:
    """What the chosen findings say, the best first."""
    answer = answered(query, "".join(_told(place, cite) for place in places), cite)
    return replace(answer, comparison=_counted(places))


def compose_general(query: Query, places: Sequence[Place], cite: Citations) -> Answer:
    """「哪里对不上」: everything that fails, or that nothing does."""
    said = []
    for place in places:
        failed = [f for f in place.findings if f.result == "fail" and f.level != "info"]
        shown = sorted(failed, key=weight)[:_SHOWN]
        if shown:
            said.append(f"{place.where}对不上的地方：{listed(shown, cite)}。")
            continue
        passed = sorted(
            (f for f in place.findings if f.result == "pass" and f.level != "info"), key=weight
        )
        prose = [f for f in passed if f.rule.startswith("正文")]
        some = (prose or passed)[:_EXAMPLES]
        unknown = [f for f in place.findings if f.result == "unknown" and f.level != "info"]
        like = f"，例如{listed(some, cite)}" if some else ""
        said.append(f"{place.where}没有发现对不上的地方{like}。" if some else "")
        if unknown:
            said.append(f"{place.where}不能断定的：{listed(unknown[:_EXAMPLES], cite)}。")
        if not some and not unknown:
            said.append(f"{place.where}没有可以核对的项目。")
    return answered(query, "".join(said), cite)


def listed(findings: Iterable[Finding], cite: Citations) -> str:
    """The findings' texts, their operands cited."""
    parts = []
    for finding in findings:
        for citation in finding.citations:
            cite.add(citation)
        parts.append(finding.text.rstrip("。"))
    return "；".join(parts)


def _told(place: Place, cite: Citations) -> str:
    heads = {"fail": "对不上的地方", "pass": "对得上", "unknown": "不能断定"}
    said = []
    for result in dict.fromkeys(f.result for f in place.findings):
        mine = [f for f in place.findings if f.result == result]
        said.append(f"{place.where}{_head(heads[result], mine)}：{listed(mine, cite)}。")
    return "".join(said)


def _head(head: str, findings: Sequence[Finding]) -> str:
    """Counts of structure are told, not judged."""
    return "" if all(f.level == "info" or f.rule in _TOLD for f in findings) else head


def _counted(places: Sequence[Place]) -> Comparison | None:
    """How the counts of structure were made, which no citation shows."""
    counts = [f for p in places for f in p.findings if f.level == "info" and f.left and f.right]
    formula = "；".join(f"{f.formula} = {f.left} ÷ {f.right} = {_percent(f)}%" for f in counts)
    if not formula:
        return None
    return Comparison(counts[0].rule, None, None, (), (), (), True, None, formula)


def _percent(finding: Finding) -> int:
    return round(100 * int(finding.left or 0) / int(finding.right or 1))
