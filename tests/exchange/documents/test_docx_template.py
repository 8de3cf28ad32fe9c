"""A template lends its styles, lists, headers, footers and section; one that is unsafe is refused in a sentence."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt, RGBColor

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.exchange.documents.docx_template import Template, read_template
from coopviewer.rendering.document.document import Document, Heading, Items, Paragraph, Table
from tests.exchange.documents.docx_files import IMPRINT, W, line, names, noted, notes, part, text_of, value
from tests.faults import raises_fault

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)


def subsets(of: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(len(of) + 1):
        yield from combinations(of, size)


DOCUMENT = Document(
    "Niger",
    "coop:country/NE",
    (
        Heading(1, line("Niger")),
        Paragraph(noted("a fact", 1)),
        Paragraph(line("own words"), "own"),
        Items((line("one"), line("two")), ordered=True),
        Table(("head",), ()),
        notes("A"),
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A template as an office has it: made by python-docx, with a letterhead, a footer and headings in red."""
    made = docx.Document()
    made.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0, 0)
    made.styles["Normal"].font.size = Pt(13)
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.header.paragraphs[0].add_run("Ministry of the Interior").add_picture(BytesIO(PNG))
    section.footer.paragraphs[0].text = "Restricted"
    made.add_paragraph("Text of the template", style="List Number")
    made.save(tmp_path / "brief.docx")
    return tmp_path / "brief.docx"


WORDS = {
    "template.unreadable": "cannot be read. Put a Word document",
    "template.damaged": "is damaged, or is not a Word document",
    "template.too-large": "holds more than 20 million bytes",
    "template.macros": "has macros",
    "template.attached": "refers to another template",
    "template.external": "refers to something outside itself",
    "template.embedded": "has an embedded object",
    "template.dtd": "defines a document type",
}


def template(path: Path) -> Template:
    found = read_template(path)
    assert found is not None
    return found


