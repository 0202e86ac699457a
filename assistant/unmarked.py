"""Divisions without an introducing word: the total comes last, or the numbers just add up."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assistant.division import NO_TOTALS, Division, clause_at, spans_of
from assistant.listing import Part, Stream
from corpus.numbers import Quantity

_CLOSING = re.compile(r"(?:共计|合计|总计|一共|共)\s*$")
_LINKED = re.compile(r"\s*(?:、|和|及|以及)(?!.*(?:其中|含))")
_LOOSE = re.compile(r"\s*[、，,和及]")
_TWO_DIGITS = 10
"""Smaller numbers add up by chance."""
_GAP = 24
"""Characters between two parts of a list that a total closes."""


def closed(stream: Stream) -> Iterator[Division]:
    """「权力2项、其他2项共4项」: the list comes first, then the total.

    Parts linked by 、 are the whole list; after a comma another one may have begun, so that
    only an equal sum tells where.
    """
    for at, total in enumerate(stream.quantities):
        before = stream.shown[: total.start - stream.start]
        if at < 2 or total.unit in NO_TOTALS or not _CLOSING.search(before):
            continue
        parts = _before(stream, total, at)
        if len(parts) < 2:
            continue
        for first in range(len(parts) - 2, -1, -1):
            if _sum(parts[first:]) == total.value:
                yield _division(stream, parts[first:], total)
                break
        else:
            linked = _linked(stream, parts)
            if linked:
                yield _division(stream, linked, total)


def implied(stream: Stream) -> Iterator[Division]:
    """「诉求348件，现场解决162件，跟进解决186件」: no word ties the parts, but they add up."""
    for at, total in enumerate(stream.quantities):
        if total.unit in NO_TOTALS or total.approximate or total.value < _TWO_DIGITS:
            continue
        parts: list[Part] = []
        for quantity in stream.quantities[at + 1 :]:
            if quantity.unit != total.unit or quantity.approximate or not quantity.value:
                break
            parts.append(Part("", quantity, None))
            if len(parts) > 1 and _sum(parts) == total.value:
                spans = spans_of(stream, total, quantity.unit_end)
                yield Division(total, tuple(parts), False, False, spans)
                return


def _before(stream: Stream, total: Quantity, at: int) -> list[Part]:
    """The numbers of the total's unit right before it, loosely listed."""
    parts: list[Part] = []
    for quantity in reversed(stream.quantities[:at]):
        gap = stream.text[quantity.unit_end : parts[0].quantity.start] if parts else "、"
        alike = quantity.unit == total.unit and not quantity.approximate
        if not alike or not _LOOSE.match(gap) or len(gap) > _GAP:
            break
        parts.insert(0, Part("", quantity, None))
    return parts


def _linked(stream: Stream, parts: list[Part]) -> list[Part]:
    """The parts, if all are linked by 、 and nothing else of their unit comes before."""
    for one, two in pairwise(parts):
        if not _LINKED.match(stream.text[one.quantity.unit_end : two.quantity.start]):
            return []
    first = parts[0].quantity
    lead = [q for q in stream.quantities if q.end <= first.start and q.unit == first.unit]
    return [] if lead else parts


def _division(stream: Stream, parts: list[Part], total: Quantity) -> Division:
    span = (clause_at(stream, parts[0].quantity.start), total.unit_end)
    return Division(total, tuple(parts), True, False, (span,))


def _sum(parts: list[Part]) -> Decimal:
    return sum((p.quantity.value for p in parts), Decimal(0))
