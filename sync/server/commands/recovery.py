"""`recovery-key`: the organisation's own key, which opens a laptop whose password or keyring is lost.

The public half stays here and goes to every laptop with its next contact; the private half goes into a file
that is kept elsewhere, and never comes back to this machine.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sync.domain import boxed, clock
from sync.server import audit
from sync.server.audit import Line
from sync.server.commands.output import say
from sync.server.organisation_key import RECOVERY_KEY
from sync.server.premises import CommandRefused, UsageError, opened
from sync.store.durable import write_new


def make(options: Namespace) -> int:
    """A new pair. Raises CommandRefused where there is one: laptops that are sealed to it open with it alone
    until their next contact."""
    place: Path = options.private.resolve()
    with opened(options) as centre:
        public = centre.folder / RECOVERY_KEY
        if place.is_relative_to(centre.folder):
            raise UsageError(f"恢复钥匙不能放在数据目录 {centre.folder} 里，请写到别处")
        if public.exists():
            raise CommandRefused(f"已有恢复钥匙（{public}）；确要更换，请先移走这个文件，旧钥匙也要留着。")
        if place.exists():
            raise CommandRefused(f"{place} 已存在，请换一个文件名。")
        private = boxed.new_box_key()
        write_new(place, private.hex().encode("ascii") + b"\n")
        write_new(public, boxed.public_key_of(private).hex().encode("ascii"))
        with centre.database.write() as connection:
            audit.append(connection, clock.now(), [Line("recovery_key_made")])
    say(f"恢复钥匙已写到 {place}；请存到别处由专人保管，本机不要留。各笔记本下次联网后生效。")
    return 0
