"""Several questions in one: 「收到多少申请，办结了多少」."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.citing import Citations
from assistant.schema import Answer, Citation, Comparison, Fact, Notice

_MOST = 4
"""Questions in one sentence that are answered one by one; more are no sentence."""
_CLAUSE = re.compile(r"[^，,、；;。？?！!\s]+[，,、；;。？?！!\s]*")
_ASKS = re.compile(
    r"多少|多[大高](?=比例|比重)|[多少高低]了?还是[多少高低]|(?<![近前这那好上乎])几(?![乎何十百千]|万(?![次人元条件个户亩]))|[吗嘛]|什么|啥|怎么?样?|咋|如何|哪|谁|为何|何时|有没有|有无|是否|是不是|没有?[？?]?$|呢[？?]?$"
)
_COUNTS = re.compile(
    "(?:一共|合计|总共|总计|共)?(?:都?是|有|为|提了|收到)?(?:多少|几)[件条份个篇次人元]?[呢？?]?$"
)
"""What a question that goes on 「，占总数的几成」 ends with."""
_HOW_MANY = re.compile(
    r"(?:[那又都]|分别|各自?|一共|总共|是|有|为|共|了)*(?P<many>(?:多少|几)(?P<unit>[件条份个篇次人元起项名期场倍]?[次元]?))(?:[（(][^（）()]*[）)])?[呢？?。，,]*$"
    r"|(?:分别|各自?)都?是(?:什么|啥|哪些)[？?。]*$|[对是行](?:[吗吧么]|不[对是行]|没错)*[？?。]*$"
    r"|(?:那?我?)?(?:能|可以)(?:不能|否|不可以)?(?:就|直接|这样)*(?:说|算|讲|认为|相?比|相减)[^,，？?]{0,10}[吗么][？?。]*$"
)
_OF_ANOTHER_YEAR = re.compile(
    r"[那而到]?(?:[12]\d{3}|\d{2}|[〇零一二三四五六七八九]{4})年度?的?[又则]?(?:是|有|为|还剩下?|只剩下?|剩下?|还有)?(?:一共|总共|合计|共)?"
    r"(?:多少|几)(?:人次|万元|[件条份个篇次人元项名期场])?[呢？?，,。；;]*$"
)
"""「2015年多少人，2017年多少人」 asks one thing of two years."""
_COUNTED = re.compile("(?:多少|几)(?P<unit>[次期场届人名]?次?)")
"""Where a question counts occasions or people; things are counted in any unit."""

_LEANS = re.compile(
    r"[比差占倍谁哪]|平均|[一合总共]共|合计|加起来|[多少高低]了?(?:多少|几)|[增减升降涨跌]"
)
"""A question that works with what those before it ask for."""
_WHETHER = re.compile("[吗嘛么][？?]?$|是不是|是否")
_QUOTED = re.compile("“[^”]*”")
_RUN_ON = re.compile(
    "(?:多少|几)(?:人次|[件条份个篇次人起项名期场])(?=[\u4e00-\u9fff]{1,2}了(?:多少|几))"
)
"""「赢了几件输了几件」: nothing divides the two."""
_FORMULA = re.compile(r"（((?:算式 )?[-\d.+×÷/()]*[-+×÷/][-\d.+×÷/()]*(?:=[^（）]*)?)）")


def questions(text: str) -> tuple[str, ...]:
    """The questions of a sentence, each with what is said before it; one alone is the text.

    A clause that asks nothing belongs to the question after it, at the end to the one before.
    「分别多少」 after a question asks for nothing else and is left out.
    """
    asked: list[str] = []
    said = ""
    for clause in _CLAUSE.findall(_RUN_ON.sub(r"\g<0>，", text)):
        if asked and not said and (again := _HOW_MANY.match(clause)):
            asked += _in_other_units(asked[-1], again)
            continue
        if asked and not said and _OF_ANOTHER_YEAR.match(clause):
            asked[-1] = f"{asked[-1]}，{clause.rstrip('，,、；;。？?！! ')}"
            continue
        if asked and not said and clause.startswith("占"):
            said = _COUNTS.sub("", asked[-1])
        said += clause
        if _ASKS.search(clause.rstrip("，,、；;。！! ")):
            asked.append(said.rstrip("，,、；; "))
            said = ""
    if not 0 < len(asked) <= _MOST:
        return (text,)
    return (*asked[:-1], asked[-1] + said)


def _in_other_units(question: str, again: re.Match[str]) -> list[str]:
    """「有几次培训，多少人」 asks 「有多少人培训」 too; what is counted in one unit is one question."""
    counted = _COUNTED.search(question)
    unit = again["unit"]
    if counted is None or not unit or counted["unit"] in ("", unit):
        return []
    return [f"{question[: counted.start()]}{again['many']}{question[counted.end() :]}"]


def together(
    whole: Answer, parts: Sequence[Answer], places: Collection[tuple[str, int]], cite: Citations
) -> Answer:
    """The answer to a sentence of several questions.

    Args:
        whole: how the sentence is answered as one question.
        parts: how its questions are answered one after another.
        places: bodies and years that the sentence asks about.
        cite: collects what the joined answer cites.

    Returns:
        ``whole``, unless its parts rest on more evidence than it cites.
    """
    found = [
        part for part in parts
        if part.status == "answered" and all((c.body, c.year) in places for c in part.citations)
    ]  # fmt: skip
    if all(_told(part, whole) for part in found):
        return whole
    enough = len(_figures(whole)) >= len(parts) and _leaning(parts[-1], whole, found)
    if enough and all(_told(part, whole) for part in parts[:-1]):
        return whole  # 「微博发了多少，比网站多多少」: the last leans on all before it
    begins = _begins(parts[0], found) or _remarks(parts, found)
    if len(found) < len(parts) and (whole.status == "answered" or not begins):
        return whole
    joined = Joined(cite)
    for part in parts:
        if part not in found:
            joined.text += f"{part.answer.partition('。')[0]}。"
        elif any(_repeats(part, later) for later in found[found.index(part) + 1 :]):
            joined.notices += [replace(notice, citation=None) for notice in part.notices]
        else:
            joined.add(part)
    return replace(
        whole,
        status="answered",
        answer=joined.text,
        facts=tuple(joined.facts),
        comparison=joined.comparison,
        citations=cite.all,
        notices=tuple(dict.fromkeys(joined.notices)),
        suggestions=(),
    )


class Joined:
    """Answers one after another, each place cited once."""

    def __init__(self, cite: Citations) -> None:
        self.cite = cite
        self.text = ""
        self.facts: list[Fact] = []
        self.notices: list[Notice] = []
        self.comparison: Comparison | None = None

    def add(self, answer: Answer) -> None:
        """Append an answer that rests on more than those before it, its citations renumbered."""
        told = all(_within(citation, self.cite.all) for citation in answer.citations)
        if told and (answer.answer in self.text or not (answer.notices or answer.facts)):
            return
        numbers = [self.cite.keep(citation) for citation in answer.citations]
        self.text += answer.answer
        self.facts += [replace(fact, citation=numbers[fact.citation]) for fact in answer.facts]
        for notice in answer.notices:
            where = None if notice.citation is None else numbers[notice.citation]
            self.notices.append(replace(notice, citation=where))
        if answer.comparison is not None:
            rows = tuple(
                replace(row, citation=None if row.citation is None else numbers[row.citation])
                for row in answer.comparison.rows
            )
            added = replace(answer.comparison, rows=rows)
            self.comparison = _beside(self.comparison, added) if self.comparison else added


def _repeats(part: Answer, later: Answer) -> bool:
    """Whether a later answer states all figures of an earlier one again."""
    again = all(formula in later.answer for formula in _formulas(part))
    return len(_figures(part)) > 0 and _figures(part) <= _figures(later) and again


def _figures(answer: Answer) -> set[tuple[str, int, tuple[str, ...], str | None, Decimal | None]]:
    """The figures an answer states, each once: of whom, when, which row and column."""
    return {(f.body, f.year, f.path, f.column, f.value) for f in answer.facts}


def _beside(one: Comparison, other: Comparison) -> Comparison:
    """Two comparisons as one: their rows and changes one after the other."""
    return Comparison(
        indicator=f"{one.indicator}；{other.indicator}",
        unit=one.unit if one.unit == other.unit else None,
        column=one.column if one.column == other.column else None,
        rows=(*one.rows, *other.rows),
        changes=(*one.changes, *other.changes),
        missing=tuple(sorted({*one.missing, *other.missing})),
        comparable=one.comparable and other.comparable,
        why_not="；".join(filter(None, (one.why_not, other.why_not))) or None,
        formula="；".join(filter(None, (one.formula, other.formula))) or None,
    )


def _told(part: Answer, whole: Answer) -> bool:
    """Whether an answer cites all that a part does, and works out as much from it."""
    return (
        all(_within(c, whole.citations) for c in part.citations)
        and _figures(part) <= _figures(whole)
        and all(formula in whole.answer for formula in _formulas(part))
    )


def _formulas(answer: Answer) -> list[str]:
    """What an answer works out: 「合计多少件」 is not told by the share that the sum has."""
    return _FORMULA.findall(_QUOTED.sub("", answer.answer))


def _leaning(last: Answer, whole: Answer, found: Sequence[Answer]) -> bool:
    """Whether the sentence read as one tells all that its last question can add.

    What works with other figures than the whole's, or works nothing out, was cut off from them.
    """
    new = not _figures(last) <= _figures(whole)
    works = bool(_formulas(last))
    if last in found and not _LEANS.search(last.question):
        return not (new or works)
    return last not in found or new or not works


def _begins(first: Answer, found: Sequence[Answer]) -> bool:
    """Whether the tables answer the first question: what follows leans on it."""
    tabled = any(first.citations[fact.citation].kind == "indicator" for fact in first.facts)
    return tabled and first in found


def _remarks(parts: Sequence[Answer], found: Sequence[Answer]) -> bool:
    """Whether only what is asked first is not told, and is a remark: 「人气涨了吗？」."""
    return list(parts[1:]) == list(found) and bool(_WHETHER.search(parts[0].question))


def _within(citation: Citation, others: Sequence[Citation]) -> bool:
    return any(
        citation.report_id == other.report_id
        and other.start <= citation.start
        and citation.end <= other.end
        for other in others
    )
