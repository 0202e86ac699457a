"""Chinese numerals → integers: 二〇一八, 十二, 一百零五, 一万二, 三亿五千万."""

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
          "八": 8, "九": 9}  # fmt: skip
_UNITS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
"""Greatest first."""
_LONGEST = 32
"""Characters; a longer run is no numeral anyone wrote."""


def integer(numeral: str) -> int | None:
    """The number that a run of digits and 十百千万亿 says; None when it says none.

    Digits alone are read one by one (二〇一八 → 2018). 「百千」, 「万一」, 「十百」 are no numerals.
    """
    if not 0 < len(numeral) <= _LONGEST:
        return None
    if all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    return _value(numeral)


def _value(numeral: str) -> int | None:
    for unit, size in _UNITS:
        head, found, tail = numeral.partition(unit)
        if found:
            count, rest = _count(head, size), _rest(tail, size)
            return None if count is None or rest is None else count * size + rest
    return DIGITS.get(numeral)


def _count(head: str, size: int) -> int | None:
    """How many of the unit: 1 to 9 of 十, 百 and 千, any number of 万 and 亿 below the unit."""
    if not head:
        return 1 if size == 10 else None
    count = _value(head)
    return count if count and count < (10 if size < 10**4 else size) else None


def _rest(tail: str, size: int) -> int | None:
    """What follows the unit; a last digit without 零 counts the next lower place: 一万二."""
    if not tail:
        return 0
    if tail in DIGITS:
        return DIGITS[tail] * (size // 10)
    rest = _value(tail[1:] if tail[0] in "零〇" else tail)
    return rest if size > 10 and rest is not None and rest < size else None
