"""Measures 50,000 annotations: ``python3 dev.py bench annotating``.

A start with them in turn with one without any (ratios, ten pairs); then, in the real window, an entry's page until its
first cards are painted, a tag filter until the rows are painted, and the browser scrolled from end to end; and tag
filters beside those of a file with a tenth of the annotations. Exit status 1 where a target is missed.
"""

import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from launch import LABELS, SOURCE, Program, measure, print_figures, ratio
from PySide6.QtCore import QEvent, QEventLoop, QModelIndex, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractItemView, QApplication
from xvfb import Unmeasured

from coopviewer import paths
from coopviewer.app.annotations.feature import AnnotationFeature
from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.app.launch.garbage import Garbage
from coopviewer.domain.annotations.annotation import (
    Anchor,
    Annotation,
    AnnotationStatus,
    Colour,
    Motivation,
    Person,
    select,
    sorted_tags,
)
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address, annotations_address
from coopviewer.domain.reference.fact_texts import FactText
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.annotations.queries import FIRST

COUNT, FEWER, TAGS, MOST_ON_ONE = 50_000, 5_000, 200, 1000
SCREENS = 60  # from end to end of the list
CROWDED = "project/afic"
ENTRIES = [f"country/{code}" for code in ("NE", "SN", "NG", "GH", "GM", "GN", "AL", "XK", "TR", "UA", "MA")]
FILTERS = [f"tag=tag%20{rank}" for rank in (0, 1, 2, 3, 5, 10, 20, 50, 100, 150)]
SLOWER, STALL = 1.2, 50.0  # times, milliseconds
_BATCH = 5000
_PATIENCE = 20_000  # milliseconds
_WORDS = (
    *("ask", "check", "compare", "date", "figure", "grant", "source", "partner"),
    *("verify", "why", "since", "until", "phase", "report", "evaluation"),
)


def annotated(count: int) -> Path:
    """Return a file of so many annotations on the bundled reference, made once; seeded, so always the same."""
    path = Path(__file__).resolve().parents[1] / "build" / f"annotations-{count}.db"
    if path.exists():
        return path
    path.parent.mkdir(exist_ok=True)
    reference = ReferenceStore(paths.reference_file())
    entry_ids = [ref.id for kind in EntryKind for ref in reference.entries(kind)]
    texts = reference.fact_texts(entry_ids=entry_ids).texts
    store = AnnotationStore.open(path)
    made = _made(count, reference, entry_ids, [text for text in texts if len(text.text) > 40], store.person)
    for _ in range(0, count, _BATCH):
        store.perform("Import annotations", [next(made) for _ in range(_BATCH)])
    store.close()
    reference.close()
    return path


def _made(
    count: int, reference: ReferenceStore, entry_ids: list[str], texts: list[FactText], person: Person
) -> Iterator[Annotation]:
    """Make annotations: two of five on passages where there are any; tags are Zipf-distributed; one entry has most."""
    chance = random.Random(5)
    weights = [1 / (rank + 1) for rank in range(TAGS)]
    begun = datetime(2025, 1, 1, tzinfo=UTC)
    others = [entry_id for entry_id in entry_ids if entry_id != CROWDED]
    of_entry: dict[str, list[FactText]] = {}
    for each in texts:
        of_entry.setdefault(each.entry_id, []).append(each)
    for number in range(count):
        entry_id = CROWDED if number < MOST_ON_ONE else chance.choice(others)
        text = chance.choice(of_entry[entry_id]) if number % 5 < 2 and entry_id in of_entry else None
        at = begun + timedelta(minutes=10 * number)
        yield Annotation(
            uuid=f"00000000-0000-4000-8000-{number:012}",
            revision=1,
            dataset=reference.edition.dataset,
            entry_id=entry_id,
            motivation=Motivation.HIGHLIGHTING if text else Motivation.COMMENTING,
            creator=person,
            created=at,
            modified=at,
            body=" ".join(chance.choices(_WORDS, k=chance.randint(3, 40))),
            colour=chance.choice(list(Colour)) if text else None,
            status=chance.choice((None, None, *AnnotationStatus)),
            tags=sorted_tags([f"tag {chance.choices(range(TAGS), weights)[0]}" for _ in range(chance.randint(0, 3))]),
            anchors=(_anchor(text, reference, chance),) if text else (),
        )


def _anchor(text: FactText, reference: ReferenceStore, chance: random.Random) -> Anchor:
    start = chance.randrange(0, len(text.text) - 30)
    selector = select(text.text, start, start + 25, fact_id=text.fact_id, field=text.field)
    return Anchor(selector=selector, edition=reference.edition.id, edition_sha256=reference.edition.content_sha256)


