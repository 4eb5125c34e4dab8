"""Whose certificates a laptop believes: the public authorities', or the organisation's own and no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from sync.engine import command_line
from sync.engine.authority import FILE, AuthorityRefused, named, read_authority
from sync.engine.laptop import Laptop
from sync.engine.local_values import Authority, recall
from sync.engine.opening import first_start, keys_of, open_copy
from sync.engine.transport import Away
from sync.engine.waiting import Waiting
from sync.server.app import build
from sync.store.rows import select
from sync.store.tables import Outbox
from tests.cases import reported, visit
from tests.stage import PASSWORD, Listening, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

Serve = Callable[[trustme.CA], str]
PERSON = "rep-east"


@pytest.fixture
def serve(small_stage: Stage, tmp_path: Path) -> Iterator[Serve]:
    """The stage's server with a certificate of an authority; at one address, one after the other."""
    before: list[Listening] = []

    def begin(authority: trustme.CA) -> str:
        port = 0
        if before:
            port = before[-1].port
            before.pop().close()
        file = tmp_path / "server.pem"
        authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(file))
        before.append(Listening(build(small_stage.centre), port, file))
        return before[-1].url

    yield begin
    while before:
        before.pop().close()


def file_of(folder: Path, *authorities: trustme.CA) -> Path:
    """A file with their certificates, as IT hands it out."""
    path = folder / "机构证书.pem"
    path.write_bytes(b"".join(each.cert_pem.bytes() for each in authorities))
    return path


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Laptop]]:
    """A first start, which believes what a file has."""
    made: list[Laptop] = []

    def begin(server: str, authority: Path | None) -> Laptop:
        folder = tmp_path / "copy"
        folder.mkdir(exist_ok=True)
        keys = keys_of(folder, None, CHEAP_COSTS)
        made.append(first_start(folder, keys, server, PERSON, PASSWORD, authority))
        return made[-1]

    yield begin
    for laptop in made:
        laptop.close()


def test_w16_with_an_authority_of_its_own_only_that_one_is_believed(
    small_stage: Stage,
    serve: Serve,
    start: Callable[..., Laptop],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A proxy that inspects has one that the machine believes: nothing is sent to it."""
    ours, proxy = trustme.CA(), trustme.CA()
    proxy.cert_pem.write_to_path(str(tmp_path / "machine.pem"))
    for bundle in ("requests.utils.DEFAULT_CA_BUNDLE_PATH", "requests.adapters.DEFAULT_CA_BUNDLE_PATH"):
        monkeypatch.setattr(bundle, str(tmp_path / "machine.pem"))
    laptop = start(serve(ours), file_of(tmp_path, ours))
    laptop.sync()
    laptop.do(visit())
    laptop._transport.close()  # else the server waits for its end
    serve(proxy)
    for asking in (laptop.sync, Waiting(laptop).news):
        with pytest.raises(Away, match="certificate"):
            asking()
    assert [entry.state for entry in laptop.read(select, Outbox)] == ["waiting"]
    serve(ours)
    laptop.sync()
    reported(small_stage)
    assert Waiting(laptop).news()


def test_without_it_the_public_ones_are_and_nothing_is_made(
    serve: Serve, start: Callable[..., Laptop], tmp_path: Path
) -> None:
    url = serve(trustme.CA())
    with pytest.raises(Away, match="certificate"):
        start(url, None)
    assert [path.name for path in (tmp_path / "copy").iterdir()] == []


def test_it_is_kept_and_its_file_is_made_again(
    serve: Serve, start: Callable[..., Laptop], tmp_path: Path
) -> None:
    ours = trustme.CA(organization_name="示例市驻企办")
    file = file_of(tmp_path, ours)
    laptop = start(serve(ours), file)
    laptop.sync()
    laptop.close()
    file.unlink()
    (laptop.folder / FILE).unlink()
    laptop = open_copy(laptop.folder, keys_of(laptop.folder, None, CHEAP_COSTS), PASSWORD)
    laptop.sync()
    assert ["示例市驻企办" in name for name in named(laptop.read(recall, Authority))] == [True]
    laptop.close()


def test_o20_the_next_one_is_believed_beside_the_old(
    serve: Serve, start: Callable[..., Laptop], tmp_path: Path
) -> None:
    """Handed out before the server changes: no laptop is shut out on that day."""
    old, new = trustme.CA(), trustme.CA()
    laptop = start(serve(old), file_of(tmp_path, old))
    laptop.sync()
    laptop.believe(read_authority(file_of(tmp_path, old, new)))
    laptop.sync()
    laptop._transport.close()  # else the server waits for its end
    serve(new)
    laptop.sync()


def test_a_file_without_a_certificate_is_refused(tmp_path: Path) -> None:
    for words in ("", "not a certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        (tmp_path / "bad.pem").write_text(words)
        with pytest.raises(AuthorityRefused, match="authority_unreadable"):
            read_authority(tmp_path / "bad.pem")
    with pytest.raises(AuthorityRefused):
        read_authority(tmp_path / "none.pem")


def test_the_command_takes_it_at_each_sign_in(
    serve: Serve, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, next_one = trustme.CA(organization_name="甲"), trustme.CA(organization_name="乙")
    url = serve(ours)
    word = tmp_path / "word"
    word.write_text(PASSWORD)
    word.chmod(0o600)

    def call(*words: str, status: int = command_line.DONE) -> dict[str, object]:
        arguments = ["--data", str(tmp_path / "copy"), "--password-file", str(word), *words]
        assert command_line.main(arguments, keyring=lambda: None, costs=CHEAP_COSTS) == status
        return dict(json.loads(capsys.readouterr().out))

    sign_in = ("sign-in", "--server", url, "--user", PERSON)
    assert call(*sign_in, status=command_line.OFFLINE) == {"code": "certificate"}
    assert call(*sign_in, "--authority", str(file_of(tmp_path, ours)))["new"]
    call("sync")
    assert "甲" in str(call("status")["authority"])
    serve(next_one)
    assert call("sync", status=command_line.OFFLINE) == {"code": "certificate"}
    assert not call(*sign_in, "--authority", str(file_of(tmp_path, next_one)))["new"]
    call("sync")
    bad = tmp_path / "bad.pem"
    bad.touch()
    said = call(*sign_in, "--authority", str(bad), status=command_line.REFUSED)
    assert said == {"code": "authority_unreadable"}
