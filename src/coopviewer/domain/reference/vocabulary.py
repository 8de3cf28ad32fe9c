"""The closed vocabularies of the reference; each value is spelt as in the database."""

from enum import StrEnum


class EntryKind(StrEnum):
    """The kind of an entry; also the first part of its id."""

    REGION = "region"
    COUNTRY = "country"
    PROJECT = "project"
    NETWORK = "network"
    ORGANISATION = "organisation"
    FORUM = "forum"
    FUNDING_INSTRUMENT = "funding-instrument"
    THEME = "theme"


class Basis(StrEnum):
    """Why the reference states a fact.

    STATED: a source says so. INFERRED: it follows from what a source says. EDITORIAL: the curators decided so.
    REFERENCE: it is from a standard.
    """

    STATED = "stated"
    INFERRED = "inferred"
    EDITORIAL = "editorial"
    REFERENCE = "reference"

    @property
    def needs_passage(self) -> bool:
        """Whether at least one passage of a source must be cited: for STATED and INFERRED."""
        return self in (Basis.STATED, Basis.INFERRED)


class CitationRole(StrEnum):
    """The role of a cited passage for the fact: it states the fact, gives its context, or is a footnote to it."""

    STATES = "states"
    CONTEXT = "context"
    FOOTNOTE = "footnote"


class PassageKind(StrEnum):
    """The kind of a passage in its document.

    CHROME: text of the web site around the document. RECORD: one activity of a file, or one row of a table.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FIELD = "field"
    LABEL = "label"
    FOOTNOTE = "footnote"
    CHROME = "chrome"
    RECORD = "record"

    @property
    def may_stay_uncited(self) -> bool:
        """Whether no fact needs to cite the passage: for HEADING, LABEL, CHROME and RECORD."""
        return self in (PassageKind.HEADING, PassageKind.LABEL, PassageKind.CHROME, PassageKind.RECORD)


class NameKind(StrEnum):
    """The kind of a name of an entry.

    AS_GIVEN: as the source writes it. EXPANSION: the words that an acronym stands for.
    """

    AS_GIVEN = "as-given"
    OFFICIAL = "official"
    ACRONYM = "acronym"
    EXPANSION = "expansion"
    FORMER = "former"
    ALIAS = "alias"


class StatementKind(StrEnum):
    """The kind of a Statement: what the text says of its entry, such as its goal."""

    SUMMARY = "summary"
    DESCRIPTION = "description"
    PRINCIPLE = "principle"
    FORM = "form"
    GOAL = "goal"
    ACHIEVEMENT = "achievement"
    TARGET_GROUP = "target-group"
    CONDITION = "condition"
    LEGAL_NOTE = "legal-note"
    DATA_NOTE = "data-note"


class AmountKind(StrEnum):
    """The kind of a sum of money: a grant, or one stated sum for several projects (PORTFOLIO_TOTAL)."""

    GRANT = "grant"
    PORTFOLIO_TOTAL = "portfolio-total"


class Comparator(StrEnum):
    """Whether the number of a Quantity is exactly its ``value``, or more than it: *more than 50 workshops*."""

    EXACTLY = "="
    MORE_THAN = ">"


class ExtentValue(StrEnum):
    """What the source says of how complete its list is.

    COMPLETE: it names all. OPEN: there are more than it names. NONE: there are none. NOT_STATED: it does not say.
    """

    COMPLETE = "complete"
    OPEN = "open"
    NONE = "none"
    NOT_STATED = "not-stated"


class CodeStatus(StrEnum):
    """Whether a country's alpha-2 code is official or user-assigned."""

    OFFICIAL = "official"
    USER_ASSIGNED = "user-assigned"
