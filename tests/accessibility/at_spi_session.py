"""Reads the accessibility tree of the running program as a screen reader does, presses keys, and writes what was told.

Run by the system's own Python, which has Debian's bindings, inside ``dbus-run-session`` on a screen of its own:
``at_spi_session.py PYTHON TARGET``. PYTHON runs coopviewer; TARGET is the JSON file written at the end.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (the version is chosen first)

PATIENCE = 20  # seconds for one thing to happen, on a busy machine
CHOSEN = "Strengthening the Africa-Frontex Intelligence Community (AFIC)"


class Session:
    """What was told so far: each control that said it has the keyboard, by role and name, and each announcement."""

    def __init__(self):
        self.focus = []
        self.announced = []
        self.told = {}
        self._context = GLib.MainContext.default()
        self._listener = Atspi.EventListener.new(self._note)
        self._listener.register("object:state-changed:focused")
        self._listener.register("object:announcement")

    def _note(self, event):
        if event.type.startswith("object:announcement"):
            self.announced.append(event.any_data)
            return
        if not event.detail1:
            return
        try:
            self.focus.append([event.source.get_role_name(), event.source.get_name()])
        except GLib.Error:
            return  # it is gone already

    def until(self, what, find):
        """Wait until ``find`` gives something; ends the session where it never does."""
        end = time.monotonic() + PATIENCE
        GLib.timeout_add(50, lambda: time.monotonic() < end)  # wakes the context that waits for events
        while time.monotonic() < end:
            try:
                found = find()
            except GLib.Error:  # it vanished while it was asked
                found = None
            if found:
                return found
            self._context.iteration(True)
        raise SystemExit(f"never told: {what}; focus so far: {self.focus}")

    def press(self, keys, role, name):
        """Press keys, and wait until a control of that role and name says that it has the keyboard."""
        before = len(self.focus)
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys.split()], check=True)
        self.until(
            f"{role} {name!r} after {keys}",
            lambda: [one for one in self.focus[before:] if one[0] == role and name in one[1]],
        )
        self.told[keys] = self.focus[-1]


def below(node, depth=0):
    yield node
    for number in range(min(node.get_child_count(), 30) if depth < 8 else 0):
        child = node.get_child_at_index(number)
        if child is not None:
            yield from below(child, depth + 1)


def application():
    desktop = Atspi.get_desktop(0)
    found = (desktop.get_child_at_index(number) for number in range(desktop.get_child_count()))
    return next((each for each in found if each is not None and each.get_name() == "coopviewer"), None)


def named(root, role, name):
    """Find what stands with this role and name, shown, under a root."""
    for node in below(root):
        if node.get_role_name() == role and name in node.get_name() and shown(node):
            return node
    return None


def shown(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def lines(node):
    """Read a text line by line, as a screen reader walks it."""
    length, at, found = Atspi.Text.get_character_count(node), 0, []
    while at < length:
        line = Atspi.Text.get_string_at_offset(node, at, Atspi.TextGranularity.LINE)
        found.append(line.content.rstrip("\n"))
        at = max(line.end_offset, at + 1)
    return found


def walk(session):
    root = session.until("the program", application)
    session.until("the page", lambda: named(root, "label", "Niger"))
    session.until("the window has the keyboard", lambda: session.focus)
    session.told["window"] = [[n.get_role_name(), n.get_name()] for n in below(root) if shown(n)]
    session.press("F7", "label", "Niger")
    session.press("F6", "tree", "Navigator")
    session.press("Down", "table cell", "Nigeria")
    session.press("F8", "text", "Find a link")
    session.press("a f i c Tab", "table cell", CHOSEN)
    session.press("Return", "label", CHOSEN)
    session.press("F9", "text", f"{CHOSEN} as plain text")
    session.told["lines"] = lines(session.until("the text", lambda: named(root, "text", "as plain text")))
    session.press("Escape", "label", CHOSEN)
    session.press("ctrl+F1", "text", "Find an action or a key")
    subprocess.run(["xdotool", "type", "qqqq"], check=True)
    session.told["announced"] = session.until(
        "that nothing is found", lambda: [one for one in session.announced if one.startswith("No action")]
    )


def main(python, target):
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    session = Session()
    program = subprocess.Popen([python, "-m", "coopviewer", "--fresh", "coop:country/NE"])
    try:
        walk(session)
    finally:
        for process in (program, manager):
            process.terminate()
            process.wait()
    Path(target).write_text(json.dumps(session.told), encoding="utf-8")


main(*sys.argv[1:])
