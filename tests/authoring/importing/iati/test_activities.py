"""Activities as published, and what becomes of each of their elements."""

from coopviewer.domain.reference.facts import Relation, Statement
from coopviewer.domain.reference.published_facts import Classification, Flow, Identifier, Milestone, PublishedField
from tests.authoring.importing.iati.reading import KnownEntries, ReadFile, activity


def test_dates_are_milestones_and_the_status_is_a_code() -> None:
    file = ReadFile(
        activity(
            '<activity-status code="2"/><activity-date type="1" iso-date="2012-01-01"/>'
            '<activity-date type="2" iso-date="2012-03-05"/><activity-date type="3" iso-date="2015-12-31"/>'
        )
    )
    milestones = {key: fact.edtf for key, fact in file.facts.items() if isinstance(fact, Milestone)}
    assert milestones == {
        "milestone/start-planned": "2012-01-01",
        "milestone/start-actual": "2012-03-05",
        "milestone/end-planned": "2015-12-31",
    }
    status = file.facts["activity-status"]
    assert isinstance(status, Classification)
    assert (status.scheme, status.code) == ("ActivityStatus", "2")


def test_sums_are_as_given_negative_ones_and_currencies_without_decimals_too() -> None:
    file = ReadFile(
        activity(
            "".join(
                f'<transaction><transaction-type code="3"/><transaction-date iso-date="2015-0{month}-01"/>'
                f'<value{currency} value-date="2015-01-01">{value}</value></transaction>'
                for month, currency, value in ((1, "", "-120.50"), (2, "", "1000"), (3, ' currency="XDR"', "12.3456"))
            )
        )
    )
    flows = [fact for fact in file.facts.values() if isinstance(fact, Flow)]
    assert [(flow.minor_units, flow.decimals, flow.currency, flow.as_given) for flow in flows] == [
        (-12050, 2, "EUR", "-120.50 EUR"),
        (100000, 2, "EUR", "1000 EUR"),
        (123456, 4, "XDR", "12.3456 XDR"),
    ]
    assert file.notes == [] or {note.what for note in file.notes} <= {"no-identifier", "no-title"}


def test_shares_are_kept_as_given() -> None:
    file = ReadFile(
        activity('<recipient-country code="NE" percentage="60"/><recipient-country code="ML" percentage="39.5"/>')
    )
    shares = {
        fact.object_id: (fact.share, fact.share_as_given) for fact in file.facts.values() if isinstance(fact, Relation)
    }
    assert shares == {"country/NE": (600_000, "60"), "country/ML": (395_000, "39.5")}


def test_a_file_of_an_old_version_without_its_number_is_read() -> None:
    file = ReadFile(
        activity(
            "<iati-identifier>GB-1-2</iati-identifier><title>Wells</title>\n"
            '<participating-org role="Funding" ref="GB-1">DFID</participating-org>\n'
            '<activity-date type="start-planned">about 2011</activity-date>',
            head="",
        )
    )
    assert file.activities[0].entry.title == "Wells"
    relations = [fact for fact in file.facts.values() if isinstance(fact, Relation)]
    assert [(fact.predicate_id, fact.as_given) for fact in relations] == [("funded-by", "DFID")]
    (field,) = [fact for fact in file.facts.values() if isinstance(fact, PublishedField)]
    assert [tuple(value) for value in field.values] == [
        ("activity-date/@type", "start-planned"),
        ("activity-date", "about 2011"),
    ]
    assert file.noted() == [("mended", "no-version", 2), ("mended", "role", 5), ("kept", "date", 6)]


def test_an_element_nobody_knows_is_kept_leaf_by_leaf() -> None:
    file = ReadFile(
        activity('<x:a xmlns:x="http://x" n="1">one<x:b><x:c lang="de">drei</x:c></x:b>two</x:a>\n<budget-line/>')
    )
    (field,) = [fact for fact in file.facts.values() if isinstance(fact, PublishedField)]
    assert (field.label, [tuple(value) for value in field.values]) == (
        "x:a",
        [
            ("x:a/@xmlns:x", "http://x"),
            ("x:a/@n", "1"),
            ("x:a", "one"),
            ("x:a/x:b/x:c/@lang", "de"),
            ("x:a/x:b/x:c", "drei"),
            ("x:a", "two"),
        ],
    )
    assert field.citations[0].place == "x:a 1"


def test_the_keys_of_facts_do_not_depend_on_what_is_put_between_them() -> None:
    payment = (
        '<transaction{ref}><transaction-type code="3"/><transaction-date iso-date="2015-01-{day:02}"/>'
        "<value>{value}</value></transaction>"
    )
    parts = [
        "<title><narrative>Wells</narrative></title>",
        '<sector code="14030"/><sector code="14031"/>',
        '<policy-marker code="1" significance="1"/>',
        payment.format(ref=' ref="a"', day=1, value=10),
        payment.format(ref="", day=2, value=20),
        payment.format(ref="", day=3, value=30),
        "<legacy-data name='x' value='1'/><legacy-data name='y' value='2'/>",
    ]
    before = ReadFile(activity("".join(parts)))
    parts.insert(0, '<policy-marker code="8" significance="2"/>')
    parts.insert(5, payment.format(ref="", day=9, value=99))
    after = ReadFile(activity("".join(parts)))
    assert set(before.facts) < set(after.facts)
    assert len(after.facts) == len(before.facts) + 2
    for key, fact in before.facts.items():
        assert type(after.facts[key]) is type(fact)
        assert _said(after.facts[key]) == _said(fact)


def _said(fact: object) -> list[tuple[str, object]]:
    return [
        (name, getattr(fact, name))
        for name in fact.__dataclass_fields__  # type: ignore[attr-defined]
        if name not in ("citations", "ordinal")
    ]


def test_identifiers_have_their_owners() -> None:
    file = ReadFile(
        activity(
            '<other-identifier ref="ABC" type="A1"><owner-org ref="XM-DAC-1"><narrative>Agency</narrative></owner-org>'
            '</other-identifier><other-identifier owner-ref="XM-DAC-2" owner-name="Other">DEF</other-identifier>'
        )
    )
    found = [fact for fact in file.facts.values() if isinstance(fact, Identifier)]
    assert [(fact.value, fact.type, (fact.owner_id or "")[:22]) for fact in found] == [
        ("ABC", "A1", "organisation/xm-dac-1-"),
        ("DEF", None, "organisation/xm-dac-2-"),
    ]


def test_a_text_that_says_nothing_is_no_paragraph() -> None:
    file = ReadFile(activity("<description><narrative>n/a</narrative></description><description>Real</description>"))
    assert [fact.text for fact in file.facts.values() if isinstance(fact, Statement)] == ["Real"]
    assert "n/a" in file.kept()


def test_a_code_that_is_no_country_makes_no_entry() -> None:
    file = ReadFile(activity('<recipient-country code="998" percentage="100"/>'), KnownEntries())
    assert not [fact for fact in file.facts.values() if isinstance(fact, Relation)]
    assert ("kept", "country-code", 4) in file.noted()
    assert {"998", "100"} <= set(file.kept())


def test_a_sector_twice_is_one_relation_with_both_citations() -> None:
    file = ReadFile(activity('<sector code="14030" percentage="50"/>\n<sector code="14030" percentage="30"/>'))
    (sector,) = [fact for fact in file.facts.values() if isinstance(fact, Relation)]
    assert [(citation.line, citation.place) for citation in sector.citations] == [(4, "sector 1"), (5, "sector 2")]
    assert sector.share == 500_000
    assert ("kept", "share-twice", 5) in file.noted()
    assert "30" in file.kept()
