"""What an import will find in some files, judged by the activities that a preview read: the first ones of each file.

Unless it is told otherwise, a preview reads at most 2,000 activities of all files together (but at least one of each
file), for about 3 seconds in all; ``ImportPreview.activities`` is how many it has read.
"""

from collections.abc import Mapping
from typing import NamedTuple

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity


class PreviewedFile(NamedTuple):
    """One XML file: a file of its own, or a member of an archive.

    ``size`` is in bytes on the disk: the packed size, if it is packed. ``version`` and ``generated`` are as the file
    says; None: not said.
    """

    name: str
    size: int
    version: str | None
    generated: str | None


class PreviewCount(NamedTuple):
    """A code that occurs in the files, such as a country or a currency, and how many activities have it.

    ``label`` is its name, or the code itself if no name is known. A publisher's code is its identifier, or a name of it
    if it has none. Versions of the IATI standard are counted too: then ``activities`` is the number of files, and
    ``code`` is empty for files that do not state their version.
    """

    code: str
    label: str
    activities: int


class PreviewedElement(NamedTuple):
    """An XML element of activities: its name, how many of the activities read have it, and what an import makes of it.

    ``becomes`` are the kinds of facts it turns into, as in the column ``fact.kind`` of a reference, the most frequent
    first.
    """

    name: str
    activities: int
    becomes: tuple[str, ...]


class SampleLine(NamedTuple):
    """One line on an activity that is shown as a sample of what an import will make of the files.

    ``slot`` is what the line is about, one of SAMPLE_SLOTS, and ``text`` is what the file says of it. Codes are
    replaced by their words, where a standard has some; if ``slot`` is ``other``, ``text`` is the name of the field
    and its values.
    """

    slot: str
    text: str


SAMPLE_SLOTS = (
    *("identifier", "reporter", "status", "timeframe", "start-planned", "start-actual", "end-planned", "end-actual"),
    *(
        "start",
        "end",
        "milestone",
        "country",
        "region",
        "sector",
        "funded-by",
        "accountable-to",
        "extended-by",
        "implemented-by",
    ),
    *(
        "takes-part-in",
        "description",
        "grant",
        "transaction",
        "budget",
        "total",
        "result",
        "place",
        "document",
        "other",
    ),
)
"""What the lines of a sample are about, in their order; ``other``: fields that have no place of their own."""


class PreviewSample(NamedTuple):
    """An activity as it will be shown: its title, and lines on its facts in the order of SAMPLE_SLOTS."""

    entry_id: str
    title: str
    lines: tuple[SampleLine, ...]


class ImportPreview(NamedTuple):
    """What the first activities of some files hold.

    ``activities`` is how many were read; ``is_whole``: the files have no more, so that the counts are of all. ``title``
    and ``dataset`` are what the new reference gets if the user chooses no others. Lists of codes begin with the most
    frequent. ``years`` are the first and the last year of any date, None if there is none. ``samples`` are the first
    three activities. ``expected_activities``, ``expected_size`` (bytes of the reference) and ``expected_seconds`` are
    estimates for the whole import. ``notes`` are the first hundred notes on what was mended, kept or refused;
    ``note_counts`` has the number of all notes by severity. ``fault`` is the first fault that reading met; None: it
    met none, but unless ``is_whole`` one may be further on. ``may_keep_partial``: the activities before that fault can
    be imported. ``unread_countries`` are the countries and regions that activities name, but that are in no list.
    """

    files: tuple[PreviewedFile, ...]
    title: str
    dataset: str
    publishers: tuple[PreviewCount, ...]
    activities: int
    is_whole: bool
    versions: tuple[PreviewCount, ...]
    countries: tuple[PreviewCount, ...]
    currencies: tuple[PreviewCount, ...]
    languages: tuple[PreviewCount, ...]
    years: tuple[int, int] | None
    samples: tuple[PreviewSample, ...]
    elements: tuple[PreviewedElement, ...]
    notes: tuple[ImportNote, ...]
    note_counts: Mapping[ImportSeverity, int]
    expected_activities: int
    expected_size: int
    expected_seconds: float
    fault: EnvironmentFault | None = None
    may_keep_partial: bool = False
    unread_countries: tuple[PreviewCount, ...] = ()
