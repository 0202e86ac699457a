"""How much a question sounds like asking whether figures agree, by its runs of characters."""

import re

LONGEST = 3
"""Characters of a run."""
WEIGHTS = {
    "#": 2.82, "表": 2.69, "填": 2.62, "正文": 2.5, "吗": 2.34, "差": 2.16, "得上": 1.91,
    "加": 1.82, "不": 1.82, "报告": 1.35, "没有": 1.27, "是#": 1.25, "总计": 1.22, "数": 1.17,
    "报": 1.0, "文": 0.95, "#件,": 0.95, "分": 0.9, "跟": 0.88, "一": 0.87, "#,": 0.84,
    "一样": 0.78, "部分": 0.75, "没": 0.65, "两": 0.64, "结": 0.62, "年": 0.54, "是不是": 0.5,
    "计": 0.47, "是不": 0.46, "对不": 0.45, "个数": 0.44, "复": 0.43, "和": 0.4, "不平": 0.35,
    "对": 0.32, "年报": 0.31, "总": 0.3, "是": 0.3, "说": 0.28, "数据": 0.22, "主动": 0.14,
    "错": 0.1, "平": 0.03, "上": 0.02, "有没": 0.02, "主动公": 0.02, "动公开": 0.02, "项": 0.01,
    "格": 0.01, "样": 0.01, "办": -0.05, "人": -0.06, "里": -0.07, "计表里": -0.07, "什": -0.07,
    "的": -0.09, "什么": -0.1, "代": -0.17, "发": -0.23, "那": -0.34, "在": -0.35, ",": -0.38,
    "么": -0.38, "政": -0.47, "要": -0.58, "给": -0.7, "?": -0.76, "那#": -0.8, "想": -0.89,
    "几": -1.05, "多少": -1.31,
}  # fmt: skip
"""Of a logistic regression with L1 penalty; fitted by tests/assistant/fit_checking.py, which prints
how many questions are heard, and wrongly heard, of files left out of the fit."""
BIAS = -4.13


def check_odds(said: str) -> float:
    """Log odds that a folded question without body and year asks for a check."""
    text = masked(said)
    runs = {text[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(text))}
    return BIAS + sum(WEIGHTS.get(run, 0.0) for run in runs)


def masked(said: str) -> str:
    """The question with one mark for any number: which number is no matter."""
    return re.sub(r"\d+(?:\.\d+)?", "#", said)
