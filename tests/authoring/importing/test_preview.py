"""What is said of files before they are imported."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coopviewer.authoring.importing.preview import preview_import
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.previews import SAMPLE_SLOTS, ImportPreview, PreviewCount
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.progress import Cancelled
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.imports.preview_layout import lay_out_contents
from tests.authoring.importing.imports import FOLDERS, iati, imported, titled, written

PARTS = (
    '<participating-org role="4"><narrative>Well Diggers</narrative></participating-org>',
    '<activity-status code="2"/>',
    '<activity-date type="1" iso-date="2019-05-01"/>',
    '<recipient-country code="NE" percentage="60"/><recipient-country code="ML" percentage="39"/>',
    '<sector code="14030" percentage="100"/>',
    (
        '<transaction><transaction-type code="3"/><transaction-date iso-date="2031-03-03"/>'
        '<value value-date="2031-03-03" currency="USD">1000</value></transaction>'
    ),
    '<x:own xmlns:x="urn:x">kept</x:own>',
)


def preview(*files: Path, most: int = 2_000, is_cancelled: Callable[[], bool] = lambda: False) -> ImportPreview:
    return preview_import(files, FOLDERS, is_cancelled, most=most, seconds=60.0)


def test_a_preview_says_what_is_in_the_files(tmp_path: Path) -> None:
    found = preview(written(tmp_path / "a.xml", titled("XM-1", "Wells", *PARTS), titled("XM-2", "Water")))
    assert (found.title, found.activities, found.is_whole) == ("IATI: Agency One", 2, True)
    assert found.publishers == (PreviewCount("XM-DAC-1", "Agency One", 2),)
    assert found.versions == (PreviewCount("2.03", "2.03", 1),)
    assert found.countries == (PreviewCount("ML", "Mali", 1), PreviewCount("NE", "Niger", 1))
    assert found.currencies == (PreviewCount("USD", "USD", 1),)
    assert found.languages == (PreviewCount("en", "en", 2),)
    assert found.years == (2019, 2031)
    assert [note.what for note in found.notes] == ["unknown-element"]
    assert found.fault is None


def test_countries_that_cannot_be_read_are_named_too(tmp_path: Path) -> None:
    words = '<recipient-country code="ZZ"><narrative>Zubrowka</narrative></recipient-country>'
    bare, region = '<recipient-country code="QQQ"/>', '<recipient-region code="999"/>'
    activities = (titled("XM-1", "Wells", *PARTS, words), titled("XM-2", "Water", words, region, bare))
    found = preview(written(tmp_path / "a.xml", *activities))
    assert [each.code for each in found.countries] == ["ML", "NE"]
    assert found.unread_countries == (
        PreviewCount("ZZ", "Zubrowka", 2),
        PreviewCount("999", "999", 1),
        PreviewCount("QQQ", "QQQ", 1),
    )
    text = write_text(lay_out_contents(found, ENGLISH))
    assert "Countries: Mali (ML): 1 · Niger (NE): 1 · not read: Zubrowka (ZZ): 2 · 999: 1 · QQQ: 1" in text


def test_what_is_as_frequent_is_in_the_order_of_its_codes(tmp_path: Path) -> None:
    codes = ("TD", "ML", "NE", "BF", "NE")
    parts = [f'<recipient-country code="{code}"/>' for code in codes]
    found = preview(written(tmp_path / "a.xml", *(titled(f"XM-{n}", "Wells", part) for n, part in enumerate(parts))))
    assert [(each.code, each.activities) for each in found.countries] == [("NE", 2), ("BF", 1), ("ML", 1), ("TD", 1)]


def test_each_element_becomes_something(tmp_path: Path) -> None:
    found = preview(written(tmp_path / "a.xml", titled("XM-1", "Wells", *PARTS), titled("XM-2", "Water")))
    elements = {each.name: (each.activities, each.becomes) for each in found.elements}
    assert elements["title"] == (2, ("name",))
    assert elements["transaction"] == (1, ("flow",))
    assert elements["recipient-country"] == (1, ("relation",))
    assert elements["x:own"] == (1, ("published_field",))
    assert all(becomes for _, becomes in elements.values())


def test_samples_show_what_was_given(tmp_path: Path) -> None:
    activities = [titled(f"XM-{n}", f"Wells {n}", *PARTS) for n in range(5)]
    found = preview(written(tmp_path / "a.xml", *activities))
    assert [sample.title for sample in found.samples] == ["Wells 0", "Wells 1", "Wells 2"]
    lines = [(line.slot, line.text) for line in found.samples[0].lines]
    assert ("country", "Niger (60 %)") in lines
    assert ("transaction", "2031-03-03 1000 USD") in lines
    assert ("status", "Implementation") in lines
    assert ("implemented-by", "Well Diggers") in lines
    slots = [slot for slot, _ in lines]
    assert slots == sorted(slots, key=SAMPLE_SLOTS.index)


def test_a_sample_names_sectors_and_regions_by_their_lists(tmp_path: Path) -> None:
    parts = ('<sector code="14030"/>', '<sector vocabulary="2" code="140"/>', '<recipient-region code="289"/>')
    (sample,) = preview(written(tmp_path / "a.xml", titled("XM-1", "Wells", *parts))).samples
    shown = [line.text for line in sample.lines if line.slot in ("sector", "region")]
    assert len(shown) == 3
    for text, beginning in zip(sorted(shown), ("Basic drinking water", "South of Sahara", "WATER"), strict=True):
        assert text.startswith(beginning)


def test_a_sample_shows_a_line_of_300_characters_whole_and_cuts_longer_ones(tmp_path: Path) -> None:
    whole, longer = "XM-1-" + "w" * 295, "XM-1-" + "l" * 296
    found = preview(written(tmp_path / "a.xml", titled(whole, "Whole"), titled(longer, "Longer")))
    shown = [line.text for sample in found.samples for line in sample.lines if line.slot == "identifier"]
    assert shown == [whole, f"{longer[:299]}…"]


def test_a_preview_estimates_the_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml", *(titled(f"XM-{n}", "Wells", *PARTS) for n in range(1_000)))
    found = preview(path, most=300)
    assert (found.activities, found.is_whole) == (300, False)
    assert 700 <= found.expected_activities <= 1_300
    imported(tmp_path / "out.db", path)
    assert 0.3 < found.expected_size / (tmp_path / "out.db").stat().st_size < 3
    assert found.expected_seconds > 0


def test_each_of_several_files_is_looked_at(tmp_path: Path) -> None:
    files = [
        written(tmp_path / f"{name}.xml", *(titled(f"{name}-{n}", "Wells") for n in range(100)))
        for name in ("a", "b", "c")
    ]
    found = preview(*files, most=30)
    assert [file.name for file in found.files] == ["a.xml", "b.xml", "c.xml"]
    assert 30 <= found.activities <= 33


def test_a_fault_is_part_of_the_preview(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(iati(titled("XM-1", "Wells"), titled("XM-2", "Water"))[:-60], encoding="utf-8")
    found = preview(path)
    assert found.fault is not None
    assert (found.fault.code, found.may_keep_partial, found.is_whole) == ("import.not-well-formed", True, False)


def test_a_fault_of_one_file_leaves_the_estimate_for_others(tmp_path: Path) -> None:
    many = [titled(f"xm-{number}", "W" * 10_000) for number in range(120)]
    whole, broken = written(tmp_path / "whole.xml", *many), written(tmp_path / "broken.xml", *many[:40])
    broken.write_text(broken.read_text(encoding="utf-8").replace("</iati-activities>", "<oh"), encoding="utf-8")
    found = preview(broken, whole, most=100)
    assert found.may_keep_partial
    assert found.expected_activities == pytest.approx(160, rel=0.15)


def test_what_is_no_file_of_activities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("id,title", encoding="utf-8")
    with pytest.raises(EnvironmentFault):
        preview(path)


def test_a_preview_is_cancelled(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        preview(written(tmp_path / "a.xml", titled("XM-1", "Wells")), is_cancelled=lambda: True)