def changed(path: Path, change: Callable[[str, bytes], bytes | None], **added: bytes) -> Path:
    """Write a template anew; ``change`` returns the new content of a part, None to leave it out."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **added}.items():
            new = change(name, content) if name in files else content
            if new is not None:
                archive.writestr(name, new)
    return path


def keep(_name: str, content: bytes) -> bytes:
    return content


def replacing(wanted: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, content: bytes) -> bytes:
        assert name != wanted or old in content
        return content.replace(old, new, 1) if name == wanted else content

    return change


def test_without_a_file_there_is_no_template(tmp_path: Path) -> None:
    assert read_template(tmp_path / "brief.docx") is None


def test_a_template_lends_styles_header_footer_and_section_but_no_text(path: Path) -> None:
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(path))
    read = docx.Document(BytesIO(content))
    assert read.styles["Heading 1"].font.color.rgb == RGBColor(0xC0, 0, 0)
    assert read.styles["Normal"].font.size == Pt(13)
    assert [p.text for p in read.paragraphs if p.text] == ["Niger", "a fact", "own words", "one", "two"]
    assert read.paragraphs[0].style.name == "Heading 1"
    section = read.sections[0]
    assert (section.orientation, round(section.page_width.mm)) == (WD_ORIENT.LANDSCAPE, 297)
    assert section.header.paragraphs[0].text == "Ministry of the Interior"
    assert [p.text for p in section.footer.paragraphs] == ["Restricted", f"{IMPRINT}\tpage 1 of 1"]
    assert [name for name in names(content) if "media" in name] == ["word/media/header1-1.png"]


def test_tables_are_as_wide_as_ours_where_a_template_states_no_size_of_the_page(path: Path) -> None:
    def sizeless(name: str, content: bytes) -> bytes:
        return content.replace(b"<w:pgSz ", b"<w:docGrid ") if name == "word/document.xml" else content

    def widths(found: Template | None) -> list[int]:
        columns = part(write_docx(DOCUMENT, IMPRINT, ENGLISH, found)).iter(f"{W}gridCol")
        return [int(each.get(f"{W}w", "")) for each in columns]

    assert sum(widths(template(path))) > sum(widths(None)) > 0
    assert widths(template(changed(path, sizeless))) == widths(None)


def test_styles_that_a_template_lacks_are_added_and_those_it_has_are_kept(path: Path) -> None:
    styles = part(write_docx(DOCUMENT, IMPRINT, ENGLISH, template(path)), "word/styles.xml")
    ids = [each.get(f"{W}styleId") for each in styles.iter(f"{W}style")]
    assert len(ids) == len(set(ids))
    assert {"CoopOwn", "CoopTable", "FootnoteText", "Heading1", "Normal"} <= set(ids)


def test_a_template_in_another_language_is_used_by_the_names_of_its_styles(path: Path) -> None:
    def german(name: str, content: bytes) -> bytes:
        return content.replace(b'"Heading1"', b'"berschrift1"') if name == "word/styles.xml" else content

    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(changed(path, german)))
    (first, *_) = part(content).iter(f"{W}p")
    assert value(first, "pStyle") == "berschrift1"
    styles = part(content, "word/styles.xml").iter(f"{W}style")
    assert [each.get(f"{W}styleId") for each in styles if value(each, "name").lower() == "heading 1"] == ["berschrift1"]


def test_added_styles_are_based_on_the_styles_of_the_template_under_the_ids_that_it_has(path: Path) -> None:
    def german(name: str, content: bytes) -> bytes:
        ids = rb'(styleId=|<w:(?:basedOn|next|link) w:val=)"Normal"'
        return re.sub(ids, rb'\1"Standard"', content) if name == "word/styles.xml" else content

    found = part(write_docx(DOCUMENT, IMPRINT, ENGLISH, template(changed(path, german))), "word/styles.xml")
    own = {each.get(f"{W}styleId", ""): each for each in found.iter(f"{W}style")}
    assert "Normal" not in own
    assert {value(own[each], "basedOn") for each in ("CoopOwn", "CoopSoft", "FootnoteText")} == {"Standard"}
    used = {value(each, name) for each in own.values() for name in ("basedOn", "next")} - {""}
    assert used <= set(own)
    assert {value(own[each], "basedOn") for each in ("CoopTable", "CoopKeyFacts")} == {"TableNormal"}


def test_a_style_of_the_template_with_an_id_of_ours_is_used_instead_of_ours(path: Path) -> None:
    def renamed(name: str, content: bytes) -> bytes:
        return content.replace(b'w:val="heading 2"', b'w:val="Title of ours"') if name == "word/styles.xml" else content

    found = part(write_docx(DOCUMENT, IMPRINT, ENGLISH, template(changed(path, renamed))), "word/styles.xml")
    own = [(each.get(f"{W}styleId"), value(each, "name")) for each in found.iter(f"{W}style")]
    assert [name for id, name in own if id == "Heading2"] == ["Title of ours"]
    assert [id for id, name in own if name.lower() == "heading 1"] == ["Heading1"]
    assert len({name for _, name in own}) == len(own)


def test_every_style_of_our_own_has_what_it_is_based_on_in_the_same_file() -> None:
    found = part(write_docx(DOCUMENT, IMPRINT, ENGLISH, None), "word/styles.xml")
    based = {each.get(f"{W}styleId", ""): value(each, "basedOn") for each in found.iter(f"{W}style")}
    assert [id for id, of in based.items() if not of and not id.startswith("Coop")] == [
        *("Normal", "TableNormal", "FootnoteReference", "Hyperlink"),
    ]
    assert set(based.values()) - {""} == {"Normal", "TableNormal"}


def test_lists_of_a_template_are_kept_beside_ours(path: Path) -> None:
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(path))
    numbering = part(content, "word/numbering.xml")
    lists = [each.get(f"{W}numId") for each in numbering.iter(f"{W}num")]
    assert len(lists) == len(set(lists)) > 3
    used = {value(each, "numId") for each in part(content).iter(f"{W}p") if value(each, "numId")}
    assert used <= set(lists)
    kinds = [each.tag for each in numbering]
    assert kinds == sorted(kinds), "how lists look comes before the lists"


def test_a_footer_that_counts_pages_gets_no_second_number(path: Path) -> None:
    at = b"<w:t>Restricted</w:t></w:r>"
    counting = replacing(
        "word/footer1.xml", at, at + b'<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(changed(path, counting)))
    assert text_of(part(content, "word/footer1.xml")) == f"Restricted1{IMPRINT}"


def test_a_template_without_header_and_footer_gets_ours(tmp_path: Path) -> None:
    docx.Document().save(tmp_path / "brief.docx")
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(tmp_path / "brief.docx"))
    section = docx.Document(BytesIO(content)).sections[0]
    assert section.header.paragraphs[0].text == "Niger"
    assert section.footer.paragraphs[0].text == f"{IMPRINT}\tpage 1 of 1"


@pytest.mark.parametrize("kinds", list(subsets(("default", "first", "even"))))
@pytest.mark.parametrize("is_first_other", [True, False])
def test_every_page_has_the_imprint_whatever_footers_a_template_has(
    tmp_path: Path, kinds: tuple[str, ...], is_first_other: bool
) -> None:
    made = docx.Document()
    section = made.sections[0]
    made.settings.odd_and_even_pages_header_footer = "even" in kinds
    section.different_first_page_header_footer = is_first_other
    footers = {"default": section.footer, "first": section.first_page_footer, "even": section.even_page_footer}
    for kind in kinds:
        footers[kind].paragraphs[0].text = f"Restricted {kind}"
    made.save(tmp_path / "brief.docx")
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(tmp_path / "brief.docx"))
    assert len(set(names(content))) == len(names(content))
    read = docx.Document(BytesIO(content))
    section = read.sections[0]
    assert not read.settings.odd_and_even_pages_header_footer
    shown = {"default": section.footer, **({"first": section.first_page_footer} if is_first_other else {})}
    for kind, footer in shown.items():
        assert not footer.is_linked_to_previous
        own = [f"Restricted {kind}"] if kind in kinds else []
        assert [each.text for each in footer.paragraphs] == [*own, f"{IMPRINT}\tpage 1 of 1"]


def test_a_last_section_that_continues_the_headers_before_lends_these(path: Path) -> None:
    made = docx.Document(str(path))
    made.add_section()
    last = made.add_section()
    last.footer.is_linked_to_previous = False
    last.footer.paragraphs[0].text = "Of the last section"
    made.save(str(path))
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(path))
    (section,) = docx.Document(BytesIO(content)).sections
    assert section.header.paragraphs[0].text == "Ministry of the Interior"
    assert [each.text for each in section.footer.paragraphs] == ["Of the last section", f"{IMPRINT}\tpage 1 of 1"]


@pytest.mark.parametrize("off", [b"0", b"false", b"off"])
def test_a_first_page_that_is_like_the_others_needs_no_footer_of_its_own(path: Path, off: bytes) -> None:
    at = b"<w:docGrid "
    wanted = replacing("word/document.xml", at, b'<w:titlePg w:val="%s"/>' % off + at)
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(changed(path, wanted)))
    assert [name for name in names(content) if "footer" in name] == ["word/footer1.xml"]


OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = b'<Relationship Id="rIdX" Type="' + OFFICE + b'/%s" Target="%s"%s/>'


def related(kind: bytes, target: bytes = b"x", mode: bytes = b"") -> Callable[[str, bytes], bytes]:
    end = b"</Relationships>"
    return replacing("word/_rels/document.xml.rels", end, RELATION % (kind, target, mode) + end)


EXTERNAL = b' TargetMode="External"'


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("template.attached", related(b"attachedTemplate", b"file:///t.dotm", EXTERNAL)),
        ("template.external", related(b"image", b"https://example.org/a.png", EXTERNAL)),
        ("template.external", related(b"hyperlink", b"https://example.org", b' TargetMode="external"')),
        ("template.macros", related(b"vbaProject", b"vba.bin")),
        ("template.embedded", related(b"oleObject", b"embeddings/a.bin")),
        ("template.embedded", related(b"aFChunk", b"a.html")),
        ("template.dtd", replacing("word/styles.xml", b"<w:styles", b'<!DOCTYPE s [<!ENTITY a "b">]><w:styles')),
        ("template.damaged", replacing("word/styles.xml", b"</w:styles>", b"")),
        ("template.damaged", lambda name, content: None if name == "word/document.xml" else content),
        ("template.damaged", lambda name, content: None if name == "[Content_Types].xml" else content),
        (
            "template.macros",
            replacing("[Content_Types].xml", b".document.main+xml", b".document.macroEnabled.main+xml"),
        ),
    ],
)
def test_a_template_with_something_unsafe_is_refused(
    path: Path, code: str, change: Callable[[str, bytes], bytes | None]
) -> None:
    with raises_fault(WORDS[code]):
        read_template(changed(path, change))


def test_macros_are_found_by_the_name_of_their_part_too(path: Path) -> None:
    with raises_fault(WORDS["template.macros"]):
        read_template(changed(path, keep, **{"word/vbaProject.bin": b"x"}))


def test_a_document_type_in_another_encoding_is_found(path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with raises_fault(WORDS["template.dtd"]):
        read_template(changed(path, keep, **{"word/comments.xml": text.encode("utf-16")}))


@pytest.mark.parametrize("size", [20_000_001, 200_000_000])
def test_a_template_that_grows_is_refused_before_it_is_unpacked_as_a_whole(path: Path, size: int) -> None:
    bomb = changed(path, keep, **{"word/media/image2.png": b"\0" * size})
    assert bomb.stat().st_size < 1_000_000
    with raises_fault(WORDS["template.too-large"]):
        read_template(bomb)


def test_what_is_no_document_is_damaged(tmp_path: Path) -> None:
    for content in (b"", b"no archive", b"PK\x03\x04" + b"x" * 100):
        (tmp_path / "brief.docx").write_bytes(content)
        with raises_fault(WORDS["template.damaged"]):
            read_template(tmp_path / "brief.docx")


def test_a_folder_in_place_of_a_template_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").mkdir()
    with raises_fault(WORDS["template.unreadable"]):
        read_template(tmp_path / "brief.docx")


HEADER, FOOTER, RELATIONS = "word/header1.xml", "word/footer1.xml", "word/_rels/document.xml.rels"
BEGIN, END = (b'<w:r><w:fldChar w:fldCharType="%s"/></w:r>' % kind for kind in (b"begin", b"end"))
FIELD = b"<w:p>" + BEGIN + b"%s" + END + b"</w:p></w:hdr>"
Change = Callable[[str, bytes], bytes | None]


def instructions(*words: bytes) -> bytes:
    return b"".join(b"<w:r><w:instrText>" + each + b"</w:instrText></w:r>" for each in words)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("template.external", replacing(HEADER, b"</w:hdr>", FIELD % instructions(b"DDEAUTO c:\\\\cmd.exe"))),
        ("template.external", replacing(HEADER, b"</w:hdr>", FIELD % instructions(b" INCLUDE", b"PICTURE x"))),
        ("template.external", replacing(HEADER, b"</w:hdr>", b'<w:p><w:fldSimple w:instr="link x"/></w:p></w:hdr>')),
        ("template.external", replacing(HEADER, b"</w:hdr>", FIELD % (BEGIN + instructions(b"PAGE") + END))),
        ("template.damaged", replacing("word/_rels/header1.xml.rels", b"media/image1.png", b"styles.xml")),
        ("template.damaged", replacing("word/_rels/header1.xml.rels", b"media/image1.png", b"media/none.png")),
        ("template.damaged", lambda name, content: b"<x><!-- <w:hdr></w:hdr> --></x>" if name == HEADER else content),
        (
            "template.embedded",
            replacing("word/_rels/header1.xml.rels", b"relationships/image", b"relationships/chart"),
        ),
    ],
)
def test_a_header_with_something_unsafe_is_refused(path: Path, code: str, change: Change) -> None:
    with raises_fault(WORDS[code]):
        read_template(changed(path, change))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (FOOTER, b"</w:ftr>", b"</w:ftr><!-- </w:ftr> -->"),
        (FOOTER, b"</w:ftr>", b"</w:ftr><?x </w:ftr>?>"),
        ("word/styles.xml", b"</w:styles>", b"</w:styles><!-- </w:styles> -->"),
        ("word/styles.xml", b'w:styleId="Heading1"', b'w:styleId="H&quot;&lt;x/&gt;"'),
        ("word/numbering.xml", b"</w:numbering>", b"</w:numbering><!-- </w:numbering> -->"),
        ("word/numbering.xml", b'w:numId="1"', b'w:numId="' + b"9" * 5000 + b'"'),
        ("word/document.xml", b'w:pgSz w:w="', b'w:pgSz w:w="' + b"9" * 400),
        (FOOTER, b"UTF-8", b"ISO-8859-1"),
    ],
)
def test_an_odd_template_gives_a_sound_document_with_its_header_and_ours(
    path: Path, name: str, old: bytes, new: bytes
) -> None:
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(changed(path, replacing(name, old, new))))
    read = docx.Document(BytesIO(content))
    assert read.sections[0].header.paragraphs[0].text == "Ministry of the Interior"
    assert [p.text for p in read.sections[0].footer.paragraphs] == ["Restricted", f"{IMPRINT}\tpage 1 of 1"]
    assert read.paragraphs[0].text == "Niger"


@pytest.mark.parametrize(
    "target", ["styles.xml", "footnotes.xml", "settings.xml", "../docProps/core.xml", "../../x.xml"]
)
def test_a_header_never_takes_the_place_of_another_part(path: Path, target: str) -> None:
    """Neither by its name, nor by the id of its relation."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    header = files.pop(HEADER)
    del files["word/_rels/header1.xml.rels"]
    place = posixpath.normpath(f"word/{target}")
    files[place] = header if target != "styles.xml" else files["word/styles.xml"]
    id = b"rIdPart1"
    for name in (RELATIONS, "word/document.xml"):
        files[name] = (
            files[name]
            .replace(b'Target="header1.xml"', f'Target="{target}"'.encode())
            .replace(b'"rId9"', b'"' + id + b'"')
        )
    with zipfile.ZipFile(path, "w") as archive:
        for name, part_content in files.items():
            archive.writestr(name, part_content)
    if target == "styles.xml":
        with raises_fault(WORDS["template.damaged"]):
            read_template(path)
        return
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(path))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        written = archive.namelist()
        ids = re.findall(r' Id="([^"]+)"', archive.read(RELATIONS).decode())
    assert len(set(written)) == len(written)
    assert len(set(ids)) == len(ids)
    assert not [name for name in written if ".." in name or name.startswith("/")]
    assert docx.Document(BytesIO(content)).sections[0].header.paragraphs[0].text == "Ministry of the Interior"
    assert "footnotes" in part(content, "word/footnotes.xml").tag


