"""How fast an encoder is: seconds of processor time, so that other load does not count."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from time import process_time

from index.embed import load_embedder

TEXTS = 50_000
QUESTIONS = 1_000
_LOADS = 3


@dataclass(frozen=True, slots=True)
class Speed:
    """Processor time of all threads together: what one core would take."""

    load: float
    """Seconds to open the model and know its name; the best of three, files cached."""
    texts: float
    """Short texts a second, in batches."""
    question: float
    """Seconds for one question."""
    length: float
    """Mean characters of the texts."""

    def __str__(self) -> str:
        """One Chinese line."""
        return (
            f"速度（单核处理器时间）：载入 {self.load:.2f} 秒；"
            f"短文本每秒 {self.texts:,.0f} 条（平均 {self.length:.0f} 字）；"
            f"一个问题 {self.question * 1000:.3f} 毫秒"
        )


def measure_speed(model: str | None, texts: Sequence[str]) -> Speed:
    """Time an encoder on ``texts``, repeated as often as needed."""
    loads = []
    for _ in range(_LOADS):
        began = process_time()
        embedder = load_embedder(model)
        _ = embedder.name
        loads.append(process_time() - began)
    many = list(islice(cycle(texts), TEXTS))
    embedder.documents(many[:QUESTIONS])  # reads the rows from disk
    began = process_time()
    embedder.documents(many)
    batch = process_time() - began
    began = process_time()
    for text in many[:QUESTIONS]:
        embedder.queries([text])
    single = process_time() - began
    return Speed(min(loads), TEXTS / batch, single / QUESTIONS, sum(map(len, texts)) / len(texts))
