"""Each setting declared once: key, type, default, and what it is for.

TO ADD A SETTING: write one line below and give it to `Settings.get` and `Settings.set`. Settings are not
secret and not the record: they lie as plain JSON in the data folder, and a lost file means the defaults.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

_log = logging.getLogger(__name__)
_Value = TypeVar("_Value", str, int, bool)


@dataclass(frozen=True)
class Setting(Generic[_Value]):
    """One setting; its type is that of its default. `allows` says whether a stored value may be used."""

    key: str
    default: _Value
    about: str
    allows: Callable[[_Value], bool] = lambda _value: True


SERVER = Setting("server", "", "Address of the centre's server, for example https://zqt.example.gov.cn")
AUTHORITY = Setting(
    "authority", "", 'File with the organisation\'s own certificates (PEM), "" for the public ones'
)
LANGUAGE = Setting("language", "zh_CN", "Language of the window", lambda value: value in ("zh_CN", "en"))
TEXT_SIZE = Setting("text_size", 100, "Size of all text, in per cent", lambda value: 80 <= value <= 200)
PALETTE = Setting("palette", "light", "Which table of colours the window uses")
WINDOW = Setting("window", "", "Place and size of the window, as Qt saves it, in base64")

ALL: tuple[Setting[str] | Setting[int], ...] = (SERVER, AUTHORITY, LANGUAGE, TEXT_SIZE, PALETTE, WINDOW)


class Settings:
    """The settings of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "settings.json"
        self._values = _read(self._file)

    def get(self, setting: Setting[_Value]) -> _Value:
        """The stored value, or the default when there is none that could be used."""
        value = self._values.get(setting.key, setting.default)
        if type(value) is not type(setting.default) or not setting.allows(value):
            return setting.default
        return value

    def set(self, setting: Setting[_Value], value: _Value) -> None:
        """Keep the value now; the file is replaced as a whole, and keys of a newer version stay in it."""
        if self._values.get(setting.key) == value:
            return
        self._values[setting.key] = value
        try:
            _write(self._file, self._values)
        except OSError as error:
            _log.warning("settings could not be kept: %s", error)


def _read(file: Path) -> dict[str, Any]:
    try:
        values = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("settings could not be read, the defaults are used: %s", error)
        return {}
    return values if isinstance(values, dict) else {}


def _write(file: Path, values: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True), "utf-8")
    fresh.replace(file)
