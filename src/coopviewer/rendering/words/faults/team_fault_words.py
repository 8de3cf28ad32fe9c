"""Sentences for faults of team folders."""

from coopviewer.domain.language import Translate


def team_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences of the faults of team folders, by their codes, with placeholders for values: ``{path}``."""
    return {
        "team.not-reached": tr(
            "The team folder {path} cannot be reached now ({error}). What you write is stored in your own file, and is "
            "sent when the folder is there again."
        ),
        "team.no-room": tr(
            "The team folder {path} is full, so nothing can be sent. What you write is stored in your own file, and is "
            "sent once there is room."
        ),
        "team.read-only": tr(
            "You may not write into the team folder {path}, so nothing can be sent. Ask whoever manages the folder to "
            "let you write there. Until then what you write stays in your own file."
        ),
        "team.own-folder": tr(
            "{path} is where this program stores your own files. Choose a folder that your colleagues can reach too."
        ),
        "team.no-file": tr(
            "No annotations file is open, so no team can be joined. Choose one with File > Annotation file."
        ),
        "team.inside-team": tr("{path} is a part of the team folder {place}. Choose {place} instead."),
        "team.none-here": tr(
            "{path} is not a team folder: it has no file coopviewer-team.json ({error}). Check the folder, or wait "
            "until it has been synchronised."
        ),
        "team.newer-format": tr("{path} was written by a newer version of coopviewer. Install that version."),
        "team.damaged": tr("{path} is not the description of a team. Ask the colleague who set the team folder up."),
        "team.other-dataset": tr(
            "The team folder {path} is about another reference: {dataset}. Open that reference, or choose another "
            "folder."
        ),
        "team.unusable-dataset": tr(
            "No team can be about this reference: its identifier is empty, too long, or has characters that no file "
            "can hold. Ask who publishes the reference. Nothing was written into {path}."
        ),
        "team.not-a-folder": tr("{path} is not a folder. Choose a folder that your colleagues can reach too."),
        "team.not-joined": tr(
            "{path} takes part in no team folder. Join one with File > Team folder, or with coopviewer team join."
        ),
    }
