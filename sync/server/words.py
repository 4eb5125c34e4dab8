"""The words of the administrator's commands: for every code a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sync.server.planning.names import Unclear

# Why a line of a roster was passed over, or what to look at (wrong_…).
ROSTER: Final = {
    "unknown_word": "“{column}”不认识“{value}”，可填：{known}",
    "unknown_name": "“{column}”里的“{value}”还没有，请先在前面的表里填上",
    "several": "“{column}”里的“{value}”有 {count} 个，请写全（区划名/名称），人员请填账号",
    "repeated": "与第 {row} 行重复",
    "differs": "与第 {row} 行是同一个人，职务、派出单位或手机却不同",
    "code_needed": "最上一级区划要填“代码”",
    "office_and_role": "“任职机构”和“角色”要么都填，要么都不填",
    "account_of_other": "账号“{value}”是别人的",
    "bad_account": "账号“{value}”不能有空格，最多 64 个字",
    "other_account": "此人已有账号“{other}”，同名的另一人请在派出单位里写明科室",
    "code_of_other": "信用代码 {value} 属于“{other}”",
    "other_code": "同名企业的信用代码是 {other}，与 {value} 不同，请核对",
    "station_office_needed": "小微站要填“小微站名称”",
    "ended": "已于 {until} 结束，没有重新开始",
    "wrong_length": "信用代码 {value} 不是 18 位，待核实",
    "wrong_character": "信用代码 {value} 有不会出现的字符，待核实",
    "wrong_check_digit": "信用代码 {value} 校验位不对，待核实",
}
# What a rule says no with, where the importer does not notice before.
REFUSALS: Final = {
    "not_a_day": "日期要写成 2026-09-30 这样",
    "too_long": "文字太长",
    "bad_text": "有一格含有不能保存的字符",
    "bad_body": "内容不合要求",
    "missing": "所指的记录不在了，请再导入一次",
    "already_exists": "这个区划已有一个中心",
    "mark_taken": "与另一个中心相同（或都空着），编号会重复，请为每个中心填写不同的字号",
    "unknown_choice": "现用配置里没有这个选项",
    "unknown_office": "所填的机构不是小微站",
    "failed_here": "服务器内部出错，请查看日志",
}
# Why work is in quarantine.
QUARANTINES: Final = {
    "out_of_scope": "办理时已不归其负责",
    "missing_prerequisite": "它前面的一步还没有到服务器",
    "unknown_kind": "服务器还不认识这一类",
    "too_new": "它由更新的程序写成",
    "device_revoked": "写的时候设备已停用",
    "failed_here": "服务器内部出错，请查看日志",
    "refill": "服务器恢复后正在等各笔记本补送",
    "number_taken": "回执上的正式编号已给了别的问题",
}
# What became of work in quarantine.
DECISIONS: Final = {
    "": "等待决定",
    "admitted": "已采纳",
    "declined": "未采纳",
    "replaced": "作者已另交一份",
    "withdrawn": "作者已放弃",
}
# Why a backup is not made or not put back.
BACKUPS: Final = {
    "place_taken": "{folder} 已有文件或备份，请换一个位置",
    "damaged_database": "数据库有损坏的页，备份没有完成；请停止服务，用上一个备份恢复",
    "disk_full": "放备份的磁盘满了，备份没有完成",
    "not_copied": "数据库没有复制成功（{reason}），请稍后再试",
    "no_backup": "{folder} 不是备份，或备份没有做完（缺 manifest.json）",
    "later_backup": "备份由更新的程序制作，请先升级程序",
    "damaged_backup": "备份里的 {file} 缺失或已损坏，请用另一个备份",
    "other_key": "打不开备份里的数据库：钥匙不对，请放回当时的钥匙",
    "other_database": "备份来自 {database}，请用 --database 写明同类的数据库",
    "not_empty": "{place} 里已有数据；SQLite 可加 --replace 换下旧库（旧库改名保留），PostgreSQL 请新建空库",
    "in_use": "数据库正在使用，请先停止服务",
}
# The parts of a profile whose codes rows hold; a choice is told by its list.
PROFILE_PARTS: Final = {
    "states": "状态",
    "forms": "表单",
    "roles": "角色",
    "outcomes": "结果",
    "choices": "选项",
    "documents": "文书名称",
}
OUTCOMES: Final = {"added": "新增", "updated": "更新", "unchanged": "不变", "skipped": "跳过"}


def roster_in_words(unclear: Unclear) -> str:
    """Why a line was passed over."""
    return ROSTER[unclear.code].format(**unclear.details)


def backup_in_words(code: str, details: dict[str, object]) -> str:
    """Why a backup was not made or put back, as one sentence."""
    return BACKUPS[code].format(**details) + "。"


def stopped_in_words(code: str) -> str:
    """Why work is in quarantine, or why it stays there."""
    return QUARANTINES.get(code, f"规则不允许（{code}）")


def lacking_in_words(missing: Iterable[str]) -> str:
    """What a profile lacks although it is used, each as `domain.profile_use.lacking` names it."""
    named = (key.partition(".") for key in missing)
    listed = "、".join(f"{PROFILE_PARTS[part]} {code}" for part, _, code in named)
    return f"正在使用而配置里没有：{listed}；请在配置里补上"


def refused_in_words(code: str, column: str = "") -> str:
    """What a rule said to a line, and about which column, where that is known."""
    return (f"“{column}”：" if column else "") + REFUSALS.get(code, f"不能导入（{code}）")
