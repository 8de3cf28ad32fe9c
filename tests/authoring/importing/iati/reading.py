"""Files read in tests: a directory that knows every entry, and where the values of a file are found again."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from coopviewer.authoring.importing.iati.activities import ActivityFacts, activity_facts
from coopviewer.authoring.importing.iati.directory import PartyName, Told
from coopviewer.authoring.importing.iati.keys import slug
from coopviewer.authoring.importing.iati.reader import read_activities
from coopviewer.authoring.importing.iati.records import ActivityRecord, FileHead
from coopviewer.authoring.importing.report import ImportReporter
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity

SOURCE = "source/test"
_NOT_OF_THE_FILE = ("id", "entry_id", "citations", "ordinal", "decimals", "minor_units")


class KnownEntries:
    """A directory with every organisation, region and sector that is asked for, and the countries and activities given.

    ``kept`` are the values that the entries have.
    """

    def __init__(self, countries: str = "NE ML TD BA ZZ", activities: tuple[str, ...] = ()) -> None:
        self._countries = countries.split()
        self._activities = activities
        self.kept: list[str] = []

    def begin(self, citation: Citation, reporter: str) -> None:
        """Each place is named by whoever reports."""

    def told(self, ref: str | None, names: tuple[PartyName, ...]) -> Told:
        return Told(names=True, language=True, type=True)

    def organisation_id(
        self, ref: str | None, names: tuple[PartyName, ...], kind: str | None, place: str | None = None
    ) -> str | None:
        self.kept += [*filter(None, (ref, kind)), *(value for name in names for value in name)]
        return f"organisation/{slug(ref or names[0].text)}"

    def country_id(self, code: str) -> str | None:
        return f"country/{code}" if code in self._countries else None

    def region_id(self, code: str, vocabulary: str) -> str | None:
        self.kept += [code, vocabulary]
        return f"region/{slug(vocabulary + '-' + code)}"

    def theme_id(self, vocabulary: str, code: str, label: str | None, language: str) -> str | None:
        self.kept += filter(None, (vocabulary, code, label))
        return f"theme/{slug(vocabulary + '-' + code)}"

    def lacks(self, code_list: str, code: str) -> bool:
        return (code_list, code) == ("ActivityStatus", "9")

    def has_activity(self, entry_id: str) -> bool:
        return entry_id in {f"project/{slug(each)}" for each in self._activities}

    def activity_id(self, identifier: str) -> str | None:
        if identifier not in self._activities:
            return None
        self.kept.append(identifier)
        return f"project/{slug(identifier)}"


class ReadFile:
    """A file read as a whole: its head, activities with their facts, notes, and the directory that was asked."""

    def __init__(self, content: bytes | str, directory: KnownEntries | None = None, **options: bool) -> None:
        self.notes: list[ImportNote] = []
        self.directory = directory or KnownEntries()
        report = ImportReporter(self.notes.append)
        report.begin_file("test.xml")
        self.heads: list[FileHead] = []
        self.records: list[ActivityRecord] = []
        self.activities: list[ActivityFacts] = []
        blocks = [content.encode() if isinstance(content, str) else content]
        for each in read_activities(blocks, "test.xml", report, **options):
            if isinstance(each, FileHead):
                self.heads.append(each)
            else:
                self.records.append(each)
                self.activities.append(activity_facts(each, SOURCE, self.directory, report))

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the first activity by their keys."""
        entry_id = self.activities[0].entry.id
        return {fact.id.removeprefix(f"{entry_id}/"): fact for fact in self.activities[0].facts}

    def noted(self) -> list[tuple[str, str, int | None]]:
        """The notes as severity, code and line."""
        return [(note.severity.value, note.what, note.line) for note in self.notes]

    def kept(self) -> list[str]:
        """Every text that is in facts, in entries that were asked for, in notes of what was mended, or in the head."""
        found = [note.found for note in self.notes if note.severity is ImportSeverity.MENDED]
        found += self.directory.kept
        for each in self.activities:
            found += [each.entry.title, each.entry.hint or ""]
            for fact in each.facts:
                found += _texts(fact)
        for head in self.heads:
            found += [head.version or "", head.generated or ""]
        return [" ".join(text.split()) for text in found]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_OF_THE_FILE:
                yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, int | float):
        yield repr(int(value) if isinstance(value, bool) else value)


def activity(
    content: str, attributes: str = 'xml:lang="en" default-currency="EUR"', head: str = 'version="2.03"'
) -> str:
    """Return a file with one activity."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities {head}>\n<iati-activity {attributes}>\n'
        f"{content}\n</iati-activity>\n</iati-activities>\n"
    )
