"""Addresses of the page and its downloads: what stands in a URL and what is read from it."""

import json
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


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn a browser kept over a reload."""

    question: str
    body: str | None
    year: int | None
    verdict: str | None


def read_kept(text: object, most: int) -> tuple[Kept, ...]:
    """The last turns of a conversation as a browser kept it; nonsense is left out."""
    if not isinstance(text, str) or not text:
        return ()
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    found = [_kept(row) for row in rows[-most:]] if isinstance(rows, list) else []
    return tuple(kept for kept in found if kept is not None)


def _kept(row: object) -> Kept | None:
    if not isinstance(row, list) or len(row) != 4 or not isinstance(row[0], str):
        return None
    question, body, year, verdict = row
    return Kept(
        question.strip()[:QUESTION_CHARACTERS],
        body[:100] if isinstance(body, str) else None,
        year if type(year) is int and 1000 <= year <= 9999 else None,
        verdict if verdict in ("right", "wrong") else None,
    )


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
