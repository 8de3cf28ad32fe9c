"""The language of the widgets and models: one for the process, set before any widget or model is created.

A widget's ``self.tr("…")`` uses this language too. Plurals, numbers, dates and the texts of ``rendering`` need the
Translate that ``language()`` returns.
"""

from coopviewer.domain.language import ENGLISH, Translate

_spoken = [ENGLISH]


def language() -> Translate:
    """Return the Translate of the window; English before ``speak`` is called."""
    return _spoken[0]


def speak(tr: Translate) -> None:
    """Set what ``language`` returns; to be called before any widget or model is created."""
    _spoken[0] = tr
