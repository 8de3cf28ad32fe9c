"""Read the accessibility tree of the running program as a screen reader does, press keys, and record the events.

Run by the system's own Python, which has Debian's bindings, inside ``dbus-run-session`` on its own screen:
``at_spi_session.py PYTHON TARGET``. PYTHON runs coopviewer; TARGET is the JSON file that is written at the end.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (only after the version is chosen)

PATIENCE = 60  # seconds to wait for an event, on a busy machine
TITLE = "Strengthening the Africa-Frontex Intelligence Community (AFIC)"


class Session:
    """The events received so far: each control that got the focus, by role and name, and each announcement."""

    def __init__(self):
        self.focus = []
        self.announced = []
        self.received = {}
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
            return  # the control no longer exists

    def until(self, what, find):
        """Wait until ``find`` returns something, and return it; ends the process after PATIENCE seconds."""
        end = time.monotonic() + PATIENCE
        GLib.timeout_add(50, lambda: time.monotonic() < end)  # wakes the context that waits for events
        while time.monotonic() < end:
            try:
                found = find()
            except GLib.Error:  # the control vanished during the query
                found = None
            if found:
                return found
            self._context.iteration(True)
        raise SystemExit(f"never received: {what}; focus so far: {self.focus}")

    def press(self, keys, role, name):
        """Press keys, and wait until a control with that role and name reports that it has the focus."""
        before = len(self.focus)
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys.split()], check=True)
        self.until(
            f"{role} {name!r} after {keys}",
            lambda: [one for one in self.focus[before:] if one[0] == role and name in one[1]],
        )
        self.received[keys] = self.focus[-1]


def with_descendants(node, depth=0):
    yield node
    for number in range(min(node.get_child_count(), 30) if depth < 8 else 0):
        child = node.get_child_at_index(number)
        if child is not None:
            yield from with_descendants(child, depth + 1)


def application():
    desktop = Atspi.get_desktop(0)
    found = (desktop.get_child_at_index(number) for number in range(desktop.get_child_count()))
    return next((each for each in found if each is not None and each.get_name() == "coopviewer"), None)


def find_node(root, role, name):
    """Return the shown node with this role and name under a root; None if there is none."""
    for node in with_descendants(root):
        if node.get_role_name() == role and name in node.get_name() and is_shown(node):
            return node
    return None


def is_shown(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def has_focus(root):
    """Return whether a control has the focus: its event may be sent before the program is connected to the bus."""
    return any(node.get_state_set().contains(Atspi.StateType.FOCUSED) for node in with_descendants(root))


def shown_controls(root):
    """Return the role and name of each shown control; raises GLib.Error if one vanishes while the tree is read."""
    return [[node.get_role_name(), node.get_name()] for node in with_descendants(root) if is_shown(node)]


def lines(node):
    """Return a text line by line, as a screen reader reads it; no line where there is no such node yet."""
    if node is None:
        return []
    length, offset, found = Atspi.Text.get_character_count(node), 0, []
    while offset < length:
        line = Atspi.Text.get_string_at_offset(node, offset, Atspi.TextGranularity.LINE)
        found.append(line.content.rstrip("\n"))
        offset = max(line.end_offset, offset + 1)
    return found


def manages_windows():
    return subprocess.run(["xdotool", "get_num_desktops"], capture_output=True, check=False).returncode == 0


def walk(session):
    root = session.until("the program", application)
    session.until("the page", lambda: find_node(root, "label", "Niger"))
    session.until("a control with the keyboard", lambda: has_focus(root))
    session.received["window"] = session.until("the controls of the window", lambda: shown_controls(root))
    session.press("F7", "label", "Niger")
    session.press("F6", "tree", "Navigator")
    session.press("Down", "table cell", "Nigeria")
    session.press("F8", "text", "Find a link")
    session.press("a f i c Tab", "table cell", TITLE)
    session.press("Return", "label", TITLE)
    session.press("F9", "text", f"{TITLE} as plain text")
    session.received["lines"] = session.until("the text", lambda: lines(find_node(root, "text", "as plain text")))
    session.press("Escape", "label", TITLE)
    session.press("ctrl+F1", "text", "Find an action or a key")
    subprocess.run(["xdotool", "type", "qqqq"], check=True)
    session.received["announced"] = session.until(
        "that nothing is found", lambda: [one for one in session.announced if one.startswith("No action")]
    )


def main(python, target):
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    session = Session()
    session.until("the window manager, without which no window gets the keyboard", manages_windows)
    program = subprocess.Popen([python, "-m", "coopviewer", "--fresh", "coop:country/NE"])
    try:
        walk(session)
    finally:
        for process in (program, manager):
            process.terminate()
            process.wait()
    Path(target).write_text(json.dumps(session.received), encoding="utf-8")


main(*sys.argv[1:])
