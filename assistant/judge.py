"""How far a retrieved passage answers a question."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.concepts import ConceptMatcher
from assistant.question import Query
from assistant.schema import Passage
from assistant.terms import coverage, heard, held, key_phrase, lacking, share
from assistant.windows import Window, windows_of
from corpus.normalise import fold
from corpus.schema import Chunk
from index.schema import Hit

_SURNAME = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤关]"
)
_ROLE = "副?(?:局长|主任|区长|县长|市长|镇长|书记|处长|科长|股长|秘书长|厅长)"
_PERSON = re.compile(
    rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}{_ROLE}|{_ROLE}[:：]?{_SURNAME}[\u4e00-\u9fff]{{1,2}}"
    rf"|(?:由|指定){_SURNAME}[\u4e00-\u9fff]{{1,2}}(?:负责|牵头|办理|落实|担任)"
)
_TIME = re.compile(r"\d\s*[年月日点时天]|\d{1,2}[:：]\d{2}|小时|工作日|[一二三四五六七八九十]月")
_COUNTED_NOUN = re.compile(
    r"(?:多少|几)(?:个|家|名|位|件|条|辆|块|座|所|张|台|份|篇|项|处|户)(?P<noun>[\u4e00-\u9fff]{2,4})$"
)
_HOW_MANY = re.compile(r"(?:是|为|有|达到?|一?共)*(?:多少|几)")
_MEASURE = re.compile(r"(?:多少|几)(?P<unit>人次|人|名|位|次|场|回|辆|块|座|公里|台|户|家|%|天|倍)")
_THINGS = re.compile(r"(?:多少|几)(?:件|条|次|人|个|名|家|份|篇|项|场|期|位|辆|处|起|宗)")
_MONEY = re.compile(r"多少钱|几(?:万|千|百)?元|多少(?:万|亿)?元|花了|金额|经费")
_PEOPLE = frozenset({"人", "名", "位", "人次", "个", "户"})
_TIMES = frozenset({"次", "场", "期", "回", "场次", "人次", "届", "轮", "起", "个", "件"})
_UNITS = {
    "人": _PEOPLE, "名": _PEOPLE, "位": _PEOPLE, "人次": _PEOPLE | {"次"},
    "次": _TIMES, "场": _TIMES, "回": _TIMES,
    "辆": frozenset({"辆", "台"}), "台": frozenset({"台", "辆", "部", "个"}),
    "块": frozenset({"块", "个", "处"}), "座": frozenset({"座", "个", "处"}),
    "户": frozenset({"户", "家"}), "家": frozenset({"家", "个", "户"}),
    "公里": frozenset({"公里"}), "天": frozenset({"天", "日", "工作日"}), "倍": frozenset({"倍"}),
}  # fmt: skip
"""Units that answer 「多少人」, 「几次」 …; a measure not listed takes any."""
_PLAN = "section.plan"


@dataclass(frozen=True)
class PassageSettings:
    """How a passage's parts are weighed.

    Set by judgement while reading wrong answers on the development questions; no grid was run.
    """

    coverage: float = 0.6
    retrieval: float = 0.3
    fit: float = 0.1
    topic: float = 0.15
    """Added when the heading is about the asked topic."""
    phrase: float = 0.15
    """Added when the asked key phrase stands there in one piece."""
    context: float = 0.1
    """Added when the earlier question's words stand there too."""
    hits: int = 24

    def __post_init__(self) -> None:
        """Check the weights.

        Raises:
            ValueError: they do not sum to one.
        """
        if abs(self.coverage + self.retrieval + self.fit - 1) > 1e-9:
            raise ValueError("passage weights must sum to 1")


SETTINGS = PassageSettings()


