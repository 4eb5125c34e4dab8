"""What Ctrl+K finds: firms, problems and visits on this laptop, and every command of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.cases import words
from desktop.cases.words import joined
from desktop.widgets.choice import Choice
from desktop.widgets.palette import Palette
from sync.store import sounds
from sync.store.queries import directory
from sync.store.queries.search import EnterpriseHit, Found, ProblemHit, VisitHit, search

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from sync.domain.profile import Profile

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

MOST = 12  # of each kind; who does not see it there types another character

Command = tuple[Choice, Callable[[], object]]


def set_search(window: MainWindow) -> None:
    """Give the window its palette."""
    commands = {choice.key: (choice, act) for choice, act in _commands(window)}
    palette = Palette(_provider(window, commands), window.workplace.lanes.read, window.frame)
    palette.set_commands([choice for choice, _act in commands.values()])
    palette.chosen.connect(lambda choice: _follow(window, commands, choice.key))
    window.frame.set_palette(palette)


def _follow(window: MainWindow, commands: dict[str, Command], key: str) -> None:
    """A record's key is its kind and its id."""
    if key in commands:
        commands[key][1]()
    elif key:
        kind, _, record_id = key.partition("/")
        window.workplace.asked.emit(kind, record_id)


def _commands(window: MainWindow) -> Iterator[Command]:
    group, frame = translate("Search", "Commands"), window.frame

    def command(key: str, word: str, keys: str, icon: str, act: Callable[[], object]) -> Command:
        return Choice(f"command/{key}", word, aside=keys, icon=icon, group=group), act

    new = frame.top.new
    if new.text() and not new.isHidden():
        yield command("new", new.text(), new.key, "plus", new.click)
    yield command("sync_now", translate("Search", "Sync now"), "F5", "sync", window.runner.run)
    for number, (key, button) in enumerate(frame.rail.buttons.items(), 1):
        keys = f"Ctrl+{number}" if number <= 9 else ""
        yield command(key, button.item.word, keys, button.item.icon, _shower(window, key))
    yield command("keys", translate("Search", "All keys"), "F1", "help", frame.key_card.open)


def _shower(window: MainWindow, key: str) -> Callable[[], object]:
    return lambda: window.frame.show_screen(key)


def _provider(window: MainWindow, commands: dict[str, Command]) -> Callable[[str], Sequence[Choice]]:
    """Asked in the read lane. The palette itself finds commands by what they say; here, by how they sound."""
    laptop, workplace = window.workplace.laptop, window.workplace
    shown = {kind for kind in ("enterprise", "problem", "visit") if window.shows(kind)}

    def asked(typed: str) -> Sequence[Choice]:
        found = laptop.read(search, typed, MOST)
        names = laptop.read(directory.regions) if found.enterprises else {}
        hits = [*_hits(found, names, workplace.rules.profile)]
        heard = [choice for choice, _act in commands.values() if _only_sounds(typed, choice.title)]
        return [hit for hit in hits if hit.key.partition("/")[0] in {*shown, ""}] + heard

    return asked


def _only_sounds(typed: str, title: str) -> bool:
    return typed.casefold() not in title.casefold() and sounds.fits(typed, title)


def _hits(found: Found, names: dict[str, tuple[str, ...]], profile: Profile) -> Iterator[Choice]:
    for firm in found.enterprises:
        yield _firm(firm, names)
    for problem in found.problems:
        yield _problem(problem, profile)
    for visit in found.visits:
        yield _visit(visit)
    if found.indexing:
        notice = translate("Search", "Still reading: what is new is found by its characters only")
        yield Choice("", notice, icon="clock", group=translate("Search", "Indexing"))


def _firm(hit: EnterpriseHit, names: dict[str, tuple[str, ...]]) -> Choice:
    about = joined((" ".join(names.get(hit.region_id, ())[-2:]), hit.credit_code, hit.address))
    return Choice(
        f"enterprise/{hit.id}", hit.name, about, "", "enterprise", translate("Search", "Enterprises")
    )


def _problem(hit: ProblemHit, profile: Profile) -> Choice:
    about = joined((hit.enterprise_name, words.number(hit.official_number, hit.local_code)))
    state = profile.state_word(hit.state)
    return Choice(f"problem/{hit.id}", hit.title, about, state, "problem", translate("Search", "Problems"))


def _visit(hit: VisitHit) -> Choice:
    about = joined((hit.visitor_name, hit.opening.replace("\n", " ")))
    key = f"visit/{hit.id}"
    return Choice(key, hit.enterprise_name, about, hit.visited_on, "visit", translate("Search", "Visits"))
