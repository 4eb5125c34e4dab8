"""What a process did to its disk, read from strace's words: writes, syncs, names, and what it said meanwhile.

Only one thread writes. Raises Unread for a call on the recorded folder that this file does not know: a
record with a hole proves nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import msgspec

# Calls that change files or names; `write` to the pipe `told` is what the process said.
CALLS: Final = (
    "openat,open,creat,close,dup,dup2,dup3,lseek,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,"
    "fallocate,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,"
    "mkdirat,rmdir,copy_file_range,sendfile"
)
LONGEST: Final = 8 * 1024 * 1024  # bytes of one write
_LINE: Final = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
REBUILT: Final = ("-shm", "lock")  # ends of names that nobody needs after a power loss


class Unread(Exception):
    """A line of the record that this file does not understand."""


class Event(msgspec.Struct, frozen=True):
    """One step. `what`: write · truncate · sync (of `file`) · name · unname · rename · folder (made) ·
    sync names (in folder `name`) · said. Names are relative to the recorded folder; `file` is a number that
    a file keeps under all its names."""

    what: str
    file: int = 0
    name: str = ""
    to: str = ""
    at: int = 0
    data: bytes = b""


class Record:
    """The events of one process on one folder."""

    def __init__(self, folder: Path, told: int) -> None:
        self._folder, self._told = str(folder) + "/", told
        self.events: list[Event] = []
        there = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*"))}
        # What is there at the start: numbers by name, 0 for a folder; and the bytes.
        self.first = {
            name: 0 if path.is_dir() else number for number, (name, path) in enumerate(there.items(), 1)
        }
        self.content = {number: there[name].read_bytes() for name, number in self.first.items() if number}
        self._names, self._newest = dict(self.first), len(self.first)
        self._open: dict[int, tuple[int, str]] = {}  # by descriptor: file (0: a folder) and name
        self._place: dict[int, int] = {}  # by descriptor: where the next write goes
        self._size = {number: len(data) for number, data in self.content.items()}

    def read(self, trace: Path) -> list[Event]:
        """All lines of a trace. Raises Unread."""
        with trace.open() as lines:
            for line in lines:
                found = _LINE.match(line)
                if found:
                    self._step(found[1], found[2], int(found[3]))
                elif " resumed>" in line or "<unfinished" in line:
                    raise Unread(f"two threads write: {line[:200]}")
        return self.events

    def _step(self, call: str, words: str, answer: int) -> None:
        if answer < 0:
            return
        step = getattr(self, f"_{call}", None)
        if step is not None:
            step(words, answer)
        elif any(path.startswith(self._folder) for path in _texts(words)) or _first(words) in self._open:
            raise Unread(f"{call}({words[:200]})")

    def _named(self, words: str, which: int = 0) -> str | None:
        """The name of a file of ours in a call's words."""
        texts = _texts(words)
        if len(texts) <= which or not (texts[which] + "/").startswith(self._folder):
            return None
        name = texts[which][len(self._folder) :]
        return None if name.endswith(REBUILT) else name

    def _openat(self, words: str, answer: int) -> None:
        self._open.pop(answer, None)
        name = self._named(words)
        if name is None:
            return
        flags = words.rsplit('"', 1)[1]
        if "O_DIRECTORY" in flags or name == "" or self._names.get(name) == 0:
            self._open[answer] = (0, name)
            return
        number = self._names.get(name)
        if number is None:
            number = self._newest = self._newest + 1
            self._names[name], self._size[number] = number, 0
            self.events.append(Event("name", number, name))
        elif "O_TRUNC" in flags:
            self._size[number] = 0
            self.events.append(Event("truncate", number))
        self._open[answer] = (number, name)
        self._place[answer] = self._size[number] if "O_APPEND" in flags else 0

    def _close(self, words: str, _answer: int) -> None:
        self._open.pop(int(words), None)

    def _lseek(self, words: str, answer: int) -> None:
        self._place[_first(words)] = answer

    def _write(self, words: str, answer: int) -> None:
        handle = _first(words)
        if handle == self._told:
            self.events.append(Event("said", data=_data(words)))
        elif handle in self._open:
            self._written(handle, self._place.get(handle, 0), _data(words)[:answer])
            self._place[handle] = self._place.get(handle, 0) + answer

    def _pwrite64(self, words: str, answer: int) -> None:
        handle = _first(words)
        if handle in self._open:
            self._written(handle, int(words.rsplit(",", 1)[1]), _data(words)[:answer])

    def _written(self, handle: int, at: int, data: bytes) -> None:
        number = self._open[handle][0]
        self._size[number] = max(self._size[number], at + len(data))
        self.events.append(Event("write", number, at=at, data=data))

    def _ftruncate(self, words: str, _answer: int) -> None:
        handle = _first(words)
        if handle in self._open:
            size = int(words.rsplit(",", 1)[1])
            self._size[self._open[handle][0]] = size
            self.events.append(Event("truncate", self._open[handle][0], at=size))

    def _fsync(self, words: str, _answer: int) -> None:
        number, name = self._open.get(int(words), (0, None))
        if name is not None:
            self.events.append(Event("sync", number) if number else Event("sync names", name=name))

    _fdatasync = _fsync

    def _rename(self, words: str, _answer: int) -> None:
        old, new = self._named(words), self._named(words, 1)
        if old is not None and new is not None:
            self._names[new] = self._names.pop(old)
            self.events.append(Event("rename", name=old, to=new))

    _renameat = _renameat2 = _rename

    def _unlink(self, words: str, _answer: int) -> None:
        name = self._named(words)
        if name is not None:
            self._names.pop(name, None)
            self.events.append(Event("unname", name=name))

    _unlinkat = _unlink

    def _mkdir(self, words: str, _answer: int) -> None:
        name = self._named(words)
        if name is not None:
            self._names[name] = 0
            self.events.append(Event("folder", name=name))

    _mkdirat = _mkdir


def _texts(words: str) -> list[str]:
    """Paths among a call's words."""
    return [
        bytes.fromhex(found[1].replace("\\x", "")).decode(errors="replace") for found in _TEXT.finditer(words)
    ]


def _first(words: str) -> int:
    number = words.split(",", 1)[0]
    return int(number) if number.isdigit() else -1


def _data(words: str) -> bytes:
    found = _TEXT.search(words)
    if found is None or found[2]:
        raise Unread(f"a write without all of its bytes: {words[:80]}")
    return bytes.fromhex(found[1].replace("\\x", ""))
