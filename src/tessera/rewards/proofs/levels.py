"""What must hold of levels: what counted follows from documents, and standings are the members'."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

MERITS = Claim(
    "rewards.merits",
    gettext_noop(
        "What a sale, return or card that is paid out counts for levels is what was paid or went"
        " back."
    ),
    "rewards_merit",
    """
    SELECT document_id, sum(counted) AS counted, sum(paid) AS paid,
        sum(counted_topup) AS counted_topup, sum(paid_topup) AS paid_topup,
        sum(counted_points) AS counted_points, sum(points) AS points
    FROM (
        SELECT r.document_id, r.spent_minor AS counted, r.topup_minor AS counted_topup,
            r.points AS counted_points, 0 AS paid, 0 AS paid_topup, 0 AS points
        FROM rewards_merit r
        UNION ALL
        SELECT s.id, 0, 0, 0,
            CASE WHEN l.kind IN ('topup', 'gift') THEN 0
                ELSE l.net_minor - l.value_minor - l.points_share_minor END,
            CASE WHEN l.kind = 'topup' THEN l.net_minor ELSE 0 END, 0
        FROM sales_sale s JOIN sales_saleline l ON l.sale_id = s.id
        WHERE s.member_id IS NOT NULL
        UNION ALL
        SELECT r.id, 0, 0, 0,
            CASE WHEN l.kind IN ('topup', 'gift') THEN 0
                ELSE l.points_share_minor + l.value_minor - l.net_minor END,
            CASE WHEN l.kind = 'topup' THEN -l.net_minor ELSE 0 END, 0
        FROM sales_return r JOIN sales_returnline l ON l.document_id = r.id
        WHERE r.member_id IS NOT NULL AND r.sale_id IS NOT NULL
        UNION ALL
        SELECT p.id, 0, 0, 0, -p.paid_minor, 0, 0
        FROM sales_payout p JOIN rewards_merit r ON r.document_id = p.id
        WHERE p.card_id IS NOT NULL
        UNION ALL SELECT e.sale_id, 0, 0, 0, 0, 0, e.points FROM rewards_earning e
        UNION ALL SELECT c.document_id, 0, 0, 0, 0, 0, -c.points FROM rewards_clawback c
    ) both_sides
    GROUP BY document_id
    HAVING sum(counted) <> sum(paid) OR sum(counted_topup) <> sum(paid_topup)
        OR sum(counted_points) <> sum(points)
    """,
)

STANDINGS = Claim(
    "rewards.standings",
    gettext_noop("Whoever stands on a level has it, and ends no earlier than begins."),
    "rewards_standing",
    """
    SELECT s.member_id, s.since, s.valid_through FROM rewards_standing s
    JOIN members_member m ON m.id = s.member_id
    WHERE m.level_id <> s.level_id OR s.valid_through < s.since
    UNION ALL
    SELECT m.id, NULL, NULL FROM members_member m
    LEFT JOIN rewards_standing s ON s.member_id = m.id
    WHERE s.member_id IS NULL AND m.merged_into_id IS NULL AND (
        EXISTS (SELECT 1 FROM rewards_levelmove v WHERE v.member_id = m.id)
        OR EXISTS (
            SELECT 1 FROM rewards_levelrule r JOIN members_level l ON l.id = r.level_id
            WHERE r.level_id = m.level_id AND r.validity_months IS NOT NULL
                AND r.version = (
                    SELECT max(version) FROM rewards_levelrule n WHERE n.level_id = r.level_id)
                AND EXISTS (SELECT 1 FROM members_level b WHERE b.rank < l.rank)))
    """,
)

MOVES = Claim(
    "rewards.moves",
    gettext_noop("A member's level is the one that the last move led to."),
    "rewards_levelmove",
    """
    SELECT v.member_id, v.id AS move_id FROM rewards_levelmove v
    JOIN members_member m ON m.id = v.member_id AND m.merged_into_id IS NULL
    WHERE v.after_id <> m.level_id AND NOT EXISTS (
        SELECT 1 FROM rewards_levelmove later WHERE later.member_id = v.member_id
            AND (later.at > v.at OR (later.at = v.at AND later.id > v.id)))
    """,
)

CLAIMS = (MERITS, STANDINGS, MOVES)
