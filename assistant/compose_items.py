"""Several figures of one report → answer: side by side, subtracted, divided, added up."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.arithmetic import difference_formula, operand, plain, rounded, sum_formula
from assistant.breakdown import WHICH
from assistant.citing import Citations, answered
from assistant.compose_figure import compose_figure, name_of
from assistant.figures import CUMULATIVE, Figure
from assistant.intent import ADDED, EACH
from assistant.question import Query
from assistant.rates import CHANNEL, OVERLAP
from assistant.schema import Answer, Comparison, ComparisonRow, Notice
from assistant.wording import amount, number

_TOTAL = "总计"


def compose_items(query: Query, figures: Sequence[Figure], cite: Citations) -> Answer:
    """One sentence for each figure, then what was asked about them together."""
    # Whose report is lacking is said once, after the last figure.
    silent = replace(query, lacking=())
    answers = [
        compose_figure(query if figure is figures[-1] else silent, figure, cite)
        for figure in figures
    ]
    said, formula = _together(query, figures)
    channels = any(f.match.concept.key.startswith(CHANNEL) for f in figures)
    notices = [Notice("scope", OVERLAP)] if said and channels else []
    joined = _joined(query, answers, cite, notices)
    return _concluded(joined, figures, answers, said, formula)


def compose_added_share(
    query: Query, parts: Sequence[Figure], whole: Figure, cite: Citations
) -> Answer | None:
    """What several figures come to as a share of their whole; None where a number is missing."""
    figures = (*parts, whole)
    values = [_value(figure) for figure in figures]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or known[-1] <= 0:
        return None
    answers = [compose_figure(query, figure, cite) for figure in figures]
    said, formula = _shares(query, parts, known, _name(whole))
    channels = any(f.match.concept.key.startswith(CHANNEL) for f in parts)
    joined = _joined(query, answers, cite, [Notice("scope", OVERLAP)] if channels else ())
    return _concluded(joined, figures, answers, said, formula)


def _shares(
    query: Query, parts: Sequence[Figure], known: Sequence[Decimal], whole: str
) -> tuple[str, str]:
    """What the parts are of the whole, whose number comes last: together, or 「分别」 each."""
    names = [_name(figure) for figure in parts]
    if EACH.search(query.text) and not re.search(ADDED, query.text):
        formulas = [_share(operand(value), value, known[-1]) for value in known[:-1]]
        said = [_shared(name, whole, f) for name, f in zip(names, formulas, strict=True)]
        return f"{'；'.join(said)}。", "；".join(formulas)
    added = "+".join(operand(value) for value in known[:-1])
    formula = _share(f"({added})", sum(known[:-1], Decimal(0)), known[-1])
    return f"{_shared('、'.join(names) + '合计', whole, formula)}。", formula


def _shared(part: str, whole: str, formula: str) -> str:
    return f"{part}占{whole}的 {formula.rpartition('=')[2]}（{formula}）"


def _share(shown: str, part: Decimal, whole: Decimal) -> str:
    """「(30+17)/134=35.07%」."""
    return f"{shown}/{plain(whole)}={number(rounded(part * 100 / whole))}%"


def compose_mean(query: Query, figures: Sequence[Figure], cite: Citations) -> Answer:
    """How many of the first figure there are for one of the second."""
    answers = [compose_figure(query, figure, cite) for figure in figures]
    total, pieces = (_value(figure) or Decimal(0) for figure in figures)
    unit, piece = (figure.result.comparison.unit for figure in figures)
    mean = number(rounded(total / pieces))
    formula = f"{operand(total)}/{plain(pieces)}={mean}"
    said = f"平均每{piece or '项'} {mean}{f' {unit}' if unit else ''}（{formula}）。"
    return _concluded(_joined(query, answers, cite), figures, answers, said, formula)


def compose_breakdown(query: Query, figures: Sequence[Figure], cite: Citations) -> Answer:
    """One sentence that names every row of a group, or applicant of a row, with its figure."""
    answers = [compose_figure(query, figure, cite) for figure in figures]
    said = []
    for figure in figures:
        comparison = figure.result.comparison
        name = figure.column or name_of(figure)
        said.append(f"{name} {amount(comparison.rows[0], comparison.unit)}")
    comparison = figures[0].result.comparison
    where = f"{comparison.rows[0].body}{comparison.rows[0].year}年"
    of = f"{comparison.indicator}：" if figures[0].column else ""
    text = f"{where}{of}{'；'.join(said)}。{_extreme(query, figures)}"
    joined = _joined(query, answers, cite)
    return replace(joined, answer=text, comparison=_comparison(figures, answers, None))


def _joined(
    query: Query, answers: Sequence[Answer], cite: Citations, notices: Sequence[Notice] = ()
) -> Answer:
    """What the answers rest on and tell beside, still without words; own ``notices`` come last."""
    told = (*(notice for answer in answers for notice in answer.notices), *notices)
    return replace(
        answered(query, "", cite),
        facts=tuple(fact for answer in answers for fact in answer.facts),
        notices=tuple(dict.fromkeys(told)),
        suggestions=answers[0].suggestions,
    )


def _concluded(
    joined: Answer,
    figures: Sequence[Figure],
    answers: Sequence[Answer],
    said: str,
    formula: str | None,
) -> Answer:
    """The joined answers in words: each figure's own sentence, then what they come to together."""
    text = "".join(answer.answer for answer in answers) + said + (_caveat(figures) if said else "")
    return replace(joined, answer=text, comparison=_comparison(figures, answers, formula))


