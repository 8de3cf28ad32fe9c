"""``coopviewer passages``: cut a document into passages, as a first draft of a curated file."""

import re
import sys
import unicodedata
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from coopviewer.authoring.passages import as_toml, cut
from coopviewer.commands.parsing import make_parser
from coopviewer.commands.reporting import report_environment_fault
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.reference.entries import is_entry_id


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Cut a document into passages and return the exit status."""
    chosen = _parser(tr).parse_args(arguments)
    try:
        content = _read(chosen.document)
        text = content.decode("utf-8-sig")
        passages = cut(text, chosen.source or _source_id(chosen.document))
        if not passages:
            raise EnvironmentFault("curated.document-empty", path=chosen.document)
        _write(as_toml(passages, _head(sha256(content).hexdigest(), tr)), chosen.output)
    except UnicodeDecodeError as error:
        fault = EnvironmentFault("curated.document-not-utf8", path=chosen.document, byte=error.start + 1)
        return report_environment_fault(fault, tr)
    except EnvironmentFault as fault:
        return report_environment_fault(fault, tr)
    if chosen.output is not None:
        print(
            tr.plural(
                "Wrote {path}: {n} passage. Check its kind, section and locator.",
                "Wrote {path}: {n} passages. Check their kinds, sections and locators.",
                len(passages),
                path=chosen.output,
            )
        )
    return 0


def _parser(tr: Translate) -> ArgumentParser:
    description = tr(
        "Cut a text (UTF-8) into passages, one for each line that is not blank, with ranges and hashes. "
        "Kinds, sections and locators are guessed; check them. Ranges count code points, without a byte order mark; a "
        "line end of Windows counts as two."
    )
    parser = make_parser("passages", description, tr)
    parser.add_argument("document", metavar="DOCUMENT", type=Path, help=tr("the document, saved as text"))
    source = tr("the source's id (default: from the name)")
    parser.add_argument("--source", metavar="SOURCE/SLUG", type=partial(_source, tr), help=source)
    output = tr("write to this new file instead of printing")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help=output)
    return parser


def _head(document_sha256: str, tr: Translate) -> tuple[str, ...]:
    """Return the lines of comment at the head of the passages."""
    return (
        tr("Passages cut from the document. Check kind, section and locator; do not change ranges and hashes."),
        tr("The sha256 of the document, for its {table}: {sha256}").format(
            table="[[source_document]]", sha256=document_sha256
        ),
    )


def _source(tr: Translate, text: str) -> str:
    if not (text.startswith("source/") and is_entry_id(text)):
        raise ArgumentTypeError(tr("{text} is not the id of a source; write it as source/slug").format(text=repr(text)))
    return text


def _source_id(document: Path) -> str:
    plain = unicodedata.normalize("NFKD", document.stem.lower()).encode("ascii", "ignore").decode()
    return "source/" + (re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "document")


def _read(document: Path) -> bytes:
    try:
        return document.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentFault("curated.document-unreadable", path=document, error=reason) from error


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise EnvironmentFault("curated.output-exists", path=output) from None
    except OSError as error:
        raise EnvironmentFault("curated.output-not-written", path=output, error=error.strerror) from error
