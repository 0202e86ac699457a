"""Which of two is more: 「微博和微信哪个发得多」 asks by how much one is more than the other."""

import re

_THING = r"[^，,。?？、比年\s]{2,12}?"
_MORE = r"(?P<more>[多少高低])"
_END = r"(?:一?[点些])?(?:呢|呀|啊|吗)?[?？]?$"
_WHICH = re.compile(
    rf"^(?P<one>{_THING})(?:和|跟|与|同|、|还是)(?P<other>{_THING})(?:相比|比起来|两[个者样])?[，,]?"
    rf"(?:是)?哪一?(?:[个种边样类项条家头]|方面)?(?:的)?(?P<what>[^，,。?？多少高低最]{{0,8}}?)得?(?:更|比较|要)?{_MORE}{_END}"
)
_OR = re.compile(
    rf"^(?:是)?(?P<what>[发收办打告提走用]?)(?P<one>{_THING})(?:更|比较)?{_MORE}还是(?P=what)(?P<other>{_THING})(?:更|比较)?(?P=more){_END}"
)
_IS_IT = re.compile(
    rf"^(?P<one>[^，,。?？比]{{2,16}})比(?P<other>[^，,。?？比例重率值较]{{2,12}}?)(?:更|要|还)?{_MORE}(?:吗|么|嘛|不[多少高低])[?？]?$"
)

_IN_FULL = {"发": "发布", "收": "收到", "办": "办理"}


def as_difference(text: str) -> str:
    """A question that asks which of two is more as one for the difference, else the same text.

    「微博和微信哪个发得多」 becomes 「微博发布的比微信发布的多多少」.
    """
    found = _WHICH.search(text) or _OR.search(text)
    if found is not None:
        what = found["what"].removesuffix("的")
        done = f"{_IN_FULL.get(what, what)}的" if len(what) == 1 else what
        return f"{found['one']}{done}比{found['other']}{done}{found['more']}多少"
    if (found := _IS_IT.search(text)) is not None:
        return f"{found['one']}比{found['other']}{found['more']}多少"
    return text
