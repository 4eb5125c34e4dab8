"""The fields of a firm's record that its people may change, and what a field says of its value."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop import checks
from desktop.drafts.amending import Amendable
from desktop.widgets.field import Field, LineField, TextField
from desktop.widgets.form import Check
from desktop.widgets.form_cell import Objection
from sync.domain import credit_code
from sync.store.tables import Enterprise

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

LONG = ("products", "note")


def labels() -> dict[str, str]:
    """What the fields are called, in the order in which they stand."""
    return {
        "credit_code": translate("Enterprise", "Credit code"),
        "address": translate("Enterprise", "Address"),
        "industry": translate("Enterprise", "Industry"),
        "scale": translate("Enterprise", "Scale"),
        "products": translate("Enterprise", "Main products"),
        "note": translate("Enterprise", "Note"),
    }


def amendable() -> list[Amendable]:
    """The fields of the form."""
    return [Amendable(name, label, _maker(name), _check(name)) for name, label in labels().items()]


def texts(enterprise: Enterprise) -> dict[str, str]:
    """What the record holds in them."""
    return {name: getattr(enterprise, name) for name in labels()}


def code_words(enterprise: Enterprise) -> str:
    """The credit code with what it is worth: 待补, 待核实, or nothing to add."""
    if enterprise.credit_state == "missing":
        return translate("Enterprise", "to come")
    if enterprise.credit_state == "unverified":
        return translate("Enterprise", "{code} (to be verified)").format(code=enterprise.credit_code)
    return enterprise.credit_code


def _maker(name: str) -> Callable[[], Field]:
    if name == "credit_code":
        return lambda: LineField(tidy=credit_code.normalised, width=240)
    return TextField if name in LONG else LineField


def _check(name: str) -> Check:
    if name == "credit_code":
        return _code_check
    return checks.long if name in LONG else checks.short


def _code_check(code: str) -> Objection | None:
    """A wrong code is a warning, never a wall: it is kept as 待核实 (GB 32100-2015)."""
    wrong = credit_code.verify(code)
    if wrong is None:
        return None
    words = {
        "wrong_length": translate("Enterprise", "The code has 18 characters; this one has {n}."),
        "wrong_character": translate("Enterprise", "A character does not occur in credit codes (I O S V Z)."),
        "wrong_check_digit": translate("Enterprise", "The check digit does not fit; please compare 9 to 17."),
    }[wrong]
    kept = translate("Enterprise", "It can be saved, as to be verified.")
    return Objection(f"{words.format(n=len(code))}{kept}", blocks=False)
