"""The disk after the power went: everything synced is there; each other write is there, or in part, or not.

A write is torn at the disk's sectors. Names (made, renamed, removed) are kept by their folder's journal in
order: some first ones of those not synced are there. What was synced in a file does not make its name stay.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from random import Random
from typing import Final

from tests.relcheck.disk_record import Event

SECTOR: Final = 512  # bytes that a disk writes whole
Names = dict[str, int]  # file by name; 0 for a folder


class Disk:
    """A folder's disk, event by event."""

    def __init__(self, first: Names, content: dict[int, bytes]) -> None:
        self._names: Names = dict(first)
        self._durable = {number: bytearray(data) for number, data in content.items()}
        self._writes: dict[int, list[Event]] = {}
        self._renames: dict[str, list[Event]] = {}  # by folder

    def play(self, events: list[Event]) -> None:
        """These happened."""
        for event in events:
            if event.what in ("write", "truncate"):
                self._writes.setdefault(event.file, []).append(event)
            elif event.what == "sync":
                self._synced(event.file)
            elif event.what == "sync names":
                self._names_synced(event.name)
            elif event.what != "said":
                self._renames.setdefault(_folder(event.name), []).append(event)

    def _synced(self, file: int) -> None:
        content = self._durable.setdefault(file, bytearray())
        for event in self._writes.pop(file, ()):
            _apply(content, event)

    def _names_synced(self, folder: str) -> None:
        for event in self._renames.pop(folder, ()):
            _rename(self._names, event)

    def lose_power(self, random: Random, into: Path) -> None:
        """Write down, in an empty folder, one of the disks that may be found afterwards."""
        names = self._names_kept(random)
        likely = random.choice((0.0, 0.5, 0.5, 1.0, random.random()))
        for name, file in sorted(names.items(), key=lambda item: (bool(item[1]), item[0])):
            path = into / name
            if file == 0:
                path.mkdir()
            elif path.parent.is_dir():
                path.write_bytes(self._content_kept(random, file, likely))

    def _names_kept(self, random: Random) -> Names:
        names = dict(self._names)
        for folder in sorted(self._renames):
            events = self._renames[folder]
            for event in events[: random.randint(0, len(events))]:
                _rename(names, event)
        return names

    def _content_kept(self, random: Random, file: int, likely: float) -> bytes:
        content = bytearray(self._durable.get(file, b""))
        for event in self._writes.get(file, ()):
            if random.random() < likely:
                _apply(content, event)
            elif event.what == "write" and random.random() < 0.3:
                _tear(random, content, event)
        return bytes(content)


def _folder(name: str) -> str:
    above = str(PurePath(name).parent)
    return "" if above == "." else above


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "truncate":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    content.extend(bytes(max(0, event.at - len(content))))
    content[event.at : event.at + len(event.data)] = event.data


def _tear(random: Random, content: bytearray, event: Event) -> None:
    """Some of the sectors of one write."""
    start, end = event.at, event.at + len(event.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        if random.random() < 0.5:
            part = event.data[start - event.at : stop - event.at]
            _apply(content, Event("write", at=start, data=part))
        start = stop


def _rename(names: Names, event: Event) -> None:
    if event.what == "folder":
        names.setdefault(event.name, 0)
    elif event.what == "name":
        names[event.name] = event.file
    elif event.what == "rename" and event.name in names:
        names[event.to] = names.pop(event.name)
    elif event.what == "unname":
        names.pop(event.name, None)
