"""Words said beside what is counted that tell nothing of it: 活动, 推送, 来电, 参加."""

import re
from dataclasses import replace

from assistant.terms import Term

PEOPLE = "市民|群众|居民|村民|人员|学员|干部|职工|家长|学生|代表|观众|网友"
ATTENDING = re.compile(f"到[课会]|参加|参与|参训|接待|到场|吸引|{PEOPLE}")
"""Words beside the number of those who came, which tell nothing of what they came to."""
_OF_ANYTHING = frozenset(
    {
        "活动",
        "账号",
        "工作",
        "条数",
        "推送",
        "推文",
        "发文",
        "发布",
        "编发",
        "刊发",
        "参加",
        "参训",
        "剩下",
        "接待",
        "到场",
        "承办",
        "受理",
        "举办",
        "组织",
        "开展",
        "开设",
        "设立",
        "保留",
        "来信",
        "收信",
        "信件",
        "电话",
        "来电",
        "打进",
        "打来",
        "接听",
        "诉求",
        "办理",
        "处理",
    }
)
"""Said beside the name of what is counted: 「政府开放日活动」, 「微信推送条数」."""
_OF_ANY_KIND = ("政务", "政府", "业务", "专题", "新闻", "官方")
"""Said before such a name."""


def without_idle(term: Term) -> Term | None:
    """A word without what may be left off: 发布会 of 新闻发布会, nothing of 活动 and 推送."""
    if term.word in _OF_ANYTHING or term.word in _OF_ANY_KIND or ATTENDING.fullmatch(term.word):
        return None
    kind = next((k for k in _OF_ANY_KIND if term.word.startswith(k)), "")
    return replace(term, word=term.word.removeprefix(kind))
