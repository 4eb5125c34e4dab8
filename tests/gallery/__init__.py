"""Pictures of every part of the window, for the eyes of whoever changes the look.

`python -m tests.gallery FOLDER [--size 150] [--lang en] [--only NAME …]`
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tests.gallery import forms, lists, small_parts, windows

SCENES: dict[str, Callable[[], QWidget]] = {
    scene.__name__: scene
    for scene in (
        small_parts.tokens,
        small_parts.all_icons,
        small_parts.texts,
        small_parts.buttons,
        small_parts.badges,
        small_parts.chips,
        small_parts.rings_and_time,
        small_parts.attachments,
        small_parts.notices,
        small_parts.figures,
        lists.lists,
        lists.tables,
        lists.loading,
        forms.forms,
        forms.form_searching,
        forms.calendar,
        windows.frame_main,
        windows.frame_small,
        windows.frame_narrow,
        windows.frame_large,
        windows.frame_home,
        windows.frame_palette,
        windows.frame_keys,
    )
}
