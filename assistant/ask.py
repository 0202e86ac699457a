"""Question → Answer: the one place that knows the order of the steps."""

import math
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from time import perf_counter

from threadpoolctl import ThreadpoolController

from assistant.apart import both_sides, sides
from assistant.beside import with_contradictions
from assistant.checked import Checked
from assistant.checking import is_check
from assistant.citing import Citations
from assistant.compose_figure import compose_figure
from assistant.concepts import ConceptMatcher
from assistant.figures import Figure, NoColumn
from assistant.intent import EACH
from assistant.kin import Kin, kin_arrays, kin_version
from assistant.likeliest import likeliest
from assistant.loaded import loaded_reports
from assistant.named import compare_concept
from assistant.not_found import not_found
from assistant.onward import told_beside, worked_on
from assistant.phrases import Phrases, phrase_arrays, phrases_version
from assistant.question import Query, Reader
from assistant.retrieve import find_figures, find_passages, retrieve
from assistant.routes import Found, compose
from assistant.schema import Answer, Finding, Notice, Passage
from assistant.several import questions, together
from assistant.sounds import Readings, reading_arrays, readings_version
from assistant.sources import Sources
from assistant.spoken import set_aside
from assistant.stated_figures import stated_figure, with_stated
from assistant.typos import ASKING, Vocabulary
from assistant.weighing.evidence import load_topics
from assistant.weighing.likely import IndicatorClassifier, indicator_classifier
from assistant.weighing.words import letters
from corpus.catalogue import Catalogue, load_catalogue
from corpus.errors import ModelError
from corpus.normalise import fold
from index.database import seeded
from index.search import Index

_WARM_UP = ("有哪些问题？", "微薄发了几条")
"""Asked before anyone else asks: of a topic, and of a figure with a typo, which takes pypinyin."""


class Assistant:
    """Answers questions over one opened index."""

    def __init__(
        self,
        index: Index,
        catalogue: Catalogue | None = None,
        classifier: IndicatorClassifier | None = None,
    ) -> None:
        _multiply_on_one_thread()
        self.index = index
        self.catalogue = catalogue or load_catalogue()
        self._classifier = classifier

    @cached_property
    def reader(self) -> Reader:
        """Understands questions; made on first use."""
        catalogue, embedder, derived = self.catalogue, self.index.embedder, self.index.derived
        loaded = loaded_reports(self.index)
        kept = derived.of_program(
            "phrases",
            phrases_version(catalogue, embedder),
            lambda: phrase_arrays(catalogue, embedder),
        )
        phrases = Phrases.read(kept)
        kin = derived.of_reports(
            "kin", kin_version(embedder), lambda: kin_arrays(loaded.text, embedder)
        )
        readings = Readings(derived.of_program("readings", readings_version(), reading_arrays))
        words = (*phrases.official, *loaded.bodies)
        vocabulary = Vocabulary((*words, *ASKING), loaded.text, readings, loaded.places)
        matcher = ConceptMatcher(catalogue, embedder, phrases=phrases)
        classifier = self._classifier or indicator_classifier()
        return Reader(loaded, matcher, vocabulary, Kin(kin, embedder), classifier)

    @cached_property
    def checked(self) -> Checked:
        """Findings and prose figures; made on first use."""
        return Checked(self.index, self.catalogue)

    def prepare(self) -> None:
        """Work out what every question needs, and keep it with the index."""
        _ = self.reader

    def compare(
        self, indicator: str, bodies: Sequence[str] = (), years: Sequence[int] = ()
    ) -> Answer:
        """One indicator over bodies and years; all loaded ones when none are named.

        Args:
            indicator: official name, key or everyday words, else what the running text counts.
            bodies: loaded bodies, in full or in short.
            years: any years; those without a report are named as missing.
        """
        wording = f"{'、'.join(bodies)} {indicator} 对比"
        query = self.reader.understand(wording)
        have = self.reader.loaded.years(query.bodies)
        asked = tuple(years) or have
        query = replace(
            query,
            question=indicator,
            intent="compare",
            years=tuple(y for y in asked if y in have),
            absent_years=tuple(y for y in asked if y not in have),
            year_named=bool(years),
        )
        cite = Citations(self.index)
        figure = compare_concept(query, indicator, self.index, self.catalogue, self.checked)
        figure = figure or stated_figure(query, self.index, self.catalogue, self.checked)
        if figure is None:
            return not_found(query, self.index)
        answer = replace(compose_figure(query, figure, cite), comparison=figure.result.comparison)
        return with_contradictions(answer, (figure,), self.checked, cite)

    def check(self, report_ids: Sequence[str] = ()) -> tuple[Finding, ...]:
        """Findings on the named reports, or on all.

        Raises:
            UsageError: a report is not stored.
        """
        ids = tuple(report_ids) or tuple(r.report_id for r in self.index.reports)
        return tuple(finding for i in ids for finding in self.checked.findings(i))

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        body: str | None = None,
        year: int | None = None,
    ) -> Answer:
        """Answer one question.

        Args:
            question: in Chinese, as typed.
            history: earlier questions of the conversation, oldest first.
            body: answer for this loaded body unless the question names another.
            year: answer for this year unless the question names another.
        """
        started = perf_counter()
        query = self.reader.understand(question, history, body, year)
        understood = perf_counter()
        found = self.retrieve(query)
        retrieved = perf_counter()
        answer = _told_apart(query, compose(query, found, self._sources))
        asked = questions(question)
        refused = answer.status == "not_found"
        if (asked != (question,)) if refused else (len(asked) > 1 and not is_check(query)):
            answer = self._one_by_one(answer, query, asked, history, body, year)
        each = query.cues.difference or EACH.search(query.text)
        if each and len(_places_compared(answer)) < 2:
            answer = self._apart(answer, question, history, body, year)
        answer = _with_set_aside(question, answer)
        done = perf_counter()
        timing = (
            ("understand", round((understood - started) * 1000, 3)),
            ("retrieve", round((retrieved - understood) * 1000, 3)),
            ("compose", round((done - retrieved) * 1000, 3)),
            ("total", round((done - started) * 1000, 3)),
        )
        return replace(answer, timing_ms=timing)

    def _apart(
        self,
        whole: Answer,
        question: str,
        history: Sequence[str],
        body: str | None,
        year: int | None,
    ) -> Answer:
        """What two different things of different years come to, where one answer tells one."""
        both = sides(question)
        if both is None:
            return whole
        return both_sides(whole, self._each(both, history, body, year), Citations(self.index))

    def _each(
        self, asked: Sequence[str], history: Sequence[str], body: str | None, year: int | None
    ) -> list[Answer]:
        """The answers to questions, each asked in the light of those before."""
        parts: list[Answer] = []
        for number, question in enumerate(asked):
            answer = worked_on(question, parts[-1]) if parts else None
            if answer is None:
                one = self.reader.understand(question, (*history, *asked[:number]), body, year)
                answer = told_beside(question, one, parts[-1], self._sources) if parts else None
                answer = answer or compose(one, self.retrieve(one), self._sources)
                answer = _told_apart(one, answer)
            parts.append(answer)
        return parts

    def _one_by_one(
        self,
        whole: Answer,
        query: Query,
        asked: Sequence[str],
        history: Sequence[str],
        body: str | None,
        year: int | None,
    ) -> Answer:
        """What the questions of a sentence come to."""
        parts = self._each(asked, history, body, year)
        years = query.years or query.loaded_years
        places = query.places or tuple((b, y) for b in query.bodies for y in years)
        return together(whole, parts, places, Citations(self.index))

    def warm(self) -> None:
        """Load what questions load on first use, so that the next one finds it there."""
        load_topics(self.catalogue)
        for question in _WARM_UP:
            self.ask(question)

    def retrieve(self, query: Query) -> Found:
        """Find evidence: a figure of the asked tables, and passages."""
        if not query.bodies or not letters(fold(query.text)):
            return Found(None, 0.0, ())
        if query.intent in {"contact", "check"} or query.more:
            return Found(None, 0.0, self._passages(query))
        figure: Figure | NoColumn | None
        if query.places:
            weighed = find_figures(query, self.index, self.catalogue, self.checked)
            figure, _ = likeliest(query, weighed)
            passages, belief = self._passages(query), math.inf
        else:
            found = retrieve(query, self.index, self.catalogue, self.checked)
            figure, belief = likeliest(query, found.figures)
            passages = found.passages
        if isinstance(figure, Figure):
            figure = with_stated(query, figure, self.index, self.catalogue, self.checked)
        return Found(figure, belief, passages)

    def _passages(self, query: Query) -> tuple[Passage, ...]:
        """What the running text says, each body in the years asked of it."""
        places = query.places
        found = find_passages(query, self.index)
        return tuple(p for p in found if not places or (p.chunk.body, p.chunk.year) in places)

    @property
    def _sources(self) -> Sources:
        return Sources(self.index, self.catalogue, self.reader.matcher, self.checked)


