"""The entries that an import makes: finds the one for what an activity names, and knows in the end which are needed."""

from collections.abc import Iterator

from coopviewer.authoring.importing.code_entries import CodeEntries, CodeEntry
from coopviewer.authoring.importing.iati.directory import PartyName, Told
from coopviewer.authoring.importing.iati.elements import first_text
from coopviewer.authoring.importing.iati.keys import project_id
from coopviewer.authoring.importing.iati.records import ActivityRecord
from coopviewer.authoring.importing.organisations import OrganisationEntry, Organisations
from coopviewer.authoring.importing.standards import Standards
from coopviewer.domain.reference.facts import Citation


class EntryDirectory:
    """Returns the id of the entry for whatever an activity names, and yields in the end the entries that are needed.

    ``begin`` or ``begin_activity`` must be called before any id is asked for: they say which place in a file names what
    is asked for next (else an empty source id is cited). If the id of a country, region, sector or organisation was
    returned, ``code_entries`` or ``organisation_entries`` yields its entry.
    """

    def __init__(self, standards: Standards, organisations: Organisations, activities: frozenset[str]) -> None:
        """Use ``organisations`` that the first pass prepared; ``activities`` are the ids of all activities' entries."""
        self._organisations = organisations
        self._standards = standards
        self._codes = CodeEntries(standards)
        self._activities = activities
        self._citation = Citation("", None)
        self._reporter = ""

    def begin_activity(self, record: ActivityRecord, citation: Citation) -> None:
        """Note that entries asked for from now on are named by ``record``, whose passage and line ``citation`` has."""
        reporter = record.element.child("reporting-org")
        self.begin(citation, "" if reporter is None else reporter.get("ref") or first_text(reporter))

    def begin(self, citation: Citation, reporter: str) -> None:
        """Note that entries asked for from now on are named at ``citation``.

        ``reporter`` is the identifier, or else the name, of who reports the activity there; empty if nobody does.
        """
        self._citation = citation
        self._reporter = reporter

    def organisation_id(
        self, ref: str | None, names: tuple[PartyName, ...], kind: str | None, place: str | None = None
    ) -> str | None:
        """Return the id of the entry of an organisation; None if it has neither a reference nor a name.

        ``ref`` is its identifier, None: not stated. ``kind`` is a code of the list OrganisationType, None: not stated.
        ``place`` names the element that gives the organisation a role, such as ``participating-org 2``; None: it is
        named elsewhere.
        """
        return self._organisations.entry_of(ref, names, kind, self._citation._replace(place=place))

    def told(self, ref: str | None, names: tuple[PartyName, ...]) -> Told:
        """Return which parts of an element that gives an organisation a role need not be kept with the activity.

        These are the parts (further names, language, type) in which elements that call the organisation by the same
        first name do not differ: its entry states them. ``ref`` and ``names`` are the identifier and the names in the
        element.
        """
        return self._organisations.told(ref, names)

    def country_id(self, code: str) -> str | None:
        """Return ``country/NE`` for the alpha-2 code ``NE``, which must be in capitals; None for any other code."""
        return self._codes.country_id(code)

    def region_id(self, code: str, vocabulary: str) -> str | None:
        """Return the id of the entry of a region; ``vocabulary`` is 1 (the DAC's list) or 2 (M49).

        None if the list lacks the code, and for any other vocabulary.
        """
        return self._codes.region_id(code, vocabulary)

    def theme_id(self, vocabulary: str, code: str, label: str | None, language: str) -> str | None:
        """Return the id of the entry of a sector, never None.

        ``vocabulary`` is the list that has the code (a code of SectorVocabulary), ``label`` the sector's name in the
        file in ``language``, None: only its code is given.
        """
        return self._codes.theme_id(vocabulary, code, label, language, self._reporter, self._citation)

    def lacks(self, code_list: str, code: str) -> bool:
        """Return whether a code is missing in the code list of IATI with this name; False for an unknown list."""
        return self._standards.lacks(code_list, code)

    def has_activity(self, entry_id: str) -> bool:
        """Return whether this is the id of the entry of an activity in the imported files."""
        return entry_id in self._activities

    def activity_id(self, identifier: str) -> str | None:
        """Return the id of the entry of the activity with an identifier; None if no activity of the files has it.

        None too if a file that this program exported states an entry id for the activity that is not formed of its
        identifier.
        """
        entry_id = project_id(identifier)
        return entry_id if entry_id in self._activities else None

    def code_entries(self) -> Iterator[CodeEntry]:
        """Yield the countries, regions and sectors whose ids were asked for, in this order.

        The regions around the countries and regions are among them.
        """
        return self._codes.entries()

    def organisation_entries(self) -> Iterator[OrganisationEntry]:
        """Yield the organisations whose ids were asked for, in the order of their ids."""
        return self._organisations.entries()
