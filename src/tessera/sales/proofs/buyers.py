"""What is kept of a member's purchases agrees with the sales and returns."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

BUYERS = Claim(
    "sales.buyers",
    gettext_noop("What is kept of each member's purchases is what the sales and returns say."),
    "sales_buyer",
    """
    SELECT owner AS member_id, sum(kept_visits) AS kept_visits, sum(visits) AS visits,
        sum(kept_spent) AS kept_spent, sum(spent) AS spent,
        sum(kept_pieces) AS kept_pieces, sum(pieces) AS pieces
    FROM (
        SELECT b.member_id AS owner, b.visits AS kept_visits, b.spent_minor AS kept_spent,
            b.pieces AS kept_pieces, b.first_on AS kept_first, b.last_on AS kept_last,
            0 AS visits, 0 AS spent, 0 AS pieces, NULL AS first_on, NULL AS last_on
        FROM sales_buyer b
        UNION ALL
        SELECT coalesce(m.merged_into_id, m.id), 0, 0, 0, NULL, NULL,
            1, l.spent, l.pieces, s.business_on, s.business_on
        FROM sales_sale s
        JOIN members_member m ON m.id = s.member_id
        JOIN (
            SELECT sale_id, sum(net_minor - value_minor - points_share_minor) AS spent,
                sum(CASE WHEN kind = 'goods' THEN quantity ELSE 0 END) AS pieces
            FROM sales_saleline WHERE kind NOT IN ('topup', 'gift', 'giveaway') GROUP BY sale_id
        ) l ON l.sale_id = s.id
        UNION ALL
        SELECT coalesce(m.merged_into_id, m.id), 0, 0, 0, NULL, NULL,
            0, -l.spent, -l.pieces, NULL, NULL
        FROM sales_return r
        JOIN members_member m ON m.id = r.member_id
        JOIN (
            SELECT document_id, sum(net_minor - value_minor - points_share_minor) AS spent,
                sum(CASE WHEN kind = 'goods' THEN quantity ELSE 0 END) AS pieces
            FROM sales_returnline WHERE kind NOT IN ('topup', 'gift', 'giveaway')
            GROUP BY document_id
        ) l ON l.document_id = r.id
        WHERE r.sale_id IS NOT NULL
    ) both_sides
    GROUP BY owner
    HAVING sum(kept_visits) <> sum(visits) OR sum(kept_spent) <> sum(spent)
        OR sum(kept_pieces) <> sum(pieces) OR max(kept_first) <> min(first_on)
        OR max(kept_last) <> max(last_on)
    """,
)

CLAIMS = (BUYERS,)
