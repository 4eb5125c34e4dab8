"""What a quick hand asks of a page on which another record is on its way: of that one, once it is there."""

from __future__ import annotations

from collections.abc import Callable

Ask = Callable[[], object]


class Coming:
    """One for a page that shows one record at a time."""

    def __init__(self) -> None:
        self._id = ""
        self._asked: Ask | None = None

    def expect(self, record_id: str) -> None:
        """This record is asked for; what was asked of the one before is meant no more."""
        if record_id != self._id:
            self._id, self._asked = record_id, None

    def ask(self, shown: str, act: Ask) -> None:
        """Do it to the record that is shown, or to the one that is coming, when it has come."""
        if self._id in ("", shown):
            act()
        else:
            self._asked = act

    def arrived(self, record_id: str) -> None:
        """This record is shown now."""
        if record_id == self._id:
            asked, self._id, self._asked = self._asked, "", None
            if asked is not None:
                asked()

    def forget(self) -> None:
        """It does not come, or the person has gone elsewhere."""
        self._id, self._asked = "", None
