"""Which checks there are, and how far each goes: short in every test run, long for hours."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Final

import msgspec

from tests.relcheck.check import Options, Plants
from tests.relcheck.simulation.chance import LATER


class Form(msgspec.Struct, frozen=True):
    """Two sizes of one check: what every test run passes, and what runs for hours."""

    short: Options
    long: Options
    seconds: int  # what the short one takes on one core, about


# The short form of `sim` has as many of the first seeds as of those that do more; that of `nth` is every call
# of one full sync, failing in one way; that of `cut` each kind of reply in every framing, every request, and
# some syncs.
FORMS: Final[dict[str, Form]] = {
    "realsim": Form(Options(seeds=20), Options(seeds=300), seconds=80),
    "sim": Form(
        Options(seeds=1_000, first_seed=LATER - 500), Options(seeds=30_000, first_seed=LATER), seconds=400
    ),
    "feed": Form(Options(changes=20_000), Options(changes=300_000), seconds=40),
    "fuzz": Form(Options(seeds=30), Options(seeds=1_400), seconds=60),
    "texts": Form(Options(seeds=60), Options(seeds=4_000), seconds=60),
    "conflicts": Form(Options(seeds=4), Options(seeds=260), seconds=40),
    "reassign": Form(Options(seeds=30), Options(seeds=260), seconds=40),
    "load": Form(Options(changes=60), Options(changes=1_500), seconds=60),
    "loris": Form(Options(changes=300), Options(seeds=5, changes=2_000), seconds=40),
    "cut": Form(Options(seeds=80, changes=1), Options(seeds=1_000), seconds=70),
    "flip": Form(Options(seeds=500), Options(seeds=20_000), seconds=55),
    "kill": Form(Options(seeds=100), Options(seeds=2_000), seconds=60),
    "nth": Form(Options(changes=1), Options(), seconds=200),
    "power": Form(Options(seeds=300), Options(seeds=12_000), seconds=40),
}


def module_of(name: str) -> ModuleType:
    """The check's own file: `run` and PLANTS."""
    return import_module(f"tests.relcheck.{name}")


def plants_of(name: str) -> Plants:
    """The bugs on purpose that the check must catch."""
    plants: Plants = module_of(name).PLANTS
    return plants
