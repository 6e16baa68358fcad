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
