"""What a list can be narrowed to: groups of values to be ticked."""

from typing import NamedTuple


class Choice(NamedTuple):
    """One value, how it is called, whether it is chosen, and on how many it stands; ``total`` None: not counted."""

    value: str
    label: str
    chosen: bool = False
    total: int | None = None


class ChoiceGroup(NamedTuple):
    """The values of one field, in the order in which they are shown; ``key`` names the field."""

    key: str
    label: str
    choices: tuple[Choice, ...]
