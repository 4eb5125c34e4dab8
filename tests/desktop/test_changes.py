"""Who hears of which change."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from desktop.changes import Changes


def test_a_listener_hears_of_its_kinds_alone(qapp: QCoreApplication) -> None:
    changes, owner = Changes(), QObject()
    heard: list[str] = []
    changes.tell(owner, ("visit", "problem"), lambda: heard.append("mine"))
    changes.announce({"enterprise"})
    assert heard == []
    changes.announce({"enterprise", "problem"})
    assert heard == ["mine"]


def test_a_listener_that_is_gone_hears_nothing(qapp: QCoreApplication) -> None:
    changes, owner = Changes(), QObject()
    heard: list[str] = []
    changes.tell(owner, ("visit",), lambda: heard.append("mine"))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    changes.announce({"visit"})
    assert heard == []


def test_nothing_is_said_of_nothing(qapp: QCoreApplication) -> None:
    changes = Changes()
    said: list[frozenset[str]] = []
    changes.happened.connect(said.append)
    changes.announce(())
    changes.announce(["visit", "visit"])
    assert said == [frozenset({"visit"})]
