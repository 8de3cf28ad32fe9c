"""What is chosen before projects are written as IATI, and what is reported of it afterwards."""

from enum import StrEnum
from typing import NamedTuple


class CountrySplit(StrEnum):
    """What is written of an activity's countries and regions if there are several and none has a percentage.

    NONE: all of them, without percentages. REGION: one region in place of the countries, with their names. EQUAL: all
    of them, with equal percentages, marked as computed.
    """

    NONE = "none"
    REGION = "region"
    EQUAL = "equal"


class IatiChoices(NamedTuple):
    """How projects are written as IATI.

    ``reporter`` is the organisation identifier of the body that publishes the file, ``reporter_type`` its code in the
    list OrganisationType, ``reporter_name`` its name; it takes the place of the reporters that projects name. All may
    be empty if every project names its own reporter, as most imported ones do. ``is_secondary``: that body takes no
    part in the activities itself. ``split``: see CountrySplit. ``roles_as_held``: an organisation in a role that the
    standard does not know is written in the nearest role, with its own role in an attribute; False: such organisations
    are left out.
    """

    reporter: str = ""
    reporter_type: str = ""
    reporter_name: str = ""
    is_secondary: bool = False
    split: CountrySplit = CountrySplit.NONE
    roles_as_held: bool = False


class IatiNote(NamedTuple):
    """Something that the standard cannot say of a project, or that had to be chosen.

    ``what`` is a code; ``iati_words`` has its sentence. ``title`` and ``entry_id`` are those of the project, empty if
    the note is on the file as a whole. ``values`` are the texts in the sentence.
    """

    what: str
    title: str
    values: tuple[str, ...] = ()
    entry_id: str = ""


class IatiWritten(NamedTuple):
    """What was written: the number of activities, and the notes in their order."""

    activities: int
    notes: tuple[IatiNote, ...]