def _places_compared(answer: Answer) -> set[tuple[str, int]]:
    """The bodies and years whose figures an answer sets against each other."""
    rows = answer.comparison.rows if answer.comparison else ()
    return {(row.body, row.year) for row in rows}


def _with_set_aside(question: str, answer: Answer) -> Answer:
    """The answer, with what it was asked to leave out and nothing was taken off for."""
    aside = set_aside(question)
    if not aside or answer.status == "not_found":
        return answer
    told = Notice("scope", f"问题里说“{aside}”：数是原文这一项本来的，没有另外扣减")
    return replace(answer, notices=(*answer.notices, told))


def _told_apart(query: Query, answer: Answer) -> Answer:
    """The answer with which place was meant, where one was typed that only sounds like it."""
    if not query.misheard or answer.status == "not_found":
        return answer
    taken = "，".join(f"“{typed}”按读音当作“{place}”" for typed, place in query.misheard)
    notice = Notice("ambiguous", f"没有收录这样写的地名：{taken}；如果指别处，答案不适用")
    return replace(answer, notices=(notice, *answer.notices))


def default_directory() -> Path:
    """``NIANBAO_INDEX``, else the user's cache directory."""
    named = os.environ.get("NIANBAO_INDEX")
    if named:
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "nianbao" / "index"


@cache
def _multiply_on_one_thread() -> None:
    """Keep numpy's matrix products on the thread that asks for them, from now on.

    A question multiplies a hundred small matrices. Waking BLAS's other threads for one costs
    more than they save, ten times as much where questions are answered side by side.
    """
    ThreadpoolController().limit(limits=1, user_api="blas")


def open_assistant(directory: Path | None = None, model: str | None = None) -> Assistant:
    """Open the index, building the shipped corpus into it on first use.

    An index of another version's encoder is embedded anew; with a ``model`` of one's own it is
    refused, for it may be another's.

    Raises:
        IndexUnavailableError: the directory cannot be used.
        ModelError: the index was built with another encoder than ``model``.
    """
    from index.embed import load_embedder

    place = directory or default_directory()
    embedder = load_embedder(model)
    if not seeded(place):
        from index.build import ensure_index  # all of parsing, which questions need none of

        with as_file(files("corpus") / "reports") as shipped:
            ensure_index(place, shipped, embedder)
    try:
        return Assistant(Index.open(place, embedder))
    except ModelError:
        if model is not None:
            raise
    from index.build import renew_index

    renew_index(place, embedder)
    return Assistant(Index.open(place, embedder))
