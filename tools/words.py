"""The texts of the interface for translators: extracted from the code, merged into each language, checked and compiled.

Run it with the development dependencies: ``python3 dev.py words``. docs/languages.md describes how a text is written,
and what translators receive.
"""

import argparse
import ast
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees its own folder alone

from tools.word_checks import faults_of, forms_of  # noqa: E402

SOURCE = ROOT / "src" / "coopviewer"
LOCALES = ROOT / "resources" / "locales"
TEMPLATE = ROOT / "build" / "coopviewer.pot"
DOMAIN = "coopviewer"
# the calls that hold texts: for one thing, for several, in a context
SINGLE = ("tr", "to_translate", "phrase")
PLURAL = ("plural", "plural_phrase")
CONTEXT = ("in_context",)
# who only hands on a text that was found where it was written, by the end of the file's path and the function
FORWARDING = {
    ("domain/language.py", "__call__"),
    ("domain/language.py", "in_context"),
    ("domain/language.py", "plural"),
    ("domain/faults.py", "phrase"),
    ("domain/faults.py", "plural_phrase"),
    ("authoring/rules/relations.py", "_ends"),
    ("commands/__init__.py", "help_text"),
}


class Found(NamedTuple):
    """A text in the code; ``many`` and ``context`` are empty if it has none."""

    place: str
    line: int
    one: str
    many: str = ""
    context: str = ""


class Hidden(NamedTuple):
    """A text that cannot be extracted, since it is composed before it is translated."""

    place: str
    line: int
    code: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the template, update every language, and return the exit status; 1 if a language has faults."""
    parser = argparse.ArgumentParser(prog="dev.py words", description=main.__doc__)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="begin a language, such as de or pt_BR")
    chosen = parser.parse_args(arguments)
    texts, hidden = find_texts()
    for each in hidden:
        print(f"{each.place}:{each.line}: put together before it is translated: {each.code}", file=sys.stderr)
    template = make_template(texts)
    TEMPLATE.parent.mkdir(exist_ok=True)
    with TEMPLATE.open("wb") as file:
        write_po(file, template, width=100, sort_by_file=True, include_lineno=False)
    print(f"{len(template)} texts are in {TEMPLATE.relative_to(ROOT)}.")
    faults = [fault for path in _files(chosen.languages) for fault in bring_up_to_date(path, template)]
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return 1 if hidden or faults else 0


def _files(begun: Sequence[str]) -> list[Path]:
    """Return the files of all languages, including those to be created."""
    begun_files = [LOCALES / name.replace("_", "-") / f"{DOMAIN}.po" for name in begun]
    return sorted({*LOCALES.glob(f"*/{DOMAIN}.po"), *begun_files})


def bring_up_to_date(path: Path, template: Catalog) -> list[str]:
    """Merge the template into a language's file, write and compile it, and return its faults."""
    locale = Locale.parse(path.parent.name, sep="-")
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale)
        catalog.update(template)
    else:
        catalog = Catalog(locale, DOMAIN, fuzzy=False)
        for message in template:
            if message.id:
                catalog[message.id] = Message(message.id, locations=message.locations, context=message.context)
        path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    done = sum(bool(forms_of(message)) and not message.fuzzy for message in catalog if message.id)
    print(f"{path.parent.name}: {done} of {len(catalog)} texts are translated.")
    return [f"{path.parent.name}: {fault}" for fault in faults_of(catalog)]


def make_template(texts: Sequence[Found]) -> Catalog:
    """Return a template with each text once, and the files that use it."""
    template = Catalog(
        project=DOMAIN,
        header_comment=f"# Texts of {DOMAIN}, written by `python3 dev.py words`.",
        creation_date=datetime(2000, 1, 1, tzinfo=UTC),  # the same texts give the same file
        fuzzy=False,
    )
    for each in texts:
        key = (each.one, each.many) if each.many else each.one
        template.add(key, locations=[(each.place, each.line)], context=each.context or None)
    return template


@cache  # the source stays as it is while a process reads it
def find_texts() -> tuple[tuple[Found, ...], tuple[Hidden, ...]]:
    """Find all texts of the interface, including those of argparse."""
    found: list[Found] = []
    hidden: list[Hidden] = []
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for text in texts_in(path.read_text(encoding="utf-8"), place):
            (hidden if isinstance(text, Hidden) else found).append(text)  # type: ignore[arg-type]
    return (*found, *_argparse_texts()), tuple(hidden)


def texts_in(code: str, place: str) -> Iterator[Found | Hidden]:
    """Find the texts in a module's code, and arguments of translating functions that are no texts."""
    forwarding = {name for end, name in FORWARDING if place.endswith(end)}
    yield from _texts(ast.parse(code), place, forwarding)


def _texts(node: ast.AST, place: str, forwarding: set[str]) -> Iterator[Found | Hidden]:
    if isinstance(node, ast.FunctionDef) and node.name in forwarding:
        return
    if isinstance(node, ast.Call):
        found = _text_of(node, place)
        if found is not None:
            yield found
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, place, forwarding)


def _text_of(call: ast.Call, place: str) -> Found | Hidden | None:
    name = _name(call.func)
    wanted = 1 if name in SINGLE else 2 if name in (*PLURAL, *CONTEXT) else 0
    if not wanted or len(call.args) < wanted:
        return None
    given = [each.value for each in call.args[:wanted] if isinstance(each, ast.Constant)]
    if len(given) < wanted or not all(isinstance(each, str) for each in given):
        return Hidden(place, call.lineno, ast.unparse(call)[:80])
    if name in CONTEXT:
        return Found(place, call.lineno, str(given[1]), context=str(given[0]))
    return Found(place, call.lineno, *map(str, given))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _argparse_texts() -> Iterator[Found]:
    """Find the texts of argparse in the running version of Python."""
    for node in ast.walk(ast.parse(Path(str(argparse.__file__)).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) in ("_", "ngettext"):
            given = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
            texts = [text for text in given if isinstance(text, str)]
            if texts:
                yield Found("argparse", node.lineno, *texts)


if __name__ == "__main__":
    sys.exit(main())
