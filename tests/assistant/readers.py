"""Reads questions over one body and year, without an encoder and without a file."""

from assistant.concepts import ConceptMatcher
from assistant.kin import Kin, kin_arrays
from assistant.loaded import Loaded
from assistant.question import Reader
from assistant.typos import Vocabulary
from corpus.catalogue import load_catalogue
from index.schema import ReportInfo

BODY = "金凤区科技局"
MATCHER = ConceptMatcher(load_catalogue())
INFO = ReportInfo(f"{BODY}-2018", BODY, 2018, "2014", "年报", "x.txt", "0", 1, 1, 0)
READER = Reader(
    Loaded((INFO,), (BODY,), ""), MATCHER, Vocabulary((BODY,), ""), Kin(kin_arrays("", None), None)
)
