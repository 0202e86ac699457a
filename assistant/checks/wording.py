"""Words of the running text that say how all cases ended, against the tables' endings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.arithmetic import plain
from assistant.checks.operands import Operand, View, whole_row
from assistant.checks.quoting import cite_cells, cite_words, quoted
from assistant.prose import ProseFigure
from assistant.schema import Finding
from assistant.sentences import sentences

_CASES = ("review", "lawsuit")
_ANSWERED = ("apply.closed", "result.total")
_CASE_NAMES = {"review": "复议", "lawsuit": "诉讼"}
_ALL_UPHELD = re.compile(
    r"\s*[件起][，,]?(?:结果)?(?:均|全部|都)(?:已|被|获|为|予以|判决|得到)*维持"
)
_TOGETHER = re.compile(r"\s*[件起][，、和及,][^，。；、]{0,10}$")
"""What stands between 「复议7件」 and 「诉讼9件」 when one ending is told of both."""
_ALL_DONE = re.compile(
    r"申请[^。；]{0,40}?(?:均|全部|都)(?:已|按)[^。；，]{0,16}?(?:办结|办理完成|办理完毕|答复完毕|办完)"
    r"|申请[^。；]{0,40}?办结率[为达到]*\s*(?:100\s*[%％]|百分之百)"
)
_LEFT_OVER = re.compile(r"结转[至到入]?[下次]|顺延|[下次]一?年度?|除")
"""Such a sentence itself says that some were carried over."""
_ALL_CLOSED = re.compile(r"[，,]?(?:均|全部|都)已?(?:结案|审结|办结)")
_NEVER_CORRECTED = re.compile(
    r"零败诉|(?:无|没有|未(?:发生|出现)?)[^，。；]{0,6}(?:败诉|被?纠[错正]|被?撤销)|未被[^，。；]{0,10}(?:纠[错正]|撤销)"
    r"|(?:均|全部|都)[^，。；]{0,4}胜诉"
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What the words say, and the row that should then be nothing."""

    rule: str
    span: tuple[int, int]
    said: str
    key: str
    beside: tuple[Operand, ...]
    against: tuple[Operand, ...]
    also: tuple[str, ...] = ()
    """Keys of other rows the words speak of."""


def check_wording(view: View) -> Iterator[Finding]:
    """均获维持, 均已结案, 零败诉, 全部办结 against rows that say otherwise."""
    yield from _upheld(view)
    yield from _sentences(view)


def _upheld(view: View) -> Iterator[Finding]:
    """「复议7件、诉讼9件，均获维持」 while the table has cases that ended otherwise or have not."""
    told: list[ProseFigure] = []
    for figure in view.said:
        if figure.keys[0] not in _CASES or len(figure.keys) > 1:
            continue
        if told and not _TOGETHER.match(view.report.text[told[-1].end : figure.start]):
            told = []
        told.append(figure)
        ending = _ALL_UPHELD.match(view.report.text, figure.end)
        if ending is None:
            continue
        for one in told:
            key, upheld = one.keys[0], whole_row(view, f"{one.keys[0]}.upheld")
            others = _endings(view, key, ("corrected", "other", "pending"))
            if upheld is not None and others:
                span = (one.clause_start, ending.end())
                yield _finding(
                    view, _Claim("正文的结果", span, "均获维持", key, (upheld,), tuple(others))
                )


def _sentences(view: View) -> Iterator[Finding]:
    carried = whole_row(view, "apply.carried_out")
    for start, end in sentences(view.report):
        said = view.report.text[start:end]
        done = _ALL_DONE.search(said)
        if done and carried and carried.bounds[0] > 0 and not _LEFT_OVER.search(said):
            span = (start + _clause(said, done), start + done.end())
            claim = _Claim(
                "正文的办结", span, "全部办结", "apply.carried_out", (), (carried,), _ANSWERED
            )
            yield _finding(view, claim)
        for pattern, rule, ending, words in (
            (_ALL_CLOSED, "正文的结案", "pending", "均已结案"),
            (_NEVER_CORRECTED, "正文的败诉", "corrected", "没有被纠正的"),
        ):
            found = pattern.search(said)
            if found is None or ("公开" not in said and "公开" not in view.report.title):
                continue
            for key in _CASES:
                against = _endings(view, key, (ending,))
                if against and _about(said[: found.end()], key):
                    span = (start, start + found.end())
                    yield _finding(view, _Claim(rule, span, words, key, (), tuple(against)))


def _clause(said: str, done: re.Match[str]) -> int:
    """Where the clause begins that names the applications and says all were done."""
    at = done.end()
    while at > 0 and "申请" not in said[at : done.end()]:
        at = said.rfind("，", 0, at - 1) + 1
    return at + len(said[at:]) - len(said[at:].lstrip())


def _about(said: str, key: str) -> bool:
    """Whether the claim is of this kind of case: the last one named, or both named together."""
    names = re.findall(r"复议|诉讼|败诉|胜诉", said)
    kinds = ["诉讼" if "诉" in name else "复议" for name in names]
    together = re.search(r"复议[^，。；]{0,8}诉讼|诉讼[^。；]{0,16}复议", said)
    return bool(kinds) and (kinds[-1] == _CASE_NAMES[key] or bool(together))


def _endings(view: View, key: str, endings: Sequence[str]) -> list[Operand]:
    rows = (whole_row(view, f"{key}.{ending}") for ending in endings)
    return [row for row in rows if row is not None and row.bounds[0] > 0]


def _finding(view: View, claim: _Claim) -> Finding:
    beside = "".join(f"{_ending(view, o)} {_counted(o)} 件，" for o in claim.beside)
    named = "、".join(f"{_ending(view, o)} {_counted(o)} 件" for o in claim.against)
    about = "" if claim.key == "apply.carried_out" else f"{view.name(claim.key)}中"
    other = "另有" if beside else "有"
    rows = (*claim.beside, *claim.against)
    return Finding(
        report_id=view.report.report_id,
        rule=claim.rule,
        level="warning",
        result="fail",
        formula=f"{claim.said} = 没有其他结果",
        left="0",
        right=plain(sum((o.bounds[0] for o in claim.against), Decimal(0))),
        difference=None,
        text=f"正文{quoted(view, claim.span)}说{claim.said}，统计表{about}{beside}{other}{named}",
        citations=(cite_words(view, claim.span), *cite_cells(rows)),
        keys=tuple(dict.fromkeys((claim.key, *(o.key for o in rows), *claim.also))),
    )


def _counted(operand: Operand) -> str:
    """The printed figures of a row that may have blanks: ``8``, or ``5+3``."""
    return "+".join(plain(c.value) for c in operand.cells if c is not None and c.value) or "0"


def _ending(view: View, operand: Operand) -> str:
    if operand.key.startswith("apply."):
        return view.name(operand.key)
    return next((c.column for c in operand.cells if c and c.column), view.name(operand.key))
