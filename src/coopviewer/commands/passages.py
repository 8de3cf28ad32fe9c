"""``coopviewer passages``: cut a document into passages, as a first draft of a curated file."""

import re
import unicodedata
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from coopviewer.authoring.passages import as_toml, cut
from coopviewer.commands.parsing import make_parser, path_argument
from coopviewer.commands.reporting import run_verb
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.exchange.files import save_new_file
from coopviewer.file_kinds import NotAFile, read_within
from coopviewer.standard_output import confirm, print_utf8

_MOST_BYTES = 100_000_000  # of a document
_MILLION = 1_000_000


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Cut a document into passages, print them or write a new file, and return the exit status.

    ``arguments`` are the path of the document, and if wanted ``--source`` with the source's id and ``--output`` (or
    ``-o``) with the path of the new file. The status is 1 if they cannot be printed, 2 for any other fault.
    """
    return run_verb(lambda: _cut(_parser(tr).parse_args(arguments), tr), tr)


def _cut(chosen: Namespace, tr: Translate) -> int:
    content = _read(chosen.document)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EnvironmentFault("curated.document-not-utf8", path=chosen.document, byte=error.start + 1) from None
    passages = cut(text, chosen.source or _source_id(chosen.document))
    if not passages:
        raise EnvironmentFault("curated.document-empty", path=chosen.document)
    _write(as_toml(passages, _head(sha256(content).hexdigest(), tr)), chosen.output)
    if chosen.output is not None:
        confirm(
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
    parser.add_argument("document", metavar="DOCUMENT", type=path_argument(tr), help=tr("the document, saved as text"))
    source = tr("the source's id (default: from the name)")
    parser.add_argument("--source", metavar="SOURCE/SLUG", type=partial(_source, tr), help=source)
    output = tr("write to this new file instead of printing")
    parser.add_argument("-o", "--output", metavar="FILE", type=path_argument(tr), help=output)
    return parser


def _head(document_sha256: str, tr: Translate) -> tuple[str, ...]:
    """Return the lines of comment at the head of the passages; ``document_sha256`` is the document's hash in hex."""
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
        content = read_within(document, _MOST_BYTES, pipes=True)
    except NotAFile as error:
        raise EnvironmentFault("file.not-a-file", path=document, advice="choose-document") from error
    except TimeoutError as error:
        raise EnvironmentFault("file.silent-pipe", path=document) from error
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentFault("curated.document-unreadable", path=document, error=reason) from error
    if len(content) > _MOST_BYTES:
        raise EnvironmentFault("document.too-long", path=document, millions=_MOST_BYTES // _MILLION)
    return content


def _write(text: str, output: Path | None) -> None:
    if output is None:
        print_utf8(text)
    else:
        save_new_file(output, text.encode())
