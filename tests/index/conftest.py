"""A hand-worked encoder and hand-made reports: small enough to compute every score on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.schema import Chunk, Contact, Indicator, Report, Section
from index.store import Store

TOPICS = ("微博", "申请", "费用", "培训")


@dataclass(frozen=True)
class TopicEmbedder:
    """One axis a topic word, unit length; a text without any lies on the last axis."""

    name: str = "topics-1"
    dimension: int = len(TOPICS) + 1
    by_pieces: bool = False

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[: len(TOPICS)] = [text.count(word) for word in TOPICS]
            if not row.any():
                row[-1] = 1
            row /= np.linalg.norm(row)
        return rows

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.documents(texts)


TOPIC_EMBEDDER = TopicEmbedder()


def make_report(body: str = "金凤区科技局", year: int = 2018, extra: str = "") -> Report:
    """Two sections, two cells (one blank) and a phone number; all spans are true."""
    title = f"{body}{year}年政府信息公开工作年度报告"
    prose = f"一、主动公开情况\n通过政务微博发布信息64条。{extra}"
    cells = "政务微博公开政府信息数\t条\t64\n收费金额\t万元\t"
    text = f"{title}\n{prose}\n{cells}\n联系电话：0951-5556666\n"
    row = text.index("政务微博公开")
    fee = text.index("收费金额")
    value = text.index("64", row)
    phone = text.index("0951")
    path = ("一、主动公开情况",)
    return Report(
        report_id=f"{body}-{year}",
        body=body,
        year=year,
        form="2014",
        title=title,
        source=f"{body}{year}.txt",
        digest=f"{body}{year}{extra}".encode().hex().ljust(64, "0")[:64],
        text=text,
        period=(f"{year}-01-01", f"{year}-12-31"),
        sections=(
            Section((), 0, 0, len(title) + 1, 0),
            Section(path, 1, len(title) + 1, len(text), len(title) + 10),
        ),
        indicators=(
            Indicator(
                path=(*path, "政务微博公开政府信息数"),
                name="政务微博公开政府信息数",
                key="weibo",
                column="总计",
                value=Decimal("64.00"),
                unit="条",
                printed="64",
                start=value,
                end=value + 2,
                row_start=row,
                row_end=fee - 1,
                status="ambiguous",
                candidates=("6", "64"),
            ),
            Indicator(
                path=(*path, "收费金额"),
                name="收费金额",
                key=None,
                column=None,
                value=None,
                unit="万元",
                printed="",
                start=fee + 8,
                end=fee + 8,
                row_start=fee,
                row_end=fee + 8,
                note="单位不同",
            ),
        ),
        contacts=(Contact("phone", "0951-5556666", phone, phone + 12),),
        warnings=("正文与表格不一致",),
    )


def make_chunks(report: Report) -> tuple[Chunk, ...]:
    """The prose, the 微博 row and the phone number."""
    start = report.sections[1].start
    row = report.indicators[0]
    phone = report.contacts[0]
    context = f"{report.body}{report.year}年"
    prose = Chunk(
        report.report_id,
        report.body,
        report.year,
        "section",
        report.sections[1].path,
        context,
        report.text[start : row.row_start - 1],
        start,
        row.row_start - 1,
    )
    cells = replace(
        prose,
        kind="indicator",
        key="weibo",
        start=row.row_start,
        end=row.row_end,
        text=report.text[row.row_start : row.row_end],
    )
    contact = replace(
        prose, kind="contact", start=phone.start, end=phone.end, text=f"联系电话 {phone.value}"
    )
    return prose, cells, contact


def put(store: Store, report: Report, embedder: TopicEmbedder = TOPIC_EMBEDDER) -> str:
    """Add a hand-made report with its chunks."""
    chunks = make_chunks(report)
    vectors = embedder.documents([c.text for c in chunks])
    return store.add(report, chunks, vectors, embedder.name)


# Test modules cannot import this one (importlib mode), so the makers are handed out.


@pytest.fixture(name="make_report")
def _make_report() -> Callable[..., Report]:
    return make_report


@pytest.fixture(name="make_chunks")
def _make_chunks() -> Callable[[Report], tuple[Chunk, ...]]:
    return make_chunks


@pytest.fixture(name="put")
def _put() -> Callable[..., str]:
    return put


@pytest.fixture
def embedder() -> TopicEmbedder:
    return TopicEmbedder()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def store(directory: Path) -> Store:
    return Store(directory, create=True)
