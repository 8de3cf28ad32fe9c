"""How a passage is named and reached: its short id, its place in words, its address."""

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.reference.sources import Passage
from coopviewer.rendering.words.reference_words import Translate


def passage_address(passage: Passage) -> str:
    """Give the address at which a source's page shows a passage: ``coop:source/…#P38``."""
    return f"{SCHEME}{passage.source_id}#{short_id(passage.id)}"


def short_id(passage_id: str) -> str:
    """Give a passage's id without that of its source: ``P38``."""
    return passage_id.rpartition("/")[2]


def place_words(passage: Passage, tr: Translate) -> str:
    """Say where a passage stands: section, locator, and its range of characters."""
    return tr("{section}, {locator}; characters {start} to {end}").format(
        section=passage.section, locator=passage.locator, start=passage.char_start, end=passage.char_end
    )
