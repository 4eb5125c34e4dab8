"""What the laptop of a power loss does: a day chosen by a seed, each act said once it is acknowledged."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from random import Random
from typing import Any, Final

import msgspec

from sync.engine.laptop import Laptop
from sync.engine.local_values import Tokens, recall, remember
from sync.operations.centre import AcceptProblem
from sync.store.rows import select
from sync.store.tables import Problem
from tests.cases import draft, report, visit
from tests.city import act

ACTS: Final = (
    "visit",
    "visit",
    "report",
    "two",
    "draft",
    "draft",
    "file",
    "sync",
    "again",
    "index",
    "code",
    "late",
)
FIRMS: Final = ("firm-east", "firm-other")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """An acknowledgement. `op_ids` with the bodies that were kept; a draft's text; a file's hash and size;
    the cursor of a completed sync; the last local code; that a first start made the copy."""

    op_ids: dict[str, str] = {}
    draft: str = ""
    file: str = ""
    size: int = 0
    revision: int = 0
    code: str = ""
    made: bool = False


class Day:
    """One day. `opened` opens the laptop; `tell` and `news` reach the one who records."""

    def __init__(
        self, seed: int, opened: Callable[[], Laptop], tell: Callable[[Said], None], news: Callable[[], None]
    ) -> None:
        self._random = Random(seed)
        self._opened, self._tell, self._news = opened, tell, news
        self._laptop: Laptop
        self._typed = ""

    def live(self) -> None:
        """Every act, then a sync, so that the server knows of all of it."""
        self._laptop = self._opened()
        self._tell(Said(made=True))
        if not self._laptop.contact().synced_at:
            self._sync()
        for name in self.acts():
            getattr(self, f"_{name}")()
        self._sync()
        self._laptop.close()

    def _accept(self) -> None:
        """A coordinator takes on a problem; the server gives it the next number."""
        reported = self._laptop.read(lambda connection: select(connection, Problem, state="reported"))
        if not reported:
            return
        problem = min(reported, key=lambda row: row.id)
        op = act(AcceptProblem, problem_id=problem.id, enterprise_id=problem.enterprise_id)
        self._did(self._laptop.do(op))

    def acts(self) -> list[str]:
        """The seed's day."""
        return [self._random.choice(ACTS) for _ in range(self._random.randint(10, 25))]

    def _did(self, *entries: Any) -> None:
        self._tell(Said(op_ids={entry.op_id: entry.body for entry in entries}))

    def _words(self) -> str:
        return "示例情况" * self._random.randint(1, 400)

    def _visit(self) -> None:
        self._did(self._laptop.do(visit(self._random.choice(FIRMS), situation=self._words())))

    def _report(self) -> None:
        self._did(self._laptop.do(report(self._random.choice(FIRMS), description=self._words())))

    def _two(self) -> None:
        """One act of two operations, which ends a draft: all of it or nothing."""
        ops = (visit(situation=self._words()), report())
        self._laptop.perform(ops[0], "draft", ops[1:])
        self._typed = ""
        bodies = {op.op_id: msgspec.json.encode(op).decode() for op in ops}
        self._tell(Said(op_ids=bodies, draft="gone"))

    def _draft(self) -> None:
        self._typed += self._random.choice("甲乙丙丁") * self._random.randint(1, 300)
        self._laptop.keep_draft(draft(self._typed, "draft"))
        self._tell(Said(draft=self._typed))

    def _file(self) -> None:
        content = self._random.randbytes(self._random.randint(1, 60_000))
        entry = self._laptop.attach("图.png", content, enterprise_id="firm-east", subject_id="firm-east")
        named = msgspec.json.decode(entry.body)["sha256"]
        self._tell(Said(op_ids={entry.op_id: entry.body}, file=named, size=len(content)))

    def _sync(self) -> None:
        self._news()
        self._tell(Said(revision=self._laptop.sync().revision))

    def _again(self) -> None:
        """The program ends and starts."""
        self._laptop.close()
        self._laptop = self._opened()

    def _index(self) -> None:
        self._laptop.index()

    def _late(self) -> None:
        """An hour later: the next sync needs other tokens."""
        with self._laptop.database.write() as connection:
            tokens = recall(connection, Tokens)
            assert tokens is not None
            remember(connection, msgspec.structs.replace(tokens, access="ran out"))

    def _code(self) -> None:
        self._tell(Said(code=self._laptop.next_code()))


def known_ids(seed: int) -> None:
    """In a process of its own: the same seed makes the same ids."""
    random = Random(seed)
    vars(uuid)["uuid4"] = lambda: uuid.UUID(int=random.getrandbits(128), version=4)


def teller(pipe: int) -> Callable[[Said], None]:
    """Acknowledge through a pipe, in one call, so that a record has it in its place."""

    def tell(said: Said) -> None:
        os.write(pipe, msgspec.json.encode(said) + b"\n")

    return tell
