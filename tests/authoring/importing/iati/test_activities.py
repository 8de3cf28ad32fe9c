"""Activities as published, and what becomes of each of their elements."""

import pytest

from coopviewer.domain.reference.facts import DocumentFact, Relation, Statement
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    Identifier,
    Indicator,
    IndicatorPeriod,
    Mention,
    Milestone,
    PublishedField,
)
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
    assert file.notes == [] or {note.what for note in file.notes} <= {"no-identifier", "no-title-no-identifier"}


def test_shares_are_kept_as_given() -> None:
    file = ReadFile(
        activity('<recipient-country code="NE" percentage="60"/><recipient-country code="ML" percentage="39.5"/>')
    )
    shares = {
        fact.object_id: (fact.share, fact.share_as_given) for fact in file.facts.values() if isinstance(fact, Relation)
    }
    assert shares == {"country/NE": (600_000, "60"), "country/ML": (395_000, "39.5")}


@pytest.mark.parametrize(
    ("first", "second", "left", "noted"),
    [
        ("", "lots", ["lots"], [("percentage", "lots")]),
        ("50", "lots", ["lots"], [("percentage", "lots")]),
        ("50", "50", [], []),
        ("50", "50.0", ["50.0"], []),
        ("50", "40", ["40"], [("share-twice", "40")]),
        ("50", "", [], []),
    ],
)
def test_a_share_that_is_given_again_is_not_lost(
    first: str, second: str, left: list[str], noted: list[tuple[str, str]]
) -> None:
    file = ReadFile(
        activity("".join(f'<sector code="15110" vocabulary="1" percentage="{share}"/>' for share in (first, second)))
    )
    fields = [fact for fact in file.facts.values() if isinstance(fact, PublishedField)]
    assert [value.value for field in fields for value in field.values if value.path == "sector/@percentage"] == left
    said = [(note.what, note.found) for note in file.notes]
    assert [each for each in said if each[0] in ("percentage", "share-twice")] == noted


@pytest.mark.parametrize(
    ("part", "found", "done"),
    [
        ('<transaction><transaction-type code="C"/><value>5</value></transaction>', "C", "2"),
        ('<budget type="Original"><value>5</value></budget>', "Original", "1"),
        ('<sector vocabulary="DAC" code="15110"/>', "DAC", "1"),
        ('<recipient-region vocabulary="DAC" code="289"/>', "DAC", "1"),
        ('<policy-marker vocabulary="DAC" code="1" significance="1"/>', "DAC", "1"),
    ],
)
def test_a_code_of_an_earlier_version_is_noted_once(part: str, found: str, done: str) -> None:
    file = ReadFile(activity(part * 2))
    said = [(note.what, note.found, note.done) for note in file.notes if note.what == "earlier-code"]
    assert said == [("earlier-code", found, done)]
    now = part.replace(f'"{found}"', f'"{done}"')
    assert [note for note in ReadFile(activity(now)).notes if note.what == "earlier-code"] == []


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
        activity('<x:a xmlns:x="http://x" n="1">one<x:b><x:c lang="de">drei</x:c></x:b>two</x:a>\n<transaction/>')
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


def test_an_empty_element_that_the_standard_lacks_is_kept_by_its_name() -> None:
    file = ReadFile(
        activity(
            '<x:flags xmlns:x="http://x"><x:urgent/><urgent> </urgent></x:flags><budget-line/>'
            '<budget><estimated/><period-start iso-date="2015-01-01"/><period-end/></budget>'
            "<description>One<br/>two</description>"
        )
    )
    fields = [fact for fact in file.facts.values() if isinstance(fact, PublishedField)]
    kept = [tuple(value) for field in fields for value in field.values if "/@" not in value.path]
    assert kept == [("x:flags/x:urgent", ""), ("x:flags/urgent", ""), ("budget-line", ""), ("budget/estimated", "")]


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


def test_markup_within_a_text_does_not_cut_it() -> None:
    file = ReadFile(activity('<description>See <a href="http://a.b">the <b>map</b></a> below.</description>'))
    assert [fact.text for fact in file.facts.values() if isinstance(fact, Statement)] == ["See the map below."]
    assert ("mended", "markup", 4) in file.noted()
    assert "http://a.b" in file.kept()


def test_days_of_payments_are_read_in_words_too() -> None:
    file = ReadFile(
        activity(
            "<transaction><transaction-date>31 December 2011</transaction-date><value>1</value></transaction>"
            '<transaction><transaction-date iso-date="31.12.2012"/><value>1</value></transaction>'
        )
    )
    assert {fact.day for fact in file.facts.values() if isinstance(fact, Flow)} == {"2011-12-31", "2012-12-31"}
    assert {"31 December 2011", "31.12.2012"} <= set(file.kept())


