"""Words and codes of the versions of the IATI standard, and others that published files use, with their meanings.

A version is recognised by what is in an element, never by a version attribute, which is often missing or wrong.
"""

from coopviewer.domain.reference.published_facts import MilestoneKind

MILESTONES = {
    "1": MilestoneKind.START_PLANNED,
    "2": MilestoneKind.START_ACTUAL,
    "3": MilestoneKind.END_PLANNED,
    "4": MilestoneKind.END_ACTUAL,
    "start-planned": MilestoneKind.START_PLANNED,
    "start-actual": MilestoneKind.START_ACTUAL,
    "end-planned": MilestoneKind.END_PLANNED,
    "end-actual": MilestoneKind.END_ACTUAL,
}
UNSURE_MILESTONES = {
    "start": MilestoneKind.START_ACTUAL,
    "end": MilestoneKind.END_ACTUAL,
    "completion": MilestoneKind.END_ACTUAL,
}
"""Types of date, in small letters, that mean a kind of milestone only if the activity has begun by its status."""
BEGUN = ("2", "3", "4")
"""The codes of the list ActivityStatus that say that an activity has begun."""

ROLES = {
    "1": "funded-by",
    "2": "accountable-to",
    "3": "extended-by",
    "4": "implemented-by",
    "funding": "funded-by",
    "accountable": "accountable-to",
    "extending": "extended-by",
    "implementing": "implemented-by",
    "donor": "funded-by",
    "funder": "funded-by",
}
UNKNOWN_ROLE = "takes-part-in"
STANDARD_ROLES = ("1", "2", "3", "4", "Funding", "Accountable", "Extending", "Implementing")

TRUE, FALSE = ("1", "true"), ("0", "false")

RELATED = {"1": "parent-of", "2": "parent-of", "3": "sibling-of", "4": "cofunded-with"}
PARENT = "1"
OTHERWISE_RELATED = "related-to"

TRANSACTION_TYPES = {
    "IF": "1",
    "C": "2",
    "D": "3",
    "E": "4",
    "IR": "5",
    "LR": "6",
    "R": "7",
    "QP": "8",
    "QS": "9",
    "CG": "10",
    "Incoming Funds": "1",
    "Commitment": "2",
    "Disbursement": "3",
    "Expenditure": "4",
    "Interest Repayment": "5",
    "Interest Payment": "5",
    "Loan Repayment": "6",
    "Reimbursement": "7",
    "TB": "TB",
    "Total Budget": "TB",
    "Incoming Commitment": "11",
}
BUDGET_TYPES = {"Original": "1", "Revised": "2", "original": "1", "revised": "2"}
DESCRIPTIONS = {
    "1": "description",
    "2": "goal",
    "3": "target-group",
    "objectives": "goal",
    "target-groups": "target-group",
}

STATUSES = {
    "pipeline/identification": "1",
    "pipeline": "1",
    "implementation": "2",
    "finalisation": "3",
    "completion": "3",
    "closed": "4",
    "post-completion": "4",
    "cancelled": "5",
    "suspended": "6",
}

SECTOR_VOCABULARIES = {
    "DAC": "1",
    "DAC-5": "1",
    "DAC-3": "2",
    "COFOG": "3",
    "NACE": "4",
    "NTEE": "5",
    "AidData": "6",
    "WB": "98",
    "RO": "99",
    "RO2": "98",
}
DAC_5, DAC_3, OWN = "1", "2", "99"
MARKER_VOCABULARIES = {"DAC": "1", "RO": "99", "RO2": "99"}
NOT_AN_IDENTIFIER = frozenset(("", "n/a", "na", "n.a.", "0", "-", "--", "none", "null", "nil", "unknown", "tbd", "tba"))
"""What files write in place of a reference or a text that is missing, in small letters."""
_LONGEST_NOTHING = 7


def is_nothing(text: str) -> bool:
    """Return whether a text or a reference is empty or only means that there is none, such as ``n/a`` or ``-``."""
    return len(text) <= _LONGEST_NOTHING and text.lower() in NOT_AN_IDENTIFIER
