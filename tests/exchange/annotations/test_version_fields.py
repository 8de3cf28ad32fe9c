"""The version that a record says, and that none is taken from fields that do not fit."""

from typing import Any

import pytest

from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.exchange.annotations.version_fields import MOST_EARLIER, read_version, version_fields
from tests.storage.annotations.annotation_samples import ME, note

NOTE = note(None, "Check.")
FIRST = make_version(NOTE, ME)
LATER = make_version(NOTE, ME, [FIRST.id], ["0" * 32], is_plain=True)


@pytest.mark.parametrize("version", [FIRST, LATER])
def test_a_version_is_read_as_it_was_written(version: Any) -> None:
    fields = version_fields(version)
    assert read_version(fields, NOTE) == version
    assert fields.keys() >= {"version", "changedBy"}
    assert ("replaces" in fields, "plain" in fields) == (version is LATER,) * 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "0" * 32},
        {"replaces": "x"},
        {"replaces": ["x"]},
        {"replaces": [FIRST.id, 7]},
        {"earlier": {}},
        {"earlier": ["1" * 32] * (MOST_EARLIER + 1)},
        {"changedBy": None},
        {"changedBy": {}},
        {"changedBy": {"id": "mailto:x", "name": "x"}},
        {"changedBy": {"id": f"urn:uuid:{ME.uuid}", "name": 7}},
    ],
)
def test_fields_that_do_not_fit_say_no_version(wrong: dict[str, Any]) -> None:
    assert read_version({**version_fields(LATER), **wrong}, NOTE) is None


def test_a_record_without_a_version_says_none() -> None:
    assert read_version({}, NOTE) is None
    assert read_version(version_fields(LATER), note(NOTE.uuid, "Changed.")) is None
