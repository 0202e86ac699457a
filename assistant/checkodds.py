"""How much a question sounds like asking whether figures agree, by its runs of characters."""

import re

LONGEST = 3
"""Characters of a run."""
WEIGHTS = {
    "填": 2.97, "表": 2.85, "#": 2.54, "正文": 2.35, "吗": 2.35, "差": 1.89, "不": 1.86,
    "得上": 1.85, "加": 1.7, "是#": 1.62, "报告": 1.4, "没有": 1.14, "跟": 1.08, "数": 1.04,
    "两": 1.03, "部分": 0.97, "一": 0.9, "文": 0.88, "报": 0.86, "#件,": 0.83, "分": 0.63,
    "是不": 0.61, "总计": 0.61, "年": 0.59, "计": 0.53, "和": 0.5, "结": 0.48, "错": 0.47,
    "有没有": 0.44, "样": 0.34, "年报": 0.33, "复": 0.32, "对": 0.32, "对不": 0.27,
    "一样": 0.26, "平": 0.25, "总": 0.23, "是": 0.23, "没": 0.15, "得": 0.15, "有": 0.14,
    "不平": 0.11, "是不是": 0.06, "#,": 0.03, "项": 0.02, "题": 0.02, "什": -0.02, "事": -0.03,
    "什么": -0.07, "的": -0.1, "能": -0.13, "发": -0.16, "那": -0.26, "么": -0.31, "政": -0.31,
    "代": -0.37, "要": -0.39, "在": -0.46, "多": -0.49, ",": -0.51, "?": -0.53, "那#": -0.56,
    "给": -0.64, "想": -0.7, "多少": -0.89, "几": -1.09,
}  # fmt: skip
"""Of a logistic regression with L1 penalty; fitted by tests/assistant/fit_checking.py, which prints
how many questions are heard, and wrongly heard, of files left out of the fit."""
BIAS = -4.1


def check_odds(said: str) -> float:
    """Log odds that a folded question without body and year asks for a check."""
    text = masked(said)
    runs = {text[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(text))}
    return BIAS + sum(WEIGHTS.get(run, 0.0) for run in runs)


def masked(said: str) -> str:
    """The question with one mark for any number: which number is no matter."""
    return re.sub(r"\d+(?:\.\d+)?", "#", said)
