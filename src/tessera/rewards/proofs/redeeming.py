"""What must hold of the catalogue and of what was redeemed."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

REDEMPTIONS = Claim(
    "rewards.redemptions",
    gettext_noop("What a redemption took and gave back in points is what its entries post."),
    "rewards_redemption",
    """
    SELECT redemption_id, sum(points) AS points, sum(taken) AS taken,
        sum(points_back) AS points_back, sum(given_back) AS given_back FROM (
        SELECT id AS redemption_id, points, 0 AS taken, points_back, 0 AS given_back
        FROM rewards_redemption
        UNION ALL
        SELECT e.document_id, 0,
            CASE WHEN e.kind = 'redemption' AND s.kind = 'points' AND s.owner = r.payer_id
                AND d.kind = 'points_redeemed' AND d.owner = r.store_id THEN p.amount ELSE 0 END,
            0,
            CASE WHEN e.kind = 'redemption_back' AND d.kind = 'points' AND d.owner = r.payer_id
                AND s.kind = 'points_redeemed' AND s.owner = r.store_id THEN p.amount ELSE 0 END
        FROM ledger_entry e
        JOIN ledger_posting p ON p.entry_id = e.id
        JOIN ledger_account s ON s.id = p.source_id
        JOIN ledger_account d ON d.id = p.destination_id
        LEFT JOIN rewards_redemption r ON r.id = e.document_id
        WHERE e.kind IN ('redemption', 'redemption_back')
    ) both_sides GROUP BY redemption_id
    HAVING sum(points) <> sum(taken) OR sum(points_back) <> sum(given_back)
    """,
)

ORPHANS = Claim(
    "rewards.redemption_entries",
    gettext_noop("Every entry of a redemption has one, and what gives back names what took."),
    "ledger_entry WHERE kind IN ('redemption', 'redemption_back')",
    """
    SELECT e.id AS entry_id, e.kind, e.document_id FROM ledger_entry e
    LEFT JOIN rewards_redemption r ON r.id = e.document_id AND r.store_id = e.store_id
    LEFT JOIN ledger_entry f ON f.id = e.reverses_id AND f.document_id = e.document_id
        AND f.kind = 'redemption'
    WHERE e.kind IN ('redemption', 'redemption_back') AND (r.id IS NULL
        OR (e.kind = 'redemption' AND e.reverses_id IS NOT NULL)
        OR (e.kind = 'redemption_back' AND f.id IS NULL))
    """,
)

TAKEN = Claim(
    "rewards.taken",
    gettext_noop("Of every reward so many are taken as were redeemed and not given back."),
    "rewards_reward",
    """
    SELECT w.id AS reward_id, w.taken, w.stock, count(r.id) AS redeemed
    FROM rewards_reward w
    LEFT JOIN rewards_redemption r ON r.reward_id = w.id
        AND r.state IN ('reserved', 'handed_out', 'won', 'lost')
    GROUP BY w.id, w.taken, w.stock
    HAVING w.taken <> count(r.id) OR w.taken > coalesce(w.stock, w.taken)
    """,
)

COUPONS = Claim(
    "rewards.fetched",
    gettext_noop(
        "What was handed out was fetched by its coupon in its sale, and nothing else was."
    ),
    "rewards_redemption",
    """
    SELECT r.id AS redemption_id, r.state, c.uses, c.uses_limit
    FROM rewards_redemption r
    JOIN offers_coupon c ON c.id = r.coupon_id
    LEFT JOIN offers_couponuse u ON u.coupon_id = c.id AND u.document_id = r.sale_id
    WHERE r.kind IN ('goods', 'service') AND (
        (r.state = 'reserved' AND (c.uses <> 0 OR c.uses_limit <> 1))
        OR (r.state IN ('handed_out', 'taken_back') AND (c.uses <> 1 OR u.id IS NULL))
        OR (r.state IN ('cancelled', 'lapsed') AND (c.uses <> 0 OR c.uses_limit <> 0))
    )
    """,
)

POINTS_BACK = Claim(
    "rewards.points_back",
    gettext_noop("Points came back only for what was cancelled, lapsed or taken back."),
    "rewards_redemption",
    """
    SELECT id AS redemption_id, state, points, points_back FROM rewards_redemption
    WHERE points_back > points
        OR (points_back <> 0 AND state NOT IN ('cancelled', 'lapsed', 'taken_back'))
    """,
)

CARDS = Claim(
    "rewards.granted_cards",
    gettext_noop("A card that was redeemed cost no money, and has ended where it was taken back."),
    "rewards_redemption WHERE kind = 'card'",
    """
    SELECT r.id AS redemption_id, r.state, c.state AS card_state, c.price_minor
    FROM rewards_redemption r
    LEFT JOIN wallet_heldcard c ON c.id = r.card_id
    WHERE (r.kind = 'card' AND (c.id IS NULL OR c.price_minor <> 0 OR c.sale_id IS NOT NULL
            OR (r.state = 'taken_back' AND (c.state <> 'ended' OR c.use_count <> 0))))
        OR (r.kind <> 'card' AND r.card_id IS NOT NULL)
    """,
)

CLAIMS = (REDEMPTIONS, ORPHANS, TAKEN, COUPONS, CARDS, POINTS_BACK)
