"""The words of a source for elements that could not be read: sums in words, and codes that are in no list."""

from collections.abc import Iterable, Iterator

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.imported.imported_pages import ImportedParts
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.published_facts import Classification, FlowKind, PublishedField
from coopviewer.rendering.pages.imported import activity_words as words

_YEAR = 4  # digits


def sum_words(record: EntryRecord, field: PublishedField, parts: ImportedParts | None, tr: Translate) -> str:
    """Return what an element of IATI states of a sum that could not be read, such as a budget ``about two million``.

    It begins with the kind of sum, its currency and its year, as far as they are stated: *Budget (Original), USD 2016:
    not read as a sum: “about two million”*, or *Budget (Original), USD 2016: without a sum* if there are no words.
    ``record`` is the activity. ``parts`` has the words for codes; None: there are none.
    """
    kind = FlowKind(field.label)
    given = _first(field, kind, f"{kind}/value")
    currency = _first(field, f"{kind}/value/@currency").upper() or _default_currency(record)
    when = _when(_first(field, f"{kind}/period-start/@iso-date", f"{kind}/transaction-date/@iso-date"), tr)
    what = ", ".join(filter(None, (_name(kind, field, parts, tr), " ".join(filter(None, (currency, when))))))
    if not given:
        return tr("{what}: without a sum").format(what=what)
    return tr("{what}: not read as a sum: “{words}”").format(what=what, words=given)


def element_words(field: PublishedField, tr: Translate) -> str:
    """Return what an IATI element that became no fact states, such as ``not read: “Sahel”, code “298”, 40 %``.

    These are its names, code and percentage; without any of them, the first text that it has; empty if it has none.
    """
    given = [tr("“{text}”").format(text=text) for text in _names(field)]
    if code := _first(field, f"{field.label}/@code", f"{field.label}/@ref"):
        given.append(tr("code “{code}”").format(code=code))
    if share := _first(field, f"{field.label}/@percentage"):
        given.append(share if "%" in share else tr("{share} %").format(share=share))
    given = given or [tr("“{text}”").format(text=each.value) for each in field.values if each.value.strip()][:1]
    return tr("not read: {words}").format(words=tr.listed(given)) if given else ""


def _names(field: PublishedField) -> Iterator[str]:
    """Yield the texts of an element itself, in whichever languages, each once."""
    paths = (field.label, f"{field.label}/text()", f"{field.label}/narrative")
    yield from dict.fromkeys(each.value for each in field.values if each.path in paths and each.value.strip())


def _name(kind: FlowKind, field: PublishedField, parts: ImportedParts | None, tr: Translate) -> str:
    """Return the name of a kind and type of sums; a type without words is named by its code."""
    code = _first(field, f"{kind}/@type", f"{kind}/transaction-type/@code")
    name = words.flow_type_words(parts, kind, code, tr)
    if code and name == code:
        return tr("{kind} of type {code}").format(kind=words.flow_kind_word(kind, tr), code=code)
    if kind is not FlowKind.TRANSACTION and code:
        return tr("{kind} ({type})").format(kind=words.flow_kind_word(kind, tr), type=name)
    return name


def _when(given: str, tr: Translate) -> str:
    """Return the year of a day; of a date in another form, its words in quotation marks."""
    year = given[:_YEAR]
    is_year = len(year) == _YEAR and year.isascii() and year.isdigit()
    return year if is_year or not given else tr("“{text}”").format(text=given)


def _default_currency(record: EntryRecord) -> str:
    codes: Iterable[str] = (fact.code for fact in record.of_type(Classification) if fact.scheme == "Currency")
    return next(iter(codes), "")


def _first(field: PublishedField, *paths: str) -> str:
    """Return the first value of an element at one of some paths; empty without any."""
    return next((each.value.strip() for each in field.values if each.path in paths and each.value.strip()), "")
