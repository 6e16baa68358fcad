"""What must hold of the stock, to be proved from the rows alone."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

ON_HAND = Claim(
    "stock.on_hand",
    gettext_noop("Stock on hand equals its movements, and there is none without them."),
    "stock_stock",
    """
    SELECT store_id, sku_id, sum(on_hand) AS on_hand, sum(moved) AS moved FROM (
        SELECT store_id, sku_id, on_hand, 0 AS moved, 1 AS kept, 0 AS moves FROM stock_stock
        UNION ALL SELECT store_id, sku_id, 0, quantity, 0, 1 FROM stock_movement
    ) both_sides GROUP BY store_id, sku_id
    HAVING sum(on_hand) <> sum(moved) OR sum(kept) <> 1 OR sum(moves) = 0
    """,
)

FLOORS = Claim(
    "stock.floors",
    gettext_noop("No stock is below its floor."),
    "stock_stock WHERE floor IS NOT NULL",
    """
    SELECT id AS stock_id, store_id, sku_id, on_hand, floor FROM stock_stock
    WHERE on_hand < floor
    """,
)

CLAIMS = (ON_HAND, FLOORS)
