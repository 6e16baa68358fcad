"""Plausible names and phones of people who do not exist."""

from random import Random

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_COMMON = 24
"""The first surnames are those of every second person."""

_GIVEN_WOMEN = (
    "芳 娜 敏 静 丽 艳 娟 霞 秀英 桂英 玉兰 晓燕 雪梅 婷婷 佳怡 思雨 欣怡 梓涵 雨桐 诗涵 一诺 若曦 语嫣 书瑶 "
    "梦洁 雅琪 晓雯 心怡 慧敏 嘉慧 可欣 紫萱 静怡 海燕 春梅 丹丹 莉莉 晶晶 玲玲 倩 蕾 颖 璐 琳 妍 薇 菲 洁 "
    "婉清 清扬 知夏 念慈 安然 如意 采薇 锦书 云舒 望舒 初晴 依诺 芷若 沐晴 悦宁 宛如"
)
_GIVEN_MEN = "伟 强 磊 军 洋 勇 杰 涛 明 超 建国 志强 文博 子轩 浩然 宇航 俊杰 天佑 思远 家豪 晨曦 鹏飞 景行 怀瑾 明轩 彦霖"
_WOMEN, _MEN = tuple(_GIVEN_WOMEN.split()), tuple(_GIVEN_MEN.split())

_PREFIXES = (
    "130",
    "133",
    "135",
    "136",
    "137",
    "138",
    "139",
    "150",
    "158",
    "159",
    "186",
    "187",
    "188",
)


def person(rng: Random) -> str:
    """A full name; four in five are women's."""
    few = rng.random() < 0.5
    surname = rng.choice(_SURNAMES[:_COMMON] if few else _SURNAMES)
    return surname + rng.choice(_WOMEN if rng.random() < 0.8 else _MEN)


def phones(rng: Random, count: int) -> list[str]:
    """Distinct mobile numbers with four zeros in the middle, as in no real person's.

    Their last four digits differ as long as there are enough, so that four digits find one.
    """
    tails = rng.sample(range(10_000), count)
    return [f"{rng.choice(_PREFIXES)}0000{tail:04d}" for tail in tails]
