"""「能直接相减吗」: which figures are meant in each year, and whether they compare."""

from dataclasses import dataclass, replace

from assistant.checked import Checked
from assistant.citing import Citations
from assistant.figures import candidates, compare_places
from assistant.question import Query
from assistant.schema import Answer, Comparison, ComparisonRow, Notice
from assistant.wording import amount
from corpus.catalogue import Catalogue
from index.schema import IndicatorRow
from index.search import Index

_DIFFERENT = "两者不是同一个指标，口径不同"


@dataclass(frozen=True, slots=True)
class _Meant:
    """The figure meant in one year: its text, its cells, its key and form."""

    said: str
    row: ComparisonRow
    cells: tuple[IndicatorRow, ...]
    key: str
    form: str


def compose_comparability(
    query: Query, index: Index, catalogue: Catalogue, checked: Checked, cite: Citations
) -> Answer | None:
    """Say whether the asked figures compare, both shown; None when none can be told."""
    meant = [m for year in query.years if (m := _meant(query, year, index, catalogue, checked))]
    if len(meant) < 2:
        return None
    first, last = meant[0], meant[-1]
    if first.key == last.key:
        grade, reason = catalogue.comparable(first.key, first.form, last.form)
    else:
        grade, reason = "不可比", _DIFFERENT
    facts = tuple(cite.fact(cell) for m in meant for cell in m.cells)
    verdict = {"可比": "可比", "近似": "只能近似比较", "不可比": "不可比，不能直接相减"}[grade]
    text = f"{verdict}{'：' + reason if reason else ''}。{'；'.join(m.said for m in meant)}。"
    notices = () if grade == "可比" else (Notice("not_comparable", f"{verdict}：{reason}"),)
    comparison = Comparison(
        indicator="、".join(dict.fromkeys(fact.indicator for fact in facts)),
        unit=None,
        column=None,
        rows=tuple(replace(m.row, citation=cite.cell(m.cells[0])) for m in meant),
        changes=(),
        missing=query.absent_years,
        comparable=grade != "不可比",
        why_not=reason if grade == "不可比" else None,
    )
    return Answer(
        query.question, query.resolved, "answered", text,
        facts=facts, comparison=comparison, citations=cite.all, notices=notices,
    )  # fmt: skip


def _meant(
    query: Query, year: int, index: Index, catalogue: Catalogue, checked: Checked
) -> _Meant | None:
    """The best-named indicator that the year's report has."""
    for match in candidates(query):
        result = compare_places(query, match.concept, (year,), index, catalogue, checked)
        if result is None or not result.comparison.rows:
            continue
        row, cells = result.comparison.rows[0], result.cited
        name = cells[0].indicator.name if len(cells) == 1 else match.concept.name
        column = cells[0].indicator.column if len(cells) == 1 else None
        where = f"{row.body}{year}年{name}{f'（{column}）' if column else ''}"
        said = f"{where} {amount(row, result.comparison.unit)}"
        return _Meant(said, row, cells, match.concept.key, cells[0].form)
    return None
