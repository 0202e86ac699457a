r"""Train the sentence encoder, or measure one: ``python -m index.train``.

    python -m index.train pairs.jsonl.xz --out index/encoder --work build/train \
        --bench eval_cmrc2018-dev.json.xz --everyday everyday.jsonl --reports reports/
    python -m index.train --evaluate --model index/encoder --bench eval_DRCD-test.json.xz

Training is resumable: the same command with the same ``--work`` goes on where it stopped.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue, load_catalogue
from corpus.errors import NianbaoError, UsageError
from index.embed import SHIPPED, Embedder, load_embedder
from index.static import StaticEmbedder
from index.training import everyday, heldout
from index.training.agreement import agreement
from index.training.measure import Bench, Figures, load_bench
from index.training.pairs import read_pairs
from index.training.recipe import Recipe, prepare, run
from index.training.shipped import gain_curve
from index.training.speed import measure_speed
from index.training.table import DENSE_SHARES, column, first_ranks, render

_CUT = 300
"""Documents of a bench whose cuts are compared with jieba's."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 done, 1 cannot, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        if not options.evaluate:
            _train(options)
        if options.bench or options.everyday:
            _say(_evaluate(options))
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except NianbaoError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _train(options: argparse.Namespace) -> None:
    missing = [str(file) for file in options.pairs if not file.is_file()]
    if missing or not options.pairs:
        raise UsageError(f"配对文件不存在：{'、'.join(missing) or '没有给出'}；请检查路径")
    recipe, catalogue = _recipe(options), None if options.no_catalogue else load_catalogue()
    run(options.pairs, recipe, catalogue, (options.work, options.out), _Progress())
    if recipe.left_out or recipe.held:
        _say(_gains(options, recipe, catalogue))


def _recipe(options: argparse.Namespace) -> Recipe:
    """The recipe's defaults with what the command line changes."""
    base = Recipe()
    general = replace(base.general, **_given(steps=options.steps, batch=options.batch))
    adapt = base.adapt
    if adapt is not None:
        adapt = replace(adapt, **_given(steps=options.adapt_steps, batch=options.batch))
    left_out = dict(_share(text) for text in options.left_out)
    changes = _given(size=options.size, seed=options.seed, threads=options.threads)
    return replace(
        base, general=general, adapt=adapt, left_out=left_out, held=options.held, **changes
    )


def _given(**values: int | None) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _share(text: str) -> tuple[str, float]:
    name, _, share = text.partition("=")
    try:
        return name, float(share or 1)
    except ValueError as error:
        raise UsageError(f"--left-out {text} 写法不对；应为 来源=比例，如 STARD=0.15") from error


def _gains(options: argparse.Namespace, recipe: Recipe, catalogue: Catalogue | None) -> str:
    """The table over everything left out, and the gain of the lexical side to choose on it."""
    pairs = [pair for file in options.pairs for pair in read_pairs(file)]
    benches = list(heldout.left_out_benches(pairs, recipe))
    if catalogue and recipe.held:
        fillers = prepare(options.pairs, recipe, catalogue, options.work, _Progress()).fillers
        benches.append(heldout.phrase_bench(catalogue, recipe, fillers))
    embedder = load_embedder(str(options.out))
    columns = {bench.name: _column([bench], embedder, options.shares) for bench in benches}
    curve = "\n".join(
        f"{gain:.1f} " + " | ".join(map(str, found))
        for gain, found in gain_curve(benches, embedder)
    )
    return f"{render(columns)}\n\n词面的增益 → 各留出题 R@1 R@5 MRR@10\n{curve}"


def _column(
    benches: Sequence[Bench], embedder: Embedder, shares: Sequence[float]
) -> dict[str, Figures]:
    ranked = first_ranks(benches, embedder, shares)
    return column(ranked, [True] * sum(len(bench.questions) for bench in benches))


def _evaluate(options: argparse.Namespace) -> str:
    """The comparison table over the given benches and the everyday questions, and the speed."""
    model = options.model or (None if options.evaluate else str(options.out))
    embedder = load_embedder(model)
    columns, notes = {}, ""
    asked: list[str] = []
    for path in options.bench:
        bench = load_bench(path)
        columns[bench.name] = _column([bench], embedder, options.shares)
        notes += _agreement(embedder, bench)
        asked += bench.questions
    if options.everyday:
        benches = everyday.load_everyday(options.everyday, options.reports)
        known = everyday.phrases(load_catalogue())
        questions = [question for bench in benches for question in bench.questions]
        ranked = first_ranks(benches, embedder, options.shares)
        columns["口语题"] = column(ranked, [True] * len(questions))
        without = [everyday.without_phrase(question, known) for question in questions]
        columns["口语题，不含词典说法"] = column(ranked, without)
        asked += questions
    return f"{embedder.name}\n{render(columns)}{notes}\n{measure_speed(model, asked)}"


def _agreement(embedder: Embedder, bench: Bench) -> str:
    """How far a static encoder's cuts agree with jieba's on a bench's first documents."""
    if not isinstance(embedder, StaticEmbedder):
        return ""
    lines = []
    for hmm in (False, True):
        found = agreement(embedder.tokenizer, bench.documents[:_CUT], hmm=hmm)
        same = found.same_runs / max(1, found.runs)
        lines.append(
            f"\n{bench.name} 切词与 jieba（HMM={hmm}）：切点 F1 {found.f1:.1%}，"
            f"整段相同 {same:.1%}（n={found.runs} 段）"
        )
    return "".join(lines)


class _Progress:
    """Writes a line to stderr with the minutes since the start."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def __call__(self, text: str) -> None:
        minutes = (time.monotonic() - self.began) / 60
        sys.stderr.write(f"[{minutes:5.1f} 分] {text}\n")
        sys.stderr.flush()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m index.train", description="训练或评测句向量编码器")
    parser.add_argument("pairs", nargs="*", type=Path, help="配对文件，jsonl 或 jsonl.xz")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="模型写到哪个目录")
    parser.add_argument("--work", type=Path, default=Path(".train"), help="中间结果和断点的目录")
    parser.add_argument("--evaluate", action="store_true", help="不训练，只评测 --model")
    parser.add_argument("--model", help="评测哪个模型；不给则为自带编码器")
    parser.add_argument("--bench", nargs="*", type=Path, default=[], help="检索评测文件")
    parser.add_argument("--everyday", type=Path, help="口语题 jsonl")
    parser.add_argument("--reports", nargs="*", type=Path, default=[], help="口语题的年报目录")
    parser.add_argument(
        "--shares",
        nargs="*",
        type=float,
        default=DENSE_SHARES,
        help="对照的固定份额融合里编码器的份额",
    )
    parser.add_argument("--left-out", nargs="*", default=[], help="留出不训练的来源=比例")
    parser.add_argument("--held", type=float, default=0.0, help="每个概念留出多少口语说法")
    parser.add_argument("--no-catalogue", action="store_true", help="不用目录，只做一般训练")
    for name, text in (
        ("steps", "一般训练的步数"), ("adapt-steps", "领域训练的步数"), ("batch", "每批对数"),
        ("size", "词表大小"), ("seed", "随机种子"), ("threads", "线程数"),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, help=text)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
