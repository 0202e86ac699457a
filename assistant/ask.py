"""Question → Answer: the one place that knows the order of the steps."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from time import perf_counter

from assistant.checked import Checked
from assistant.citing import Citations
from assistant.comparability import compose_comparability
from assistant.compose_check import compose_check, with_contradictions
from assistant.compose_contact import beyond_contacts, compose_contact
from assistant.compose_figure import compose_figure, compose_list, with_figure
from assistant.compose_prose import acceptable, compose_prose
from assistant.concepts import ConceptMatcher
from assistant.figures import Figure, NoColumn, compare_concept, find_figure, listed_figures
from assistant.kin import Kin
from assistant.loaded import loaded_reports
from assistant.not_found import not_found
from assistant.passages import find_passages
from assistant.question import Query, Reader
from assistant.schema import Answer, Finding, Passage
from assistant.terms import key_phrase
from assistant.typos import Vocabulary, official_words
from corpus.catalogue import Catalogue, load_catalogue
from corpus.normalise import fold
from index.schema import SearchMode
from index.search import Index

_PREFERRED = 0.15
"""Prose must explain so much more of the question than a figure to be answered instead."""
_CERTAIN = 0.8
"""A figure whose wording matches this well needs no comparison with prose."""


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval found: a figure of the tables, and passages, best first."""

    figure: Figure | NoColumn | None
    passages: tuple[Passage, ...]


class Assistant:
    """Answers questions over one opened index."""

    def __init__(self, index: Index, catalogue: Catalogue | None = None) -> None:
        self.index = index
        self.catalogue = catalogue or load_catalogue()

    @cached_property
    def reader(self) -> Reader:
        """Understands questions; made on first use."""
        loaded = loaded_reports(self.index)
        words = (*official_words(self.catalogue), *loaded.bodies)
        matcher = ConceptMatcher(self.catalogue, self.index.embedder)
        kin = Kin(loaded.text, self.index.embedder)
        return Reader(loaded, matcher, Vocabulary(words, loaded.text), kin)

    @cached_property
    def checked(self) -> Checked:
        """Findings and prose figures; made on first use."""
        return Checked(self.index, self.catalogue)

    def compare(
        self, indicator: str, bodies: Sequence[str] = (), years: Sequence[int] = ()
    ) -> Answer:
        """One indicator over bodies and years; all loaded ones when none are named.

        Args:
            indicator: official name, key or everyday words.
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
        if figure is None:
            return not_found(query, self.index)
        answer = compose_figure(query, figure, cite)
        return replace(answer, comparison=figure.result.comparison)

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
        answer = self._compose(query, found)
        done = perf_counter()
        timing = (
            ("understand", round((understood - started) * 1000, 3)),
            ("retrieve", round((retrieved - understood) * 1000, 3)),
            ("compose", round((done - retrieved) * 1000, 3)),
            ("total", round((done - started) * 1000, 3)),
        )
        return replace(answer, timing_ms=timing)

    def retrieve(self, query: Query, mode: SearchMode = "fused", *, tables: bool = True) -> Found:
        """Find evidence; ``mode`` and ``tables`` are for the ablation in ``evaluate``."""
        if not query.bodies:
            return Found(None, ())
        figure = None
        if tables and query.years and query.intent not in {"section", "contact", "check"}:
            figure = find_figure(query, self.index, self.catalogue, self.checked)
        return Found(figure, find_passages(query, self.index, self.reader.matcher, mode))

    def _compose(self, query: Query, found: Found) -> Answer:
        if not query.bodies:
            return not_found(query, self.index)
        cite = Citations(self.index)
        if query.cues.comparable and len(query.years) > 1:
            judged = compose_comparability(query, self.index, self.catalogue, self.checked, cite)
            if judged is not None:
                return judged
        if query.intent == "check" and query.years:
            return compose_check(query, self.checked, cite)
        passages = [p for p in found.passages if acceptable(p, query)]
        # Another year's report speaks only where the asked year's own report is silent.
        passages = [p for p in passages if not p.aside] or passages
        if query.intent == "contact" and not (passages and beyond_contacts(query)):
            answer = compose_contact(query, self.index, cite)
            if answer is not None:
                return answer
        if query.intent == "contact":
            # What is said of it stands with the other contact facts: 「本单位不设传真」.
            passages.sort(
                key=lambda p: len(p.chunk.path) > 1 or p.chunk.path[0][:1] in "一二三四五六七八九十"
            )
        if query.intent in {"value", "section"} and query.cues.quantity:
            listed = listed_figures(
                query, self.reader.matcher, self.index, self.catalogue, self.checked
            )
            if listed:
                return compose_list(query, listed, cite)
        if isinstance(found.figure, Figure) and not self._prose_says_more(
            query, found.figure, passages
        ):
            answer = compose_figure(query, found.figure, cite)
            keys = {row.indicator.key for row in found.figure.result.cited}
            asked = frozenset({found.figure.match.concept.key, *(k for k in keys if k)})
            return with_contradictions(answer, asked, self.checked, cite)
        if isinstance(found.figure, NoColumn):
            return not_found(query, self.index, found.figure)
        if passages:
            answer = compose_prose(query, passages, self.index, cite)
            if isinstance(found.figure, Figure) and answer.facts:
                return with_figure(answer, found.figure, cite)
            return answer
        return not_found(query, self.index)

    def _prose_says_more(self, query: Query, figure: Figure, passages: Sequence[Passage]) -> bool:
        if not passages or figure.match.lexical >= _CERTAIN:
            return False
        if len(figure.result.comparison.rows) > 1:
            return False
        first = passages[0]
        phrase = key_phrase(query.text)
        wording = figure.match.concept
        named = any(phrase in fold(p) for p in (wording.name, *wording.variants, *wording.aliases))
        if not named and first.fits and _states(phrase, fold(first.text)):
            return True
        return first.coverage > figure.explained + _PREFERRED


def _states(phrase: str, text: str) -> bool:
    """Whether a passage says the asked phrase: at length, or right before a number."""
    if len(phrase) >= 4 and phrase in text:
        return True
    return len(phrase) >= 2 and bool(re.search(re.escape(phrase) + r"[为共]?\d", text))


def default_directory() -> Path:
    """``NIANBAO_INDEX``, else the user's cache directory."""
    named = os.environ.get("NIANBAO_INDEX")
    if named:
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "nianbao" / "index"


def open_assistant(directory: Path | None = None, model: str | None = None) -> Assistant:
    """Open the index, building the shipped corpus into it on first use.

    Raises:
        IndexUnavailableError: the directory cannot be used.
        ModelError: the index was built with another encoder.
    """
    from index.build import ensure_index
    from index.embed import load_embedder

    place = directory or default_directory()
    embedder = load_embedder(model)
    with as_file(files("corpus") / "reports") as shipped:
        ensure_index(place, shipped, embedder)
    return Assistant(Index.open(place, embedder))
