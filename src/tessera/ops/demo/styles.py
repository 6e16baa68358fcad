"""The 60 styles of the demo brand: name, season, price, colours, and how each is drawn."""

from dataclasses import dataclass

LETTERS = ("S", "M", "L", "XL")
WAISTS = ("26", "27", "28", "29", "30")
ONE_SIZE = ("均码",)

COLOURS = {
    "月白": "#d9e4e3",
    "米白": "#f1e6d2",
    "燕麦": "#d8c8ac",
    "驼色": "#b98f63",
    "卡其": "#b5a07c",
    "焦糖": "#a0632f",
    "咖色": "#6d4c3b",
    "墨黑": "#2d2c31",
    "烟灰": "#8d8b8a",
    "藏青": "#2f3b58",
    "黛蓝": "#47566c",
    "雾蓝": "#8ea5b7",
    "天青": "#82b0b3",
    "牛仔蓝": "#577089",
    "浅牛仔": "#9cb2c4",
    "豆绿": "#9eb18b",
    "竹青": "#788f63",
    "松柏绿": "#3d5a4b",
    "鹅黄": "#ead597",
    "姜黄": "#cf9e49",
    "藕粉": "#e2c1bc",
    "豆沙": "#b6766d",
    "石榴红": "#b23c38",
    "胭脂": "#9c2b34",
    "枣红": "#77302f",
    "丁香紫": "#b7a2c2",
    "茄紫": "#5d3c56",
}
"""What a colour's name looks like."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style in its colours and sizes. ``yuan`` is the tag price in whole yuan.

    ``shape`` names a silhouette of ``garments`` and ``cloth`` a pattern of ``fabrics``.
    """

    code: str
    name: str
    category: str
    season: str
    yuan: int
    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    shape: str
    cloth: str = "plain"


def _styles() -> tuple[Style, ...]:
    made = []
    for category, prefix, sizes, rows in _CATEGORIES:
        for number, (name, season, yuan, colours, shape, cloth) in enumerate(rows, start=1):
            code = f"JX{prefix}{number:02d}"
            made.append(
                Style(
                    code, name, category, season, yuan, tuple(colours.split()), sizes, shape, cloth
                )
            )
    return tuple(made)


_Row = tuple[str, str, int, str, str, str]

