"""What becomes of a picture: no larger than needed, upright, and silent about where it was taken."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from desktop.files.pictures import LONGEST, THUMBNAIL, shrunk, thumbnail
from tests.desktop.files.photos import PLACE, drawn, photo, written


def test_the_place_does_not_come_along_and_the_picture_stands_upright() -> None:
    content = photo(400, 300)
    assert PLACE in content
    name, kept = shrunk("厂门.jpg", content)
    assert name == "厂门.jpg"
    assert b"canary" not in kept
    assert b"Exif" not in kept
    image = QImage.fromData(kept)
    assert (image.width(), image.height()) == (300, 400)
    # A quarter turn to the right: what was dark at the left is dark above.
    assert image.pixelColor(150, 20).lightness() < 40
    assert image.pixelColor(150, 380).lightness() > 215


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_texts_inside_a_picture_stay_behind(kind: str) -> None:
    image = drawn(40, 30)
    image.setText("Comment", "canary")
    _, kept = shrunk(f"图.{kind}", written(image, kind))
    assert not QImage.fromData(kept).textKeys()
    assert b"canary" not in kept


def test_a_large_picture_is_made_smaller_and_keeps_its_shape() -> None:
    _, kept = shrunk("大图.jpg", written(drawn(4000, 3000), "jpg"))
    image = QImage.fromData(kept)
    assert (image.width(), image.height()) == (LONGEST, LONGEST * 3 // 4)


def test_a_small_picture_is_not_made_larger() -> None:
    _, kept = shrunk("小图.png", written(drawn(40, 30), "png"))
    assert QImage.fromData(kept).width() == 40


def test_a_bitmap_becomes_a_photo_and_says_so() -> None:
    name, kept = shrunk("扫描.BMP", written(drawn(400, 300), "bmp"))
    assert name == "扫描.jpg"
    assert kept.startswith(b"\xff\xd8")


def test_what_is_clear_in_a_picture_stays_clear() -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(0)
    _, kept = shrunk("章.png", written(image, "png"))
    assert QImage.fromData(kept).pixelColor(10, 10).alpha() == 0


@pytest.mark.parametrize("name", ["材料.pdf", "其实不是图.jpg", "没有后缀"])
def test_what_is_no_picture_stays_as_it_is(name: str) -> None:
    assert shrunk(name, b"no picture") == (name, b"no picture")
    assert thumbnail(b"no picture") == b""


def test_a_thumbnail_is_a_small_png() -> None:
    small = thumbnail(photo(1600, 1200))
    assert small.startswith(b"\x89PNG")
    assert max(QImage.fromData(small).width(), QImage.fromData(small).height()) == THUMBNAIL
