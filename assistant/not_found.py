"""No evidence → what is missing, what is loaded, and what could be asked instead."""

from assistant.figures import NoColumn
from assistant.onesided import compares
from assistant.query import Places, Query
from assistant.schema import Answer
from assistant.terms import Term, coverage
from corpus.normalise import fold
from index.search import Index

_MOST_BODIES = 12


def not_found(query: Query, index: Index, lacking: NoColumn | None = None) -> Answer:
    """Say what is missing; never a figure."""
    if not index.reports:
        return _answer(
            query, "还没有收录任何年报。请先运行 python -m assistant build 文件 导入年报。", ()
        )
    if not query.text.strip("，,。.？?！! "):
        return _answer(query, f"没有看到问题，请写出想问的内容。{_loaded(index, None)}", ())
    nearest = _nearest(query, index)
    if query.absent_bodies and not query.bodies:
        names = "、".join(f"“{name}”" for name in query.absent_bodies)
        text = f"没有收录{names}的年报，不能回答。{_loaded(index, None)}"
    elif query.absent_bodies and compares(query):
        names = "、".join(f"“{name}”" for name in query.absent_bodies)
        text = f"没有收录{names}的年报，没有可比的数，不作推算。{_loaded(index, query.bodies)}"
    elif absent := query.absent_places or _without_report(query, index):
        gone = "、".join(f"{body} {year} 年" for body, year in absent)
        bodies = tuple(dict.fromkeys(body for body, _ in absent))
        text = f"没有收录{gone}的年报，没有可比的数，不作推算。{_loaded(index, bodies)}"
    elif query.absent_years and not query.years:
        gone = "、".join(str(year) for year in query.absent_years)
        whose = "、".join(query.bodies)
        text = (
            f"没有收录{whose} {gone} 年的年报，不能用其他年度代替。{_loaded(index, query.bodies)}"
        )
    elif query.absent_years and compares(query):
        gone = "、".join(str(year) for year in query.absent_years)
        whose = "、".join(query.bodies)
        text = (
            f"没有收录{whose} {gone} 年的年报，没有可比的数，不作推算。"
            f"{_loaded(index, query.bodies)}"
        )
    elif lacking is not None:
        name = lacking.match.concept.name
        text = f"{_where(query)}的统计表有“{name}”，但没有“{lacking.column}”这一列，不能回答。"
    else:
        about = "、".join(term.word for term in _unsaid(query, index)) or query.text
        text = f"{_where(query)}没有找到与“{about}”有关的依据，不能回答。{_loaded(index, query.bodies)}"
    if nearest:
        text += f"最接近的指标：{'、'.join(nearest)}。"
    body = query.bodies[0] if query.bodies else index.reports[0].body
    years = query.years or tuple(r.year for r in index.reports if r.body == body)
    return _answer(query, text, tuple(f"{body}{max(years)}年{name}是多少？" for name in nearest))


def _without_report(query: Query, index: Index) -> Places:
    """Named bodies that have no report of the one year they are compared in."""
    if not (query.body_named and query.year_named and len(query.years) == 1 and compares(query)):
        return ()
    have = {(r.body, r.year) for r in index.reports}
    return tuple(place for place in query.asked_places if place not in have)


def _answer(query: Query, text: str, suggestions: tuple[str, ...]) -> Answer:
    return Answer(
        question=query.question,
        resolved_question=query.resolved,
        status="not_found",
        answer=text,
        suggestions=suggestions,
    )


def _where(query: Query) -> str:
    years = "、".join(str(y) for y in query.years)
    if not query.body_named:
        return "已收录的年报里"
    return f"{'、'.join(query.bodies)}{years}年年报里"


def _unsaid(query: Query, index: Index) -> list[Term]:
    said = "".join(
        fold(index.text(r.report_id).text)
        for r in index.reports
        if r.body in query.bodies and r.year in query.years
    )
    unsaid = [term for term in query.terms if coverage((term,), said) < 0.5]
    return unsaid or list(query.terms)


def _loaded(index: Index, bodies: tuple[str, ...] | None) -> str:
    years: dict[str, list[int]] = {}
    for report in index.reports:
        if not bodies or report.body in bodies:
            years.setdefault(report.body, []).append(report.year)
    listed = [f"{body}（{'、'.join(map(str, ys))} 年）" for body, ys in years.items()]
    more = f"等 {len(listed)} 个机构" if len(listed) > _MOST_BODIES else ""
    return f"已收录：{'，'.join(listed[:_MOST_BODIES])}{more}。"


def _nearest(query: Query, index: Index) -> tuple[str, ...]:
    """Indicators of the asked reports whose wording is nearest to the question."""
    bodies = query.bodies or None
    rows = index.indicators(bodies=bodies, years=query.years or None)
    have = {row.indicator.key for row in rows}
    names = [
        m.concept.name
        for m in query.matches
        if m.concept.kind == "indicator" and m.score >= 0.2 and m.concept.key in have
    ]
    return tuple(dict.fromkeys(names))[:3]
