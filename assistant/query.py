"""A question resolved, and what resolving one takes from those before it."""

import re
from dataclasses import astuple, dataclass

from assistant.bodies import BodyMention
from assistant.bounds import Bound
from assistant.concepts import Match
from assistant.followup import Follows
from assistant.intent import POINTS, Cues, choose_intent
from assistant.loaded import Accounts
from assistant.meaning import SURE, meant
from assistant.schema import Intent
from assistant.terms import Term
from assistant.weighing.likely import UNKNOWN, Likely
from assistant.years import YearMention
from corpus.catalogue import Concept

_COUNTED = re.compile(
    r"(?:几|多少)(?:[件份封次起人通]|[个条](?=电话|传真|邮件|来电))|(?:[接收]|受理|处理|办理|[打拨来]了)[了到过听]{0,2}(?:多少|几)"
)
_LASTING = re.compile(r"多久|多长时间|(?:几|多少)个?(?:天|工作日|小时|分钟)")
Places = tuple[tuple[str, int], ...]
"""Bodies with a year each."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question resolved against the catalogue and the loaded reports.

    ``bodies`` and ``years`` are loaded ones to look in; ``absent_bodies``/``absent_years`` were
    asked for and are not loaded; ``base_years`` are only compared with,
    ``loaded_years`` all there are of ``bodies``. ``short`` is a name that
    fits all ``bodies``; ``grouped`` bodies were meant as a kind (「各县」), ``lacking``
    are those of the kind or name without a report of the asked years. ``places`` are the loaded
    ones when each body was asked about in years of its own, ``absent_places`` those that are
    not loaded. ``base_body`` is 乙 in 「甲比乙多多少」, ``base_year`` the
    later of two years where it is the base. ``ordinal`` is the item of a list that is asked for (0: none,
    -1: the last), ``more`` what else there is than was answered before. ``matches`` are concepts
    by score; ``terms`` the content words an answer must speak of; ``context`` words of earlier
    questions that only help to rank.
    """

    question: str
    resolved: str
    text: str
    bodies: tuple[str, ...]
    years: tuple[int, ...]
    body_named: bool
    year_named: bool
    absent_bodies: tuple[str, ...]
    absent_years: tuple[int, ...]
    matches: tuple[Match, ...]
    columns: tuple[Concept, ...]
    intent: Intent
    cues: Cues
    terms: tuple[Term, ...]
    context: tuple[Term, ...]
    base_years: tuple[int, ...] = ()
    loaded_years: tuple[int, ...] = ()
    short: str = ""
    grouped: bool = False
    lacking: tuple[str, ...] = ()
    places: Places = ()
    absent_places: Places = ()
    base_body: str = ""
    base_year: int = 0
    ordinal: int = 0
    more: bool = False
    misheard: tuple[tuple[str, str], ...] = ()
    """Places as typed, and the loaded ones that they were taken for."""
    accounts: Accounts = ()
    """Those asked about with a body's place in their names: 「上海科技」."""
    likely: Likely = UNKNOWN
    """Rows of the tables that the wording asks for."""
    bound: Bound | None = None
    """What the years or bodies asked for must pass: 「哪几年超过20件」."""

    @property
    def asked_places(self) -> Places:
        """Every asked body in every asked year, or each in years of its own."""
        return self.places or tuple((b, y) for b in self.bodies for y in self.years)

    @property
    def in_points(self) -> bool:
        """Whether shares are to be set against each other: 「高几个百分点」."""
        return self.cues.difference and bool(POINTS.search(self.text))

    @property
    def top(self) -> Match | None:
        """The concept meant, if one is clear enough."""
        return self.matches[0] if self.matches and self.matches[0].score >= SURE else None


def together(trail: tuple[Query, ...]) -> tuple[Query, ...]:
    """The latest questions that asked the same thing of other bodies or years."""
    same: tuple[Query, ...] = ()
    for query in reversed(trail):
        if not _same_thing(query, trail[-1]):
            break
        same = (query, *same)
    return same


def _same_thing(one: Query, other: Query) -> bool:
    """Whether two questions ask for the same: 「培训多少人次」, 「培训了多少人次」."""
    if one.text == other.text:
        return True
    return (
        one.top is not None
        and other.top is not None
        and one.top.concept.key == other.top.concept.key
        and one.columns == other.columns
    )


def both_cues(cues: Cues, before: Cues) -> Cues:
    """A follow-up that names only a place is asked as the question before."""
    return Cues(*(a or b for a, b in zip(astuple(cues), astuple(before), strict=True)))


def intent_of(query: Query, before: Query | None) -> Intent:
    """The kind of answer wanted; ``before``: the question a follow-up leans on."""
    places = max(1, len(query.bodies)) * max(1, len(query.years) + len(query.absent_years))
    if query.short and not query.year_named:
        places = 1
    top = meant(query.matches, query.terms, query.cues)
    kind = top.concept.kind if top else None
    if kind == "contact" and _LASTING.search(query.text):
        kind = None  # 「非工作时间的诉求多久办结」
    if kind == "contact" and _COUNTED.search(query.text):
        kind = "indicator"  # 「传真的几件」, 「接了多少电话」
    cues = query.cues
    worked = cues.difference or cues.sums or cues.extreme or cues.average or cues.trend
    if kind == "contact" and worked and cues.quantity and places > 1:
        kind = "indicator"  # 「接的咨询电话两年差多少个」
    intent = choose_intent(query.cues, places, kind)
    if before is not None and intent in {"section", "value"}:
        several = places > 1 and before.intent in {"value", "compare"}
        return "compare" if several else before.intent
    loose = query.short or query.grouped or not (query.body_named and query.year_named)
    if intent == "compare" and loose and not query.cues.difference:
        # Nobody asked for a difference: the figures are listed.
        return "value"
    return intent


def resolved_text(
    query: Query, text: str, who: BodyMention, when: YearMention, kind: Follows
) -> str:
    """The question with bodies and years filled in, for the reader and for the next question."""
    years = sorted(query.years + query.absent_years)
    spoken = who.bodies or who.unknown or not query.body_named
    plain = when.kind in {"explicit", "range", "since", "until", "all"} or not query.year_named
    if kind == "new" and spoken and plain and (query.year_named or len(years) != 1):
        full = text
        for short, bodies in who.said:
            meant = [b for b in bodies if b in query.bodies]
            full = full.replace(short, "、".join(meant), 1) if len(meant) == 1 else full
        return query.question if full == text else full
    asked = query.text.strip("？? ") or "年报"
    if query.places:
        return f"{'、'.join(f'{body}{year}年' for body, year in query.places)}{asked}？"
    names = query.absent_bodies + query.bodies if query.body_named else ()
    span = "、".join(map(str, years)) if len(years) < 4 else f"{years[0]}—{years[-1]}"
    span = f"{span}年" if years and (query.year_named or len(years) == 1) else ""
    return f"{'、'.join(names)}{span}{asked}？"