def starts(annotations: Path) -> bool:
    """Start without annotations and with them in turn, watched from outside; return whether the targets are met."""
    programs = (
        Program("none", SOURCE),
        Program(f"{COUNT:,}", (*SOURCE, "--annotations", str(annotations))),
    )
    rounds = measure(programs)
    print_figures(rounds, programs)
    met = True
    for figure in ("painted", "idle", "processor", "resident"):
        found = ratio(rounds, figure, programs[1].name, programs[0].name)
        met = report(f"{COUNT:,} annotations against none: {LABELS[figure]}", found, "×", SLOWER) and met
    return met


def wait_for(signal: SignalInstance, work: Callable[[], object]) -> float:
    """Do something and wait until a signal tells of it; return the milliseconds."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(_PATIENCE, loop.quit)
    begun = time.perf_counter()
    work()
    loop.exec()
    taken = (time.perf_counter() - begun) * 1000
    signal.disconnect(loop.quit)
    return taken


def report(label: str, value: float, unit: str, limit: float) -> bool:
    """Print a figure beside its target; return whether it is met."""
    met = value <= limit
    print(f"{label:52}{value:9.2f} {unit:4}{limit:9.2f} {unit:4} {'PASS' if met else 'MISS'}")
    return met


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty keep within."""
    return sorted(times)[int(len(times) * 0.95)]


class Painting(QObject):
    """Waits until a list has painted rows, and notes when that was."""

    painted = Signal()

    def __init__(self, view: QAbstractItemView) -> None:
        """Wait from now on."""
        super().__init__(view)
        self._view, self._turn = view, 0
        self.at = 0.0
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Look for the moment when all that is painted now is painted."""
        if event.type() is QEvent.Type.Paint and self._view.model().rowCount():
            QTimer.singleShot(0, partial(self._note, self._turn))
        return False

    def begin(self) -> None:
        """Wait anew, for what is painted from now on."""
        self.at, self._turn = 0.0, self._turn + 1

    def _note(self, turn: int) -> None:
        if turn == self._turn and not self.at:
            self.at = time.perf_counter()
            self.painted.emit()


class Pulse(QObject):
    """Beats each millisecond, and notes how long the window's thread was held between two beats."""

    def __init__(self) -> None:
        """Begin to beat."""
        super().__init__()
        self._last, self._longest = time.perf_counter(), 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self) -> None:
        """Measure anew."""
        self._last, self._longest = time.perf_counter(), 0.0

    def longest(self) -> float:
        """Return the longest time between two beats, in milliseconds."""
        self._beat()
        return self._longest * 1000

    def _beat(self) -> None:
        now = time.perf_counter()
        self._last, self._longest = now, max(self._longest, now - self._last)


def cards(composition: Composition, entry_ids: Sequence[str]) -> tuple[list[float], list[float]]:
    """Open pages; return how long after its page each one's first cards are painted, and until all are in the list."""
    feature = feature_of(composition)
    painting = Painting(feature.pane.cards)
    first, whole = [], []
    for entry_id in entry_ids:
        composition.reading.open(Address(entry_id))
        begun = time.perf_counter()
        painting.begin()
        wait_for(painting.painted, nothing)
        first.append((painting.at - begun) * 1000)
        if len(feature.pane.annotations.annotations) <= FIRST:
            wait_for(feature.page_annotations.listed, nothing)
        while feature.pane.annotations.canFetchMore(QModelIndex()):  # the cards below, which nobody sees, come in parts
            pause()
        whole.append((time.perf_counter() - begun) * 1000)
        pause()  # and are laid out: the next one begins from rest
    return first, whole


def lists(composition: Composition, narrowings: Sequence[str]) -> list[float]:
    """Narrow the list of all annotations; return how long each takes until its rows are painted."""
    controller = feature_of(composition).browser
    browser, painting = controller.browser, Painting(controller.browser.view)
    controller.listed.connect(painting.begin)
    times = []
    for query in narrowings:
        begun = time.perf_counter()
        composition.reading.open(annotations_address(query))
        wait_for(controller.listed, nothing)
        if not painting.at:
            wait_for(painting.painted, nothing)
        times.append((painting.at - begun) * 1000)
        while not browser.header.export_button.isEnabled():  # the whole list follows its head
            pause()
        pause()  # and is painted: the next one begins from rest
    return times


