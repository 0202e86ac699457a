"""Numbers of the running text by the words they count: 「各乡镇主动公开政府信息477条」.

Stricter than searching passages: every content word of what is asked must stand with the number,
most of them right beside it, so that what is found may be computed with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from assistant.asked import units_answering
from assistant.idle import ATTENDING, without_idle
from assistant.measure import OCCASIONS
from assistant.stated_counts import Stated
from assistant.terms import Term, abbreviates, content, held

_SHARE_OF = re.compile("占,*$")
"""Before a share, which goes on from what it is a share of: 「856条，占34%」."""
_NAMING = re.compile("(?![共计总达到为有了约其中累等数量]{2})[\u4e00-\u9fff]{2}")
"""Words beside a number, not of the dictionary, that may name another thing: 点赞量."""
_PART = re.compile(r"乡镇|镇街|街道|村居|社区|[区县市省][直级]|下属|直属|分局|其[他它]|其中")
"""What makes a number one part's: never an answer where the whole is asked for."""
IN_SO_MANY_WORDS = frozenset({1.0, 0.8})
"""Hold on a word that is said, or shortened; a synonym's is 0.9: 点赞 are no 粉丝."""
FOLLOWERS = re.compile("粉丝数?|关注(?:用户|人)数?|订阅用户数?")
"""One number under several names."""
_IN_OTHER_WORDS = 0.8
_BESIDE, _NEAR, _AROUND, _EARLIER = 1.0, 0.7, 0.45, 0.3
"""Worth of a word right beside the number, before it in its clauses, in its sentence, or in the
sentence before."""
_STRANGE = 0.12
"""Taken off for each word beside the number that the question does not say."""
_LIGHTLY = 0.05
_MOST_TRIED = 4
"""Numbers of a sentence tried for each part, best first."""
_NEXT_SENTENCE = 2
"""Characters between a number that ends a sentence and the next sentence."""
_CLEAR = 0.06
"""Lead of the best number over the next; closer ones are told apart by nothing."""
_SCORES = frozenset({"得分", "分数", "评分", "成绩"})
"""「得88.6分」 is a score without the word."""
_KINDS = frozenset({"文件", "信息", "材料", "内容", "事项", "案件", "项目", "活动", "情况"})
_PEOPLE = frozenset("人名位")
_PIECES = frozenset("件条份个篇项宗起次期场通封") | {"场次"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is counted: its content words, the light ones, the unit asked in (or "").

    ``asked``: the whole question, folded; ``others``: words of the figures asked for beside it;
    ``backwards``: the sentences before the number's may say what it is of; ``head``: the word right
    before 多少, or "".
    """

    terms: tuple[Term, ...]
    light: tuple[str, ...]
    unit: str
    asked: str
    others: tuple[tuple[Term, ...], ...] = ()
    backwards: bool = False
    head: str = ""


def best_stated(counts: Sequence[Stated], wanted: Wanted) -> Stated | None:
    """The one number that counts what is wanted; None when there is none or no telling which."""
    ranked = sorted(_fitting(counts, wanted), key=lambda s: (-s[0], s[1].start))
    if not ranked:
        return None
    first, best = ranked[0]
    if not any(_beside(best, t) for t in wanted.terms):
        said = content(best.beside)
        if not (_led_to(best, wanted, said) if said else _held_before(best, wanted, said)):
            return None
    rivals = [s for score, s in ranked[1:] if first - score < _CLEAR and s.value != best.value]
    return None if rivals else best


def stated_together(counts: Sequence[Stated], parts: Sequence[Wanted]) -> tuple[Stated, ...]:
    """A number for every part: those of one sentence that has them all, else each one's best."""
    fitting = [_fitting(counts, part) for part in parts]
    best: tuple[float, tuple[Stated, ...]] = (0.0, ())
    for sentence in dict.fromkeys(s.sentence for _, s in fitting[0]):
        here = [[f for f in found if f[1].sentence == sentence] for found in fitting]
        score, picked = _one_each(here)
        if picked and score > best[0]:
            best = score, picked
    if best[1]:
        return best[1]
    if (alike := _alike_together(counts, parts, fitting)) is not None:
        return alike
    alone = [best_stated(counts, part) for part in parts]
    found = tuple(s for s in alone if s is not None)
    return found if len(found) == len(parts) and _distinct(found) else ()


def _alike_together(
    counts: Sequence[Stated],
    parts: Sequence[Wanted],
    fitting: Sequence[Sequence[tuple[float, Stated]]],
) -> tuple[Stated, ...] | None:
    """The numbers of two parts, one said in another word beside the other: 土地征收 for 征地."""
    if len(parts) != 2 or bool(fitting[0]) == bool(fitting[1]):
        return None
    named, other = (0, 1) if fitting[0] else (1, 0)
    terms = [term for term in parts[other].terms if without_idle(term)]
    if len(fitting[named]) != 1 or not terms:
        return None
    [(_, one)] = fitting[named]
    beside = [
        count for count in counts
        if count.sentence == one.sentence and count is not one and count.unit == one.unit
        if all(held(term, count.beside) >= _IN_OTHER_WORDS for term in terms)
    ]  # fmt: skip
    if len(beside) != 1:
        return None
    return (one, beside[0]) if named == 0 else (beside[0], one)


def counts_as(count: Stated, wanted: Wanted) -> bool:
    """Whether a number may count what is wanted."""
    return _score(count, wanted) is not None


def telling_sentences(count: Stated, wanted: Wanted) -> int:
    """How many of the sentences before a number's own say what it is of, the nearest first."""
    unsaid = [t for t in wanted.terms if not _worth(count, t)]
    for many in range(1, len(count.earlier) + 1):
        if all(any(_says(e, t) for e in count.earlier[:many]) for t in unsaid):
            return many
    return len(count.earlier)


def whole_of(counts: Sequence[Stated], part: Stated) -> Stated | None:
    """The number that 其中 divides, of the same unit: 文章1640篇, 其中原创294篇."""
    if not part.inside:
        return None
    before = [s for s in counts if s.end < part.start and s.unit == part.unit and not s.inside]
    last = before[-1] if before else None
    if last is None:
        return None
    # 「共开设新媒体70个。其中微博29个」: or it ends the sentence before.
    ends = part.sentence - last.unit_end <= _NEXT_SENTENCE
    return last if last.sentence == part.sentence or ends else None


def _distinct(found: Sequence[Stated]) -> bool:
    return len({s.start for s in found}) > 1


def _one_each(found: Sequence[Sequence[tuple[float, Stated]]]) -> tuple[float, tuple[Stated, ...]]:
    """The numbers that fit best together, another for every part; () when there are too few."""
    if not found:
        return 0.0, ()
    ways = [sorted(part, key=lambda f: (-f[0], f[1].start))[:_MOST_TRIED] for part in found]
    best: tuple[float, tuple[Stated, ...]] = (0.0, ())
    for chosen in product(*ways):
        picked = tuple(number for _, number in chosen)
        score = sum(fit for fit, _ in chosen)
        if score > best[0] and len({number.start for number in picked}) == len(picked):
            best = score, picked
    return best


def _fitting(counts: Sequence[Stated], wanted: Wanted) -> list[tuple[float, Stated]]:
    scored = ((_score(count, wanted), count) for count in counts)
    found = [(score, count) for score, count in scored if score is not None]
    return [f for f in found if f[1].unit == wanted.unit] or found


def _score(count: Stated, wanted: Wanted) -> float | None:
    """How well a number counts what is wanted; None when it does not."""
    if not wanted.terms or not same_kind(count.unit, wanted.unit):
        return None
    if count.unit == "%" != wanted.unit and _SHARE_OF.search(count.beside):
        return None
    if any(part not in wanted.asked for part in _PART.findall(count.beside) if part != "其中"):
        return None
    named = [t for t in wanted.terms if _PART.search(t.word)]
    if not all(_beside(count, term) for term in named):
        return None
    if not all(_beside(count, term) for term in wanted.terms) and _another(count, wanted):
        return None
    total = spoken = 0.0
    backwards = False
    for term in wanted.terms:
        worth = _worth(count, term)
        if not worth and wanted.backwards and any(_says(e, term) for e in count.earlier):
            worth, backwards = _EARLIER, True
        if not worth:
            return None
        total, spoken = total + term.weight, spoken + term.weight * worth
    said = content(count.beside)
    if wanted.unit in _PEOPLE:
        said = tuple(t for t in said if not ATTENDING.fullmatch(t.word))
    right_beside = any(_beside(count, term) for term in wanted.terms)
    if said and not right_beside and not _led_to(count, wanted, said):
        return None
    strange = [
        t for t in said
        if held(t, wanted.asked) < 0.5 and not any(w.word in t.word for w in wanted.terms)
    ]  # fmt: skip
    if backwards and any(map(without_idle, _else_said(said, count, wanted))):
        return None  # it goes on to something else
    another = not said and not right_beside and bool(_NAMING.search(count.beside))
    light = sum(word in count.beside for word in wanted.light)
    light += 2 * bool(wanted.head and wanted.head in count.beside)
    return spoken / total - _STRANGE * min(3, len(strange) + another) + _LIGHTLY * light


def _led_to(count: Stated, wanted: Wanted, said: Sequence[Term]) -> bool:
    """Whether what stands before a number says what it is of, whatever ``said`` beside it."""
    return _on_the_line(count, wanted, said) or _held_before(count, wanted, said)


def _held_before(count: Stated, wanted: Wanted, said: Sequence[Term]) -> bool:
    """Whether a number of occasions is of what its clauses name: 「政府开放日恢复线下，举办18场」."""
    same = (
        count.unit == wanted.unit and count.unit in OCCASIONS and not any(map(without_idle, said))
    )
    return same and all(_says(count.before, term) for term in wanted.terms)


def _else_said(said: Sequence[Term], count: Stated, wanted: Wanted) -> list[Term]:
    """The words beside a number that the question does not say: 行政复议, where 行政 is asked.

    Not what only tells the kind of the asked thing before it: 文件 of 政策文件.
    """
    words = [asked.word for asked in wanted.terms]
    return [
        t for t in said
        if held(t, wanted.asked) < _IN_OTHER_WORDS
        and not any(t.word.removeprefix(word) in _KINDS for word in words)
        and not (t.word in _KINDS and any(f"{word}{t.word}" in count.beside for word in words))
    ]  # fmt: skip


def _on_the_line(count: Stated, wanted: Wanted, said: Sequence[Term]) -> bool:
    """Whether a number is of the hotline named before it: 「“12333”来电增加，接听来电68.7万个」."""
    numbers = [term for term in wanted.terms if term.word.isdigit()]
    named = numbers and all(_says(count.before, term) for term in numbers)
    return bool(named) and not any(map(without_idle, said))


def _another(count: Stated, wanted: Wanted) -> bool:
    """Whether the number counts what is asked for beside this one, alone or together with it.

    Titles name no number's kind.
    """
    said = re.sub("《.*?》", "", f"{count.before}，{count.beside}")
    return any(o and all(_says(said, t) for t in o) for o in wanted.others)


def _worth(count: Stated, term: Term) -> float:
    if _beside(count, term):
        return _BESIDE
    if _says(count.before, term):
        return _NEAR
    return _AROUND if _says(count.around, term) else 0.0


def _beside(count: Stated, term: Term) -> bool:
    scored = count.unit == "分" and term.word in _SCORES
    return scored or term.word == count.unit or _says(count.beside, term)


def _says(text: str, term: Term) -> bool:
    """Whether a text says a word, or a name that it shortens; a word of like meaning will not do."""
    if FOLLOWERS.fullmatch(term.word):
        return bool(FOLLOWERS.search(text))
    turned = term.word[2:] + term.word[:2] if len(term.word) == 4 else term.word
    said = held(term, text) in IN_SO_MANY_WORDS or turned in text  # 征集意见 as 意见征集
    return said or abbreviates(term.word, text)


def same_kind(unit: str, asked: str) -> bool:
    """Whether a number in one unit may count what is asked for in another."""
    if not asked or not unit or unit == asked:
        return True
    return (unit in _PIECES and asked in _PIECES) or (
        asked in _PEOPLE and unit in units_answering(asked)
    )