def test_a_template_in_a_circle_of_links_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").symlink_to("brief.docx")
    with raises_fault(WORDS["template.unreadable"]):
        read_template(tmp_path / "brief.docx")


@pytest.mark.parametrize(
    ("page", "left", "right", "width"),
    [
        (b"11906", b"1134", b"1134", 9_638),
        (b"11906", b"1000", b"906", 10_000),
        (b"4000", b"1000", b"1000", 2_000),
        (b"4000", b"1000", b"1001", 2_000),
        (b"100", b"900", b"900", 2_000),
        (b"31680", b"0", b"0", 31_680),
        (b"31681", b"0", b"0", 31_680),
        (b"31680", b"-100", b"0", 31_680),
    ],
)
def test_the_text_is_as_wide_as_the_page_without_its_margins_within_reason(
    path: Path, page: bytes, left: bytes, right: bytes, width: int
) -> None:
    def sized(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        content = re.sub(rb'(<w:pgSz [^>]*w:w=)"\d+"', rb'\1"%s"' % page, content)
        return re.sub(rb'w:right="\d+"(.*?)w:left="\d+"', rb'w:right="%s"\1w:left="%s"' % (right, left), content)

    assert template(changed(path, sized)).text_width == width


@pytest.mark.parametrize("missing", [b"w:pgSz", b"w:pgMar"])
def test_a_section_without_a_size_or_margins_does_not_say_how_wide_its_text_is(path: Path, missing: bytes) -> None:
    assert template(changed(path, replacing("word/document.xml", b"<" + missing, b"<w:docGrid"))).text_width == 0


def test_styles_are_named_in_lower_case_and_those_without_a_name_or_an_id_do_not_count(path: Path) -> None:
    end = b"</w:styles>"
    added = b'<w:style w:styleId="a"/><w:style><w:name w:val="No id"/></w:style>'
    added += b'<w:style w:styleId="b&amp;"><w:name w:val="With BOTH"/></w:style>'
    ids = template(changed(path, replacing("word/styles.xml", end, added + end))).style_ids
    assert (ids["with both"], ids["heading 1"]) == ("b&amp;", "Heading1")
    assert "no id" not in ids
    assert "a" not in ids.values()


def test_headers_and_footers_are_lent_under_new_names_in_the_order_of_the_section(tmp_path: Path) -> None:
    made = docx.Document()
    section = made.sections[0]
    section.different_first_page_header_footer = True
    for part_ in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        part_.paragraphs[0].add_run("x").add_picture(BytesIO(PNG))
        part_.paragraphs[0].add_run("y").add_picture(BytesIO(PNG + b"2"))
    made.save(str(tmp_path / "brief.docx"))
    found = template(tmp_path / "brief.docx")
    assert sorted(found.parts) == ["rIdLent1", "rIdLent2", "rIdLent3", "rIdLent4"]
    assert sorted((each.kind, each.name) for each in found.parts.values()) == [
        *(("footer", "word/footer1.xml"), ("footer", "word/footer2.xml")),
        *(("header", "word/header1.xml"), ("header", "word/header2.xml")),
    ]
    for each in found.parts.values():
        stem = each.name.removeprefix("word/").removesuffix(".xml")
        assert [name for name, _ in each.media] == [f"word/media/{stem}-1.png", f"word/media/{stem}-2.png"]
        assert [relation.target for relation in each.relations] == [f"media/{stem}-1.png", f"media/{stem}-2.png"]
        assert {content for _, content in each.media} == {PNG, PNG + b"2"}
    assert found.without_footer == ()


def test_a_template_without_lists_or_a_theme_lends_none(path: Path) -> None:
    def without(name: str, content: bytes) -> bytes:
        if name != RELATIONS:
            return content
        return re.sub(rb"<Relationship [^>]*/(?:numbering|theme)\"[^>]*>", b"", content)

    whole, part_ = template(path), template(changed(path, without))
    assert (whole.numbering is None, part_.numbering, part_.theme) == (False, None, None)
    assert template_text(part_) == template_text(whole)


def template_text(found: Template) -> str:
    return text_of(part(write_docx(DOCUMENT, IMPRINT, ENGLISH, found)))


@pytest.mark.parametrize("old", [b"<w:hdr ", b"</w:hdr>", b"<w:p>"])
def test_a_header_that_is_no_header_or_has_raw_text_is_damaged(path: Path, old: bytes) -> None:
    new = {b"<w:hdr ": b"<w:ftr ", b"</w:hdr>": b"</w:hdr >", b"<w:p>": b"<![CDATA[x]]><w:p>"}[old]
    with raises_fault(WORDS["template.damaged"]):
        read_template(changed(path, replacing(HEADER, old, new)))


@pytest.mark.parametrize("new", [b"<w:hdr  ", b"<w:hdr\n", b"<!-- x --><w:hdr ", b"<?x y?>\n <w:hdr "])
def test_a_header_may_have_blanks_and_comments_around_it(path: Path, new: bytes) -> None:
    found = template(changed(path, replacing(HEADER, b"<w:hdr ", new)))
    assert docx.Document(BytesIO(write_docx(DOCUMENT, IMPRINT, ENGLISH, found))).sections[0].header.paragraphs[0].text


@pytest.mark.parametrize("has_header", [True, False])
@pytest.mark.parametrize("has_footer", [True, False])
def test_our_header_is_there_only_where_a_template_has_none(tmp_path: Path, has_header: bool, has_footer: bool) -> None:
    made = docx.Document()
    if has_header:
        made.sections[0].header.paragraphs[0].text = "Ministry"
    if has_footer:
        made.sections[0].footer.paragraphs[0].text = "Restricted"
    made.save(str(tmp_path / "brief.docx"))
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(tmp_path / "brief.docx"))
    section = docx.Document(BytesIO(content)).sections[0]
    assert [each.text for each in section.header.paragraphs] == ["Ministry" if has_header else "Niger"]
    own = ["Restricted"] if has_footer else []
    assert [each.text for each in section.footer.paragraphs] == [*own, f"{IMPRINT}\tpage 1 of 1"]
    references = [each.tag.removeprefix(W) for each in next(part(content).iter(f"{W}sectPr"))]
    assert [references.count(f"{kind}Reference") for kind in ("header", "footer")] == [1, 1]


@pytest.mark.parametrize(
    ("field", "is_counted"), [("PAGE", True), ("page", False), ("NUMPAGES", False), ("PAGEREF x", False)]
)
def test_only_the_number_of_the_page_itself_keeps_ours_away(path: Path, field: str, is_counted: bool) -> None:
    at = b"<w:t>Restricted</w:t></w:r>"
    xml = f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'.encode()
    content = write_docx(DOCUMENT, IMPRINT, ENGLISH, template(changed(path, replacing(FOOTER, at, at + xml))))
    said = text_of(part(content, FOOTER))
    assert said == f"Restricted1{IMPRINT}" + ("" if is_counted else "\tpage 1 of 1")