@pytest.mark.parametrize(
    ("length", "last", "noted"),
    [(500, "w", True), (499, "w", False), (501, "w", False), (500, ".", False), (4000, "w", True)],
)
def test_a_text_of_a_round_length_that_ends_within_a_word_is_noted_as_cut_off(
    length: int, last: str, noted: bool
) -> None:
    text = ("word " * length)[: length - 1] + last
    file = ReadFile(activity(f"<description><narrative>{text}</narrative></description>"))
    assert [note.found for note in file.notes if note.what == "cut-off"] == ([text[-40:]] if noted else [])
    assert text in file.kept()


def test_only_attributes_that_the_standard_lacks_are_noted() -> None:
    attributes = 'xml:lang="en" default-currency="EUR" hierarchy="1" linked-data-uri="http://a.b/1" mood="good"'
    file = ReadFile(activity("", attributes))
    assert [note.found for note in file.notes if note.what == "unknown-attribute"] == ["mood"]
    assert {"1", "http://a.b/1", "good"} <= set(file.kept())


def test_an_empty_attribute_that_the_standard_lacks_is_kept_and_noted() -> None:
    attributes = 'xml:lang="en" hierarchy="" mood="" last-updated-datetime=" "'
    file = ReadFile(activity('<location hue=""><name tint=" "><narrative>Bo</narrative></name></location>', attributes))
    noted = {(str(note.severity), note.found) for note in file.notes if note.what == "unknown-attribute"}
    assert noted == {("kept", "mood"), ("kept", "hue"), ("kept", "tint")}
    kept = {
        (value.path, value.value)
        for each in file.facts.values()
        if isinstance(each, PublishedField)
        for value in each.values
    }
    assert kept == {("@mood", ""), ("location/@hue", ""), ("location/name/@tint", "")}


def test_each_condition_is_cited_by_its_number() -> None:
    written = ("Peace", "Water", "Trade")
    conditions = "".join(f"<condition><narrative>{each}</narrative></condition>" for each in written)
    file = ReadFile(activity(f'<conditions attached="1">{conditions}</conditions>'))
    cited = {fact.text: fact.citations[0].place for fact in file.facts.values() if isinstance(fact, Statement)}
    assert cited == {text: f"conditions 1, condition {number}" for number, text in enumerate(written, 1)}


def test_what_transactions_alone_name_is_inferred() -> None:
    file = ReadFile(
        activity(
            '<sector code="14030"/><transaction><value>1</value><recipient-country code="NE"/><sector code="11110"/>'
            "</transaction>\n"
            '<transaction><value>2</value><recipient-country code="NE"/><recipient-country code="ML"/></transaction>'
        )
    )
    found = {fact.object_id: fact for fact in file.facts.values() if isinstance(fact, Relation)}
    assert {"country/NE", "country/ML"} < set(found)
    assert len(found) == 3
    assert (found["country/NE"].basis, [citation.line for citation in found["country/NE"].citations]) == (
        "inferred",
        [4, 5],
    )
    assert found["country/NE"].note
    assert "11110" in file.kept()


def test_loans_results_and_documents() -> None:
    file = ReadFile(
        activity(
            '<crs-add><loan-status year="2014" currency="USD" value-date="2014-12-31"><principal-outstanding>500'
            "</principal-outstanding></loan-status></crs-add>"
            '<result type="1"><title><narrative>Water</narrative></title><indicator measure="1" ascending="0"><title>'
            '<narrative>Wells</narrative></title><baseline year="2012" value="12"/><period>'
            '<period-start iso-date="2013-01-01"/><period-end iso-date="2013-12-31"/><target value="20"/>'
            '<actual value="about 18"><comment><narrative>Floods</narrative></comment></actual></period>'
            "</indicator></result>"
            '<document-link url="http://a.b/c d" format="text/html"><title><narrative>Plan</narrative></title>'
            '<language code="fr"/></document-link>'
        )
    )
    (loan,) = [fact for fact in file.facts.values() if isinstance(fact, Flow)]
    assert (loan.kind, loan.type, loan.period_start, loan.value_date, loan.as_given) == (
        *("loan", "principal-outstanding", "2014-01-01", "2014-12-31", "500 USD"),
    )
    (indicator,) = [fact for fact in file.facts.values() if isinstance(fact, Indicator)]
    assert (indicator.title, indicator.ascending, indicator.baseline) == ("Wells", False, "2012: 12")
    assert indicator.periods == (IndicatorPeriod("2013-01-01", "2013-12-31", "20", "about 18", "Floods"),)
    assert indicator.result_fact_id in {fact.id for fact in file.activities[0].facts}
    (document,) = [fact for fact in file.facts.values() if isinstance(fact, DocumentFact)]
    assert (document.title, document.language, document.url) == ("Plan", "fr", None)
    assert "http://a.b/c d" in file.kept()


