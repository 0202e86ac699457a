"""What a comparison comes to, in sentences: extremes, ranks, totals, changes, multiples."""

import re
from calendar import isleap
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.arithmetic import difference_formula, operand, plain, rounded, sum_formula
from assistant.bounds import within
from assistant.compare import ComparisonResult
from assistant.differences import change_between, turned
from assistant.intent import CHANGED_BY, FASTEST, PER_TIME, YEARLY
from assistant.question import Query
from assistant.schema import Change, Comparison, ComparisonRow
from assistant.wording import after_number, amount, change_text, gap_text, number, spelt

_MOST_CHANGES = 12
_MOST_READINGS = 5
"""Ways to read a run-together cell for each of which a difference or a total is told."""
_SHARE = re.compile("百分|[%％]|几成")
_TEN_THOUSANDS = re.compile("(?:多少|几)万")
_APART = re.compile(f"差|(?<!最)[多少高低]了?(?:多少|几)|{CHANGED_BY}")
"""「哪年多，多多少」 asks for the difference too."""
_MOST = re.compile("最[多高大]")
_FALLING = re.compile("[下降减跌]")
_PARTS_OF_YEAR = {"月": 12, "季": 4, "周": 52, "星": 52}


def conclusions(query: Query, result: ComparisonResult) -> list[str]:
    """The sentences that answer a question over several bodies or years, after its figures."""
    comparison = result.comparison
    said = []
    if not comparison.comparable and comparison.why_not:
        said.append(f"口径不可比，只并列、不相减：{comparison.why_not}。")
    if query.bound is not None:
        return [*said, within(query.bound, comparison)]
    if result.best and result.value is not None:
        said.append(_ranking(query, result) if query.cues.rank else _extreme(query, result))
    elif comparison.formula and result.value is not None:
        word = "平均" if query.cues.average else "合计"
        said.append(f"{word} {_valued(result)}（{comparison.formula}）。")
        said += _totals_by_reading(query, result)
    if wants_changes(query) and comparison.changes:
        several = len({row.body for row in comparison.rows}) > 1
        share = bool(_SHARE.search(query.question))
        changes = [
            change_text(change, comparison.unit, several=several, share=share)
            for change in comparison.changes
        ]
        said.append("；".join(changes[:_MOST_CHANGES]) + "。")
    if wants_changes(query) or query.cues.times:
        said += _by_reading(query, result)
    for formula in _ten_thousands(query, comparison):
        said.append(f"差额合 {formula.partition('=')[2]} 万{comparison.unit or ''}（{formula}）。")
    if YEARLY.search(query.question):
        said += _yearly(comparison)
    if (fastest := FASTEST.search(query.text)) is not None:
        said += _fastest(comparison, falling=bool(_FALLING.search(fastest.group())))
    if query.cues.times:
        said += [_multiple(c, comparison) + "。" for c in _outer(comparison)]
    if query.cues.streak:
        said += _streaks(comparison)
    said += per_time(query, comparison)
    return said


def per_time(query: Query, comparison: Comparison) -> list[str]:
    """「平均每个月收到几件」: each year's figure divided by its months, weeks or days."""
    asked = PER_TIME.search(query.question)
    if asked is None or comparison.unit == "%":
        return []
    span = asked["span"]
    several = len(comparison.rows) > 1
    said = []
    for row in comparison.rows:
        if row.value is None:
            continue
        parts = _PARTS_OF_YEAR.get(span[0]) or (366 if isleap(row.year) else 365)
        formula = f"{operand(row.value)}/{parts}={number(rounded(row.value / parts))}"
        unit = after_number(comparison.unit)
        where = f"{row.body}{row.year}年" if several else ""
        said.append(f"{where}平均每{span} {formula.rpartition('=')[2]}{unit}（{formula}）")
    return ["；".join(said) + "。"] if said else []


def _by_reading(query: Query, result: ComparisonResult) -> list[str]:
    """What two figures come to for each way to read the one that cannot be cut with certainty."""
    said = []
    for change, both in _pairs_by_reading(query, result):
        before, after = _operands(change, both)
        formula = difference_formula(after, before)
        told = change_text(replace(change, percent=None, formula=formula), both.unit)
        if query.cues.times and before > 0:
            told += f"，{_multiple(change, both)}"
        said.append(f"若为 {amount(both.rows[-1], both.unit)}，{told}")
    return ["；".join(said) + "。"] if said else []


def _pairs_by_reading(query: Query, result: ComparisonResult) -> list[tuple[Change, Comparison]]:
    """For each reading the change between the two rows, the one that is read put last."""
    comparison = result.comparison
    at, readings = _readings(result)
    if len(comparison.rows) != 2:
        return []
    pairs = []
    for read in readings:
        known = comparison.rows[1 - at]
        one, other = (read, known) if at == 0 else (known, read)
        if query.base_body == other.body != one.body:
            one, other = other, one
        change = change_between(one, other, comparison.unit)
        pairs.append((change, replace(comparison, rows=(known, read))))
    return pairs


