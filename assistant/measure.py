"""What is compared: an indicator or a rate, and its value in one report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.arithmetic import (
    PROSE_NOTE,
    Derived,
    operand,
    plain,
    read_value,
    rounded,
)
from assistant.cells import Cells
from assistant.layout import Layout, layout_of, needed_keys
from assistant.rates import RATES, WHOLES, Ratio
from corpus.catalogue import Catalogue, Form
from corpus.errors import UsageError
from index.schema import IndicatorRow

SMALL_WHOLE = 20
"""Below this many cases one case moves a share by 5 points or more: the reader is told."""

_NONE = frozenset({"", "—", "－", "/"})
"""What stands in the unit cell of a row that was given no unit."""
OCCASIONS = frozenset({"次", "场", "场次", "期", "届"})
"""Units in which meetings, trainings and press conferences are counted, each of them once."""
_MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class Measured:
    """One body-year. ``value`` None has a ``doubt``; ``cells`` are all operands, main first.

    A ``formula`` without a value adds up the filled cells of a row that has blank ones too.
    """

    body: str
    year: int
    form: str
    value: Decimal | None
    unit: str | None
    printed: str
    cells: tuple[IndicatorRow, ...]
    formula: str | None
    source: Literal["table", "prose", "computed"]
    doubt: str | None = None
    ambiguous: bool = False
    small_whole: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator, or a rate when ``ratios`` is not empty."""

    key: str
    name: str
    column: str | None
    unit: str | None
    ratios: tuple[Ratio, ...]
    keys: frozenset[str]
    """Every indicator key that may be an operand."""
    forms: frozenset[str]
    """Forms whose tables can give it."""

    @property
    def compared(self) -> tuple[str, ...]:
        """The keys whose comparability between forms decides."""
        return tuple(k for r in self.ratios for k in (r.part, r.whole)) or (self.key,)

    def given_by(self, form: Form) -> bool:
        """Whether the form's tables can give it."""
        return form.form in self.forms

    def of(self, layout: Layout, cells: Cells, report: IndicatorRow) -> Measured | None:
        """Its value in the report that ``cells`` are of; None when the report lacks it."""
        if not self.ratios:
            found = read_value(layout, cells, (report.form, self.key), self.column)
            return None if found is None else self._plain(found, report)
        fitting = [r for r in self.ratios if not r.forms or report.form in r.forms]
        for ratio in fitting:
            pair = self._pair(layout, cells, report.form, ratio)
            if pair is not None:
                return self._share(*pair, report)
        return None

    def _pair(
        self, layout: Layout, cells: Cells, form: str, ratio: Ratio
    ) -> tuple[Derived, Derived] | None:
        column = ratio.part_column or self.column
        part = read_value(layout, cells, (form, ratio.part), column)
        column = ratio.whole_column or self.column
        whole = read_value(layout, cells, (form, ratio.whole), column)
        return None if part is None or whole is None else (part, whole)

    def _plain(self, found: Derived, report: IndicatorRow) -> Measured:
        first = found.parts[0].indicator
        prose = first.note == PROSE_NOTE and found.formula is None
        shown = "" if found.value is None else plain(found.value)
        direct = found.formula is None and len(found.parts) == 1
        return Measured(
            body=report.body,
            year=report.year,
            form=report.form,
            value=found.value,
            unit=self.unit if first.unit is None else None if first.unit in _NONE else first.unit,
            printed=first.printed if direct else shown,
            cells=found.parts,
            formula=found.formula or found.partial,
            source="computed" if found.formula else "prose" if prose else "table",
            doubt=found.doubt,
            ambiguous=found.ambiguous,
        )

    def _share(self, part: Derived, whole: Derived, report: IndicatorRow) -> Measured:
        doubt = part.doubt or whole.doubt
        if doubt is None and not whole.value:
            doubt = "分母为 0，不能计算比例"
        value = None
        if doubt is None and part.value is not None and whole.value is not None:
            value = rounded(part.value * 100 / whole.value)
        small = whole.value if value is not None and (whole.value or 0) < SMALL_WHOLE else None
        return Measured(
            body=report.body,
            year=report.year,
            form=report.form,
            value=value,
            unit="%",
            printed="" if value is None else plain(value),
            cells=(*part.parts, *whole.parts),
            formula=None if value is None else f"{_shown(part)}/{_shown(whole)}",
            source="computed",
            doubt=doubt,
            ambiguous=part.ambiguous or whole.ambiguous,
            small_whole=small,
        )


