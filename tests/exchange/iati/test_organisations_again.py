"""What each activity says of its organisations comes back from an exported file: types, names, and their languages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, parse

import pytest

from coopviewer.__main__ import main
from coopviewer.domain.reference.facts import Fact
from tests.authoring.importing.imports import activity, iati, imported
from tests.datasets import read_dataset

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_COMPUTED = "{https://coopviewer.invalid/ns/1}computed"


def org(*names: str, kind: str = "", ref: str = "GB-COH-1", role: str = "4") -> str:
    """Return an element of an organisation; a name is such as ``fr:Corps``, without a language ``:Corps``."""
    narratives = "".join(
        f"<narrative{f' xml:lang={language!r}' if language else ''}>{text}</narrative>"
        for language, _, text in (name.partition(":") for name in names)
    )
    given = f' type="{kind}"' if kind else ""
    return f'<participating-org ref="{ref}"{given} role="{role}">{narratives}</participating-org>'


BODY = (":Body", "fr:Corps")
CASES = {
    "types that change": [org(*BODY, kind="10"), org(*BODY, kind="15"), org(*BODY, kind="10")],
    "the same names and type again": [org(*BODY, kind="10")] * 3,
    "names that are missing at times": [org(*BODY), org(":Body"), org(*BODY), org(":Body")],
    "names that are missing at first": [org(":Body"), org(*BODY), org(*BODY)],
    "other names in a language": [org(*BODY), org(":Body", "fr:Société"), org(*BODY), org(":Body", "de:Amt")],
    "another first name": [org(*BODY), org("fr:Corps", "en:Body"), org(*BODY), org(":The Body", "fr:Corps")] * 2,
    "no name at times": [org(*BODY, kind="10"), org(kind="10"), org(*BODY, kind="10")],
    "one name in another language": [org("fr:Corps"), org("fr:Corps"), org("fr:Organe")],
    "a name in two languages": [org("fr:UNDP"), org(":UNDP"), org("fr:UNDP"), org("en:UNDP", "fr:UNDP", "es:PNUD")] * 2,
    "a language that is not known": [org(":Body", "zzzz:Corps"), org(":Body", "zzzz:Corps"), org("zzzz:Corps")],
    "without a reference": [
        org(*BODY, ref="", kind="10"),
        org(*BODY, ref="", kind="15"),
        org(*BODY, ref="", kind="15"),
    ],
    "long names": [org(":Body", f"fr:{'long ' * 80}x", kind=kind) for kind in ("10", "15", "10")],
    "the same organisation and role twice": [
        org(*BODY, kind="10") + org(":The Body", kind="10"),
        org(":Body") + org(":Corps", "fr:Corps"),
        org(*BODY, kind="10") + org(*BODY, kind="15"),
    ],
    "roles in one activity": [org(*BODY, kind="10") + org(":Body", "de:Amt", kind="15", role="1")] * 2,
}


def said(activities: Iterator[Element]) -> list[list[tuple[object, ...]]]:
    """Return what each activity says of its organisations."""
    return [
        sorted((_said(of, each.get(_LANGUAGE)) for of in each if of.tag.endswith("ing-org")), key=str)
        for each in activities
    ]


def _said(of: Element, default: str | None) -> tuple[object, ...]:
    names = [
        (each.get(_LANGUAGE) or default, each.text) for each in of.iter("narrative") if _COMPUTED not in each.attrib
    ]
    return (of.tag, of.get("ref") or None, of.get("type"), of.get("role"), names[:1], sorted(names, key=str))


@pytest.mark.parametrize("is_in_one_line", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_what_activities_say_of_an_organisation_comes_back(tmp_path: Path, case: str, is_in_one_line: bool) -> None:
    title, described = (
        "<title><narrative>Wells</narrative></title>",
        "<description><narrative>W</narrative></description>",
    )
    dated = '<activity-status code="2"/><activity-date type="2" iso-date="2020-01-01"/>'
    reporter = (
        org(":Agency", "fr:Agence", kind="{}", ref="XM-A")
        .replace("participating", "reporting")
        .replace(' role="4"', "")
    )
    kinds = ("10", "15", "10", "10") * 2
    text = iati(
        *(
            activity(f"XM-{n}", title, described, element, dated, reporter=reporter.format(kind))
            for n, (element, kind) in enumerate(zip(CASES[case], kinds, strict=False))
        )
    )
    given, first, out = tmp_path / "a.xml", tmp_path / "a.db", tmp_path / "out.xml"
    given.write_text(text.replace("\n", " ") if is_in_one_line else text, encoding="utf-8")
    imported(first, given)
    assert main(["export", "iati", "--all", "-o", str(out), "--reference", str(first)]) == 0
    assert said(parse(out).getroot().iter("iati-activity")) == said(parse(given).getroot().iter("iati-activity"))
    imported(tmp_path / "again.db", out)
    assert facts(tmp_path / "again.db") == facts(first)


def order_of(fact: Fact) -> dict[str, Any]:
    return {"ordinal": 1} if hasattr(fact, "ordinal") else {}


def facts(path: Path) -> set[tuple[str, str]]:
    """Return the ids of all facts and what each says, but for where it is written."""
    return {(fact.id, str(replace(fact, citations=(), **order_of(fact)))) for fact in read_dataset(path).facts}
