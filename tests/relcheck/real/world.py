"""A real run: laptops that work at the same time, an administrator, and somebody who cuts their lines."""

from __future__ import annotations

import random
import threading
from typing import Any, Final
from unittest.mock import patch

from requests.adapters import HTTPAdapter

from sync.store.database import Database
from tests.line import Line
from tests.relcheck.real.laptop import RealLaptop
from tests.relcheck.simulation.administration import DUTIES
from tests.relcheck.simulation.city import LAPTOPS
from tests.relcheck.simulation.ledger import Ledger
from tests.relcheck.simulation.world import AWAY, PAIRS
from tests.stage import Stage

CHANGES: Final = 12  # of the roster in one run
LONGEST_CUT: Final = 0.15  # seconds


class RealWorld:
    """What `holds` and `rest` ask a world for, over a stage."""

    def __init__(self, stage: Stage, luck: random.Random) -> None:
        self.luck, self.ledger = luck, Ledger()
        self.asked, self.pulled = 0, 0
        self.touched: set[str] = set()
        self.at_work = ""
        self.were_set_back: set[str] = set()
        self.clones: set[str] = set()
        self.typed: dict[str, dict[str, tuple[str | None, ...]]] = {}
        self.gave_up = False
        self._stage = stage
        chosen = list(luck.choice(PAIRS))
        chosen += luck.sample([name for name in LAPTOPS if name not in chosen], luck.choice((1, 2)))
        self.devices = {name: self._device(name) for name in chosen}
        self.confused = set(self.devices)  # whose clock is a real one: no moment is exact
        self.assigned = 0
        self.cuts = 0
        self._over = threading.Event()

    def _device(self, name: str) -> RealLaptop:
        line = Line(self._stage.port)
        laptop = self._stage.laptop(LAPTOPS[name], folder=name, server=line.address)
        return RealLaptop(name, laptop, line, random.Random(f"{self.luck.random()} {name}"), self.ledger)

    @property
    def machines(self) -> dict[str, RealLaptop]:
        return self.devices

    @property
    def record(self) -> Database:
        return self._stage.database

    def no_more_faults(self) -> None:
        """Every line is whole, and stays so."""
        for device in self.devices.values():
            device.line.mend()

    def end_refill(self) -> None:
        """The centre is not restored here."""

    def people(self) -> set[str]:
        return {device.person for device in self.devices.values()}

    def close(self) -> None:
        """No thread and no socket stays."""
        for device in self.devices.values():
            device.line.close()

    def run(self) -> None:
        """Everybody works until done. Raises what no person should meet."""
        cuts = threading.Thread(target=self._cut_lines, name="cuts")
        working = [device.begin() for device in self.devices.values()]
        cuts.start()
        try:
            self._administer()
        finally:
            for thread in working:
                thread.join()
            self._over.set()
            cuts.join()
        for device in self.devices.values():
            if device.fault is not None:
                raise device.fault

    def _administer(self) -> None:
        luck = random.Random(self.luck.random())
        for _ in range(CHANGES):
            answers = self._stage.as_person("system", luck.choice(DUTIES)(luck))
            self.assigned += sum(answer.verdict == "accepted" for answer in answers)
            self._over.wait(luck.uniform(0, LONGEST_CUT))

    def _cut_lines(self) -> None:
        luck = random.Random(self.luck.random())
        while not self._over.wait(luck.uniform(0, LONGEST_CUT)):
            line = luck.choice(list(self.devices.values())).line
            line.cut()
            self.cuts += 1
            self._over.wait(luck.uniform(0, LONGEST_CUT))
            line.mend()

    def sync_well(self, name: str) -> bool:
        """One sync on a good line, in this thread; its requests are counted."""
        device = self.devices[name]
        self.asked, send = 0, HTTPAdapter.send

        def counting(adapter: HTTPAdapter, *given: Any, **named: Any) -> Any:
            self.asked += 1
            return send(adapter, *given, **named)

        with patch.object(HTTPAdapter, "send", counting):
            try:
                self.pulled = device.sync().pulled
            except AWAY:
                return False
        return True
