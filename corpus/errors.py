"""Every error this project raises on purpose.

NianbaoError                 root; ``str(error)`` is one Chinese line for the user
├── ReadError                a file cannot be read as text (format, encoding, size, scan)
├── ReportError              the text is not an annual report (no body, no year, too short)
├── CatalogueError           the catalogue's data files contradict themselves
├── IndexUnavailableError    the index directory is missing, foreign or not writable
├── ModelError               the sentence encoder is missing or does not fit the index
└── UsageError               the caller asked for something that cannot be asked for

Finding nothing is an ``Answer``, never an error.
"""


class NianbaoError(Exception):
    """Root of the tree. The message says what happened, the value and the next step."""


class ReadError(NianbaoError):
    """A file could not be turned into text."""


class ReportError(NianbaoError):
    """Text was read but is not an annual report we can place by body and year."""


class CatalogueError(NianbaoError):
    """The catalogue's data files are inconsistent; a packaging defect."""


class IndexUnavailableError(NianbaoError):
    """The index directory cannot be opened or written."""


class ModelError(NianbaoError):
    """The sentence encoder cannot be loaded, or is not the one the index was built with."""


class UsageError(NianbaoError):
    """Arguments that cannot be honoured: unknown report, bad year range, bad file."""
