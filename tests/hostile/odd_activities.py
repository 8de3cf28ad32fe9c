"""Files of activities to import with something odd in them, and imported references to spoil, each from a seed."""

import gzip
import io
import random
import shutil
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.authoring.importing.imports import imported

_NAMESPACE = "https://coopviewer.invalid/ns/1"
_WHOLE = f"""
<iati-activities version="2.03" generated-datetime="2026-03-01T00:00:00Z" xmlns:coop="{_NAMESPACE}">
<iati-activity xml:lang="en" default-currency="EUR" humanitarian="1" hierarchy="1"
 last-updated-datetime="2026-02-01T00:00:00Z">
<iati-identifier>XM-1-A</iati-identifier>
<reporting-org ref="XM-1" type="10"><narrative>Agency One</narrative></reporting-org>
<title><narrative>Wells</narrative><narrative xml:lang="fr">Puits</narrative></title>
<description type="1"><narrative>Wells are dug.</narrative></description>
<participating-org ref="XM-2" role="1" type="10"><narrative>Donor</narrative></participating-org>
<participating-org role="4"><narrative>Builder</narrative></participating-org>
<other-identifier ref="A-7" type="A1">
<owner-org ref="XM-3"><narrative>Owner</narrative></owner-org></other-identifier>
<activity-status code="2"/><activity-scope code="4"/>
<activity-date iso-date="2019-01-01" type="1"/><activity-date iso-date="2019-02-01" type="2"/>
<activity-date iso-date="2021-12-31" type="3"><narrative>planned</narrative></activity-date>
<contact-info><organisation><narrative>Agency One</narrative></organisation><email>a@b.invalid</email></contact-info>
<recipient-country code="NE" percentage="60"/><recipient-region vocabulary="1" code="298" percentage="40"/>
<location ref="L1"><name><narrative>Zinder</narrative></name>
<point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>13.8 8.9</pos></point><exactness code="1"/></location>
<sector vocabulary="1" code="14030" percentage="70"/><sector vocabulary="99" code="W" percentage="30"/>
<tag vocabulary="1" code="6"/><policy-marker vocabulary="1" code="1" significance="1"/>
<collaboration-type code="1"/><default-flow-type code="10"/><default-finance-type code="110"/>
<budget type="1" status="1"><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/>
<value currency="EUR" value-date="2019-01-01">1000.50</value></budget>
<planned-disbursement type="1"><period-start iso-date="2020-01-01"/><value value-date="2020-01-01">5</value>
<provider-org ref="XM-2"><narrative>Donor</narrative></provider-org></planned-disbursement>
<transaction ref="T1"><transaction-type code="3"/><transaction-date iso-date="2019-05-05"/>
<value value-date="2019-05-05">-700</value><description><narrative>A payment</narrative></description>
<receiver-org ref="XM-4"><narrative>Receiver</narrative></receiver-org><sector code="14031"/></transaction>
<document-link format="text/html" url="https://a.invalid/x"><title><narrative>Report</narrative></title>
<category code="A01"/></document-link>
<related-activity ref="XM-1-B" type="1"/><related-activity ref="XM-9" type="3"/>
<conditions attached="1"><condition type="1"><narrative>Pay back</narrative></condition></conditions>
<result type="1" aggregation-status="1"><title><narrative>Water</narrative></title>
<indicator measure="1" ascending="1">
<title><narrative>Wells dug</narrative></title><baseline year="2018" value="3"/><period>
<period-start iso-date="2019-01-01"/>
<period-end iso-date="2019-12-31"/><target value="9"/><actual value="4"/></period>
</indicator></result>
<crs-add><loan-status year="2014" currency="GBP" value-date="2013-05-24"><interest-received>200</interest-received>
</loan-status></crs-add><x a="1">kept<y>too</y></x>
</iati-activity>
<iati-activity><iati-identifier coop:entry="project/own" coop:title="Own" coop:sort-title="own">XM-1-B</iati-identifier>
<reporting-org ref="XM-1" type="10"><narrative>Agency One</narrative></reporting-org>
<title><narrative>Own</narrative></title><recipient-country code="NE"/>
<coop:entry id="country/NE" title="Not Niger"/><coop:entry id="theme/t" title="T" sort-title="t"/>
<coop:predicate id="wild" label="does" inverse-label="is done" subject-kinds="project" object-kinds="country theme"/>
<coop:fact of="relation" id="project/own/r1" basis="stated" predicate-id="wild" object-id="theme/t"/>
<coop:fact of="relation" id="project/own/r2" basis="stated" predicate-id="wild" object-id="country/NE"/>
<coop:fact of="statement" id="project/own/s" basis="stated" ordinal="1" kind="description" text="Said" language="en"/>
<coop:fact of="quantity" id="project/own/q" basis="stated" ordinal="1" kind="other" value="3" unit="wells"/>
</iati-activity>
</iati-activities>"""
_TEXTS = (
    *(
        "",
        " ",
        "x",
        "\x85\x9b31m\u202e\u2066",
        "\ufeff",
        "\ufffd\uffff"[:1],
        "\U0010ffff",
        "a\nb\rc\td",
        "n/a",
        "-",
        "%s{0}",
    ),
    *(
        "a" * 100_000,
        "é" * 300,
        "../../etc/passwd",
        "coop:home",
        "country/NE",
        "project/own",
        "'; DROP TABLE x",
        "<b>&amp;",
    ),
    *("ليبيا", "\u0301", "🇪🇺" * 50, "zz", "EN", "klingon", "EUR", "euro", "XXX"),
    *(
        "0",
        "-1",
        "1",
        "9223372036854775807",
        "9" * 400,
        "1e308",
        "1e999999999",
        "NaN",
        "Infinity",
        "0x1",
        "\u0661\u0662",
        "1_0",
        "0.0000000001",
    ),
    *(
        "0000-00-00",
        "9999-12-31",
        "10000-01-01",
        "2019-02-30",
        "2019-W01-1",
        "20190101",
        "\u0662\u0660\u0661\u0669-\u0660\u0661-\u0660\u0661",
        "1 2",
        "91 181",
        "nan inf",
    ),
    *(
        "wild",
        "zebra",
        "true",
        "stated",
        "project",
        "theme/none",
        "project/own/s",
        "http://[",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ),
)
_NAMES = (
    *("iati-activity", "iati-identifier", "title", "narrative", "transaction", "value", "result", "period", "sector"),
    *(f"{{{_NAMESPACE}}}fact", f"{{{_NAMESPACE}}}entry", f"{{{_NAMESPACE}}}part", "{urn:x}y", "html", "é"),
)
_ATTRIBUTES = (
    *("code", "ref", "type", "role", "percentage", "iso-date", "currency", "vocabulary", "year", "value", "id", "of"),
    *("object-id", "predicate-id", "basis", "kind", "text", "{http://www.w3.org/XML/1998/namespace}lang"),
    *(f"{{{_NAMESPACE}}}{name}" for name in ("entry", "fact", "computed", "title")),
)
_CODINGS = (
    "utf-8",
    "utf-8",
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-32",
    "utf-16-le",
    "latin-1",
    "cp1252",
    "utf-7",
)
_DECLARED = (
    "",
    "",
    "",
    "utf-8",
    "UTF-16",
    "ascii",
    "windows-1252",
    "iso-2022-jp",
    "hz",
    "utf-7",
    "rot13",
    "big5",
    "cp037",
)


