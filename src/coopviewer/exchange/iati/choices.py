"""What is chosen before projects are written as IATI, and what is reported after they were written."""

from enum import StrEnum
from typing import NamedTuple


class CountrySplit(StrEnum):
    """How the countries and regions of an activity are written if there are several and none has a percentage.

    NONE: all of them, without percentages. REGION: one region in place of the countries, with the text ``Mali, Niger``.
    EQUAL: all of them, with equal percentages, each with the program's own attribute that says it is computed.
    """

    NONE = "none"
    REGION = "region"
    EQUAL = "equal"


class IatiChoices(NamedTuple):
    """How projects are written as IATI.

    ``reporter`` is the organisation identifier of the body that publishes the file, ``reporter_type`` the code of its
    type (list OrganisationType), ``reporter_name`` its name. This body is written in place of the reporters that
    projects name. All three may be empty if every project names its own reporter, as most imported ones do.
    ``is_secondary``: the body takes no part in the activities itself. ``split`` says how countries are written if none
    has a percentage.
    ``roles_as_held``: an organisation whose role the standard does not have is written in the nearest role, with its
    own role in an attribute; False: it is left out.
    """

    reporter: str = ""
    reporter_type: str = ""
    reporter_name: str = ""
    is_secondary: bool = False
    split: CountrySplit = CountrySplit.NONE
    roles_as_held: bool = False


class IatiNote(NamedTuple):
    """Something that the IATI standard cannot say of a project, or that the program had to choose.

    ``what`` is a code, for which ``iati_words`` has a sentence; ``values`` are texts to put into this sentence.
    ``title`` and ``entry_id`` are the title and the id of the project, both empty if the note is on the file as a
    whole.
    """

    what: str
    title: str
    values: tuple[str, ...] = ()
    entry_id: str = ""


class IatiWritten(NamedTuple):
    """What was written: the number of activities, and the notes in the order in which each was first added."""

    activities: int
    notes: tuple[IatiNote, ...]
