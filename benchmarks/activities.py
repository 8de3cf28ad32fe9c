"""Synthetic IATI activities, any number of them: 3 to 4 kB of XML and some 30 facts each, the same for the same seed.

Half of them have one organisation and one country in common, a fifth one sector, as in published ones.
They have what those have most: titles in two languages, dates, participants with and without references,
countries with shares, sectors, transactions, budgets, a result, related activities, markers, and a field of a namespace
of its own.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2026-03-01T00:00:00Z">
"""
TAIL = "</iati-activities>\n"
REPORTER = "XM-DAC-7"
_COUNTRIES = (
    "NE",
    "ML",
    "TD",
    "KE",
    "UG",
    "ET",
    "NP",
    "BD",
    "PE",
    "BO",
    "UA",
    "MD",
    "RS",
    "XK",
    "PS",
    "YE",
    "HT",
    "MM",
)
_OF_COUNTRIES = (1, *(2 for _ in _COUNTRIES[2:]))  # of those after the first, which half of the activities have
_SECTORS = ("11220", "12220", "14030", "15110", "15130", "15160", "23110", "31120", "43040", "72010")
_OF_SECTORS = (20, 20, *(8 for _ in _SECTORS[2:]))
_AGENCY = "<narrative>Agency for Synthetic Cooperation</narrative>"
_WORDS = (
    *("water", "supply", "rural", "health", "basic", "education", "road", "maintenance", "border", "management"),
    *("training", "institutions", "reform", "women", "youth", "climate", "adaptation", "harvest", "storage"),
    *("municipal", "finance", "justice", "access", "radio", "network", "emergency", "shelter", "seeds"),
)


def write_activities(target: Path, number: int, *, seed: int = 1) -> None:
    """Write a file of so many activities."""
    with target.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(activities(number, seed=seed))
        file.write(TAIL)


def activities(number: int, *, seed: int = 1) -> Iterator[str]:
    """Yield the XML of so many activities."""
    rng = random.Random(seed)
    for place in range(number):
        yield _activity(place, number, rng)


def _activity(place: int, number: int, rng: random.Random) -> str:
    year = rng.randrange(2008, 2026)
    title = _text(rng, 6)
    parts = [
        f'<iati-activity default-currency="EUR" xml:lang="en" last-updated-datetime="{year}-11-02T10:00:00Z">',
        f"<iati-identifier>{_identifier(place)}</iati-identifier>",
        f'<reporting-org ref="{REPORTER}" type="10">{_AGENCY}</reporting-org>',
        f'<title><narrative>{title}</narrative><narrative xml:lang="fr">{_text(rng, 6)}</narrative></title>',
        f'<description type="1"><narrative>{_text(rng, 90)}</narrative></description>',
        f'<description type="2"><narrative>{_text(rng, 40)}</narrative></description>',
        *_participants(rng),
        f'<activity-status code="{rng.choice("2345")}"/>',
        f'<activity-date type="1" iso-date="{year}-01-15"/><activity-date type="2" iso-date="{year}-02-01"/>',
        f'<activity-date type="3" iso-date="{year + 3}-12-31"/>',
        *_shares(rng),
        f'<policy-marker code="{rng.randrange(1, 10)}" vocabulary="1" significance="{rng.randrange(3)}"/>',
        '<default-aid-type code="C01"/>',
        *_money(year, rng),
        f'<related-activity ref="{_identifier(rng.randrange(number))}" type="3"/>',
        *_result(year, rng),
        f'<x:note xmlns:x="urn:synthetic" x:kind="own">{_text(rng, 4)}</x:note>',
        "</iati-activity>",
    ]
    return "\n".join(parts) + "\n"


def _participants(rng: random.Random) -> Iterator[str]:
    yield f'<participating-org ref="{REPORTER}" role="1" type="10">{_AGENCY}</participating-org>'
    body = 0 if rng.random() < 0.5 else rng.randrange(2_000)
    yield f'<participating-org ref="GB-COH-{body:06}" role="4" type="22">{_name("Body", body)}</participating-org>'
    if rng.random() < 0.4:
        yield f'<participating-org role="4">{_name("Association", rng.randrange(4_000))}</participating-org>'


def _name(word: str, number: int) -> str:
    return f"<narrative>{word} {number}</narrative>"


def _shares(rng: random.Random) -> Iterator[str]:
    (one,) = rng.choices(_COUNTRIES[1:], _OF_COUNTRIES)
    two = _COUNTRIES[0] if rng.random() < 0.5 else rng.choice([each for each in _COUNTRIES[2:] if each != one])
    yield f'<recipient-country code="{one}" percentage="60"/><recipient-country code="{two}" percentage="40"/>'
    yield f'<sector vocabulary="1" code="{rng.choices(_SECTORS, _OF_SECTORS)[0]}" percentage="100"/>'


def _money(year: int, rng: random.Random) -> Iterator[str]:
    for number in range(rng.randrange(1, 4)):
        day = f"{year + number % 4}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        value = f"{rng.randrange(-20, 900) * 1_000 + rng.randrange(100) / 100:.2f}"
        yield (
            f'<transaction ref="T{number}"><transaction-type code="{rng.choice("234")}"/>'
            f'<transaction-date iso-date="{day}"/>'
            f'<value value-date="{day}" currency="{rng.choice(("EUR", "EUR", "USD"))}">{value}</value></transaction>'
        )
    yield (
        f'<budget type="1" status="1"><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
        f'<value value-date="{year}-01-01">{rng.randrange(10_000, 900_000)}</value></budget>'
    )


def _result(year: int, rng: random.Random) -> Iterator[str]:
    yield f'<result type="1"><title><narrative>{_text(rng, 5)}</narrative></title>'
    yield f'<indicator measure="1"><title><narrative>{_text(rng, 5)}</narrative></title>'
    yield f'<period><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
    yield f'<target value="{rng.randrange(500)}"/><actual value="{rng.randrange(500)}"/></period></indicator></result>'


def _identifier(place: int) -> str:
    return f"{REPORTER}-{place:07}"


def _text(rng: random.Random, words: int) -> str:
    return escape(" ".join(rng.choices(_WORDS, k=words)).capitalize())
