"""Another's enterprise cannot be had by any route: the walk goes over the server's own table of routes.

TO ADD A ROUTE: write what a stranger would try on it and name it in TRIES; without that this fails.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import msgspec
import pytest

from sync.domain import signed
from sync.operations.attachments import AttachFile
from sync.operations.base import new_id
from sync.server import watch
from sync.server.app import ROUTES, build
from sync.server.pull import Continuation
from sync.store.rows import select
from sync.store.tables import Mark
from sync.wire import Cursor, Receipt, digest, envelope
from tests.cases import reported, visit
from tests.city import act
from tests.sender import Sender
from tests.stage import PASSWORD, Stage
from tests.sync.server.forms import every_kind

NOBODYS: Final = "00000000-0000-4000-8000-00000000dead"
BYTES: Final = "西方矿业的图纸".encode() * 3000
HASH: Final = hashlib.sha256(BYTES).hexdigest()
NO_HASH: Final = hashlib.sha256(b"never sent").hexdigest()
SECRETS: Final = ("西方矿业", "井下透水", "停电", HASH, "图纸.dwg")

Reply = tuple[int, Any]


class West(NamedTuple):
    """What the stranger is after: ids of firm-west, and those that nobody has."""

    firm: str
    problem: str
    visit: str
    sha256: str


REAL_SIZE: Final = len(BYTES)
STRANGERS: Final = ("rep-east", "handler-water", "it")
UNREAL: Final = West("firm-wesz", NOBODYS, NOBODYS, NO_HASH)


def furnish(stage: Stage) -> West:
    """Firm-west with every kind of thing in its record."""
    op = visit("firm-west", situation="井下透水，正在抢险")
    stage.done_by("rep-west", op)
    problem = reported(stage, "firm-west", "rep-west")
    stage.done_by("rep-west", attachment("firm-west", new_id(op.op_id, 0), "图纸.dwg"))
    with Sender(stage.url, "rep-west") as owner:
        assert owner.ask("PATCH", f"/v1/blobs/{HASH}?offset=0", BYTES).json()["complete"]
    return West("firm-west", problem.problem_id, new_id(op.op_id, 0), HASH)


def attachment(firm: str, subject: str, name: str) -> AttachFile:
    return act(
        AttachFile,
        enterprise_id=firm,
        subject_id=subject,
        sha256=HASH,
        size=REAL_SIZE,
        name=name,
        media_type="image/vnd.dwg",
    )


def challenge(stranger: Sender, west: West) -> Iterator[Reply]:
    yield answered(stranger.post("/v1/challenge", {"enterprise_id": west.firm}))


def sign_in(stranger: Sender, west: West) -> Iterator[Reply]:
    """With a right password, a stranger's own; the enterprise's id as everything else."""
    nonce = stranger.post("/v1/challenge", {}).json()["challenge"]
    proof = signed.sign(stranger.identity.device_key, "challenge", nonce).signature
    message = {
        "user_name": west.firm,
        "password": PASSWORD,
        "device_id": west.problem,
        "device_name": west.visit,
        "public_key": signed.public_key_of(stranger.identity.device_key),
        "challenge": nonce,
        "signature": proof,
    }
    yield answered(stranger.post("/v1/sign-in", message))


def refresh(stranger: Sender, west: West) -> Iterator[Reply]:
    message = {"refresh": west.problem, "challenge": west.visit, "signature": b""}
    yield answered(stranger.post("/v1/refresh", message))


def push(stranger: Sender, west: West) -> Iterator[Reply]:
    """Every kind of operation, with the stranger's ids and with nobody's."""
    for operation in every_kind(west.firm, west.problem, west.visit):
        reply = stranger.post("/v1/push", {"operations": [envelope(operation)]})
        yield answered(reply)


def refill(stranger: Sender, west: West) -> Iterator[Reply]:
    """Every kind of operation, with a receipt that the stranger wrote."""
    for operation in every_kind(west.firm, west.problem, west.visit):
        letter = envelope(operation)
        said = Receipt(
            op_id=letter.op_id, digest=digest(letter.body.encode()), revision=1, received_at=1, number="1",
            epoch="", kind=letter.kind, person_id=stranger.identity.person_id,
        )  # fmt: skip
        receipt = signed.sign(stranger.identity.device_key, "receipt", said)
        kept = {"letter": letter, "receipt": receipt}
        status, body = answered(stranger.post("/v1/refill", {"operations": [kept, kept]}))
        yield status, body["answers"]


def pull(stranger: Sender, west: West) -> Iterator[Reply]:
    """From the beginning, and from behind or before the stranger's ids."""
    newest = stranger.pages()[-1].cursor
    for cursor in (None, newest, Cursor(epoch=newest.epoch, revision=0, nonce=newest.nonce)):
        for after in ("", west.firm, west.firm[:-1], west.problem[:-1], "\uffff"):
            going_on = msgspec.json.encode(Continuation(after, newest)).decode() if after else ""
            status, body = answered(stranger.post("/v1/pull", {"cursor": cursor, "after": going_on}))
            yield status, {name: body.get(name) for name in ("left", "entered", "everything", "tables")}
    for doubted in (west.firm, west.problem):
        status, body = answered(stranger.post("/v1/pull", {"cursor": newest, "again": [doubted]}))
        yield status, (body["left"] == [doubted], body["entered"], body["tables"])
    for nonsense in (west.firm, "{}", "[", '{"aggregate_id": 1}'):
        yield answered(stranger.post("/v1/pull", {"cursor": None, "after": nonsense}))