class Judge:
    """Judges sentences of retrieved chunks against one query."""

    def __init__(self, query: Query, matcher: ConceptMatcher) -> None:
        self._query = query
        self._matcher = matcher
        self._topics = [
            (
                m.concept.key,
                [fold(p) for p in (m.concept.name, *m.concept.variants) if len(p) >= 3],
                "".join(fold(p) for p in (m.concept.name, *m.concept.variants, *m.concept.aliases)),
            )
            for m in query.matches
            if m.concept.kind in {"section", "contact"}
            and (m.score >= 0.45 or (m.concept.key == _PLAN and query.cues.plan))
        ]
        # A number must stand beside the asked words themselves: 「微博粉丝」 is an everyday way
        # to ask about the micro-blog, yet a passage without 粉丝 does not count them.
        self._explains = query.cues.how and not query.cues.quantity
        self._bridged = not query.cues.quantity or query.cues.how
        self._money = bool(_MONEY.search(query.text))
        measure = _MEASURE.search(query.text)
        self._units = _UNITS.get(measure["unit"], frozenset()) if measure else frozenset()
        self._things = bool(_THINGS.search(query.text))
        noun = _COUNTED_NOUN.search(query.text)
        words = {term.word for term in query.terms}
        self._attributes = [
            number
            for number, term in enumerate(query.terms)
            if any(_HOW_MANY.match(rest) for rest in query.text.split(term.word)[1:])
        ]
        self._counted_noun = noun["noun"] if noun and noun["noun"] in words else ""
        self._phrase = key_phrase(query.text)
        self._topic = query.matches[0].score if self._topics and query.matches else 0.0

    def best(
        self, hit: Hit, aside: bool, only: Callable[[Window, Chunk], bool] | None = None
    ) -> Passage | None:
        """The best sentences of a hit, among those that ``only`` lets through."""
        chunk = hit.chunk
        windows = windows_of(chunk)
        if self._query.cues.quantity and len(windows) > 2:
            # A number in one sentence of a long passage counts nothing in another.
            windows = tuple(w for w in windows if not w.whole)
        if only is not None:
            windows = tuple(w for w in windows if only(w, chunk))
        judged = [self._judged(chunk, hit.score, w, aside) for w in windows]
        return max(judged, key=lambda p: (p.score, p.start - p.end), default=None)

    def _judged(self, chunk: Chunk, retrieved: float, window: Window, aside: bool) -> Passage:
        said = window.said
        topics = self._matcher.topics(window.heading)
        about = [
            phrases
            for key, names, phrases in self._topics
            if key in topics or any(name in said for name in names)
        ]
        terms = self._query.terms
        spoken = known = heard(terms, said)
        direct = share(terms, spoken)
        # 「微博粉丝」 about a passage on the micro-blog: the topic does not stand for 粉丝.
        if about and self._bridged and (direct <= 0.2 or self._query.cues.how):
            known = heard(terms, said + "".join(about))
        # What the passage says itself counts more than what its topic is known to be called.
        covered = (direct + 3 * share(terms, known)) / 4 if terms else self._on_topic_alone(about)
        gap = max(lacking(terms, known), self._unsaid_attribute(spoken))
        fits = self._fits(window)
        context = coverage(self._query.context, said) if self._query.context else 0.0
        if context:
            # A follow-up says only what is new; the rest was said before.
            covered, gap = max(covered, (covered + context) / 2), gap * (1 - context / 2)
        on_topic = any(key in topics for key, _, _ in self._topics[:1])
        score = (
            SETTINGS.coverage * covered
            + SETTINGS.retrieval * retrieved
            + SETTINGS.fit * fits
            + SETTINGS.topic * (1 + self._explains) * self._topic * on_topic
            + SETTINGS.phrase * self._worded(said)
            + SETTINGS.context * context
        )
        return Passage(
            chunk, window.start, window.end, window.text, score, covered, gap, fits, aside
        )

    def _on_topic_alone(self, about: list[str]) -> float:
        """Coverage for a question of light words only (「其他要报告的事」): its topic, if clear."""
        return min(1.0, self._topic + 0.15) if about and self._topic >= 0.45 else 0.0

    def _worded(self, said: str) -> float:
        """Share of the asked key phrase that stands in the passage in one piece."""
        longest = 0
        for length in range(3, len(self._phrase) + 1):
            starts = range(len(self._phrase) - length + 1)
            if not any([self._phrase[i : i + length] in said for i in starts]):
                break
            longest = length
        return longest / len(self._phrase) if longest else 0.0

    def _unsaid_attribute(self, spoken: tuple[float, ...]) -> float:
        """1 when the very thing to be counted (「造价多少」) is not spoken of."""
        return float(any(spoken[number] < 0.5 for number in self._attributes))

    def _fits(self, window: Window) -> bool:
        cues = self._query.cues
        if cues.person:
            return bool(_PERSON.search(window.text))
        if cues.when and not cues.quantity:
            return bool(_TIME.search(window.text))
        return not cues.quantity or self._counted(window)

    def _counted(self, window: Window) -> bool:
        """Whether a number stands in the clause that speaks of the question, or the next."""
        terms = self._query.terms + self._query.context
        if not terms:
            return bool(window.counts)
        return any(
            (held(term, count.clause) or held(term, count.before))
            and self._same_kind(count.unit)
            and self._of_the_noun(count.clause)
            for count in window.counts
            for term in terms
        )

    def _same_kind(self, unit: str) -> bool:
        """Whether a unit can answer the asked measure: people are not counted in 起."""
        if self._money:
            return unit.endswith("元")
        if self._things and (unit.endswith("元") or unit == "%"):
            return False
        return not self._units or not unit or unit in self._units

    def _of_the_noun(self, clause: str) -> bool:
        """「多少家企业」 wants a number beside 企业."""
        noun = re.escape(self._counted_noun)
        beside = rf"{noun}[^，、；]{{0,8}}[\d一二三四五六七八九十两]|[\d一二三四五六七八九十两][^，、；]{{0,8}}{noun}"
        return not noun or bool(re.search(beside, clause))
