"""The catalogue: every table form and every concept of annual reports, as data.

``forms/*.toml`` lay out the tables (rows, columns, units, arithmetic), ``lexicon/*.toml``
says how people ask for each concept, ``crosswalk.toml`` which keys compare across forms.
"""

from corpus.catalogue.load import load_catalogue
from corpus.catalogue.schema import (
    Catalogue,
    Column,
    Concept,
    ConceptKind,
    Crossing,
    Form,
    Relation,
    Row,
    Table,
    TableKind,
)

__all__ = [
    "Catalogue",
    "Column",
    "Concept",
    "ConceptKind",
    "Crossing",
    "Form",
    "Relation",
    "Row",
    "Table",
    "TableKind",
    "load_catalogue",
]