def _totals_by_reading(query: Query, result: ComparisonResult) -> list[str]:
    """What the figures add up to for each way to read the one that was left out of the total."""
    comparison = result.comparison
    at, readings = _readings(result)
    if query.cues.average or not readings:
        return []
    said = []
    for read in readings:
        rows = (*comparison.rows[:at], read, *comparison.rows[at + 1 :])
        formula = sum_formula([row.value for row in rows if row.value is not None])
        total = replace(read, value=Decimal(formula.rpartition("=")[2]), printed="")
        where = f"{read.body}{read.year}年"
        said.append(
            f"若{where}为 {amount(read, comparison.unit)}，合计 {amount(total, comparison.unit)}（{formula}）"
        )
    return ["；".join(said) + "。"]


def _readings(result: ComparisonResult) -> tuple[int, list[ComparisonRow]]:
    """The one row whose cell can be read in several ways, as each would have it; else none."""
    comparison = result.comparison
    unread = [i for i, row in enumerate(comparison.rows) if row.value is None]
    if len(unread) != 1 or not comparison.comparable or comparison.unit == "%":
        return 0, []
    [at] = unread
    cells = [result.cited[i].indicator for i in result.operands[at]]
    ways = cells[0].candidates if len(cells) == 1 else ()
    if not 1 < len(ways) <= _MOST_READINGS:
        return at, []
    row = comparison.rows[at]
    return at, [replace(row, value=Decimal(way), printed=way) for way in ways]


def as_asked(query: Query, result: ComparisonResult) -> ComparisonResult:
    """「甲比乙少多少」: the result with every difference counted from the body or year asked for."""
    comparison = result.comparison
    changes = tuple(
        turned(change, comparison)
        if change.body_to == query.base_body != change.body_from
        or change.year_to == query.base_year != change.year_from
        else change
        for change in comparison.changes
    )
    return replace(result, comparison=replace(comparison, changes=changes))


def with_formulas(query: Query, result: ComparisonResult) -> Comparison:
    """The comparison with the formula of every multiple, and every amount in 万, that is stated."""
    comparison = result.comparison
    formulas: list[str] = []
    if query.cues.times:
        formulas = [_quotient(c, comparison) for c in _outer(comparison)]
        pairs = _pairs_by_reading(query, result)
        formulas += [_quotient(c, both) for c, both in pairs if _operands(c, both)[0] > 0]
    formulas += _ten_thousands(query, comparison)
    return replace(comparison, formula="；".join(formulas) or comparison.formula)


def wants_changes(query: Query) -> bool:
    """Differences are stated unless only the figures, their total or extreme was asked for."""
    if query.intent in {"compare", "trend"}:
        return True
    cues = query.cues
    worked = cues.growth or _APART.search(query.question) or FASTEST.search(query.text)
    return query.intent in {"rank", "sum"} and bool(worked)


def _valued(result: ComparisonResult) -> str:
    unit = result.comparison.unit
    value = number(result.value) if result.value is not None else ""
    return f"{value}%" if unit == "%" else f"{value} {unit}" if unit and unit != "—" else value


def _named(rows: list[ComparisonRow], comparison: Comparison) -> list[str]:
    bodies = {row.body for row in comparison.rows}
    years = {row.year for row in comparison.rows}
    both = len(bodies) > 1 and len(years) > 1
    return [
        f"{row.body}{row.year}年" if both else row.body if len(bodies) > 1 else f"{row.year}年"
        for row in rows
    ]


def _extreme(query: Query, result: ComparisonResult) -> str:
    comparison = result.comparison
    names = _named([comparison.rows[i] for i in result.best], comparison)
    low, high = ("最低", "最高") if comparison.unit == "%" else ("最少", "最多")
    word = low if query.cues.least else high
    said = f"{word}的是{'、'.join(names)}（{_valued(result)}）"
    if (
        query.cues.least and comparison.comparable and _MOST.search(query.text)
    ):  # 「哪年最多，哪年最少」
        top = max(row.value for row in comparison.rows if row.value is not None)
        rows = [row for row in comparison.rows if row.value == top]
        named = "、".join(_named(rows, comparison))
        said = f"{high}的是{named}（{amount(rows[0], comparison.unit)}）；{said}"
    if query.cues.least and _MOST.search(query.text) and _APART.search(query.question):
        said += _range(comparison)
    return f"{said}。"


def _range(comparison: Comparison) -> str:
    """「最多的和最少的差多少」."""
    known = [row.value for row in comparison.rows if row.value is not None]
    if len(known) < 2 or not comparison.comparable:
        return ""
    gap = max(known) - min(known)
    formula = f"{difference_formula(max(known), min(known))}={plain(gap)}"
    return f"；两者相差 {gap_text(gap, comparison.unit)}（{formula}）"


