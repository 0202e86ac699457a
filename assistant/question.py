"""Question + catalogue + what is loaded → Query: who, when, what and how it is asked."""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field, replace

from assistant.bodies import BodyMention, mention_bodies
from assistant.concepts import ConceptMatcher, Match
from assistant.followup import (
    Follows,
    follows,
    stated_before,
    taken_over,
    without_joiners,
    wordings,
)
from assistant.intent import (
    Cues,
    choose_intent,
    read_cues,
    without_arithmetic,
    without_field,
    without_operation,
    without_share,
)
from assistant.kin import Kin
from assistant.loaded import Loaded
from assistant.meaning import SURE, meant, without_columns
from assistant.schema import Intent
from assistant.terms import Term, content
from assistant.typos import Vocabulary
from assistant.when import Asked, When, asked_years
from assistant.years import YearMention, mention_years
from corpus.catalogue import Concept
from corpus.normalise import narrow

_TRAILS = 4096
"""Conversations remembered before all are forgotten; some 3 KB each (tracemalloc)."""
_NEW = "本年新收政府信息公开申请"
_LONGEST = 300
"""Characters of a question that are read; the rest cannot be a question about a report."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question resolved against the catalogue and the loaded reports.

    ``bodies`` and ``years`` are loaded ones to look in; ``absent_bodies``/``absent_years`` were
    asked for and are not loaded; ``base_years`` are only compared with,
    ``loaded_years`` all there are of ``bodies``. ``short`` is a name that
    fits all ``bodies``; ``grouped`` bodies were meant as a kind (「各县」). ``matches`` are concepts
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

    @property
    def top(self) -> Match | None:
        """The concept meant, if one is clear enough."""
        return self.matches[0] if self.matches and self.matches[0].score >= SURE else None


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to understand questions over one set of loaded reports."""

    loaded: Loaded
    matcher: ConceptMatcher
    vocabulary: Vocabulary
    kin: Kin
    trails: dict[tuple[str, ...], tuple[Query, ...]] = field(default_factory=dict, compare=False)
    """Conversations understood lately: each question of one repeats those before it."""

    def understand(
        self,
        question: str,
        history: Sequence[str] = (),
        body: str | None = None,
        year: int | None = None,
    ) -> Query:
        """Resolve a question.

        Args:
            question: as typed.
            history: earlier questions, oldest first.
            body: restrict to this body unless the question names another.
            year: restrict to this year unless the question names another.
        """
        trail = self._trail(tuple(history[-6:]))
        if (split := stated_before(question)) is not None:
            trail += (self._resolve(split[0], trail, None, None),)
            return replace(self._resolve(split[1], trail, body, year), question=question)
        return self._resolve(question, trail, body, year)

    def _trail(self, history: tuple[str, ...]) -> tuple[Query, ...]:
        """Earlier questions as understood, each in the light of those before it."""
        if not history:
            return ()
        trail = self.trails.get(history)
        if trail is None:
            before = self._trail(history[:-1])
            trail = (*before, self._resolve(history[-1], before, None, None))
            if len(self.trails) >= _TRAILS:
                self.trails.clear()
            self.trails[history] = trail
        return trail

    def _resolve(
        self, question: str, trail: tuple[Query, ...], body: str | None, year: int | None
    ) -> Query:
        text = self.vocabulary.correct(re.sub(r"\s+", " ", narrow(question[:_LONGEST]).strip()))
        when = mention_years(text)
        who = mention_bodies(when.rest, self.loaded.bodies, self.loaded.text)
        cues = read_cues(re.sub(r"\s", "", text))
        rest = without_joiners(who.rest)
        kind = follows(rest, self._parts(rest)) if trail else "new"
        if kind in {"place", "part"}:
            cues = _both(cues, trail[-1].cues)
        if cues.plan and when.offsets == (1,) and not when.years and not trail:
            # 「明年有什么打算」 asks for the plans a report makes, not for next year's report.
            when = replace(when, offsets=(), kind="none")
        together = kind == "operation" and not who.bodies
        together = together and when.kind in {"none", "recent", "both"}
        spoken = _Spoken(who, when, cues, _together(trail) if together else trail[-1:], kind)
        bodies, body_named = self._bodies(spoken, body)
        span, year_named = self._years(spoken, bodies, year)
        have = self.loaded.years(bodies)
        years = tuple(y for y in span.years if y in have)
        if year_named and years and (who.group or who.short or not body_named):
            bodies = tuple(b for b in bodies if set(self.loaded.years((b,))) & set(years))
        before = trail[-1] if trail else None
        residual = taken_over(kind, rest, before.text, self._parts(before.text)) if before else rest
        query = replace(
            self._query(question, residual, before if kind == "new" else None, cues),
            bodies=bodies, years=years, body_named=body_named, year_named=year_named,
            absent_bodies=who.unknown, absent_years=tuple(y for y in span.years if y not in have),
            base_years=span.base, loaded_years=have, short=who.short, grouped=who.group,
        )  # fmt: skip
        query = replace(query, intent=_intent(query, before if kind != "new" else None))
        return replace(query, resolved=_resolved(query, text, who, when, kind))

    def _parts(self, text: str) -> tuple[str, ...]:
        """Words of a text that name a column of the tables: 自然人, 企业."""
        phrases = [p for c in self.matcher.named(text, "column") for p in self.matcher.phrases(c)]
        return wordings(phrases, text)

    def _matches(self, about: str) -> tuple[Match, ...]:
        """Concepts by score, matched with and without the words every question here shares."""
        found = list(self.matcher.match(about))
        plain = without_field(about)
        if plain != about:
            found += self.matcher.match(plain)
        best: dict[str, Match] = {}
        for match in sorted(found, key=lambda m: -m.score):
            best.setdefault(match.concept.key, match)
        return tuple(best.values())

    def _terms(self, text: str) -> tuple[Term, ...]:
        return tuple(replace(term, kin=self.kin.of(term.word)) for term in content(text))

    def _bodies(self, spoken: "_Spoken", body: str | None) -> tuple[tuple[str, ...], bool]:
        if spoken.who.bodies:
            return spoken.who.bodies, True
        if spoken.who.unknown:
            return (), True
        if body is not None:
            return (body,), True
        if any(q.bodies or q.absent_bodies for q in spoken.before):
            bodies = tuple(dict.fromkeys(b for q in spoken.before for b in q.bodies))
            return bodies, spoken.before[-1].body_named
        return self.loaded.bodies, len(self.loaded.bodies) == 1

    def _years(
        self, spoken: "_Spoken", bodies: tuple[str, ...], year: int | None
    ) -> tuple[When, bool]:
        """Years asked for, loaded or not, and whether they were named."""
        have = self.loaded.years(bodies)
        named = [q for q in spoken.before if q.year_named or q.absent_years]
        before = sorted({y for q in named for y in q.years + q.absent_years})
        main = [y for y in before if not all(y in q.base_years for q in named)] or before
        versus = bool(_VERSUS.search(spoken.when.rest))
        asked = Asked(versus, spoken.cues.growth, spoken.kind in {"place", "operation"})
        found = asked_years(spoken.when, have, main, asked)
        if found is not None:
            return found, True
        if year is not None:
            return When((year,)), True
        if not before:
            return When(have), False
        if spoken.kind == "operation" and spoken.cues.growth and len(before) == 1:
            return When((before[0] - 1, before[0]), (before[0] - 1,)), True
        base = tuple(y for y in before if y not in main)
        return When(tuple(before), base), True

    def _query(self, question: str, text: str, before: Query | None, cues: Cues) -> Query:
        columns = self.matcher.named(text, "column")
        about = without_operation(without_columns(text, columns) or text)
        if columns and _only_applied(without_columns(text, columns)):
            about = _NEW  # 「公司来申请的几件」: applicants are counted by what they applied for
        matches = self._matches(about)
        context = before.terms if before is not None else ()
        return Query(
            question, question, text, (), (), False, False, (), (),
            matches, columns, "value", cues, self._terms(without_arithmetic(without_share(text))), context,
        )  # fmt: skip


