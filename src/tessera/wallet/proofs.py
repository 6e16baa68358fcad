"""What must hold of points and stored value, to be proved from the rows alone.

The kinds of account named here are held in lots (law 3); ``places`` names them too.
"""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

BALANCES = Claim(
    "wallet.balances",
    gettext_noop("Every balance of points and stored value is the sum of what its lots have left."),
    "ledger_account WHERE kind IN ('points', 'points.pending', 'wallet.principal', 'wallet.bonus')",
    """
    SELECT a.id AS account_id, a.owner AS owner_id, a.kind, a.balance,
        coalesce(l.total, 0) AS in_lots
    FROM ledger_account a
    LEFT JOIN (SELECT account_id, sum(remaining) AS total FROM ledger_lot GROUP BY account_id) l
        ON l.account_id = a.id
    WHERE a.kind IN ('points', 'points.pending', 'wallet.principal', 'wallet.bonus')
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
    WHERE a.kind IN ('points', 'points.pending', 'wallet.principal', 'wallet.bonus')
    GROUP BY m.entry_id, m.account_id HAVING sum(m.posted) <> sum(m.in_lots)
    """,
)

CLAIMS = (BALANCES, ENTRIES)
