"""What a load needs to know of a chain, without the house itself: clients stay light."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

MEMBERS, SKUS, COUPONS = 1, 2, 3
"""The name spaces of ``bench_id``."""

TAG_MINOR = 10_000
LINES = 4
TOTAL_MINOR = 4 * TAG_MINOR - 3_000 - 2_000
WALLET_MINOR = 12_000

FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜"
GIVEN = (
    "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华慧建文玲辉力红梅鹏飞玉鑫波斌宇浩凯健俊帆雪荣爱"
    "琳晶欣莉瑞佳婷宁志云海燕倩雅思梦晓彤子涵雨轩诗琪欣怡"
)
"""The letters that members' names are made of: one of the first, two of the second."""

OWNER, PASSWORD = "owner", "a-long-walk-by-the-river"
"""Who signs in to the office of a chain that lives for one measurement."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What was made. ``tokens[i]`` signs in at ``tills[i]``, the only till of ``stores[i]``."""

    stores: tuple[str, ...]
    tills: tuple[str, ...]
    tokens: tuple[str, ...]
    member_count: int
    sku_count: int

    def save(self, path: Path) -> None:
        """Write the chain down for another process."""
        path.write_text(json.dumps(asdict(self)))

    def tills_of(self, client: int, *, clients: int) -> range:
        """The numbers of the tills that only ``client`` of ``clients`` sells at."""
        return range(client, len(self.tills), clients)


def load(path: Path) -> Chain:
    """The chain that was written to ``path``."""
    kept = json.loads(path.read_text())
    lists = {name: tuple(kept[name]) for name in ("stores", "tills", "tokens")}
    return Chain(**lists, member_count=kept["member_count"], sku_count=kept["sku_count"])


def bench_id(space: int, number: int) -> UUID:
    """The id of row ``number`` in ``space``; the database's function gives the same."""
    return UUID(f"{space:08x}-0000-7000-8000-{number:012x}")
