"""``coopviewer passages``: cut a document into passages, as a first draft of a curated file."""

import re
import sys
import unicodedata
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from coopviewer.authoring.passages import as_toml, cut
from coopviewer.commands.reporting import report_environment_fault
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.entries import is_entry_id


def main(arguments: Sequence[str]) -> int:
    """Cut a document into passages and return the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        content = _read(chosen.document)
        text = content.decode("utf-8-sig")
        passages = cut(text, chosen.source or _source_id(chosen.document))
        if not passages:
            raise EnvironmentFault(f"{chosen.document} holds no text. Choose a document saved as text.")
        _write(as_toml(passages, sha256(content).hexdigest()), chosen.output)
    except UnicodeDecodeError as error:
        problem = f"byte {error.start + 1} is not part of a character"
        return report_environment_fault(
            EnvironmentFault(f"{chosen.document} is not UTF-8: {problem}. Save it as UTF-8 text.")
        )
    except EnvironmentFault as fault:
        return report_environment_fault(fault)
    if chosen.output is not None:
        print(f"Wrote {chosen.output}: {len(passages)} passages. Check their kinds, sections and locators.")
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="coopviewer passages",
        description="Cut a text (UTF-8) into passages, one for each line that is not blank, with ranges and hashes. "
        "Kinds, sections and locators are guessed; check them. Ranges count code points, without a byte order mark; a "
        "line end of Windows counts as two.",
    )
    parser.add_argument("document", metavar="DOCUMENT", type=Path, help="the document, saved as text")
    parser.add_argument(
        "--source", metavar="SOURCE/SLUG", type=_source, help="the source's id (default: from the name)"
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to this new file instead of printing")
    return parser


def _source(text: str) -> str:
    if not (text.startswith("source/") and is_entry_id(text)):
        raise ArgumentTypeError(f"{text!r} is not the id of a source; write it as source/slug")
    return text


def _source_id(document: Path) -> str:
    plain = unicodedata.normalize("NFKD", document.stem.lower()).encode("ascii", "ignore").decode()
    return "source/" + (re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "document")


def _read(document: Path) -> bytes:
    try:
        return document.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentFault(f"{document} could not be read ({reason}). Choose a document saved as text.") from error


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise EnvironmentFault(f"{output} is there already, and may have been gone over. Choose a new name.") from None
    except OSError as error:
        raise EnvironmentFault(f"{output} could not be written ({error.strerror}). Choose another place.") from error
