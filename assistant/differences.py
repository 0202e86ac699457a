"""Which rows may be subtracted, and their differences with operands shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from assistant.arithmetic import difference_formula, plain, rounded
from assistant.measure import Measured
from assistant.schema import Change, Comparison, ComparisonRow, Notice
from corpus.catalogue import Catalogue

_OWN_COUNT = "正文自述的数，口径由各年报告自定"


@dataclass(frozen=True, slots=True)
class Kind:
    """What decides comparability; rows of one kind compare alike."""

    form: str
    unit: str | None
    prose: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on all pairs. ``refused`` holds the kinds that must not be subtracted."""

    comparable: bool
    why_not: str | None
    notices: tuple[Notice, ...]
    refused: frozenset[frozenset[Kind]]

    def allows(self, one: Measured, other: Measured) -> bool:
        """Whether the two values may be subtracted."""
        return not self.refused or frozenset({_kind(one), _kind(other)}) not in self.refused


def comparability(
    catalogue: Catalogue, keys: Sequence[str], measured: Sequence[Measured]
) -> Judgement:
    """Judge every pair of kinds among the rows: by unit, by form, by where the figure stands."""
    years: dict[Kind, set[int]] = {}
    for m in measured:
        years.setdefault(_kind(m), set()).add(m.year)
    reasons: list[str] = []
    notices: list[Notice] = []
    refused: set[frozenset[Kind]] = set()
    for one, other in combinations(years, 2):
        grade, reason = _grade(catalogue, keys, one, other)
        said = f"{_listed(years[one])}与{_listed(years[other])}：{reason}"
        if grade == "不可比":
            refused.add(frozenset({one, other}))
            reasons.append(said)
            notices.append(Notice("not_comparable", said))
        elif grade == "近似":
            notices.append(Notice("scope", said))
    for kind, its in years.items():
        if kind.prose and len(its) > 1:
            notices.append(Notice("scope", f"{_listed(its)}：{_OWN_COUNT}，差额仅供参考"))
    return Judgement(not reasons, "；".join(reasons) or None, tuple(notices), frozenset(refused))


def changes_of(
    measured: Sequence[Measured], judged: Judgement, *, cross_bodies: bool
) -> tuple[Change, ...]:
    """Year to year within a body and first to last; between bodies of a single year.

    Two bodies are also compared in each common year. Rows without a value take no part.
    """
    valued = [m for m in measured if m.value is not None]
    bodies: dict[str, list[Measured]] = {}
    for m in valued:
        bodies.setdefault(m.body, []).append(m)
    pairs = [pair for rows in bodies.values() for pair in _over_years(rows)]
    if cross_bodies:
        pairs += _over_bodies(bodies)
    return tuple(_change(a, b) for a, b in pairs if judged.allows(a, b))


def zero_bases(changes: Sequence[Change], unit: str | None) -> list[Notice]:
    """One notice for each change whose percentage does not exist."""
    if unit == "%":
        return []
    return [
        Notice("scope", f"{c.body_from} {c.year_from} 年的数为 0 或负数，不能计算百分比")
        for c in changes
        if c.percent is None
    ]


def _over_years(rows: Sequence[Measured]) -> Iterator[tuple[Measured, Measured]]:
    ordered = sorted(rows, key=lambda m: m.year)
    yield from pairwise(ordered)
    if len(ordered) > 2:
        yield ordered[0], ordered[-1]


def _over_bodies(bodies: Mapping[str, Sequence[Measured]]) -> list[tuple[Measured, Measured]]:
    first, *others = list(bodies.values()) or [[]]
    years = {m.year for rows in bodies.values() for m in rows}
    if not others or (len(others) > 1 and len(years) > 1):
        return []
    if len(others) == 1 and len(first) == len(others[0]) == 1:
        # 「甲局2015年和乙局2018年」: two reports are set against each other as named.
        return [(first[0], others[0][0])]
    base = {m.year: m for m in first}
    return [(base[m.year], m) for rows in others for m in rows if m.year in base]


def change_between(one: ComparisonRow, other: ComparisonRow, unit: str | None) -> Change:
    """From ``one`` to ``other``, both of which have a value."""
    before, after = one.value or Decimal(0), other.value or Decimal(0)
    return _between((one.body, one.year, before), (other.body, other.year, after), unit)


def _change(a: Measured, b: Measured) -> Change:
    before, after = a.value or Decimal(0), b.value or Decimal(0)
    return _between((a.body, a.year, before), (b.body, b.year, after), a.unit)


def turned(change: Change, comparison: Comparison) -> Change:
    """The same two figures, the other one the base."""
    values = {(row.body, row.year): row.value or Decimal(0) for row in comparison.rows}
    one = (change.body_to, change.year_to)
    other = (change.body_from, change.year_from)
    return _between((*one, values[one]), (*other, values[other]), comparison.unit)


def _between(
    one: tuple[str, int, Decimal], other: tuple[str, int, Decimal], unit: str | None
) -> Change:
    """From a base to another figure, each with its body and year."""
    (body_from, year_from, before), (body_to, year_to, after) = one, other
    difference = after - before
    percent = None
    formula = difference_formula(after, before)
    if before > 0 and unit != "%":
        percent = rounded(difference * 100 / before)
        formula = f"({formula})/{plain(before)}"
    return Change(year_from, year_to, body_from, body_to, difference, percent, formula)


def _kind(m: Measured) -> Kind:
    return Kind(m.form, m.unit, m.source == "prose")


def _grade(
    catalogue: Catalogue, keys: Sequence[str], one: Kind, other: Kind
) -> tuple[str, str | None]:
    if one.unit and other.unit and one.unit != other.unit:
        return "不可比", f"单位不同（{one.unit}、{other.unit}），不能相减"
    grades = [catalogue.comparable(key, one.form, other.form) for key in keys]
    for wanted in ("不可比", "近似"):
        for grade, reason in grades:
            if grade == wanted:
                return grade, reason
    if one.prose != other.prose:
        return "近似", f"一方取自正文，一方取自统计表；{_OWN_COUNT}"
    return "可比", None


def _listed(years: set[int]) -> str:
    return "、".join(map(str, sorted(years))) + " 年"
