"""The styles of a DOCX file: our own, and those that a template lacks."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from coopviewer.exchange.documents.docx_styles import Style, style_xml, styles, styles_part, with_missing_styles
from coopviewer.exchange.documents.docx_text import NAMESPACES
from tests.exchange.documents.docx_files import W, value

OWN = {style.id: style for style in styles()}
BY_NAME = {style.name.lower(): style.id for style in styles()}


def read(part: str) -> dict[str, ET.Element]:
    return {each.get(f"{W}styleId", ""): each for each in ET.fromstring(part).iter(f"{W}style")}


def template(*written: Style) -> str:
    return f"<w:styles {NAMESPACES}>{''.join(map(style_xml, written))}</w:styles>"


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_and_lines_of_contents_have_a_style_for_each_of_six_levels(level: int) -> None:
    heading = read(styles_part("en"))[f"Heading{level}"]
    assert value(heading, "name") == f"heading {level}"
    assert value(heading, "outlineLvl") == str(level - 1)
    assert (value(heading, "next"), value(heading, "basedOn")) == ("Normal", "Normal")
    assert value(read(styles_part("en"))[f"TOC{level}"], "name") == f"toc {level}"


def test_the_higher_a_heading_the_larger_and_lines_of_contents_are_indented_from_the_third_level_on() -> None:
    found = read(styles_part("en"))
    sizes = [int(value(found[f"Heading{level}"], "sz")) for level in range(1, 7)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[1] > sizes[2] > sizes[3] == sizes[4] == sizes[5]
    indents = [int(found[f"TOC{level}"].find(f".//{W}ind").get(f"{W}left", "")) for level in range(1, 7)]  # type: ignore[union-attr]
    assert indents[:2] == [0, 0]
    assert all(before < after for before, after in pairwise(indents[1:]))


def test_no_two_styles_have_one_id_or_one_name_and_two_are_defaults() -> None:
    found = read(styles_part("en"))
    assert len(found) == len(styles()) == len({value(each, "name").lower() for each in found.values()})
    assert [id for id, each in found.items() if each.get(f"{W}default") == "1"] == ["Normal", "TableNormal"]
    assert all((each.get(f"{W}customStyle") == "1") is id.startswith("Coop") for id, each in found.items())
    assert {each.get(f"{W}type") for each in found.values()} == {"paragraph", "character", "table"}
    assert value(found["Normal"], "basedOn") == ""


def test_the_language_of_the_texts_is_stated() -> None:
    (found,) = ET.fromstring(styles_part('a"&')).iter(f"{W}lang")
    assert found.get(f"{W}val") == 'a"&'


def test_a_template_with_all_styles_gets_none() -> None:
    part = template(*styles())
    assert with_missing_styles(part, BY_NAME) == (part, {id: id for id in OWN})


def test_a_template_without_styles_gets_all_but_normal() -> None:
    part, ids = with_missing_styles(template(), {})
    assert list(read(part)) == [id for id in OWN if id != "Normal"]
    assert ids == {id: id for id in OWN}


def test_styles_are_found_by_their_names_and_added_ones_refer_to_the_ids_that_the_file_has() -> None:
    german = (OWN["Normal"]._replace(id="Standard"), OWN["Heading1"]._replace(id="berschrift1"))
    part, ids = with_missing_styles(template(*german), {"normal": "Standard", "heading 1": "berschrift1"})
    found = read(part)
    assert (ids["Normal"], ids["Heading1"], ids["Heading2"]) == ("Standard", "berschrift1", "Heading2")
    assert "Heading1" not in found
    assert "Normal" not in found
    assert (value(found["Heading2"], "basedOn"), value(found["Heading2"], "next")) == ("Standard", "Standard")
    assert value(found["CoopTable"], "basedOn") == "TableNormal"


def test_a_style_whose_id_another_one_has_is_not_added() -> None:
    other = Style("paragraph", "CoopLead", "Their lead", "")
    part, ids = with_missing_styles(template(other), {"their lead": "CoopLead"})
    assert value(read(part)["CoopLead"], "name") == "Their lead"
    assert list(read(part)).count("CoopLead") == 1
    assert (ids["CoopLead"], "CoopSoft" in read(part)) == ("CoopLead", True)
