"""Why a file was not taken or not opened, by its name."""

from __future__ import annotations

import errno

from PySide6.QtCore import QCoreApplication

from desktop import words
from desktop.widgets.attachment_tile import size_words
from sync.domain.errors import Refused
from sync.operations.attachments import LARGEST_FILE

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


def no_words(name: str, error: Exception) -> str:
    """What happened to the file, and that the rest is safe."""
    if isinstance(error, Refused):
        return _too_large(name, error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return translate("Files", "{name} was not taken: the disk is full.").format(name=name)
    if getattr(error, "code", "") == "not_found":
        said = translate(
            "Files", "{name} is not at the centre yet: the laptop that has it sends it by itself."
        )
        return said.format(name=name)
    if code := getattr(error, "code", ""):  # the line, or the centre
        return translate("Files", "{name}: {trouble}").format(name=name, trouble=words.trouble(code))
    return translate("Files", "{name} could not be read.").format(name=name)


def _too_large(name: str, error: Refused) -> str:
    size = error.details.get("size")
    if not isinstance(size, int) or not size:
        return translate("Files", "{name} is empty and was not taken.").format(name=name)
    said = translate("Files", "{name} ({size}) was not taken: a file may have {most}. The rest is saved.")
    return said.format(name=name, size=size_words(size), most=size_words(LARGEST_FILE))
