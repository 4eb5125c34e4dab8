"""`./dev demo`: a story through the real windows.

Without a display it is told step by step, with a picture of each step's window in build/tour; a step that
fails ends it with status 1. With a display the desktop opens as one person, beside a local server.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from desktop.input_method import prepare
from sync.server import sample_city
from sync.server.roster import RosterRefused
from tests.journeys.place import Place, open_place, roster_of
from tests.journeys.player import play
from tests.journeys.story import Act, Story, read_story, shipped_story

PICTURES = Path("build/tour")
USUAL = "liuguomin"  # of the shipped story


def options() -> argparse.ArgumentParser:
    """The options of the demo."""
    parser = argparse.ArgumentParser(prog="./dev demo", description=__doc__)
    parser.add_argument("--story", type=Path, default=shipped_story(), help="another story's file")
    parser.add_argument("--pictures", type=Path, default=PICTURES, help="folder of the pictures")
    parser.add_argument(
        "--as", dest="user", default="", help="whose desktop opens on a display (sign-in name)"
    )
    return parser


def has_display() -> bool:
    """Whether somebody could see a window."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) and wanted not in ("offscreen", "minimal")


def main() -> int:
    """Tell the story, or open it; answers the exit status."""
    given = options().parse_args()
    prepare(os.environ)
    try:
        story, own = read_story(given.story), roster_of(given.story)
    except (OSError, ValueError, msgspec.MsgspecError, RosterRefused) as error:
        options().error(f"{given.story} is no story: {error}")
    people = story.people()
    given.user = given.user or (USUAL if USUAL in people else people[0])
    if given.user not in people:
        options().error(f"nobody of the story signs in as {given.user}; there are: {', '.join(people)}")
    run: Callable[[Place, Story, argparse.Namespace], int] = opened if has_display() else told
    if run is told:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"{story.title}：正在建立本机服务器和示例城市……", flush=True)
    roster = sample_city.build("small", 1, own)
    with TemporaryDirectory(prefix="zhuqitong-demo-") as name:
        folder = Path(name)
        with open_place(str(folder / "server.db"), folder, story, roster) as place:
            return run(place, story, given)


def told(place: Place, story: Story, given: argparse.Namespace) -> int:
    """Play it off-screen; one line and one picture a step."""
    from tests.journeys.windows import Windows

    given.pictures.mkdir(parents=True, exist_ok=True)
    for old in given.pictures.glob("*.png"):
        old.unlink()
    windows = Windows(place, story)

    def tell(number: int, act: Act) -> None:
        print(f"{number:3}  {act.at:%m-%d %H:%M}  {windows.name(act.who)}：{act.say}", flush=True)
        windows.picture(act.who, given.pictures / f"{number:02}-{act.who}-{act.do}.png")

    try:
        play(story, windows.hands, tell)
    except BaseException as error:
        traceback.print_exception(error)
        print(f"故事没有讲完：{' '.join(getattr(error, '__notes__', []))}", flush=True)
        return 1
    finally:
        windows.close()
    print(f"讲完了。每一步的图片在 {given.pictures}/", flush=True)
    return 0


def opened(place: Place, story: Story, given: argparse.Namespace) -> int:
    """Open the desktop as one person, and say how to open the others."""
    from tests.journeys.windows import open_for_a_person

    people = "、".join(f"{place.name(user)} {user}" for user in story.people())
    print(f"服务器：{place.url}   口令都是：{story.password}")
    print(f"现在打开的是{place.name(given.user)}。再开一个终端，可以打开另一个人（{people}）：")
    print(f"  .venv/bin/python -m desktop --data build/demo/登录名 --server {place.url}", flush=True)
    return open_for_a_person(place, story, given.user)


if __name__ == "__main__":
    sys.exit(main())