_DRESSES: tuple[_Row, ...] = (
    ("云锦提花吊带长裙", "夏", 799, "藕粉 月白 墨黑", "dress.slip", "blossom"),
    ("桑蚕丝V领裹身裙", "夏", 1299, "石榴红 松柏绿", "dress.wrap", "plain"),
    ("水墨晕染连衣裙", "夏", 899, "月白 雾蓝", "dress.aline", "ink"),
    ("小立领改良旗袍", "春", 1099, "胭脂 黛蓝 豆绿", "dress.qipao", "blossom"),
    ("苎麻圆领A字裙", "夏", 699, "豆绿 燕麦", "dress.aline", "plain"),
    ("收腰衬衫连衣裙", "春", 759, "雾蓝 卡其", "dress.shirt", "pinstripe"),
    ("羊毛针织直筒裙", "冬", 899, "咖色 烟灰 枣红", "dress.knit", "rib"),
    ("丝绒晚宴长裙", "冬", 1599, "墨黑 枣红", "dress.wrap", "plain"),
    ("格纹背心连衣裙", "秋", 659, "驼色 藏青", "dress.aline", "check"),
    ("香云纱短袖旗袍", "夏", 1899, "咖色 茄紫", "dress.qipao", "ripple"),
)
_SKIRTS: tuple[_Row, ...] = (
    ("织金马面裙", "四季", 1299, "胭脂 藏青 墨黑", "skirt.mamian", "ripple"),
    ("百褶中长裙", "秋", 559, "驼色 黛蓝", "skirt.pleated", "plain"),
    ("高腰A字短裙", "春", 399, "藕粉 卡其", "skirt.aline", "plain"),
    ("苏格兰格半身裙", "秋", 499, "枣红 松柏绿", "skirt.pleated", "check"),
    ("醋酸缎面鱼尾裙", "夏", 599, "月白 墨黑", "skirt.pencil", "plain"),
    ("羊毛呢包臀裙", "冬", 529, "烟灰 咖色", "skirt.pencil", "herringbone"),
)
_SHIRTS: tuple[_Row, ...] = (
    ("真丝立领衬衫", "春", 899, "月白 藕粉 豆绿", "shirt.standing", "plain"),
    ("细条纹府绸衬衫", "春", 459, "雾蓝 豆沙", "shirt.classic", "pinstripe"),
    ("牛津纺白衬衫", "四季", 429, "米白 雾蓝", "shirt.classic", "plain"),
    ("飘带雪纺衬衫", "春", 499, "藕粉 丁香紫", "shirt.bow", "dots"),
    ("亚麻宽松衬衫", "夏", 529, "燕麦 天青", "shirt.classic", "plain"),
    ("盘扣短袖上衣", "夏", 599, "竹青 月白", "shirt.tang", "blossom"),
    ("法兰绒格子衬衫", "秋", 489, "枣红 藏青", "shirt.classic", "check"),
)
_TEES: tuple[_Row, ...] = (
    ("精梳棉圆领T恤", "夏", 199, "米白 墨黑 雾蓝", "tee.crew", "plain"),
    ("海军条纹长袖T恤", "春", 259, "藏青 石榴红", "tee.long", "stripe"),
    ("桑蚕丝V领T恤", "夏", 399, "藕粉 豆绿 烟灰", "tee.vneck", "plain"),
    ("珠地棉Polo衫", "夏", 329, "天青 鹅黄", "tee.polo", "plain"),
    ("祥云刺绣短袖", "夏", 299, "米白 胭脂", "tee.crew", "cloud"),
)
_KNITS: tuple[_Row, ...] = (
    ("山羊绒圆领毛衣", "冬", 1299, "驼色 烟灰 胭脂", "knit.crew", "plain"),
    ("美利奴高领打底衫", "冬", 599, "墨黑 米白 咖色", "knit.turtle", "rib"),
    ("麻花针织开衫", "秋", 699, "燕麦 豆沙", "knit.cardigan", "cable"),
    ("薄款针织开衫", "春", 459, "藕粉 雾蓝 豆绿", "knit.cardigan", "plain"),
    ("费尔岛提花毛衣", "冬", 799, "枣红 藏青", "knit.crew", "fairisle"),
    ("V领针织背心", "秋", 399, "卡其 黛蓝", "knit.vest", "argyle"),
    ("条纹海马毛毛衣", "秋", 659, "丁香紫 姜黄", "knit.crew", "stripe"),
)
_TROUSERS: tuple[_Row, ...] = (
    ("垂感阔腿裤", "四季", 559, "墨黑 燕麦", "trousers.wide", "plain"),
    ("九分西装裤", "四季", 529, "藏青 烟灰", "trousers.cropped", "plain"),
    ("复古直筒牛仔裤", "四季", 459, "牛仔蓝 浅牛仔", "trousers.jeans", "denim"),
    ("亚麻休闲长裤", "夏", 499, "燕麦 豆绿", "trousers.straight", "plain"),
    ("灯芯绒烟管裤", "冬", 479, "咖色 松柏绿", "trousers.straight", "corduroy"),
    ("人字纹羊毛西裤", "冬", 699, "烟灰 咖色", "trousers.straight", "herringbone"),
    ("新中式提花裙裤", "夏", 599, "黛蓝 豆沙", "trousers.wide", "ripple"),
)
_BLAZERS: tuple[_Row, ...] = (
    ("单排扣羊毛西装", "秋", 1299, "藏青 驼色", "blazer.single", "plain"),
    ("双排扣格纹西装", "秋", 1499, "烟灰 咖色", "blazer.double", "check"),
    ("亚麻轻薄西装", "春", 999, "燕麦 天青", "blazer.single", "plain"),
    ("宋锦短外套", "春", 1699, "松柏绿 胭脂", "coat.short", "ripple"),
)
_COATS: tuple[_Row, ...] = (
    ("双面羊绒浴袍大衣", "冬", 2999, "驼色 墨黑", "coat.wrap", "plain"),
    ("双排扣羊毛大衣", "冬", 2299, "藏青 燕麦", "coat.double", "plain"),
    ("经典棉质风衣", "春", 1299, "卡其 黛蓝", "coat.trench", "plain"),
    ("人字纹茧型大衣", "冬", 1999, "烟灰 焦糖", "coat.double", "herringbone"),
    ("新中式立领长衫", "秋", 1599, "墨黑 竹青", "coat.tang", "blossom"),
    ("短款牛角扣外套", "秋", 1199, "枣红 藏青", "coat.short", "plain"),
)
_PUFFERS: tuple[_Row, ...] = (
    ("90绒长款羽绒服", "冬", 1899, "墨黑 松柏绿", "puffer.long", "plain"),
    ("立领短款羽绒服", "冬", 1299, "石榴红 雾蓝 米白", "puffer.short", "plain"),
    ("轻薄羽绒背心", "秋", 699, "姜黄 黛蓝", "puffer.vest", "plain"),
)
_SCARVES: tuple[_Row, ...] = (
    ("羊绒流苏围巾", "冬", 599, "驼色 胭脂 烟灰", "scarf.long", "plain"),
    ("格纹羊毛披肩", "冬", 459, "枣红 松柏绿", "scarf.long", "check"),
    ("真丝印花方巾", "四季", 399, "石榴红 天青 姜黄", "scarf.square", "blossom"),
)
_BAGS: tuple[_Row, ...] = (
    ("宋锦手提包", "四季", 899, "胭脂 黛蓝", "bag.tote", "ripple"),
    ("植鞣皮托特包", "四季", 1199, "焦糖 墨黑", "bag.tote", "plain"),
)

_CATEGORIES: tuple[tuple[str, str, tuple[str, ...], tuple[_Row, ...]], ...] = (
    ("连衣裙", "D", LETTERS, _DRESSES),
    ("半身裙", "S", LETTERS[:3], _SKIRTS),
    ("衬衫", "B", LETTERS, _SHIRTS),
    ("T恤", "T", LETTERS, _TEES),
    ("针织衫", "K", LETTERS, _KNITS),
    ("裤装", "P", WAISTS, _TROUSERS),
    ("西装", "J", LETTERS[:3], _BLAZERS),
    ("大衣", "C", LETTERS[:3], _COATS),
    ("羽绒服", "Y", LETTERS, _PUFFERS),
    ("围巾", "W", ONE_SIZE, _SCARVES),
    ("包袋", "H", ONE_SIZE, _BAGS),
)

STYLES = _styles()
