"""The closed word lists that the reference is written in; each value is spelt as in the database."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is; also the first part of its id."""

    REGION = "region"
    COUNTRY = "country"
    PROJECT = "project"
    NETWORK = "network"
    ORGANISATION = "organisation"
    FORUM = "forum"
    FUNDING_INSTRUMENT = "funding-instrument"
    THEME = "theme"


class Basis(StrEnum):
    """Why the reference holds a fact to be so."""

    STATED = "stated"
    INFERRED = "inferred"
    EDITORIAL = "editorial"
    REFERENCE = "reference"

    @property
    def needs_passage(self) -> bool:
        """Whether at least one passage of a source must be cited."""
        return self in (Basis.STATED, Basis.INFERRED)


class CitationRole(StrEnum):
    """What a cited passage does for the fact."""

    STATES = "states"
    CONTEXT = "context"
    FOOTNOTE = "footnote"


class PassageKind(StrEnum):
    """What a passage is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FIELD = "field"
    LABEL = "label"
    FOOTNOTE = "footnote"
    CHROME = "chrome"

    @property
    def may_stay_uncited(self) -> bool:
        """Whether the passage can be accounted for without any fact citing it."""
        return self in (PassageKind.HEADING, PassageKind.LABEL, PassageKind.CHROME)


class NameKind(StrEnum):
    """What a name of an entry is."""

    AS_GIVEN = "as-given"
    OFFICIAL = "official"
    ACRONYM = "acronym"
    EXPANSION = "expansion"
    FORMER = "former"
    ALIAS = "alias"


class StatementKind(StrEnum):
    """What a sentence of ours says about an entry."""

    SUMMARY = "summary"
    DESCRIPTION = "description"
    PRINCIPLE = "principle"
    FORM = "form"
    GOAL = "goal"
    ACHIEVEMENT = "achievement"
    LEGAL_NOTE = "legal-note"
    DATA_NOTE = "data-note"


class AmountKind(StrEnum):
    """What a sum of money is."""

    GRANT = "grant"
    PORTFOLIO_TOTAL = "portfolio-total"


class Comparator(StrEnum):
    """How a counted thing relates to its value."""

    EXACTLY = "="
    MORE_THAN = ">"


class ExtentValue(StrEnum):
    """How far a list in the source goes, as its words say."""

    COMPLETE = "complete"
    OPEN = "open"
    NONE = "none"
    NOT_STATED = "not-stated"


class CodeStatus(StrEnum):
    """Whose code a country's alpha-2 is."""

    OFFICIAL = "official"
    USER_ASSIGNED = "user-assigned"
