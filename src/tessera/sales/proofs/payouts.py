"""What was paid out is what its entry in the ledger posts."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

POSTED = Claim(
    "payouts.posted",
    gettext_noop("Every pay-out takes what it says from its member, and pays what it says."),
    "sales_payout",
    """
    SELECT d.id AS payout_id, d.number, d.paid_minor, p.paid, d.principal_minor, p.principal,
        d.bonus_minor, p.bonus
    FROM sales_payout d
    LEFT JOIN (
        SELECT o.id, count(DISTINCT e.id) AS entries,
            sum(CASE WHEN t.kind = 'tender.' || o.kind AND t.owner = o.till_id
                THEN p.amount ELSE 0 END) AS paid,
            sum(CASE WHEN (f.kind = 'wallet.principal' AND f.owner = o.member_id
                AND o.card_id IS NULL) OR (f.kind = 'pass.deferred' AND f.owner = o.card_id)
                THEN p.amount ELSE 0 END) AS principal,
            sum(CASE WHEN f.kind = 'wallet.bonus' AND f.owner = o.member_id
                THEN p.amount ELSE 0 END) AS bonus
        FROM sales_payout o
        JOIN ledger_entry e ON e.document_id = o.id AND e.kind = 'payout'
            AND e.store_id = o.store_id AND e.business_on = o.business_on AND e.at = o.at
        JOIN ledger_posting p ON p.entry_id = e.id
        JOIN ledger_account f ON f.id = p.source_id
        JOIN ledger_account t ON t.id = p.destination_id
        GROUP BY o.id
    ) p ON p.id = d.id
    WHERE coalesce(p.entries, 0) <> 1 OR d.paid_minor <> coalesce(p.paid, 0)
        OR d.principal_minor <> coalesce(p.principal, 0)
        OR d.bonus_minor <> coalesce(p.bonus, 0)
    """,
)

ENTRIES = Claim(
    "payouts.entries",
    gettext_noop("Every entry of a pay-out has its document."),
    "ledger_entry WHERE kind = 'payout'",
    """
    SELECT e.id AS entry_id, e.document_id FROM ledger_entry e
    LEFT JOIN sales_payout d ON d.id = e.document_id
    WHERE e.kind = 'payout' AND d.id IS NULL
    """,
)

CLAIMS = (POSTED, ENTRIES)