def _extreme(query: Query, figures: Sequence[Figure]) -> str:
    """Which of the rows has the most, or the least, where that is asked; a total is none."""
    rows = [f for f in figures if f.column != _TOTAL]
    values = [_value(figure) for figure in rows]
    known = [value for value in values if value is not None]
    if not WHICH.search(query.text) or len(known) < len(values):
        return ""
    best = min(known) if query.cues.least else max(known)
    names = "、".join(f.column or name_of(f) for f, v in zip(rows, known, strict=True) if v == best)
    unit = figures[0].result.comparison.unit
    word = "最少" if query.cues.least else "最多"
    return f"{word}的是{names}（{_valued(best, unit)}）。{_caveat(rows)}"


def _caveat(figures: Sequence[Figure]) -> str:
    """That figures with blank cells were worked with as far as they are filled."""
    return "这里按已填的格计算，空白格没有当作 0。" if any(map(_filled_cells, figures)) else ""


def _comparison(
    figures: Sequence[Figure], answers: Sequence[Answer], formula: str | None
) -> Comparison | None:
    """The figures as rows, when anything was computed from or in them."""
    computed = any(a.comparison for a in answers)
    if formula is None and not computed:
        return None
    rows = tuple(
        row
        for figure, answer in zip(figures, answers, strict=True)
        for row in _rows(figure, answer)
    )
    units = {figure.result.comparison.unit for figure in figures}
    unit = units.pop() if len(units) == 1 else None
    names = "、".join(_name(figure) for figure in figures)
    return Comparison(names, unit, None, rows, (), (), unit is not None, None, formula)


def _rows(figure: Figure, answer: Answer) -> tuple[ComparisonRow, ...]:
    """A figure's rows, pointing at the answer's citations."""
    if answer.comparison is not None:
        return answer.comparison.rows
    fact, row = answer.facts[0], figure.result.comparison.rows[0]
    return (replace(row, body=fact.body, year=fact.year, citation=fact.citation),)


def _value(figure: Figure) -> Decimal | None:
    """The one value of a figure: of its only row, or what its rows come to.

    A row without a printed total that has blank cells comes to what the filled ones do.
    """
    rows = figure.result.comparison.rows
    if len(rows) != 1:
        return figure.result.value
    filled = _filled_cells(figure)
    return Decimal(filled.rpartition("=")[2]) if filled else rows[0].value


def _filled_cells(figure: Figure) -> str:
    """How the filled cells of a row add up, the others blank: 「44+3=47」; "" where it has a total."""
    rows = figure.result.comparison.rows
    return (rows[0].formula or "") if len(rows) == 1 and rows[0].value is None else ""


def _name(figure: Figure) -> str:
    name = figure.result.comparison.indicator
    share = figure.result.comparison.unit == "%"
    return f"{name}（{figure.column}）" if figure.column and not share else name


def _together(query: Query, figures: Sequence[Figure]) -> tuple[str, str | None]:
    """The sentence about the figures together, and its formula."""
    values = [value for figure in figures if (value := _value(figure)) is not None]
    # 「粉丝数54373」 of running text has no unit to differ in.
    measured = [f for f in figures if f.result.comparison.unit or not f.from_prose]
    units = {figure.result.comparison.unit for figure in measured}
    if len(units) > 1 and _one_column(figures):
        units.discard(None)  # the 2019 form prints no unit: what one cell counts, all of them count
    if len(values) < len(figures) or len(units) > 1:
        return "", None
    unit = units.pop() if units else None
    one, other = (_name(figures[0]), _name(figures[-1]))
    if len(figures) == 2 and (said := _pair(query, (one, other), values, unit)) is not None:
        return said
    overlap = len({figure.match.concept.key for figure in figures}) < len(figures)
    cumulative = overlap and any(figure.column == CUMULATIVE for figure in figures)
    if query.cues.sums and unit != "%" and not cumulative:
        formula = sum_formula(values)
        return f"合计 {_valued(sum(values, Decimal(0)), unit)}（{formula}）。", formula
    return _extreme(query, figures) if query.cues.extreme or query.cues.least else "", None


def _one_column(figures: Sequence[Figure]) -> bool:
    """Whether the figures are cells of one column of one block of a report's table."""
    cells = [cell for figure in figures for cell in figure.result.cited]
    columns = {(c.report_id, c.indicator.path[:-1], c.indicator.column) for c in cells}
    return len(columns) == 1 and None not in {c.indicator.column for c in cells}


def _pair(
    query: Query, names: tuple[str, str], values: Sequence[Decimal], unit: str | None
) -> tuple[str, str | None] | None:
    """The first as a share or multiple of the second, or their difference; None if not asked."""
    (one, other), (first, second), cues = names, values, query.cues
    if (cues.percent or cues.times) and second <= 0:
        return f"{other}为 {number(second)}，不能作除数。", None
    if cues.percent and unit != "%":
        formula = _share(operand(first), first, second)
        return f"{_shared(one, other, formula)}。", formula
    if cues.times:
        times = number(rounded(first / second))
        formula = f"{operand(first)}/{plain(second)}={times}"
        return f"{one}是{other}的 {times} 倍（{formula}）。", formula
    if not cues.difference:
        return None
    difference = first - second
    formula = f"{difference_formula(first, second)}={plain(difference)}"
    if not difference:
        return f"{one}与{other}相等（{formula}）。", formula
    word = "多" if difference > 0 else "少"
    return f"{one}比{other}{word} {_valued(abs(difference), unit)}（{formula}）。", formula


def _valued(value: Decimal, unit: str | None) -> str:
    if unit == "%":
        return f"{number(value)} 个百分点"
    return f"{number(value)} {unit}" if unit and unit != "—" else number(value)
