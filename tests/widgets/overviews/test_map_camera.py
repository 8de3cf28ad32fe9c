"""The camera of the map never looks closer than 60 times the scale at which the world fits."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize

from coopviewer.widgets.overviews.map.camera import MapCamera

WORLD = QRectF(0, 0, 360, 180)
TINY = QRectF(100, 50, 0.1, 0.1)
VIEW = QSize(720, 400)
MIDDLE = QPointF(360, 200)


@pytest.fixture
def camera() -> MapCamera:
    made = MapCamera(WORLD)
    made.resize(VIEW)
    return made


@pytest.mark.parametrize("box", [TINY, QRectF(100, 50, 5, 5), QRectF(100, 50, 90, 90)])
def test_zooming_in_after_a_fit_never_zooms_out(camera: MapCamera, box: QRectF) -> None:
    whole = camera.scale
    camera.fit(box)
    fitted = camera.scale
    assert fitted <= 60 * whole
    camera.zoom_at(1, MIDDLE)
    assert camera.scale == pytest.approx(min(fitted * 1.25, 60 * whole))
    assert camera.transform.inverted()[0].map(MIDDLE) == box.center()


def test_a_tiny_part_is_shown_as_close_as_one_can_zoom_and_zooming_out_begins_there(camera: MapCamera) -> None:
    closest = 60 * camera.scale
    camera.fit(TINY)
    assert camera.scale == pytest.approx(closest)
    camera.zoom_at(-1, MIDDLE)
    assert camera.scale == pytest.approx(closest / 1.25)


def test_a_part_that_is_larger_than_tiny_fits_with_a_margin(camera: MapCamera) -> None:
    camera.fit(QRectF(100, 50, 36, 20))
    shown = camera.transform.mapRect(QRectF(100, 50, 36, 20))
    assert (shown.width(), shown.height()) == pytest.approx((0.92 * 36 * 20, 0.92 * 20 * 20))


def test_the_limits_are_those_of_the_viewport_that_there_is_now(camera: MapCamera) -> None:
    camera.fit(TINY)
    small = MapCamera(WORLD)
    small.resize(VIEW / 4)
    closest = 60 * small.scale
    camera.resize(VIEW / 4)
    assert camera.scale == pytest.approx(closest)
    small.fit(TINY)
    camera.resize(VIEW)
    assert camera.scale == pytest.approx(4 * closest), "the scale that was asked for is kept"
    other = MapCamera(WORLD)
    other.resize(VIEW / 4)
    other.look_as(camera)
    assert other.scale == pytest.approx(small.scale)


@pytest.mark.parametrize("size", [QSize(300, 200), QSize(1200, 300), QSize(200, 900)])
def test_what_was_fitted_is_wholly_in_a_viewport_of_another_size(camera: MapCamera, size: QSize) -> None:
    box = QRectF(100, 50, 36, 20)
    camera.fit(box)
    camera.resize(size)
    shown = camera.transform.mapRect(box)
    assert QRectF(0, 0, size.width(), size.height()).contains(shown)
    assert max(shown.width() / size.width(), shown.height() / size.height()) == pytest.approx(0.92)
    assert camera.transform.map(box.center()) == QPointF(size.width() / 2, size.height() / 2)


@pytest.mark.parametrize("moves", [lambda camera: camera.zoom_at(1, MIDDLE), lambda camera: camera.pan(1, 0)])
def test_the_scale_stays_in_another_size_once_one_has_moved(
    camera: MapCamera, moves: Callable[[MapCamera], None]
) -> None:
    camera.fit(QRectF(100, 50, 36, 20))
    moves(camera)
    scale = camera.scale
    camera.resize(VIEW / 2)
    assert camera.scale == pytest.approx(scale)
