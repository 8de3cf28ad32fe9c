"""Annotations are written in each of the export formats."""

import json

import pytest

from coopviewer.domain.annotations.exchange import ExportFormat
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.annotations.text import write_annotations
from tests.exchange.annotations.annotation_values import NAMES, note


@pytest.mark.parametrize("form", ExportFormat)
def test_each_format_is_written(form: ExportFormat) -> None:
    reports: list[tuple[int, int]] = []
    parts = write_annotations(form, [note(1)], NAMES, ENGLISH, lambda done, total: reports.append((done, total)))
    text = b"".join(parts).decode()
    assert (text.startswith("# Annotations"), text.startswith("Annotations\n====")) == (
        form is ExportFormat.MARKDOWN,
        form is ExportFormat.TEXT,
    )
    if form is ExportFormat.JSONLD:
        assert json.loads(text)["total"] == 1
    assert reports[-1] == (1, 1)
