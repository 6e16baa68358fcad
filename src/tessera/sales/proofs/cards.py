"""Cards agree with their uses, and what is owed for them with what was paid and earned.

A card that comes back by its receipt has ended like any other: nothing is left on it.
"""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

USES = Claim(
    "cards.uses",
    gettext_noop("Every card has the uses left that were sold and not used, and none once ended."),
    "wallet_heldcard",
    """
    SELECT c.id AS card_id, c.uses, coalesce(t.used, 0) AS used, coalesce(a.balance, 0) AS uses_left
    FROM wallet_heldcard c
    LEFT JOIN ledger_account a ON a.owner = c.id AND a.kind = 'pass.uses'
    LEFT JOIN (
        SELECT card_id, sum(uses) AS used FROM sales_passuse WHERE NOT is_undone GROUP BY card_id
    ) t ON t.card_id = c.id
    WHERE coalesce(a.balance, 0) <> CASE WHEN c.state = 'ended' OR c.uses = 0 THEN 0
        ELSE c.uses - coalesce(t.used, 0) END
    """,
)

DEFERRED = Claim(
    "cards.deferred",
    gettext_noop("What is owed for every card is its price less what its uses and days earned."),
    "wallet_heldcard",
    """
    SELECT c.id AS card_id, c.price_minor, coalesce(t.minor, 0) AS used_minor,
        coalesce(d.minor, 0) AS days_minor, coalesce(a.balance, 0) AS deferred_minor
    FROM wallet_heldcard c
    LEFT JOIN ledger_account a ON a.owner = c.id AND a.kind = 'pass.deferred'
    LEFT JOIN (
        SELECT card_id, sum(amount_minor) AS minor FROM sales_passuse WHERE NOT is_undone
        GROUP BY card_id
    ) t ON t.card_id = c.id
    LEFT JOIN (
        SELECT p.source_id, sum(p.amount) AS minor FROM ledger_posting p
        JOIN ledger_entry e ON e.id = p.entry_id WHERE e.kind = 'card_days' GROUP BY p.source_id
    ) d ON d.source_id = a.id
    WHERE coalesce(a.balance, 0) <> CASE WHEN c.state = 'ended' THEN 0
            WHEN c.uses > 0 OR c.is_by_day
            THEN c.price_minor - coalesce(t.minor, 0) - coalesce(d.minor, 0) ELSE 0 END
        OR (c.uses > 0 AND coalesce(t.minor, 0) > c.price_minor)
        OR (c.is_by_day AND c.earned_on >= c.ends_on AND coalesce(a.balance, 0) <> 0)
    """,
)

USED = Claim(
    "cards.used",
    gettext_noop("Every use of a card is in the ledger: its uses, and its worth as revenue."),
    "sales_passuse",
    """
    SELECT u.id AS use_id, u.card_id, u.uses, p.uses AS posted_uses, u.amount_minor,
        p.minor AS posted_minor
    FROM sales_passuse u
    JOIN wallet_heldcard c ON c.id = u.card_id
    LEFT JOIN (
        SELECT o.id,
            sum(CASE WHEN f.kind = 'pass.uses' AND f.owner = o.card_id AND t.kind = 'uses_used'
                AND t.owner = o.store_id THEN p.amount ELSE 0 END) AS uses,
            sum(CASE WHEN f.kind = 'pass.deferred' AND f.owner = o.card_id AND t.kind = 'revenue'
                AND t.owner = o.store_id THEN p.amount ELSE 0 END) AS minor
        FROM sales_passuse o
        JOIN ledger_entry e ON e.document_id = o.id AND e.kind = 'pass_use'
        JOIN ledger_posting p ON p.entry_id = e.id
        JOIN ledger_account f ON f.id = p.source_id
        JOIN ledger_account t ON t.id = p.destination_id
        GROUP BY o.id
    ) p ON p.id = u.id
    WHERE coalesce(p.minor, 0) <> u.amount_minor
        OR coalesce(p.uses, 0) <> CASE WHEN c.uses > 0 THEN u.uses ELSE 0 END
    """,
)

SOLD = Claim(
    "cards.sold",
    gettext_noop(
        "The cards of a line cost what it says, and brought the stored value that it says."
    ),
    "sales_saleline WHERE kind = 'card'",
    """
    SELECT l.id AS line_id, l.sale_id, l.net_minor, c.minor, l.value_minor, c.loaded
    FROM sales_saleline l
    LEFT JOIN (
        SELECT sale_id, position, sum(price_minor) AS minor, sum(loaded_minor) AS loaded
        FROM wallet_heldcard GROUP BY sale_id, position
    ) c ON c.sale_id = l.sale_id AND c.position = l.position
    WHERE l.kind = 'card' AND (coalesce(c.loaded, 0) <> l.value_minor
        OR coalesce(c.minor, 0) + coalesce(c.loaded, 0) <> l.net_minor)
    """,
)

CLAIMS = (SOLD, USES, DEFERRED, USED)
