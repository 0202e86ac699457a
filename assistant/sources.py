"""What answers are made from."""

from dataclasses import dataclass

from assistant.checked import Checked
from assistant.concepts import ConceptMatcher
from corpus.catalogue import Catalogue
from index.search import Index


@dataclass(frozen=True, slots=True)
class Sources:
    """The loaded reports, the catalogue, and what was worked out about both."""

    index: Index
    catalogue: Catalogue
    matcher: ConceptMatcher
    checked: Checked
