"""Sentences for faults of exports: files that are saved for other programs."""

from coopviewer.domain.language import Translate


def export_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences of the faults of exports, by their codes, with placeholders such as ``{path}``."""
    return {**_output_sentences(tr), **_template_sentences(tr), **_iati_sentences(tr)}


def _output_sentences(tr: Translate) -> dict[str, str]:
    return {
        "output.closed": tr("Nothing could be printed, since the standard output is closed. Write to a file with -o."),
        "output.not-written": tr(
            "The output could not be printed as a whole ({error}). Make room, or write to another place with -o."
        ),
        "export.needs-file": tr("The format {format} cannot be printed. Name a file to write it to with -o."),
    }


def _template_sentences(tr: Translate) -> dict[str, str]:
    return {
        "template.unreadable": tr(
            "The template {path} cannot be read. Put a Word document (.docx) there that you may read, or take the "
            "template away."
        ),
        "template.damaged": tr(
            "The template {path} is damaged, or is not a Word document (.docx). Save it again with your word "
            "processor, or take it away."
        ),
        "template.too-large": tr(
            "The template {path} holds more than 20 million bytes. Make its pictures smaller, or take it away."
        ),
        "template.macros": tr(
            "The template {path} has macros, so it is not used. Save it as a document without macros (.docx), or take "
            "it away."
        ),
        "template.attached": tr(
            "The template {path} refers to another template, so it is not used. Detach that template in your word "
            "processor and save it again, or take it away."
        ),
        "template.external": tr(
            "The template {path} refers to something outside itself, such as a web page or a linked picture, so it is "
            "not used. Remove these links in your word processor and save it again, or take it away."
        ),
        "template.embedded": tr(
            "The template {path} has an embedded object, so it is not used. Remove the object in your word processor "
            "and save it again, or take it away."
        ),
        "template.dtd": tr(
            "The template {path} defines a document type of its own, which no Word document needs, so it is not used. "
            "Save it again with your word processor, or take it away."
        ),
    }


def _iati_sentences(tr: Translate) -> dict[str, str]:
    return {
        "iati.nothing-chosen": tr("Name projects to write, such as project/afic, or give --search or --all."),
        "iati.none-left": tr(
            "Nothing was written: no project has what the standard asks for, which is a date, and an organisation in a "
            "role that it knows. Choose other projects, or have roles written with the nearest one."
        ),
        "iati.no-projects": tr("Nothing was written, since no project was found. Choose others, or search for others."),
        "iati.no-project": tr("The reference has no project {entry}. See “coopviewer list projects”."),
        "iati.no-reporter": tr(
            "The project “{title}” names no reporting organisation, which every IATI activity has. Give the identifier "
            "of the body that publishes the file; on the command line with --reporter."
        ),
    }
