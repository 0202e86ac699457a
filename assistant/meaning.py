"""What a question is about: the concept that decides how it is answered."""

from collections.abc import Collection

from assistant.concepts import ConceptMatcher, Match
from assistant.intent import Cues, without_field
from assistant.terms import Term, content
from corpus.catalogue import Concept
from corpus.normalise import fold

SURE = 0.5
"""A concept scored lower is a guess; set while reading the development questions."""

_SOMEBODY = frozenset({"contact.compiler", "contact.office"})
"""Contact facts that say who."""


def meant(matches: tuple[Match, ...], terms: tuple[Term, ...], cues: Cues) -> Match | None:
    """The concept that decides the intent.

    A contact fact is asked for more plainly than a topic of the same name; an indicator only
    by a question for a number, or when nothing else is as near.
    """
    if not matches:
        return None
    best = matches[0]
    contact = next((m for m in matches if m.concept.kind == "contact"), None)
    if contact and cues.person and contact.concept.key not in _SOMEBODY:
        contact = None
    figure = next((m for m in matches if m.concept.kind in {"indicator", "derived"}), None)
    rival = figure.score if figure else 0.0
    if contact and contact.exact and all(t.word in contact.phrase for t in terms):
        return contact
    if contact and contact.score >= 0.45 and contact.score >= max(rival, best.score - 0.08):
        return contact
    asked = cues.quantity or cues.yes_no or cues.difference or cues.percent
    slack = 0.3 if asked and not cues.how else 0.05
    if (cues.how or cues.person) and not asked:
        topic = next((m for m in matches if m.concept.kind == "section"), None)
        return topic if topic and topic.score >= 0.3 else None
    if figure and figure.score >= max(0.45, best.score - slack):
        return figure
    return best if best.score >= SURE else None


def matches_of(
    about: str, matcher: ConceptMatcher, also: Collection[str] = ()
) -> tuple[Match, ...]:
    """Concepts by score, matched with and without the words every question here shares.

    Args:
        about: folded text.
        matcher: of the catalogue.
        also: keys of concepts to match however far they are.
    """
    found = list(matcher.match(about, also=also))
    plain = without_field(about)
    if plain != about:
        found += matcher.match(plain)
    best: dict[str, Match] = {}
    for match in sorted(found, key=lambda m: -m.score):
        best.setdefault(match.concept.key, match)
    return tuple(best.values())


def without_columns(text: str, columns: tuple[Concept, ...]) -> str:
    """「自然人申请多少件」 asks for 「申请多少件」, of one column."""
    phrases = {fold(p) for c in columns for p in (c.name, *c.variants, *c.aliases)}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        if set(phrase) & set("申请办理"):
            continue
        text = text.replace(phrase, "")
    return text if content(text) else ""
