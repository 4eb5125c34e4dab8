"""The command line as a whole: help for every command, wrong calls in one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from sync.domain import errors
from sync.server.command_line import parser
from sync.server.words import REFUSALS, ROSTER
from tests.sync.server.commands.desk import Desk, one_sentence


def commands(top: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command there is, groups included."""
    yield words
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, (*words, name))


@pytest.mark.parametrize("words", list(commands(parser())), ids=" ".join)
def test_every_command_explains_itself_in_chinese(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str], new_desk: Desk
) -> None:
    with pytest.raises(SystemExit) as ended:
        new_desk.bare(*words, "--help")
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(f"用法：{' '.join(('zhuqitong-server', *words))} ")
    assert "show this help" not in out


def test_the_commands_are_those_of_the_design() -> None:
    assert {" ".join(words) for words in commands(parser())} >= {
        "serve", "migrate", "import", "sample-city", "user add", "user password", "user list",
        "device list", "device revoke", "audit verify", "doctor",
    }  # fmt: skip


WRONG = [
    [],
    ["nonsense"],
    ["serve"],
    ["serve", "--data", "x", "--port", "many"],
    ["user"],
    ["import", "--data", "x"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_call_is_one_sentence(new_desk: Desk, words: list[str]) -> None:
    assert "--help" in one_sentence(new_desk.bare(*words), 2)


def test_every_word_for_a_code_is_of_a_code_that_exists() -> None:
    assert REFUSALS.keys() <= errors.REFUSALS.keys() | errors.QUARANTINES.keys()
    assert all(sentence for sentence in ROSTER.values())
