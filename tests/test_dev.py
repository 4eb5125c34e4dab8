"""The one script: what it says of itself, and that it refuses what it does not know."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "dev"
COMMANDS = re.search(r"^COMMANDS='(.*)'$", SCRIPT.read_text(), re.MULTILINE)[1].split()  # type: ignore[index]


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the script with the plain shell of the machine."""
    return subprocess.run(["sh", SCRIPT, *arguments], capture_output=True, text=True, check=False)


def test_help_tells_every_command_and_no_other() -> None:
    answer = dev("help")
    assert answer.returncode == 0
    assert re.findall(r"^  (\w[\w-]*)", answer.stdout, re.MULTILINE) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_without_doing_anything(command: str) -> None:
    answer = dev(command, "--help")
    assert answer.returncode == 0
    assert answer.stdout.startswith(f"usage: ./dev {command}")
    assert answer.stderr == ""


def test_an_unknown_command_is_refused_in_one_sentence() -> None:
    answer = dev("deploy")
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr == "./dev: there is no command 'deploy'; ./dev help lists them.\n"
