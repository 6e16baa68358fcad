"""What must hold in the ledger (laws 1-3), to be proved from the rows alone."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

ENTRIES = Claim(
    "ledger.entries",
    gettext_noop("Every entry has postings and sums to zero in each unit."),
    "ledger_entry",
    """
    SELECT entry_id, unit, sum(amount) AS off_by FROM (
        SELECT p.entry_id, a.unit, p.amount
        FROM ledger_posting p JOIN ledger_account a ON a.id = p.destination_id
        UNION ALL
        SELECT p.entry_id, a.unit, -p.amount
        FROM ledger_posting p JOIN ledger_account a ON a.id = p.source_id
    ) moved GROUP BY entry_id, unit HAVING sum(amount) <> 0
    UNION ALL
    SELECT e.id, NULL, NULL FROM ledger_entry e
    WHERE NOT EXISTS (SELECT 1 FROM ledger_posting p WHERE p.entry_id = e.id)
    """,
)

POSTINGS = Claim(
    "ledger.postings",
    gettext_noop("Every posting moves more than nothing from one account to another of its unit."),
    "ledger_posting",
    """
    SELECT p.id AS posting_id, p.entry_id, p.amount, s.unit AS from_unit, d.unit AS to_unit
    FROM ledger_posting p
    LEFT JOIN ledger_entry e ON e.id = p.entry_id
    LEFT JOIN ledger_account s ON s.id = p.source_id
    LEFT JOIN ledger_account d ON d.id = p.destination_id
    WHERE p.amount <= 0 OR p.source_id = p.destination_id OR e.id IS NULL
        OR s.unit IS NULL OR d.unit IS NULL OR s.unit <> d.unit
    """,
)

BALANCES = Claim(
    "ledger.balances",
    gettext_noop("Every running balance equals its postings."),
    "ledger_account WHERE balance IS NOT NULL",
    """
    SELECT a.id AS account_id, a.owner AS owner_id, a.kind, a.balance,
        coalesce(m.total, 0) AS posted
    FROM ledger_account a LEFT JOIN (
        SELECT account_id, sum(amount) AS total FROM (
            SELECT destination_id AS account_id, amount FROM ledger_posting
            UNION ALL SELECT source_id, -amount FROM ledger_posting
        ) moved GROUP BY account_id
    ) m ON m.account_id = a.id
    WHERE a.balance IS NOT NULL AND a.balance <> coalesce(m.total, 0)
    """,
)

HOUSE = Claim(
    "ledger.house",
    gettext_noop("House accounts keep no balance, accounts with a floor keep one."),
    "ledger_account",
    """
    SELECT id AS account_id, owner AS owner_id, kind, floor, balance FROM ledger_account
    WHERE (floor IS NULL) <> (balance IS NULL)
    """,
)

FLOORS = Claim(
    "ledger.floors",
    gettext_noop("No balance is below its floor."),
    "ledger_account WHERE floor IS NOT NULL",
    """
    SELECT id AS account_id, owner AS owner_id, kind, floor, balance FROM ledger_account
    WHERE balance < floor
    """,
)

LOTS = Claim(
    "ledger.lots",
    gettext_noop("What is left of every lot equals its history, and is within its amount."),
    "ledger_lot",
    """
    SELECT l.id AS lot_id, l.account_id, l.amount, l.remaining,
        l.amount + coalesce(c.total, 0) AS by_history
    FROM ledger_lot l
    LEFT JOIN (SELECT lot_id, sum(amount) AS total FROM ledger_lotchange GROUP BY lot_id) c
        ON c.lot_id = l.id
    WHERE l.remaining <> l.amount + coalesce(c.total, 0)
        OR l.remaining < 0 OR l.remaining > l.amount
    """,
)

REVERSED = Claim(
    "ledger.reversed",
    gettext_noop("Every reversing entry names an entry that exists."),
    "ledger_entry WHERE reverses_id IS NOT NULL",
    """
    SELECT r.id AS entry_id, r.reverses_id FROM ledger_entry r
    LEFT JOIN ledger_entry e ON e.id = r.reverses_id
    WHERE r.reverses_id IS NOT NULL AND (e.id IS NULL OR e.id = r.id)
    """,
)

GIVEN_BACK = Claim(
    "ledger.given_back",
    gettext_noop("Reversals give back to a lot no more than was taken from it."),
    "ledger_lotchange WHERE amount > 0",
    """
    SELECT r.reverses_id AS entry_id, c.lot_id, sum(c.amount) AS given_back
    FROM ledger_lotchange c JOIN ledger_entry r ON r.id = c.entry_id
    WHERE c.amount > 0
    GROUP BY r.reverses_id, c.lot_id
    HAVING sum(c.amount) > (
        SELECT coalesce(-sum(t.amount), 0) FROM ledger_lotchange t
        WHERE t.entry_id = r.reverses_id AND t.lot_id = c.lot_id AND t.amount < 0
    )
    """,
)

CLAIMS = (ENTRIES, POSTINGS, BALANCES, HOUSE, FLOORS, LOTS, REVERSED, GIVEN_BACK)