def measure(catalogue: Catalogue, key: str, column: str | None, denominator: str | None) -> Measure:
    """An indicator, a rate, or the share of ``key`` in ``denominator`` ("": the natural whole).

    Raises:
        UsageError: a share without a known whole.
    """
    layout = layout_of(catalogue)
    ratios = RATES.get(key, ())
    if denominator is not None and not ratios:
        ratios = (_ratio(catalogue, key, column, denominator),)
    operands = [k for r in ratios for k in (r.part, r.whole)] or [key]
    concept = catalogue.concept_by_key.get(key)
    needed = [needed_keys(layout, k) for k in operands]
    return Measure(
        key=key,
        name=_name(catalogue, key, ratios),
        column=column,
        unit="%" if ratios else concept.unit if concept else None,
        ratios=ratios,
        keys=frozenset().union(*needed),
        forms=frozenset(
            form.form
            for form in catalogue.forms
            if all(any((form.form, k) in layout.keys for k in keys) for keys in needed)
        ),
    )


def common_unit(measured: Sequence[Measured]) -> str | None:
    """The one unit all rows can be shown in, else None.

    Theirs; 万元 for 元 and 万元; 次 for 次, 场 and 期, in which the same occasions are counted.
    """
    units = {m.unit for m in measured if m.unit is not None}
    if len(units) == 1:
        return units.pop()
    if units and units <= OCCASIONS:
        return "次"
    return "万元" if units and units <= _MONEY.keys() else None


def in_unit(m: Measured, unit: str | None) -> Measured:
    """The same amount of money in ``unit``, the conversion shown; others unchanged.

    Occasions are only called by the one unit.
    """
    if unit == "次" and m.unit in OCCASIONS:
        return replace(m, unit=unit)
    if unit is None or m.unit is None or m.unit == unit or unit not in _MONEY:
        return m
    if m.value is None:
        return replace(m, unit=unit)
    # normalize() alone would leave 3E+1 for 30.
    value = Decimal(plain((m.value * _MONEY[m.unit] / _MONEY[unit]).normalize()))
    if _MONEY[m.unit] < _MONEY[unit]:
        step = f"÷{_MONEY[unit] / _MONEY[m.unit]:f}"
    else:
        step = f"×{_MONEY[m.unit] / _MONEY[unit]:f}"
    formula = f"{plain(m.value)}{m.unit}{step}={plain(value)}{unit}"
    return replace(m, value=value, unit=unit, formula=formula, source="computed")


def _ratio(catalogue: Catalogue, key: str, column: str | None, denominator: str) -> Ratio:
    if denominator:
        return Ratio(key, denominator)
    if column is not None:
        return Ratio(key, key, column, "总计")
    for prefix, whole in WHOLES:
        if key.startswith(prefix) and key != whole:
            return Ratio(key, whole)
    name = _name(catalogue, key, ())
    raise UsageError(f"“{name}”没有约定的总数，不能算占比；请说明占哪一项的比例")


def _name(catalogue: Catalogue, key: str, ratios: tuple[Ratio, ...]) -> str:
    concept = catalogue.concept_by_key.get(key)
    name = concept.name if concept else key
    if not ratios or key in RATES:
        return name
    if ratios[0].part == ratios[0].whole:
        return f"“{name}”中{ratios[0].part_column}的占比"
    return f"“{name}”占“{_name(catalogue, ratios[0].whole, ())}”的比例"


def _shown(found: Derived) -> str:
    if found.formula is None:
        return operand(found.value or Decimal(0))
    return f"({found.formula.partition('=')[0]})"
