"""What is set aside for tills is what the ledger holds for them."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

LIMITS = Claim(
    "sales.allowances",
    gettext_noop("Of every limit of a till so much is away from its lots as nobody took of it."),
    "sales_allowance",
    """
    SELECT d.id AS allowance_id, d.points, d.points_used, m.points AS points_away,
        d.wallet_minor, d.wallet_used_minor, m.minor AS minor_away
    FROM sales_allowance d
    LEFT JOIN (
        SELECT e.document_id, sum(CASE WHEN a.kind = 'points' THEN -c.amount ELSE 0 END) AS points,
            sum(CASE WHEN a.kind <> 'points' THEN -c.amount ELSE 0 END) AS minor,
            sum(CASE WHEN e.id = g.entry_id AND a.kind = 'points'
                THEN -c.amount ELSE 0 END) AS points_first,
            sum(CASE WHEN e.id = g.entry_id AND a.kind <> 'points'
                THEN -c.amount ELSE 0 END) AS minor_first
        FROM ledger_entry e
        JOIN sales_allowance g ON g.id = e.document_id
        JOIN ledger_lotchange c ON c.entry_id = e.id
        JOIN ledger_lot l ON l.id = c.lot_id
        JOIN ledger_account a ON a.id = l.account_id
        WHERE e.kind IN ('set_aside', 'set_aside_back')
        GROUP BY e.document_id
    ) m ON m.document_id = d.id
    WHERE coalesce(m.points_first, 0) <> d.points OR coalesce(m.minor_first, 0) <> d.wallet_minor
        OR coalesce(m.points, 0)
            <> CASE WHEN d.ended_at IS NULL THEN d.points - d.points_used ELSE 0 END
        OR coalesce(m.minor, 0)
            <> CASE WHEN d.ended_at IS NULL THEN d.wallet_minor - d.wallet_used_minor ELSE 0 END
    """,
)

HELD = Claim(
    "sales.set_aside",
    gettext_noop("What is set aside of each member is what the limits of tills have left."),
    "ledger_account WHERE kind IN ('points.aside', 'wallet.principal.aside', 'wallet.bonus.aside')",
    """
    SELECT owner AS member_id, sum(points) AS points, sum(minor) AS minor,
        sum(points_left) AS points_left, sum(minor_left) AS minor_left
    FROM (
        SELECT owner, CASE WHEN kind = 'points.aside' THEN balance ELSE 0 END AS points,
            CASE WHEN kind <> 'points.aside' THEN balance ELSE 0 END AS minor,
            0 AS points_left, 0 AS minor_left
        FROM ledger_account
        WHERE kind IN ('points.aside', 'wallet.principal.aside', 'wallet.bonus.aside')
        UNION ALL
        SELECT member_id, 0, 0, points - points_used, wallet_minor - wallet_used_minor
        FROM sales_allowance WHERE ended_at IS NULL
    ) both_sides
    GROUP BY owner
    HAVING sum(points) <> sum(points_left) OR sum(minor) <> sum(minor_left)
    """,
)

CLAIMS = (LIMITS, HELD)