def test_values_of_version_1_are_read_from_the_text() -> None:
    period = "<period><target>20</target><actual> about 18 </actual></period>"
    file = ReadFile(activity(f'<result type="1"><indicator measure="1">{period}</indicator></result>'))
    (indicator,) = [fact for fact in file.facts.values() if isinstance(fact, Indicator)]
    assert indicator.periods == (IndicatorPeriod(None, None, "20", "about 18", None),)


def test_related_activities_are_relations_where_the_reference_has_them() -> None:
    related = "".join(
        f'<related-activity ref="{ref}" type="{kind}"/>' for ref, kind in (("A-1", 1), ("B-2", 2), ("C", 3))
    )
    file = ReadFile(
        activity(f"<iati-identifier>A-0</iati-identifier>{related}"), KnownEntries(activities=("A-1", "B-2"))
    )
    relations = [fact for fact in file.activities[0].facts if isinstance(fact, Relation)]
    assert [(fact.predicate_id, fact.entry_id[:11], fact.object_id[:11]) for fact in relations] == [
        ("parent-of", "project/a-1", "project/a-0"),
        ("parent-of", "project/a-0", "project/b-2"),
    ]
    (mention,) = [fact for fact in file.facts.values() if isinstance(fact, Mention)]
    assert (mention.predicate_id, mention.ref, mention.type) == ("sibling-of", "C", "3")


@pytest.mark.parametrize(
    ("address", "title", "found"),
    [
        (' url="https://a.example/b"', "", [("https://a.example/b", None)]),
        ("", "<title><narrative>Plan</narrative></title>", [(None, "Plan")]),
        ("", "", []),
    ],
)
def test_a_document_needs_an_address_or_a_title(
    address: str, title: str, found: list[tuple[str | None, str | None]]
) -> None:
    file = ReadFile(activity(f'<document-link{address} format="text/html">{title}</document-link>'))
    assert [(fact.url, fact.title) for fact in file.facts.values() if isinstance(fact, DocumentFact)] == found


@pytest.mark.parametrize(("languages", "title"), [("fr en de", "en"), ("de fr", "fr"), ("es de", "es"), ("fr", "fr")])
def test_the_title_is_the_english_one_or_else_that_of_the_activity_or_the_first(languages: str, title: str) -> None:
    texts = "".join(f'<narrative xml:lang="{each}">Title {each}</narrative>' for each in languages.split())
    file = ReadFile(activity(f"<title>{texts}</title>", 'xml:lang="fr" default-currency="EUR"'))
    assert file.activities[0].entry.title == f"Title {title}"


@pytest.mark.parametrize("length", [254, 255, 256, 499, 500, 501, 1000, 2000, 3999, 4000])
@pytest.mark.parametrize("last", ["x", "."])
def test_a_text_that_ends_in_a_word_at_a_usual_bound_is_noted_as_perhaps_cut_off(length: int, last: str) -> None:
    text = f"{'word ' * 900}"[: length - 1].replace(" ", "-") + last
    file = ReadFile(activity(f"<description>{text}</description>"))
    is_noted = length in (255, 500, 1000, 2000, 4000) and last == "x"
    assert [note.found for note in file.notes if note.what == "cut-off"] == [text[-40:]] * is_noted


def test_bytes_that_are_no_utf_8_are_noted_once_a_line_the_first_line_too() -> None:
    parts = activity("<title><narrative>Caf\u00e9</narrative></title><description>\u00e9</description>").split("\n")
    on_one_line = ReadFile("".join(parts).encode("latin-1"))
    assert [(note.line, note.found, note.done) for note in on_one_line.notes if note.what == "encoding"] == [
        (1, "E9", "\u00e9")
    ]
    assert "Caf\u00e9" in on_one_line.kept()
    on_the_fourth = ReadFile("\n".join(parts).encode("latin-1"))
    assert [note.line for note in on_the_fourth.notes if note.what == "encoding"] == [4]