def make_imported(path: Path) -> None:
    """Make a sound imported reference with facts of every kind."""
    source = path.with_suffix(".xml")
    source.write_text(_WHOLE.strip(), encoding="utf-8")
    imported(path, source)


def make_activities(path: Path, chance: random.Random) -> str:
    """Write a file of activities with something odd in it; return what."""
    root = ET.fromstring(_WHOLE.strip())
    done = [_change(root, chance) for _ in range(chance.choice((0, 1, 1, 3, 10, 40)))]
    for prefix, name in (("coop", _NAMESPACE), ("x", "urn:x")):
        ET.register_namespace(prefix, name)
    text = ET.tostring(root, encoding="unicode")
    declared, coding = chance.choice(_DECLARED), chance.choice(_CODINGS)
    if declared:
        text = f'<?xml version="1.0" encoding="{declared}"?>{text}'
    content, how = _spoilt(text.encode(coding, "replace"), chance)
    path.write_bytes(content)
    return ", ".join([*done, declared, coding, how])


def _change(root: ET.Element, chance: random.Random) -> str:
    elements = list(root.iter())
    parent, other = chance.choice(elements), chance.choice(elements)
    place = chance.randrange(len(parent) + 1)
    odd = chance.choice(_TEXTS)
    match chance.choice(
        ("text", "text", "attribute", "attribute", "attribute", "rename", "remove", "double", "copy", "tail")
    ):
        case "text":
            parent.text = odd
        case "tail":
            parent.tail = odd
        case "attribute":
            name = chance.choice([*parent.attrib, *parent.attrib, chance.choice(_ATTRIBUTES)])
            parent.set(name, odd)
            return f"{parent.tag} {name[-20:]} = {odd[:20]!a}"
        case "rename":
            parent.tag = chance.choice(_NAMES)
        case "remove":
            parent[place : place + 1] = []
        case "double":
            times = chance.choice((1, 2, 30))
            parent[place : place + 1] = [*parent[place : place + 1]] * times
        case _:
            copied = deepcopy(other)  # or a part of the file would be within itself
            if len(elements) < 2_000:
                parent.insert(place, copied)
    return f"{parent.tag}: {odd[:20]!a}"


