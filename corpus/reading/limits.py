"""What one file may cost, in one place.

An annual report is 10–300 KB of text and at most some 60 pages; the bounds leave a factor of
at least ten and still keep a hostile file from taking the machine down with it.
"""

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on size (bytes, characters), archive contents, and the parsing process."""

    text_bytes: int = 10 * MB
    """Plain text, Markdown, HTML and CSV."""
    binary_bytes: int = 60 * MB
    """PDF and office files, which may carry pictures."""
    characters: int = 3_000_000
    """Of extracted text."""
    zip_total: int = 100 * MB
    zip_ratio: int = 100
    zip_entries: int = 2_000
    pages: int = 400
    cells: int = 1_000_000
    """Of one worksheet, blank ones included."""
    memory: int = 2_000 * MB
    """Address space of the parsing process."""
    cpu_seconds: int = 60
    wall_seconds: float = 90.0

    def __post_init__(self) -> None:
        """Refuse bounds that would reject every file."""
        for name in self.__dataclass_fields__:
            if getattr(self, name) <= 0:
                raise ValueError(f"Limits.{name} must be positive, got {getattr(self, name)!r}")


DEFAULT_LIMITS = Limits()
