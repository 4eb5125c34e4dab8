"""A client that knows the server only by PROTOCOL.md: requests, cryptography and the standard library.

It signs in, pulls a person's scope into a file of its own, pushes operations, and goes on after a cut: what
it needs for that lies in one JSON file, replaced whole. The numbers in the comments are the protocol's.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import time
import uuid
from pathlib import Path
from typing import Any

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Json = dict[str, Any]
BROKEN = requests.packages.urllib3.exceptions.HTTPError  # type: ignore[attr-defined]
MOST = 200  # operations in one push


class Cut(Exception):
    """No whole answer of our server came; nothing is known, everything is kept."""


class No(Exception):
    """The server declined the request as a whole."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status


class State:
    """Everything that outlives the program, in one file that is replaced whole: so rows and cursor, an
    operation and its answer, change together or not at all."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.now: Json = json.loads(file.read_text()) if file.exists() else _nothing()

    def keep(self) -> None:
        part = self._file.with_suffix(".part")
        with part.open("w") as file:
            json.dump(self.now, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._file)


def _nothing() -> Json:
    device = Ed25519PrivateKey.generate().private_bytes_raw()
    return {
        "device_id": str(uuid.uuid4()),
        "device_key": base64.b64encode(device).decode(),
        "session": {},
        "cursor": None,
        "pages": [],
        "rows": {},  # table -> id -> row
        "outbox": [],  # {letter, answer}
        "life": {"name": str(uuid.uuid4()), "pushes": 0},
    }


class Client:
    """One device of one person."""

    def __init__(self, url: str, file: Path) -> None:
        self._url, self._state = url, State(file)
        self._line = requests.Session()
        self._line.trust_env = False

    def close(self) -> None:
        self._line.close()

    # --- requests (2) --------------------------------------------------------------------------------------

    def _ask(self, path: str, message: Json) -> Json:
        headers = {"Accept-Encoding": "gzip", "Content-Encoding": "gzip", "Zhuqitong-Protocol": "1"}
        if access := self._state.now["session"].get("access"):
            headers["Authorization"] = f"Bearer {access}"
        body = gzip.compress(json.dumps(message, ensure_ascii=False).encode())
        try:
            with self._line.post(
                self._url + path, data=body, headers=headers, timeout=30, stream=True, allow_redirects=False
            ) as reply:
                return self._whole(reply)
        except (requests.RequestException, BROKEN, OSError) as error:
            raise Cut(str(error)) from error

    def _whole(self, reply: requests.Response) -> Json:
        """2.1, 2.2: the digest is over the bytes as they were sent."""
        raw = b"".join(reply.raw.stream(65536, decode_content=False))
        digest = hashlib.sha256(raw).hexdigest()
        if "Zhuqitong-Protocol" not in reply.headers or reply.headers.get("Zhuqitong-Digest") != digest:
            raise Cut("not whole, or not ours")
        plain = gzip.decompress(raw) if reply.headers.get("Content-Encoding") == "gzip" else raw
        answer: Json = json.loads(plain)
        if reply.status_code != 200:
            raise No(reply.status_code, answer.get("code", ""))
        return answer

    def _ask_signed_in(self, path: str, message: Json) -> Json:
        """3.4: a 401 means refresh, then ask again."""
        try:
            return self._ask(path, message)
        except No as no:
            if no.status != 401:
                raise
        self._refresh()
        return self._ask(path, message)

    # --- signing in (3) ------------------------------------------------------------------------------------

    def sign_in(self, name: str, password: str) -> None:
        """3.1: the device signs a challenge that it was given."""
        key = self._device_key()
        self._state.now["session"] = self._ask(
            "/v1/sign-in",
            {
                "user_name": name,
                "password": password,
                "device_id": self._state.now["device_id"],
                "device_name": "a stranger's client",
                "public_key": base64.b64encode(key.public_key().public_bytes_raw()).decode(),
                **self._proof(key),
            },
        )
        self._state.keep()

    def _refresh(self) -> None:
        session = self._state.now["session"]
        renewed = self._ask("/v1/refresh", {"refresh": session["refresh"], **self._proof(self._device_key())})
        self._state.now["session"] = renewed
        self._state.keep()

    def _proof(self, key: Ed25519PrivateKey) -> Json:
        challenge = self._ask("/v1/challenge", {})["challenge"]
        signature = key.sign(b"zhuqitong/1/challenge\n" + json.dumps(challenge).encode())
        return {"challenge": challenge, "signature": base64.b64encode(signature).decode()}

    def _device_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(self._state.now["device_key"]))

    @property
    def person_id(self) -> str:
        return str(self._state.now["session"]["person_id"])

    # --- operations (4) ------------------------------------------------------------------------------------

    def make(self, kind: str, **fields: Any) -> str:
        """Keep an operation for the server; answers its id (4.1)."""
        op_id, made_at = str(uuid.uuid4()), int(time.time() * 1000)
        body = json.dumps({"op_id": op_id, "made_at": made_at, **fields}, ensure_ascii=False)
        letter = {"op_id": op_id, "kind": kind, "version": 1, "made_at": made_at, "body": body}
        self._state.now["outbox"].append({"letter": letter, "answer": None})
        self._state.keep()
        return op_id

    @staticmethod
    def made_id(op_id: str, name: str = "0") -> str:
        """4.6: the id of a row that an operation makes."""
        return str(uuid.uuid5(uuid.UUID(op_id), name))

    def answer(self, op_id: str) -> Json | None:
        """What the server said of an operation."""
        found = (each for each in self._state.now["outbox"] if each["letter"]["op_id"] == op_id)
        answer: Json | None = next(found)["answer"]
        return answer

    def push(self) -> None:
        """4: in the order in which they were made; an answer settles, a cut settles nothing."""
        while waiting := [each for each in self._state.now["outbox"] if each["answer"] is None][:MOST]:
            life = self._state.now["life"]
            life["pushes"] += 1
            self._state.keep()  # 4.11: on the disk before the first byte leaves
            letters = [each["letter"] for each in waiting]
            message = {"operations": letters, "life": life["name"], "number": life["pushes"]}
            reply = self._ask_signed_in("/v1/push", message)
            if reply["new_life"]:
                self._state.now["life"] = {"name": str(uuid.uuid4()), "pushes": 0}
            for each, answer in zip(waiting, reply["answers"], strict=True):
                if answer["verdict"] != "held":  # 4.2
                    each["answer"] = answer
                    self._prove(each["letter"], answer)
            self._state.keep()
            if all(answer["verdict"] == "held" for answer in reply["answers"]):
                return

    def _prove(self, letter: Json, answer: Json) -> None:
        """4.7: the receipt says that the server has just this body."""
        if answer["receipt"] is None:
            return
        receipt = answer["receipt"]
        body, signature = base64.b64decode(receipt["body"]), base64.b64decode(receipt["signature"])
        said = json.loads(body)
        assert said["op_id"] == letter["op_id"]
        assert said["digest"] == hashlib.sha256(letter["body"].encode()).hexdigest()
        suite = b"zhuqitong/%d/receipt\n" % receipt["suite"]
        signed = body if receipt["suite"] == 1 else _climbed(suite + body, signature[64:])
        server = base64.b64decode(self._state.now["session"]["server_key"])
        Ed25519PublicKey.from_public_bytes(server).verify(signature[:64], suite + signed)

    # --- pull (5) ------------------------------------------------------------------------------------------

    def pull(self, pages: int = 0) -> bool:
        """5: everything new, applied when it is whole; with `pages`, so many requests at the most. Whether
        the copy is at its end."""
        while pages != 1 or not self._state.now["pages"]:
            staged = self._state.now["pages"]
            after = staged[-1]["after"] if staged else ""
            if staged and not after:
                break
            message = {"cursor": self._state.now["cursor"], "after": after}
            try:
                staged.append(self._ask_signed_in("/v1/pull", message))
            except No as no:
                if no.status != 400 or not after:
                    raise
                staged.clear()  # 5.3: this pull cannot go on
            self._state.keep()
        if not self._state.now["pages"] or self._state.now["pages"][-1]["after"]:
            return False
        self._apply(self._state.now["pages"])
        return True

    def _apply(self, pages: list[Json]) -> None:
        """5.3, in its order."""
        entered = {aggregate for page in pages for aggregate in page["entered"]}
        for page in pages:
            self._drop(lambda row, gone={*page["left"], *page["entered"]}: row["aggregate_id"] in gone)
            for table, part in page["tables"].items():
                for values in part["rows"]:
                    row = dict(zip(part["columns"], values, strict=True))
                    self._state.now["rows"].setdefault(table, {})[row["id"]] = row
        if pages[-1]["everything"]:
            self._drop(lambda row: row["aggregate_id"] not in entered)
        self._state.now["cursor"], self._state.now["pages"] = pages[-1]["cursor"], []
        self._state.keep()

    def _drop(self, gone: Any) -> None:
        for rows in self._state.now["rows"].values():
            for row_id in [row_id for row_id, row in rows.items() if gone(row)]:
                del rows[row_id]

    def rows(self, table: str) -> list[Json]:
        """The rows of a table, as the server last sent them."""
        return list(self._state.now["rows"].get(table, {}).values())

    def differs(self) -> list[str]:
        """What a copy should come to: the aggregates whose digest is another one than the server's."""
        columns = {
            table: sorted(next(iter(rows.values())))
            for table, rows in self._state.now["rows"].items()
            if rows
        }
        question = {"cursor": self._state.now["cursor"], "tables": columns}
        said = self._ask_signed_in("/v1/digests", question)
        here = dict.fromkeys(said["digests"], 0)
        for table in said["tables"]:
            for row in self.rows(table):
                values = [row[name] for name in columns[table]]
                words = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
                weight = hashlib.sha256(table.encode() + b"\0" + words).digest()[:8]
                name = row["aggregate_id"]
                here[name] = (here.get(name, 0) + int.from_bytes(weight, "big")) % 2**64
        return sorted(name for name, digest in said["digests"].items() if f"{here[name]:016x}" != digest)


def _climbed(leaf: bytes, steps: bytes) -> bytes:
    """4.7: from one receipt to the hash that was signed for all of a push."""
    at = hashlib.sha256(b"\0" + leaf).digest()
    for start in range(0, len(steps), 33):
        side, other = steps[start], steps[start + 1 : start + 33]
        at = hashlib.sha256(b"\1" + (at + other if side else other + at)).digest()
    return at
