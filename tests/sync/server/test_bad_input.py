"""Bad input through the real routes: a code that one sentence can say, nothing else touched, never a 500."""

from __future__ import annotations

import gzip
import json
import socket
import zlib
from collections.abc import Iterator
from typing import Any, Final

import msgspec
import pytest
import zstandard

from sync.domain.errors import QUARANTINES, REFUSALS
from sync.operations.attachments import AttachFile
from sync.server.app import ROUTES
from sync.store.rows import select
from sync.store.tables import Answer as StoredAnswer
from sync.store.tables import Visit
from sync.wire import LARGEST_REQUEST, MOST_OPERATIONS, envelope
from tests.cases import visit
from tests.city import act
from tests.sender import Sender, altered
from tests.stage import Stage
from tests.sync.server.forms import SHA

DEEP: Final = "[" * 100_000 + "]" * 100_000
LARGEST_INTEGER: Final = 2**63 - 1

# A body inside a good envelope, and the code it is answered with.
BODIES: Final[dict[str, tuple[str, str]]] = {
    "nothing": ("", "bad_body"),
    "malformed": ("{", "bad_body"),
    "no object": ("[]", "bad_body"),
    "null": ("null", "bad_body"),
    "another's fields": ('{"situation": 1}', "bad_body"),
    "100,000 brackets": (DEEP, "bad_body"),
    "900 brackets": ("[" * 900 + "]" * 900, "bad_body"),
    "NaN": ('{"made_at": NaN}', "bad_body"),
    "infinity": ('{"made_at": 1e999}', "bad_body"),
    "5,000 digits": ('{"made_at": ' + "9" * 5000 + "}", "bad_body"),
    "a byte order mark": ("\ufeff{}", "bad_body"),
    "two bodies": ("{}{}", "bad_body"),
    "4 MB": ('"' + "字" * 1_300_000 + '"', "bad_body"),
    "a raw NUL": ("\0", "bad_body"),
}
# A value for the text of a visit, as it stands in the body's JSON, and the code.
TEXTS: Final[dict[str, tuple[str, str]]] = {
    "too long": (json.dumps("长" * 20_001), "too_long"),
    "NUL": (r'"a\u0000b"', "bad_text"),
    "a control character": (r'"a\u0007b"', "bad_text"),
    "a lone surrogate": (r'"\ud800"', "bad_body"),
    "half a pair": (r'"\ud83d\u0041"', "bad_body"),
    "a number": ("1", "bad_body"),
    "a list": ("[]", "bad_body"),
    "null": ("null", "bad_body"),
}
# A request that is no push at all.
REQUESTS: Final[dict[str, bytes]] = {
    "nothing": b"",
    "malformed": b'{"operations": [',
    "no object": b"[]",
    "no list": b'{"operations": 1}',
    "no envelope": b'{"operations": [1]}',
    "no UTF-8": b'{"operations": [{"op_id": "\xff"}]}',
    "100,000 brackets": DEEP.encode(),
    "NaN": b'{"operations": NaN}',
    "HTML": b"<html></html>",
    "NULs": bytes(1000),
}
ENVELOPES: Final[dict[str, object]] = {
    "op_id": "a\0b",
    "kind": "log\0visit",
    "version": 2**70,
    "made_at": -1,
}
VALUES: Final[tuple[Any, ...]] = (
    *("", "\0", "x" * 300, "字", 1, -1, 1.5, 2**70, None, True, [], {}),
    {"epoch": "\0"},
    {"epoch": "e", "revision": 2**70, "nonce": ""},
)


@pytest.fixture
def rep(stage: Stage) -> Iterator[Sender]:
    with Sender(stage.url, "rep-east") as sender:
        yield sender


def code_of(reply: Any) -> tuple[int, str]:
    return reply.status_code, reply.json()["code"]


def with_text(text: str) -> Any:
    """A visit whose text is this piece of JSON."""
    letter = envelope(visit(situation="此处"))
    return msgspec.structs.replace(letter, body=letter.body.replace('"此处"', text))


