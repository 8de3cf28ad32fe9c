"""The language of the widgets and models: one for the process, like Qt's translators, set before any is created.

A widget's ``self.tr("…")`` asks the same catalogue; plurals, numbers, dates and the texts of ``rendering`` need
``language()``.
"""

from coopviewer.domain.language import ENGLISH, Translate

_spoken = [ENGLISH]


def language() -> Translate:
    """Return the Translate of the window; English before ``speak`` is called."""
    return _spoken[0]


def speak(tr: Translate) -> None:
    """Set the language of all widgets and models that are created from now on."""
    _spoken[0] = tr