def scrolled(composition: Composition) -> list[float]:
    """Scroll the list of all annotations to its end; return for how long each step held the window's thread."""
    controller = feature_of(composition).browser
    browser = controller.browser
    composition.reading.open(annotations_address())
    bar = browser.view.verticalScrollBar()
    while bar.maximum() < COUNT:  # pixels: the whole list is there, not only its head
        pause()
    pulse, painting = Pulse(), Painting(browser.view)
    controller.rows_shown.connect(painting.begin)
    times = []
    for place in range(bar.maximum() // SCREENS, bar.maximum(), bar.maximum() // SCREENS):
        pulse.begin()
        bar.setValue(place)
        wait_for(controller.rows_shown, nothing)
        if not painting.at:
            wait_for(painting.painted, nothing)
        times.append(pulse.longest())
    return times


def feature_of(composition: Composition) -> AnnotationFeature:
    """Return what was made for annotations."""
    assert composition.annotations is not None
    return composition.annotations


def pause() -> None:
    """Let the window work for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(10, loop.quit)
    loop.exec()


def nothing() -> None:
    """Do nothing: what is waited for is under way."""


def additions() -> float:
    """Return how many milliseconds a million additions take now: machines that others share change their speed."""
    times = []
    for _ in range(9):
        begun, total = time.perf_counter(), 0
        for number in range(1_000_000):
            total += number
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


@contextmanager
def opened(application: QApplication, annotations: Path) -> Iterator[Composition]:
    """Open the window on an annotations file, settled."""
    with tempfile.TemporaryDirectory() as folder:
        start = Start(paths.reference_file(), HOME_ADDRESS, dark=False, folder=Path(folder), annotations=annotations)
        composition = Composition(application, start)
        composition.window.show()
        composition.show_first_page()
        composition.begin_annotations()
        wait_for(feature_of(composition).badges.shown, nothing)
        Garbage(composition.window)  # both as app/window.py does once the window has settled
        gc.freeze()
        yield composition
        composition.window.close()
        composition.stop()


def in_window(application: QApplication, annotations: Path) -> bool:
    """Measure in the real window; return whether all targets are met."""
    with opened(application, annotations) as composition:
        cards(composition, ENTRIES[:1])  # what the first one loads is not counted
        usual, whole = cards(composition, [*ENTRIES[1:], *ENTRIES] * 2)
        crowded, crowded_whole = (each[::2] for each in cards(composition, [CROWDED, ENTRIES[0]] * 30))
        narrowed = lists(composition, [FILTERS[0], *FILTERS * 6])[1:]  # nor is what the first filter loads
        steps = scrolled(composition)
    medians = (f"{statistics.median(times):.0f}" for times in (usual, crowded, narrowed))
    print(
        f"in the middle: {', '.join(medians)} ms; all cards listed: p95 {p95(whole):.0f}, {p95(crowded_whole):.0f} ms"
    )
    met = report("an entry with some 900 annotations: cards painted, p95", p95(usual), "ms", STALL)
    met = report("an entry with 1,000: cards painted, p95", p95(crowded), "ms", STALL) and met
    met = report("a tag filter until its rows are painted, p95", p95(narrowed), "ms", STALL) and met
    return report("scrolling 50,000 rows: longest step of the window", max(steps), "ms", STALL) and met


def beside_fewer(application: QApplication, annotations: Path, fewer: Path) -> None:
    """Print how long filters by tags of a screen or more take beside those of a file with a tenth as many, in turn."""
    ratios = []
    for _ in range(3):
        taken = []
        for path in (fewer, annotations):
            with opened(application, path) as composition:
                taken.append(statistics.median(lists(composition, [FILTERS[0], *FILTERS[:5] * 4])[1:]))
        ratios.append(taken[1] / taken[0])
    each = ", ".join(f"{ratio:.2f}" for ratio in sorted(ratios))
    print(f"a tag filter with {COUNT:,} beside {FEWER:,}: {statistics.median(ratios):.2f} × (of {each})")


def main(words: list[str]) -> int:
    """Measure; return the exit status."""
    annotations = annotated(COUNT)
    met = True
    if "--window" not in words and sys.platform.startswith("linux"):
        try:
            met = starts(annotations)
        except Unmeasured as reason:
            print(reason, file=sys.stderr)
            return 2
    begun, application = additions(), make_application()
    met = in_window(application, annotations) and met
    beside_fewer(application, annotations, annotated(FEWER))
    print(f"a million additions take {begun:.0f} ms before and {additions():.0f} ms after")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
