"""What must hold of points and stored value, to be proved from the rows alone.

The kinds of account named here are held in lots (law 3); ``places`` names them too.
"""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

BALANCES = Claim(
    "wallet.balances",
    gettext_noop("Every balance of points and stored value is the sum of what its lots have left."),
    "ledger_account WHERE kind IN ('points', 'points.pending', 'wallet.principal', 'wallet.bonus',"
    " 'given.principal', 'given.bonus')",
    """
    SELECT a.id AS account_id, a.owner AS owner_id, a.kind, a.balance,
        coalesce(l.total, 0) AS in_lots
    FROM ledger_account a
    LEFT JOIN (SELECT account_id, sum(remaining) AS total FROM ledger_lot GROUP BY account_id) l
        ON l.account_id = a.id
    WHERE a.kind IN ('points', 'points.pending', 'wallet.principal', 'wallet.bonus',
        'given.principal', 'given.bonus')
        AND coalesce(a.balance, 0) <> coalesce(l.total, 0)
    """,
)

ENTRIES = Claim(
    "wallet.entries",
    gettext_noop("Every entry moves the lots of a member by what it posts to the member."),
    "ledger_entry",
    """
    SELECT m.entry_id, m.account_id, sum(m.posted) AS posted, sum(m.in_lots) AS in_lots FROM (
        SELECT entry_id, destination_id AS account_id, amount AS posted, 0 AS in_lots
        FROM ledger_posting
        UNION ALL SELECT entry_id, source_id, -amount, 0 FROM ledger_posting
        UNION ALL SELECT entry_id, account_id, 0, amount FROM ledger_lot
        UNION ALL SELECT c.entry_id, l.account_id, 0, c.amount
        FROM ledger_lotchange c JOIN ledger_lot l ON l.id = c.lot_id
    ) m
    JOIN ledger_account a ON a.id = m.account_id
    WHERE a.kind IN ('points', 'points.pending', 'wallet.principal', 'wallet.bonus',
        'given.principal', 'given.bonus')
    GROUP BY m.entry_id, m.account_id HAVING sum(m.posted) <> sum(m.in_lots)
    """,
)

GIFTS = Claim(
    "wallet.gifts",
    gettext_noop("Every gift card was paid for what it was good for, and holds no more than that."),
    "wallet_giftcard",
    """
    SELECT c.id AS card_id, c.number, c.state, c.amount_minor, a.balance, p.paid_minor
    FROM wallet_giftcard c
    LEFT JOIN ledger_account a ON a.owner = c.id AND a.kind = 'gift.value'
    LEFT JOIN (
        SELECT p.destination_id, e.document_id, sum(p.amount) AS paid_minor FROM ledger_posting p
        JOIN ledger_entry e ON e.id = p.entry_id WHERE e.kind = 'sale'
        GROUP BY p.destination_id, e.document_id
    ) p ON p.destination_id = a.id AND p.document_id = c.sale_id
    WHERE coalesce(p.paid_minor, 0) <> CASE WHEN c.sale_id IS NULL OR c.replaces_id IS NOT NULL
            THEN 0 ELSE c.amount_minor END
        OR (c.replaces_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM wallet_giftcard o WHERE o.id = c.replaces_id AND o.state = 'ended'
                AND o.sale_id = c.sale_id AND o.amount_minor = c.amount_minor))
        OR coalesce(a.balance, 0) > c.amount_minor
        OR (c.state IN ('new', 'ended') AND coalesce(a.balance, 0) <> 0)
        OR (c.sale_id IS NULL AND a.id IS NOT NULL)
    """,
)

GIVEN = Claim(
    "wallet.given",
    gettext_noop("A gift of stored value holds what was given until it is settled, then nothing."),
    "wallet_valuegift",
    """
    SELECT g.id AS gift_id, g.state, g.principal_minor, g.bonus_minor, p.balance AS paid,
        b.balance AS given
    FROM wallet_valuegift g
    LEFT JOIN ledger_account p ON p.owner = g.id AND p.kind = 'given.principal'
    LEFT JOIN ledger_account b ON b.owner = g.id AND b.kind = 'given.bonus'
    WHERE coalesce(p.balance, 0) <> CASE g.state WHEN 'under_way' THEN g.principal_minor ELSE 0 END
        OR coalesce(b.balance, 0) <> CASE g.state WHEN 'under_way' THEN g.bonus_minor ELSE 0 END
    """,
)

HANDED = Claim(
    "wallet.handed",
    gettext_noop("What a member handed to another is what was posted, part by part."),
    "wallet_valuetransfer",
    """
    SELECT t.id AS transfer_id, t.principal_minor, t.bonus_minor, p.principal, p.bonus
    FROM wallet_valuetransfer t
    LEFT JOIN (
        SELECT e.document_id,
            sum(CASE WHEN s.kind = 'wallet.principal' THEN p.amount ELSE 0 END) AS principal,
            sum(CASE WHEN s.kind = 'wallet.bonus' THEN p.amount ELSE 0 END) AS bonus
        FROM ledger_entry e
        JOIN ledger_posting p ON p.entry_id = e.id
        JOIN ledger_account s ON s.id = p.source_id
        JOIN ledger_account d ON d.id = p.destination_id AND d.kind = s.kind
        WHERE e.kind = 'value_transfer'
        GROUP BY e.document_id
    ) p ON p.document_id = t.id
    WHERE coalesce(p.principal, 0) <> t.principal_minor OR coalesce(p.bonus, 0) <> t.bonus_minor
    """,
)

CLAIMS = (BALANCES, ENTRIES, GIFTS, GIVEN, HANDED)
