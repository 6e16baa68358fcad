"""What must hold of rewards for bringing members."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

REWARDS = Claim(
    "referral.rewards",
    gettext_noop("What a referral reward gave and took back is what its entries posted."),
    "rewards_referralreward",
    """
    SELECT reward_id, sum(credited) AS credited, sum(posted) AS posted, sum(taken) AS taken,
        sum(posted_back) AS posted_back
    FROM (
        SELECT id AS reward_id, credited, taken, 0 AS posted, 0 AS posted_back
        FROM rewards_referralreward
        UNION ALL
        SELECT e.document_id, 0, 0, CASE WHEN e.kind = 'referral' THEN p.amount ELSE 0 END,
            CASE WHEN e.kind = 'referral' THEN 0 ELSE p.amount END
        FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id
        WHERE e.kind IN ('referral', 'referral_back')
    ) both_sides GROUP BY reward_id
    HAVING sum(credited) <> sum(posted) OR sum(taken) <> sum(posted_back)
    """,
)

RETURNED = Claim(
    "referral.returned",
    gettext_noop("Every referral reward knows what of its goods came back, and who got it."),
    "rewards_referralreward",
    """
    SELECT w.id AS reward_id, w.sale_id, w.returned_minor, coalesce(b.goods, 0) AS came_back
    FROM rewards_referralreward w
    JOIN sales_sale s ON s.id = w.sale_id
    LEFT JOIN (
        SELECT r.sale_id, sum(l.net_minor - l.points_share_minor) AS goods
        FROM sales_return r JOIN sales_returnline l ON l.document_id = r.id
        WHERE l.kind = 'goods' GROUP BY r.sale_id
    ) b ON b.sale_id = w.sale_id
    WHERE w.returned_minor <> coalesce(b.goods, 0)
        OR (w.role = 'referee' AND w.member_id <> w.referee_id)
    """,
)

CLAIMS = (REWARDS, RETURNED)
