"""Question + catalogue + what is loaded → Query: who, when, what and how it is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.aspects import like_before, likely_before
from assistant.bounds import read_bound
from assistant.concepts import ConceptMatcher
from assistant.either import as_difference
from assistant.followup import (
    of_both,
    stated_before,
    taken_over,
    wordings,
)
from assistant.groups import as_whole, without_members
from assistant.intent import (
    EACH,
    PER_TIME,
    Cues,
    without_arithmetic,
    without_field_of,
    without_operation,
    without_share,
    without_source,
    without_taken_in,
)
from assistant.kin import Kin
from assistant.loaded import Accounts, Loaded
from assistant.meaning import matches_of, without_columns
from assistant.paired import asked_before, base_body, base_year, own_years, with_places
from assistant.query import Places, Query, intent_of, resolved_text
from assistant.spoken import Spoken, hear, polite
from assistant.terms import Term, content, content_or_light
from assistant.typos import Vocabulary
from assistant.weighing.likely import IndicatorClassifier, indicator_classifier
from assistant.when import Asked, When, asked_years
from corpus.normalise import fold

__all__ = ["Query", "Reader"]

_TRAILS = 4096
"""Conversations remembered before all are forgotten; some 3 KB each (tracemalloc)."""
_NEW = "本年新收政府信息公开申请"
_OPEN = "主动公开政府信息"
_LEGAL_PERSONS = "法人或其他组织"
_NO_PERSONS = re.compile(
    r"不是(?:个人|自然人)[，,]?而是[^，,。？?]{0,20}?(?:这[类些种]|之类的?|等)?(?:单位|组织|机构)的?(?=[，,一共有是提占各])"
)
"""「不是个人而是企业这类单位的」."""
_ONLY_OPEN = re.compile("(?:主动)?(?:公开|公布|发布)(?:[了得的]|信息|政府)*")
_APPLIED = re.compile(r"申请|要过|要了|提交|提出|索要|索取")
_PUT_IN = re.compile("提[了过]?(?:的|有)*(?:多少|几)|(?:多少|几)[件份宗]")
"""「商业企业提了几件」, 「自然人几件」: with nothing else said, of applications."""
_APPLY_FOR = re.compile(r"申请(?:公开)?(?:政府)?信息(?:公开)?")
WORTH_A_LOOK = 0.02
"""Probability of a row that is looked up though its wording is not near."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to understand questions over one set of loaded reports."""

    loaded: Loaded
    matcher: ConceptMatcher
    vocabulary: Vocabulary
    kin: Kin
    classifier: IndicatorClassifier = field(default_factory=indicator_classifier)
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
        if (bounded := read_bound(polite(question))) is not None:
            plain = self._resolve(bounded[0], trail, body, year)
            if _asks_figure(plain):
                return replace(plain, question=question, bound=bounded[1])
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
        # 非自然人 is no 自然人, and 「新收中非」 no word.
        said = _NO_PERSONS.sub(_LEGAL_PERSONS, question.replace("非自然人", _LEGAL_PERSONS))
        spoken = hear(said, trail, self.loaded, self.vocabulary, self._parts)
        who, kind = spoken.who, spoken.kind
        bodies, body_named = self._bodies(spoken, body)
        span, year_named = self._years(spoken, bodies, year)
        have = self.loaded.years(bodies)
        years = tuple(y for y in span.years if y in have)
        lacking: tuple[str, ...] = ()
        if year_named and years and (who.group or who.short or not body_named):
            lacking = tuple(b for b in bodies if not set(self.loaded.years((b,))) & set(years))
            bodies = tuple(b for b in bodies if b not in lacking)
        before = trail[-1] if trail else None
        asked = spoken.rest
        if before is not None:
            both = of_both(asked, _texts(trail, spoken)) if kind == "operation" else ""
            asked = both or taken_over(kind, asked, before.text, self._parts(before.text))
        asked = PER_TIME.sub("", asked) or asked
        asked, whole = as_whole(
            asked
            if spoken.cues.check
            else without_field_of(without_taken_in(without_source(asked)))
        )
        cues = spoken.cues
        if len(bodies) == len(years) == 1 and (apart := as_difference(asked)) != asked:
            asked = apart
            cues = replace(cues, difference=True, quantity=True, how=False, check=False)
        query = replace(
            self._query(question, asked, before if kind in _OWN else None, cues),
            bodies=bodies, years=years, body_named=body_named, year_named=year_named,
            absent_bodies=who.unknown or _still_absent(spoken, bodies),
            absent_years=tuple(y for y in span.years if y not in have),
            base_years=span.base, loaded_years=have, short=who.short, grouped=who.group,
            lacking=lacking if who.group or who.short else (),
            base_body=base_body(spoken.text, who), base_year=base_year(spoken.text),
            ordinal=spoken.ordinal, more=kind == "more",
            misheard=spoken.misheard, accounts=self._accounts(spoken),
        )  # fmt: skip
        if len(bodies) == 2 and query.base_body and query.cues.percent and not query.cues.growth:
            # 「甲是乙的几分之几」 divides two bodies' figures, no figure of one by its whole.
            query = replace(query, cues=replace(query.cues, percent=False, times=True))
        query = replace(query, terms=_without_own_whole(query.terms, bodies))
        query = with_places(query, self._places(spoken), self.loaded)
        if whole:
            query = replace(query, matches=without_members(query.matches))
        if before is not None and kind in _OWN:
            query = replace(query, matches=like_before(query.matches, before, asked))
            query = likely_before(query, before)
        query = replace(query, intent=intent_of(query, None if kind in _OWN else before))
        full = resolved_text(query, spoken.text, who, spoken.when, kind)
        return replace(query, resolved=full)

    def _parts(self, text: str) -> tuple[str, ...]:
        """Words of a text that name a column of the tables: 自然人, 企业."""
        phrases = [p for c in self.matcher.named(text, "column") for p in self.matcher.phrases(c)]
        return wordings(phrases, text)

    def _terms(self, text: str) -> tuple[Term, ...]:
        return tuple(replace(term, kin=self.kin.of(term.word)) for term in content_or_light(text))

    def _bodies(self, spoken: Spoken, body: str | None) -> tuple[tuple[str, ...], bool]:
        accounts = () if spoken.who.group else self._accounts(spoken)
        keeping = {body for _, bodies in accounts for body in bodies}
        if spoken.who.bodies:
            also = (b for b in self.loaded.bodies if b in keeping) if _alone(accounts) else ()
            return tuple(dict.fromkeys((*spoken.who.bodies, *also))), True
        if spoken.who.unknown:
            return (), True
        if body is not None:
            return (body,), True
        if keeping:
            return tuple(b for b in self.loaded.bodies if b in keeping), True
        if any(q.bodies or q.absent_bodies for q in spoken.before):
            bodies = tuple(dict.fromkeys(b for q in spoken.before for b in q.bodies))
            return bodies, spoken.before[-1].body_named
        return self.loaded.bodies, len(self.loaded.bodies) == 1

    def _accounts(self, spoken: Spoken) -> Accounts:
        return self.loaded.accounts_in(spoken.text, [said for said, _ in spoken.who.said])

    def _years(
        self, spoken: Spoken, bodies: tuple[str, ...], year: int | None
    ) -> tuple[When, bool]:
        """Years asked for, loaded or not, and whether they were named."""
        have = self.loaded.years(bodies)
        named = [q for q in spoken.before if q.year_named or q.absent_years]
        before = sorted({y for q in named for y in q.years + q.absent_years})
        main = [y for y in before if not all(y in q.base_years for q in named)] or before
        versus = bool(_VERSUS.search(spoken.when.rest))
        alone = spoken.kind in {"place", "operation", "ordinal", "more", "why"}
        growth = spoken.cues.growth and not _OVER_ANOTHER.search(spoken.when.rest)
        asked = Asked(versus, growth, alone)
        found = asked_years(spoken.when, have, main, asked)
        if found is not None:
            return found, True
        if year is not None:
            return When((year,)), True
        if not before:
            return When(self._common(spoken, bodies) or have), False
        if spoken.kind == "operation" and spoken.cues.growth and len(before) == 1:
            return When((before[0] - 1, before[0]), (before[0] - 1,)), True
        base = tuple(y for y in before if y not in main)
        return When(tuple(before), base), True

    def _common(self, spoken: Spoken, bodies: tuple[str, ...]) -> tuple[int, ...]:
        """Years that all of several named bodies have, where they are set against each other."""
        if len(spoken.who.bodies) < 2 or not spoken.cues.difference:
            return ()
        return tuple(
            y for y in self.loaded.years(bodies)
            if all(y in self.loaded.years((body,)) for body in bodies)
        )  # fmt: skip

    @staticmethod
    def _places(spoken: Spoken) -> Places:
        """Bodies with the years named for each, here or in the questions this one leans on."""
        if spoken.who.said or spoken.who.unknown or spoken.when.years or spoken.when.offsets:
            return own_years(spoken.text, spoken.who, spoken.when)
        return asked_before(spoken.before)

    def _query(self, question: str, text: str, before: Query | None, cues: Cues) -> Query:
        columns = self.matcher.named(EACH.sub("", text), "column")  # 「单位各提了几件」
        parts = tuple(c for c in columns if c.name != "总计")
        about = without_operation(without_columns(text, parts) or text)
        if columns and _only_applied(text, without_columns(text, columns)):
            about = _NEW  # 「公司来申请的几件」: applicants are counted by what they applied for
        if _ONLY_OPEN.fullmatch(about):
            about = _OPEN  # 「哪个公开得多」
        likely = self.classifier.likely((fold(text), fold(about)))
        also = [key for key, p in likely.keys if p >= WORTH_A_LOOK]
        matches = matches_of(about, self.matcher, also)
        context = before.terms if before is not None else ()
        return Query(
            question, question, text, (), (), False, False, (), (),
            matches, columns, "value", cues, self._terms(without_arithmetic(without_share(text))), context,
            likely=likely,
        )  # fmt: skip


