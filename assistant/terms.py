"""The content of a question: the words an answer has to be about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.catalogue import load_catalogue
from corpus.normalise import fold
from corpus.segment import known_words
from corpus.words import frequency, is_verb, salience

_ASKING = re.compile(
    r"(?<!申)请问一?下?|想问一?下?|问一?下|想知道|我?想?要?了解一?下|我?想要?了解|我想|想看看?|帮我?查?一?下?|麻烦|查一?下|告诉我|能不能说|说说|讲讲|谈谈|介绍一?下?"
    r"|(?:多少|几)(?:人次|场次|公里|小时|分钟|工作日|平方米|[个件条份篇次场期批块座辆台部名位户家所处项张本册种类起宗例例回遍轮届步间栋楼层号点天月年日周岁分元万吨方亩米])?|几何|第几|是?多[大长久高重远宽](?:时间)?|有没有|是不是|是否|能否|可否|什么样|什么|怎么样|怎么|怎样|如何|为什么|为何|哪些|哪几|哪个|哪儿|哪里|哪|谁|啥|咋"
    r"|一共|总共|合计|共有|到底|究竟|大概|大约|目前|现在|具体|分别|各自|各是|各有|了没|没有"
    r"|年报里?|年度报告|报告里?|里面|里边|上面|提到的?|提及的?|列举的?|写明|写到|写着|载明|列明|披露|经梳理"
)
_LIGHT = frozenset(
    re.findall(
        r"\S+",
        """
        一些 万元 上 下 下来 东西 两个 两家 个 中 主要 么 之中 之间 事 事项 人 人数 今 他们
        以及 以来 件 件数 份 会 位 低 使 信息 做 元 全 全年 公众 公布 公开 关于 其中 具有 内容
        写 准备 减少 几个 几年 出 出去 出来 列 到 办 包括 区别 单位 占 印 去 发 发了 发布 变化
        另外 叫 可以 号 名 吗 吧 呀 呢 咱们 哪年 啊 嘛 回事 在 地方 场 坏 填 增加 多 大 大家
        天 好 好了 存在 它 完 实施 家 对比 小 少 属于 工作 差 差别 市民 年度 年报 开展 弄 当中
        当年 得 得到 怎么回事 总 情况 成 我们 打算 报 报告 拿 拿来 掉 接到 接受 提供 提出 搞
        搞了 收 收到 政府 数 数字 数据 数目 整 新 方式 方面 日 时候 是 最后 最终 月 有 有人
        有关 期 期间 本 机关 机构 条 条数 来 次 次数 正文 每年 比 比例 比较 涉及 率 用 百分之
        百分比 相关 相差 相比 看 着 算 篇 结果 给 给出 群众 老 老百姓 能 要 让 记 讲 说 请
        请教 起来 过 还有 这些 进去 进行 通过 那么 那些 部 部门 采取 里 量 金额 问 项 高 高低
        增长 下降 上升 降低 提高 差距 差异 差额 同比 排名 排序 趋势 走势 平均 最多 最少 合计 总和
        当时 当初 后来 听说 据说 人家 别人 区里 局里 县里 市里 省里 那边 这边 那件事 这件事 那笔 那条 那家
        下面 用于 能干 事情 那一块 这一块
        数量 总量 个数 前后一致 一年到头 从头到尾 自己 自个儿 觉得 感觉 认为 文字 正文 文本 写着 写到 说到 谈到 讲到
        担任 当上 来着
        案子 节目 收上来 收来 定为 列为 归为 转过 转过来 算算 比比 看看 更爱 头一年 一工夫
        落到实处 落实到位 做到 多不多 够不够 好不好 行不行 对不对 要不要 会不会 算不算 里头 当初 那阵 比上年
        占比 比重 变化趋势 发展趋势 对不上 矛盾 一致 不一致 出入 填错 表里 文里 文中 表中 正文里 附表 对错 核对
        提交 递交 交来 递 转 相减 直接 加 不是 可比 比一比 能比 管 错 数字
        政务公开 信息公开 政府信息公开 资讯 想 聊 干 干点 规矩 为止 费劲 话题 消息
        统计表 表格 了结 合起来 年初 年底 到底 提前 几天
        百分之几 查资料 要资料 资料 材料 一段时间 差几 多多 几成 民众 单子 时段 房间 哪个股 东西
        """,
    )
)
"""Words too general to decide whether a passage answers; they still count in search."""


def is_light(word: str) -> bool:
    """Whether ``word`` is too general to decide anything: 群众, 情况."""
    return word in _LIGHT


def asks(question: str, words: Sequence[str]) -> list[bool]:
    """Whether each of the words of a folded question only asks: 多少, 请问, 有没有.

    ``words`` are in the order in which they stand in the question.
    """
    asking = [found.span() for found in _ASKING.finditer(question)]
    said, at = [], 0
    for word in words:
        at = max(at, question.find(word, at))
        said.append(any(start < at + len(word) and at < end for start, end in asking))
        at += len(word)
    return said


_MEASURED = re.compile("(?P<many>多少|几)(?:[套间块栋座台辆批](?=[\u4e00-\u9fff]{2}))")
"""「多少套房源」: 套 measures, and 套房 is no word here."""
_PARTICLES = frozenset(
    "的地得了着过和与跟及或把被向对从由于以为之其也都还又再就才只很最那这哪几两一二三四五六七八九十家因不没别要找能起"
)
_LETTER = re.compile(r"[^\W\d_]")


_LITTLE = 0.3
"""Less weight than this in all is next to nothing."""
_LIGHTLY = 0.5
"""Share of its weight that a light word then has."""
_VERBAL = 0.35


@dataclass(frozen=True, slots=True)
class Term:
    """A content word and how much it must be answered for, in (0, 1]."""

    word: str
    weight: float
    kin: frozenset[str] = frozenset()
    """Words of the loaded reports that mean the same, by the sentence encoder."""


def content(question: str) -> tuple[Term, ...]:
    """Content words of the folded question without body and year, in order, each once."""
    terms: dict[str, Term] = {}
    outside = re.sub(r"[(（].*?[)）]", " ", question)
    plain = _MEASURED.sub(r"\g<many> ", outside if _LETTER.search(outside) else question)
    for word in _words(_ASKING.sub(" ", plain)):
        weight = _weight(word)
        if weight > 0.1:
            terms.setdefault(word, Term(word, weight))
    return tuple(terms.values())


def content_or_light(question: str) -> tuple[Term, ...]:
    """Content words; where they weigh next to nothing, the light words too.

    「公开事项最后剩下多少项」 has little else to go by.
    """
    terms = content(question)
    if sum(term.weight for term in terms) >= _LITTLE:
        return terms
    said = {term.word for term in terms}
    light = dict.fromkeys(
        word
        for word in known_words(_ASKING.sub(" ", question))
        if word in _LIGHT and len(word) > 1 and salience(word) > 0.1 and word not in said
    )
    return (*terms, *(Term(word, _LIGHTLY * salience(word)) for word in light))


def _weight(word: str) -> float:
    """A strange word made of verbs (加开, 降到) weighs as a verb, any other as a rare noun."""
    if not frequency(word) and all(is_verb(character) for character in word):
        return _VERBAL
    return salience(word)


_NAMING = frozenset(
    [
        "部门",
        "单位",
        "信息",
        "政府",
        "工作",
        "机关",
        "机构",
        "公开",
        "市民",
        "群众",
        "公众",
        "报告",
        "资料",
        "材料",
    ]
)
"""Light words that still are part of a name: 「部门文件」, 「工作方案」."""


def key_phrase(question: str) -> str:
    """The longest run of naming words in a folded question: 「部门文件公开了几件」 → 部门文件."""
    runs, run = [""], ""
    for word in (*known_words(_ASKING.sub("，", question)), "，"):
        naming = word in _NAMING or (
            len(word) > 1
            and word not in _LIGHT
            and bool(_LETTER.search(word))
            and salience(word) > 0
        )
        run = run + word if naming else ""
        runs.append(run)
    return max(runs, key=len)


_DONE = frozenset("了过着")


def _words(text: str) -> Iterator[str]:
    """Words that are not light; neighbouring unknown characters (抖, 音) make one word."""
    run = ""
    for word in (*known_words(text), " "):
        lone = (
            len(word) == 1 and word not in _LIGHT and word not in _PARTICLES and _LETTER.match(word)
        )
        if lone:
            run += word
            continue
        if run:
            # 「公示牌竖了多少」: a verb at the end belongs to the question, not to a name.
            done = len(run) > 1 and word in _DONE and is_verb(run[-1])
            yield run[:-1] if done else run
            run = ""
        if len(word) > 2 and word[0] == "被":
            word = word[1:]  # 「被纠正的」 are 「纠正的」
        if len(word) > 1 and word not in _LIGHT and _LETTER.search(word):
            yield word


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    catalogue = load_catalogue()
    for group in (*catalogue.synonyms, *catalogue.thesaurus):
        folded = {fold(word) for word in group}
        for word in folded:
            groups.setdefault(word, set()).update(folded - {word})
    return {word: frozenset(others) for word, others in groups.items()}


def synonyms(word: str) -> frozenset[str]:
    """Words of the lexicon's groups that mean the same as ``word``."""
    return _synonyms().get(word, frozenset())


