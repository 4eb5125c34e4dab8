"""What generated names are put together from. Generated people and firms carry 示例 in their names."""

from __future__ import annotations

import random
from typing import Final

# Kinds of bureaus that a county has, with the topics they answer for (words of the profile).
BUREAUS: Final = (
    ("住建局", "证照办理"),
    ("自然资源和规划局", "规划用地"),
    ("行政审批局", "立项审批、证照办理"),
    ("人社局", "用工社保"),
    ("税务局", "税费"),
    ("市场监管局", "证照办理"),
    ("金融工作办公室", "融资担保"),
    ("发展和改革局", "立项审批、政策兑现"),
    ("生态环境分局", "环评能评"),
    ("科技和工业信息化局", "科技人才、政策兑现"),
    ("应急管理局", "安全生产"),
    ("交通运输局", "物流通关"),
    ("商务局", "市场开拓"),
    ("水务局", "水电气网"),
)
SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN: Final = "伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚桂英华建国志文海燕春玉兰红梅云飞鹏宇浩然欣怡博雅"
_NAMES: Final = "恒润鑫源宏达瑞丰嘉禾盛泰永兴华阳天成利民广通顺安康宁金山青松云海长城远大新合力诚信德茂"

# Industries (GB/T 4754), the word in a firm's name, what it makes or does.
TRADES: Final = (
    ("农、林、牧、渔业", "农业", "食用菌、杂粮"),
    ("农、林、牧、渔业", "果品", "山楂、板栗"),
    ("采矿业", "矿业", "铁精粉"),
    ("制造业", "食品", "杏仁露、果汁"),
    ("制造业", "药业", "中成药"),
    ("制造业", "机械", "仪器仪表"),
    ("制造业", "建材", "水泥、石材"),
    ("制造业", "钒钛", "钒钛制品"),
    ("电力、热力、燃气及水生产和供应业", "新能源", "风电、光伏发电"),
    ("建筑业", "建筑工程", "房屋建筑"),
    ("批发和零售业", "商贸", "日用百货"),
    ("交通运输、仓储和邮政业", "物流", "公路货运"),
    ("住宿和餐饮业", "酒店", "住宿、餐饮"),
    ("信息传输、软件和信息技术服务业", "科技", "软件开发"),
    ("文化、体育和娱乐业", "文化旅游", "景区服务"),
)
SCALES: Final = ("大型", "中型", "小型", "微型")
TAGS: Final = ("规上", "高新技术企业", "专精特新", "科技型中小企业", "重点项目", "外贸")
POSTS: Final = ("总经理", "办公室主任", "财务负责人", "厂长")


def person_name(chance: random.Random) -> str:
    """A generated person's name."""
    given = "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2))))
    return f"示例{chance.choice(SURNAMES)}{given}"


def firm_name(chance: random.Random, county: str, trade: str) -> str:
    """A generated firm's name."""
    return f"{county}示例{''.join(chance.sample(_NAMES, 2))}{trade}有限公司"
