"""What ``check`` looks at: relations of the forms, years, prose against table, structure."""

from assistant.checks.prose import check_prose
from assistant.checks.relations import check_relations
from assistant.checks.shares import check_shares
from assistant.checks.stated import check_stated
from assistant.checks.structure import check_copied, check_structure
from assistant.checks.sums import check_sums, sum_text, totalled
from assistant.checks.wording import check_wording
from assistant.checks.years import check_years

__all__ = [
    "check_copied",
    "check_prose",
    "check_relations",
    "check_shares",
    "check_stated",
    "check_structure",
    "check_sums",
    "check_wording",
    "check_years",
    "sum_text",
    "totalled",
]
