"""Figures stated in running text: which number speaks of which indicator, and where.

Used for conflicts between prose and table, and for indicators the form's tables do not have.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.arithmetic import PROSE_NOTE
from assistant.cue import PIECES, Cue
from assistant.cues import CUES, NONE_AT_ALL, NOT_NONE
from assistant.sentences import section_at, sentences
from corpus.catalogue import Concept
from corpus.numbers import Quantity, find_quantities
from corpus.schema import Indicator, Report
from index.schema import IndicatorRow

_CLAUSE_MARK = re.compile(r"[，,；;：:。（(！]")
_CLAUSE_END = re.compile(r"[，,；;。！\n]|$")
_NAME = 4
"""Characters of a name that says by itself which indicator it is."""
_NO_COUNT = frozenset({"年", "年度", "月", "日", "号", "天", "工作日", "小时", "分钟", "层", "届"})
_NOT_THIS_YEAR = re.compile(
    r"[比较]上(?:一)?年|[比较]去年|同比|上年的|去年的|增加|减少|增长|下降|上升|提高|各$|各有|各设|分别"
    r"|不少于|不低于|力争|争取|计划|目标|平均|每|将|拟"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?!以来|以前|之前)")
_LOOKBACK = 160
_LONG_CLAUSE = 80
"""A quoted clause begins no further than this before its figure, if a comma allows."""
_SCOPE = ("新收", "收到", "受理", "办结", "办理", "答复", "累计", "全年", "全区", "全市", "全县")
_LOCAL = re.compile(r"本级|办公厅|办公室|网站|平台|公众号|微博|公报")
_PERSONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_SUBJECTLESS = re.compile(
    "(?:截[至止]|到)?(?:年底|年末|目前|全年|当年|累计|已|共计?|一共|总共)+(?:发布|推送|公开|发)(?:了|信息|图文|消息|文章)*"
)
"""「政务微信于3月上线，截至年底共发布312条」: what published stands before."""
_APPLICANT = re.compile(
    r"(?:^|[、涉及其中来自由]|和|及)(?P<who>自然人|个人|商业企业|科研机构|社会公益组织|法律服务机构"
    r"|法人(?:或者?|和)其他组织)(?:申请|提出的|的|共|为)*$"
)


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """A stated count. ``text[start:end]`` is the numeral, ``clause_*`` the words around it.

    ``keys`` are the indicators whose sum it states, ``also`` other sums the wording may mean
    (受理 can include the year before's). ``columns`` empty means the total column.
    """

    keys: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    value: Decimal
    unit: str | None
    start: int
    end: int
    clause_start: int
    clause_end: int
    scope: tuple[str, ...]


def is_cued(concept: Concept) -> bool:
    """Whether a cue of its own tells where an indicator is stated; else its names do."""
    return any(cue.keys == (concept.key,) for cue in CUES)


def states(figure: ProseFigure, concept: Concept) -> bool:
    """Whether a figure that a cue named states exactly this indicator."""
    return figure.keys == (concept.key,) and not figure.columns


def is_named(concept: Concept, text: str) -> bool:
    """Whether any name of an indicator stands in a text: cheap, before its numbers are read."""
    return any(name in text for name in _names(concept))


def find_prose_figures(report: Report, concept: Concept) -> tuple[ProseFigure, ...]:
    """The figures of the prose that state exactly this indicator, in the order of the text."""
    if is_cued(concept):
        return tuple(f for f in prose_figures(report) if states(f, concept))
    names = _names(concept)
    if not names:
        return ()
    wording = "|".join(map(re.escape, names))
    cue = Cue((concept.key,), rf"(?:{wording})(?:数|共|为|有|达|了)*$", PIECES, barred="其中")
    return tuple(_read(report, (cue,)))


def _names(concept: Concept) -> list[str]:
    names = (concept.name, *concept.variants)
    return [name.removesuffix("数") for name in names if len(name) >= _NAME]


def prose_figures(report: Report) -> tuple[ProseFigure, ...]:
    """Every figure of the prose that a cue names, in the order of the text."""
    stated = [*_read(report, CUES), *_none_at_all(report)]
    return tuple(sorted(stated, key=lambda f: f.start))


def prose_row(report: Report, figure: ProseFigure, name: str) -> IndicatorRow:
    """The figure as a cell, noted 正文, for comparisons and citations."""
    section = section_at(report.sections, figure.start)
    cell = Indicator(
        path=section.path if section else (),
        name=name,
        key=figure.keys[0],
        column=None,
        value=figure.value,
        unit=figure.unit,
        printed=report.text[figure.start : figure.end],
        start=figure.start,
        end=figure.end,
        row_start=figure.clause_start,
        row_end=figure.clause_end,
        note=PROSE_NOTE,
    )
    return IndicatorRow(report.report_id, report.body, report.year, report.form, cell)


def _read(report: Report, cues: Sequence[Cue]) -> Iterator[ProseFigure]:
    divided: ProseFigure | None = None
    for start, end in sentences(report):
        if not report.text.startswith("其中", start):
            divided = None
        requests, before, within, at = None, None, False, start
        for quantity in find_quantities(report.text, start, end):
            if quantity.unit in _NO_COUNT or quantity.unit is None:
                continue
            segment = report.text[at : quantity.start]
            behind = segment.rpartition("；")[2]
            within = (within and behind == segment) or "其中" in behind
            at = quantity.unit_end
            told = _Told(divided, requests, before)
            lead = _Lead(report, quantity, start, end, segment, told, within)
            figure = None if quantity.approximate else _name(lead, cues)
            if figure is not None:
                yield figure
                requests = figure if figure.keys == ("apply.new",) else requests
            before = figure
            if not within:
                divided = figure


@dataclass(frozen=True, slots=True)
class _Told:
    """Figures the sentence gave before this one."""

    divided: ProseFigure | None
    """The one that 其中 divides."""
    requests: ProseFigure | None
    """The count of applications, which applicants may divide without 其中."""
    before: ProseFigure | None
    """The one just before, None when that number names nothing."""


@dataclass(frozen=True, slots=True)
class _Lead:
    """A number with the words that lead to it."""

    report: Report
    quantity: Quantity
    start: int
    end: int
    segment: str
    told: _Told
    within: bool

    @property
    def clause(self) -> str:
        clauses = [clause.strip() for clause in _CLAUSE_MARK.split(self.segment)]
        if len(clauses) > 1 and _SUBJECTLESS.fullmatch(clauses[-1]):
            return clauses[-2] + clauses[-1]
        return clauses[-1]

    @property
    def sentence(self) -> str:
        return self.report.text[self.start : self.quantity.start]

    @property
    def follow(self) -> str:
        text = self.report.text
        stop = _CLAUSE_END.search(text, self.quantity.unit_end, self.end)
        return text[self.quantity.unit_end : stop.start() if stop else self.end]

    @property
    def context(self) -> str:
        section = section_at(self.report.sections, self.quantity.start)
        back = max(0, self.quantity.start - _LOOKBACK)
        before = self.report.text[back : self.quantity.start].rpartition("\n\n")[2]
        return "".join(section.path if section else ()) + before + self.follow


def _name(lead: _Lead, cues: Sequence[Cue]) -> ProseFigure | None:
    clause = lead.clause
    if _NOT_THIS_YEAR.search(clause) or not _of_the_year(lead):
        return None
    column = _APPLICANT.search(clause)
    if column and lead.told.requests:
        who = column["who"]
        columns = _PERSONS if who.startswith("法人") else ("自然人" if who == "个人" else who,)
        return _figure(lead, lead.told.requests.keys, lead.told.requests.also, columns)
    for cue in cues:
        if _fits(cue, lead, clause):
            return _figure(lead, cue.keys, cue.also, ())
    return None


def _fits(cue: Cue, lead: _Lead, clause: str) -> bool:
    if lead.quantity.unit not in cue.units or (cue.forms and lead.report.form not in cue.forms):
        return False
    if lead.within and not _divides(cue, lead.told.divided):
        return False
    if not (cue.pattern.match(lead.follow) if cue.after else cue.pattern.search(clause)):
        return False
    if cue.barred and re.search(cue.barred, clause):
        return False
    before = lead.told.before
    if cue.follows and (before is None or before.keys[0] not in cue.follows):
        return False
    if cue.unless and re.search(cue.unless, lead.sentence):
        return False
    return cue.topic is None or re.search(cue.topic, lead.context) is not None


def _divides(cue: Cue, divided: ProseFigure | None) -> bool:
    return "*" in cue.inside or (divided is not None and divided.keys[0] in cue.inside)


def _of_the_year(lead: _Lead) -> bool:
    years = _YEAR.findall(lead.report.text, lead.start, lead.quantity.start)
    return not years or int(years[-1]) == lead.report.year


def _figure(
    lead: _Lead,
    keys: tuple[str, ...],
    also: tuple[tuple[str, ...], ...],
    columns: tuple[str, ...],
) -> ProseFigure:
    text, quantity = lead.report.text, lead.quantity
    from_here = max(text.rfind(mark, lead.start, quantity.start) for mark in "；;") + 1
    if quantity.start - max(from_here, lead.start) > _LONG_CLAUSE:
        from_here = text.find("，", quantity.start - _LONG_CLAUSE, quantity.start) + 1
    stop = _CLAUSE_END.search(text, quantity.unit_end, lead.end)
    scope = [word for word in _SCOPE if word in lead.clause]
    scope += _LOCAL.findall(lead.clause)
    return ProseFigure(
        keys,
        also,
        columns,
        quantity.value,
        quantity.unit,
        quantity.start,
        quantity.end,
        max(from_here, lead.start),
        stop.start() if stop else lead.end,
        tuple(dict.fromkeys((*(("其中",) if lead.within else ()), *scope))),
    )


def _none_at_all(report: Report) -> Iterator[ProseFigure]:
    for start, end in sentences(report):
        for key, wording in NONE_AT_ALL:
            found = re.compile(wording).search(report.text, start, end)
            if found is None or NOT_NONE.search(found[0]):
                continue
            stop = _CLAUSE_END.search(report.text, found.end(), end)
            clause_end = stop.start() if stop else end
            clause = report.text[found.start() : clause_end]
            if key == "apply.new" and re.search("复议|诉讼", clause):
                continue
            years = _YEAR.findall(report.text, start, found.start())
            if years and int(years[-1]) != report.year:
                continue
            word = re.compile("未|没有|无").match(report.text, found.start())
            zero_end = word.end() if word else found.end()
            yield ProseFigure(
                (key,), (), (), Decimal(0), "件", found.start(), zero_end, start, clause_end, ()
            )
