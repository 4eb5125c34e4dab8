"""`./dev demo`: a file that is no story is told in one sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.journeys import demo

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
