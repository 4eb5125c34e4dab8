"""Which checks there are, and how far each goes: short among the tests, long by `./dev relcheck`."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Final

import msgspec

from tests.relcheck.check import Options, Plants


class Form(msgspec.Struct, frozen=True):
    """Two sizes of one check."""

    short: Options
    long: Options


FORMS: Final[dict[str, Form]] = {
    "realsim": Form(Options(seeds=20), Options(seeds=300)),
    "sim": Form(Options(seeds=1_000), Options(seeds=30_000)),
    "feed": Form(short=Options(changes=20_000), long=Options(changes=300_000)),
    "fuzz": Form(short=Options(seeds=30), long=Options(seeds=1_400)),
    "texts": Form(Options(seeds=60), Options(seeds=4_000)),
    "conflicts": Form(short=Options(seeds=4), long=Options(seeds=260)),
    "reassign": Form(short=Options(seeds=6), long=Options(seeds=260)),
    "load": Form(short=Options(changes=60), long=Options(changes=1_500)),
    "loris": Form(short=Options(changes=300), long=Options(seeds=5, changes=2_000)),
    "cut": Form(short=Options(seeds=100, changes=1), long=Options(seeds=1_000)),
    "flip": Form(short=Options(seeds=500), long=Options(seeds=20_000)),
    "kill": Form(short=Options(seeds=100), long=Options(seeds=2_000)),
    "nth": Form(short=Options(changes=1), long=Options()),
    "power": Form(short=Options(seeds=300), long=Options(seeds=12_000)),
}


def module_of(name: str) -> ModuleType:
    """The check's own file: `run` and PLANTS."""
    return import_module(f"tests.relcheck.{name}")


def plants_of(name: str) -> Plants:
    """The bugs on purpose that the check must catch."""
    plants: Plants = module_of(name).PLANTS
    return plants
