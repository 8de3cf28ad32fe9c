"""A DOCX file as a package: which parts it has, of which types, and how one leads to another."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

from coopviewer.exchange.documents.docx_package import MAIN, Package, PackageRelation

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def read(package: Package) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package.packed())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relations(content: bytes) -> list[tuple[str, ...]]:
    names = ("Id", "Type", "Target", "TargetMode")
    return [tuple(filter(None, map(each.get, names))) for each in ET.fromstring(content)]


def types(content: bytes) -> dict[str, str]:
    found = {}
    for each in ET.fromstring(content):
        found[each.get("Extension") or each.get("PartName", "")] = each.get("ContentType", "")
    return found


def test_parts_are_related_to_the_main_document_under_ids_of_their_own() -> None:
    package = Package()
    package.add("word/styles.xml", "<a>é</a>", "styles")
    package.add("word/header1.xml", b"<b/>", "header", "rIdHeader")
    package.add("word/footnotes.xml", "<c/>", "footnotes")
    package.add("docProps/core.xml", "<d/>", "core-properties")
    package.add(MAIN, "<e/>", "document")
    package.add("docProps/app.xml", "<f/>", "extended-properties")
    files = read(package)
    assert files["word/styles.xml"] == "<a>é</a>".encode()
    assert files["word/header1.xml"] == b"<b/>"
    assert relations(files["word/_rels/document.xml.rels"]) == [
        ("rIdPart1", f"{OFFICE}/styles", "styles.xml"),
        ("rIdHeader", f"{OFFICE}/header", "header1.xml"),
        ("rIdPart3", f"{OFFICE}/footnotes", "footnotes.xml"),
    ]
    assert relations(files["_rels/.rels"]) == [
        ("rIdPart1", CORE, "docProps/core.xml"),
        ("rIdPart2", f"{OFFICE}/officeDocument", "word/document.xml"),
        ("rIdPart3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
    ]


def test_each_part_has_the_type_of_its_kind_and_pictures_that_of_their_extension() -> None:
    package = Package()
    package.add("word/styles.xml", "", "styles")
    package.add(MAIN, "", "document")
    package.add("word/theme/theme1.xml", "", "theme")
    package.add_media("word/media/a.PNG", b"x")
    package.add_media("word/media/b.tif", b"y")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    assert types(read(package)["[Content_Types].xml"]) == {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "tif": "image/tiff",
        "/word/styles.xml": f"{word}.styles+xml",
        "/word/document.xml": f"{word}.document.main+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    }


def test_a_part_without_relations_has_no_file_of_them() -> None:
    package = Package()
    package.add("word/header1.xml", "", "header")
    assert sorted(read(package)) == ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/header1.xml"]
    package.relate("word/header1.xml")
    assert "word/_rels/header1.xml.rels" not in read(package)
    package.relate("word/header1.xml", PackageRelation("a&b", "image", "media/<x>.png"))
    package.relate("word/header1.xml", PackageRelation("c", "hyperlink", "https://x", is_external=True))
    assert relations(read(package)["word/_rels/header1.xml.rels"]) == [
        ("a&b", f"{OFFICE}/image", "media/<x>.png"),
        ("c", f"{OFFICE}/hyperlink", "https://x", "External"),
    ]


def test_types_come_first_in_the_archive() -> None:
    package = Package()
    package.add(MAIN, "", "document")
    assert next(iter(read(package))) == "[Content_Types].xml"
