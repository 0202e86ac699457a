"""Reports as data: files in, ``Report`` and ``Chunk`` out."""

from typing import TYPE_CHECKING

from corpus.errors import (
    CatalogueError,
    IndexUnavailableError,
    ModelError,
    NianbaoError,
    ReadError,
    ReportError,
    UsageError,
)
from corpus.late import late_names
from corpus.schema import Chunk, Contact, Document, Indicator, Report, Section

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue, load_catalogue
    from corpus.chunk import chunk_report
    from corpus.load import find_documents, read_document, read_documents
    from corpus.report import parse_report

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Chunk",
    "Contact",
    "Document",
    "IndexUnavailableError",
    "Indicator",
    "ModelError",
    "NianbaoError",
    "ReadError",
    "Report",
    "ReportError",
    "Section",
    "UsageError",
    "chunk_report",
    "find_documents",
    "load_catalogue",
    "parse_report",
    "read_document",
    "read_documents",
]

__getattr__ = late_names(
    __name__,
    {
        "Catalogue": "corpus.catalogue",
        "chunk_report": "corpus.chunk",
        "find_documents": "corpus.load",
        "load_catalogue": "corpus.catalogue",
        "parse_report": "corpus.report",
        "read_document": "corpus.load",
        "read_documents": "corpus.load",
    },
)
