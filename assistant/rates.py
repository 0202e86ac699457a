"""The lexicon's derived rates as arithmetic, and the natural whole of a share."""

from dataclasses import dataclass

_NEW_FORMS = frozenset({"2019", "2021"})
_OLD_FORMS = frozenset({"2014", "local"})


@dataclass(frozen=True, slots=True)
class Ratio:
    """``part`` ÷ ``whole``; columns None follow the request. ``forms`` empty means any form."""

    part: str
    whole: str
    part_column: str | None = None
    whole_column: str | None = None
    forms: frozenset[str] = frozenset()


RATES: dict[str, tuple[Ratio, ...]] = {
    "rate.granted": (Ratio("result.granted", "result.total"),),
    "rate.partial": (Ratio("result.partial", "result.total"),),
    "rate.denied": (Ratio("result.denied", "result.total"),),
    "rate.unavailable": (Ratio("result.unavailable", "result.total"),),
    "rate.refused": (Ratio("result.refused", "result.total"),),
    # From 2019 on the year's work is new + carried in; before, nothing was carried.
    "rate.closed": (
        Ratio("apply.closed", "apply.new", forms=frozenset({"2014"})),
        Ratio("result.total", "apply.handled", forms=_NEW_FORMS),
        Ratio("result.total", "apply.new", forms=frozenset({"local"})),
    ),
    "rate.answered": (
        Ratio("result.total", "apply.new", forms=_OLD_FORMS),
        Ratio("result.total", "apply.handled", forms=_NEW_FORMS),
    ),
    "rate.on_time": (Ratio("apply.closed_on_time", "apply.closed"),),
    "rate.extended": (Ratio("apply.closed_extended", "apply.closed"),),
    "rate.carried_out": (Ratio("apply.carried_out", "apply.handled"),),
    "rate.online": (Ratio("apply.online", "apply.new"),),
    "rate.natural_person": (Ratio("apply.new", "apply.new", "自然人", "总计"),),
    "rate.fulltime": (Ratio("org.fulltime", "org.staff"),),
    "rate.parttime": (Ratio("org.parttime", "org.staff"),),
    "review_corrected_rate": (Ratio("review.corrected", "review"),),
    "review_upheld_rate": (Ratio("review.upheld", "review"),),
    "lawsuit_lost_rate": (Ratio("lawsuit.corrected", "lawsuit"),),
    "lawsuit_won_rate": (Ratio("lawsuit.upheld", "lawsuit"),),
}
"""The lexicon's derived rates, as arithmetic."""

CHANNEL = "channel."
"""Begins the keys of the channels."""
OVERLAP = (
    "同一条信息可以在几个渠道公开，渠道之间、渠道与去重的总数之间不是部分与整体的关系，仅供参考"
)
WHOLES = (
    ("result.total", "apply.handled"),
    ("result.", "result.total"),
    ("denied.", "result.total"),
    ("unavailable.", "result.total"),
    ("refused.", "result.total"),
    ("other.", "result.total"),
    ("apply.closed_", "apply.closed"),
    ("apply.closed", "apply.new"),
    ("apply.carried_", "apply.handled"),
    ("apply.", "apply.new"),
    ("review.", "review"),
    ("lawsuit.direct.", "lawsuit.direct"),
    ("lawsuit.after.", "lawsuit.after"),
    ("lawsuit.", "lawsuit"),
    ("org.fulltime", "org.staff"),
    ("org.parttime", "org.staff"),
    ("active.normdoc", "active.total"),
    (CHANNEL, "active.total"),
)
"""What a share is of when the question does not say; first matching prefix. That of a channel is
told with ``OVERLAP``."""
