"""`doctor`: looks a server over. It changes nothing; each finding says what to do.

To add a check: a function that answers "" or one sentence, and its row in CHECKS; what is no fault goes into
ADVICE.
"""

from __future__ import annotations

import os
import shutil
import stat
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Final, NamedTuple

import sqlalchemy as sa

from sync.domain import clock
from sync.domain.profile_use import lacking
from sync.server import audit, in_use, membership, organisation_key
from sync.server.centre import Centre
from sync.server.commands.output import say, table
from sync.server.concealed import readers_inside
from sync.server.premises import Premises, opened, premises_of
from sync.server.publishing import PROFILE_ID
from sync.server.words import lacking_in_words
from sync.store.rows import find, select
from sync.store.tables import (
    Appointment,
    Assignment,
    Cluster,
    Duty,
    Enterprise,
    Office,
    Person,
    Placement,
    Problem,
    Published,
    Region,
    StoredBlob,
)

LEAST_FREE: Final = 2 * 1024**3  # bytes
CALENDAR_AHEAD: Final = timedelta(days=30)


class Patient(NamedTuple):
    """What the checks look at, in one snapshot."""

    premises: Premises
    centre: Centre
    connection: sa.Connection


def doctor(options: Namespace) -> int:
    """1 when something needs somebody."""
    with opened(options) as centre, centre.database.read() as connection:
        patient = Patient(premises_of(options), centre, connection)
        found = [(name, check(patient)) for name, check in CHECKS]
        advised = [(name, sentence) for name, check in ADVICE if (sentence := check(patient))]
    say(table(["检查", "结果"], [[name, sentence or "正常"] for name, sentence in found]))
    for name, sentence in advised:
        say(f"{name}：{sentence}。")
    return 1 if any(sentence for _, sentence in found) else 0


def _folder(patient: Patient) -> str:
    open_to_others = stat.S_IMODE(patient.premises.data.stat().st_mode) & 0o077
    if os.name == "posix" and open_to_others:
        return f"别人也能进数据目录，请运行 chmod 700 {patient.premises.data}"
    return ""


def _disk(patient: Patient) -> str:
    free = shutil.disk_usage(patient.premises.data).free
    return "" if free >= LEAST_FREE else f"数据目录所在磁盘只剩 {free // 1024**2} MB，请腾出空间"


def _database(patient: Patient) -> str:
    if patient.premises.file is None:
        return ""
    pragmas = ["quick_check"] + (["cipher_integrity_check"] if patient.premises.key_file else [])
    said = [line for name in pragmas for (line,) in patient.connection.exec_driver_sql(f"PRAGMA {name}")]
    return "" if set(said) <= {"ok"} else "数据库文件已损坏，请停止服务，用备份恢复"


def _profile(patient: Patient) -> str:
    if find(patient.connection, Published, id=PROFILE_ID) is None:
        return "还没有发布城市配置，请运行 zhuqitong-server migrate"
    profile = patient.centre.rules(patient.connection).profile
    missing = lacking(profile, in_use.codes(patient.connection))
    return lacking_in_words(missing) if missing else ""


def _calendar(patient: Patient) -> str:
    covered = patient.centre.rules(patient.connection).calendar.covered_through
    needed = clock.day_of(clock.now()) + CALENDAR_AHEAD
    return (
        ""
        if covered is not None and covered >= needed
        else f"放假安排只到 {covered}，请升级程序后运行 migrate"
    )


def _references(patient: Patient) -> str:
    ids = {
        kind: {row.id for row in select(patient.connection, kind)}
        for kind in (Region, Office, Person, Enterprise)
    }
    rows = patient.connection
    lost = [row.id for row in select(rows, Region) if row.parent_id and row.parent_id not in ids[Region]]
    lost += [row.id for row in select(rows, Office) if row.region_id not in ids[Region]]
    lost += [row.id for row in select(rows, Enterprise) if row.region_id not in ids[Region]]
    lost += [row.id for row in select(rows, Appointment) if row.office_id not in ids[Office]]
    lost += [row.id for row in select(rows, Assignment) if row.person_id not in ids[Person]]
    return f"{len(lost)} 行指向不存在的记录（如 {lost[0]}），请重新导入名单" if lost else ""


def _centres(patient: Patient) -> str:
    tree = patient.centre.rules(patient.connection).regions
    firms = [row for row in select(patient.connection, Enterprise) if not tree.centres(row.region_id)]
    return f"{len(firms)} 家企业没有主管中心，请在“组织”表里补上中心" if firms else ""


def _marks(patient: Patient) -> str:
    """Numbers are told apart by the mark alone: without it two centres share one series."""
    centres = select(patient.connection, Office, kind="centre")
    times = Counter(row.mark for row in centres)
    names = "、".join(sorted(row.name for row in centres if times[row.mark] > 1))
    if names:
        return f"{names}的字号相同或都空着，正式编号分不出是哪个中心的，请在“组织”表里填不同的字号"
    patterns = patient.centre.rules(patient.connection).profile.numbers.values()
    if len(centres) > 1 and any("{mark}" not in pattern for pattern in patterns):
        return "城市配置里的编号不带字号 {mark}，分不出是哪个中心的，请改配置"
    return ""


def _scope(patient: Patient) -> str:
    """Placements are what the rule says: nobody holds more or less."""
    kinds = (Enterprise, Problem, Duty, Cluster)
    rows = [row for kind in kinds for row in select(patient.connection, kind)]
    should = {
        (holder, aggregate)
        for aggregate, holders in membership.wanted(patient.connection, rows).items()
        for holder in holders
    }
    live = select(patient.connection, Placement, revoked=None)
    wrong = should ^ {(row.holder_id, row.aggregate_id) for row in live}
    return f"{len(wrong)} 处可见范围与规则不符，请保留现场并报告" if wrong else ""


def _concealed(patient: Patient) -> str:
    people = sorted(readers_inside(patient.connection))
    names = "、".join(row.name for row in select(patient.connection, Person, id=people))
    return f"{names}既在涉及部门任职，又能读到对该部门回避的问题，请调整任职或改派" if people else ""


def _audit(patient: Patient) -> str:
    return (
        "" if audit.verify(patient.connection).whole else "审计链不完整，请运行 zhuqitong-server audit verify"
    )


def _files(patient: Patient) -> str:
    blobs = {row.sha256 for row in select(patient.connection, StoredBlob, complete=True)}
    lost = [name for name in blobs if not (patient.centre.blobs / name).exists()]
    return f"{len(lost)} 个附件的文件不在了，请用备份恢复 {patient.centre.blobs}" if lost else ""


def _recovery_key(patient: Patient) -> str:
    return organisation_key.fault(patient.centre.folder)


def _no_recovery_key(patient: Patient) -> str:
    if (patient.centre.folder / organisation_key.RECOVERY_KEY).exists():
        return ""
    return "还没有，忘记口令的人将丢失未同步的内容；可运行 recovery-key 生成"


CHECKS: Final[tuple[tuple[str, Callable[[Patient], str]], ...]] = (
    ("数据目录", _folder),
    ("磁盘空间", _disk),
    ("数据库文件", _database),
    ("城市配置", _profile),
    ("放假安排", _calendar),
    ("名单引用", _references),
    ("主管中心", _centres),
    ("中心字号", _marks),
    ("可见范围", _scope),
    ("回避", _concealed),
    ("审计链", _audit),
    ("附件", _files),
    ("恢复钥匙", _recovery_key),
)
# What an organisation may have decided so: told, and no fault.
ADVICE: Final[tuple[tuple[str, Callable[[Patient], str]], ...]] = (("恢复钥匙", _no_recovery_key),)