@lru_cache(maxsize=16_384)
def _instead(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may stand for a word: its synonyms, and the parts of a longer word."""
    if len(word) < 3:
        parts: list[str] = []
    elif len(word) == 4:
        parts = [half for half in (word[:2], word[2:]) if half not in _LIGHT]
    else:
        parts = [word[i : i + 2] for i in range(len(word) - 1)]
    return tuple(synonyms(word)), tuple(parts)


def held(term: Term, text: str) -> float:
    """How far folded ``text`` speaks of ``term``: 1 the word, 0.9 a synonym, less for parts."""
    if term.word in text:
        return 1.0
    same, pieces = _instead(term.word)
    for other in same:
        if other in text:
            return 0.9
    for other in term.kin:
        if other in text:
            return 0.8
    if abbreviates(term.word, text):
        return 0.8
    return 0.9 * sum([piece in text for piece in pieces]) / len(pieces) if pieces else 0.0


def held_each(term: Term, text: str, starts: NDArray[np.int64]) -> NDArray[np.float32]:
    """``held`` of many texts at once, shape (c,).

    Args:
        term: what they may speak of.
        text: the folded texts, a mark between each two that no word goes over.
        starts: where in ``text`` each begins, (c,).
    """
    degrees = np.zeros(len(starts), np.float32)
    same, pieces = _instead(term.word)
    for words, degree in (((term.word,), 1.0), (same, 0.9), (term.kin, 0.8)):
        places = [place for word in words if word in text for place in _places(word, text)]
        _fill(degrees, starts, places, degree)
    if len(term.word) > 1 and all([character in text for character in term.word]):
        places = [found.start() for found in _spread(term.word).finditer(text)]
        _fill(degrees, starts, places, 0.8)
    parts = np.zeros(len(starts), np.float32)
    for piece in pieces:
        there = np.zeros(len(starts), np.float32)
        _fill(there, starts, _places(piece, text), 1.0)
        parts += there
    return np.where(degrees == 0, 0.9 * parts / max(1, len(pieces)), degrees)


def _places(word: str, text: str) -> list[int]:
    """Where ``word`` begins in ``text``."""
    found = []
    place = text.find(word)
    while place >= 0:
        found.append(place)
        place = text.find(word, place + 1)
    return found


def _fill(
    degrees: NDArray[np.float32], starts: NDArray[np.int64], places: list[int], degree: float
) -> None:
    """Set the texts in which ``places`` are to ``degree``, where nothing is set yet."""
    if places:
        texts = np.searchsorted(starts, places, "right") - 1
        degrees[texts[degrees[texts] == 0]] = degree


@lru_cache(maxsize=16_384)
def _spread(word: str) -> re.Pattern[str]:
    return re.compile(r"\w{0,2}?".join(map(re.escape, word)))


def abbreviates(word: str, text: str) -> bool:
    """Whether a longer name of the text holds the word's characters: 公车 of 公务用车."""
    for character in word:
        if character not in text:
            return False
    return len(word) > 1 and _spread(word).search(text) is not None


def heard(terms: tuple[Term, ...], text: str) -> tuple[float, ...]:
    """``held`` of every term, for ``share`` and ``lacking``."""
    return tuple([held(term, text) for term in terms])


def coverage(terms: tuple[Term, ...], text: str) -> float:
    """Weighted share of the question's content that folded ``text`` speaks of, in [0, 1]."""
    return share(terms, heard(terms, text))


def missing(terms: tuple[Term, ...], text: str) -> float:
    """Weight of the heaviest term that folded ``text`` does not speak of at all."""
    return lacking(terms, heard(terms, text))


def share(terms: tuple[Term, ...], degrees: Sequence[float]) -> float:
    """``coverage`` of a text that speaks of the terms by ``degrees``."""
    total = spoken = 0.0
    for term, degree in zip(terms, degrees, strict=True):
        total += term.weight
        spoken += term.weight * degree
    return spoken / total if total else 0.0


def lacking(terms: tuple[Term, ...], degrees: Sequence[float]) -> float:
    """``missing`` from a text that speaks of the terms by ``degrees``."""
    return max(
        [t.weight * (1 - degree) for t, degree in zip(terms, degrees, strict=True)], default=0.0
    )
