"""The goods of a document are what left the store's stock, or came back to it."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

LEFT = Claim(
    "sales.goods",
    gettext_noop("The goods of every sale left the stock of its store."),
    "stock_movement WHERE kind = 'sale'",
    """
    SELECT sale_id, store_id, sku_id, sum(sold) AS sold, sum(moved) AS moved FROM (
        SELECT l.sale_id, s.store_id, l.sku_id, l.quantity AS sold, 0 AS moved
        FROM sales_saleline l JOIN sales_sale s ON s.id = l.sale_id WHERE l.kind IN ('goods', 'giveaway')
        UNION ALL
        SELECT document_id, store_id, sku_id, 0, -quantity FROM stock_movement WHERE kind = 'sale'
    ) both_sides GROUP BY sale_id, store_id, sku_id HAVING sum(sold) <> sum(moved)
    """,
)

CAME_BACK = Claim(
    "returns.goods",
    gettext_noop("The goods of every return came into the stock of its store."),
    "stock_movement WHERE kind = 'return'",
    """
    SELECT return_id, store_id, sku_id, sum(returned) AS returned, sum(moved) AS moved FROM (
        SELECT l.document_id AS return_id, r.store_id, l.sku_id, l.quantity AS returned, 0 AS moved
        FROM sales_returnline l JOIN sales_return r ON r.id = l.document_id WHERE l.kind IN ('goods', 'giveaway')
        UNION ALL
        SELECT document_id, store_id, sku_id, 0, quantity FROM stock_movement WHERE kind = 'return'
    ) both_sides GROUP BY return_id, store_id, sku_id HAVING sum(returned) <> sum(moved)
    """,
)

CLAIMS = (LEFT, CAME_BACK)
