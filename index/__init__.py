"""Storing reports and finding evidence in them."""

from typing import TYPE_CHECKING

from corpus.late import late_names
from index.schema import BuildOutcome, Filter, Hit, IndicatorRow, ReportInfo, SearchMode

if TYPE_CHECKING:
    from index.build import build_index, ensure_index, remove_report
    from index.embed import Embedder, load_embedder
    from index.search import Index

__all__ = [
    "BuildOutcome",
    "Embedder",
    "Filter",
    "Hit",
    "Index",
    "IndicatorRow",
    "ReportInfo",
    "SearchMode",
    "build_index",
    "ensure_index",
    "load_embedder",
    "remove_report",
]

__getattr__ = late_names(
    __name__,
    {
        "Embedder": "index.embed",
        "Index": "index.search",
        "build_index": "index.build",
        "ensure_index": "index.build",
        "load_embedder": "index.embed",
        "remove_report": "index.build",
    },
)
