"""What is chosen before projects are written as IATI, and what is reported of it afterwards."""

from enum import StrEnum
from typing import NamedTuple


class CountrySplit(StrEnum):
    """What is written of several countries if none of them has a share.

    NONE: the countries without percentages. REGION: one region in their place, with their names. EQUAL: equal
    percentages, marked as computed.
    """

    NONE = "none"
    REGION = "region"
    EQUAL = "equal"


class IatiChoices(NamedTuple):
    """How projects are written as IATI.

    ``reporter`` is the organisation identifier of the body that publishes the file, ``reporter_type`` a code of the
    list OrganisationType, ``reporter_name`` its name. All are empty if every project names its own reporter, as
    imported ones do. ``is_secondary``: the reporter is not a party of the activities. ``roles_as_held``: organisations
    whose role the standard does not know are written with the nearest one, marked.
    """

    reporter: str = ""
    reporter_type: str = ""
    reporter_name: str = ""
    is_secondary: bool = False
    split: CountrySplit = CountrySplit.NONE
    roles_as_held: bool = False


class IatiNote(NamedTuple):
    """Something that the standard cannot say, or that had to be chosen; ``what`` is a code.

    ``title`` is that of the project, empty if the note is on the file as a whole. ``values`` are the texts that it is
    about; none if the code says all.
    """

    what: str
    title: str
    values: tuple[str, ...] = ()


class IatiWritten(NamedTuple):
    """What was written: the number of activities, and the notes in the order of the activities."""

    activities: int
    notes: tuple[IatiNote, ...]
