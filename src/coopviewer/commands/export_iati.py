"""``coopviewer export iati``: write projects as IATI activities."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from coopviewer import paths
from coopviewer.commands.parsing import add_reference, path_argument
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import Translate
from coopviewer.exchange.files import save_file, save_parts
from coopviewer.exchange.iati.choices import CountrySplit, IatiChoices
from coopviewer.exchange.iati.writing import IatiWriter
from coopviewer.own_annotations import existing_own_annotations
from coopviewer.rendering.words.iati_words import note_lines
from coopviewer.standard_output import confirm, print_error
from coopviewer.storage.reference.activities import ActivitySource
from coopviewer.storage.search.personal_search import projects_found

_DONE, _NOTES = 0, 1


def add_iati(parser: ArgumentParser, tr: Translate) -> None:
    """Set the description of ``export iati`` in its parser, and add the arguments that ``export_iati`` reads."""
    parser.description = tr(
        "Write projects as IATI activities, version 2.03. What the standard cannot say is left out of its elements, "
        "written in elements of another namespace, and listed; nothing is made up."
    )
    parser.add_argument("entries", metavar="ENTRY", nargs="*", help=tr("projects, such as project/afic"))
    parser.add_argument("--search", metavar="QUERY", help=tr("the projects that a search finds"))
    parser.add_argument("--all", action="store_true", help=tr("all projects"))
    output, path = tr("the file to write"), path_argument(tr)
    parser.add_argument("-o", "--output", metavar="FILE", type=path, required=True, help=output)
    _add_choices(parser, tr)
    parser.add_argument("--report", metavar="FILE", type=path, help=tr("write the list of what is left out to a file"))
    add_reference(parser, tr)


def _add_choices(parser: ArgumentParser, tr: Translate) -> None:
    reporter = tr("organisation identifier of the body that publishes the file, such as XM-DAC-41114")
    parser.add_argument("--reporter", metavar="REF", default="", help=reporter)
    code = tr("its type, a code of the list OrganisationType (default: 90, other)")
    parser.add_argument("--reporter-type", metavar="CODE", default="90", help=code)
    parser.add_argument("--reporter-name", metavar="NAME", default="", help=tr("its name"))
    secondary = tr("the reporter is not a party of the activities")
    parser.add_argument("--secondary", action="store_true", help=secondary)
    split = tr("countries without shares: without percentages, as one region, or in equal parts that are marked")
    parser.add_argument("--split", choices=[str(each) for each in CountrySplit], default="none", help=split)
    held = tr("write organisations whose role the standard does not know with the nearest one, marked")
    parser.add_argument("--roles-as-held", action="store_true", help=held)
    checked = tr("also check the rules of the standard that its schema does not check")
    parser.add_argument("--check", action="store_true", help=checked)


def export_iati(chosen: Namespace, tr: Translate) -> int:
    """Write the IATI file, print what is left out because IATI cannot say it, and return the exit status.

    The status is 1 if ``--check`` found a broken rule of IATI, which is printed too, else 0. With ``--report`` these
    lines are written to a file instead of being printed. Raises EnvironmentFault if no project is asked for, found or
    written, if one is unknown or has no reporter, or if a file cannot be read or written.
    """
    if not chosen.entries and chosen.search is None and not chosen.all:
        raise EnvironmentFault("iati.nothing-chosen")
    choices = IatiChoices(
        chosen.reporter,
        chosen.reporter_type,
        chosen.reporter_name,
        chosen.secondary,
        CountrySplit(chosen.split),
        chosen.roles_as_held,
    )
    writer = IatiWriter(choices, date.today(), checks=chosen.check)
    path = chosen.reference or paths.reference_file()
    with closing(ActivitySource(path)) as source:
        ids = tuple(dict.fromkeys(_ids(chosen, path, source)))
        unknown = source.unknown(ids)
        if unknown:
            raise EnvironmentFault("iati.no-project", entry=unknown[0])
        save_parts(chosen.output, writer.parts(source.read(ids)))
    lines = note_lines(writer.notes, tr)
    confirm(
        tr.plural(
            "{n} activity was written to {path}.",
            "{n} activities were written to {path}.",
            writer.activities,
            path=chosen.output,
        )
    )
    if chosen.report is not None:
        save_file(chosen.report, "".join(f"{line}\n" for line in lines).encode())
    else:
        print_error(*lines)
    return _NOTES if any(note.what.startswith("rule-") for note in writer.notes) else _DONE


def _ids(chosen: Namespace, path: Path, source: ActivitySource) -> Iterator[str]:
    yield from (entry.removeprefix("coop:") for entry in chosen.entries)
    if chosen.all:
        yield from source.project_ids()
    if chosen.search is not None:
        found = projects_found(path, existing_own_annotations(), chosen.search)
        yield from (each for each in source.project_ids() if each in found)
