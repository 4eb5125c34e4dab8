"""House rules that no linter knows: what may not stand in this project, in whatever file it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MADE_BY_TOOLS = {".git", ".venv", "build", "dist", "__pycache__", ".hypothesis"}
ROOMS = ("desktop", "sync", "resources")

LONGEST_FILE = 400  # lines; a longer one holds a second noun
EMPTY_NAMES = {"util", "utils", "common", "helper", "helpers", "manager", "managers", "misc"}

# What it is, and how it looks (written so that this file does not find itself).
FORBIDDEN_TEXT = {
    "the address of a package index": r"py[p]i\.org|pythonhoste[d]\.org|np[m]js\.|--(extra-)?index-ur[l]",
    "a path that only one machine has": r"(?<![\w~.})])/(wor[k]|roo[t]|hom[e]|User[s])/\w|[A-Z]:\\User[s]\\",
    "the number of an issue": r"\b[Ii]ssu[e]s? #?\d",
}


def made_by_tools(path: Path) -> bool:
    """Whether it lies where only programs write."""
    above = path.relative_to(ROOT).parts
    return any(part in MADE_BY_TOOLS or part.endswith("_cache") for part in above)


OURS = [path for path in sorted(ROOT.rglob("*")) if path.is_file() and not made_by_tools(path)]
CODE = [path for path in OURS if path.suffix == ".py"]


def names(paths: Iterable[Path]) -> list[str]:
    """The paths as the reader of a failure wants them."""
    return [str(path.relative_to(ROOT)) for path in paths]


def words(path: Path) -> str:
    """The text of a file; nothing when it is a picture."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode(errors="replace")


def lock_has(pattern: str) -> list[str]:
    """What the pattern finds at the beginnings of the lock's lines."""
    return re.findall(pattern, (ROOT / "requirements.lock").read_text(), re.MULTILINE)


@pytest.mark.parametrize("what", FORBIDDEN_TEXT)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN_TEXT[what])
    assert not [f"{names([path])[0]}: {hit[0]}" for path in OURS for hit in pattern.finditer(words(path))]


def test_no_file_of_code_is_too_long() -> None:
    # A migration is a record of its day, never edited again; it is as long as the schema.
    edited = [path for path in CODE if "versions" not in path.parts]
    assert not names(path for path in edited if len(words(path).splitlines()) > LONGEST_FILE)


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [name for name in names(CODE) if EMPTY_NAMES & set(re.split(r"[/_.]", name))]


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in CODE} - {ROOT}
    assert not names(folder for folder in sorted(folders) if not (folder / "__init__.py").exists())


@pytest.mark.parametrize("room", ROOMS)
def test_tests_stand_in_the_room_of_what_they_test(room: str) -> None:
    folders = {
        path.parent.relative_to(ROOT / "tests") for path in CODE if path.is_relative_to(ROOT / "tests")
    }
    assert not [each for each in folders if each.parts[:1] == (room,) and not (ROOT / each).is_dir()]


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    packages = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text())
    assert not [each.splitlines()[0] for each in packages if "==" in each and "--hash=sha256:" not in each]
    assert not lock_has(r".*://.*")


def test_everything_we_ask_for_is_locked() -> None:
    asked = re.findall(r"^[\w.-]+", (ROOT / "requirements.in").read_text(), re.MULTILINE)
    assert asked
    assert set(asked) <= set(lock_has(r"^[\w.-]+(?===|\[)"))
