"""A question for a check → its answer: the findings on the thing, or text beside table."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.beside import from_prose
from assistant.checking import KNOWN, CheckAsk, gone_years
from assistant.citing import Citations
from assistant.compose_check import (
    RULES,
    Place,
    asked_places,
    compose_findings,
    compose_general,
    copied_places,
    in_family,
    listed,
    places_of,
    sums_of,
)
from assistant.compose_figure import compose_figure
from assistant.concepts import ConceptMatcher, Match
from assistant.figures import Figure
from assistant.items import ASPECT, ASPECTS
from assistant.meaning import matches_of
from assistant.not_found import not_found
from assistant.question import Query
from assistant.relevant import Subject, shared_numbers
from assistant.retrieve import find_figures
from assistant.schema import Answer, Finding
from assistant.sidebyside import side_by_side, text_alone
from assistant.sources import Sources
from assistant.terms import content, content_or_light
from assistant.weighing.likely import indicator_classifier
from corpus.normalise import fold

_BESIDE = 2
"""Failures told beside text and table."""
_HALF = -0.7
"""Log odds of a check from which a failure alone is reason enough."""
_MEANT = 0.3
_BESIDE_TEXT = -1.5
"""Least belief in the figure of a question that sets text beside table."""
_BELIEVED = 0.7
"""Likeness given to an indicator that words and meaning together speak for."""
_IN_FULL = 8
"""Characters of a row's name that are no other word."""
_FEW = 3
"""A sum of many rows that fails says little about one of its parts."""


def compose_checked(query: Query, ask: CheckAsk, sources: Sources) -> Answer | None:
    """The answer, or None where no check and no figure is about what is asked."""
    places = places_of(query, sources.checked)
    cite = Citations(sources.index)
    figure = _figure(query, ask, sources)
    subject = _meaning(_subject(query, ask, sources.matcher), figure)
    if _general(ask, subject):
        return compose_general(query, sums_of(places) if ask.kind == "sum" else places, cite)
    chosen = asked_places(places, ask, subject)
    if ask.heard < KNOWN and not _evident(chosen, ask):
        return None
    if ask.sure and gone_years(query):
        return _nothing_across(query, ask, sources)
    if ask.kind == "blank" and figure is not None and not _touched(chosen, subject):
        ask = replace(ask, kind="any")  # 「总计漏填了吧」, and nothing is left out there
        chosen = asked_places(places, ask, subject)
    if ask.kind == "copied":
        chosen = copied_places(query, sources.checked) or chosen
    if ask.kind in RULES:
        if chosen:
            return compose_findings(query, chosen, cite)
        if ask.kind == "years" and figure is not None and len(query.years) > 1:
            return _far_apart(query, figure, cite)
        return _nothing_across(query, ask, sources) if ask.across else None
    if ask.where and not ask.numbers and not _failed(chosen):
        return compose_general(query, in_family(places, ask), cite)
    if figure is not None and not _told(chosen, figure, ask, _called(subject)):
        answer = side_by_side(query, ask, figure, sources, cite)
        found = [f for p in chosen for f in p.findings] + _in_the_row(places, figure, ask)
        return _with_failures(answer, figure, found, cite)
    if chosen:
        return compose_findings(query, chosen, cite)
    if not ask.sure:
        return None
    alone = text_alone(query, ask, subject.terms, sources)
    return alone or (compose_general(query, places, cite) if ask.whole else None)


def _evident(chosen: Sequence[Place], ask: CheckAsk) -> bool:
    """Whether what was found makes up for a wording that is only somewhat like a check's.

    The less it is, the more: something that fails, or that fails with the named numbers.
    """
    failed = [f for p in chosen for f in p.findings if f.result == "fail"]
    if any(shared_numbers(f, ask) for f in failed):
        return True
    return bool(failed if ask.heard > _HALF else ()) or (bool(chosen) and ask.heard > 0)


def _general(ask: CheckAsk, subject: Subject) -> bool:
    """Whether the whole report is to be checked, no thing being named."""
    named = subject.named or bool(ask.numbers) or ask.balance
    asked = ask.sure if ask.kind in {"any", "prose"} else ask.kind == "sum" and ask.heard >= KNOWN
    return asked and not named


def _meaning(subject: Subject, figure: Figure | None) -> Subject:
    """The subject with the indicator that was believed to be meant."""
    if figure is None:
        return subject
    match = replace(figure.match, score=max(figure.match.score, _BELIEVED))
    others = tuple(m for m in subject.matches if m.concept.key != match.concept.key)
    return replace(subject, matches=(match, *others))


def _subject(query: Query, ask: CheckAsk, matcher: ConceptMatcher) -> Subject:
    best: dict[str, Match] = {}
    for about in dict.fromkeys((ask.about, ask.table, ask.text)):
        for match in matches_of(about, matcher):
            known = best.get(match.concept.key)
            if known is None or known.score < match.score:
                best[match.concept.key] = match
    matches = tuple(sorted(best.values(), key=lambda m: -m.score))
    kinds = {"indicator", "derived"}
    columns = tuple(c.name for c in query.columns)
    return Subject(
        tuple(m for m in matches if m.concept.kind in kinds), content(ask.about), columns
    )


