"""Faults as the user reads them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.faults.fault_words import fault_sentence


@dataclass
class Told:
    """The message of the fault that was raised."""

    words: str = ""


def words_of(fault: BaseException | None) -> str:
    """Return the message of a fault in English."""
    assert isinstance(fault, EnvironmentFault)
    return fault_sentence(fault, ENGLISH)


@contextmanager
def raises_fault(match: str = "") -> Iterator[Told]:
    """Expect a fault whose message matches."""
    told = Told()
    with pytest.raises(EnvironmentFault) as raised:
        yield told
    told.words = words_of(raised.value)
    assert re.search(match, told.words), told.words