def _asks_figure(query: Query) -> bool:
    """Whether figures are asked for, not a topic or plans."""
    topic = query.top is not None and query.top.concept.kind in {"section", "contact"}
    return query.intent not in {"section", "contact"} and not (topic or query.cues.plan)


def _alone(accounts: Accounts) -> bool:
    """Whether every account is of one body only, so that naming it names the body."""
    return all(len(bodies) == 1 for _, bodies in accounts)


def _without_own_whole(terms: tuple[Term, ...], bodies: tuple[str, ...]) -> tuple[Term, ...]:
    """The terms but 「全区」 where districts are asked: it is what their reports speak for."""
    return tuple(
        t for t in terms
        if not (len(t.word) == 2 and t.word[0] == "全" and all(t.word[1] in b for b in bodies))
    )  # fmt: skip


def _still_absent(spoken: Spoken, bodies: tuple[str, ...]) -> tuple[str, ...]:
    """Bodies asked about before that are not loaded, where a follow-up is still about them."""
    if bodies or spoken.who.said:
        return ()
    return tuple(dict.fromkeys(b for q in spoken.before for b in q.absent_bodies))


def _texts(trail: tuple[Query, ...], spoken: Spoken) -> tuple[str, ...]:
    """What the latest questions asked, as far as all asked it of the one place meant here."""
    last = trail[-1]
    placed = spoken.who.said or spoken.who.group or spoken.when.years or spoken.when.offsets
    if placed or len(last.bodies) * len(last.years) != 1:
        return ()
    texts: tuple[str, ...] = ()
    for query in reversed(trail):
        if (query.bodies, query.years) != (last.bodies, last.years):
            break
        texts = (query.text, *texts)
    return texts


_OWN = frozenset({"new", "topic", "why"})
"""Follow-ups that say themselves what they ask for."""
_OVER_ANOTHER = re.compile(
    r"比(?!例|重|较|[上去前往]|\s)[^\s,，。]{2,12}?[多少高低大长快慢][了出](?:多少|几)"
)
"""「微信比微博多了多少」 is over another thing, not over the year before."""
_VERSUS = re.compile(
    r"[比较跟和与同]它?\s|\s(?:相比|对比|比)|比(?:它|那(?:年|时|会)|前面|上面|刚才|之前)"
)


def _only_applied(text: str, about: str) -> bool:
    """Whether nothing is said of the named applicants but that they applied."""
    about = _APPLY_FOR.sub("申请", about)
    said = {term.word for term in content(about)}
    if not said and _PUT_IN.search(text):
        return True
    return bool(_APPLIED.search(text)) and "公开" not in about and said <= {"申请"}
