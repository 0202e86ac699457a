"""Bytes → text, for files that do not say, or say wrongly, how they are encoded.

Declarations inside the file are ignored: pages declared GB2312 commonly hold GB18030
characters, on which a parser that trusts the declaration silently stops.
"""

import codecs
import re

from corpus.errors import ReadError

# The characters that make up about 40 % of any Chinese administrative prose, in both scripts.
# Bytes decoded by the wrong table give rare characters instead: under 3 %.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
    "下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量"
    "都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各"
    "重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代"
    "想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知"
    "较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府信息申请网站务办委局"
    "這個們時來會發動過說產種後學經進電現實體點業應開還無與關條結問題總員長區務請項報縣會議資訊"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000  # characters scored; enough for any of the tables to show its hand
_MAX_BAD = 1 / 2_000  # share of undecodable bytes still taken as a scratch, not a wrong table


def decode_text(data: bytes) -> str:
    r"""The text of ``data``, line ends as ``\n``, without byte-order mark.

    Raises:
        ReadError: no encoding we know gives Chinese text, or the bytes are not text at all.
    """
    text = _decode(data)
    if text is None:
        raise ReadError(
            "不是可读的文本（可能是二进制文件，或不是 UTF-8、GB18030、UTF-16、Big5 编码）；"
            "请用记事本打开后另存为 UTF-8 再试"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")


def _decode(data: bytes) -> str | None:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _clean_or_none(data, name)
    if b"\x00" not in data:
        try:
            return _readable(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    names = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
    found = [text for name in names if (text := _clean_or_none(data, name)) is not None]
    best = max(found, key=frequent_share, default=None)
    # A table that fits by accident yields rare characters only.
    return best if best is not None and frequent_share(best) >= 0.05 else None


def _clean_or_none(data: bytes, encoding: str) -> str | None:
    text = data.decode(encoding, errors="replace")
    bad = text.count("\ufffd")
    if bad > max(1, len(text) * _MAX_BAD):
        return None
    return _readable(text)


def _readable(text: str) -> str | None:
    """``text`` unless it holds the control characters of a binary file."""
    sample = text[:_SAMPLE]
    return None if len(_CONTROL.findall(sample)) > len(sample) / 500 else _CONTROL.sub("", text)


def frequent_share(text: str) -> float:
    """Share of frequent Chinese characters among all but ASCII and blanks; 1 when only ASCII."""
    rest = [c for c in text[:_SAMPLE] if not c.isascii() and not c.isspace()]
    if not rest:
        return 1.0
    return sum(c in _FREQUENT for c in rest) / len(rest)