_VERSUS = re.compile(r"[比较跟和与同]\s|\s(?:相比|对比|比)")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a question says of who and when, and the earlier questions it leans on."""

    who: BodyMention
    when: YearMention
    cues: Cues
    before: tuple[Query, ...]
    kind: Follows


def _only_applied(about: str) -> bool:
    """Whether nothing but applying is said of the applicants."""
    return "公开" not in about and {term.word for term in content(about)} <= {"申请"}


def _together(trail: tuple[Query, ...]) -> tuple[Query, ...]:
    """The latest questions that asked the same thing of other bodies or years."""
    same: tuple[Query, ...] = ()
    for query in reversed(trail):
        if query.text != trail[-1].text:
            break
        same = (query, *same)
    return same


def _both(cues: Cues, before: Cues) -> Cues:
    """A follow-up that names only a place is asked as the question before."""
    return Cues(*(a or b for a, b in zip(astuple(cues), astuple(before), strict=True)))


def _intent(query: Query, before: Query | None) -> Intent:
    places = max(1, len(query.bodies)) * max(1, len(query.years) + len(query.absent_years))
    if query.short and not query.year_named:
        places = 1
    top = meant(query.matches, query.terms, query.cues)
    intent = choose_intent(query.cues, places, top.concept.kind if top else None)
    if before is not None and intent in {"section", "value"}:
        several = places > 1 and before.intent in {"value", "compare"}
        return "compare" if several else before.intent
    loose = query.short or query.grouped or not (query.body_named and query.year_named)
    if intent == "compare" and loose and not query.cues.difference:
        # Nobody asked for a difference: the figures are listed.
        return "value"
    return intent


def _resolved(query: Query, text: str, who: BodyMention, when: YearMention, kind: Follows) -> str:
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
    names = query.absent_bodies + query.bodies if query.body_named else ()
    span = "、".join(map(str, years)) if len(years) < 4 else f"{years[0]}—{years[-1]}"
    span = f"{span}年" if years and (query.year_named or len(years) == 1) else ""
    return f"{'、'.join(names)}{span}{query.text.strip('？? ') or '年报'}？"
