"""A return agrees with its own lines and refunds, and with the sale that it takes back."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

TOTALS = Claim(
    "returns.totals",
    gettext_noop(
        "Every return refunds the sum of its lines, but points and what is kept for points."
    ),
    "sales_return",
    """
    SELECT r.id AS return_id, r.number, r.refund_minor, r.points_minor, r.kept_minor,
        l.net AS lines_net, l.points AS lines_points, f.paid AS refunded
    FROM sales_return r
    LEFT JOIN (
        SELECT document_id, sum(net_minor) AS net, sum(points_share_minor) AS points
        FROM sales_returnline GROUP BY document_id
    ) l ON l.document_id = r.id
    LEFT JOIN (SELECT document_id, sum(amount_minor) AS paid FROM sales_refund GROUP BY document_id)
        f ON f.document_id = r.id
    WHERE l.document_id IS NULL OR r.refund_minor + r.kept_minor + r.points_minor <> l.net
        OR r.points_minor <> l.points OR r.refund_minor <> coalesce(f.paid, 0)
    """,
)

PIECES = Claim(
    "returns.pieces",
    gettext_noop("Every sold line counts the pieces that came back, and gives back no more."),
    "sales_saleline",
    """
    SELECT l.id AS line_id, l.sale_id, l.quantity, l.returned, b.pieces AS came_back,
        l.net_minor, b.net AS given_back
    FROM sales_saleline l
    LEFT JOIN (
        SELECT sale_line_id, sum(quantity) AS pieces, sum(net_minor) AS net
        FROM sales_returnline WHERE sale_line_id IS NOT NULL GROUP BY sale_line_id
    ) b ON b.sale_line_id = l.id
    WHERE l.returned <> coalesce(b.pieces, 0) OR l.returned > l.quantity
        OR coalesce(b.net, 0) > l.net_minor
        OR (l.returned = l.quantity AND coalesce(b.net, 0) <> l.net_minor)
    """,
)

SALES = Claim(
    "returns.sales",
    gettext_noop("Every returned line is of the sale that is returned, and the sale counts it."),
    "sales_return",
    """
    SELECT s.id AS sale_id, NULL AS line_id, s.return_count AS counted,
        coalesce(r.returns, 0) AS returns
    FROM sales_sale s
    LEFT JOIN (
        SELECT sale_id, count(*) AS returns FROM sales_return
        WHERE sale_id IS NOT NULL GROUP BY sale_id
    ) r ON r.sale_id = s.id
    WHERE s.return_count <> coalesce(r.returns, 0)
    UNION ALL
    SELECT r.sale_id, b.id, NULL, NULL FROM sales_returnline b
    JOIN sales_return r ON r.id = b.document_id
    LEFT JOIN sales_saleline l ON l.id = b.sale_line_id
    WHERE (r.sale_id IS NULL) <> (b.sale_line_id IS NULL)
        OR (b.sale_line_id IS NOT NULL AND (l.id IS NULL OR l.sale_id <> r.sale_id))
    """,
)

TENDERS = Claim(
    "returns.tenders",
    gettext_noop("No tender gives back more than it took, nor by another kind."),
    "sales_refund",
    """
    SELECT f.tender_id, max(t.amount_minor) AS taken, sum(f.amount_minor) AS given_back
    FROM sales_refund f
    JOIN sales_return r ON r.id = f.document_id
    LEFT JOIN sales_tender t ON t.id = f.tender_id AND t.kind = f.kind AND t.sale_id = r.sale_id
    WHERE f.tender_id IS NOT NULL
    GROUP BY f.tender_id
    HAVING count(*) <> count(t.id) OR sum(f.amount_minor) > max(t.amount_minor)
    """,
)

EXCHANGES = Claim(
    "returns.exchanges",
    gettext_noop(
        "Every exchange is a return and a sale of one moment, till and member, and what was carried over is in both."
    ),
    "sales_exchange",
    """
    SELECT x.sale_id, x.back_id, x.carried_minor, s.total_minor, r.refund_minor,
        sum(p.amount) AS parts
    FROM sales_exchange x
    JOIN sales_sale s ON s.id = x.sale_id
    JOIN sales_return r ON r.id = x.back_id
    LEFT JOIN (
        SELECT c.sale_id, CAST(i.value ->> 'amount_minor' AS bigint) AS amount,
            (SELECT coalesce(sum(t.amount_minor), 0) FROM sales_tender t
                WHERE t.sale_id = c.sale_id AND t.kind = i.value ->> 'kind') AS paid,
            (SELECT coalesce(sum(f.amount_minor), 0) FROM sales_refund f
                WHERE f.document_id = c.back_id AND f.kind = i.value ->> 'kind') AS back
        FROM sales_exchange c, json_items(c.carried) i
    ) p ON p.sale_id = x.sale_id
    GROUP BY x.sale_id, x.back_id, x.carried_minor, s.total_minor, r.refund_minor, s.at, r.at,
        s.till_id, r.till_id, s.shift_id, r.shift_id, s.member_id, r.member_id, s.business_on,
        r.business_on, r.sale_id
    HAVING coalesce(sum(p.amount), 0) <> x.carried_minor
        OR x.carried_minor <> CASE WHEN s.total_minor < r.refund_minor
            THEN s.total_minor ELSE r.refund_minor END
        OR sum(CASE WHEN p.amount > p.paid OR p.amount > p.back THEN 1 ELSE 0 END) > 0
        OR s.at <> r.at OR s.till_id <> r.till_id OR s.shift_id <> r.shift_id
        OR s.business_on <> r.business_on OR r.sale_id IS NULL
        OR coalesce(CAST(s.member_id AS text), '') <> coalesce(CAST(r.member_id AS text), '')
    """,
)

CLAIMS = (TOTALS, PIECES, SALES, TENDERS, EXCHANGES)