def compare(stranger: Sender, west: West) -> Iterator[Reply]:
    """With columns that there are, and with others."""
    newest = stranger.pages()[-1].cursor
    for table, column in (
        ("visit", "situation"),
        ("visit", west.firm),
        (west.firm, "id"),
        ("account", "password"),
    ):
        yield answered(stranger.post("/v1/digests", {"cursor": newest, "tables": {table: ["id", column]}}))
    strange = {"epoch": newest.epoch, "revision": newest.revision, "nonce": west.firm}
    yield answered(stranger.post("/v1/digests", {"cursor": strange, "tables": {"visit": ["id"]}}))


def wait(stranger: Sender, west: West) -> Iterator[Reply]:
    """From revisions that are answered at once, and from what is none."""
    for revision in ("0", "9" * 15, "", "-1", "9" * 30, "٣", west.firm, f"0&firm={west.firm}"):
        yield answered(stranger.ask("GET", f"/v1/wait?revision={revision}"))


def reporting(stranger: Sender, west: West) -> Iterator[Reply]:
    """Whatever is asked, it is answered for the asker alone."""
    for query in ("", f"?person_id={west.firm}", f"?enterprise_id={west.firm}"):
        yield answered(stranger.ask("GET", f"/v1/reporting{query}"))


def blob_state(stranger: Sender, west: West) -> Iterator[Reply]:
    yield answered(stranger.ask("GET", f"/v1/blobs/{west.sha256}/state"))


def blob_append(stranger: Sender, west: West) -> Iterator[Reply]:
    for offset in ("0", "1", str(REAL_SIZE), "", "-1", "x", "9" * 30, "٣"):
        yield answered(stranger.ask("PATCH", f"/v1/blobs/{west.sha256}?offset={offset}", b"x"))


def blob_read(stranger: Sender, west: West) -> Iterator[Reply]:
    for offset in ("", "?offset=0", f"?offset={REAL_SIZE}", "?offset=" + "9" * 30, "?offset=-1"):
        yield answered(stranger.ask("GET", f"/v1/blobs/{west.sha256}{offset}"))
        yield answered(stranger.ask("GET", f"/v1/blobs/{west.sha256.upper()}{offset}"))


TRIES: Final[dict[tuple[str, str], Callable[[Sender, West], Iterator[Reply]]]] = {
    ("POST", "/v1/challenge"): challenge,
    ("POST", "/v1/sign-in"): sign_in,
    ("POST", "/v1/refresh"): refresh,
    ("POST", "/v1/push"): push,
    ("POST", "/v1/refill"): refill,
    ("POST", "/v1/pull"): pull,
    ("POST", "/v1/digests"): compare,
    ("GET", "/v1/wait"): wait,
    ("GET", "/v1/reporting"): reporting,
    ("GET", "/v1/blobs/{sha256}/state"): blob_state,
    ("PATCH", "/v1/blobs/{sha256}"): blob_append,
    ("GET", "/v1/blobs/{sha256}"): blob_read,
}
OPEN: Final = {"/v1/challenge", "/v1/sign-in", "/v1/refresh"}
# What differs from one reply to the next and says nothing: times, the caller's own ids, random words.
PASSING: Final = {"op_id", "received_at", "revision", "server_time", "challenge", "receipt"}


