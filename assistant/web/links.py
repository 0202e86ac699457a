"""Addresses of the page and its downloads: what stands in a URL and what is read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

QUESTION_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Place:
    """What a link reopens: a question and the filters it was asked under."""

    question: str = ""
    body: str | None = None
    year: int | None = None

    @property
    def query(self) -> str:
        """「?q=…&body=…&year=…」, empty when there is nothing to reopen."""
        parts = [("q", self.question), ("body", self.body or ""), ("year", str(self.year or ""))]
        text = urlencode([(k, v) for k, v in parts if v], quote_via=quote)
        return f"?{text}" if text else ""


def read_place(parameters: Mapping[str, str]) -> Place:
    """A place from a URL's parameters; nonsense is left out, never an error."""
    year = parameters.get("year", "")
    return Place(
        parameters.get("q", "").strip()[:QUESTION_CHARACTERS],
        parameters.get("body", "").strip()[:100] or None,
        int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
    )


def download(route: str, **parameters: str | Sequence[str] | Sequence[int]) -> str:
    """A download's address under ``/api/v1/``, repeated parameters for sequences."""
    text = urlencode({k: v for k, v in parameters.items() if v}, doseq=True, quote_via=quote)
    return f"/api/v1/{quote(route)}" + (f"?{text}" if text else "")


def attachment(name: str) -> str:
    """A ``Content-Disposition`` for a Chinese file name (RFC 6266 and 5987)."""
    safe = "".join(c for c in name if c.isprintable() and c not in '\\/:*?"<>|')[:120]
    return f"attachment; filename*=UTF-8''{quote(safe, safe='')}"