def test_a_bad_body_has_a_code_and_spoils_nothing_beside_it(stage: Stage, rep: Sender) -> None:
    bad = {name: (altered(visit(), body=body), code) for name, (body, code) in BODIES.items()}
    bad |= {f"text: {name}": (with_text(text), code) for name, (text, code) in TEXTS.items()}
    between = [(letter, visit(situation="好")) for letter, _ in bad.values()]
    answers = rep.push(*(one for pair in between for one in pair))
    assert dict(zip(bad, (a.code for a in answers[::2]), strict=True)) == {n: c for n, (_, c) in bad.items()}
    assert {answer.verdict for answer in answers[::2]} == {"refused"}
    assert {answer.code for answer in answers[::2]} <= set(REFUSALS)
    assert {answer.verdict for answer in answers[1::2]} == {"accepted"}
    kept = {row.op_id: row.body.decode() for row in stage.read(select, StoredAnswer, verdict="refused")}
    assert kept == {letter.op_id: letter.body for letter, _ in bad.values()}
    assert {row.situation for row in stage.read(select, Visit)} == {"好"}


@pytest.mark.parametrize(
    ("change", "code"), [({"kind": "fly_to_the_moon"}, "unknown_kind"), ({"version": 2}, "too_new")]
)
def test_what_the_server_does_not_know_yet_is_kept_as_it_came(
    stage: Stage, rep: Sender, change: dict[str, object], code: str
) -> None:
    letter = altered(visit(), **change, a_field_of_tomorrow=["未来"])
    answer = rep.push(letter)[0]
    assert (answer.verdict, answer.code) == ("quarantined", code)
    assert code in QUARANTINES
    assert stage.read(select, StoredAnswer, op_id=letter.op_id)[0].body.decode() == letter.body


def test_a_name_said_twice_counts_once(small_stage: Stage) -> None:
    op = visit()
    doubled = envelope(op).body.replace("{", '{"situation": "第一次",', 1)
    answers = small_stage.as_person("rep-east", altered(op, body=doubled))
    assert answers[0].verdict == "accepted"
    assert [row.situation for row in small_stage.read(select, Visit)] == [op.situation]


def test_text_is_kept_composed_and_whole(stage: Stage, rep: Sender) -> None:
    """Characters beyond the base plane, joined emoji, a decomposed accent (NFC), line ends, no-characters."""
    rep.push(visit(situation="𠮷野家👨‍👩‍👧 e\u0301\r\n\t\uffff"))
    assert stage.read(select, Visit)[0].situation == "𠮷野家👨‍👩‍👧 é\r\n\t\uffff"


def test_a_request_that_is_no_push_is_damaged(small_stage: Stage) -> None:
    with Sender(small_stage.url, "rep-east") as rep:
        said = {name: code_of(rep.ask("POST", "/v1/push", body)) for name, body in REQUESTS.items()}
        assert said == dict.fromkeys(REQUESTS, (400, "damaged"))
        assert rep.push(visit())[0].verdict == "accepted"


def test_an_envelope_that_no_database_could_keep_is_damaged(stage: Stage, rep: Sender) -> None:
    good = msgspec.to_builtins(envelope(visit()))
    said = {
        field: code_of(rep.post("/v1/push", {"operations": [{**good, field: value}]}))
        for field, value in ENVELOPES.items()
    }
    assert said == dict.fromkeys(ENVELOPES, (400, "damaged"))


def test_more_operations_than_agreed_are_damaged(small_stage: Stage) -> None:
    letters = [envelope(visit()) for _ in range(MOST_OPERATIONS + 1)]
    with Sender(small_stage.url, "rep-east") as rep:
        assert code_of(rep.post("/v1/push", {"operations": letters})) == (400, "damaged")
        assert len(rep.push(*letters[1:])) == MOST_OPERATIONS


def padded(length: int) -> bytes:
    """A push of nothing, as long as this."""
    return b'{"operations": []' + b" " * (length - 18) + b"}"


def test_the_largest_request_is_taken_and_one_byte_more_is_not(small_stage: Stage) -> None:
    with Sender(small_stage.url, "rep-east") as rep:
        assert rep.ask("POST", "/v1/push", padded(LARGEST_REQUEST)).status_code == 200
        assert code_of(rep.ask("POST", "/v1/push", padded(LARGEST_REQUEST + 1))) == (413, "too_large")