def answered(reply: Any) -> Reply:
    """Status and body, without what differs anyway."""
    body = reply.content if "octet" in reply.headers["Content-Type"] else reply.json()
    return reply.status_code, plain(body)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if name not in PASSING}
    return [plain(item) for item in value] if isinstance(value, list) else value


def test_every_route_is_tried() -> None:
    assert set(TRIES) == {(entry.method, entry.path) for entry in ROUTES}


def test_the_table_is_all_there_is(small_stage: Stage) -> None:
    paths = [route.path for route in build(small_stage.centre).routes]  # type: ignore[attr-defined]
    assert sorted(paths) == sorted(entry.path for entry in ROUTES)


@pytest.mark.parametrize("route", TRIES, ids=" ".join)
def test_a_stranger_gets_nothing_of_a_firm(
    small_stage: Stage, route: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a word of it, nor whether it is there at all."""
    monkeypatch.setattr(watch, "LONGEST", 0.1)
    west = furnish(small_stage)
    for person in STRANGERS:
        with Sender(small_stage.url, person) as stranger:
            real = list(TRIES[route](stranger, west))
            unreal = list(TRIES[route](stranger, UNREAL))
        assert real == unreal
        assert not [secret for secret in SECRETS if secret in str(real)]
        assert [status for status, _ in real if status >= 500] == []
        assert real


@pytest.mark.parametrize("entry", ROUTES, ids=lambda entry: f"{entry.method} {entry.path}")
def test_only_three_routes_are_open(small_stage: Stage, entry: Any) -> None:
    assert entry.open == (entry.path in OPEN)
    with Sender(small_stage.url, "rep-west") as stranger:
        stranger.forget_token()
        path = entry.path.replace("{sha256}", HASH)
        status = stranger.ask(entry.method, path, b"{}").status_code
        wrong = stranger.ask(entry.method, path, b"{}", Authorization="Bearer nonsense").status_code
    assert (status == 401, wrong == 401) == (not entry.open, not entry.open)


def test_a_pull_does_not_grow_with_what_others_have(small_stage: Stage) -> None:
    """Nor does any page of it, from whatever past: rows, pages, left and entered are the same."""
    with Sender(small_stage.url, "rep-east") as stranger:
        before = [(page.tables, page.left, page.entered) for page in stranger.pages()]
        cursor = stranger.pages()[-1].cursor
        furnish(small_stage)
        after = [(page.tables, page.left, page.entered) for page in stranger.pages()]
        news = stranger.pages(cursor)
        marks: list[Mark] = small_stage.read(select, Mark)
        for mark in marks:
            past = Cursor(epoch=cursor.epoch, revision=mark.revision, nonce=mark.nonce)
            said = str(stranger.pages(past))
            assert not [secret for secret in SECRETS if secret in said]
    assert after == before
    assert [(page.tables, page.left, page.entered) for page in news] == [({}, [], [])]


def test_knowing_a_hash_is_not_having_the_file(small_stage: Stage) -> None:
    """A record of one's own that names the hash gives nothing until one has sent the very bytes."""
    west = furnish(small_stage)
    small_stage.done_by("rep-east", attachment("firm-east", "firm-east", "我的文件"))
    with Sender(small_stage.url, "rep-east") as stranger:
        state = stranger.ask("GET", f"/v1/blobs/{west.sha256}/state").json()
        assert state == {"received": 0, "complete": False}
        assert stranger.ask("GET", f"/v1/blobs/{west.sha256}").status_code == 404
        wrong = stranger.ask("PATCH", f"/v1/blobs/{west.sha256}?offset=0", bytes(REAL_SIZE)).json()
        assert wrong == {"received": 0, "complete": False}
        assert stranger.ask("GET", f"/v1/blobs/{west.sha256}").status_code == 404
        assert stranger.ask("PATCH", f"/v1/blobs/{west.sha256}?offset=0", BYTES).json()["complete"]
        assert stranger.ask("GET", f"/v1/blobs/{west.sha256}").content == BYTES[: 1024 * 1024]