def _spoilt(content: bytes, chance: random.Random) -> tuple[bytes, str]:
    flipped = bytearray(content)
    for _ in range(chance.choice((1, 20))):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    at = chance.randrange(len(content))
    ways: dict[str, Callable[[], bytes]] = {
        "flipped": lambda: bytes(flipped),
        "cut": lambda: content[:at],
        "declared type": lambda: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + content,
        "gzip": lambda: gzip.compress(content),
        "gzip and more": lambda: (
            gzip.compress(content) + chance.choice((b"\0" * 99, b"more", gzip.compress(b""), content))
        ),
        "gzip cut": lambda: gzip.compress(content)[: chance.randrange(200)],
        "zip": lambda: _zip(content, chance),
        "zip flipped": lambda: _flip(_zip(content, chance), chance),
        "gzip flipped": lambda: _flip(gzip.compress(content), chance),
        "twice": lambda: content * 2,
        "a null character": lambda: content[:at] + b"\0" + content[at:],
    }
    how = chance.choice([*ways, *["as it is"] * 12])
    return (ways[how]() if how in ways else content), how


def _zip(content: bytes, chance: random.Random) -> bytes:
    names = ("a.xml", "../../up.xml", "/tmp/x.xml", "a\x1b[2J\u202e.xml", "n" * 300, "C:\\x.xml", "dir/", "con", " ")
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", chance.choice((0, 8, 8, 12, 14))) as archive:
            for name in chance.sample(names, chance.choice((1, 1, 2, 4))):
                archive.writestr(name, content)
        return file.getvalue()


def _flip(content: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(content)
    for _ in range(chance.choice((1, 1, 5))):
        flipped[chance.choice((chance.randrange(len(flipped)), -1 - chance.randrange(min(len(flipped), 120))))] ^= (
            1 << chance.randrange(8)
        )
    return bytes(flipped)


def copy_imported(sound: Path, path: Path) -> None:
    """Copy an imported reference."""
    shutil.copyfile(sound, path)
