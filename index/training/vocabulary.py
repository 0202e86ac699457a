"""The encoder's word list: jieba's dictionary as a ``tokenizers`` Unigram model.

jieba without its HMM cuts a text where the sum of log(frequency ÷ total) is largest; a Unigram
model whose scores are those logarithms does the same, in Rust. Differences come only from the
words left out to keep the file small and from digits, which are always cut singly.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from index.training.charsmap import compile_charsmap, folding

UNKNOWN = "<unk>"
"""Never produced: a character outside the list is spelled in UTF-8 byte pieces."""
_BYTES = tuple(f"<0x{byte:02X}>" for byte in range(256))
_NUMBERS = frozenset("N")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LATIN = re.compile(r"[a-z]{3,}")
_LATIN_MINIMUM = 30
_LATIN_LIMIT = 3000
_LONGEST = 4
"""Characters in an added word; longer names are phrases."""


@dataclass(frozen=True, slots=True)
class WordFrequencies:
    """Folded word → frequency in jieba's dictionary, and the sum of all of them."""

    counts: Mapping[str, int]
    total: int

    def log_probability(self, word: str) -> float:
        """Natural logarithm of the word's share; an unlisted word counts once, as in jieba."""
        return math.log(self.counts.get(word, 1) / self.total)


def fold(normalizer: normalizers.Normalizer, text: str) -> str:
    """``text`` as the encoder sees it."""
    return str(normalizer.normalize_str(text))


def build_normalizer() -> normalizers.Normalizer:
    """NFKC, lower case, Traditional → Simplified, signs → spaces, in one pass."""
    return normalizers.Precompiled(compile_charsmap(folding()))


def read_dictionary(
    normalizer: normalizers.Normalizer, words: Iterable[str] = ()
) -> WordFrequencies:
    """The dictionary of jieba, folded, and those of ``words`` it would tear apart.

    A word is added when its likeliest cut has a single character in it (五公开, 放管服), with the
    frequency that just keeps it whole (jieba's ``suggest_freq``); 审计公开 stays two words.
    Words with a digit or a sign are left out: digits are cut singly and signs are spaces.
    """
    import jieba

    counts: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        folded = fold(normalizer, word)
        if folded and " " not in folded and not _NUMBERS & {category(char)[0] for char in folded}:
            counts[folded] += int(frequency)
    total = sum(counts.values())
    for word in sorted({fold(normalizer, word) for word in words}, key=lambda w: (len(w), w)):
        if not 2 <= len(word) <= _LONGEST or not word.isalpha() or word in counts:
            continue
        pieces, score = _best_cut(word, WordFrequencies(counts, total))
        if any(len(piece) == 1 for piece in pieces):
            counts[word] = int(math.exp(score) * total) + 1
    return WordFrequencies(counts, total)


def _best_cut(word: str, known: WordFrequencies) -> tuple[list[str], float]:
    """The likeliest cut of ``word`` into listed words, and its log probability."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(word) + 1):
        starts = [a for a in range(end) if end - a == 1 or word[a:end] in known.counts]
        best.append(max((best[a][0] + known.log_probability(word[a:end]), a) for a in starts))
    pieces, end = [], len(word)
    while end:
        pieces.append(word[best[end][1] : end])
        end = best[end][1]
    return pieces[::-1], best[-1][0]


def build_tokenizer(
    normalizer: normalizers.Normalizer, pieces: Sequence[tuple[str, float]]
) -> Tokenizer:
    """A tokenizer over ``pieces`` (text, log probability); bytes and letters are added.

    Identifiers: 0 unknown, 1–256 bytes, then the pieces in the order given.
    """
    floor = min(score for _, score in pieces) - 10.0
    vocabulary = [(UNKNOWN, floor), *((byte, floor) for byte in _BYTES), *pieces]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=True))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Digits(individual_digits=True)]
    )
    return tokenizer


def choose_pieces(
    dictionary: WordFrequencies,
    texts: Iterable[str],
    normalizer: normalizers.Normalizer,
    words: Iterable[str],
    size: int,
) -> list[tuple[str, float]]:
    """``size`` pieces: digits, letters, ``words``, Latin words of ``texts``, then by use.

    A word is ranked by its frequency in jieba's dictionary plus ten times its count in
    ``texts`` (cut by the whole dictionary), so that both general and domain words survive.
    """
    used, latin = _count(dictionary, texts, normalizer)
    scores = {digit: -5.0 for digit in "0123456789%〇"}
    rare = math.log(0.5 / dictionary.total)
    scores |= {a + b: rare for a in _LETTERS for b in _LETTERS} | {a: rare for a in _LETTERS}
    frequent = [(word, n) for word, n in latin.items() if n >= _LATIN_MINIMUM]
    for word, count in sorted(frequent, key=lambda item: (-item[1], item[0]))[:_LATIN_LIMIT]:
        scores[word] = math.log(count / dictionary.total)
    for word in sorted({fold(normalizer, word) for word in words} & dictionary.counts.keys()):
        scores[word] = dictionary.log_probability(word)
    rank = {word: n + 10 * used[word] for word, n in dictionary.counts.items()}
    for word in sorted(rank, key=lambda word: (-rank[word], word)):
        if len(scores) >= size:
            break
        scores.setdefault(word, dictionary.log_probability(word))
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _count(
    dictionary: WordFrequencies, texts: Iterable[str], normalizer: normalizers.Normalizer
) -> tuple[Counter[str], Counter[str]]:
    """How often each dictionary word and each Latin word occurs in ``texts``."""
    pieces = [(word, dictionary.log_probability(word)) for word in sorted(dictionary.counts)]
    tokenizer = build_tokenizer(normalizer, pieces)
    used: Counter[int] = Counter()
    latin: Counter[str] = Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        latin.update(_LATIN.findall(text.lower()))
        if len(batch) == 4096:
            used.update(_ids(tokenizer, batch))
            batch.clear()
    used.update(_ids(tokenizer, batch))
    return Counter({str(tokenizer.id_to_token(i)): n for i, n in used.items()}), latin


def _ids(tokenizer: Tokenizer, texts: Sequence[str]) -> Iterable[int]:
    encodings = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
    return (token for encoding in encodings for token in encoding.ids)
