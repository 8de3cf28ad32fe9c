"""Citations in each format, read back by programs that did not write them."""

import json
from datetime import date
from io import StringIO
from typing import Any

import jsonschema
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.cited import Cited, CitedSource, distinct_keys, on_one_line
from coopviewer.exchange.citations.formats import CitationFormat, format_named, write_citations
from tests.reference_values import EDITION

PRINTABLE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=60).filter(str.strip)
COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textasciitilde": "~",
}
CSL_SCHEMA = {  # what the schema of CSL 1.0.2's data says of the variables that are used
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "properties": {
            "type": {"enum": ["dataset"]},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"literal": {"type": "string"}},
                    "additionalProperties": False,
                },
            },
            "accessed": {
                "type": "object",
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": ["string", "number"]},
                        },
                    }
                },
                "additionalProperties": False,
            },
        },
        "additionalProperties": {"type": "string"},
    },
}
FULL = Cited(
    title="Wells",
    section="Goals",
    value="dig wells",
    basis="Inferred",
    sources=(CitedSource("The leaflet", "The Office", "https://office.example/l", ("Part 1, item 2",)),),
    edition=EDITION,
    accessed=date(2026, 3, 9),
    address="coop:theme/wells#goals",
)


def written(form: CitationFormat, *cited: Cited) -> str:
    return write_citations(form, cited or (FULL,), ENGLISH)


def plain(latex: str) -> str:
    """Return what LaTeX sets for a text of ours: its commands and escaped signs, outer braces removed."""
    text = latex.removeprefix("{").removesuffix("}")
    for name, sign in COMMANDS.items():
        text = text.replace(f"\\{name}{{}}", f"\0{ord(sign)}\0")
    text = text.replace("\\", "")
    for sign in COMMANDS.values():
        text = text.replace(f"\0{ord(sign)}\0", sign)
    return text


def bibtex(text: str) -> dict[str, str]:
    (entry,) = parse_string(text, "bibtex").entries.values()
    return {"author": str(entry.persons["author"][0]), **dict(entry.fields)}


def ris(text: str) -> dict[str, Any]:
    (record,) = rispy.load(StringIO(text))
    return dict(record)


def test_bibtex_names_all_that_is_cited() -> None:
    fields = bibtex(written(CitationFormat.BIBTEX))
    assert plain(fields["title"]) == "Wells, Goals"
    assert plain(fields["author"]) == EDITION.publisher
    assert plain(fields["howpublished"]) == EDITION.title
    assert plain(fields["edition"]) == EDITION.id
    assert (fields["url"], fields["urldate"]) == ("coop:theme/wells#goals", "2026-03-09")
    for part in (
        "“dig wells”",
        "Inferred",
        "As of ",
        "The Office, The leaflet: Part 1, item 2, https://office.example/l",
    ):
        assert part in plain(fields["note"])


def test_ris_names_all_that_is_cited() -> None:
    text = written(CitationFormat.RIS)
    assert text.startswith("TY  - ELEC\r\n")
    assert text.endswith("ER  - \r\n")
    record = ris(text)
    assert record["title"] == "Wells, Goals"
    assert record["authors"] == [f"{EDITION.publisher},"]
    assert record["secondary_title"] == EDITION.title
    assert record["urls"] == ["coop:theme/wells#goals"]
    assert record["access_date"] == "2026/03/09/"
    assert record["section"] == "Goals"
    assert "Source: The Office, The leaflet: Part 1, item 2" in record["notes"][0]


def test_csl_items_have_the_keys_of_the_standard_and_no_empty_ones() -> None:
    (item,) = json.loads(written(CitationFormat.CSL))
    assert item["type"] == "dataset"
    assert item["author"] == [{"literal": EDITION.publisher}]
    assert item["accessed"] == {"date-parts": [[2026, 3, 9]]}
    assert (item["original-publisher"], item["original-title"]) == ("The Office", "The leaflet")
    assert item["URL"] == FULL.address
    assert "issued" not in item
    variables = {  # of the schema of CSL 1.0.2's data
        *("id", "type", "author", "accessed", "title", "container-title", "publisher", "version", "section"),
        *("original-publisher", "original-title", "note", "URL"),
    }
    assert set(item) == variables
    jsonschema.validate([item], CSL_SCHEMA)
    assert all(item.values())


def test_the_edition_as_a_whole_has_no_container() -> None:
    edition = Cited(title="", edition=EDITION, accessed=FULL.accessed, address="coop:home")
    (item,) = json.loads(written(CitationFormat.CSL, edition))
    assert item["title"] == EDITION.title
    assert "container-title" not in item
    assert "howpublished" not in bibtex(written(CitationFormat.BIBTEX, edition))
    assert "secondary_title" not in ris(written(CitationFormat.RIS, edition))


def test_each_citation_of_a_file_has_a_key_of_its_own() -> None:
    keys = distinct_keys((FULL, FULL, FULL))
    assert len({key.lower() for key in keys}) == 3
    assert keys[0] == "theme-wells-goals-wells-1"
    text = written(CitationFormat.BIBTEX, FULL, FULL)
    assert len(parse_string(text, "bibtex").entries) == 2
    assert len(rispy.load(StringIO(written(CitationFormat.RIS, FULL, FULL)))) == 2


def test_a_key_is_never_the_numbered_key_of_another() -> None:
    def at(address: str) -> Cited:
        return Cited(title="x", edition=EDITION, accessed=FULL.accessed, address=address)

    keys = distinct_keys((at("coop:a"), at("coop:a#"), at("coop:A"), at("coop:a")))
    assert len({key.lower() for key in keys}) == 4


@given(PRINTABLE, PRINTABLE, PRINTABLE)
def test_any_printable_text_comes_back_from_every_format(title: str, value: str, source: str) -> None:
    cited = Cited(
        title=title,
        value=value,
        sources=(CitedSource(source),),
        edition=EDITION,
        accessed=FULL.accessed,
        address="coop:theme/wells",
    )
    title, value, source = map(on_one_line, (title, value, source))
    fields = bibtex(written(CitationFormat.BIBTEX, cited))
    record = ris(written(CitationFormat.RIS, cited))
    (item,) = json.loads(written(CitationFormat.CSL, cited))
    assert plain(fields["title"]) == record["title"] == item["title"] == title
    for note in (plain(fields["note"]), record["notes"][0], item["note"]):
        assert f"“{value}”" in note
        assert source in note
    assert written(CitationFormat.TEXT, cited).count("\n") == 1


@pytest.mark.parametrize("name", ["", "docx", "TEXT"])
def test_an_unknown_format_is_plain_text(name: str) -> None:
    assert format_named(name) is CitationFormat.TEXT
