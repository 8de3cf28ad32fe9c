"""A page saved as HTML stands alone: valid, whole, reachable, and nothing in it comes from elsewhere or runs."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from justhtml import JustHTML

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import (
    Bar,
    Document,
    Footnotes,
    Heading,
    KeyFacts,
    Line,
    Mark,
    Paragraph,
    Row,
    Table,
    Text,
)
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.document.web_style import WEB_DARK, WEB_LIGHT
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.common.theme import DARK, LIGHT

TODAY = date(2026, 11, 23)
KINDS = (
    *("region/africa", "country/NE", "country/XK", "project/afic", "project/eap-ibm", "network/afic"),
    *("organisation/frontex", "forum/rabat-process", "theme/technical-assistance"),
    *("funding-instrument/european-neighbourhood-instrument", "home", "source/frontex-other-partners"),
)
BODY = {  # element -> what may be around it, as the HTML standard has it
    "li": {"ol", "ul"},
    "dt": {"div"},
    "dd": {"div"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
    "thead": {"table"},
    "tbody": {"table"},
    "stop": {"linearGradient"},
    "main": {"body"},
    "header": {"body"},
    "footer": {"body"},
}
PHRASES_ONLY = {"p", "h1", "h2", "h3", "dt", "span", "sup", "a", "bdi", "title"}
BLOCKS = {"p", "h1", "h2", "h3", "div", "ol", "ul", "dl", "table", "section", "header", "main", "footer"}


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


def document_of(store: ReferenceStore, target: str) -> Document:
    return lay_out_whole(store.page(Address(target)), store.edition, TODAY, ENGLISH)


def read_strictly(html: str) -> JustHTML:
    """Read HTML; what the standard calls a parse error is raised."""
    return JustHTML(html, strict=True, sanitize=False)


def elements(tree: JustHTML) -> Iterator[object]:
    left = [tree.root]
    while left:
        node = left.pop()
        if not node.name.startswith(("#", "!")):
            yield node
        left += [child for child in reversed(node.children or ()) if hasattr(child, "children")]


def text_of(html: str) -> str:
    body = read_strictly(html).query("body")[0]
    return re.sub(r"\s+", " ", body.to_text(separator="", strip=False))


def words(line: Line) -> str:
    return re.sub(
        r"\s+", " ", "".join(str(part.number) if isinstance(part, Mark) else part.text for part in line)
    ).strip()


@pytest.mark.parametrize("target", KINDS)
def test_a_page_is_valid_html_with_the_parts_that_a_reader_needs(store: ReferenceStore, target: str) -> None:
    tree = read_strictly(write_web_page(document_of(store, target), ENGLISH))
    found = Counter(element.name for element in elements(tree))
    for name in ("html", "head", "body", "header", "main", "footer", "h1", "style"):
        assert found[name] == 1, name
    assert tree.query("html")[0].attrs["lang"] == "en"
    assert tree.query("header h1")
    assert len(tree.query("head title")) == 1
    for element in elements(tree):
        if element.name in BODY:
            assert element.parent.name in BODY[element.name], f"{element.name} in {element.parent.name}"
        if element.name in PHRASES_ONLY:
            assert not {child.name for child in element.children} & BLOCKS, element.name
    for cell in tree.query("th"):
        assert cell.attrs["scope"] == "col"


@pytest.mark.parametrize("target", KINDS)
def test_ids_are_unique_and_every_link_leads_to_one(store: ReferenceStore, target: str) -> None:
    tree = read_strictly(write_web_page(document_of(store, target), ENGLISH))
    ids = Counter(element.attrs["id"] for element in elements(tree) if "id" in element.attrs)
    assert {name for name, times in ids.items() if times > 1} == set()
    links = [link.attrs["href"] for link in tree.query("a")]
    assert {link for link in links if not (link.startswith("#") and link[1:] in ids)} == set()
    named = [element.attrs["aria-labelledby"] for element in elements(tree) if "aria-labelledby" in element.attrs]
    assert set(named) <= set(ids)
    marks = tree.query("a[role=doc-noteref]")
    assert len(marks) == len(tree.query("a[role=doc-backlink]"))


@pytest.mark.parametrize("target", KINDS)
def test_every_fact_and_footnote_of_the_layout_is_in_the_file(store: ReferenceStore, target: str) -> None:
    document = document_of(store, target)
    html = write_web_page(document, ENGLISH)
    text = text_of(html)
    for block in document.blocks:
        for line in lines_of(block):
            assert words(line) in text
    assert "edition frontex-2021.1, as of one day between 1 February 2019 and 31 December 2021. coop:" in text
    assert "not affiliated with Frontex" in text
    if "Kosovo*" in text:
        assert "UNSC 1244" in text


def lines_of(block: object) -> Iterator[Line]:
    if isinstance(block, Heading | Paragraph):
        yield block.line
    elif isinstance(block, KeyFacts):
        yield from (line for fact in block.facts for line in fact.lines)
    elif isinstance(block, Footnotes):
        yield from (line for note in block.notes for line in note.lines)
    elif isinstance(block, Bar):
        yield (Text(block.text),)
    else:
        yield from getattr(block, "lines", ())
        for row in getattr(block, "rows", ()):
            yield from (line for cell in row.cells for line in cell)
            yield from (line for inner in row.detail or () for line in lines_of(inner))


def test_every_entry_is_valid_and_says_all_its_statements(store: ReferenceStore) -> None:
    for kind in EntryKind:
        for ref in store.entries(kind):
            page = store.page(Address(ref.id))
            assert isinstance(page, EntryPage)
            text = text_of(write_web_page(lay_out_whole(page, store.edition, TODAY, ENGLISH), ENGLISH))
            for statement in page.record.of_type(Statement):
                assert re.sub(r"\s+", " ", statement.text) in text, statement.id


def test_nothing_comes_from_elsewhere_and_nothing_runs(store: ReferenceStore) -> None:
    for target in KINDS:
        tree = read_strictly(write_web_page(document_of(store, target), ENGLISH))
        names = {element.name for element in elements(tree)}
        assert names.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base", "audio"})
        attributes = {name for element in elements(tree) for name in element.attrs}
        assert attributes.isdisjoint({"src", "srcset", "style", "onclick", "action"})
        policy = tree.query('meta[http-equiv="Content-Security-Policy"]')[0].attrs["content"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        sheet = tree.query("style")[0].to_text()
        assert "url(" not in sheet
        assert "@import" not in sheet


def test_data_can_write_neither_markup_nor_ids_nor_steer_the_order_of_words(store: ReferenceStore) -> None:
    nasty = '</style><script>alert("1")</script>\' onload=x \u202egnihtemos\u2066\x00\x07\ufffe\U0001fffe<!--'
    page = store.page(Address("theme/technical-assistance"))
    assert isinstance(page, EntryPage)
    facts = tuple(replace(f, text=nasty) if isinstance(f, Statement) else f for f in page.record.facts)
    record = page.record._replace(facts=facts, ref=page.record.ref._replace(title=nasty))
    document = lay_out_whole(page._replace(record=record), store.edition, TODAY, ENGLISH)
    headings = (Heading(2, (Text(nasty),), '"><script>'), Heading(2, (Text("x"),), "note_1"), Heading(2, (), "9"))
    document = document._replace(blocks=(*document.blocks[:4], *headings, *document.blocks[4:]))
    html = write_web_page(document, ENGLISH)
    tree = read_strictly(html)
    assert not tree.query("script")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x07\ufffe\U0001fffe]", html)
    ids = [element.attrs["id"] for element in elements(tree) if "id" in element.attrs]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name) for name in ids)
    assert '</style><script>alert("1")' in tree.query("h1")[0].to_text()


def test_names_from_right_to_left_are_kept_apart(store: ReferenceStore) -> None:
    tree = read_strictly(write_web_page(document_of(store, "country/XK"), Translate("ar")))
    assert "كوسوفو*" in {name.to_text() for name in tree.query("bdi")}
    assert tree.query("html")[0].attrs["dir"] == "rtl"


def test_data_keeps_its_own_direction_on_a_page_from_right_to_left(store: ReferenceStore) -> None:
    document = document_of(store, "country/NE")
    tree = read_strictly(write_web_page(document, Translate("ar")))
    assert "Africa Frontex Intelligence Community" in {each.to_text() for each in tree.query("bdi")}
    assert tree.query("html")[0].attrs["lang"] == "ar"


def test_a_timeframe_is_drawn_from_left_to_right_in_every_language(store: ReferenceStore) -> None:
    tree = read_strictly(write_web_page(document_of(store, "project/afic"), Translate("ar")))
    assert [each.attrs["dir"] for each in tree.query(".timeframe")] == ["ltr"]


@pytest.mark.parametrize(
    ("edtf", "places"),
    [
        ("2017/2023", (0.0, 1 / 7, 6 / 7, 1.0)),
        ("2019-07-01/2021-06-30", (181 / 1096, 182 / 1096, 911 / 1096, 912 / 1096)),
        ("2016/..", (0.0, 1 / 3, 1 / 3, 1.0)),
        ("../2016", (0.0, 2 / 3, 2 / 3, 1.0)),
        ("../9999", (0.0, 2 / 3, 2 / 3, 1.0)),
    ],
)
def test_a_timeframe_is_drawn_as_finely_as_it_is_known(edtf: str, places: tuple[float, ...]) -> None:
    html = write_web_page(Document("T", "coop:t", (Bar(edtf, "in <words>"),)), ENGLISH)
    drawing = read_strictly(html).query("svg")[0]
    assert drawing.query("title")[0].to_text() == "in <words>"
    rect = drawing.query("rect")[0].attrs
    first, last = percent(rect["x"]), percent(rect["x"]) + percent(rect["width"])
    stops = [(percent(s.attrs["offset"]), float(s.attrs["stop-opacity"])) for s in drawing.query("stop")]
    sure = [first + place * (last - first) for place, opacity in stops if opacity == 1]
    assert [first, last] == pytest.approx([places[0], places[3]], abs=0.002)
    assert sure[0] == pytest.approx(places[1], abs=0.002)
    assert sure[1] == pytest.approx(places[2], abs=0.002)


def percent(text: str) -> float:
    return float(text.removesuffix("%")) / 100


def test_the_colours_are_those_of_the_window() -> None:
    for theme, colours in ((LIGHT, WEB_LIGHT), (DARK, WEB_DARK)):
        assert colours == {name: getattr(theme, name) for name in colours}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no chromium here to look with")
@pytest.mark.parametrize("target", ["project/afic", "country/XK", "home"])
def test_a_browser_shows_the_page_and_has_nothing_to_complain_of(
    store: ReferenceStore, tmp_path: Path, target: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(write_web_page(document_of(store, target), ENGLISH), encoding="utf-8")
    quiet = "--no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-quic"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *quiet.split()]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr", "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert "CONSOLE" not in done.stderr
    assert "<h1>" in done.stdout
    assert 'id="note_1"' in done.stdout


@pytest.mark.parametrize(("columns", "name"), [(3, None), (4, "wide-4"), (5, "wide-5"), (6, "wide-6"), (9, "wide-6")])
def test_a_table_of_many_columns_is_stacked_before_its_words_are_broken(columns: int, name: str | None) -> None:
    cell: tuple[Line, ...] = ((Text("Intergovernmental"),),)
    table = Table(tuple(f"Head {number}" for number in range(columns)), (Row((cell,) * columns),))
    tree = read_strictly(write_web_page(Document("", "", (table,)), ENGLISH))
    found = tree.query("table")[0]
    assert found.attrs.get("class") == name
    assert [cell.attrs["data-label"] for cell in found.query("td")] == list(table.headers)
    sheet = tree.query("style")[0].to_text()
    stacked = dict(re.findall(r"@media (?:screen and )?\(max-width: (\d+)rem\) {\s+(table\S*) thead", sheet))
    widths = {selector: int(width) for width, selector in stacked.items()}
    assert widths == {"table": 36, "table.wide-4": 46, "table.wide-5": 55, "table.wide-6": 60}
