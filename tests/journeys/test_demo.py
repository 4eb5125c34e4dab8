"""`./dev demo`: its exit status, whose desktop opens; a file that is no story is told in one sentence."""

from __future__ import annotations

import re
import sys
from contextlib import nullcontext
from pathlib import Path
from unittest import mock

import pytest

from tests.journeys import demo
from tests.journeys.story import read_story
from tests.journeys.test_by_command import SECOND

NO_STORIES = {
    "not there": None,
    "no TOML": "[[acts",
    "another encoding": "title = '示例'",
    "without its parts": "title = '示例'",
    "with a roster that is none": "title='x'\nprofile='x'\npassword='x'\nacts=[]\n[people]\nname='x'",
}


@pytest.mark.parametrize("kind", NO_STORIES)
def test_what_is_no_story_is_told(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "story.toml"
    text = NO_STORIES[kind]
    if text is not None:
        file.write_text(text, encoding="gbk" if kind == "another encoding" else "utf-8")
    monkeypatch.setattr(sys, "argv", ["./dev demo", "--story", str(file)])
    with pytest.raises(SystemExit) as ended:
        demo.main()
    assert ended.value.code == 2
    assert f"./dev demo: error: {file} is no story: " in capsys.readouterr().err


@pytest.fixture
def short_story(tmp_path: Path) -> Path:
    """The second story up to the first sign-in; then somebody does not see what everybody sees."""
    whole = SECOND.read_text(encoding="utf-8")
    roster, first_act, *_ = whole.split("[[acts]]")
    wrong = first_act.replace('do = "sign_in"', 'do = "does_not_see"')
    assert wrong != first_act
    wrong = re.sub(r"at = \S+", lambda at: at[0].replace("T08:3", "T08:5"), wrong)
    story = tmp_path / "story.toml"
    extra = 'with = { problem = "企业" }\n'
    story.write_text(f"{roster}[[acts]]{first_act}[[acts]]{wrong.rstrip()}\n{extra}", encoding="utf-8")
    return story


def demo_of(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["./dev demo", *map(str, words)])
    return demo.main()


@pytest.mark.usefixtures("qapp")
def test_a_step_that_fails_ends_it_with_status_1(
    short_story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert demo_of(monkeypatch, "--story", short_story, "--pictures", tmp_path / "tour") == 1
    said = capsys.readouterr()
    assert "AssertionError" in said.err
    assert "故事没有讲完：2. " in said.out
    assert [picture.name[:2] for picture in (tmp_path / "tour").iterdir()] == ["01"]


@pytest.mark.parametrize(("words", "who"), [([], "{first}"), (["--as", "{second}"], "{second}")])
def test_on_a_display_one_of_the_storys_own_people_opens(
    words: list[str], who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = dict(zip(("first", "second"), read_story(SECOND).people(), strict=False))
    monkeypatch.setattr(demo, "has_display", lambda: True)
    monkeypatch.setattr(demo, "open_place", lambda *_: nullcontext())
    opened = mock.create_autospec(demo.opened, return_value=0)
    monkeypatch.setattr(demo, "opened", opened)
    assert demo_of(monkeypatch, "--story", SECOND, *(word.format(**people) for word in words)) == 0
    assert opened.call_args.args[2].user == who.format(**people)


def test_who_is_not_in_the_story_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        demo_of(monkeypatch, "--as", "nobody")
    assert ended.value.code == 2
    assert "nobody of the story signs in as nobody; there are: " in capsys.readouterr().err
