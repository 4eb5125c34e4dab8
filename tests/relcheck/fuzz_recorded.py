"""What is said in a good hour: a request for every route, a reply of every kind, a roster file. Inputs that
nobody meant are made of these."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import requests

from sync.domain import signed
from sync.operations.base import Operation, new_id
from sync.server import receipts, sample_city
from sync.server.roster_xlsx import write_xlsx
from sync.store.rows import select
from sync.store.tables import Head, Mark
from sync.wire import (
    BlobState,
    ChallengeReply,
    DigestReply,
    Envelope,
    PullReply,
    PushReply,
    Receipt,
    Session,
    SignInRequest,
    WaitReply,
    digest,
    envelope,
)
from sync.wire_refill import Kept, RefillReply, RefillRequest
from sync.wire_reporting import ReportingReply
from tests.cases import in_hand, visit
from tests.relcheck.fuzz_ends import Said
from tests.sender import Sender
from tests.stage import PASSWORD, Stage, open_stage
from tests.sync.server.forms import SHA, every_kind

PERSON: Final = "rep-east"
NUMBER: Final = "东企受〔2020〕9号"  # on a paper that a restored record has lost

Asked = tuple[str, str, dict[str, str], Any]  # method, path, query, message


class Recorded(NamedTuple):
    """`device_id`: whose requests they are."""

    device_id: str
    requests: list[Asked]
    replies: list[tuple[type[Any], Said]]
    roster: bytes


def record(folder: Path) -> Recorded:
    """From a small city, which stays in the folder."""
    with open_stage(f"sqlite:///{folder / 'server.db'}", folder) as stage:
        problem, seen = in_hand(stage), visit()
        stage.done_by(PERSON, seen)
        letters = [envelope(op) for op in every_kind("firm-east", problem.problem_id, new_id(seen.op_id, 0))]
        with Sender(stage.url, PERSON) as sender:
            device_id = sender.identity.device_id
            asked = [*_pulls(stage), *_refills(stage, letters), *_others(letters)]
            replies = _replies(sender, asked)
    book = folder / "roster.xlsx"
    write_xlsx(sample_city.build("small", 1), book)
    return Recorded(device_id, asked, replies, book.read_bytes())


def _pulls(stage: Stage) -> list[Asked]:
    """From some pasts, in the middle of a pull, and what a comparison asks."""
    head, marks = stage.read(select, Head)[0], stage.read(select, Mark)
    cursors = [{"epoch": head.epoch, "revision": mark.revision, "nonce": mark.nonce} for mark in marks[-3:]]
    going_on = json.dumps({"aggregate_id": "firm-east", "cursor": cursors[-1]})
    columns = {"enterprise": ["id", "name"], "visit": ["id", "situation"]}
    return [
        ("POST", "/v1/pull", {}, {}),
        *(("POST", "/v1/pull", {}, {"cursor": cursor, "after": ""}) for cursor in cursors),
        ("POST", "/v1/pull", {}, {"cursor": cursors[-1], "after": going_on, "again": ["firm-east"]}),
        ("POST", "/v1/digests", {}, {"cursor": cursors[-1], "tables": columns}),
    ]


def _refills(stage: Stage, letters: list[Envelope]) -> list[Asked]:
    """Work that the record has lost, with the receipts that its server gave for it."""
    kept = [
        Kept(letter=letter, receipt=_receipt(stage, letter, place), place=place)
        for place, letter in enumerate(letters, 1)
    ]
    some = [RefillRequest(operations=[one], numbers=[NUMBER]) for one in kept]
    everything = RefillRequest(operations=kept, complete=True)
    return [("POST", "/v1/refill", {}, msgspec.to_builtins(each)) for each in (*some, everything)]


def _receipt(stage: Stage, letter: Envelope, revision: int) -> signed.Signed:
    said = Receipt(
        op_id=letter.op_id,
        digest=digest(letter.body.encode()),
        revision=revision,
        received_at=letter.made_at,
        number=NUMBER if letter.kind == "accept_problem" else "",
        epoch=stage.read(select, Head)[0].epoch,
        kind=letter.kind,
        person_id=PERSON,
        made_at=letter.made_at,
    )
    return signed.sign(stage.centre.signing_key, receipts.PURPOSE, said)


def _others(letters: list[Envelope]) -> list[Asked]:
    signing_in = dict.fromkeys(("user_name", "password", "device_id", "device_name", "challenge"), PERSON)
    pushed = msgspec.to_builtins(letters)
    return [
        *(("POST", "/v1/push", {}, {"operations": [letter]}) for letter in pushed),
        ("POST", "/v1/push", {}, {"operations": pushed}),
        ("POST", "/v1/challenge", {}, {}),
        ("POST", "/v1/sign-in", {}, {**signing_in, "public_key": "AAAA", "signature": "AAAA"}),
        ("POST", "/v1/refresh", {}, {"refresh": "x", "challenge": "x", "signature": "AAAA"}),
        ("GET", "/v1/wait", {"revision": "1"}, ""),
        ("GET", "/v1/reporting", {}, ""),
        ("GET", f"/v1/blobs/{SHA}/state", {}, ""),
        ("PATCH", f"/v1/blobs/{SHA}", {"offset": "0"}, "x" * 50),
        ("GET", f"/v1/blobs/{SHA}", {"offset": "0"}, ""),
    ]


def _replies(sender: Sender, asked: list[Asked]) -> list[tuple[type[Any], Said]]:
    """One of each message that a laptop takes."""
    attached: Operation = next(
        op for op in every_kind("firm-east", "", "firm-east") if op.kind == "attach_file"
    )
    said: list[tuple[type[Any], requests.Response]] = [
        (PullReply, sender.post("/v1/pull", {})),
        (PushReply, sender.post("/v1/push", {"operations": [envelope(visit()), envelope(attached)]})),
        (WaitReply, sender.ask("GET", "/v1/wait?revision=0")),
        (DigestReply, sender.post("/v1/digests", next(one[3] for one in asked if one[1] == "/v1/digests"))),
        (RefillReply, sender.post("/v1/refill", {"operations": []})),
        (ReportingReply, sender.ask("GET", "/v1/reporting")),
        (ChallengeReply, sender.post("/v1/challenge", {})),
        (Session, _signed_in(sender)),
        (BlobState, sender.ask("GET", f"/v1/blobs/{SHA}/state")),
    ]
    return [(kind, Said(200, dict(reply.headers), reply.content)) for kind, reply in said]


def _signed_in(sender: Sender) -> requests.Response:
    """A new laptop of the same person."""
    key, nonce = signed.new_signing_key(), sender.post("/v1/challenge", {}).json()["challenge"]
    message = SignInRequest(
        user_name=PERSON,
        password=PASSWORD,
        device_id=str(uuid.uuid4()),
        device_name="",
        public_key=signed.public_key_of(key),
        challenge=nonce,
        signature=signed.sign(key, "challenge", nonce).signature,
    )
    return sender.post("/v1/sign-in", message)
