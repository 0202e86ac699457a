"""What is loaded: bodies, years, and the folded text of the reports."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.names import contracts, place_names
from corpus.normalise import fold
from index.schema import ReportInfo
from index.search import Index

_QUOTED = re.compile("“([^“”\n]{3,16})”")
Accounts = tuple[tuple[str, frozenset[str]], ...]
"""Names of accounts, each with the bodies whose reports put it in quotes."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The loaded reports as the question sees them."""

    reports: tuple[ReportInfo, ...]
    bodies: tuple[str, ...]
    text: str
    """Folded text of all reports, to tell names and words that are quoted from them."""

    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Names the reports put in quotes, folded, with the bodies whose reports do: 「上海科技」."""

    places: frozenset[str] = frozenset()
    """Names of the bodies' places, in full and in short."""

    def accounts_in(self, question: str, mentions: Sequence[str]) -> Accounts:
        """Those of ``named`` with a body's place in them that a folded question says.

        Args:
            question: folded.
            mentions: what it calls bodies by; 「澄溪教育」 in 「澄溪教育局」 is no account.
        """
        for mention in mentions:
            question = question.replace(mention, " ")
        near = [place for place in self.places if place in question]
        return tuple(
            (name, bodies) for name, bodies in (self.named.items() if near else ())
            if name in question and any(place in name for place in near)
        )  # fmt: skip

    def years(self, bodies: Sequence[str]) -> tuple[int, ...]:
        """Loaded years of the given bodies, ascending."""
        return tuple(sorted({r.year for r in self.reports if r.body in bodies}))


def loaded_reports(index: Index) -> Loaded:
    """Read what an index holds."""
    bodies = tuple(dict.fromkeys(report.body for report in index.reports))
    texts = [fold(index.text(report.report_id).text) for report in index.reports]
    named: dict[str, set[str]] = {}
    for report, text in zip(index.reports, texts, strict=True):
        for name in _QUOTED.findall(text):
            if not contracts(name, report.body):
                named.setdefault(name, set()).add(report.body)
    known = {name: frozenset(its) for name, its in named.items()}
    return Loaded(index.reports, bodies, "\n".join(texts), known, place_names(bodies))
