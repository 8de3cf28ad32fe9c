"""How the versions of an annotation are told apart in a list."""

from datetime import UTC

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.review.history_words import version_row
from tests.annotated import annotation

NOTE = annotation("6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11", "The partners of the network are named in the annex.")


@pytest.mark.parametrize(
    ("beside", "shown"),
    [
        ("", "“The partners of the network are named in the annex.”"),
        ("Another note", "“The partners of the network are named in the annex.”"),
        (NOTE.body, "“The partners of the network are named in the annex.”"),
        ("The partners of the network are named on page 3.", "“…network are named in the annex.”"),
        ("The partners of the network are  named in the", "“…named in the annex.”"),
    ],
)
def test_a_version_begins_shortly_before_what_differs(beside: str, shown: str) -> None:
    version = make_version(NOTE, Person("person/zoe", "Zoë"))
    row = version_row(version, ENGLISH, UTC, beside=beside)
    assert row.strip("\u2068\u2069").split(" · ")[1:] == ["Zoë", shown]
