"""How reports say a figure in running text: the words right before a number, per indicator.

Each cue is tried on the *lead*: the clause up to the number, begun anew after every earlier
number of the sentence. Precise rather than greedy: 「通过网站公开27件」 is a website count,
「其中部门文件18件」 is nothing we know.
"""

import re
from dataclasses import dataclass
from functools import cache

PIECES = frozenset({"件", "条", "份", "个", "宗", "起", "项"})
TIMES = frozenset({"次", "场", "期", "场次", "个", "起", "件", "班", "批", "批次"})
PEOPLE = frozenset({"人", "名", "位", "人次"})
MONEY = frozenset({"元", "万元"})
ARTICLES = frozenset({"篇", "条", "件", "份", "个", "次"})
PLACES = frozenset({"个", "处"})

TAIL = (
    r"(?:答复|申请|信息|案件|数量|总数|总量|件数|的|数|了|共计|合计|总计|共|为|有|达|是|：|:|\s)*$"
)
OPEN = r"(?:发布|公开|推送|刊登|刊发|登载|编发|公布)"


OLD_FORMS = frozenset({"2014", "local"})
NEW_FORMS = frozenset({"2019", "2021"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording. ``keys`` are added up; ``also`` are other sums the same wording may mean.

    ``topic``: must stand in the lead, the sentence before it or the headings above.
    ``barred``: must not stand in the lead. ``after``: match behind the number instead.
    ``inside``: after 其中 the cue is only read when the figure divided has one of these keys
    (``*``: any, even unknown); without any it never is.
    """

    keys: tuple[str, ...]
    lead: str
    units: frozenset[str]
    also: tuple[tuple[str, ...], ...] = ()
    topic: str | None = None
    barred: str | None = None
    after: bool = False
    inside: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    """Keys one of which the sentence's figure just before must have."""
    unless: str | None = None
    """Must not stand in the sentence up to the number."""
    forms: frozenset[str] = frozenset()
    """Report forms the cue is for; empty: all."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled ``lead``."""
        return _compiled(self.lead)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
