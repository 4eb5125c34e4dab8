"""The one script: what it says of itself, and that it refuses what it does not know."""

from __future__ import annotations

import os
import re
import shutil
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


class Machine:
    """A folder of the project, under a name that people give, on a machine of which the script sees only
    programs that say what was asked of them."""

    def __init__(self, folder: Path) -> None:
        self.place, self.said = folder / "驻企通 二", folder / "said"
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.place.mkdir()
        shutil.copy(SCRIPT, self.place)
        (self.place / "requirements.lock").write_text("locked\n")
        for name in ("dpkg-query", "apt-get"):  # nothing is there, and nothing is installed for it
            self.has(name, "exit 0")
        self.has("python3", MAKES_ENVIRONMENT)

    def has(self, name: str, does: str) -> None:
        """A program of this name that notes its words, then does this."""
        program = self.programs / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.said}"\n{does}\n')
        program.chmod(0o755)

    def dev(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """The script, and nothing of this machine's own packages or rights."""
        self.said.write_text("")
        path = f"{self.programs}:{os.defpath}"
        return subprocess.run(
            ["sh", self.place / "dev", *words],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": path, "HOME": "/nowhere", **environment},
        )

    def heard(self) -> list[str]:
        return self.said.read_text().splitlines()


# What `python3 -m venv PLACE` leaves: programs that name the folder that they were made in.
MAKES_ENVIRONMENT = """\
[ "$2" = venv ] || exit 0
mkdir -p "$3/bin"
for name in python pip; do
    printf '#!/bin/sh\\ncd "%s" && echo "%s $*"\\n' "$(pwd)" "$name" >"$3/bin/$name"
    chmod +x "$3/bin/$name"
done
"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_folder_with_blanks_and_chinese_in_its_name_is_set_up_once(machine: Machine) -> None:
    first = machine.dev("bench", "sqlite")
    assert (first.returncode, first.stdout) == (0, "python -m tests.bench sqlite\n"), first.stderr
    assert "python3 -m venv .venv" in machine.heard()
    assert machine.dev("bench").returncode == 0
    assert "python3 -m venv .venv" not in machine.heard()


def test_in_a_folder_that_was_moved_the_environment_is_made_anew(machine: Machine) -> None:
    machine.dev("bench")
    machine.place = machine.place.rename(machine.place.with_name("moved"))
    again = machine.dev("bench")
    assert (again.returncode, again.stdout) == (0, "python -m tests.bench\n"), again.stderr
    assert "python3 -m venv .venv" in machine.heard()


def test_a_proxy_is_told_to_apt_through_sudo(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has("sudo", 'shift; exec env -i PATH="$PATH" "$@"')
    machine.has("apt-get", 'echo "proxy $http_proxy" >>"${0%/programs/*}/said"')
    answer = machine.dev("bench", http_proxy="http://proxy.example:3128")
    assert answer.returncode == 0, answer.stderr
    assert machine.heard().count("proxy http://proxy.example:3128") == 2


def test_what_the_programs_ask_of_each_other_goes_through_no_proxy(machine: Machine) -> None:
    machine.has("python3", MAKES_ENVIRONMENT.replace('echo "%s $*"', 'echo "%s $no_proxy"'))
    answer = machine.dev("bench", http_proxy="http://proxy.example:3128", NO_PROXY="intranet.example")
    assert answer.stdout == "python 127.0.0.1,localhost,intranet.example\n", answer.stderr


def test_without_the_right_to_install_it_says_what_to_install_and_goes_on(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has("sudo", "exit 1")
    answer = machine.dev("bench")
    assert answer.returncode == 0
    assert re.search(
        r"^\./dev: some Debian packages are missing .* apt-get install libglib", answer.stderr, re.M
    )


def test_without_a_network_it_stops_and_says_where_to_look(machine: Machine) -> None:
    machine.has("python3", MAKES_ENVIRONMENT.replace('echo "%s $*"', '[ "$3" != install ]'))
    answer = machine.dev("bench")
    assert answer.returncode == 1
    assert answer.stderr.endswith(
        "./dev: the Python packages could not be installed; see build/set-up.log.\n"
    )


def test_where_nothing_may_be_written_it_says_so(machine: Machine) -> None:
    (machine.place / "build").write_text("in the way")
    answer = machine.dev("bench")
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.startswith("./dev: nothing can be written in")