def _ranking(query: Query, result: ComparisonResult) -> str:
    comparison = result.comparison
    names = _named(list(comparison.rows), comparison)
    places = [
        f"第{spelt(rank)}名 {name} {amount(row, comparison.unit)}"
        for rank, name, row in zip(result.ranks, names, comparison.rows, strict=True)
        if rank is not None
    ]
    return f"从多到少：{'；'.join(places)}。{_extreme(query, result)}"


def _outer(comparison: Comparison) -> list[Change]:
    """From the first to the last year of each body, or between two bodies; never from 0."""
    last: dict[tuple[str, str], Change] = {}
    for change in comparison.changes:
        last[change.body_from, change.body_to] = change
    return [c for c in last.values() if _operands(c, comparison)[0] > 0]


def _operands(change: Change, comparison: Comparison) -> tuple[Decimal, Decimal]:
    values = {(row.body, row.year): row.value or Decimal(0) for row in comparison.rows}
    before = values[change.body_from, change.year_from]
    return before, values[change.body_to, change.year_to]


def _multiple(change: Change, comparison: Comparison) -> str:
    """「2024年是2023年的 1.77 倍（106/60=1.77）」."""
    same = change.body_from == change.body_to
    later = f"{change.year_to}年" if same else change.body_to
    earlier = f"{change.year_from}年" if same else change.body_from
    formula = _quotient(change, comparison)
    return f"{later}是{earlier}的 {formula.partition('=')[2]} 倍（{formula}）"


def _quotient(change: Change, comparison: Comparison) -> str:
    before, after = _operands(change, comparison)
    times = number(rounded(after / before))
    return f"{operand(after)}/{plain(before)}={times}"


def _ten_thousands(query: Query, comparison: Comparison) -> list[str]:
    """The last difference in 万, where it is asked for so and the figures are not printed so."""
    if not (wants_changes(query) and _TEN_THOUSANDS.search(query.question)):
        return []
    if not comparison.changes or "万" in (comparison.unit or ""):
        return []
    difference = abs(comparison.changes[-1].difference)
    return [f"{plain(difference)}/10000={number(difference / 10_000)}"]


def _yearly(comparison: Comparison) -> list[str]:
    """By how much each body's figure changed a year, from its first year to its last."""
    said = []
    for body in dict.fromkeys(row.body for row in comparison.rows):
        values = {
            r.year: r.value for r in comparison.rows if r.body == body and r.value is not None
        }
        if len(values) < 2 or not comparison.comparable:
            continue
        first, last = min(values), max(values)
        mean = rounded((values[last] - values[first]) / (last - first))
        operands = difference_formula(values[last], values[first])
        word = "增加" if mean >= 0 else "减少"
        unit = after_number(comparison.unit)
        said.append(
            f"{body}{first}年到{last}年平均每年{word} {number(abs(mean))}{unit}（({operands})/{last - first}）。"
        )
    return said


def _fastest(comparison: Comparison, *, falling: bool) -> list[str]:
    """Between which two neighbouring rows of a body the figure grew, or fell, by the largest share."""
    bodies = dict.fromkeys(row.body for row in comparison.rows)
    steps = [
        (change.percent, change)
        for body in bodies
        for change in _steps(comparison, body)
        if change.percent is not None and (change.difference < 0) == falling
    ]
    if not steps:
        return []
    percent, change = max(steps, key=lambda step: (abs(step[0]), -step[1].year_to))
    word = "降幅" if falling else "增幅"
    years = f"{change.year_to}年（比{change.year_from}年，{number(abs(percent))}%）"
    return [f"{word}最大的是{change.body_to if len(bodies) > 1 else ''}{years}。"]


def _steps(comparison: Comparison, body: str) -> list[Change]:
    """A body's changes from every year to the next that has a figure."""
    return [
        c
        for a, b in pairwise(sorted(r.year for r in comparison.rows if r.body == body))
        for c in comparison.changes
        if (c.body_from, c.body_to, c.year_from, c.year_to) == (body, body, a, b)
    ]


def _streaks(comparison: Comparison) -> list[str]:
    """Whether each body's figure rose, or fell, from every year to the next."""
    said = []
    for body in dict.fromkeys(row.body for row in comparison.rows):
        steps = _steps(comparison, body)
        rises = [c for c in steps if c.difference > 0]
        falls = [c for c in steps if c.difference < 0]
        if len(steps) < 2:
            continue
        if len(rises) == len(steps) or len(falls) == len(steps):
            word = "增加" if rises else "减少"
            said.append(f"{body}已收录的各年逐年{word}。")
        else:
            breaks = falls if len(rises) >= len(falls) else rises
            breaks = breaks or [c for c in steps if c.difference == 0]
            years = "、".join(f"{c.year_to}年" for c in breaks)
            word = "减少" if breaks is falls else "增加" if breaks is rises else "持平"
            said.append(f"{body}不是逐年同向变化：{years}{word}。")
    return said
