"""The laptop's day during which a call of the system fails, and what must hold when the fault is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from sync.engine.laptop import Laptop
from tests.cases import draft, visit
from tests.relcheck.ground import Scene
from tests.relcheck.kill_found import unlike_a_clean_run
from tests.relcheck.nth_lanes import TOLD, after
from tests.relcheck.nth_ready import PERSON, Ready
from tests.relcheck.power_found import heard, lost
from tests.relcheck.power_recording import small_pages
from tests.relcheck.power_writer import Said

Tell = Callable[[bytes], object]


def served_again(ready: Ready, place: Scene, laptop: Laptop, told: Exception | None) -> Iterator[str]:
    """A server that could not even begin is started again by who looks after it."""
    if place.gave_up():
        place.serve(small_pages)
    yield from after(ready, place, laptop, told)
    laptop.close()


def the_next_day(ready: Ready, place: Scene, words: bytes) -> Iterator[str]:
    """The program is started again, without a fault: what it had said is there, two syncs bring the rest."""
    lines = words.splitlines()
    yield from (line.decode() for line in lines if not line.startswith(b"{"))
    said = ready.said + [heard(line) for line in lines if line.startswith(b"{")]
    laptop = place.laptop(PERSON)
    yield from lost(laptop, said)
    for _ in range(2):
        laptop.sync()
    with place.office() as office:
        yield from unlike_a_clean_run(office, laptop)
    laptop.close()


def evening(place: Scene, tell: Tell) -> None:
    """Each act is told of once it is done, or what it raised when it should not."""

    def tried(act: Callable[[], Said | None]) -> None:
        try:
            said = act()
        except TOLD:
            return
        except Exception as error:
            tell(f"told as {error!r}\n".encode())
            return
        if said is not None:
            tell(msgspec.json.encode(said) + b"\n")

    laptop: list[Laptop] = []
    while not laptop:  # a person starts the program again
        tried(lambda: laptop.append(place.laptop(PERSON)))
    [here] = laptop
    for act in (_photo, _visit, _sentence, _sync, _sync):
        tried(lambda act=act: act(here))  # type: ignore[misc]
    here.close()


def _photo(laptop: Laptop) -> Said:
    content = bytes(3000)
    entry = laptop.attach("图.png", content, enterprise_id="firm-east", subject_id="firm-east")
    named = msgspec.json.decode(entry.body)["sha256"]
    return Said(op_ids={entry.op_id: entry.body}, file=named, size=len(content))


def _visit(laptop: Laptop) -> Said:
    entry = laptop.do(visit())
    return Said(op_ids={entry.op_id: entry.body})


def _sentence(laptop: Laptop) -> Said:
    laptop.keep_draft(draft("一句", "draft"))
    return Said(draft="一句")


def _sync(laptop: Laptop) -> Said:
    return Said(revision=laptop.sync().revision)
