"""What the conversion of an activity asks of the directory, which knows all entries of the reference."""

from typing import NamedTuple, Protocol

from coopviewer.domain.reference.facts import Citation


class PartyName(NamedTuple):
    """A name of an organisation; ``language`` is a BCP 47 tag, ``und`` where none is stated."""

    text: str
    language: str


class Told(NamedTuple):
    """Which parts of an element, such as ``participating-org``, need not be kept with the activity.

    True: the entry of the organisation states this part, and an export can write it again from there. ``names`` are the
    further names of the organisation, ``language`` is that of the first name, ``type`` the type of the organisation.
    """

    names: bool
    language: bool
    type: bool


class Directory(Protocol):
    """Finds the id of the entry for what an activity names; None: the reference has, and gets, no entry for it."""

    def begin(self, citation: Citation, reporter: str, /) -> None:
        """Note that all entries asked for from now on are named at ``citation``.

        ``reporter`` is the identifier, or else the name, of who reports the activity there; empty if nobody does.
        """

    def organisation_id(
        self, ref: str | None, names: tuple[PartyName, ...], kind: str | None, place: str | None = None, /
    ) -> str | None:
        """Return the id of the entry for an organisation's identifier and names; None if there is neither.

        ``ref`` is the identifier, None: not stated. ``kind`` is a code of the list OrganisationType, None: not stated.
        The entry will state identifier, names and kind. ``place`` is the element that gives the organisation a role
        in the activity, such as ``participating-org 2``; None: no such element names it.
        """

    def told(self, ref: str | None, names: tuple[PartyName, ...], /) -> Told:
        """Return which parts of an element that gives an organisation a role need not be kept with the activity.

        These are the parts (further names, language, type) in which elements that call the organisation by the same
        first name do not differ: its entry states them. ``ref`` and ``names`` are the identifier and the names in the
        element.
        """

    def country_id(self, code: str, /) -> str | None:
        """Return ``country/NE`` for the alpha-2 code ``NE``, which must be in capitals; None for any other code."""

    def region_id(self, code: str, vocabulary: str, /) -> str | None:
        """Return the id of the entry of a region by its code; None if the code or the vocabulary is not known.

        ``vocabulary`` is a code of the list RegionVocabulary, which says in which list the code is.
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
        """Return the id of the entry of the activity that has an identifier; None if no file has that activity.

        It may be the very activity that is being converted. If a file states an id for an activity's entry, as exports
        of this program do, the activity is found only if that id is the one formed from its identifier.
        """