def _figure(query: Query, ask: CheckAsk, sources: Sources) -> Figure | None:
    """The indicator meant, by the words about the table or by all of them, the likelier."""
    cues = replace(query.cues, quantity=True, how=False, check=False)
    best: Figure | None = None
    # Where text and table are both named, something countable is asked about.
    belief = _BESIDE_TEXT if ask.kind == "prose" else 0.0
    for about in dict.fromkeys((ask.table, ask.about)):
        terms = tuple(t for t in query.terms if t.word in about) or content_or_light(about)
        if not terms:
            continue
        matches = matches_of(about, sources.matcher)
        likely = indicator_classifier().likely((fold(about),))
        meant = replace(query, text=about, terms=terms, matches=matches, cues=cues, likely=likely)
        near = find_figures(meant, sources.index, sources.catalogue, sources.checked)
        for figure, found in near:
            if found > belief and figure.lacking is None and not _heads(figure):
                best, belief = figure, found
    return best


def _heads(figure: Figure) -> bool:
    """Whether the indicator is a heading row, which counts nothing."""
    concept = figure.match.concept
    return concept.kind == "indicator" and concept.unit in {None, "—"}


def _called(subject: Subject) -> frozenset[str]:
    """Rows that the question calls by their official names in full."""
    named = (m for m in subject.matches if m.exact and len(m.phrase) >= _IN_FULL)
    return frozenset(m.concept.key for m in named)


def _told(chosen: Sequence[Place], figure: Figure, ask: CheckAsk, called: frozenset[str]) -> bool:
    """Whether the findings speak of the figure, and of the text where that is asked."""
    keys = {row.indicator.key for row in figure.result.cited} | {figure.match.concept.key}
    keys |= called
    told = [f for p in chosen for f in p.findings]
    about = [f for f in told if _speaks(f, keys, ask) or _counts(f, ask)]
    if ask.kind == "prose":
        return any(from_prose(f) for f in about)
    return bool(about)


def _speaks(finding: Finding, keys: set[str | None], ask: CheckAsk) -> bool:
    """Whether a finding is about one of the keys; a heading over many rows is not about a row."""
    if not keys & set(finding.keys):
        return False
    heading = "标题行" in finding.rule and len(finding.keys) > _FEW
    return not heading or ask.kind == "sum" or finding.keys[0] in keys


def _counts(finding: Finding, ask: CheckAsk) -> bool:
    """Whether a decided finding holds the numbers the question names, of text and table both."""
    return finding.level != "info" and shared_numbers(finding, ask, both=ask.kind == "prose")


def _touched(chosen: Sequence[Place], subject: Subject) -> bool:
    """Whether a finding names an indicator that is meant."""
    meant = {m.concept.key for m in subject.matches if m.score >= _MEANT}
    return any(meant & set(f.keys) for p in chosen for f in p.findings)


def _failed(chosen: Sequence[Place]) -> bool:
    return any(f.result == "fail" for p in chosen for f in p.findings)


def _with_failures(
    answer: Answer, figure: Figure, found: Sequence[Finding], cite: Citations
) -> Answer:
    """What fails about the thing, told after text and table."""
    key = figure.match.concept.key
    failed = [
        f for f in found
        if f.result == "fail"
        and ((key in f.keys and (len(f.keys) <= _FEW or f.keys[0] == key)) or _row_of(key, f))
    ]  # fmt: skip
    failed = list(dict.fromkeys(failed))[:_BESIDE]
    if not failed:
        return answer
    said = f"对不上的地方：{listed(failed, cite)}。"
    return replace(answer, answer=answer.answer + said, citations=cite.all)


def _in_the_row(places: Sequence[Place], figure: Figure, ask: CheckAsk) -> list[Finding]:
    """What text and table are compared on in the figure's row, where no column of it is named.

    「规范性文件文字和表一样吗」 asks of those in force too.
    """
    key = figure.match.concept.key
    if ASPECT.search(ask.said) or ask.numbers:
        return []
    return [f for p in places for f in p.findings if _row_of(key, f) and f.stated]


def _row_of(key: str, finding: Finding) -> bool:
    """Whether a finding is about a figure of the row of article 20 that a key is of."""
    row, _, aspect = key.rpartition(".")
    about, _, other = finding.keys[0].rpartition(".") if finding.keys else ("", "", "")
    return {aspect, other} <= ASPECTS and row == about


def _far_apart(query: Query, figure: Figure, cite: Citations) -> Answer:
    """The figures of years that do not follow each other, which cannot be carried over."""
    plain = replace(query, intent="value", cues=replace(query.cues, check=False))
    answer = compose_figure(plain, figure, cite)
    said = f"{'、'.join(map(str, query.years))} 年不是前后相连的年度，不能核对是否衔接，只能并列："
    return replace(answer, answer=said + answer.answer)


def _nothing_across(query: Query, ask: CheckAsk, sources: Sources) -> Answer:
    """That a year to compare with is not loaded, so that nothing can be said across years."""
    gone = [f"{body} {year} 年" for body in query.bodies for year in gone_years(query)] or [
        f"{body} {year - 1} 年"
        for body in query.bodies
        for year in query.years
        if sources.checked.report_id(body, year) and not sources.checked.report_id(body, year - 1)
    ]
    answer = not_found(query, sources.index)
    if not gone:
        return answer
    what = "是否沿用上年文字" if ask.kind == "copied" else "两年的数是否对得上"
    loaded = answer.answer.partition("已收录：")
    said = f"没有收录{'、'.join(gone)}的年报，不能核对{what}。"
    return replace(answer, answer=said + "".join(loaded[1:]))
