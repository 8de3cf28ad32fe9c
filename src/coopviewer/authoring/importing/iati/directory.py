"""What the conversion of an activity asks of the directory, which knows all entries of the reference."""

from typing import NamedTuple, Protocol


class PartyName(NamedTuple):
    """A name of an organisation; ``language`` is a BCP 47 tag, ``und`` where none is stated."""

    text: str
    language: str


class Told(NamedTuple):
    """Which parts of an element that gives an organisation a role its entry states, so that the activity need not.

    ``names`` are the further names of the organisation, ``language`` is that of the first one, ``type`` its type.
    """

    names: bool
    language: bool
    type: bool


class Directory(Protocol):
    """Finds the id of the entry for what an activity names; None: the reference has, and gets, no entry for it."""

    def organisation_id(
        self, ref: str | None, names: tuple[PartyName, ...], kind: str | None, place: str | None = None, /
    ) -> str | None:
        """Return the id of the entry for an organisation's identifier and names; None if there is neither.

        ``ref`` is the identifier, None: not stated. ``kind`` is a code of the list OrganisationType, None: not stated.
        The entry will state all three. ``place`` is the element that gives it a role, None: it is named elsewhere.
        """

    def told(self, ref: str | None, names: tuple[PartyName, ...], /) -> Told:
        """Return what the activity need not repeat of an element that gives an organisation a role.

        These are the parts that the organisation's entry states too: further names, language, type. ``ref`` and
        ``names`` are the identifier and the names in the element.
        """

    def country_id(self, code: str, /) -> str | None:
        """Return the id of the entry of a country by its alpha-2 code, in capitals; None if it is no country's."""

    def region_id(self, code: str, vocabulary: str, /) -> str | None:
        """Return the id of the entry of a region by its code; None if the vocabulary's list lacks the code.

        ``vocabulary`` is a code of the list RegionVocabulary.
        """

    def theme_id(self, vocabulary: str, code: str, label: str | None, language: str, /) -> str | None:
        """Return the id of the entry of a sector; None if the reference gets no entry for it.

        ``vocabulary`` is a code of the list SectorVocabulary, ``label`` the sector's name in the file in ``language``
        (BCP 47), None: only its code is given.
        """

    def lacks(self, code_list: str, code: str, /) -> bool:
        """Return whether an IATI list is known and a code is not in it."""

    def has_activity(self, entry_id: str, /) -> bool:
        """Return whether an activity of the files has an entry of this id."""

    def activity_id(self, identifier: str, /) -> str | None:
        """Return the id of the entry of the activity that has a published identifier; None if no file has one.

        An activity may ask for itself. An activity whose file states another id than its identifier leads to is not
        found.
        """
