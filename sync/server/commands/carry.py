"""`courier`: takes what a laptop without a line has sent by stick, and writes the answer that goes back."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from sync.server import courier
from sync.server.commands.output import say
from sync.server.premises import CommandRefused, opened

REFUSED: Final = {
    "damaged": "不是完整的摆渡文件，请重新拷贝",
    "not_for_us": "不是发给这台服务器的，请核对服务器",
    "forged": "签名与所写的设备不符，没有处理",
    "unknown_device": "所写的设备没有在这里登记",
    "device_revoked": "所写的设备已停用",
    "strange": "不是驻企通写出的摆渡文件，没有处理，请在那台笔记本上重新导出",
}


def carry(options: Namespace) -> int:
    """The same file twice is harmless: its operations are known by their ids."""
    file = options.file.read_bytes()
    with opened(options) as centre:
        try:
            back = courier.answer(centre, file)
        except courier.CourierRefused as no:
            raise CommandRefused(f"{options.file}：{REFUSED[no.code]}。") from None
    options.answer.write_bytes(back)
    say(f"已处理 {options.file}，请把 {options.answer} 带回那台笔记本导入。")
    return 0