def bombs() -> dict[str, tuple[str, bytes]]:
    """(encoding, body): small, and endless once opened; or not what the encoding says."""
    huge = bytes(LARGEST_REQUEST * 8)
    wide = zstandard.ZstdCompressionParameters(window_log=27)
    long = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    return {
        "gzip bomb": ("gzip", gzip.compress(huge)),
        "zstd bomb": ("zstd", zstandard.compress(huge)),
        "zstd that wants 128 MB": ("zstd", long.compress(padded(100)) + long.flush()),
        "gzip cut short": ("gzip", gzip.compress(padded(100))[:-9]),
        "gzip of nothing": ("gzip", b""),
        "plain as gzip": ("gzip", padded(100)),
        "plain as zstd": ("zstd", padded(100)),
        "deflate": ("deflate", zlib.compress(padded(100))),
        "unknown": ("br", padded(100)),
        "two encodings": ("gzip, gzip", gzip.compress(gzip.compress(padded(100)))),
    }


def test_a_body_that_does_not_unpack_is_damaged(small_stage: Stage) -> None:
    good = {"gzip": gzip.compress(padded(100)), "zstd": zstandard.compress(padded(100))}
    with Sender(small_stage.url, "rep-east") as rep:
        said = {
            name: code_of(rep.ask("POST", "/v1/push", body, Content_Encoding=encoding))
            for name, (encoding, body) in bombs().items()
        }
        assert said == dict.fromkeys(bombs(), (400, "damaged"))
        for encoding, body in good.items():
            assert rep.ask("POST", "/v1/push", body, Content_Encoding=encoding).status_code == 200


def test_a_request_cut_short_has_no_effect(small_stage: Stage) -> None:
    """The line breaks in the middle of a push: with a length, and in pieces."""
    with Sender(small_stage.url, "rep-east") as rep:
        letter = msgspec.json.encode({"operations": [envelope(visit())]})
        for head, body in (
            (b"Content-Length: %d" % len(letter), letter[:-1]),
            (b"Transfer-Encoding: chunked", b"%x\r\n" % len(letter) + letter),
        ):
            with socket.create_connection(("127.0.0.1", small_stage.port)) as line:
                start = b"POST /v1/push HTTP/1.1\r\nHost: x\r\n" + rep.token_header()
                line.sendall(start + head + b"\r\n\r\n" + body)
                line.shutdown(socket.SHUT_WR)
                line.recv(65536)
        assert small_stage.read(select, Visit) == []
        assert rep.push(visit())[0].verdict == "accepted"


def test_a_file_of_no_possible_size_is_refused(stage: Stage, rep: Sender) -> None:
    file = {"enterprise_id": "firm-east", "subject_id": "s", "sha256": SHA, "media_type": "image/png"}
    sizes = (0, -1, 20 * 1024 * 1024 + 1, LARGEST_INTEGER, 2**70)
    files = [altered(act(AttachFile, **file, size=1, name="图.png"), size=size) for size in sizes]
    answers = rep.push(*files)
    assert {answer.verdict for answer in answers} == {"refused"}
    assert [answer.code for answer in answers] == ["file_empty"] * 2 + ["file_too_large"] * 3


def test_no_route_breaks_down(stage: Stage, rep: Sender) -> None:
    """Whatever a field of its message says."""
    for entry in (entry for entry in ROUTES if entry.method == "POST"):
        names = [field.name for field in msgspec.structs.fields(entry.wants)] if entry.wants else ["x"]
        for value in VALUES:
            for body in (dict.fromkeys(names, value), {**dict.fromkeys(names, ""), names[-1]: value}):
                assert rep.post(entry.path, body).status_code < 500, (entry.path, body)


def test_a_place_that_no_database_could_look_for_is_damaged(rep: Sender) -> None:
    cursor = rep.post("/v1/pull", {"cursor": None}).json()["cursor"]
    for place in ("a\0", "x" * 201):
        after = json.dumps({"aggregate_id": place, "cursor": cursor})
        assert code_of(rep.post("/v1/pull", {"cursor": cursor, "after": after})) == (400, "damaged")
