"""Questions for a comparison of which one side is not loaded."""

import re

from assistant.checked import Checked
from assistant.figures import Figure, NoColumn
from assistant.intent import CHANGING, read_cues, without_operation
from assistant.query import Query
from assistant.schema import Passage
from corpus.normalise import fold

_MORE_BY = re.compile(
    r"比?[^,，。]{0,6}[多少增减][\u4e00-\u9fff]{0,3}?了?(?:多少|几)[条件份个篇次人项]?|[条件人次篇]数|人次|数量|总[数量]"
)
"""「多公开了几条」, and nouns that ask for no number of their own."""
_AGAINST = re.compile(r"(?:比|跟|较|[和与同](?=\d{4}年?(?:相?比|对比)))(?:上)?(\d{4})(?=年)")
"""The year after 比, or before 相比."""
_CHANGE = re.compile(CHANGING)
_YEAR_BEFORE = re.compile("上一?年|去年|同比|往年")


def compares(query: Query) -> bool:
    """Whether figures are to be set against each other."""
    return query.cues.difference or query.cues.times or query.cues.extreme


def lacks_other_side(query: Query, figure: Figure | NoColumn | None, checked: Checked) -> bool:
    """Whether only a comparison is asked for, with a year or body that is not loaded."""
    if not (compares(query) and query.body_named) or (figure is not None and figure.several):
        return False
    loaded = [p for p in query.asked_places if checked.report_id(*p)]
    lacking = query.absent_years or query.absent_bodies or len(loaded) < len(query.asked_places)
    if not lacking or len(loaded) > 1:
        return False
    if {year for _, year in loaded} <= years_against(query):
        return True  # 「2023年几件？跟2022年比呢」, of which the first is not loaded
    rest = _MORE_BY.sub("", without_operation(fold(query.question)))
    return not read_cues(rest).quantity


def is_own(passage: Passage, query: Query) -> bool:
    """Whether a passage is of the year and body asked about, not of those they are set against."""
    chunk = passage.chunk
    against = query.base_body and chunk.body == query.base_body and len(query.bodies) > 1
    return chunk.year not in years_against(query) and not against


def years_against(query: Query) -> frozenset[int]:
    """The years that another year is to be set against: 2018 of 「2022年几名，比2018年多吗」."""
    return frozenset(map(int, _AGAINST.findall(fold(query.question))))


def states_change(text: str, query: Query) -> bool:
    """Whether a report itself compares its year with the one that is not loaded."""
    said = fold(text)
    if query.absent_bodies or not _CHANGE.search(said):
        return False
    before = any(year - 1 in query.absent_years for year in query.years)
    named = any(f"{year}年" in said for year in query.absent_years)
    return named or (before and _YEAR_BEFORE.search(said) is not None)
