"""Question + catalogue + what is loaded → Query: who, when, what and how it is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.bodies import BodyMention, mention_bodies
from assistant.concepts import ConceptMatcher, Match
from assistant.intent import (
    Cues,
    choose_intent,
    read_cues,
    without_field,
    without_operation,
    without_share,
)
from assistant.kin import Kin
from assistant.loaded import Loaded
from assistant.schema import Intent
from assistant.terms import Term, content
from assistant.typos import Vocabulary
from assistant.years import YearMention, mention_years
from corpus.catalogue import Concept
from corpus.normalise import fold, narrow

_BARE = re.compile(
    r"^[那么还又再和跟与,，、。.?？!！呢吗啊呀的了是有在个年度这它他们该单位机构也一样同样情况怎么样如何多少几比换成看说下]*$"
)
_SURE = 0.5
"""A concept scored lower is a guess; set while reading the development questions."""
_LONGEST = 300
"""Characters of a question that are read; the rest cannot be a question about a report."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question resolved against the catalogue and the loaded reports.

    ``bodies`` and ``years`` are loaded ones to look in; ``absent_bodies``/``absent_years`` were
    asked for and are not loaded. ``matches`` are concepts by score; ``terms`` the content words
    an answer must speak of; ``context`` words of earlier questions that only help to rank.
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

    @property
    def top(self) -> Match | None:
        """The concept meant, if one is clear enough."""
        return self.matches[0] if self.matches and self.matches[0].score >= _SURE else None


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to understand questions over one set of loaded reports."""

    loaded: Loaded
    matcher: ConceptMatcher
    vocabulary: Vocabulary
    kin: Kin

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
        before: Query | None = None
        for earlier in history[-6:]:
            before = self._resolve(earlier, before, None, None)
        return self._resolve(question, before, body, year)

    def _resolve(
        self, question: str, before: Query | None, body: str | None, year: int | None
    ) -> Query:
        text = self.vocabulary.correct(re.sub(r"\s+", " ", narrow(question[:_LONGEST]).strip()))
        when = mention_years(text)
        who = mention_bodies(when.rest, self.loaded.bodies, self.loaded.text)
        who = replace(who, rest=re.sub(r"\s+", "", who.rest))
        cues = read_cues(re.sub(r"\s", "", text))
        bodies, body_named = self._bodies(who, before, body)
        if cues.plan and when.offset == 1 and not when.years and before is None:
            # 「明年有什么打算」 asks for the plans a report makes, not for next year's report.
            when = replace(when, offset=None, kind="none")
        years, absent, year_named = self._years(when, bodies, before, year)
        if len(years) == 1 and not absent and when.kind == "explicit" and cues.growth:
            # 「2024年下降了百分之几」 compares with the year before, loaded or not.
            earlier = years[0] - 1
            have = earlier in self.loaded.years(bodies)
            years, absent = ((earlier, *years), ()) if have else (years, (earlier,))
        residual = self._residual(who.rest, before)
        query = self._query(question, residual, before, cues)
        places = max(1, len(bodies)) * max(1, len(years) + len(absent))
        query = replace(
            query,
            bodies=bodies, years=years, body_named=body_named, year_named=year_named,
            absent_bodies=who.unknown, absent_years=absent,
        )  # fmt: skip
        top = _meant(query)
        if who.ambiguous and not year_named:
            places = 1
        intent = choose_intent(cues, places, top.concept.kind if top else None)
        if before is not None and residual != who.rest and intent in {"section", "value"}:
            intent = (
                "compare" if places > 1 and before.intent in {"value", "compare"} else before.intent
            )
        query = replace(query, intent=intent)
        return replace(query, resolved=_resolved(query, text))

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

    def _bodies(
        self, who: BodyMention, before: Query | None, body: str | None
    ) -> tuple[tuple[str, ...], bool]:
        if who.bodies:
            return who.bodies, True
        if who.unknown:
            return (), True
        if body is not None:
            return (body,), True
        if before is not None and (before.bodies or before.absent_bodies):
            return before.bodies, before.body_named
        return (
            (self.loaded.bodies, False)
            if len(self.loaded.bodies) > 1
            else (self.loaded.bodies, True)
        )

    def _years(
        self, when: YearMention, bodies: tuple[str, ...], before: Query | None, year: int | None
    ) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
        """Years to look in, years asked for but not loaded, and whether years were named."""
        have = self.loaded.years(bodies)
        wanted = self.loaded.wanted_years(
            when, have, before.years + before.absent_years if before else ()
        )
        if wanted is None:
            if year is not None:
                wanted = (year,)
            elif before is not None and (before.year_named or before.absent_years):
                wanted = before.years + before.absent_years
            else:
                return have, (), False
        present = tuple(y for y in wanted if y in have)
        return present, tuple(y for y in wanted if y not in have), True

    def _residual(self, rest: str, before: Query | None) -> str:
        """What is asked, or what was asked before when the question only names who or when."""
        if before is not None and _BARE.match(rest):
            return before.text
        return rest

    def _query(self, question: str, text: str, before: Query | None, cues: Cues) -> Query:
        columns = self.matcher.named(text, "column")
        about = without_operation(_without_columns(text, columns) or text)
        matches = self._matches(about)
        context = before.terms if before is not None and text != before.text else ()
        return Query(
            question, question, text, (), (), False, False, (), (),
            matches, columns, "value", cues, self._terms(without_share(text)), context,
        )  # fmt: skip


def _meant(query: Query) -> Match | None:
    """The concept that decides the intent.

    A contact fact is asked for more plainly than a topic of the same name; an indicator only
    by a question for a number, or when nothing else is as near.
    """
    if not query.matches:
        return None
    best = query.matches[0]
    contact = next((m for m in query.matches if m.concept.kind == "contact"), None)
    contact = None if query.cues.person else contact
    figure = next((m for m in query.matches if m.concept.kind in {"indicator", "derived"}), None)
    rival = figure.score if figure else 0.0
    if contact and contact.exact and all(t.word in contact.phrase for t in query.terms):
        return contact
    if contact and contact.score >= 0.4 and contact.score >= max(rival, best.score - 0.08):
        return contact
    asked = query.cues.quantity or query.cues.yes_no or query.cues.difference or query.cues.percent
    slack = 0.3 if asked and not query.cues.how else 0.05
    if (query.cues.how or query.cues.person) and not asked:
        topic = next((m for m in query.matches if m.concept.kind == "section"), None)
        return topic if topic and topic.score >= 0.3 else None
    if figure and figure.score >= max(0.45, best.score - slack):
        return figure
    return best if best.score >= _SURE else None


def _without_columns(text: str, columns: tuple[Concept, ...]) -> str:
    """「自然人申请多少件」 asks for 「申请多少件」, of one column."""
    phrases = {fold(p) for c in columns for p in (c.name, *c.variants, *c.aliases)}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        if set(phrase) & set("申请办理"):
            continue
        text = text.replace(phrase, "")
    return text if content(text) else ""


def _resolved(query: Query, text: str) -> str:
    """The question with body and year filled in, for the reader to check."""
    bodies = "、".join(query.absent_bodies + query.bodies) if query.body_named else ""
    years = sorted(query.years + query.absent_years) if query.year_named else []
    if not query.year_named and len(query.years) == 1:
        years = list(query.years)
    span = "、".join(str(y) for y in years)
    span = f"{years[0]}—{years[-1]}" if len(years) > 3 else span
    what = query.text.strip("，,。？?、 ").removeprefix("的")
    if what and (what in text) and (not bodies or bodies in text) and (not span or span in text):
        return query.question
    return f"{bodies}{span + '年' if span else ''}{what or '年报'}？"
